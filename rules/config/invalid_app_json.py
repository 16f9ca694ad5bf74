"""An app.json (or uni-app's pages.json) that is not what the platform takes."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule, faults

REFUSED = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="编译时会检查这个文件每个字段的类型和取值，一处不对，整个小程序都编译不过。",
    en_details="The build checks the type and value of every field in this file; with one that is wrong, "
    "nothing of the mini-program is built.",
)
IGNORED = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="键名区分大小写。不认识的键不报错，只是不起作用：这项设置等于没写，真机上用的是默认值。",
    en_details="Keys are case-sensitive. An unknown key is no error, it just has no effect: phones behave "
    "as if the setting were not there.",
)


class InvalidAppJson(Rule):
    id = "invalid-app-json"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for document in program.documents:
            for fault in faults(document) if document.kind in ("app", "uni-pages") else ():
                message = IGNORED if fault.ignored else REFUSED
                yield self.finding(
                    fault.place, message, fix=fault.fix, problem_zh=fault.zh, problem_en=fault.en
                )
