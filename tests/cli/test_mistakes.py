"""What is said of a command line that cannot be, and on the help pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import Cli
from wxlint.tell.width import cells

COMMANDS = ("check", "requests", "domains", "rules", "explain", "lsp")


@pytest.mark.parametrize(
    ("call", "zh", "en"),
    [
        (
            "chek",
            "没有“chek”这个命令，是否想写“check”？",
            "there is no command `chek`; did you mean `check`?",
        ),
        ("none", "没有“none”这个命令", "there is no command `none`"),
        (".", "没有“.”这个命令；要检查它，请写 wxlint check .", "to check it, write wxlint check ."),
        (
            "check --lnag",
            "没有 --lnag 这个选项，是否想写 --lang？",
            "there is no option --lnag; did you mean --lang?",
        ),
        ("check -x", "没有 -x 这个选项", "there is no option -x"),
        (
            "check --profile most",
            "--profile 只能是 core、recommended、strict",
            "--profile must be one of core, rec",
        ),
        ("check --jobs 0", "--jobs 应为不小于 1 的整数", "--jobs must be a whole number of at least 1"),
        ("check --jobs many", "--jobs 应为不小于 1 的整数", "--jobs must be a whole number of at least 1"),
        ("check --config", "--config 后面要写一个值", "--config needs a value"),
        ("check --quiet=1", "--quiet 不带值", "--quiet takes no value"),
        ("explain", "缺少 RULE", "RULE is missing"),
        ("explain a b", "多余的参数：b", "unexpected argument: b"),
        (
            "--profile core",
            "选项写在命令后面，例如 wxlint check --profile",
            "options come after the command, as in",
        ),
    ],
)
def test_a_wrong_call_is_told_in_both_languages(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, call: str, zh: str, en: str
) -> None:
    for language, said in (("en_US.UTF-8", en), ("zh_CN.UTF-8", zh)):
        monkeypatch.setenv("LANG", language)
        run = cli(*call.split())
        first, second = run.err.splitlines()
        assert (run.status, run.out) == (2, "")
        assert first.startswith(("wxlint: ", "wxlint："))
        assert said in first
        assert second.endswith("--help")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--fix", "changes no code"),
        ("-f", "write --format"),
        ("-o", "write --format NAME:FILE"),
        ("--max-warnings", "--fail-on"),
        ("-c", "write --config"),
        ("--ignore-pattern", "`exclude` in wxlint.toml"),
    ],
)
def test_what_users_of_other_linters_type_is_answered_with_what_it_is_called_here(
    cli: Cli, option: str, said: str
) -> None:
    for call in ((option,), ("check", option, "x")):
        assert said in cli(*call).err


def test_a_call_without_a_command_shows_the_help_page(cli: Cli) -> None:
    run = cli()
    assert run.status == 2
    assert run.err == cli("--help").out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_page_speaks_one_language_and_fits_the_line(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    call = [*command.split(), "--help"]
    english = cli(*call).out
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    chinese = cli(*call).out
    assert english.isascii() or "…" in english
    for word in ("Usage", "Options", "Commands", "Show"):
        assert word not in chinese
    for line in (english + chinese).splitlines():
        assert cells(line) <= 80


def test_a_help_page_is_as_narrow_as_the_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wxlint.cli.terminal.width", lambda: 60)
    assert max(map(cells, cli("check", "--help").out.splitlines())) <= 60


def test_every_command_has_its_line_and_every_option_its_help(cli: Cli) -> None:
    listed = cli("--help").out
    assert all(f"\n  {command} " in listed for command in COMMANDS)
    assert "--version" in listed
    shown = cli("check", "-h").out
    assert "--cache-dir DIR" in shown
    assert "\n  [PATH]" not in shown


def test_a_path_that_is_named_like_a_command_is_still_a_command(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    monkeypatch.chdir(tmp_path)
    assert cli("rules").status == 0
