"""Where the time of a cold run goes, by project: `python -m benchmarks.phases FOLDER…` prints a table.

CPU seconds of one process. *Parse*: tree-sitter alone over the scripts that were read; with the start of a
Python that has its grammars it is the least that any linter of this kind can take. *Survey*, *rehearsal*: the
two ways of running. `--write` puts the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from unittest.mock import patch

import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Parser

from benchmarks import generate, machine
from benchmarks.arguments import ROOT
from benchmarks.publish import insert
from benchmarks.table import markdown
from wxlint.link.rehearser import Rehearser
from wxlint.link.survey import Survey
from wxlint.read import script
from wxlint.session import Session

HEADINGS = (
    "project",
    "MB of script",
    "parse",
    "survey",
    "rehearsal",
    "all",
    "rehearsal / all",
    "all / parse",
    "run / least run",
)
#: What a linter that parses has to load before it can.
GRAMMARS = "import tree_sitter, tree_sitter_javascript, tree_sitter_typescript"


class Clock:
    """Adds up the time that functions take."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def watch(self, owner: Any, name: str, phase: str) -> None:
        """From now on the time of `owner.name` is added to a phase."""
        function: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any, **options: Any) -> Any:
            begun = time.process_time()
            try:
                return function(*args, **options)
            finally:
                self.spent[phase] = self.spent.get(phase, 0.0) + time.process_time() - begun

        setattr(owner, name, watched)


def least_start() -> float:
    """CPU seconds of starting Python and loading tree-sitter with its grammars: the least of several."""
    taken = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", GRAMMARS], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def own_start(clock: Clock) -> float:
    """CPU seconds that this process took to start, with all that wxlint loads on its way through a page."""
    with tempfile.TemporaryDirectory() as name:
        generate.write(1, Path(name))
        measured(Path(name), clock, 0.0, 1.0)
    return time.process_time()


def measured(folder: Path, clock: Clock, own: float, least: float) -> tuple[str, ...]:
    """The row of one project. `own`, `least`: the start of wxlint, and the least that one takes."""
    clock.spent.clear()
    parsed: list[tuple[bytes, str]] = []
    plain = script.Script.__init__

    def noted(self: script.Script, data: bytes, suffix: str) -> None:
        parsed.append((data, suffix))
        plain(self, data, suffix)

    with patch.object(script.Script, "__init__", noted):
        begun = time.process_time()
        session = Session(folder.resolve(), once=True)
        session.check(session.configure())
        whole = time.process_time() - begun
    begun = time.process_time()
    for data, suffix in parsed:
        Parser(_language(suffix)).parse(data)
    parse = time.process_time() - begun
    survey, rehearsal = clock.spent.get("survey", 0.0), clock.spent.get("rehearsal", 0.0)
    size = sum(len(data) for data, _ in parsed) / 1e6
    share, ratio = rehearsal / whole if whole else 0.0, whole / parse if parse else 0.0
    return (
        folder.name, f"{size:.2f}", f"{parse:.2f}", f"{survey:.2f}", f"{rehearsal:.2f}", f"{whole:.2f}",
        f"{share:.0%}", f"{ratio:.1f}", f"{(own + whole) / (least + parse):.1f}",
    )  # fmt: skip


def _language(suffix: str) -> Language:
    if suffix in ("ts", "tsx"):
        typed = tree_sitter_typescript
        return Language(typed.language_tsx() if suffix == "tsx" else typed.language_typescript())
    return Language(tree_sitter_javascript.language())


def table(folders: Sequence[Path]) -> str:
    """The table, and what it was measured with."""
    clock = Clock()
    clock.watch(Survey, "run", "survey")
    clock.watch(Rehearser, "run", "rehearsal")
    least, own = least_start(), own_start(clock)
    rows = [measured(folder, clock, own, least) for folder in folders]
    about = machine.describe()
    date = datetime.now(timezone.utc).date().isoformat()
    return (
        f"{markdown(HEADINGS, rows)}\n\n"
        f"(CPU seconds of one process; starts: the least {least * 1000:.0f} ms, wxlint {own * 1000:.0f} ms. "
        f"{about['processor']}, Python {about['python']}, {date}.)"
    )


def main() -> None:
    """Prints the table, or puts it into the document."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.phases", description="Show where the time of a cold run goes."
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="projects to check")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    arguments = parser.parse_args()
    shown = table(arguments.folders)
    if arguments.write:
        insert({"phases": shown}, ROOT)
    else:
        sys.stdout.write(shown + "\n")


if __name__ == "__main__":
    main()
