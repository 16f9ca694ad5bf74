"""What judging gives: the findings in order, and the count of everything that is not among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from wxlint.model.finding import Finding
from wxlint.read.source import Source

if TYPE_CHECKING:
    from wxlint.model.place import Place
    from wxlint.read.files import Files


class Span(msgspec.Struct, frozen=True, order=True):
    """A place as people count: lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Judged(msgspec.Struct, frozen=True):
    """One finding as it is told: its level is the one in force (severity, profile and overrides applied)."""

    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int
    fingerprint: str
    """The same as long as rule, file and the text of the finding's line are, wherever that line moves."""
    docs: str
    """Where the rule's page is."""


class Summary(msgspec.Struct, frozen=True):
    """How much was read, and how many findings of each level the report lists."""

    files: int = 0
    projects: int = 0
    sites: int = 0
    effective_sites: int = 0
    error: int = 0
    warn: int = 0
    info: int = 0


class Hidden(msgspec.Struct, frozen=True):
    """What the report does not list, counted: findings by why, files by the reason why they were not read."""

    suppressed: int = 0
    """Findings that a `wxlint-disable` comment takes away."""
    baseline: int = 0
    """Findings that are in the baseline."""
    unsure: int = 0
    """Findings below `min-confidence`."""
    elsewhere: int = 0
    """Findings in files that were not asked for (file arguments filter the report)."""
    left_out: dict[str, int] = {}
    """Reason -> number of files that were not read."""


class Report(msgspec.Struct, frozen=True):
    """All findings, `info` included, in one order: path, line, column, rule.

    Whether `info` findings are listed is the format's business: people's formats count them unless asked.
    """

    files: Files
    findings: tuple[Judged, ...] = ()
    summary: Summary = Summary()
    hidden: Hidden = Hidden()
    idle_wrappers: tuple[tuple[str, str], ...] = ()
    """Declared wrappers of which no script has a call, each with its place in the configuration."""

    def source(self, path: str) -> Source:
        """The text of a file that a finding names; empty where the file cannot be read."""
        read = self.files.read(path)
        return read if isinstance(read, Source) else Source(path, b"")

    def span(self, place: Place) -> Span:
        """Lines and columns of any place that a finding names (its related places, its steps)."""
        source = self.source(place.path)
        return Span(*source.line_column(place.start), *source.line_column(place.end))


def joined(reports: Sequence[Report]) -> Report:
    """Reports on programs of the same folder, each judged by settings of its own, as one."""
    if len(reports) == 1:
        return reports[0]
    findings = [judged for report in reports for judged in report.findings]
    findings.sort(key=lambda one: (one.finding.place.path, one.line, one.column, one.finding.rule))
    left_out: dict[str, int] = {}
    for report in reports:
        for reason, count in report.hidden.left_out.items():
            left_out[reason] = left_out.get(reason, 0) + count
    summaries = [msgspec.structs.astuple(report.summary) for report in reports]
    hidden = [report.hidden for report in reports]
    return Report(
        reports[0].files,
        tuple(findings),
        Summary(*map(sum, zip(*summaries, strict=True))),
        Hidden(
            suppressed=sum(one.suppressed for one in hidden),
            baseline=sum(one.baseline for one in hidden),
            unsure=sum(one.unsure for one in hidden),
            elsewhere=sum(one.elsewhere for one in hidden),
            left_out=left_out,
        ),
        tuple(idle for report in reports for idle in report.idle_wrappers),
    )
