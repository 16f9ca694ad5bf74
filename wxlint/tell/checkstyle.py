"""Checkstyle's XML, which most CI servers read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from wxlint.model.finding import Level
from wxlint.tell.xml import HEAD, tag

if TYPE_CHECKING:
    from wxlint.judge.report import Report
    from wxlint.tell.options import Options

_SEVERITIES: dict[Level, str] = {"error": "error", "warn": "warning", "info": "info"}


def render(report: Report, options: Options) -> Iterator[str]:
    """A `file` a file, an `error` a finding."""
    yield HEAD + tag("checkstyle", {"version": "4.3"}) + "\n"
    for path, group in groupby(report.findings, lambda judged: judged.finding.place.path):
        yield "  " + tag("file", {"name": options.path(path)}) + "\n"
        for judged in group:
            finding = judged.finding
            attributes = {
                "line": str(judged.line),
                "column": str(judged.column),
                "severity": _SEVERITIES[finding.level],
                "message": finding.text(options.language),
                "source": f"wxlint.{finding.rule}",
            }
            yield "    " + tag("error", attributes, empty=True) + "\n"
        yield "  </file>\n"
    yield "</checkstyle>\n"
