"""Several projects as one: sums of medians; and how far wxlint is from what it is meant to reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.again import CHANGED, SESSION, WARM
from benchmarks.records import WXLINT, Report, shown
from benchmarks.scale import growth
from benchmarks.table import NONE, markdown, ratio, seconds

COLD = "cold"
#: A cached run on a project of one page, as the table of start-up names it.
WARM_CHECK = f"{WXLINT} check, {WARM}"
#: The size of the generated project that the goals are for.
LARGE = 10_000


class Goal(NamedTuple):
    """Something asked of wxlint, what was asked and measured of it, and whether that is enough."""

    what: str
    asked: str
    measured: str
    reached: bool


def total(report: Report, linter: str, kind: str = COLD) -> float | None:
    """Seconds of a linter over all projects given; None unless there are several and it ran on each."""
    trials = report.given
    timed = [trial.cold(linter) if kind == COLD else trial.then(kind, linter) for trial in trials]
    found = [each.median for each in timed if each]
    return sum(found) if len(found) == len(trials) > 1 else None


def totals(report: Report) -> str:
    """The sums over the projects that were given, where there are several."""
    if len(report.given) < 2:
        return ""
    base = total(report, WXLINT)
    kinds = (WARM, CHANGED, SESSION)
    rows = []
    for linter in dict.fromkeys(each.name for trial in report.given for each in trial.measured):
        cold = total(report, linter)
        times = [cold, *(total(report, linter, kind) for kind in kinds)]
        shown_times = [NONE if each is None else seconds(each) for each in times]
        rows.append((linter, shown_times[0], ratio(cold, base) if cold else NONE, *shown_times[1:]))
    names = ", ".join(trial.project for trial in report.given)
    table = markdown(("linter", COLD, "to wxlint, cold", *kinds), rows)
    return f"Sums of the medians over {len(report.given)} projects: {names}.\n\n{table}"


def goals(report: Report) -> str:
    """What the tool is meant to reach, as far as this series tells."""
    found = [*_startup(report), *_several(report), *_large(report)]
    if not found:
        return ""
    rows = [(each.what, each.asked, each.measured, "yes" if each.reached else "no") for each in found]
    return markdown(("goal", "asked", "measured", "reached"), rows)


def _startup(report: Report) -> Iterator[Goal]:
    for command, what, most in (
        (f"{WXLINT} --version", "`wxlint --version`", 0.040),
        (WARM_CHECK, "one page, warm", 0.080),
    ):
        timed = shown(report.startup, command)
        if timed:
            yield _at_most(what, most, timed.median)


def _several(report: Report) -> Iterator[Goal]:
    count = len(report.given)
    cold, warm = total(report, WXLINT), total(report, WXLINT, WARM)
    for peer, least in (("ESLint, one selector", 8.0), ("Semgrep, one rule", 20.0)):
        theirs = total(report, peer)
        if cold and theirs:
            what = f"{count} projects, cold: {peer}, takes as long as wxlint"
            yield Goal(what, f"≥ {least:.0f} ×", ratio(theirs, cold), theirs / cold >= least)
    for peer, kind, own, most in (("ast-grep", COLD, cold, 1.5), ("oxlint", WARM, warm, 1.0)):
        theirs = total(report, peer)
        if own and theirs:
            what = f"{count} projects, {kind}: wxlint takes as long as {peer}"
            yield Goal(what, f"≤ {most:.1f} ×", ratio(own, theirs), own / theirs <= most)


def _large(report: Report) -> Iterator[Goal]:
    trial = next((trial for trial in report.generated if trial.pages == LARGE), None)
    if trial is None:
        return
    cold = trial.cold(WXLINT)
    times = ((COLD, 25.0, cold), (WARM, 1.5, trial.then(WARM)), (CHANGED, 2.0, trial.then(CHANGED)))
    for kind, most, timed in times:
        if timed:
            yield _at_most(f"{LARGE:,} pages, {kind}", most, timed.median)
    if cold:
        peak = cold.peak / 1e6
        yield Goal(f"{LARGE:,} pages, memory", "≤ 600 MB", f"{peak:.0f} MB", peak <= 600)
    grown = growth(report, WXLINT)
    if grown:
        few, many, times_as_long = grown
        what = f"time of a page, from {few:,} to {many:,} pages"
        yield Goal(what, "< 1.3 ×", ratio(times_as_long, 1.0), times_as_long < 1.3)


def _at_most(what: str, most: float, measured: float) -> Goal:
    return Goal(what, f"≤ {seconds(most)}", seconds(measured), measured <= most)
