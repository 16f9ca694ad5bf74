"""Little pages, each with a claim: wxlint finds what is marked, and a real engine shows just that."""

import json
from pathlib import Path

import pytest

from tests.rehearsal.agree import agreement
from tests.rules import example as run
from wxlint.judge.page import Example, examples

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case.en}")
    for file in FILES
    for case in examples(file.read_text(encoding="utf-8").splitlines())
]
#: What the example that everything starts from may be missing; each part of it belongs to one of them.
RULES = (
    "unpaired-loading",
    "missing-double-tap-guard",
    "unreleased-guard",
    "post-without-data",
    "lowercase-method",
    "non-https-url",
    "short-timeout",
)


def mini_program(case: Example) -> dict[str, str]:
    """The files of a case, with what it leaves out: one page, and on it one button."""
    files = {
        "app.json": json.dumps({"pages": ["pages/index/index"]}),
        "app.js": "App({})\n",
        "pages/index/index.wxml": '<button bindtap="onSubmit">ok</button>\n',
    }
    return {**files, **{block.path: block.text for block in case.files}}


@pytest.mark.parametrize("case", CASES)
def test_the_engine_shows_what_is_found_and_nothing_else(case: Example, tmp_path: Path) -> None:
    found = agreement(mini_program(case), tmp_path)
    # That nothing at all comes of a failure is told only where it can be told from the text.
    missed = {claim for claim in found.missed if claim[0] != "unhandled-failure"}
    assert (found.false, missed) == (set(), set())


@pytest.mark.parametrize("case", CASES)
def test_what_is_marked_is_found_and_nothing_else(case: Example, tmp_path: Path) -> None:
    for path, text in mini_program(case).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    assert run.found(run.check(tmp_path), RULES) == run.expected(case)
