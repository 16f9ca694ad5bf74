"""A project.config.json, or its private twin, that is not what the developer tools take."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule, faults

REFUSED = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="编译和上传前都会检查 project.config.json 里各字段的类型和取值，有一处不对就停下来。",
    en_details="Before it builds or uploads, the tool checks the type and value of every field in "
    "project.config.json, and stops if one is wrong.",
)
PRIVATE = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="project.private.config.json 里的设置优先于 project.config.json；"
    "类型或取值不对的设置不会生效。",
    en_details="Settings in project.private.config.json override those in project.config.json; one of a "
    "wrong type or value has no effect.",
)
IGNORED = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="键名区分大小写。不认识的键不报错，只是不起作用：开发者工具用的是默认值。",
    en_details="Keys are case-sensitive. An unknown key is no error, it just has no effect: the developer "
    "tools use the default.",
)


class InvalidProjectConfig(Rule):
    id = "invalid-project-config"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for document in program.documents:
            private = document.kind == "project-private"
            for fault in faults(document) if private or document.kind == "project" else ():
                # No build looks at the private file: what is wrong in it fails one developer, not users.
                yield self.finding(
                    fault.place,
                    IGNORED if fault.ignored else PRIVATE if private else REFUSED,
                    level="warn" if private else None,
                    fix=fault.fix,
                    problem_zh=fault.zh,
                    problem_en=fault.en,
                )
