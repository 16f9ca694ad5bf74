"""`wxlint check`: options, exit statuses, where output goes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import wxlint.session
from tests.cli.helpers import MISTAKE, SCRIPT, Cli, app, write
from wxlint import __version__

PAGE = "pages/index/index.js"
FOUND = [(PAGE, "lowercase-method")]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 1),
        (["--fail-on", "error"], 0),
        (["--fail-on", "info"], 1),
        (["--exit-zero"], 0),
        (["--ignore", "lowercase-method"], 0),
        (["--select", "address"], 0),
        (["--select", "address,lowercase-method"], 1),
        (["--select", "parameters", "--ignore", "lowercase-method"], 0),
        (["--profile", "core"], 1),
        (["--no-cache"], 1),
        (["--min-confidence", "certain"], 1),
    ],
)
def test_the_status_says_whether_something_is_at_or_over_the_level(
    tmp_path: Path, cli: Cli, arguments: list[str], status: int
) -> None:
    assert cli.check(app(tmp_path), *arguments).status == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--select", "lowercase-metod"],
            "there is no rule `lowercase-metod`; did you mean `lowercase-method`?",
        ),
        (["--ignore", "adress"], "there is no rule `adress`; did you mean `address`?"),
        (["--format", "jsn"], "there is no format `jsn`; did you mean `json`?"),
        (["--format", "text", "--format", "json"], "only one format can go to standard output"),
        (["--format", "json:none/report.json"], "none/report.json cannot be written"),
        (["--fail-on", "fatal"], "--fail-on must be one of error, warn, info"),
        (["--frobnicate"], "there is no option"),
        (["--config", "none.toml"], "none.toml: cannot be read"),
        (["--stdin-filename", "../a.js"], "is not in the checked folder"),
    ],
)
def test_a_wrong_call_ends_with_2_and_a_sentence(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(app(tmp_path))
    run = cli("check", ".", *arguments)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


def test_a_fault_of_wxlint_ends_with_4_and_says_how_to_report_it(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(wxlint.session, "load", fail)
    run = cli.check(app(tmp_path))
    assert (run.status, run.out) == (4, "")
    assert "RecursionError: too deep" in run.err
    assert "report" in run.err
    assert __version__ in run.err


def test_the_whole_way_to_a_fault_is_shown_where_asked_for(
    tmp_path: Path, cli: Cli, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from wxlint.cli.start import start

    monkeypatch.setenv("WXLINT_DEBUG", "1")
    assert start(["check", str(tmp_path)]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_formats_go_to_files_and_one_to_standard_output(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(app(tmp_path))
    run = cli("check", "--format", "concise", "--format", "json:a.json", "--format", "sarif:b.sarif")
    assert run.out.startswith(f"{PAGE}:3:")
    assert json.loads((tmp_path / "a.json").read_text())["summary"]["warn"] == 1
    described = json.loads((tmp_path / "b.sarif").read_text())["runs"][0]["tool"]["driver"]["rules"]
    assert "lowercase-method" in {rule["id"] for rule in described}


def test_with_files_only_nothing_goes_to_standard_output(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(app(tmp_path))
    run = cli("check", "--format", "json:a.json")
    assert (run.status, run.out, run.err) == (1, "", "")


def test_the_language_is_that_of_the_call_then_of_the_configuration_then_of_the_locale(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    app(tmp_path)
    message = "method"
    english = cli("check", tmp_path).out
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    chinese = cli("check", tmp_path).out
    assert message in english
    assert chinese != english
    assert cli("check", tmp_path, "--lang", "en").out == english
    write(tmp_path / "wxlint.toml", "lang = 'en'")
    assert cli("check", tmp_path).out == english
    assert cli("check", tmp_path, "--lang=zh").out == chinese


def test_a_mistake_in_the_call_is_told_in_the_language_asked_for(tmp_path: Path, cli: Cli) -> None:
    assert "路径不存在" in cli("check", "--lang", "zh", tmp_path / "none").err


def test_info_findings_are_listed_for_people_where_asked_for_and_for_programs_always(
    tmp_path: Path, cli: Cli
) -> None:
    app(tmp_path)
    write(tmp_path / "wxlint.toml", "[severity]\nlowercase-method = 'info'")
    assert "lowercase-method" not in cli("check", tmp_path, "--format", "concise").out
    assert "lowercase-method" in cli("check", tmp_path, "--format", "concise", "--show-info").out
    run = cli.check(tmp_path)
    assert (run.status, run.places) == (0, FOUND)


def test_quiet_says_nothing_where_there_is_nothing_to_list(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    assert cli("check", tmp_path, "--quiet").out
    run = cli("check", tmp_path, "--quiet", "--ignore", "all")
    assert (run.status, run.out, run.err) == (0, "", "")


def test_statistics_stand_in_place_of_the_findings_and_never_spoil_a_document(
    tmp_path: Path, cli: Cli
) -> None:
    app(tmp_path, "a", "b")
    told = cli("check", tmp_path, "--statistics").out
    assert "2  lowercase-method (warn)" in told
    assert "pages/a/a.js" not in told
    assert told.splitlines()[-1] == cli("check", tmp_path).out.splitlines()[-1]
    run = cli.check(tmp_path, "--statistics")
    assert len(run.findings) == 2
    assert "2  lowercase-method (warn)" in run.err


def test_statistics_say_why_files_were_left_out_as_the_summary_does(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    write(tmp_path / "wxlint.toml", "exclude = ['pages/**']")
    told = cli("check", tmp_path, "--statistics", "--lang", "zh").out
    assert "没有读取的文件：\n  2  配置中排除的\n" in told


def test_colour_is_a_choice(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    app(tmp_path)
    assert "\x1b[" not in cli("check", tmp_path).out
    assert "\x1b[" in cli("check", tmp_path, "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in cli("check", tmp_path).out
    assert "\x1b[" not in cli("check", tmp_path, "--color", "never").out


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_the_text_of_one_file_comes_on_standard_input(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(app(tmp_path, "index", "order"))
    stdin(monkeypatch, SCRIPT.replace("'post'", "'POST'"))
    run = cli.check("--stdin-filename", PAGE)
    assert (run.status, run.findings) == (0, [])
    stdin(monkeypatch, "\n" + SCRIPT)
    assert [one["line"] for one in cli.check("--stdin-filename", PAGE).findings] == [4]


def test_standard_input_may_be_a_file_that_is_not_on_the_disk_yet(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(app(tmp_path))
    (tmp_path / PAGE).unlink()
    stdin(monkeypatch, SCRIPT)
    assert cli.check("--stdin-filename", PAGE).places == FOUND


def test_the_nearest_configuration_counts_and_isolated_reads_none(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    write(tmp_path / "wxlint.toml", "ignore = ['lowercase-method']")
    assert cli.check(tmp_path).findings == []
    assert cli.check(tmp_path, "--select", "lowercase-method").places == FOUND
    assert cli.check(tmp_path, "--isolated").places == FOUND
    write(tmp_path / "other.toml", "select = ['address']")
    assert cli.check(tmp_path, "--config", tmp_path / "other.toml").findings == []


def test_each_project_below_a_folder_obeys_its_own_configuration(tmp_path: Path, cli: Cli) -> None:
    for name in ("one", "two", "three"):
        app(tmp_path / name)
    write(tmp_path / "wxlint.toml", "[severity]\nlowercase-method = 'error'")
    write(tmp_path / "one/wxlint.toml", "ignore = ['all']")
    write(tmp_path / "two/wxlint.toml", "[severity]\nlowercase-method = 'info'")
    run = cli.check(tmp_path)
    assert [(one["path"], one["severity"]) for one in run.findings] == [
        (f"three/{PAGE}", "error"),
        (f"two/{PAGE}", "info"),
    ]
    assert json.loads(run.out)["summary"]["projects"] == 3


def test_a_wrong_configuration_is_told_with_its_line(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    write(tmp_path / "wxlint.toml", "selct = []")
    run = cli.check(tmp_path)
    assert run.status == 2
    assert "wxlint.toml:1: there is no key `selct`; did you mean `select`?" in run.err


def test_a_key_without_effect_is_told_once_and_never_with_quiet(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    write(tmp_path / "wxlint.toml", "baseline = 'b.json'")
    assert "wxlint.toml:1: baseline has no effect in this version" in cli.check(tmp_path).err
    assert cli.check(tmp_path, "--quiet").err == ""


def test_a_declared_wrapper_that_nothing_calls_is_told_and_stays_told(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    config = "".join(f"[[wrappers]]\ncall = '{call}'\nurl = 0\n" for call in ("wx.request", "http.pots"))
    write(tmp_path / "wxlint.toml", config)
    told = "wxlint.toml:4: no script calls http.pots, so this [[wrappers]] entry has no effect\n"
    assert cli.check(tmp_path).err == str(tmp_path / told)
    assert cli.check(tmp_path).err == str(tmp_path / told)
    assert cli.check(tmp_path, "--quiet").err == ""


def test_a_declared_wrapper_that_one_of_two_projects_calls_is_in_use(tmp_path: Path, cli: Cli) -> None:
    for name in ("one", "two"):
        app(tmp_path / name)
    write(tmp_path / "two" / PAGE, "const http = require('x'); Page({ f() { if (this.a) http.get('/x') } })")
    write(tmp_path / "wxlint.toml", "[[wrappers]]\ncall = 'http.get'\nurl = 0\n")
    assert cli.check(tmp_path).err == ""
    (tmp_path / "two" / PAGE).unlink()
    assert "no script calls http.get" in cli.check(tmp_path).err


def test_a_suppression_in_code_is_counted_on_the_last_line(tmp_path: Path, cli: Cli) -> None:
    app(
        tmp_path,
        script=SCRIPT.replace(MISTAKE, MISTAKE + " // wxlint-disable-line lowercase-method -- legacy"),
    )
    run = cli("check", tmp_path)
    assert run.status == 0
    assert "1 suppressed" in run.out.splitlines()[-1]


def test_a_pack_of_ones_own_is_run(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    write(tmp_path / "wxlint.toml", "packs = ['./lint']")
    write(
        tmp_path / "lint/house/every_request.py",
        "from wxlint.judge.rule import Message, Rule\n"
        "class EveryRequest(Rule):\n"
        "    id = 'every-request'\n"
        "    level = 'info'\n"
        "    def check(self, program):\n"
        "        for request in program.requests:\n"
        "            yield self.finding(request.name, Message('请求', 'a request', '', ''))\n",
    )
    assert (PAGE, "every-request") in cli.check(tmp_path).places


def test_two_runs_answer_the_same_to_the_byte(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, "a", "b", "c")
    for form in ("text", "json", "sarif"):
        assert cli("check", tmp_path, "--format", form).out == cli("check", tmp_path, "--format", form).out


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "wxlint", *arguments]
    ran: subprocess.CompletedProcess[bytes] = subprocess.run(
        command, capture_output=True, check=False, **options
    )
    return ran


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    app(tmp_path, *(f"page{number}" for number in range(200)))
    command = f"{sys.executable} -m wxlint check . | head -n 1"
    piped = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
    assert piped.stderr == b""
    assert piped.stdout


def test_output_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    app(tmp_path)
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "wxlint", "check", "."]
        failed = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    assert failed.returncode == 2
    assert b"cannot write the output" in failed.stderr or "无法写入".encode() in failed.stderr
    assert b"Traceback" not in failed.stderr


def test_output_that_is_no_unicode_shows_escapes_instead_of_failing(tmp_path: Path) -> None:
    app(tmp_path)
    done = run("check", "--lang", "zh", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert b"\\u" in done.stdout
    assert done.stderr == b""
