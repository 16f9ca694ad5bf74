"""Runs after the first: nothing changed, one file changed, an edit in a session that stays open."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.contestants import Contestant, scripts
from benchmarks.measure import Entry, Measured, Run, run_once

WARM = "warm"
CHANGED = "one file changed"
SESSION = "session edit"
SESSION_EDIT = Path(__file__).with_name("session_edit.py")
#: What a copy of a project leaves behind: the history, and what earlier runs have kept.
_NOT_COPIED = (".git", ".wxlint_cache", ".eslintcache")


@dataclass(frozen=True)
class Again:
    """A run of a linter after its first: which linter, which of the kinds above, and how it is run."""

    linter: str
    kind: str
    entry: Entry


def again(entrants: Sequence[Contestant], project: Path, copy: Path, caches: Path) -> Iterator[Again]:
    """The runs after the first of all linters that keep a cache.

    `copy`: where the project may be changed, a folder made by `changeable`. `caches`: a folder for what they
    keep. Each run finds the cache as the last one left it; the first one, which is not timed, fills it.
    """
    change = Change(copy)
    for at, each in enumerate(entrants):
        if each.cached is None:
            continue
        for kind, folder in ((WARM, project), (CHANGED, copy)):
            cache = caches / f"{at}-{kind.replace(' ', '-')}"
            entry = each.entry(folder)
            yield Again(
                each.name,
                kind,
                replace(
                    entry,
                    name=f"{each.name}, {kind}",
                    command=each.cached(cache),
                    before=change if kind == CHANGED else entry.before,
                    fills=True,
                ),
            )


def by_kind(runs: Sequence[Again], measured: Sequence[Measured]) -> dict[str, list[Measured]]:
    """What was measured of these runs, by kind, under the linter's own name."""
    found = {each.name: each for each in measured}
    kinds: dict[str, list[Measured]] = {}
    for run in runs:
        if run.entry.name in found:
            kinds.setdefault(run.kind, []).append(replace(found[run.entry.name], name=run.linter))
    return kinds


def session(program: Path, folder: Path, edits: int, work: Path, patience: float) -> Measured | None:
    """Edits in a session of the wxlint that `program` belongs to; None for a folder without a script.

    So many of them, or fewer where they have taken `patience` seconds.
    """
    script = page_script(folder)
    if script is None:
        return None
    python = program.parent / "python"
    command = (
        *(str(python if python.exists() else sys.executable), "-I", str(SESSION_EDIT)),
        *(str(folder), script.relative_to(folder).as_posix(), str(edits), str(patience)),
    )
    output, errors = work / "stdout", work / "stderr"
    run = run_once(Entry(SESSION, command, folder), output, errors)
    if run.status != 0:
        said = errors.read_text(encoding="utf-8", errors="replace")
        return Measured("wxlint", (), errors=said, failure=f"exit status {run.status}")
    taken: list[float] = json.loads(output.read_text(encoding="utf-8"))
    return Measured("wxlint", [Run(seconds, run.peak, 0) for seconds in taken])


class Change:
    """Called before a run, it changes one page's script of a project: a comment more at its end.

    Each comment is another, so that no run meets a text that an earlier one has kept an answer for.
    """

    def __init__(self, folder: Path) -> None:
        self._script = page_script(folder)
        self._count = 0

    def __call__(self) -> None:
        """One more comment."""
        if self._script is not None:
            self._count += 1
            with self._script.open("a", encoding="utf-8") as file:
                file.write(f"\n// {self._count}")


@contextmanager
def changeable(project: Path, work: Path) -> Iterator[Path]:
    """A copy of a project, with its times of change, that is gone afterwards; the project stays as it is."""
    copy = work / "copy"
    shutil.copytree(project, copy, symlinks=True, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def page_script(folder: Path) -> Path | None:
    """The script of the first page that an app.json names; where none does, the first script of all."""
    for file in sorted(folder.rglob("app.json"), key=lambda path: (len(path.parts), path)):
        try:
            pages = json.loads(file.read_text(encoding="utf-8-sig"))["pages"]
            found = [file.parent / f"{page}.{suffix}" for page in pages for suffix in ("ts", "js")]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        for path in found:
            if path.is_file():
                return path
    return next(iter(scripts(folder, "*.js", "*.ts")), None)
