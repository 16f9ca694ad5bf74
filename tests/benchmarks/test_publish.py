"""Measurements on their way into the documents."""

import re
from pathlib import Path

import pytest

from benchmarks.arguments import ROOT
from benchmarks.measure import Measured, Run
from benchmarks.publish import publish, rewritten, tables
from benchmarks.records import Report, Trial

DOCUMENT = """# Time

<!-- measured:scale -->
earlier
<!-- /measured -->

Between.

<!-- measured:phases -->
kept
<!-- /measured -->
"""


def report(*pages: int) -> Report:
    trials = [
        Trial(f"{size} pages", 1, 1, [Measured("wxlint", [Run(size / 100, 90_000_000, 0)])], {}, pages=size)
        for size in pages
    ]
    about = {"processor": "Some CPU", "cores": "2", "python": "3.11.7"}
    return Report("2026-01-31", about, {}, [], {"startup": 1, "projects": 1}, 10_000_000, trials=trials)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "docs/performance.md").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def test_report_tables_and_plot_are_written(checkout: Path) -> None:
    written = publish(report(500, 1_000), checkout)
    assert [path.relative_to(checkout).as_posix() for path in written] == [
        "benchmarks/results/2026-01-31.md",
        "docs/performance.md",
        "docs/performance.svg",
    ]
    document = written[1].read_text(encoding="utf-8")
    assert "| 1,000 | 10.0 s | 10.0 | 90 |" in document
    assert "earlier" not in document
    assert "Between.\n\n<!-- measured:phases -->\nkept\n<!-- /measured -->" in document


def test_publishing_twice_changes_nothing(checkout: Path) -> None:
    once = [path.read_bytes() for path in publish(report(500, 1_000), checkout)]
    assert [path.read_bytes() for path in publish(report(500, 1_000), checkout)] == once


def test_what_a_series_does_not_tell_stays_as_it_is(checkout: Path) -> None:
    written = publish(report(500), checkout)
    assert "earlier" in written[1].read_text(encoding="utf-8")
    assert not (checkout / "docs/performance.svg").exists()


def test_a_block_of_another_name_is_left_alone() -> None:
    assert rewritten(DOCUMENT, {"other": "x"}) == DOCUMENT


def test_the_document_has_a_block_for_each_table() -> None:
    text = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- measured:(\w+) -->", text)
    assert sorted(blocks) == ["about", "goals", "phases", "plot", "scale", "startup", "totals"]
    assert text.count("<!-- /measured -->") == len(blocks)
    assert set(tables(report(500, 1_000))) <= set(blocks)
