"""Running commands side by side: order, failures, limits."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.machine import revision
from benchmarks.measure import Entry, memory_floor, run_once, side_by_side


def entry(name: str, code: str, folder: Path, *, accepted: frozenset[int] = frozenset({0})) -> Entry:
    return Entry(name, (sys.executable, "-c", code), folder, accepted=accepted)


def test_a_run_has_a_time_a_peak_and_a_status(tmp_path: Path) -> None:
    code = "import sys, time; time.sleep(0.05); held = bytearray(64_000_000); print(len(held)); sys.exit(3)"
    run = run_once(entry("a", code, tmp_path), tmp_path / "out", tmp_path / "err")
    assert run.status == 3
    assert run.seconds >= 0.05
    assert run.peak > 64_000_000 > memory_floor(tmp_path) > 0
    assert (tmp_path / "out").read_text() == "64000000\n"


def test_a_run_over_the_limit_is_killed(tmp_path: Path) -> None:
    run = run_once(
        entry("a", "import time; time.sleep(60)", tmp_path), tmp_path / "out", tmp_path / "err", 0.2
    )
    assert run.status == -9
    assert run.seconds < 30


def test_entries_take_turns_and_the_first_round_is_not_counted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    entries = [
        entry(name, f"open({str(log)!r}, 'a').write('{name}'); print('{name}!')", tmp_path) for name in "ab"
    ]
    measured = side_by_side(entries, 2, tmp_path)
    assert log.read_text() == "ababab"
    assert [(each.name, len(each.runs), each.output) for each in measured] == [
        ("a", 2, "a!\n"),
        ("b", 2, "b!\n"),
    ]


def test_an_entry_that_fails_is_left_out_with_its_reason(tmp_path: Path) -> None:
    said: list[str] = []
    measured = side_by_side(
        [
            entry("found", "raise SystemExit(1)", tmp_path, accepted=frozenset({0, 1})),
            entry("broken", "raise SystemExit('no such rule')", tmp_path),
        ],
        1,
        tmp_path,
        said.append,
    )
    assert [(each.name, len(each.runs), each.failure) for each in measured] == [
        ("found", 1, None),
        ("broken", 0, "exit status 1"),
    ]
    assert "no such rule" in said[0]


def test_python_keeps_what_it_compiles_whatever_the_terminal_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = "import sys; sys.exit(sys.dont_write_bytecode)"
    assert run_once(entry("a", code, tmp_path), tmp_path / "out", tmp_path / "err").status == 0


def test_a_revision_tells_whether_files_differ_from_it(tmp_path: Path) -> None:
    assert revision(tmp_path) == ""
    name = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    (tmp_path / "a").write_text("1")
    for command in (("init", "-q"), ("add", "a"), (*name, "commit", "-q", "-m", "a")):
        subprocess.run(("git", *command), cwd=tmp_path, check=True)
    clean = revision(tmp_path)
    (tmp_path / "report.md").write_text("being written")
    assert revision(tmp_path) == clean != ""
    (tmp_path / "a").write_text("2")
    assert revision(tmp_path) == clean + "+"


def test_who_has_taken_long_takes_no_further_part(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = f"import time; open({str(log)!r}, 'a').write('slow '); time.sleep(0.5)"
    slow = entry("slow", code, tmp_path)
    measured = side_by_side([slow, entry("fast", "", tmp_path)], 3, tmp_path, patience=0.4)
    assert [(each.name, len(each.runs)) for each in measured] == [("slow", 1), ("fast", 3)]
    assert log.read_text() == "slow "


def test_a_first_run_that_fills_a_cache_is_never_counted(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = f"import time; open({str(log)!r}, 'a').write('slow '); time.sleep(0.5)"
    filling = replace(entry("slow", code, tmp_path), fills=True)
    (measured,) = side_by_side([filling], 3, tmp_path, patience=0.4)
    assert len(measured.runs) == 1
    assert log.read_text() == "slow slow "


def test_what_comes_before_a_run_comes_before_each(tmp_path: Path) -> None:
    log: list[int] = []
    prepared = replace(entry("a", "", tmp_path), before=lambda: log.append(1))
    side_by_side([prepared], 2, tmp_path)
    assert len(log) == 3
