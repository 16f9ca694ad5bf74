"""The last line of people's formats always says what was not shown, and how to see it."""

import pytest

from tests.tell.sample import HIDDEN, PROJECT, report_on, sample_findings, sample_report, told
from wxlint.judge.report import Hidden, Report
from wxlint.read.files import Files
from wxlint.tell import FORMATS, Options

PEOPLE = [name for name, known in FORMATS.items() if known.people]


def last_line(name: str, report: Report, options: Options) -> str:
    return told(name, report, options).splitlines()[-1]


@pytest.mark.parametrize("name", PEOPLE)
def test_the_last_line_names_everything_that_is_not_listed(name: str) -> None:
    assert last_line(name, sample_report(), Options(language="en")) == (
        "Not shown: 1 info (--show-info lists them); 2 suppressed by wxlint-disable comments; "
        "4 in the baseline; 1 less than certain (--min-confidence likely lists them); "
        "3 in other files (name no files to list them); "
        "34 files not checked (miniprogram_npm 30, minified or very large scripts 4)."
    )
    assert last_line(name, sample_report(), Options(language="zh")).startswith(
        "未列出：1 条提示（加 --show-info 列出）；2 条被 wxlint-disable 注释关闭；"
    )


@pytest.mark.parametrize("name", PEOPLE)
def test_the_last_line_says_as_well_that_nothing_was_left_out(name: str) -> None:
    report = report_on(Files(PROJECT), sample_findings())
    assert last_line(name, report, Options(show_info=True)) == "Nothing was left out."
    assert last_line(name, report, Options(language="zh", show_info=True)) == "没有隐藏任何结果。"


@pytest.mark.parametrize("name", PEOPLE)
def test_info_findings_are_counted_until_they_are_asked_for(name: str) -> None:
    assert "long-timeout" not in told(name, sample_report())
    assert "long-timeout" in told(name, sample_report(), Options(show_info=True))


def test_only_what_is_hidden_is_named() -> None:
    report = report_on(Files(PROJECT), [], Hidden(suppressed=1))
    assert last_line("concise", report, Options()) == "Not shown: 1 suppressed by wxlint-disable comments."


def test_a_single_file_is_one_file() -> None:
    report = report_on(Files(PROJECT), [], Hidden(left_out={"dist": 1}))
    assert last_line("concise", report, Options()) == "Not shown: 1 file not checked (dist 1)."


@pytest.mark.parametrize("name", PEOPLE)
def test_the_line_before_says_what_was_found_and_read(name: str) -> None:
    report = report_on(Files(PROJECT), sample_findings(), HIDDEN, projects=2)
    sentence = (
        "3 errors, 3 warnings in 31 files of 2 mini-programs (12 request sites, 36 more through wrappers)."
    )
    assert sentence in told(name, report).splitlines()
