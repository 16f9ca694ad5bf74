"""Hand-made programs, and rules that find what the test marks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from wxlint.judge.pack import LoadedRule, PackFolder, RuleSet, load
from wxlint.judge.report import Report
from wxlint.judge.rule import Finding, Level, Message, Place, Program, Related, Rule
from wxlint.judge.run import judge
from wxlint.judge.settings import JudgeSettings
from wxlint.model.program import Comment, ConfiguredTimeout
from wxlint.read.files import Files

BAD = Message("这里写着 {word}", "{word} is written here", "原因。", "Why.")


class FindsMarks(Rule):
    """Finds each word `BAD` (as timeouts: the simplest thing of a program that has a place)."""

    id = "bad-word"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for timeout in program.timeouts:
            yield self.finding(timeout.place, BAD, word=timeout.api)


def rule(
    name: str, level: Level = "warn", core: bool = False, group: str = "words", **attributes: object
) -> LoadedRule:
    """A rule of the built-in pack that finds marks, under another name."""
    kind = type(name, (FindsMarks,), {"id": name, "level": level, "core": core, **attributes})
    return LoadedRule(
        kind, group, f"{name}.py", "", f"rules/{group}/{name}.md", PackFolder("rules", "rules", True)
    )


def rule_set(*rules: LoadedRule) -> RuleSet:
    """Some rules, and the built-in one that reports unused suppressions."""
    return RuleSet([*(rules or (rule("bad-word"),)), load().by_id["unused-suppression"]])


_COMMENT = re.compile(rb"//([^\r\n]*)|/\*(.*?)\*/|<!--(.*?)-->", re.DOTALL)


def program(folder: Path, files: dict[str, str], root: str = "") -> Program:
    """Writes files and reads them as a program: `BAD` is a timeout, every comment is kept."""
    timeouts: list[ConfiguredTimeout] = []
    comments: list[Comment] = []
    for path, text in files.items():
        data = text.encode()
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        timeouts += [
            ConfiguredTimeout("BAD", 1, Place(path, *found.span())) for found in re.finditer(rb"BAD", data)
        ]
        comments += [
            Comment(
                Place(path, *found.span()), next(part for part in found.groups() if part is not None).decode()
            )
            for found in _COMMENT.finditer(data)
        ]
    return Program(root, timeouts=tuple(timeouts), comments=tuple(comments), files=tuple(files))


def judged(
    folder: Path, files: dict[str, str], settings: JudgeSettings | None = None, rules: RuleSet | None = None
) -> Report:
    """The report on one program of some files."""
    return judge([program(folder, files)], Files(folder), settings or JudgeSettings(), rules or rule_set())


def lines(report: Report, rule: str = "bad-word") -> list[int]:
    """The lines of a rule's findings."""
    return [one.line for one in report.findings if one.finding.rule == rule]


def related(place: Place, text: str = "here") -> Related:
    return Related(place, text, text)


def settings(**values: object) -> JudgeSettings:
    """Settings, with lists for tuples."""
    return msgspec.convert(values, JudgeSettings)
