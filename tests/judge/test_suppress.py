"""Suppressions in code: what each form covers, and what is said about one that does nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.judge.helpers import judged, lines, program, rule, rule_set, settings
from wxlint.judge.run import judge
from wxlint.judge.settings import JudgeSettings
from wxlint.model.place import Place
from wxlint.model.program import Problem
from wxlint.read.files import Files

UNUSED = "unused-suppression"


def unused(folder: Path, text: str, given: JudgeSettings | None = None) -> list[tuple[int, int, str]]:
    """Line, column and text of each finding about a suppression."""
    report = judged(folder, {"a.js": text}, given)
    return [
        (one.line, one.column, one.finding.text("en"))
        for one in report.findings
        if one.finding.rule == UNUSED
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("// wxlint-disable-next-line bad-word\nBAD\nBAD", [3]),
        ("// wxlint-disable-next-line bad-word -- the reason: BAD luck\nBAD", [1]),
        ("BAD // wxlint-disable-line bad-word\nBAD", [2]),
        ("BAD /* wxlint-disable-line bad-word */ BAD", []),
        ("BAD\n/* wxlint-disable bad-word */ BAD\nBAD /* wxlint-enable */ BAD", [1, 3]),
        ("/* wxlint-disable bad-word */\nBAD\nBAD", []),
        ("/* wxlint-disable bad-word */ BAD\n/* wxlint-enable bad-word */ BAD", [2]),
        ("/* wxlint-disable */ BAD\n/* wxlint-enable bad-word */ BAD", []),
        ("// wxlint-disable-next-line\nBAD", []),
        ("// wxlint-disable-next-line other, bad-word\nBAD", []),
        ("// wxlint-disable-next-line other，bad-word\nBAD", []),
        ("// wxlint-disable-next-line other、bad-word——原因\nBAD", []),
        ("// wxlint-disable-next-line —— bad-word\nBAD", []),
        ("// wxlint-disable-next-line other -- x\n// wxlint-disable-next-line bad-word\nBAD", []),
        ("// wxlint-disable-next-line bad-word\n// wxlint-disable-next-line other\nBAD", []),
        ("/* wxlint-disable-next-line\n   bad-word */\nBAD", []),
        ("// wxlint-disable-next-line other\nBAD", [2]),
        ("// see wxlint-disable-next-line bad-word\nBAD", [2]),
        ("// wxlint-disable-next-line bad-word\r\nBAD\r\nBAD", [3]),
        ("// wxlint-disable-next-line bad-word\rBAD\rBAD", [3]),
        ("\ufeff// wxlint-disable-next-line bad-word\nBAD", []),
        ("BAD // wxlint-disable-line bad-word", []),
    ],
)
def test_a_comment_silences_exactly_what_it_is_about(tmp_path: Path, text: str, left: list[int]) -> None:
    rules = rule_set(rule("bad-word"), rule("other", "off"))
    assert lines(judged(tmp_path, {"a.js": text}, rules=rules)) == left


def test_an_enable_in_another_file_ends_nothing(tmp_path: Path) -> None:
    files = {"a.js": "/* wxlint-disable bad-word */\nBAD", "b.js": "/* wxlint-enable */ BAD"}
    report = judged(tmp_path, files)
    assert [one.finding.place.path for one in report.findings] == ["b.js"]


def test_in_markup_a_comment_covers_the_whole_tag_below_it(tmp_path: Path) -> None:
    comment = "<!-- wxlint-disable-next-line bad-word -- why -->"
    text = comment + '\n<view\n  a="{{x > 1}}"\n  b="BAD">\n  BAD\n</view>'
    assert lines(judged(tmp_path, {"a.wxml": text})) == [5]


def test_what_is_suppressed_is_counted(tmp_path: Path) -> None:
    report = judged(tmp_path, {"a.js": "/* wxlint-disable bad-word */ BAD BAD"})
    assert (report.findings, report.hidden.suppressed) == ((), 2)


def test_of_files_that_were_not_asked_for_nothing_is_counted(tmp_path: Path) -> None:
    report = judged(tmp_path, {"a.js": "BAD // wxlint-disable-line bad-word"}, settings(only=["b.js"]))
    assert (report.hidden.suppressed, report.hidden.elsewhere) == (0, 0)


def test_a_comment_that_silences_nothing_is_reported_at_the_rule_it_names(tmp_path: Path) -> None:
    text = "/* 中文 */ // wxlint-disable-line bad-word -- 原因"
    assert unused(tmp_path, text) == [(1, 33, "this comment suppresses no bad-word finding")]


def test_of_several_names_only_those_without_use_are_reported(tmp_path: Path) -> None:
    found = unused(tmp_path, "// wxlint-disable-next-line bad-word, unused-suppression, bad-word\nBAD\n")
    assert found == []


def test_a_comment_that_names_no_rule_is_reported_as_a_whole(tmp_path: Path) -> None:
    assert unused(tmp_path, "x // wxlint-disable-line") == [
        (1, 3, "this wxlint-disable comment suppresses nothing")
    ]


def test_a_misspelt_rule_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    assert unused(tmp_path, "// wxlint-disable-next-line bad-wrod\nBAD") == [
        (1, 29, "there is no rule bad-wrod; did you mean bad-word?")
    ]


def test_a_reason_without_dashes_is_told_to_need_them(tmp_path: Path) -> None:
    (finding,) = judged(tmp_path, {"a.js": "BAD // wxlint-disable-line bad-word legacy"}).findings
    assert finding.finding.text("en") == "there is no rule legacy"
    assert "after `--`" in finding.finding.details("en")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("disable-nextline", "disable-next-line"),
        ("disabled", "disable"),
        ("ignore", "disable-next-line"),
        ("ignore-line", "disable-line"),
        ("ignore-next-line", "disable-next-line"),
    ],
)
def test_a_misspelt_comment_is_reported(tmp_path: Path, word: str, near: str) -> None:
    assert unused(tmp_path, f"// wxlint-{word} bad-word\nBAD") == [
        (1, 1, f"there is no comment wxlint-{word}; did you mean wxlint-{near}?")
    ]


@pytest.mark.parametrize("text", ["// wxlint-demo is a project", "// wxlint-cache of the day", "// wxlint"])
def test_a_comment_about_something_else_is_no_misspelt_one(tmp_path: Path, text: str) -> None:
    assert unused(tmp_path, f"{text}\nx") == []


@pytest.mark.parametrize(
    "given",
    [
        settings(ignore=["bad-word"]),
        settings(severity={"bad-word": "off"}),
        settings(select=["unused-suppression"]),
        settings(ignore=["unused-suppression"]),
        settings(profile="core"),
    ],
)
def test_a_comment_about_a_rule_that_did_not_run_is_left_alone(tmp_path: Path, given: JudgeSettings) -> None:
    assert unused(tmp_path, "x // wxlint-disable-line bad-word", given) == []


def test_a_comment_without_names_is_left_alone_where_only_some_rules_ran(tmp_path: Path) -> None:
    assert unused(tmp_path, "x // wxlint-disable-line", settings(select=["all"])) == []


def test_an_unknown_name_is_no_mistake_where_packs_were_not_loaded(tmp_path: Path) -> None:
    assert unused(tmp_path, "x // wxlint-disable-line our-own", settings(foreign_rules=True)) == []


def test_a_suppression_of_something_that_is_not_sure_enough_is_used(tmp_path: Path) -> None:
    assert unused(tmp_path, "BAD // wxlint-disable-line bad-word", settings(min_confidence="certain")) == []


def test_in_a_file_that_does_not_parse_no_suppression_is_called_unused(tmp_path: Path) -> None:
    one = program(tmp_path, {"a.js": "x // wxlint-disable-line bad-word"})
    broken = msgspec.structs.replace(one, problems=(Problem("script", Place("a.js", 0, 1), "坏", "bad"),))
    report = judge([broken], Files(tmp_path), JudgeSettings(), rule_set())
    assert report.findings == ()


def test_unused_suppression_can_itself_be_suppressed(tmp_path: Path) -> None:
    text = "/* wxlint-disable unused-suppression */ // wxlint-disable-line bad-word\n"
    report = judged(tmp_path, {"a.js": text})
    assert (report.findings, report.hidden.suppressed) == ((), 1)


def test_a_file_that_two_programs_share_has_each_comment_once(tmp_path: Path) -> None:
    one = program(tmp_path, {"a.js": "BAD // wxlint-disable-line bad-word"})
    other = msgspec.structs.replace(one, timeouts=())
    report = judge([other, one], Files(tmp_path), JudgeSettings(), rule_set())
    assert report.findings == ()
