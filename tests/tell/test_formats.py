"""What each format promises to the programs that read it, and what all formats share."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from tests.tell.sample import (
    CHAT,
    CONFIG,
    LONG,
    ORDER,
    PROJECT,
    found,
    report_on,
    sample_findings,
    sample_report,
    source_report,
    told,
)
from wxlint.errors import CallError
from wxlint.judge.report import Report
from wxlint.model.finding import Edit, Fix
from wxlint.model.place import Place
from wxlint.read.files import Files
from wxlint.tell import FORMATS, Options, write

PEOPLE = [name for name, known in FORMATS.items() if known.people]
PROGRAMS = [name for name, known in FORMATS.items() if not known.people]


def parsed(report: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(told("json", report))
    return document


def test_an_unknown_format_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(CallError, match="there is no format html; the formats are text, concise") as caught:
        write("html", sample_report(), io.StringIO(), Options())
    assert "没有名为 html 的输出格式" in caught.value.text("zh")


def test_formats_are_imported_only_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("wxlint.tell.")]:
        monkeypatch.delitem(sys.modules, name)
    told("concise", sample_report())
    assert "wxlint.tell.sarif" not in sys.modules
    assert "wxlint.tell.frame" not in sys.modules


# JSON


def test_json_has_the_keys_of_the_contract_and_no_other() -> None:
    document = parsed(sample_report())
    assert list(document) == ["version", "summary", "findings"]
    assert document["version"] == 1
    assert list(document["summary"]) == [
        "files", "projects", "sites", "effective_sites", "error", "warn", "info",
    ]  # fmt: skip
    for finding in document["findings"]:
        assert list(finding) == [
            "rule", "severity", "confidence", "message", "path", "line", "column", "end_line", "end_column",
            "related", "fix", "details", "fingerprint", "docs",
        ]  # fmt: skip


def test_json_paths_are_relative_to_the_checked_folder_wherever_the_user_stands() -> None:
    assert told("json", sample_report(), Options(base="shop")) == told("json", sample_report())


def test_json_edits_are_byte_offsets_in_the_file() -> None:
    (post, _) = [one for one in parsed(sample_report())["findings"] if one["rule"] == "lowercase-method"]
    (edit,) = post["fix"]["edits"]
    assert (PROJECT / ORDER).read_bytes()[edit["start"] : edit["end"]] == b"'post'"
    assert edit["text"] == "'POST'"
    assert post["fix"]["safe"] is True


def test_a_file_whose_encoding_is_not_its_text_has_no_edits() -> None:
    place = Place("a.js", 8, 13)
    finding = replace(
        found("some-rule", place, "warn", LONG, given="1"), fix=Fix((Edit(place, "x"),), safe=True)
    )
    (told_finding,) = parsed(source_report("method: 'put' // 取消".encode("utf-16"), finding))["findings"]
    assert told_finding["fix"] is None


def test_the_steps_of_the_way_are_related_places() -> None:
    (finding,) = [one for one in parsed(sample_report())["findings"] if one["rule"] == "unpaired-loading"]
    assert finding["related"][0]["message"] == "the loading is shown"
    assert list(finding["related"][0]) == ["path", "line", "column", "message"]


def test_jsonl_has_the_findings_of_json_a_line_each_and_the_summary_last() -> None:
    *findings, last = [json.loads(line) for line in told("jsonl", sample_report()).splitlines()]
    document = parsed(sample_report())
    assert [{"type": "finding", **finding} for finding in document["findings"]] == findings
    assert last == {"type": "summary", "version": 1, "summary": document["summary"]}


# CI


@pytest.mark.parametrize("name", PROGRAMS)
def test_formats_for_programs_carry_info_findings_always(name: str) -> None:
    assert "long-timeout" in told(name, sample_report())


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("json", "jsonl")])
def test_paths_begin_where_the_user_stands(name: str) -> None:
    output = told(name, sample_report(), Options(base="apps/shop"))
    assert f"apps/shop/{ORDER}" in output.replace("%3A", ":")


@pytest.mark.parametrize(
    ("name", "variable"),
    [("github", "GITHUB_WORKSPACE"), ("sarif", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")],
)
def test_a_forge_is_told_paths_from_the_root_of_the_repository(
    name: str, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "apps/shop").mkdir(parents=True)
    monkeypatch.setenv(variable, str(tmp_path))
    for folder, base in ((".", "apps/shop"), ("apps", "shop"), ("apps/shop", ""), ("apps/shop", "../shop")):
        monkeypatch.chdir(tmp_path / folder)
        assert f'="apps/shop/{ORDER}' in quoted(told(name, sample_report(), Options(base=base)))
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert f'="shop/{ORDER}' in quoted(told(name, sample_report(), Options(base="shop")))


def quoted(output: str) -> str:
    """The output with the beginning of a path marked alike in every format."""
    return re.sub(r'(file=|"uri": "|"path": ")', '="', output)


def test_github_commands_are_read_as_they_are_meant() -> None:
    command = next(line for line in told("github", sample_report()).splitlines() if CHAT in line)
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", command)
    assert match is not None
    level, properties, text = match.groups()
    assert level == "warning"
    assert dict(one.split("=", 1) for one in properties.split(",")) == {
        "file": CHAT,
        "line": "3",
        "endLine": "3",
        "col": "91",
        "endColumn": "93",
        "title": "wxlint unencoded-query",
    }
    assert text.startswith("名字 goes into the query string unencoded%0A%0AWith &")


def test_github_is_told_columns_only_within_one_line() -> None:
    (command,) = [line for line in told("github", sample_report()).splitlines() if "long-timeout" in line]
    assert "col=" not in command
    assert "line=6,endLine=10" in command


def test_gitlab_fingerprints_differ_even_where_findings_are_twins() -> None:
    twin = sample_findings()[1]
    fingerprints = [
        one["fingerprint"]
        for one in json.loads(told("gitlab", report_on(Files(PROJECT), [twin, twin, sample_findings()[2]])))
    ]
    assert len(set(fingerprints)) == 3


def test_junit_counts_what_it_lists() -> None:
    root = ET.fromstring(told("junit", sample_report()))
    assert int(root.attrib["tests"]) == len(list(root.iter("testcase"))) == 7
    assert int(root.attrib["failures"]) == len(list(root.iter("failure"))) == 6


def test_junit_lets_an_info_finding_pass() -> None:
    root = ET.fromstring(told("junit", sample_report()))
    (case,) = [case for case in root.iter("testcase") if case.attrib["name"].startswith("long-timeout")]
    assert case.find("failure") is None
    assert "90000" in (case.findtext("system-out") or "")


def test_checkstyle_names_each_file_once() -> None:
    root = ET.fromstring(told("checkstyle", sample_report()))
    files = [file.attrib["name"] for file in root.iter("file")]
    assert files == ["pages/gone/gone.js", CHAT, ORDER, CONFIG]
    assert [error.attrib["severity"] for error in root.iter("error")][:2] == ["error", "warning"]


def test_rdjson_columns_count_bytes() -> None:
    diagnostics = json.loads(told("rdjson", sample_report()))["diagnostics"]
    (query,) = [one for one in diagnostics if one["code"]["value"] == "unencoded-query"]
    span = query["location"]["range"]
    line = (PROJECT / CHAT).read_bytes().split(b"\n")[span["start"]["line"] - 1]
    assert line[span["start"]["column"] - 1 : span["end"]["column"] - 1].decode() == "名字"


def test_rdjson_suggests_the_fix() -> None:
    diagnostics = json.loads(told("rdjson", sample_report()))["diagnostics"]
    suggestions = [one["suggestions"] for one in diagnostics if "suggestions" in one]
    assert [one["text"] for (one,) in suggestions] == ["'POST'", "'PUT'"]


# Streams


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp1252"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_stream_that_lacks_characters_gets_escapes(name: str, encoding: str) -> None:
    output = told(name, sample_report(), Options(language="zh"), encoding)
    if FORMATS[name].escapes == "json":
        lines = output.splitlines() if name == "jsonl" else [output]
        whole = told(name, sample_report(), Options(language="zh"))
        again = whole.splitlines() if name == "jsonl" else [whole]
        assert [json.loads(line) for line in lines] == [json.loads(line) for line in again]
    elif FORMATS[name].escapes == "xml":
        assert "用户会一直看到" in "".join(ET.fromstring(output).itertext()) or name == "checkstyle"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("name", PEOPLE)
def test_colour_is_for_terminals_only(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal, pipe = Terminal(), io.StringIO()
    write(name, sample_report(), terminal, Options())
    write(name, sample_report(), pipe, Options())
    assert "\x1b[" in terminal.getvalue()
    assert "\x1b[" not in pipe.getvalue()
    assert re.sub(r"\x1b\[[\d;]*m", "", terminal.getvalue()) == pipe.getvalue()


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_refused_by_the_environment(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    terminal = Terminal()
    write("text", sample_report(), terminal, Options())
    assert "\x1b[" not in terminal.getvalue()


def test_colour_that_was_asked_for_beats_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    pipe = io.StringIO()
    write("text", sample_report(), pipe, Options(color=True))
    assert "\x1b[" in pipe.getvalue()
