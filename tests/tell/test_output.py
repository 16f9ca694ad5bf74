"""Every format's whole output on the sample report, kept beside in `expected/`."""

import os
from pathlib import Path

import pytest

from tests.tell.sample import PROJECT, RULES_ZH, report_on, sample_report, told
from wxlint.model.finding import Language
from wxlint.read.files import Files
from wxlint.tell import FORMATS, Options

EXPECTED = Path(__file__).parent / "expected"
PEOPLE = [name for name, format_ in FORMATS.items() if format_.people]


def compare(name: str, output: str) -> None:
    file = EXPECTED / name
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(output, encoding="utf-8", newline="")
    assert output == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_in_chinese(name: str) -> None:
    compare(f"{name}.zh.out", told(name, sample_report(), Options(language="zh", rules=RULES_ZH)))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_format_for_people_in_english_with_info_findings(name: str) -> None:
    compare(f"{name}.en.out", told(name, sample_report(), Options(language="en", show_info=True)))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_format_for_people_in_colour(name: str) -> None:
    compare(f"{name}.colour.out", told(name, sample_report(), Options(language="en", color=True)))


def test_text_in_forty_columns() -> None:
    compare("text.narrow.out", told("text", sample_report(), Options(language="zh", width=40)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_findings(name: str) -> None:
    compare(f"{name}.empty.out", told(name, report_on(Files(PROJECT), []), Options(language="zh")))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "没有发现问题。检查了 1 个小程序的 31 个文件"),
        ("en", "No findings in 31 files of 1 mini-program"),
    ],
)
@pytest.mark.parametrize("name", PEOPLE)
def test_no_findings_are_a_sentence(name: str, language: Language, sentence: str) -> None:
    assert sentence in told(name, report_on(Files(PROJECT), []), Options(language=language))
