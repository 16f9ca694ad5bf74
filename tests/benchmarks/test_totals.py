"""Sums over projects, growth with size, and the goals."""

from dataclasses import replace

import pytest

from benchmarks.measure import Measured, Run
from benchmarks.records import Report, Trial
from benchmarks.scale import growth, lines, scale
from benchmarks.totals import goals, total, totals


def timed(name: str, seconds: float, megabytes: int = 50) -> Measured:
    return Measured(name, [Run(seconds, megabytes * 1_000_000, 0)])


def trial(project: str, cold: dict[str, float], *, given: bool = True, pages: int = 0) -> Trial:
    again = {
        "warm": [timed("wxlint", 0.1), timed("ESLint", 0.2)],
        "one file changed": [timed("wxlint", 0.3)],
        "session edit": [timed("wxlint", 0.05, 80)],
    }
    measured = [timed(name, seconds) for name, seconds in cold.items()]
    return Trial(project, 1, 1, measured, {}, given=given, pages=pages, again=again)


def report(*trials: Trial) -> Report:
    return Report("2026-01-31", {}, {}, ["wxlint"], {"startup": 1, "projects": 1}, 10_000_000, trials=trials)


ONE = trial("one", {"wxlint": 1.0, "ESLint, one selector": 9.0, "oxlint": 0.1, "ESLint": 2.0})
TWO = trial("two", {"wxlint": 3.0, "ESLint, one selector": 15.0, "oxlint": 0.1})
SAMPLE = trial("sample", {"wxlint": 100.0, "oxlint": 100.0}, given=False)


def test_a_total_is_the_sum_over_what_was_given() -> None:
    assert total(report(ONE, TWO, SAMPLE), "wxlint") == pytest.approx(4.0)
    assert total(report(ONE, TWO, SAMPLE), "wxlint", "warm") == pytest.approx(0.2)


def test_there_is_no_total_of_one_project_or_of_a_part_of_them() -> None:
    assert total(report(ONE, SAMPLE), "wxlint") is None
    assert total(report(ONE, TWO), "ESLint") is None
    assert totals(report(ONE, SAMPLE)) == ""


def test_totals_stand_beside_those_of_wxlint() -> None:
    lines_ = totals(report(ONE, TWO, SAMPLE)).splitlines()
    assert lines_[0] == "Sums of the medians over 2 projects: one, two."
    assert "| wxlint | 4.00 s | 1.0 × | 200 ms | 600 ms | 100 ms |" in lines_
    assert "| ESLint, one selector | 24.0 s | 6.0 × | – | – | – |" in lines_
    assert "| ESLint | – | – | 400 ms | – | – |" in lines_


def sizes(**changed: float) -> Report:
    small = {"wxlint": 1.0, "oxlint": 0.1}
    return report(
        trial("tiny", {"wxlint": 0.9, "oxlint": 0.1}, given=False, pages=250),
        trial("small", small, given=False, pages=500),
        trial("large", {"wxlint": 24.0, "oxlint": 1.0} | changed, given=False, pages=10_000),
    )


def test_growth_is_that_of_a_page_from_five_hundred_on() -> None:
    grown = growth(sizes(), "wxlint")
    assert grown is not None
    assert grown[:2] == (500, 10_000)
    assert grown[2] == pytest.approx(1.2)
    assert growth(sizes(), "nobody") is None
    assert growth(report(ONE, TWO), "wxlint") is None


def test_the_scale_shows_each_size_and_what_a_page_costs() -> None:
    shown = scale(sizes()).splitlines()
    assert "| 10,000 | 24.0 s | 2.4 | 50 | 100 ms | 300 ms | 50.0 ms | 80 |" in shown
    assert "| 500 | 1.00 s | 100 ms |" in shown
    assert "| a page, 500 to 10,000 | 1.2 × | 0.50 × |" in shown


def test_a_linter_that_could_not_be_measured_at_a_size_says_why_there() -> None:
    large = trial("large", {"wxlint": 24.0}, given=False, pages=1_000)
    failed = replace(large, measured=[*large.measured, Measured("oxlint", (), failure="over 300 s")])
    shown = scale(report(*sizes().trials[:2], failed)).splitlines()
    assert "| 1,000 | 24.0 s | over 300 s |" in shown
    assert "| a page, 500 to 1,000 | 12.0 × | – |" in shown


def test_one_size_is_no_scale() -> None:
    assert scale(report(sizes().trials[0])) == ""
    assert lines(report(sizes().trials[0])) == {}


def test_the_lines_of_a_plot_hold_the_seconds_by_pages() -> None:
    drawn = lines(sizes())
    assert list(drawn) == [
        "wxlint",
        "oxlint",
        "wxlint, warm",
        "wxlint, one file changed",
        "wxlint, session edit",
    ]
    assert drawn["oxlint"] == [(250, 0.1), (500, 0.1), (10_000, 1.0)]


def test_goals_are_told_with_whether_they_are_reached() -> None:
    several = goals(report(ONE, TWO)).splitlines()
    assert (
        "| 2 projects, cold: ESLint, one selector, takes as long as wxlint | ≥ 8 × | 6.0 × | no |" in several
    )
    assert "| 2 projects, warm: wxlint takes as long as oxlint | ≤ 1.0 × | 1.0 × | yes |" in several
    large = goals(sizes()).splitlines()
    assert "| 10,000 pages, cold | ≤ 25.0 s | 24.0 s | yes |" in large
    assert "| 10,000 pages, memory | ≤ 600 MB | 50 MB | yes |" in large
    assert "| time of a page, from 500 to 10,000 pages | < 1.3 × | 1.2 × | yes |" in large
    slow = goals(sizes(wxlint=30.0)).splitlines()
    assert "| time of a page, from 500 to 10,000 pages | < 1.3 × | 1.5 × | no |" in slow
    started = replace(report(), startup=[timed("wxlint --version", 0.05), timed("wxlint check, warm", 0.06)])
    assert [line.endswith("| yes |") for line in goals(started).splitlines()[2:]] == [False, True]
