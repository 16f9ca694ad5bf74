"""One JSON document a line: a finding each, then the summary, so that a reader need not wait for the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.tell.records import document, finding_record, summary_record

if TYPE_CHECKING:
    from wxlint.judge.report import Report
    from wxlint.tell.options import Options


def render(report: Report, options: Options) -> Iterator[str]:
    """A line a finding (`type` is `finding`), and a last line of `type` `summary`."""
    for judged in report.findings:
        yield document({"type": "finding", **finding_record(judged, report, options)}, indent=0) + "\n"
    yield document({"type": "summary", "version": 1, "summary": summary_record(report)}, indent=0) + "\n"
