"""GitHub Actions' workflow commands, which put each finding beside its line in a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.model.finding import Level
from wxlint.tell.clean import harmless_line, visible

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.tell.options import Options

_COMMANDS: dict[Level, str] = {"error": "error", "warn": "warning", "info": "notice"}


def render(report: Report, options: Options) -> Iterator[str]:
    """A command a finding."""
    return (_command(judged, options) + "\n" for judged in report.findings)


def _command(judged: Judged, options: Options) -> str:
    finding = judged.finding
    properties = {
        "file": options.path_in_repository(finding.place.path, "GITHUB_WORKSPACE"),
        "line": str(judged.line),
        "endLine": str(judged.end_line),
        "title": f"wxlint {finding.rule}",
    }
    if judged.line == judged.end_line:
        # Columns are only understood within one line.
        properties |= {"col": str(judged.column), "endColumn": str(judged.end_column)}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{finding.text(options.language)}\n\n{finding.details(options.language)}".strip()
    return f"::{_COMMANDS[finding.level]} {told}::{_data(text)}"


def _data(text: str) -> str:
    lines = (visible(line) for line in text.replace("%", "%25").split("\n"))
    return harmless_line("%0A".join(lines))


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
