"""The report of a series of measurements, in Markdown for people."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.again import CHANGED, SESSION, WARM
from benchmarks.generate import CORE_RULES
from benchmarks.measure import Measured
from benchmarks.records import WXLINT, Report, Trial, shown
from benchmarks.scale import scale
from benchmarks.table import NONE, figures, geometric_mean, markdown, megabytes, ratio, seconds, spread
from benchmarks.totals import goals, totals


def to_markdown(report: Report) -> str:
    """The whole report."""
    sections = {
        "": machine(report),
        "Start-up": start_up(report),
        "In total over several projects": totals(report),
        "Scale": scale(report),
        "Goals": goals(report),
        "Cold runs": _cold(report),
        "Runs after the first": _again(report),
        "Findings of the core rules": _by_rule(report),
    }
    parts = [f"# Benchmarks, {report.date}"]
    for title, text in sections.items():
        if text:
            parts += [*([f"## {title}"] if title else []), text]
    return "\n\n".join(parts) + "\n"


def machine(report: Report) -> str:
    """What was measured with, and how."""
    about = {**report.machine, **report.versions}
    parts = [markdown(("measured with", ""), list(about.items()), texts=2)]
    parts += [f"Left out: {sentence}" for sentence in report.left_out]
    patience = f" Who has taken {report.patience:.0f} s on a project rests." if report.patience else ""
    parts.append(
        f"Medians of {report.rounds['projects']} rounds ({report.rounds['startup']} for start-up), run in "
        f"turn (A B C, A B C …) after one that is not counted.{patience} The file system's cache is warm. "
        "Memory: peak of the largest process."
    )
    return "\n\n".join(parts)


def start_up(report: Report) -> str:
    """The commands on a project of one page."""
    if not report.startup:
        return ""
    base = _median(report.startup, f"{WXLINT} check")
    rows = [(each.name, *_timing(each, base, report.floor)) for each in report.startup]
    return markdown(("command", "median", "least – most", "to wxlint check", "MB"), rows)


def _cold(report: Report) -> str:
    if not report.trials:
        return ""
    headers = (
        "project",
        "linter",
        "median",
        "least – most",
        "to wxlint",
        "MB",
        "files",
        "core findings",
        "all findings",
    )
    rows: list[tuple[str, ...]] = []
    for trial in report.trials:
        base = _median(trial.measured, WXLINT)
        title = f"{trial.project} ({trial.scripts} scripts, {trial.size / 1e6:.2f} MB)"
        for each in trial.measured:
            rows.append(
                (title, each.name, *_timing(each, base, report.floor), *_counts(report, trial, each.name))
            )
            title = ""
    return "\n\n".join(part for part in (markdown(headers, rows, texts=2), _means(report)) if part)


def _timing(measured: Measured, base: float | None, floor: int) -> tuple[str, str, str, str]:
    if not measured.runs:
        return measured.failure or NONE, NONE, NONE, NONE
    timed = figures(measured.runs)
    return seconds(timed.median), spread(timed), ratio(timed.median, base), megabytes(timed.peak, floor)


def _counts(report: Report, trial: Trial, name: str) -> tuple[str, str, str]:
    outcome = trial.outcomes.get(name)
    if outcome is None:
        return NONE, NONE, NONE
    files = NONE if outcome.files is None else str(outcome.files)
    if outcome.unparsed:
        files += f" ({outcome.unparsed} not parsed)"
    return files, str(outcome.core) if name in report.core else NONE, str(outcome.total)


def _means(report: Report) -> str:
    """How the linters compare over all projects, where there are several."""
    ratios: dict[str, list[float]] = {}
    for trial in report.trials:
        base = _median(trial.measured, WXLINT)
        for each in trial.measured:
            if base and each.runs and each.name != WXLINT:
                ratios.setdefault(each.name, []).append(figures(each.runs).median / base)
    if not ratios or len(report.trials) < 2:
        return ""
    rows = [(name, ratio(geometric_mean(values), 1.0), str(len(values))) for name, values in ratios.items()]
    table = markdown(("linter", "to wxlint (geometric mean)", "projects"), rows)
    return f"### Over all projects\n\n{table}"


def _again(report: Report) -> str:
    """What those who keep something between runs gain by it."""
    kinds = [kind for kind in (WARM, CHANGED, SESSION) if any(kind in trial.again for trial in report.trials)]
    if not kinds:
        return ""
    rows: list[tuple[str, ...]] = []
    for trial in report.trials:
        title = trial.project
        linters = dict.fromkeys(each.name for runs in trial.again.values() for each in runs)
        for linter in linters:
            timed = (trial.cold(linter), *(trial.then(kind, linter) for kind in kinds))
            rows.append((title, linter, *(seconds(each.median) if each else NONE for each in timed)))
            title = ""
    return markdown(("project", "linter", "cold", *kinds), rows, texts=2)


def _by_rule(report: Report) -> str:
    """The findings of the core rules, one row a linter; for a generated project also what is really there."""
    rows: list[tuple[str, ...]] = []
    for trial in report.trials:
        title = trial.project
        known = [(f"planted, {way}", counts) for way, counts in trial.planted.items()]
        found = [(name, outcome.findings) for name, outcome in trial.outcomes.items() if name in report.core]
        for name, counts in [*known, *found]:
            rows.append((title, name, *(str(counts.get(rule, 0)) for rule in CORE_RULES)))
            title = ""
    return markdown(("project", "linter", *CORE_RULES), rows, texts=2) if rows else ""


def _median(measured: Sequence[Measured], name: str) -> float | None:
    found = shown(measured, name)
    return found.median if found else None
