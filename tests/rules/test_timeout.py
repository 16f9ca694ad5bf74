"""The rules about timeouts, on programs built by hand."""

from typing import Any

import pytest

from tests.rules.build import FUNCTION, NAME, NULL, UNKNOWN, At, either, judged, site
from wxlint.model.place import Place
from wxlint.model.program import ConfiguredTimeout, Program

URL = "https://a.com/x"
HERE = Place("app.json", 10, 15)


def configured(milliseconds: float, api: str = "request") -> Program:
    return Program("", timeouts=(ConfiguredTimeout(api, milliseconds, HERE),))


@pytest.mark.parametrize(
    ("milliseconds", "rules"),
    [
        (0, ["short-timeout"]),
        (5, ["short-timeout"]),
        (2999, ["short-timeout"]),
        (2999.5, ["short-timeout"]),
        (3000, []),
        (10000, []),
        (60000, []),
        (60001, ["long-timeout"]),
        (120000, ["long-timeout"]),
    ],
)
def test_a_timeout_is_judged_in_app_json_and_at_the_request(milliseconds: float, rules: list[str]) -> None:
    for rule in ("short-timeout", "long-timeout"):
        in_app = judged(rule, program=configured(milliseconds))
        at_site = judged(rule, site(url=URL, timeout=milliseconds))
        assert [finding.place for finding in in_app] == ([HERE] if rule in rules else [])
        assert len(at_site) == (rule in rules)


def test_the_levels_are_a_warning_and_a_note() -> None:
    assert judged("short-timeout", program=configured(1))[0].level == "warn"
    assert judged("long-timeout", program=configured(100000))[0].level == "info"


@pytest.mark.parametrize("value", ["1", UNKNOWN, NULL, FUNCTION, True, {}])
def test_what_is_no_known_number_is_no_timeout(value: Any) -> None:
    assert judged("short-timeout", site(url=URL, timeout=value)) == []
    assert judged("long-timeout", site(url=URL, timeout=value)) == []


def test_a_timeout_of_several_is_likely_and_stands_where_it_is_written() -> None:
    (finding,) = judged("short-timeout", site(url=URL, timeout=either(At("config.js", 500), 5000)))
    assert finding.confidence == "likely"
    assert finding.place.path == "config.js"
    assert [related.place for related in finding.related] == [NAME]


def test_the_limits_are_options() -> None:
    assert judged("short-timeout", program=configured(2000), options={"min-ms": 1000}) == []
    assert judged("short-timeout", program=configured(4000), options={"min-ms": 5000})
    assert judged("long-timeout", program=configured(90000), options={"max-ms": 90000}) == []
    assert judged("long-timeout", program=configured(20000), options={"max-ms": 10000})


def test_the_message_shows_the_number_as_it_is_written() -> None:
    assert (
        judged("short-timeout", program=configured(1500))[0].text("en")
        == "the timeout is 1500 ms, under 3000 ms"
    )


@pytest.mark.parametrize(
    ("options", "fires"),
    [({}, True), ({"timeout": NULL}, True), ({"timeout": 5000}, False), ({"timeout": UNKNOWN}, False)],
)
def test_a_timeout_is_unset_where_nothing_sets_it(options: dict[str, Any], fires: bool) -> None:
    findings = judged("unset-timeout", site(url=URL, **options))
    assert [finding.place for finding in findings] == ([NAME] if fires else [])


def test_app_json_sets_it_for_its_own_api_only() -> None:
    request, upload = site(url=URL), site("wx.uploadFile", url=URL)
    found = judged("unset-timeout", request, upload, program=configured(5000))
    assert len(found) == 1
    assert judged("unset-timeout", request, program=configured(5000)) == []


def test_options_that_may_hold_one_are_silent() -> None:
    assert judged("unset-timeout", site(url=URL, open=True)) == []
    assert judged("unset-timeout", site("wx.request", UNKNOWN)) == []


def test_a_wrapper_that_sets_none_is_told_once() -> None:
    direct, call = site(url=UNKNOWN), site(url=URL, kind="effective")
    assert len(judged("unset-timeout", direct, call)) == 1
