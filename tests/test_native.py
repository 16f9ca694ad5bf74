"""The compiled copy of the interpreter: it answers as the sources do, and is left once they are edited."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rehearsal.measure import page
from tools.native import LEFT, modules
from wxlint import native

ROOT = Path(__file__).parents[1]
SEED, PAGES = 4711, 60
#: Prints whether the sources run, and what a check says.
CHECK = """
import sys
from wxlint.link.engine import ops
from wxlint.cli.start import start
print(ops.__file__.endswith(".py"))
sys.exit(start(sys.argv[1:]))
"""


def told(folder: Path, *, compiled: bool) -> str:
    """What a check of a folder tells, of compiled modules or of their sources."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK, "check", "--isolated", "--no-cache", "--exit-zero", "--show-info",
         "--statistics", "--format", "json", str(folder)],
        cwd=ROOT,
        env={**os.environ, native.SWITCH: str(int(compiled))},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )  # fmt: skip
    sources, _, said = done.stdout.partition("\n")
    assert sources == str(not compiled)
    return said + done.stderr


@pytest.fixture
def _built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(native.SWITCH)
    if not native.is_taken.__wrapped__():
        pytest.skip("nothing is compiled of the present sources: make native")


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("name", ["coffee_shop", "coffee_shop_mended", "bookstore_ts"])
def test_a_sample_project_is_told_the_same(name: str) -> None:
    folder = ROOT / "sample_projects" / name
    assert told(folder, compiled=True) == told(folder, compiled=False)


@pytest.mark.usefixtures("_built")
def test_generated_pages_are_told_the_same(tmp_path: Path) -> None:
    for number in range(PAGES):
        for path, text in page(SEED, number)[0].items():
            file = tmp_path / str(number) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    said = told(tmp_path, compiled=True)
    assert said.count('"rule"') > PAGES
    assert said == told(tmp_path, compiled=False)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module, and the folder of its compiled copy."""
    monkeypatch.setattr(native, "PACKAGE", tmp_path / "wxlint")
    monkeypatch.setattr(native, "COPY", tmp_path / "build")
    monkeypatch.setattr(sys, "path", sys.path[:])
    monkeypatch.delenv(native.SWITCH)
    for folder in ("link/engine", "model", "platform", "read"):
        (tmp_path / "wxlint" / folder).mkdir(parents=True)
    (tmp_path / "wxlint/link/engine/ops.py").write_text("A = 1\n", encoding="utf-8")
    (tmp_path / "build").mkdir()
    return tmp_path / "build"


def test_a_copy_of_the_present_sources_is_taken(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not native.is_taken.__wrapped__()
    native.stamp(copy)
    assert native.is_taken.__wrapped__()
    monkeypatch.setenv(native.SWITCH, "0")
    assert not native.is_taken.__wrapped__()


@pytest.mark.parametrize(
    "edit",
    [
        lambda package: (package / "link/engine/ops.py").write_text("A = 22\n", encoding="utf-8"),
        lambda package: os.utime(package / "link/engine/ops.py", ns=(1, 1)),
        lambda package: (package / "link/engine/ops.py").unlink(),
        lambda package: (package / "model/new.py").write_text("", encoding="utf-8"),
    ],
    ids=["changed", "written again", "gone", "a new one"],
)
def test_a_copy_of_other_sources_is_not(copy: Path, edit: Callable[[Path], object]) -> None:
    native.stamp(copy)
    edit(native.PACKAGE)
    assert not native.is_taken.__wrapped__()


@pytest.mark.parametrize("stamp", ["", "{", "[1]", '{"link/engine/ops.py": 1}'])
def test_a_torn_stamp_is_none(copy: Path, stamp: str) -> None:
    (copy / native.STAMP).write_text(stamp, encoding="utf-8")
    assert not native.is_taken.__wrapped__()


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_compiled_module_makes_records_that_mypyc_takes_for_its_own_classes(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not re.search(r"^class .*\bStruct\b", text, re.MULTILINE)
    assert Path(path).name not in LEFT
