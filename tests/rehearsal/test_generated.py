"""Generated handlers: where the rehearsal says defect, a real engine shows it, without exception.

What the engine shows and the rehearsal does not say is counted; it finds nine in ten at least. The default
profile tries the same pages each time. The nightly one tries 5,000 others, and prints what it counted:

    HYPOTHESIS_PROFILE=nightly make tests PYTEST_ARGS=tests/rehearsal
"""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.rehearsal.agree import Agreement, agreement
from tests.rehearsal.grammar import Writer

T = TypeVar("T")
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
PAGES = 5000 if NIGHTLY else 200
WANTED = 0.9


class Drawn:
    """Decisions that Hypothesis takes, so that it can take them back."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, options: Sequence[T]) -> T:
        return options[self._draw(st.integers(0, len(options) - 1))]

    def chance(self, percent: int) -> bool:
        return self._draw(st.integers(1, 100)) > 100 - percent


@st.composite
def pages(draw: st.DrawFn) -> dict[str, str]:
    """The files of a mini-program with one page."""
    return Writer(Drawn(draw)).files()


class Tally:
    """What both said, what only wxlint said, what only the engine showed, by rule."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.pages = self.ways = 0

    def add(self, found: Agreement) -> None:
        self.pages += 1
        self.ways += found.ways
        for kind in ("both", "false", "missed"):
            self.counts.update((kind, rule) for rule, _ in getattr(found, kind))

    def total(self, kind: str) -> int:
        return sum(count for (one, _), count in self.counts.items() if one == kind)

    @property
    def share(self) -> float:
        """Of what the engine shows, how much wxlint finds."""
        return self.total("both") / max(self.total("both") + self.total("missed"), 1)

    def __str__(self) -> str:
        lines = [f"{self.pages} pages, {self.ways} ways through them; found {self.share:.1%}"]
        lines += [f"  {kind:7} {rule:26} {count}" for (kind, rule), count in sorted(self.counts.items())]
        return "\n".join(lines)


def shown(files: dict[str, str], found: Agreement) -> str:
    """A page on which the two do not agree, for those who have to find out why."""
    return "\n\n".join(
        [f"only wxlint says: {found.false}", *(f"// {path}\n{text}" for path, text in files.items())]
    )


def test_what_the_rehearsal_says_a_real_engine_shows(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()

    @settings(
        max_examples=PAGES,
        derandomize=not NIGHTLY,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(pages())
    def agree(files: dict[str, str]) -> None:
        with TemporaryDirectory() as folder:
            found = agreement(files, Path(folder))
        tally.add(found)
        assert not found.false, shown(files, found)

    agree()
    if NIGHTLY:
        with capsys.disabled():
            sys.stdout.write(f"\n{tally}\n")
    assert tally.share >= WANTED, str(tally)
