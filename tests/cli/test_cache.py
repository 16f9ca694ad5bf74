"""A replayed run says what a fresh one would; whatever it rests on, a change of it is noticed."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wxlint.cache
import wxlint.link.program
import wxlint.session
from tests.cli.helpers import Cli, app, write
from wxlint.cli.start import start

PAGE = "pages/index/index.js"
OTHER = "Page({ onLoad() { wx.request({ url: 'http://api.example.com/a' }) } })\n"
IMPORTING = (
    "const { base } = require('../../utils/config')\n"
    "Page({ onLoad() { wx.request({ url: base + '/a', complete() {} }) } })\n"
)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each time that a program is linked."""
    made: list[object] = []
    load = wxlint.link.program.load

    def count(*given: Any, **named: Any) -> Any:
        made.append(given)
        return load(*given, **named)

    monkeypatch.setattr(wxlint.session, "load", count)
    return made


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as old enough for their stamps to be believed."""
    monkeypatch.setattr(wxlint.cache, "_TOO_RECENT_NS", -(10**12))


def test_a_run_without_changes_is_replayed_word_for_word(
    tmp_path: Path, cli: Cli, reads: list[object]
) -> None:
    app(tmp_path)
    assert cli("check", tmp_path) == cli("check", tmp_path)
    assert len(reads) == 1
    assert cli("check", "--no-cache", tmp_path) == cli("check", tmp_path)
    assert len(reads) == 2


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write(folder / PAGE, OTHER),
        lambda folder: (folder / PAGE).unlink(),
        lambda folder: write(folder / "wxlint.toml", "ignore = ['lowercase-method']"),
        lambda folder: write(folder / "package.json", '{"wxlint": {"ignore": ["lowercase-method"]}}'),
        lambda folder: write(folder / "pages/index/index.ts", OTHER),
        lambda folder: write(folder / "project.config.json", '{"setting": {"urlCheck": false}}'),
    ],
    ids=[
        "edited",
        "removed",
        "configured",
        "configured in package.json",
        "a file beside it",
        "a project file",
    ],
)
def test_a_change_is_noticed(
    tmp_path: Path, cli: Cli, reads: list[object], change: Callable[[Path], object]
) -> None:
    app(tmp_path)
    cli.check(tmp_path)
    change(tmp_path)
    assert cli.check(tmp_path) == cli.check("--no-cache", tmp_path)
    assert len(reads) == 3


@pytest.mark.usefixtures("old")
def test_a_module_that_was_looked_for_and_is_there_now_is_noticed(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, script=IMPORTING)
    assert ("utils/config.js", "non-https-url") not in cli.check(tmp_path).places
    write(tmp_path / "utils/config.js", "module.exports = { base: 'http://api.example.com' }\n")
    assert ("utils/config.js", "non-https-url") in cli.check(tmp_path).places


@pytest.mark.usefixtures("old")
def test_a_configuration_above_the_folder_is_noticed(tmp_path: Path, cli: Cli) -> None:
    folder = app(tmp_path / "work/app")
    assert cli.check(folder).findings
    write(tmp_path / "wxlint.toml", "ignore = ['lowercase-method']")
    assert cli.check(folder).findings == []


def test_an_edit_of_the_same_length_within_the_clock_s_grain_is_noticed(tmp_path: Path, cli: Cli) -> None:
    file = app(tmp_path) / PAGE
    there = file.stat()
    assert cli.check(tmp_path).findings
    write(file, file.read_text(encoding="utf-8").replace("'post'", "'POST'"))
    os.utime(file, ns=(there.st_atime_ns, there.st_mtime_ns))
    assert cli.check(tmp_path).findings == []


def test_a_touched_file_is_read_and_replayed(tmp_path: Path, cli: Cli, reads: list[object]) -> None:
    app(tmp_path)
    first = cli.check(tmp_path)
    os.utime(tmp_path / PAGE, ns=(0, time.time_ns()))
    assert cli.check(tmp_path) == first
    assert len(reads) == 1


def test_other_options_ask_for_another_report(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    assert cli.check(tmp_path).findings
    assert cli.check("--ignore", "lowercase-method", tmp_path).findings == []
    assert cli.check("--select", "non-https-url", tmp_path).findings == []
    assert cli.check(tmp_path / "app.js").findings == []
    assert cli.check(tmp_path).findings


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_replayed_run_speaks_the_language_that_is_asked_for(
    tmp_path: Path, cli: Cli, language: str
) -> None:
    app(tmp_path)
    cli("check", tmp_path)
    fresh = cli("check", "--no-cache", "--lang", language, tmp_path)
    assert cli("check", "--lang", language, tmp_path) == fresh


@pytest.mark.parametrize("form", ["sarif", "text", "gitlab", "concise"])
def test_every_format_can_be_replayed(tmp_path: Path, cli: Cli, form: str) -> None:
    app(tmp_path)
    fresh = cli("check", "--format", form, tmp_path)
    assert cli("check", "--format", form, tmp_path) == fresh


@pytest.mark.parametrize("torn", [b"", b"\x93", b"not msgpack at all"])
def test_a_torn_report_is_no_report(tmp_path: Path, cli: Cli, reads: list[object], torn: bytes) -> None:
    app(tmp_path)
    first = cli.check(tmp_path)
    (kept,) = (tmp_path / ".wxlint_cache").glob("*.report")
    kept.write_bytes(torn)
    assert cli.check(tmp_path) == first
    assert len(reads) == 2


def test_another_version_keeps_reports_of_its_own(
    tmp_path: Path, cli: Cli, reads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    app(tmp_path)
    cli.check(tmp_path)
    monkeypatch.setattr(wxlint.cache, "__version__", "99.0")
    cli.check(tmp_path)
    assert len(reads) == 2


def test_a_rule_that_changes_asks_for_another_report(
    tmp_path: Path, cli: Cli, reads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    app(tmp_path)
    cli.check(tmp_path)
    monkeypatch.setattr(wxlint.cache, "_modified", lambda _: 1)
    cli.check(tmp_path)
    assert len(reads) == 2


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path, cli: Cli) -> None:
    folder = app(tmp_path / "app")
    blocked = write(tmp_path / "file", "")
    run = cli.check("--cache-dir", blocked / "cache", folder)
    assert run.findings
    assert run.err == ""


def test_the_cache_keeps_out_of_git_and_out_of_the_answer(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    write(tmp_path / ".wxlint_cache/pages/app.json", "{")
    before = cli.check("--no-cache", tmp_path)
    assert cli.check(tmp_path) == before
    shutil.rmtree(tmp_path / ".wxlint_cache")
    cli.check(tmp_path)
    assert (tmp_path / ".wxlint_cache/.gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize("asked", ["", "require('./\\ud800')\n"])
def test_names_that_are_no_text_are_no_fault(tmp_path: Path, cli: Cli, asked: str) -> None:
    app(tmp_path)
    try:
        (tmp_path / os.fsdecode(b"b\xff.js")).touch()
    except (OSError, UnicodeError):
        # Not every disk takes such a name.
        assert asked is not None
    write(tmp_path / PAGE, asked + OTHER)
    assert cli("check", tmp_path) == cli("check", tmp_path) == cli("check", "--no-cache", tmp_path)


def test_only_so_many_reports_are_kept(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wxlint.cache, "_MOST_KEPT", 2)
    app(tmp_path)
    for rule in ("ip-host", "non-https-url", "relative-url", "short-timeout"):
        cli.check("--select", rule, tmp_path)
    assert len(list((tmp_path / ".wxlint_cache").glob("*.report"))) == 2


def test_a_pack_of_somebody_else_is_run_each_time(tmp_path: Path, cli: Cli, reads: list[object]) -> None:
    app(tmp_path)
    write(tmp_path / "wxlint.toml", "packs = ['lint']")
    (tmp_path / "lint/own").mkdir(parents=True)
    rule = Path(wxlint.cache.__file__).parent.parent / "rules/timeout/long_timeout"
    for suffix in (".py", ".md"):
        text = rule.with_suffix(suffix).read_text(encoding="utf-8").replace("long-timeout", "own-timeout")
        write(
            tmp_path / f"lint/own/own_timeout{suffix}", text.replace("class LongTimeout", "class OwnTimeout")
        )
    first = cli.check(tmp_path)
    assert first.status == 1, first.err
    cli.check(tmp_path)
    assert len(reads) == 2


FILES = (
    PAGE,
    "pages/index/index.wxml",
    "app.json",
    "app.js",
    "utils/config.js",
    "wxlint.toml",
    "package.json",
)
TEXTS = (
    OTHER,
    IMPORTING,
    "module.exports = { base: 'http://api.example.com' }\n",
    '{"pages": ["pages/index/index"]}',
    '{"wxlint": {"ignore": ["non-https-url"]}}',
    "ignore = ['non-https-url']\n",
    '<view bindtap="onLoad"/>\n',
)
EDITS = st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from((None, *TEXTS))), max_size=6)


@given(edits=EDITS)
def test_cached_is_fresh_after_any_edits(
    edits: list[tuple[str, str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = app(tmp_path_factory.mktemp("app"))
    out = tmp_path_factory.mktemp("out") / "report.json"

    def answer(*options: str) -> tuple[int, str]:
        write(out, "")
        status = start(["check", *options, "--format", f"json:{out}", str(folder)])
        return status, out.read_text(encoding="utf-8")

    for file, text in edits:
        if text is None:
            (folder / file).unlink(missing_ok=True)
        else:
            write(folder / file, text)
        assert answer() == answer("--no-cache") == answer()
