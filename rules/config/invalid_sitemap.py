"""A sitemap.json that is not what the platform takes."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule, faults

REFUSED = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="编译时会检查 app.json 的 sitemapLocation 指向的文件（默认是 sitemap.json），不对就编译不过。",
    en_details="The build checks the file that sitemapLocation in app.json names (sitemap.json by default), "
    "and stops if it is wrong.",
)
IGNORED = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="键名区分大小写。不认识的键不报错，只是不起作用：匹配页面时就当没有写它。",
    en_details="Keys are case-sensitive. An unknown key is no error, it just has no effect: pages are "
    "matched as if it were not there.",
)


class InvalidSitemap(Rule):
    id = "invalid-sitemap"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for document in program.documents:
            for fault in faults(document) if document.kind == "sitemap" else ():
                message = IGNORED if fault.ignored else REFUSED
                yield self.finding(
                    fault.place, message, fix=fault.fix, problem_zh=fault.zh, problem_en=fault.en
                )
