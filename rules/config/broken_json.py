"""A JSON file that the platform does not read."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="JSON 文件有错误：{problem_zh}",
    en="this JSON file is broken: {problem_en}",
    zh_details="平台按严格的 JSON 解析配置文件：注释、多余的逗号、单引号、空文件、BOM 都会让编译停止。"
    "其余能看懂的部分照样检查。",
    en_details="The platform reads configuration as strict JSON: a comment, a trailing comma, single "
    "quotes, an empty file or a byte order mark stops the build. Whatever could be read was still checked.",
)


class BrokenJson(Rule):
    id = "broken-json"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for problem in program.problems:
            if problem.kind == "json" or (problem.kind == "file" and problem.place.path.endswith(".json")):
                yield self.finding(
                    problem.place, MESSAGE, fix=problem.fix, problem_zh=problem.zh, problem_en=problem.en
                )
