"""A session says what a fresh run would, whatever was edited before, on disk or in an editor."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.session.shop import EDITS, Edit, Typed, edited, files, write
from wxlint.errors import WxlintError
from wxlint.session import Session

#: Each sequence is a dozen checks: a long search tries a thousand of them.
FEWER = settings(max_examples=settings().max_examples // 2)
Drawn = list[Edit | Typed]


def shop(folder: Path) -> Path:
    """The folder with the shop in it."""
    for path, text in files().items():
        write(folder, path, text)
    return folder


def answer(session: Session, overlay: dict[str, bytes] | None = None) -> object:
    """All that a check says; what it raises, where it raises."""
    try:
        report = session.check(session.configure(), overlay)
    except WxlintError as error:
        return error.en
    return report.findings, report.summary, report.hidden


def fresh(folder: Path, overlay: dict[str, bytes] | None = None) -> object:
    """What a run of the command line says."""
    return answer(Session(folder), overlay)


@FEWER
@given(edits=EDITS)
def test_a_session_says_what_a_fresh_run_would(
    edits: Drawn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, now = shop(tmp_path_factory.mktemp("shop")), files()
    session = Session(folder, hold=True)
    answer(session)
    for one in edits:
        path, text = edited(now, one)
        write(folder, path, text)
        now.pop(path, None)
        now.update({path: text} if text is not None else {})
        assert answer(session) == fresh(folder)


@FEWER
@given(edits=EDITS)
def test_unsaved_text_in_a_session_is_as_text_on_disk(
    edits: Drawn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, now = shop(tmp_path_factory.mktemp("shop")), files()
    session, overlay = Session(folder, hold=True), dict[str, bytes]()
    for one in edits:
        path, text = edited(now, one)
        # An editor does not remove files, and configurations are read from the disk.
        if text is not None and not path.endswith(".toml"):
            now[path], overlay[path] = text, text.encode()
            assert answer(session, overlay) == fresh(folder, overlay)


def test_a_session_that_is_over_leaves_no_program_behind(tmp_path: Path) -> None:
    def machines() -> int:
        gc.unfreeze()
        gc.collect()
        return sum(type(one).__name__ == "Machine" for one in gc.get_objects())

    shop(tmp_path)
    before = machines()
    session = Session(tmp_path, hold=True)
    answer(session)
    # All is linked anew, so that the first program is over too.
    write(tmp_path, "utils/request.js", files()["utils/request.js"] + "\n// edited\n")
    answer(session)
    assert machines() == before + 1
    del session
    assert machines() == before


def test_a_file_that_moves_takes_its_findings_along(tmp_path: Path) -> None:
    session = Session(shop(tmp_path), hold=True)
    before = answer(session)
    for suffix in ("js", "wxml", "json"):
        (tmp_path / "pages/new").mkdir(exist_ok=True)
        (tmp_path / f"pages/order/order.{suffix}").rename(tmp_path / f"pages/new/new.{suffix}")
    text = (tmp_path / "app.json").read_text(encoding="utf-8")
    write(tmp_path, "app.json", text.replace("pages/order/order", "pages/new/new"))
    moved = answer(session)
    assert moved != before
    assert moved == fresh(tmp_path)
    assert "pages/new/new.js" in str(moved)
