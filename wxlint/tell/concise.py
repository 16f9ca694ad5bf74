"""One line a finding, for grep and for editors that jump to `path:line:column`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.tell.clean import harmless_line, visible
from wxlint.tell.paint import Paint
from wxlint.tell.summary import ending, listed

if TYPE_CHECKING:
    from wxlint.judge.report import Report
    from wxlint.tell.options import Options


def render(report: Report, options: Options) -> Iterator[str]:
    """`path:line:column: level rule message`, then the summary."""
    paint = Paint(on=bool(options.color))
    for judged in listed(report, options):
        finding = judged.finding
        where = visible(f"{options.path(finding.place.path)}:{judged.line}:{judged.column}")
        level = paint.level(finding.level, finding.level)
        message = visible(finding.text(options.language))
        yield harmless_line(f"{where}: {level} {paint.strong(finding.rule)} {message}") + "\n"
    yield from (line + "\n" for line in ending(report, options))
