"""The facts of scripts that are kept on the disk: what is read of them is what parsing would give."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wxlint.read.script
import wxlint.stored
from tests.cli.helpers import SCRIPT, Cli, app, write
from tests.cli.test_start_up import modules
from tests.session.shop import APP, FORMAT, PAGES, REQUEST
from wxlint.read.script import Script
from wxlint.stored import StoredScripts

PAGE = "pages/index/index.js"
MENDED = SCRIPT.replace("'post'", "'POST'")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The scripts that are parsed."""
    found: list[bytes] = []
    parse = wxlint.read.script._parse

    def noted(data: bytes, grammar: Any) -> Any:
        found.append(data)
        return parse(data, grammar)

    monkeypatch.setattr(wxlint.read.script, "_parse", noted)
    return found


def read(folder: Path, text: str, suffix: str = "js") -> Script:
    """A script that is read once, kept, and read from what was kept."""
    _kept(folder, text, suffix)
    return _kept(folder, text, suffix)


def _kept(folder: Path, text: str, suffix: str) -> Script:
    stored = StoredScripts(folder, "1")
    script = stored.script(text.encode(), suffix)
    assert isinstance(script.body, list)
    script.settle()
    stored.keep()
    return script


def same(script: Script, text: str, suffix: str = "js") -> bool:
    fresh = Script(text.encode(), suffix)
    assert isinstance(fresh.body, list)
    fresh.settle()
    return (script.body, script.hoisted, script.comments, script.problems) == (
        fresh.body,
        fresh.hoisted,
        fresh.comments,
        fresh.problems,
    )


ODD = (
    "",
    "// wxlint-disable-next-line all -- why\nvar a = 1e400, b = -0, c = 0x1fffffffffffff, d = 1_000n\n",
    "const s = '\\ud800', t = `a${b}`, r = /x/g\n",
    "let big = 123456789012345678901234567890\n",
    "Page({ onLoad() { wx.request({ url: 'a'",
    "class A extends B { static x = 1; #y = 2; get z() { return super.z } }\n",
)


@pytest.mark.parametrize("text", [*PAGES, APP, REQUEST, FORMAT, *ODD])
def test_what_is_kept_is_what_parsing_gives(tmp_path: Path, text: str) -> None:
    assert same(read(tmp_path, text), text)


@given(text=st.text(alphabet="ab(){}[]=>,;'`$\n/*.: 1", max_size=60))
def test_so_is_any_text(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert same(read(tmp_path_factory.mktemp("kept"), text), text)


def test_a_run_after_an_edit_parses_what_was_edited(tmp_path: Path, cli: Cli, parsed: list[bytes]) -> None:
    app(tmp_path, "index", "order", "cart")
    cli.check(tmp_path)
    assert len(parsed) == 4
    parsed.clear()
    write(tmp_path / PAGE, MENDED)
    again = cli.check(tmp_path)
    assert parsed == [MENDED.encode()]
    assert again == cli.check("--no-cache", tmp_path)


def test_where_nothing_is_parsed_no_parser_is_imported(tmp_path: Path) -> None:
    folder = app(tmp_path)
    assert "tree_sitter" in modules(folder, "check", ".")
    write(folder / "wxlint.toml", "ignore = ['ip-host']")
    assert not {"tree_sitter", "tree_sitter_javascript"} & modules(folder, "check", ".")


@pytest.mark.parametrize("torn", [b"", b"\x93", b"not msgpack at all", b"\x81\xc4\x01a\x01"])
def test_what_is_torn_is_parsed(tmp_path: Path, cli: Cli, parsed: list[bytes], torn: bytes) -> None:
    app(tmp_path)
    first = cli.check(tmp_path)
    (kept,) = (tmp_path / ".wxlint_cache").glob("*.scripts")
    kept.write_bytes(torn)
    write(tmp_path / "wxlint.toml", "")
    parsed.clear()
    assert cli.check(tmp_path) == first
    assert len(parsed) == 2


def test_what_is_torn_inside_is_parsed(tmp_path: Path) -> None:
    read(tmp_path, SCRIPT)
    (kept,) = tmp_path.glob("*.scripts")
    kept.write_bytes(kept.read_bytes().replace(b"onLoad", b"\xff" * 6))
    assert same(read(tmp_path, SCRIPT), SCRIPT)


def test_another_version_keeps_its_own_and_throws_the_older_away(tmp_path: Path) -> None:
    for version in ("1", "2"):
        stored = StoredScripts(tmp_path, version)
        script = stored.script(b"let a = 1", "js")
        assert script.body
        script.settle()
        stored.keep()
    assert [one.name for one in tmp_path.glob("*.scripts")] == ["2.scripts"]


def test_there_is_only_so_much_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wxlint.stored, "_LARGEST", 300)
    for number in range(40):
        read(tmp_path, f"let a{number} = {number}\n")
    (kept,) = tmp_path.glob("*.scripts")
    assert kept.stat().st_size < 1_000
    assert same(read(tmp_path, "let a39 = 39\n"), "let a39 = 39\n")


def test_two_runs_at_once_leave_something_whole(tmp_path: Path) -> None:
    def run(number: int) -> None:
        for at in range(20):
            stored = StoredScripts(tmp_path, "1")
            text = f"let a{number}{at} = 1\n"
            assert stored.script(text.encode(), "js").body
            stored.keep()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same(read(tmp_path, SCRIPT), SCRIPT)
