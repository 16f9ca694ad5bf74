"""The cases of each rule: small projects in Markdown, a claim each, more near misses than hits."""

from pathlib import Path

import pytest

from tests.rules import example as run
from wxlint.judge.page import Example, examples

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}: {case.en}")
    for file in FILES
    for case in examples(file.read_text(encoding="utf-8").splitlines())
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_the_rule_finds_what_is_marked_and_nothing_else(rule: str, case: Example, tmp_path: Path) -> None:
    expected = run.expected(case)
    named = {mark.rule for marks in expected.values() for mark in marks}
    run.write(case, tmp_path)
    assert run.found(run.check(tmp_path), [rule, *named]) == expected
