"""Text from a project is only text: no terminal and no CI runner takes it for an order, in any format."""

import json
import re
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

from tests.tell.sample import source_report, told
from wxlint.judge.report import Report
from wxlint.model.finding import Finding, Language, Message, Related
from wxlint.model.place import Place
from wxlint.tell import FORMATS, Options
from wxlint.tell.clean import harmless_line, visible

NASTY = [
    "::error file=app.js::taken over",
    "  ::add-mask::secret",
    "##[error]taken over",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[buildStatus text='x']",
    "\x1b[2J\x1b]0;title\x07",
    "\x9b31m",
    "\r\n::error::second line",
    "\u202egnp.js",
    "\u2028::error::third line",
    "\ud800",
    "]]></failure><script>&\"'",
    "x](1) [y](2)",
]
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def nasty_report(text: str) -> Report:
    """The text everywhere that a project's text can come to."""
    message = Message("{it}", "{it}", "{it}\n{it}", "{it}\n{it}")
    path = "pages/" + text.replace("/", "_").encode("utf-8", "replace").decode("utf-8") + ".js"
    source = f"{text}\nurl\n{text}".encode("utf-8", "replace")
    start = source.index(b"url\n")
    place = Place(path, start, start + 3)
    there = Related(Place(path, 0, 5), text, text)
    finding = Finding("some-rule", place, "warn", "certain", message, {"it": text}, (there,) * 4, (there,))
    return source_report(source, finding, path)


@pytest.mark.parametrize("text", NASTY, ids=ascii)
@pytest.mark.parametrize("name", FORMATS)
def test_no_output_holds_an_order(name: str, text: str) -> None:
    for language in get_args(Language):
        output = told(name, nasty_report(text), Options(language=language))
        assert not FORBIDDEN.search(output)
        assert not re.search(r"##(vso|teamcity)?\[", output)
        for line in output.split("\n"):
            ours = name == "github" and line.startswith("::warning file=pages/")
            assert ours or not line.lstrip().startswith("::")


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_a_finding_stays_one_line_in_line_formats(text: str) -> None:
    report = nasty_report(text)
    assert told("github", report).count("\n") == 1
    assert told("concise", report).count("\n") == 3
    assert told("jsonl", report).count("\n") == 2


@pytest.mark.parametrize("text", NASTY, ids=ascii)
@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if known.escapes == "json"])
def test_json_gives_the_text_back_as_it_was(name: str, text: str) -> None:
    documents = [json.loads(line) for line in told(name, nasty_report(text)).splitlines() if name == "jsonl"]
    document = documents or json.loads(told(name, nasty_report(text)))
    expected = text.replace("\ud800", "\ufffd")
    if name == "sarif":
        # In SARIF's messages a bracket can begin a link.
        expected = expected.replace("[", "\\[") if "](" in expected else expected
    assert any(expected in found for found in strings(document))


@pytest.mark.parametrize("text", NASTY, ids=ascii)
@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if known.escapes == "xml"])
def test_xml_stays_well_formed(name: str, text: str) -> None:
    root = ET.fromstring(told(name, nasty_report(text)))
    assert not list(root.iter("script"))


def test_what_is_written_out_can_be_read() -> None:
    assert visible("a\x1b[0m\tb\u202e\U000e0041\ud800") == r"a\x1b[0m\tb\u202e\u{e0041}\ud800"


@pytest.mark.parametrize("text", ["拿铁 ☕️ 👩\u200d👩\u200d👧", "http://[::1]:80", "a::b", "# 标题"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert visible(text) == text
    assert harmless_line(text) == text


def strings(value: object) -> list[str]:
    """Every string in a JSON document."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [found for one in value for found in strings(one)] if isinstance(value, list) else []
