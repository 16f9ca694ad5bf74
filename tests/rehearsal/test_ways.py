"""The ways through an entry: one that goes on from a point of another is played as from its beginning."""

from pathlib import Path

import pytest

from tests.rehearsal.measure import page
from wxlint import native
from wxlint.config import Source
from wxlint.link import ways
from wxlint.link.ways import Exploration
from wxlint.session import Session

pytestmark = pytest.mark.skipif(native.is_taken(), reason="parts of the interpreter are replaced")

SAMPLES = Path(__file__).parents[2] / "sample_projects"
PAGES = range(60)


def findings(folder: Path) -> object:
    session = Session(folder, Source(isolated=True))
    return session.check(session.configure()).findings


def from_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Exploration, "_keep_point", lambda self: None)


def with_points_everywhere(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Keeps a point at the end of each turn; which ways went on from one is written down."""
    gone_on: list[bool] = []
    goes_on = Exploration._return_to_point

    def noted(self: Exploration, script: list[int]) -> bool:
        gone_on.append(goes_on(self, script))
        return gone_on[-1]

    monkeypatch.setattr(ways, "_WORTH_STEPS", 0)
    monkeypatch.setattr(Exploration, "_return_to_point", noted)
    return gone_on


def write(files: dict[str, str], folder: Path) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["coffee_shop", "bookstore_ts"])
def test_a_project_is_told_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        gone_on = with_points_everywhere(patch)
        told = findings(SAMPLES / name)
    assert gone_on.count(True) > 20
    from_the_beginning(monkeypatch)
    assert told == findings(SAMPLES / name)


@pytest.mark.parametrize("number", PAGES)
def test_a_page_is_told_the_same(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = page(77, number)
    folder = write(files, tmp_path)
    with monkeypatch.context() as patch:
        with_points_everywhere(patch)
        told = findings(folder)
    from_the_beginning(monkeypatch)
    assert told == findings(folder)
