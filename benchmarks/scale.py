"""How time and memory grow with the pages of a project: tables, and the lines of the plot."""

from __future__ import annotations

from benchmarks.again import CHANGED, SESSION, WARM
from benchmarks.records import WXLINT, Report, Trial
from benchmarks.table import NONE, Figures, markdown, megabytes, ratio, seconds

#: Below this many pages starting up is a good part of a run, so that growth is counted from here.
SMALLEST = 500


def scale(report: Report) -> str:
    """The generated projects by size, where there are several."""
    trials = report.generated
    if len(trials) < 2:
        return ""
    parts = [_own(report), "Cold, beside the others:", _beside(report)]
    return "\n\n".join(part for part in parts if part)


def growth(report: Report, linter: str) -> tuple[int, int, float] | None:
    """Two sizes, 500 pages and the most, and how many times as long a page takes in the second."""
    timed = [(trial.pages, found.median) for trial in report.generated if (found := trial.cold(linter))]
    timed = [each for each in timed if each[0] >= SMALLEST]
    if len(timed) < 2:
        return None
    (few, short), (many, long) = timed[0], timed[-1]
    return few, many, (long / many) / (short / few)


def lines(report: Report) -> dict[str, list[tuple[int, float]]]:
    """For the plot: the seconds by pages of each linter's cold runs, and of wxlint's runs after the first."""
    found: dict[str, list[tuple[int, float]]] = {}
    for trial in report.generated:
        names = [each.name for each in trial.measured]
        timed = {name: trial.cold(name) for name in names}
        timed.update({f"{WXLINT}, {kind}": trial.then(kind) for kind in (WARM, CHANGED, SESSION)})
        for name, each in timed.items():
            if each:
                found.setdefault(name, []).append((trial.pages, each.median))
    return {name: points for name, points in found.items() if len(points) > 1}


def _own(report: Report) -> str:
    headers = ("pages", "cold", "ms a page", "MB", WARM, CHANGED, SESSION, "MB of the session")
    rows = []
    for trial in report.generated:
        cold = trial.cold(WXLINT)
        if cold is None:
            continue
        edit = trial.then(SESSION)
        rows.append(
            (
                f"{trial.pages:,}",
                seconds(cold.median),
                f"{cold.median * 1000 / trial.pages:.1f}",
                megabytes(cold.peak, report.floor),
                _time(trial.then(WARM)),
                _time(trial.then(CHANGED)),
                _time(edit),
                megabytes(edit.peak, report.floor) if edit else NONE,
            )
        )
    return markdown(headers, rows, texts=0) if rows else ""


def _beside(report: Report) -> str:
    names = list(dict.fromkeys(each.name for trial in report.generated for each in trial.measured))
    rows = [(f"{trial.pages:,}", *(_cold(trial, name) for name in names)) for trial in report.generated]
    grown = {name: growth(report, name) for name in names}
    if any(grown.values()):
        few, many = next((each[0], each[1]) for each in grown.values() if each)
        same = {name: each[2] if each and each[:2] == (few, many) else None for name, each in grown.items()}
        rows.append(
            (f"a page, {few:,} to {many:,}", *(ratio(each, 1.0) if each else NONE for each in same.values()))
        )
    return markdown(("pages", *names), rows)


def _cold(trial: Trial, name: str) -> str:
    failure = next((each.failure for each in trial.measured if each.name == name and each.failure), None)
    return failure or _time(trial.cold(name))


def _time(timed: Figures | None) -> str:
    return seconds(timed.median) if timed else NONE
