"""Runs an example (of a rule page, or of `cases/`) as a little project; says what it should have found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from wxlint.config import Config, Source
from wxlint.judge.page import Example, Mark
from wxlint.judge.report import Judged, Report
from wxlint.model.finding import Edit
from wxlint.session import Session

Found = dict[str, list[Mark]]


def write(example: Example, folder: Path) -> None:
    """Writes the example's files, and what a mini-program cannot do without: app.json, a page, its markup."""
    files = {block.path: block.text for block in example.files}
    assert len(files) == len(example.files), "two blocks are one file"
    pages = sorted(
        path.rpartition(".")[0]
        for path in files
        if path.endswith((".js", ".ts")) and "/pages/" in f"/{path}" and "Page" in files[path]
    )
    if not pages:
        pages = ["pages/index/index"]
        files.setdefault("pages/index/index.js", "Page({})\n")
    files.setdefault("app.json", json.dumps({"pages": pages}) + "\n")
    files.setdefault("app.js", "App({})\n")
    for page in pages:
        files.setdefault(f"{page}.wxml", "<view></view>\n")
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))


def check(folder: Path) -> Report:
    """The report of every rule on a folder, with the configuration that lies in it."""
    session = Session(folder, Source(isolated=not (folder / "wxlint.toml").exists()), adjust=_all)
    return session.check(session.configure())


def _all(config: Config) -> Config:
    return msgspec.structs.replace(config, judge=msgspec.structs.replace(config.judge, select=("all",)))


def found(report: Report, rules: Sequence[str]) -> Found:
    """What some rules found, as marks would say it, by file."""
    marks: Found = {}
    for judged in report.findings:
        if judged.finding.rule in rules:
            marks.setdefault(judged.finding.place.path, []).append(_mark(report, judged))
    return {path: sorted(inner) for path, inner in marks.items()}


def _mark(report: Report, judged: Judged) -> Mark:
    """A finding of several lines is marked up to the end of its first."""
    finding, end = judged.finding, judged.end_column
    if judged.end_line != judged.line:
        end = len(report.source(finding.place.path).line_text(judged.line)) + 1
    own = report_level(finding.rule, report)
    flags = () if finding.level == own else (finding.level,)
    if finding.confidence == "likely":
        flags = (*flags, "likely")
    return Mark(judged.line, judged.column, end, finding.rule, flags)


def report_level(rule: str, report: Report) -> str:
    """The level that the rule gives itself; one that is off by default speaks as a warning."""
    from wxlint.judge.pack import load

    level = load().by_id[rule].kind.level
    return "warn" if level == "off" else level


def expected(example: Example) -> Found:
    """What the marks of an example say, by file."""
    return {block.path: sorted(block.marks) for block in example.files if block.marks}


def fixed(report: Report, rule: str, path: str) -> str:
    """The text of a file after every fix of a rule, safe or not."""
    edits = [
        edit
        for judged in report.findings
        if judged.finding.rule == rule and judged.finding.fix is not None
        for edit in judged.finding.fix.edits
        if edit.place.path == path
    ]
    return _applied(report.source(path).utf8, edits).decode()


def _applied(text: bytes, edits: Sequence[Edit]) -> bytes:
    for edit in sorted(set(edits), key=lambda edit: edit.place, reverse=True):
        text = text[: edit.place.start] + edit.text.encode() + text[edit.place.end :]
    return text
