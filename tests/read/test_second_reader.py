"""What our reader and a second one of other makers agree on is true: calls, options, their places."""

from pathlib import Path

import pytest
from hypothesis import given, note

from tests.read.programs import expressions, programs
from tests.read.second_reader import ours, theirs

SAMPLES = Path(__file__).parents[2] / "sample_projects"
SCRIPTS = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.js"))


@pytest.mark.parametrize("path", SCRIPTS)
def test_both_readers_see_the_same_in_a_sample(path: str) -> None:
    text = (SAMPLES / path).read_text("utf-8")
    assert ours(text) == theirs(text)


@given(programs())
def test_both_readers_see_the_same_in_any_program(text: str) -> None:
    note(text)
    assert ours(text) == theirs(text)


@given(expressions())
def test_the_typescript_grammar_sees_the_same_in_an_expression(text: str) -> None:
    text = f"({text})"
    note(text)
    assert ours(text, "ts") == theirs(text)
