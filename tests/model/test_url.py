"""What a URL that is known in part gives away, and what it keeps."""

import pytest

from wxlint.model.place import Place
from wxlint.model.url import Url, address_kind
from wxlint.model.values import Nature, Part, Text

HOLE = Part(None, Place("a.js", 90, 95))


def literal(text: str, start: int = 0) -> Part:
    """A literal in single quotes that begins at a byte offset."""
    return Part(text, Place("a.js", start, start + len(text.encode()) + 2), "unknown", start + 1)


def url(*pieces: str | Part | None) -> Url:
    """A URL of literals written one after another; None is a hole."""
    parts: list[Part] = []
    start = 0
    for piece in pieces:
        part = piece if isinstance(piece, Part) else HOLE if piece is None else literal(piece, start)
        parts.append(part)
        start += 100
    return Url(Text(tuple(parts), Place("a.js", 0, 1000)))


@pytest.mark.parametrize(
    ("pieces", "scheme"),
    [
        (("https://a.com/x",), "https"),
        (("HTTP://A.com",), "http"),
        (("http://", None), "http"),
        (("ht", "tp://a.com"), "http"),
        ((" https://a.com",), "https"),
        (("wss://a.com",), "wss"),
        ((None, "://a.com"), None),
        ((None,), None),
        (("//a.com",), None),
        (("/x",), None),
        (("localhost:8080/x",), None),
        (("a.com:8080//x",), None),
        (("http:/a.com",), None),
        (("http:",), None),
        (("http:", None), None),
        (("",), None),
    ],
)
def test_the_scheme_is_known_when_two_slashes_follow(
    pieces: tuple[str | None, ...], scheme: str | None
) -> None:
    assert url(*pieces).scheme == scheme


@pytest.mark.parametrize(
    ("pieces", "host", "port"),
    [
        (("https://a.com",), "a.com", None),
        (("https://A.COM/x",), "a.com", None),
        (("https://a.com:8443/x",), "a.com", "8443"),
        (("https://a.com", ":8443", "/x"), "a.com", "8443"),
        (("https://a.com?x=1:2",), "a.com", None),
        (("https://a.com#b:1",), "a.com", None),
        (("https://me:secret@a.com:81/x",), "a.com", "81"),
        (("https://[::1]:80/x",), "::1", "80"),
        (("https://[fe80::1]/x",), "fe80::1", None),
        (("https://a.com:/x",), "a.com", None),
        (("https://a.com/x:80",), "a.com", None),
        (("https:///x",), "", None),
        (("https://",), "", None),
        (("https://", None), None, None),
        (("https://a", None), None, None),
        (("https://a", None, ".com/x"), None, None),
        (("https://a.com/", None), "a.com", None),
        (("https://a.com:", None), "a.com", None),
        (("https://a.com:80", None), "a.com", None),
        ((None, "://a.com/x"), None, None),
        (("/x",), None, None),
    ],
)
def test_the_host_and_the_port_are_known_as_far_as_the_prefix_decides(
    pieces: tuple[str | None, ...], host: str | None, port: str | None
) -> None:
    assert (url(*pieces).host, url(*pieces).port) == (host, port)


def test_places_are_those_of_the_literals_that_hold_the_pieces() -> None:
    address = url("https://", "a.com", ":8443", "/x")
    assert address.scheme_place == Place("a.js", 0, 10)
    assert address.host_place == Place("a.js", 100, 107)
    assert address.port_place == Place("a.js", 200, 207)


def test_the_place_of_a_computed_piece_is_the_whole_url() -> None:
    assert url(Part("https://a.com", None)).host_place == Place("a.js", 0, 1000)


def test_the_place_of_an_empty_url_is_the_url() -> None:
    assert Url(Text((Part("", Place("a.js", 4, 6)),), Place("a.js", 4, 6))).scheme_place == Place(
        "a.js", 4, 6
    )


def test_the_span_of_the_scheme_is_its_letters() -> None:
    assert url("http://a.com").scheme_span == Place("a.js", 1, 5)
    assert url("  http://a.com").scheme_span == Place("a.js", 3, 7)


def test_the_span_of_the_scheme_counts_bytes() -> None:
    part = Part("http://a.com", Place("a.js", 10, 30), "unknown", 12)
    assert Url(Text((part,))).scheme_span == Place("a.js", 12, 16)


@pytest.mark.parametrize("part", [Part("http://a.com", Place("a.js", 0, 14)), Part("http://a.com", None)])
def test_there_is_no_span_behind_escapes_or_in_a_computed_piece(part: Part) -> None:
    assert url(part).scheme_span is None


def test_there_is_no_span_of_a_scheme_that_is_written_in_two_literals() -> None:
    assert url("ht", "tp://a.com").scheme_span is None


@pytest.mark.parametrize(
    ("pieces", "query"),
    [
        (("https://a.com/x",), []),
        (("https://a.com/x?a=1",), ["a=1"]),
        (("https://a.com/x?a=", None, "&b=1"), ["a=", None, "&b=1"]),
        (("https://a.com/x?", None), ["", None]),
        ((None, "/x?a=", None), ["a=", None]),
        ((None, "?", None), ["", None]),
        ((None, None), []),
        (("https://a.com/x?u=http://b.com?c=1",), ["u=http://b.com?c=1"]),
    ],
)
def test_the_query_begins_after_the_first_known_question_mark(
    pieces: tuple[str | None, ...], query: list[str | None]
) -> None:
    assert [part.text for part in url(*pieces).query_parts] == query


def test_a_part_of_the_query_keeps_the_place_and_the_offset_of_its_literal() -> None:
    part = url("https://a.com/价?a=1").query_parts[0]
    assert part.place == Place("a.js", 0, 23)
    assert part.inner == 1 + len("https://a.com/价?".encode())
    assert part.span(2, 1) == Place("a.js", part.inner + 2, part.inner + 3)


@pytest.mark.parametrize("nature", ["number", "encoded", "absent"])
def test_a_part_of_the_query_keeps_its_nature(nature: Nature) -> None:
    assert url("https://a.com?x=", Part("1", None, nature)).query_parts[1].nature == nature


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("localhost", "loopback"),
        ("shop.localhost", "loopback"),
        ("127.0.0.1", "loopback"),
        ("127.8.9.10", "loopback"),
        ("0.0.0.0", "loopback"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"),
        ("10.0.0.8", "lan"),
        ("172.16.0.1", "lan"),
        ("172.31.255.254", "lan"),
        ("192.168.1.20", "lan"),
        ("169.254.3.4", "lan"),
        ("fe80::1", "lan"),
        ("fd12:3456::1", "lan"),
        ("::ffff:10.0.0.1", "lan"),
        ("192.168.1.", "lan"),
        ("10.", "lan"),
        ("203.0.113.7", "public"),
        ("172.32.0.1", "public"),
        ("192.169.0.1", "public"),
        ("8.8.8.8", "public"),
        ("2001:db8::1", "public"),
        ("a.com", None),
        ("localhost.example.com", None),
        ("mylocalhost", None),
        ("10.example.com", None),
        ("127.0.0.1.nip.io", None),
        ("1.2.3", None),
        ("1.2.3.4.5", None),
        ("999.1.1.1", None),
        ("172.32.", None),
        ("cafe", None),
        ("fe80.example.com", None),
        ("", None),
    ],
)
def test_an_address_is_told_from_a_domain_name(host: str, kind: str | None) -> None:
    assert address_kind(host) == kind


@pytest.mark.parametrize(
    ("pieces", "kind"),
    [
        (("http://192.168.1.", None, ":8080/x"), "lan"),
        (("http://localhost:", None), "loopback"),
        (("http://", None), None),
        (("/localhost/x",), None),
        (("https://a.com/127.0.0.1",), None),
    ],
)
def test_the_kind_of_address_may_be_known_before_the_host_is(
    pieces: tuple[str | None, ...], kind: str | None
) -> None:
    assert url(*pieces).address == kind
