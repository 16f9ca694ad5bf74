"""Runs commands side by side and says how long each took and how much memory it held."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SPAWN = Path(__file__).with_name("spawn.py")
LIMIT = 900.0  # seconds after which a run is ended
#: What a terminal may have set and users have not: a checkout of wxlint would be compiled anew in each run.
SET_ASIDE = ("FORCE_COLOR", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True)
class Entry:
    """One command of a comparison: what it is called, how it is run, which exit statuses are no failure.

    `before` is called ahead of each run, and not timed. `fills`: the first run fills a cache, and is another
    kind of run than those that follow.
    """

    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset({0})
    before: Callable[[], None] = lambda: None
    fills: bool = False


@dataclass(frozen=True)
class Run:
    """One run: wall time in seconds, peak memory in bytes (of the largest process), exit status."""

    seconds: float
    peak: int
    status: int


@dataclass(frozen=True)
class Measured:
    """The timed runs of an entry and what its first run wrote; or no runs, and why."""

    name: str
    runs: Sequence[Run]
    output: str = ""
    errors: str = ""
    failure: str | None = None


def memory_floor(work: Path) -> int:
    """Bytes below which a peak cannot be seen: those of the small program that starts the others."""
    return run_once(Entry("nothing", ("true",), work), work / "stdout", work / "stderr").peak


def run_once(entry: Entry, output: Path, errors: Path, limit: float = LIMIT) -> Run:
    """Run the entry to its end, its output in two files (absolute paths); killed after `limit` seconds."""
    environment = {**os.environ, "NO_COLOR": "1", **entry.environment}
    for name in SET_ASIDE:
        environment.pop(name, None)
    entry.before()
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(SPAWN), str(output), str(errors), str(limit), *entry.command],
        cwd=entry.folder,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return Run(**json.loads(done.stdout))


def side_by_side(
    entries: Sequence[Entry],
    rounds: int,
    work: Path,
    say: Callable[[str], None] = lambda _: None,
    patience: float = math.inf,
) -> list[Measured]:
    """Run A B C, A B C … `rounds` times, after one round that is not timed and whose output is kept.

    An entry whose first run fails takes no part in the timed rounds; one whose timed runs have taken
    `patience` seconds in all, no further part. Where the first run alone has taken so long, it is the one
    that is counted: what was cold then matters little in it.
    """
    output, errors = work / "stdout", work / "stderr"
    first: dict[str, tuple[str, str]] = {}
    failures: dict[str, str] = {}
    runs: dict[str, list[Run]] = {entry.name: [] for entry in entries}
    for entry in entries:
        run = run_once(entry, output, errors)
        texts = (_text(output), _text(errors))
        if run.status in entry.accepted:
            first[entry.name] = texts
            if run.seconds >= patience and not entry.fills:
                runs[entry.name].append(run)
            continue
        killed = run.seconds >= LIMIT
        failures[entry.name] = f"over {LIMIT:.0f} s" if killed else f"exit status {run.status}"
        say(f"{entry.name}: {failures[entry.name]}\n{texts[1][-2000:]}")
    for _ in range(rounds):
        for entry in entries:
            if entry.name not in first or sum(run.seconds for run in runs[entry.name]) >= patience:
                continue
            run = run_once(entry, output, errors)
            if run.status not in entry.accepted:
                failures[entry.name] = f"exit status {run.status} in a later run"
            runs[entry.name].append(run)
    return [
        Measured(entry.name, (), failure=failures[entry.name])
        if entry.name in failures
        else Measured(entry.name, runs[entry.name], *first[entry.name])
        for entry in entries
    ]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
