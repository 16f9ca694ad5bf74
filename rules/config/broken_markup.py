"""Markup that cannot be parsed."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="WXML 无法完整解析：{problem_zh}",
    en="this WXML cannot be fully parsed: {problem_en}",
    zh_details="开发者工具会编译失败，页面打不开。这个文件里能看懂的部分和其他文件照样检查。",
    en_details="The build fails and the page does not open. The rest of the file, and all other files, "
    "were still checked.",
)


class BrokenMarkup(Rule):
    id = "broken-markup"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for problem in program.problems:
            if problem.kind == "markup" or (problem.kind == "file" and problem.place.path.endswith(".wxml")):
                yield self.finding(problem.place, MESSAGE, problem_zh=problem.zh, problem_en=problem.en)
