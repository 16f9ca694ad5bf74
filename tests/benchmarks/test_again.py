"""Runs after the first: what they start from, and that they leave a project as they found it."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks.again import CHANGED, WARM, Change, again, by_kind, changeable, page_script, session
from benchmarks.contestants import Contestant, Outcome
from benchmarks.generate import write
from benchmarks.measure import Measured, side_by_side

#: Prints what the cache holds and puts there the script that it finds.
LINTER = """
import pathlib, sys
cache, page = pathlib.Path(sys.argv[1]), pathlib.Path('pages/page0000/page0000.js')
print(cache.exists() and cache.read_text() == page.read_text())
cache.write_text(page.read_text())
"""


def contestant(name: str, *, cached: bool) -> Contestant:
    return Contestant(
        name,
        "1",
        ("false",),
        lambda _: Outcome(None, {}),
        cached=(lambda cache: (sys.executable, "-c", LINTER, str(cache))) if cached else None,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    write(2, folder)
    return folder


def test_a_warm_run_meets_the_same_files_and_a_changed_one_another_text_each_time(
    project: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    entrants = [contestant("kept", cached=True), contestant("plain", cached=False)]
    with changeable(project, tmp_path) as copy:
        runs = list(again(entrants, project, copy, tmp_path))
        assert [(run.linter, run.kind) for run in runs] == [("kept", WARM), ("kept", CHANGED)]
        side_by_side([run.entry for run in runs], 2, tmp_path)
        # The caches are filled now: a further first run shows what each of them meets.
        measured = side_by_side([run.entry for run in runs], 0, tmp_path)
    assert [each.output for each in measured] == ["True\n", "False\n"]
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_what_was_measured_is_told_by_kind_under_the_name_of_the_linter(
    project: Path, tmp_path: Path
) -> None:
    runs = list(again([contestant("kept", cached=True)], project, project, tmp_path))
    measured = [Measured("kept, warm", ()), Measured("kept, one file changed", (), failure="exit status 2")]
    kinds = by_kind(runs, measured)
    assert kinds == {
        WARM: [Measured("kept", ())],
        CHANGED: [Measured("kept", (), failure="exit status 2")],
    }


def test_a_copy_keeps_the_times_of_change_and_is_gone_afterwards(project: Path, tmp_path: Path) -> None:
    os.utime(project / "app.js", (1_000_000_000, 1_000_000_000))
    (project / ".git").mkdir()
    (project / "dangling").symlink_to("nowhere")
    with changeable(project, tmp_path) as copy:
        assert (copy / "app.js").stat().st_mtime == 1_000_000_000
        assert (copy / "dangling").is_symlink()
        assert not (copy / ".git").exists()
        Change(copy)()
        assert (copy / "pages/page0000/page0000.js").read_text().endswith("\n// 1")
    assert not copy.exists()


@pytest.mark.parametrize(
    ("files", "script"),
    [
        ({"app.json": '{"pages": ["a/a", "b/b"]}', "b/b.js": "", "a.js": ""}, "b/b.js"),
        ({"app.json": '{"pages": ["a/a"]}', "a/a.ts": "", "a/a.js": ""}, "a/a.ts"),
        ({"deep/app.json": '{"pages": ["a"]}', "deep/a.js": "", "a.js": ""}, "deep/a.js"),
        ({"app.json": "{", "util.js": ""}, "util.js"),
        ({"app.json": '{"pages": 1}', "util.ts": ""}, "util.ts"),
        ({"readme.md": ""}, None),
    ],
)
def test_the_script_that_is_changed_is_that_of_a_page_where_there_is_one(
    files: dict[str, str], script: str | None, tmp_path: Path
) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert page_script(tmp_path) == (None if script is None else tmp_path / script)


def test_edits_in_a_session_have_a_time_each_and_touch_no_file(project: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("wxlint")
    before = (project / "pages/page0000/page0000.js").read_bytes()
    measured = session(program, project, 2, tmp_path, 30.0)
    assert measured is not None
    assert (measured.failure, len(measured.runs)) == (None, 2), measured.errors
    assert all(run.seconds > 0 and run.peak > 0 for run in measured.runs)
    assert (project / "pages/page0000/page0000.js").read_bytes() == before
    assert not (project / ".wxlint_cache").exists()


def test_a_session_that_fails_says_so(tmp_path: Path) -> None:
    (tmp_path / "util.js").write_text("")
    measured = session(Path(sys.executable).with_name("wxlint"), tmp_path, 1, tmp_path, 30.0)
    assert measured is not None
    assert measured.failure == "exit status 1"
    assert "NoProgramError" in measured.errors


def test_a_folder_without_scripts_has_no_session(tmp_path: Path) -> None:
    assert session(Path(sys.executable), tmp_path, 1, tmp_path, 30.0) is None
