"""Generated handlers: where the rehearsal says defect, a real engine shows it, without exception.

What the engine shows and the rehearsal does not say is counted; it finds nine in ten at least. The default
profile tries the same pages each time. The nightly one tries 5,000 others, and prints what it counted:

    HYPOTHESIS_PROFILE=nightly make tests PYTEST_ARGS=tests/rehearsal
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.rehearsal.agree import Agreement, agreement
from tests.rehearsal.grammar import Writer
from tests.rehearsal.measure import Tally

T = TypeVar("T")
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
PAGES = 5000 if NIGHTLY else 300
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
    assert tally.share() >= WANTED, str(tally)
