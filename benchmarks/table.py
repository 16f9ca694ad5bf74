"""The figures of repeated runs and the Markdown tables that show them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measure import Run

NONE = "–"


@dataclass(frozen=True)
class Figures:
    """Median, least and most of the wall times in seconds, and the highest peak of memory in bytes."""

    median: float
    least: float
    most: float
    peak: int


def figures(runs: Sequence[Run]) -> Figures:
    """The figures of at least one run."""
    times = [run.seconds for run in runs]
    return Figures(statistics.median(times), min(times), max(times), max(run.peak for run in runs))


def ratio(value: float, base: float | None) -> str:
    """How many times `base` the value is, to three digits at most: `0.42 ×`, `7.5 ×`, `130 ×`."""
    if not base:
        return NONE
    return f"{_digits(value / base)} ×"


def geometric_mean(values: Sequence[float]) -> float:
    """The mean of ratios: twice as fast here and half as fast there make one."""
    return math.exp(statistics.fmean(math.log(value) for value in values))


def seconds(value: float) -> str:
    """A duration as people read it: `12.3 ms`, `840 ms`, `1.52 s`."""
    if value < 1:
        return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def spread(shown: Figures) -> str:
    """The least and the most: `11.9 ms – 14.0 ms`."""
    return f"{seconds(shown.least)} – {seconds(shown.most)}"


def megabytes(size: int, floor: int) -> str:
    """A peak of memory in MB; at or under `floor`, where it cannot be seen, that bound: `≤ 20`."""
    bound = max(size, floor)
    return f"{'≤ ' if size <= floor else ''}{bound / 1e6:.0f}"


def markdown(headers: Sequence[str], rows: Sequence[Sequence[str]], *, texts: int = 1) -> str:
    """A table; its first `texts` columns stand to the left, the others, which hold figures, to the right."""
    rule = ["---" if column < texts else "--:" for column in range(len(headers))]
    lines = [headers, rule, *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _digits(value: float) -> str:
    if value < 1:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"
