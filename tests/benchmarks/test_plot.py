"""The drawing of seconds against pages."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from benchmarks.plot import HEIGHT, WIDTH, plot

SVG = "{http://www.w3.org/2000/svg}"
LINES = {
    "wxlint": [(250, 3.0), (1_000, 12.0), (10_000, 120.0)],
    "wxlint, warm": [(250, 0.1), (1_000, 0.2), (10_000, 1.5)],
    "a<b": [(250, 3.1), (1_000, 12.1)],
    "c&d": [(250, 3.2), (1_000, 12.2)],
}


def drawn(lines: dict[str, list[tuple[int, float]]]) -> ET.Element:
    return ET.fromstring(plot(lines))


def test_the_same_figures_give_the_same_bytes() -> None:
    assert plot(LINES) == plot(dict(LINES))


def test_each_linter_has_a_line_a_mark_a_size_and_its_name() -> None:
    root = drawn(LINES)
    assert len(root.findall(f"{SVG}polyline")) == 4
    assert len(root.findall(f"{SVG}circle")) == 10
    texts = [text.text for text in root.findall(f"{SVG}text")]
    assert set(LINES) | {"pages", "250", "1,000", "10,000", "100 ms", "1 s", "10 s", "100 s"} <= set(texts)


def test_both_axes_are_powers_and_all_is_within_the_frame() -> None:
    root = drawn(LINES)
    marks = [(float(mark.get("cx", "")), float(mark.get("cy", ""))) for mark in root.findall(f"{SVG}circle")]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in marks)
    (first, low), (second, middle), (third, high), *_ = marks
    # Ten times the pages are as far as ten times anywhere; ten times the seconds too.
    assert (third - second) == pytest.approx((second - first) / 0.602, rel=0.01)
    assert (middle - high) == pytest.approx((low - middle) / 0.602, rel=0.01)


def test_names_of_lines_that_end_together_do_not_cover_each_other() -> None:
    lines = {f"linter {number}": [(1, 1.0), (10, 1.0 + number / 1e6)] for number in range(8)}
    placed = [text for text in drawn(lines).findall(f"{SVG}text") if text.text in lines]
    heights = sorted(float(text.get("y", "")) for text in placed)
    assert all(below - above >= 16.9 for above, below in pairwise(heights))
    assert heights[-1] <= HEIGHT


def test_what_took_the_same_time_at_one_size_can_be_drawn() -> None:
    assert "<polyline" in plot({"wxlint": [(100, 1.0)]})
