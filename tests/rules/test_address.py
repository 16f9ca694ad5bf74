"""The rules about addresses, on requests built by hand: what fires, where, how sure; and the near misses."""

import re
from typing import Any

import pytest

from tests.rules.build import NAME, NOTHING, NULL, UNKNOWN, At, either, hole, joined, judged, piece, site
from wxlint.model.finding import Edit
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text

VALUE = "a value goes into the query string without encodeURIComponent"
ADDRESS = (
    "non-https-url",
    "ip-host",
    "explicit-port",
    "relative-url",
    "malformed-url",
    "platform-api-call",
    "overlong-url",
    "unencoded-query",
)


def rules_for(url: Any, call: str = "wx.request") -> list[str]:
    """Every address rule that fires on a URL."""
    return [rule for rule in ADDRESS if judged(rule, site(call, url=url))]


@pytest.mark.parametrize(
    ("url", "rules"),
    [
        ("https://a.com/x", []),
        ("HTTPS://a.com/x", []),
        (" https://a.com/x", []),
        ("http://a.com/x", ["non-https-url"]),
        ("HTTP://a.com", ["non-https-url"]),
        ("ws://a.com", ["non-https-url"]),
        ("wss://a.com", ["non-https-url"]),
        ("ftp://a.com", ["non-https-url"]),
        ("http://localhost:3000/x", ["ip-host"]),
        ("https://127.0.0.1/x", ["ip-host"]),
        ("http://192.168.1.20:8080/x", ["ip-host"]),
        ("https://10.0.0.8/x", ["ip-host"]),
        ("http://203.0.113.7/x", ["non-https-url", "ip-host"]),
        ("https://203.0.113.7:8443/x", ["ip-host"]),
        ("http://[::1]:80/x", ["ip-host"]),
        ("https://[2001:db8::1]/x", ["ip-host"]),
        ("https://a.com:8443/x", ["explicit-port"]),
        ("https://a.com:443/x", ["explicit-port"]),
        ("http://a.com:8080/x", ["non-https-url"]),
        ("https://a.com:/x", []),
        ("https://me:pw@a.com/x", []),
        ("/api/x", ["relative-url"]),
        ("//cdn.a.com/x", ["relative-url"]),
        ("api/x", ["relative-url"]),
        ("a.com/x", ["relative-url"]),
        ("localhost:8080/x", ["relative-url"]),
        ("", ["relative-url"]),
        ("?a=1", ["relative-url"]),
        ("https://https://a.com", ["malformed-url"]),
        ("http://https://a.com", ["malformed-url"]),
        ("https://a.comhttps://b.com/x", ["malformed-url"]),
        ("https:///x", ["malformed-url"]),
        ("https://", ["malformed-url"]),
        ("https://?a=1", ["malformed-url"]),
        ("https:/a.com/x", ["malformed-url"]),
        ("https:a.com/x", ["malformed-url"]),
        ("https//a.com/x", ["malformed-url"]),
        ("https://a.com/undefined/x", []),
        ("https://a.com/undefined-behaviour?v=null", []),
        ("https://a.com/https://b.com/x", []),
        ("https://a.com/x?url=https://b.com/y", []),
        ("https://a.com/x?ip=http://127.0.0.1:80", []),
        ("https://{host}/x", []),
        ("https://xxx.com/x", []),
        ("https://api.weixin.qq.com/sns/jscode2session", ["platform-api-call"]),
        ("https://API.weixin.qq.com/x", ["platform-api-call"]),
        ("https://api.weixin.qq.com.a.com/x", []),
        ("https://mp.weixin.qq.com/x", []),
        ("https://a.com/api.weixin.qq.com", []),
        ("https://a.com/x?q=a b", ["unencoded-query"]),
        ("https://a.com/x?q=销量", ["unencoded-query"]),
        ("https://a.com/销量/x", []),
        ("https://a.com/a b", []),
        ("https://a.com/x?q=%E9%94%80", []),
        ("https://a.com/x?q=a+b", []),
        ("https://a.com/" + "x" * 1100, ["overlong-url"]),
        ("https://a.com/" + "x" * 1010, []),
        ("https://a.com/" + "价" * 113, ["overlong-url"]),
        ("https://a.com/" + "价" * 110, []),
    ],
)
def test_a_url_that_is_a_literal(url: str, rules: list[str]) -> None:
    assert rules_for(url) == rules


@pytest.mark.parametrize(
    ("url", "rules"),
    [
        (UNKNOWN, []),
        (joined(hole()), []),
        (joined(hole("parameter")), []),
        (joined(hole(), "/x"), []),
        (joined(hole(), "http://a.com"), []),
        (joined("https://", hole(), "/x"), []),
        (joined("http://", hole(), "/x"), ["non-https-url"]),
        (joined("http://192.168.1.", hole(), ":80/x"), ["ip-host"]),
        (joined("http://localhost:", hole(), "/x"), ["ip-host"]),
        (joined("https://a.com:", hole(), "/x"), []),
        (joined("https://a", hole(), ":80/x"), []),
        (joined("https:", hole()), []),
        (joined("https:/", hole()), []),
        (joined("https", hole()), []),
        (joined("/api/", hole()), []),
        (joined("", "/api/x"), ["relative-url"]),
        (joined("https://", "https://a.com", "/x"), ["malformed-url"]),
        (joined("https://", "", "/x"), ["malformed-url"]),
        (joined("https:", "//a.com/x"), []),
        (joined("https://a.com", "https://b.com/x"), ["malformed-url"]),
        (joined("https://a.com/v1", "https://b.com/x"), ["malformed-url"]),
        (joined("https://a.com/v1/", "https://b.com/x"), []),
        (joined("https://a.com/v1?u=", "https://b.com/x"), []),
        (joined("https://a.com/", hole(), "https://b.com/x"), []),
        (joined(hole(), "https://b.com/x"), []),
        (joined("https://a.com/", piece("undefined", "absent"), "/x"), ["malformed-url"]),
        (joined("https://a.com/x?id=", piece("null", "absent")), ["malformed-url"]),
        (joined("https://a.com/x?id=", piece("[object Object]", "absent")), ["malformed-url"]),
        (joined(piece("undefined", "absent"), "/x"), ["malformed-url"]),
        (joined("https://a.com/", piece("undefined"), "/x"), []),
        (joined("https://a.com/x?id=", hole()), ["unencoded-query"]),
        (joined("https://a.com/x?id=", hole("object")), ["unencoded-query"]),
        (joined("https://a.com/x?id=", hole("number")), []),
        (joined("https://a.com/x?id=", hole("boolean")), []),
        (joined("https://a.com/x?id=", hole("encoded")), []),
        (joined("https://a.com/x?id=", hole("parameter")), []),
        (joined("https://a.com/x?id=", "1", "&name=", hole()), ["unencoded-query"]),
        (joined("https://a.com/x?id=a", hole()), ["unencoded-query"]),
        (joined("https://a.com/x?a=", hole("number"), "&b=", hole()), ["unencoded-query"]),
        (joined("https://a.com/x?", hole()), []),
        (joined("https://a.com/x?a=1&", hole()), []),
        (joined("https://a.com/x?", hole(), "=1"), []),
        (joined("https://a.com/x?", hole(), "=", hole()), ["unencoded-query"]),
        (joined("https://a.com/x/", hole()), []),
        (joined("https://a.com/x=", hole()), []),
        (joined("https://a.com/x/", hole(), "?a=1"), []),
        (joined("https://a.com/x?a=1#b=", hole()), []),
        (joined(hole(), "/x?id=", hole()), ["unencoded-query"]),
        (joined(hole("parameter"), "?id=", hole("number")), []),
        (joined("https://a.com/x", hole(), "&id=", hole()), []),
        (joined("https://a.com/x?id=", hole("number"), "&q=销量"), ["unencoded-query"]),
        (joined("https://a.com/", "x" * 600, hole(), "y" * 600), ["overlong-url"]),
        (joined("https://a.com/", "x" * 600, hole()), []),
    ],
)
def test_a_url_that_is_put_together(url: Text, rules: list[str]) -> None:
    assert rules_for(url) == rules


@pytest.mark.parametrize(
    ("url", "rules"),
    [
        ("wss://a.com/x", []),
        ("wss://a.com:9443/x", []),
        ("ws://a.com/x", ["non-https-url"]),
        ("https://a.com/x", ["non-https-url"]),
        ("https://a.com:443/x", ["non-https-url", "explicit-port"]),
        ("ws://192.168.1.20:81", ["ip-host"]),
        ("wss://203.0.113.7", ["ip-host"]),
        ("/socket", ["relative-url"]),
        ("wss://wss://a.com", ["malformed-url"]),
        ("wss://a.com/" + "x" * 1100, []),
        (joined("wss://a.com/x?token=", hole()), ["unencoded-query"]),
    ],
)
def test_the_url_of_a_socket(url: Any, rules: list[str]) -> None:
    assert rules_for(url, "wx.connectSocket") == rules


@pytest.mark.parametrize("value", [NOTHING, NULL, Constant(1), Constant(value=True), {}, []])
@pytest.mark.parametrize("rule", ADDRESS)
def test_what_is_no_text_is_no_address(rule: str, value: Any) -> None:
    assert judged(rule, site(url=value)) == []


@pytest.mark.parametrize("rule", ADDRESS)
def test_a_request_whose_options_are_unknown_is_silent(rule: str) -> None:
    assert judged(rule, site("wx.request", UNKNOWN)) == []
    assert judged(rule, site(open=True)) == []


def test_a_finding_stands_at_the_literal_wherever_that_is() -> None:
    url = joined(At("config.js", "http://a.com"), "/x")
    (finding,) = judged("non-https-url", site(url=url))
    assert finding.place == url.parts[0].place
    assert [related.place for related in finding.related] == [NAME]


def test_what_stands_in_the_call_needs_no_related_place() -> None:
    (finding,) = judged("non-https-url", site(url="http://a.com"))
    assert finding.related == ()


def test_two_sites_that_send_the_same_literal_yield_the_same_finding() -> None:
    url = joined(At("config.js", "http://a.com"), "/x")
    other = Place("other.js", 40, 50)
    one, two = judged("non-https-url", site(url=url), site("wx.downloadFile", url=url, at=other))
    assert (one.place, one.message, one.arguments) == (two.place, two.message, two.arguments)
    assert [related.place for related in (*one.related, *two.related)] == [NAME, other]


def test_the_host_and_the_port_stand_in_their_own_literals() -> None:
    url = joined("https://", At("config.js", "203.0.113.7"), "/x")
    assert judged("ip-host", site(url=url))[0].place == url.parts[1].place
    url = joined("https://a.com", At("config.js", ":8443"), "/x")
    assert judged("explicit-port", site(url=url))[0].place == url.parts[1].place


def test_the_fix_of_a_scheme_is_its_letters_and_unsafe() -> None:
    url = joined("http://a.com", "/x")
    (finding,) = judged("non-https-url", site(url=url))
    start = url.parts[0].inner
    assert finding.fix is not None
    assert finding.fix.edits == (Edit(Place("page.js", start, start + 4), "https"),)
    assert not finding.fix.safe


@pytest.mark.parametrize(
    ("call", "url", "text"),
    [("wx.request", "http://a.com", "https"), ("wx.connectSocket", "ws://a.com", "wss")],
)
def test_a_scheme_is_mended_to_its_secure_twin(call: str, url: str, text: str) -> None:
    (finding,) = judged("non-https-url", site(call, url=url))
    assert finding.fix is not None
    assert finding.fix.edits[0].text == text


@pytest.mark.parametrize(
    ("call", "url"),
    [("wx.request", "ws://a.com"), ("wx.connectSocket", "http://a.com"), ("wx.request", "ftp://a")],
)
def test_another_protocol_has_no_fix(call: str, url: str) -> None:
    assert judged("non-https-url", site(call, url=url))[0].fix is None


def test_a_host_of_which_nothing_is_known_may_be_on_the_same_network() -> None:
    assert judged("non-https-url", site(url=joined("http://", hole())))[0].confidence == "likely"
    assert judged("non-https-url", site(url=joined("http://a", hole())))[0].confidence == "certain"


def test_an_alternative_is_likely_where_another_is_fine() -> None:
    url = either("http://a.com/x", "https://a.com/x")
    assert [finding.confidence for finding in judged("non-https-url", site(url=url))] == ["likely"]


def test_alternatives_that_are_all_wrong_are_certain() -> None:
    url = either("http://a.com/x", "http://b.com/x")
    assert [finding.confidence for finding in judged("non-https-url", site(url=url))] == [
        "certain",
        "certain",
    ]


@pytest.mark.parametrize("rule", ["non-https-url", "ip-host", "relative-url"])
def test_a_likely_site_makes_likely_findings(rule: str) -> None:
    url = {"non-https-url": "http://a.com", "ip-host": "http://127.0.0.1", "relative-url": "/x"}[rule]
    assert judged(rule, site(url=url, confidence="likely"))[0].confidence == "likely"


@pytest.mark.parametrize(
    ("url", "level", "words"),
    [
        ("http://localhost/x", "error", "the phone itself"),
        ("http://0.0.0.0:80/x", "error", "the phone itself"),
        ("https://203.0.113.7/x", "error", "public IP"),
        ("http://192.168.1.20/x", "info", "LAN address"),
        ("https://172.20.0.2/x", "info", "LAN address"),
    ],
)
def test_addresses_are_told_apart(url: str, level: str, words: str) -> None:
    (finding,) = judged("ip-host", site(url=url))
    assert finding.level == level
    assert words in finding.text("en")


def test_a_configured_port_is_allowed_and_only_that() -> None:
    allow = {"allow": ["A.com:8443"]}
    assert judged("explicit-port", site(url="https://a.com:8443/x"), options=allow) == []
    assert judged("explicit-port", site(url="https://a.com:443/x"), options=allow)
    assert judged("explicit-port", site(url="https://b.com:8443/x"), options=allow)


def test_an_empty_url_elsewhere_or_beside_another_is_where_a_variable_starts() -> None:
    assert judged("relative-url", site(url=At("data.js", ""))) == []
    assert judged("relative-url", site(url=either("", "https://a.com/x"))) == []
    assert judged("relative-url", site(url=either("", UNKNOWN))) == []
    assert judged("relative-url", site(url=either("", NULL))) == []


def test_an_empty_url_that_is_all_there_is_says_so() -> None:
    (finding,) = judged("relative-url", site(url=""))
    assert finding.text("en") == "the URL of the request is an empty string"


def test_a_base_without_a_host_is_named_without_the_paths_behind_it() -> None:
    place = Place("config.js", 8, 15)
    urls = [Text((Part("a.com", place), Part(path, place)), place) for path in ("/x", "/y")]
    findings = judged("relative-url", *(site(url=one) for one in urls))
    assert {one.text("en").partition("` ")[0] for one in findings} == {"`a.com…"}
    (finding,) = judged("relative-url", site(url=joined("a.com", "/x")))
    assert "`a.com/x`" in finding.text("en")
    (finding,) = judged("relative-url", site(url=joined("/x")))
    assert "`/x`" in finding.text("en")


def test_a_relative_alternative_is_likely() -> None:
    (finding,) = judged("relative-url", site(url=either("/x", "https://a.com/x")))
    assert finding.confidence == "likely"


@pytest.mark.parametrize("rest", ["https://a.com/x", UNKNOWN])
@pytest.mark.parametrize(
    "passing", [joined("https://", "", "/x"), joined("https://a.com/", piece("undefined", "absent"))]
)
def test_what_a_variable_starts_with_is_not_sent_where_it_may_have_another_value(
    passing: Text, rest: Any
) -> None:
    assert judged("malformed-url", site(url=either(passing, rest))) == []
    assert len(judged("malformed-url", site(url=either(passing, passing)))) == 2


@pytest.mark.parametrize(
    "url",
    [
        "https://a.rather.long.example.comhttps://b.com/x",
        joined("https://a.rather.long.name.com", "https://b.com/x"),
    ],
)
def test_two_schemes_are_both_in_sight_however_long_the_first_url_is(url: Any) -> None:
    (finding,) = judged("malformed-url", site(url=url))
    assert re.search(r"two schemes: https://a\.ra….*com/?https://b", finding.text("en"))


def test_two_schemes_are_wrong_in_one_alternative_too() -> None:
    (finding,) = judged("malformed-url", site(url=either("https://https://a.com", "https://a.com")))
    assert finding.confidence == "likely"


@pytest.mark.parametrize(
    ("url", "at"),
    [
        (joined("https://", At("c.js", "https://a.com"), "/x"), 0),
        (joined("https://a.com", At("c.js", "https://b.com")), 1),
        (joined("https://a.com/v1", "https://b.com"), 1),
        (joined("https://", At("c.js", ""), "/x"), 0),
        (joined("https://a.com/", piece("NaN", "absent")), 1),
    ],
)
def test_a_malformed_url_is_told_at_the_piece_that_is_too_much(url: Text, at: int) -> None:
    assert judged("malformed-url", site(url=url))[0].place == url.parts[at].place


@pytest.mark.parametrize(
    ("options", "fires"),
    [
        ({}, True),
        ({"method": "GET"}, True),
        ({"method": "get"}, True),
        ({"method": NULL}, True),
        ({"method": "POST"}, False),
        ({"method": UNKNOWN}, False),
        ({"method": either("GET", "POST")}, False),
    ],
)
def test_a_url_is_overlong_for_a_get_only(options: dict[str, Any], fires: bool) -> None:
    assert bool(judged("overlong-url", site(url="https://a.com/" + "x" * 1100, **options))) == fires


def test_a_download_is_a_get_and_an_upload_is_none() -> None:
    url = "https://a.com/" + "x" * 1100
    assert judged("overlong-url", site("wx.downloadFile", url=url))
    assert not judged("overlong-url", site("wx.uploadFile", url=url))
    assert not judged("overlong-url", site(url=url, open=True))


def test_an_unencoded_url_is_told_at_its_first_value() -> None:
    url = joined("https://a.com/x?a=", hole("number"), "&b=", hole(), "&c=", hole())
    (finding,) = judged("unencoded-query", site(url=url))
    assert finding.place == url.parts[3].place


def test_a_query_string_is_told_once_whatever_is_put_into_it() -> None:
    one = joined("https://a.com/x?a=", hole(), "&b=", hole())
    other = Text((one.parts[0], piece("销量"), *one.parts[2:]), one.place)
    findings = judged("unencoded-query", site(url=other), site(url=one))
    assert {(finding.place, finding.text("en")) for finding in findings} == {(one.parts[1].place, VALUE)}


def test_a_value_that_comes_from_elsewhere_is_told_where_it_is_put_in() -> None:
    first = piece("https://a.com/x?a=")
    elsewhere = Part(None, Place("util.js", 5, 9))
    (finding,) = judged("unencoded-query", site(url=Text((first, elsewhere))))
    assert (finding.place, finding.fix) == (first.place, None)
    (finding,) = judged("unencoded-query", site(url=Text((first, piece("销量", path="util.js")))))
    assert (finding.place, finding.text("en")) == (first.place, VALUE)


def test_the_fix_wraps_the_value_and_is_unsafe() -> None:
    url = joined("https://a.com/x?a=", hole())
    place = url.parts[1].place
    assert place is not None
    (finding,) = judged("unencoded-query", site(url=url))
    assert finding.fix is not None
    assert not finding.fix.safe
    assert finding.fix.edits == (
        Edit(Place(place.path, place.start, place.start), "encodeURIComponent("),
        Edit(Place(place.path, place.end, place.end), ")"),
    )


def test_a_constant_that_must_be_encoded_is_named() -> None:
    (finding,) = judged("unencoded-query", site(url="https://a.com/x?sort=销量&a=1"))
    assert finding.text("en") == "`销量` is not encoded in the query string"
