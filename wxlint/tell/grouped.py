"""Findings under the file that they stand in: what to do, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from wxlint.tell.clean import harmless_line, visible
from wxlint.tell.paint import Paint
from wxlint.tell.summary import LEVELS, ending, listed
from wxlint.tell.width import cells, wrap

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.tell.options import Options


def render(report: Report, options: Options) -> Iterator[str]:
    """The report as lines of text."""
    return (harmless_line(line) + "\n" for line in _lines(report, options))


def _lines(report: Report, options: Options) -> Iterator[str]:
    paint = Paint(on=bool(options.color))
    for path, group in groupby(listed(report, options), lambda judged: judged.finding.place.path):
        yield paint.strong(visible(options.path(path)))
        findings = list(group)
        places = [f"{judged.line}:{judged.column}" for judged in findings]
        column = max(len(place) for place in places)
        for place, judged in zip(places, findings, strict=True):
            yield from _finding(f"  {place:>{column}}  ", judged, options, paint)
        yield ""
    yield from ending(report, options)


def _finding(place: str, judged: Judged, options: Options, paint: Paint) -> Iterator[str]:
    finding = judged.finding
    level = options.says(*LEVELS[finding.level])
    before = f"{place}{level} {finding.rule}"
    message = visible(finding.text(options.language))
    first, *rest = wrap(message, options.width, first=before + "  ", rest=" " * (cells(place) + 2))
    painted = f"{place}{paint.level(finding.level, level)} {paint.strong(finding.rule)}"
    yield painted + first.removeprefix(before)
    yield from rest
