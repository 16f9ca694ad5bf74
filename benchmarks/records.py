"""A series of measurements: the records that are kept as JSON, and that reports and plots are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec

from benchmarks.contestants import Outcome
from benchmarks.measure import Measured
from benchmarks.table import Figures, figures

WXLINT = "wxlint"
_VERSION = 2


@dataclass(frozen=True)
class Trial:
    """All linters on one project.

    `measured`: cold runs; `again`: the runs after the first, by kind (`benchmarks/again.py`). `pages`: those
    of a generated project, else 0; `planted`: what it holds, by the way it is written. `given`: somebody
    named it.
    """

    project: str
    scripts: int
    size: int
    measured: Sequence[Measured]
    outcomes: Mapping[str, Outcome]
    planted: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    pages: int = 0
    given: bool = False
    again: Mapping[str, Sequence[Measured]] = field(default_factory=dict)

    def cold(self, linter: str) -> Figures | None:
        """The cold runs of a linter, if there are any."""
        return shown(self.measured, linter)

    def then(self, kind: str, linter: str = WXLINT) -> Figures | None:
        """The runs of a kind after the first, if there are any."""
        return shown(self.again.get(kind, ()), linter)


@dataclass(frozen=True)
class Report:
    """One series of measurements. `core`: who has the core rules; `floor`: see `memory_floor`.

    `patience`: seconds after which a linter takes no further part in the rounds on a project.
    """

    date: str
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    core: Sequence[str]
    rounds: Mapping[str, int]
    floor: int
    left_out: Sequence[str] = ()
    startup: Sequence[Measured] = ()
    trials: Sequence[Trial] = ()
    patience: float = 0.0

    @property
    def given(self) -> list[Trial]:
        """The projects that somebody named."""
        return [trial for trial in self.trials if trial.given]

    @property
    def generated(self) -> list[Trial]:
        """The generated projects, the smallest first."""
        return sorted((trial for trial in self.trials if trial.pages), key=lambda trial: trial.pages)


def shown(measured: Sequence[Measured], name: str) -> Figures | None:
    """The figures of one name among what was measured; None where it has no runs."""
    return next((figures(each.runs) for each in measured if each.name == name and each.runs), None)


def save(report: Report, file: Path) -> None:
    """Write every single run as JSON; what the linters printed is not repeated."""
    document = asdict(report)
    kinds = [runs for trial in document["trials"] for runs in trial["again"].values()]
    for runs in (document["startup"], *(trial["measured"] for trial in document["trials"]), *kinds):
        for each in runs:
            del each["output"], each["errors"]
    text = json.dumps({"version": _VERSION, **document}, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def load(file: Path) -> Report:
    """What `save` wrote. Raises ValueError for anything else."""
    document = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or document.pop("version", None) != _VERSION:
        raise ValueError(f"{file.name} holds no measurements of this kind; `--json` writes them")
    return msgspec.convert(document, Report)
