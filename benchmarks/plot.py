"""Draws seconds against pages as an SVG, both in powers of ten, legible on white and on black."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from benchmarks.records import WXLINT
from benchmarks.table import seconds

WIDTH, HEIGHT = 780, 460
LEFT, RIGHT, TOP, BOTTOM = 62, 210, 20, 48
LABEL = 17  # height of a label's line
MARGIN = 1.25  # what is left free above the highest line and below the lowest
_COLOURS = ("#c2410c", "#a16207", "#7e22ce", "#be185d", "#64748b", "#0f766e")
_OWN = "#2563eb"
_DASHES = {"warm": "2 4", "one file changed": "8 4", "session edit": "8 3 2 3"}
_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #374151; }
  .grid { stroke: #9ca3af; stroke-opacity: .35; }
  @media (prefers-color-scheme: dark) { text { fill: #d1d5db; } .line, .mark { filter: brightness(1.6); } }
"""

Points = Sequence[tuple[int, float]]


class _End(NamedTuple):
    """Where a line ends, whose it is, and its colour."""

    y: float
    x: float
    name: str
    colour: str


class _Axis:
    """Powers of ten laid out between two places of the drawing."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low, self._high = math.log10(min(values)), math.log10(max(values))
        self._start, self._scale = start, (end - start) / ((self._high - self._low) or 1)

    def at(self, value: float) -> float:
        return self._start + (math.log10(value) - self._low) * self._scale


def plot(lines: Mapping[str, Points]) -> str:
    """The drawing. `lines`: by name, the seconds by pages, the smallest size first; one at least."""
    pages = sorted({point[0] for points in lines.values() for point in points})
    times = [point[1] for points in lines.values() for point in points]
    low, high = min(times) / MARGIN, max(times) * MARGIN
    decades = [10.0**power for power in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)]
    across = _Axis(pages, LEFT, WIDTH - RIGHT)
    up = _Axis([low, high], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Seconds of a run against the pages of the project, by linter</title>",
        f"<style>{_STYLE}</style>",
        *_grid(pages, decades, across, up),
    ]
    colours = iter(_COLOURS)
    ends: list[_End] = []
    for name, points in lines.items():
        linter, _, kind = name.partition(", ")
        own = linter == WXLINT
        colour = _OWN if own else next(colours, "#6b7280")
        places = [(across.at(size), up.at(time)) for size, time in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        dash = f' stroke-dasharray="{_DASHES[kind]}"' if own and kind in _DASHES else ""
        parts.append(
            f'<polyline class="line" points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{2.6 if own else 1.6}"{dash}/>'
        )
        parts += [
            f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places
        ]
        ends.append(_End(places[-1][1], places[-1][0], name, colour))
    return "\n".join([*parts, *_labels(ends), "</svg>"]) + "\n"


def _grid(pages: Sequence[int], decades: Sequence[float], across: _Axis, up: _Axis) -> list[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = []
    for decade in decades:
        y = up.at(decade)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}"/>')
        text = seconds(decade).replace(".0 ms", " ms").replace(".00 s", " s").replace(".0 s", " s")
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{text}</text>')
    for size in pages:
        x = across.at(size)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 19}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 8}" text-anchor="middle">pages</text>')
    return parts


def _labels(ends: Sequence[_End]) -> list[str]:
    """The names at the ends of the lines, moved apart where lines end together."""
    ordered = sorted(ends)
    places: list[float] = []
    for end in ordered:
        places.append(max(end.y, places[-1] + LABEL) if places else end.y)
    # What was pushed out below goes back up, and takes those above with it.
    floor = float(HEIGHT - BOTTOM)
    for at in reversed(range(len(places))):
        places[at] = min(places[at], floor)
        floor = places[at] - LABEL
    x = WIDTH - RIGHT + 18
    return [
        f'<line x1="{end.x + 4:.1f}" y1="{end.y:.1f}" x2="{x}" y2="{place:.1f}" '
        f'stroke="{end.colour}" stroke-opacity=".6"/>'
        f'<text class="mark" x="{x + 4}" y="{place + 4:.1f}" style="fill: {end.colour}">'
        f"{escape(end.name)}</text>"
        for place, end in zip(places, ordered, strict=True)
    ]
