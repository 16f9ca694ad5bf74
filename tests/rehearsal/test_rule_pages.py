"""The examples on the pages of the rules about what happens: a real engine shows what they say."""

from pathlib import Path

import pytest

from tests.rehearsal.agree import agreement
from tests.rules import example as run
from wxlint.judge.page import Example, examples

RULES = Path(__file__).parents[2] / "rules"
PAGES = sorted((*(RULES / "interaction").glob("*.md"), *(RULES / "response").glob("*.md")))
EXAMPLES = [
    pytest.param(example, id=f"{page.stem}: {example.en}")
    for page in PAGES
    for example in examples(page.read_text(encoding="utf-8").splitlines())
    # A block of the section on options is no program.
    if any(block.language == "js" for block in example.files)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_engine_shows_what_an_example_is_an_example_of(example: Example, tmp_path: Path) -> None:
    run.write(example, tmp_path / "given")
    paths = [path for path in (tmp_path / "given").rglob("*") if path.is_file()]
    files = {str(path.relative_to(tmp_path / "given")): path.read_text(encoding="utf-8") for path in paths}
    found = agreement(files, tmp_path / "read")
    # That nothing at all comes of a failure is told only where it can be told from the text.
    missed = {claim for claim in found.missed if claim[0] != "unhandled-failure"}
    assert (found.false, missed) == (set(), set())
