"""Where the time of a cold run goes, by project: `python -m benchmarks.phases FOLDER…` prints a table.

User CPU seconds of one process. *Parse*: tree-sitter alone over the scripts that were read; with the start of
Python it is the least that any linter of this kind can take. *Survey*, *rehearsal*: the two ways of running.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Parser

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
)


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


def measured(folder: Path, clock: Clock) -> tuple[str, ...]:
    """The row of one project."""
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
        f"{share:.0%}", f"{ratio:.1f}",
    )  # fmt: skip


def _language(suffix: str) -> Language:
    if suffix in ("ts", "tsx"):
        typed = tree_sitter_typescript
        return Language(typed.language_tsx() if suffix == "tsx" else typed.language_typescript())
    return Language(tree_sitter_javascript.language())


def main() -> None:
    """Prints the table."""
    clock = Clock()
    clock.watch(Survey, "run", "survey")
    clock.watch(Rehearser, "run", "rehearsal")
    rows = [measured(Path(name), clock) for name in sys.argv[1:]]
    sys.stdout.write(markdown(HEADINGS, rows) + "\n")


if __name__ == "__main__":
    main()
