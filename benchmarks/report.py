"""Turns what was measured into Markdown for people and JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from benchmarks.contestants import Outcome
from benchmarks.generate import CORE_RULES
from benchmarks.measure import Measured
from benchmarks.table import NONE, figures, geometric_mean, markdown, megabytes, ratio, seconds, spread

WXLINT = "wxlint"


@dataclass(frozen=True)
class Trial:
    """All linters on one project. `planted`: what a generated project holds, by the way it is written."""

    project: str
    scripts: int
    size: int
    measured: Sequence[Measured]
    outcomes: Mapping[str, Outcome]
    planted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """One series of measurements. `core`: who has the core rules; `floor`: see `memory_floor`."""

    date: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    core: Sequence[str]
    rounds: Mapping[str, int]
    floor: int
    left_out: Sequence[str] = ()
    startup: Sequence[Measured] = ()
    trials: Sequence[Trial] = ()


def to_markdown(report: Report) -> str:
    """The whole report."""
    about = {**report.machine, **report.versions}
    parts = [
        f"# Benchmarks, {report.date}",
        markdown(("measured with", ""), list(about.items()), texts=2),
        *(f"Left out: {sentence}" for sentence in report.left_out),
    ]
    if report.startup:
        parts += ["## Start-up", _note(report.rounds["startup"]), _startup(report)]
    if report.trials:
        parts += ["## Cold runs", _note(report.rounds["projects"]), _cold(report)]
        parts += [part for part in (_means(report), _by_rule(report)) if part]
    return "\n\n".join(parts) + "\n"


def to_json(report: Report) -> dict[str, object]:
    """The report with every single run; what the linters printed is not repeated."""
    document = asdict(report)
    for measured in [
        *document["startup"],
        *(each for trial in document["trials"] for each in trial["measured"]),
    ]:
        del measured["output"], measured["errors"]
    return {"version": 1, **document}


def _note(rounds: int) -> str:
    return (
        f"Median of {rounds} rounds, run in turn (A B C, A B C …) after one that is not counted. "
        "No linter's cache; the file system's is warm. Memory: peak of the largest process."
    )


def _startup(report: Report) -> str:
    base = _median(report.startup, f"{WXLINT} check")
    rows = [(each.name, *_timing(each, base, report.floor)) for each in report.startup]
    return markdown(("command", "median", "least – most", "to wxlint check", "MB"), rows)


def _cold(report: Report) -> str:
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
    return markdown(headers, rows, texts=2)


def _timing(measured: Measured, base: float | None, floor: int) -> tuple[str, str, str, str]:
    if not measured.runs:
        return measured.failure or NONE, NONE, NONE, NONE
    shown = figures(measured.runs)
    return seconds(shown.median), spread(shown), ratio(shown.median, base), megabytes(shown.peak, floor)


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
    if not rows:
        return ""
    return f"## Findings of the core rules\n\n{markdown(('project', 'linter', *CORE_RULES), rows, texts=2)}"


def _median(measured: Sequence[Measured], name: str) -> float | None:
    return next((figures(each.runs).median for each in measured if each.name == name and each.runs), None)
