"""Findings as plain records with the names that the contract gives them, for every format that is JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from wxlint.tell.clean import harmless_json, whole

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.model.finding import Fix, Related
    from wxlint.tell.options import Options

Record = dict[str, Any]


def finding_record(judged: Judged, report: Report, options: Options) -> Record:
    """One finding. Lines and columns from 1, in code points; `start`/`end` of edits are bytes of the file."""
    finding = judged.finding
    return {
        "rule": finding.rule,
        "severity": finding.level,
        "confidence": finding.confidence,
        "message": finding.text(options.language),
        "path": options.record_path(finding.place.path),
        "line": judged.line,
        "column": judged.column,
        "end_line": judged.end_line,
        "end_column": judged.end_column,
        "related": [place_record(other, report, options) for other in (*finding.related, *finding.steps)],
        "fix": fix_record(finding.fix, report, options),
        "details": finding.details(options.language),
        "fingerprint": judged.fingerprint,
        "docs": judged.docs,
    }


def place_record(other: Related, report: Report, options: Options) -> Record:
    """A related place, or a step of the way: where it begins, and what it is."""
    span = report.span(other.place)
    return {
        "path": options.record_path(other.place.path),
        "line": span.line,
        "column": span.column,
        "message": other.text(options.language),
    }


def fix_record(fix: Fix | None, report: Report, options: Options) -> Record | None:
    """The edits of a fix; None where there is none, or where the file's encoding makes edits impossible."""
    if fix is None or not all(report.source(edit.place.path).editable for edit in fix.edits):
        return None
    edits = [
        {
            "path": options.record_path(edit.place.path),
            "start": edit.place.start,
            "end": edit.place.end,
            "text": edit.text,
        }
        for edit in fix.edits
    ]
    return {"safe": fix.safe, "edits": edits}


def summary_record(report: Report) -> Record:
    """What was read, and how many findings of each level there are."""
    record: Record = msgspec.to_builtins(report.summary)
    return record


def document(record: object, *, indent: int = 2) -> str:
    """JSON, indented (not at all for 0), that is only text to a terminal or a CI runner that shows it."""
    encoded = msgspec.json.encode(_encodable(record))
    if indent:
        encoded = msgspec.json.format(encoded, indent=indent)
    return harmless_json(encoded.decode("utf-8"))


def _encodable(record: object) -> object:
    """The record with halves of surrogate pairs replaced, which a source may write and UTF-8 cannot."""
    if isinstance(record, str):
        return whole(record)
    if isinstance(record, dict):
        return {whole(key): _encodable(value) for key, value in record.items()}
    if isinstance(record, (list, tuple)):
        return [_encodable(value) for value in record]
    return record
