"""Start-up is a feature: what a command does not need, it does not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.helpers import app
from wxlint import __version__

# A run does not end as Python ends: nothing that is registered for that would be called.
LOADED = (
    "import atexit, os, sys\n"
    "def tell(*_): print('\\n' + ' '.join(sys.modules), flush=True)\n"
    "end, os._exit = os._exit, lambda status: (tell(), end(status))\n"
    "atexit.register(tell)\n"
)


def modules(folder: Path, *arguments: str) -> set[str]:
    """The modules that a run of the command line has imported when it ends."""
    script = f"{LOADED}sys.argv = {['wxlint', *arguments]!r}\nfrom wxlint.cli import main\nmain()"
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    assert "Traceback" not in ran.stderr
    return set(ran.stdout.splitlines()[-1].split())


def test_the_version_imports_nothing_at_all(tmp_path: Path) -> None:
    loaded = modules(tmp_path, "--version")
    assert loaded.isdisjoint(
        {"click", "msgspec", "tree_sitter", "re", "typing", "json"} - modules_of_python(tmp_path)
    )
    assert {name for name in loaded if name.startswith("wxlint")} == {"wxlint", "wxlint.cli"}


def modules_of_python(folder: Path) -> set[str]:
    command = [sys.executable, "-c", LOADED]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize("arguments", [("check", "."), ("rules",), ("explain", "lowercase-method")])
def test_what_is_slow_and_not_needed_is_not_imported(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    loaded = modules(app(tmp_path), *arguments)
    assert loaded.isdisjoint(
        {"jsonschema", "pygls", "lsprotocol", "asyncio", "tomllib", "tomli", "difflib", "ssl"}
    )


def test_nor_is_what_libraries_import_and_wxlint_never_asks_of_them(tmp_path: Path) -> None:
    loaded = modules(app(tmp_path), "check", ".", "--no-cache", "--jobs", "1")
    assert "tree_sitter" in loaded
    others = {"typing_extensions", "importlib.resources", "tempfile", "pickle", "json", "click", "inspect"}
    assert loaded.isdisjoint(others - modules_of_python(tmp_path))


@pytest.mark.parametrize(
    "arguments", [("--help",), ("check", "--help"), ("rules",), ("explain", "lowercase-method")]
)
def test_only_a_check_reads_scripts(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert "tree_sitter" not in modules(tmp_path, *arguments)


def test_both_ways_to_call_it_give_its_version(tmp_path: Path) -> None:
    for arguments in (["--version"], ["--version", "--version"]):
        command = [sys.executable, "-m", "wxlint", *arguments]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert ran.stdout == f"wxlint {__version__}\n"


def test_a_run_that_is_stopped_while_it_is_loaded_ends_without_a_traceback(tmp_path: Path) -> None:
    stopping = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'wxlint.cli.start': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "sys.argv = ['wxlint', 'rules']\n"
        "from wxlint.cli import main\nmain()"
    )
    ran = subprocess.run([sys.executable, "-c", stopping], cwd=tmp_path, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


def test_documents_that_are_all_right_need_no_library(tmp_path: Path) -> None:
    samples = Path(__file__).parent.parent.parent / "sample_projects"
    assert "jsonschema" not in modules(
        samples / "coffee_shop_mended", "check", ".", "--isolated", "--no-cache"
    )
    misspelt = app(tmp_path)
    (misspelt / "project.config.json").write_text('{"setting": {"urlcheck": true}}', encoding="utf-8")
    assert "jsonschema" not in modules(misspelt, "check", ".", "--isolated", "--no-cache")


def test_a_document_that_is_wrong_is_judged_with_one(tmp_path: Path) -> None:
    wrong = app(tmp_path)
    (wrong / "project.config.json").write_text('{"setting": {"urlCheck": "true"}}', encoding="utf-8")
    assert "jsonschema" in modules(wrong, "check", ".", "--isolated", "--no-cache")
