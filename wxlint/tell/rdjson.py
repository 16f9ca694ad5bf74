"""Reviewdog's diagnostics, whose columns count UTF-8 bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.model.finding import Level
from wxlint.tell.records import Record, document

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.model.place import Place
    from wxlint.read.source import Source
    from wxlint.tell.options import Options

_SEVERITIES: dict[Level, str] = {"error": "ERROR", "warn": "WARNING", "info": "INFO"}


def render(report: Report, options: Options) -> Iterator[str]:
    """One JSON document."""
    source = {"name": "wxlint", **({"url": options.docs_url} if options.docs_url else {})}
    diagnostics = [_diagnostic(judged, report, options) for judged in report.findings]
    yield document({"source": source, "diagnostics": diagnostics}) + "\n"


def _diagnostic(judged: Judged, report: Report, options: Options) -> Record:
    finding = judged.finding
    text = f"{finding.text(options.language)}\n\n{finding.details(options.language)}".strip()
    record: Record = {
        "message": text,
        "location": _location(finding.place, report, options),
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule, **({"url": judged.docs} if "://" in judged.docs else {})},
        "relatedLocations": [
            {"message": other.text(options.language), "location": _location(other.place, report, options)}
            for other in finding.related
        ],
    }
    fix = finding.fix
    # A suggestion belongs to the diagnostic's own file.
    if fix and all(edit.place.path == finding.place.path for edit in fix.edits):
        record["suggestions"] = [
            {"range": _range(edit.place, report), "text": edit.text} for edit in fix.edits
        ]
    return record


def _location(place: Place, report: Report, options: Options) -> Record:
    return {"path": options.path(place.path), "range": _range(place, report)}


def _range(place: Place, report: Report) -> Record:
    source = report.source(place.path)
    return {"start": _position(source, place.start), "end": _position(source, place.end)}


def _position(source: Source, offset: int) -> Record:
    line, _ = source.line_column(offset)
    begin = source.offset(line, 1)
    return {"line": line, "column": max(min(offset, len(source.utf8)) - begin, 0) + 1}
