"""What a page costs in memory, on generated projects: large programs must fit."""

import gc
import tracemalloc
from pathlib import Path

import pytest

from benchmarks.generate import write
from wxlint.link import program, sweep
from wxlint.link.settings import LinkSettings
from wxlint.read.files import Files

#: Measured: 154 KB with Python 3.11; 441 KB while trees, frames and circles were kept.
MOST_PER_PAGE = 190_000


def held(pages: int, folder: Path) -> int:
    """The bytes that Python holds once a project of so many pages is linked: what is kept, and what was not
    swept up.
    """
    write(pages, folder)
    tracemalloc.start()
    try:
        (linked,) = program.load(Files(folder), LinkSettings(), keep=True)
        assert len(linked.files) > pages
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def test_a_page_more_costs_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_kept", [])
    # As in a project that is large already.
    monkeypatch.setattr(sweep, "ROOM", 0)
    held(1, tmp_path / "first")
    few, many = held(10, tmp_path / "few"), held(40, tmp_path / "many")
    gc.unfreeze()
    assert (many - few) / 30 < MOST_PER_PAGE
