"""What judging gives: the findings in order, and the count of everything that is not among them."""

from __future__ import annotations

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

    def source(self, path: str) -> Source:
        """The text of a file that a finding names; empty where the file cannot be read."""
        read = self.files.read(path)
        return read if isinstance(read, Source) else Source(path, b"")

    def span(self, place: Place) -> Span:
        """Lines and columns of any place that a finding names (its related places, its steps)."""
        source = self.source(place.path)
        return Span(*source.line_column(place.start), *source.line_column(place.end))
