"""The report as one JSON document: what other programs hold on to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.tell.records import document, finding_record, summary_record

if TYPE_CHECKING:
    from wxlint.judge.report import Report
    from wxlint.tell.options import Options


def render(report: Report, options: Options) -> Iterator[str]:
    """The whole document; every finding is in it, `info` included."""
    yield document(
        {
            "version": 1,
            "summary": summary_record(report),
            "findings": [finding_record(judged, report, options) for judged in report.findings],
        }
    )
    yield "\n"
