"""The figures and tables of a benchmark report."""

import pytest

from benchmarks.measure import Run
from benchmarks.table import Figures, figures, geometric_mean, markdown, megabytes, ratio, seconds, spread


def test_figures_are_median_least_most_and_highest_peak() -> None:
    runs = [Run(0.3, 10, 0), Run(0.1, 30, 0), Run(0.2, 20, 0), Run(0.9, 20, 1)]
    assert figures(runs) == Figures(median=0.25, least=0.1, most=0.9, peak=30)


@pytest.mark.parametrize(
    ("value", "base", "shown"),
    [
        (1.0, 1.0, "1.0 ×"),
        (0.5, 1.2, "0.42 ×"),
        (15.0, 2.0, "7.5 ×"),
        (260.0, 2.0, "130 ×"),
        (1.0, None, "–"),
        (1.0, 0.0, "–"),
    ],
)
def test_a_ratio_has_three_digits_at_most_and_needs_a_base(
    value: float, base: float | None, shown: str
) -> None:
    assert ratio(value, base) == shown


def test_twice_as_fast_and_half_as_fast_make_one() -> None:
    assert geometric_mean([2.0, 0.5]) == pytest.approx(1.0)
    assert geometric_mean([3.0]) == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0123, "12.3 ms"), (0.84, "840 ms"), (1.523, "1.52 s"), (12.34, "12.3 s")]
)
def test_durations_are_shown_in_the_unit_that_people_use(value: float, shown: str) -> None:
    assert seconds(value) == shown


def test_spread_is_least_and_most() -> None:
    assert spread(Figures(0.2, 0.1, 1.0, 0)) == "100 ms – 1.00 s"


def test_memory_that_cannot_be_seen_is_shown_as_a_bound() -> None:
    assert megabytes(50_000_000, floor=20_000_000) == "50"
    assert megabytes(20_000_000, floor=20_000_000) == "≤ 20"
    assert megabytes(5_000_000, floor=20_000_000) == "≤ 20"


def test_tables_align_figures_to_the_right_and_escape_bars() -> None:
    table = markdown(("linter", "with", "median"), [("a|b", "c", "1 ms")], texts=2)
    assert table.splitlines() == ["| linter | with | median |", "| --- | --- | --: |", r"| a\|b | c | 1 ms |"]
