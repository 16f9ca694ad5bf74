"""A script that cannot be parsed."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="脚本无法完整解析：{problem_zh}",
    en="this script cannot be fully parsed: {problem_en}",
    zh_details="出错的地方可能还藏着别的问题。这个文件里能看懂的部分和其他文件照样检查。",
    en_details="Other mistakes may hide behind this one. The rest of the file, and all other files, were "
    "still checked.",
)


class BrokenScript(Rule):
    id = "broken-script"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for problem in program.problems:
            if problem.kind == "script" or (
                problem.kind == "file" and not problem.place.path.endswith((".json", ".wxml"))
            ):
                yield self.finding(problem.place, MESSAGE, problem_zh=problem.zh, problem_en=problem.en)
