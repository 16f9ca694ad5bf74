"""The inventory: what it says of each request."""

from pathlib import Path

import pytest

from tests.link.frameworks import linked
from tests.link.projects import page
from wxlint.read.files import Files
from wxlint.tell.inventory import Domain, domains, request_records, shown_urls


def test_a_value_that_is_not_there_yet_is_told_last(tmp_path: Path) -> None:
    script = (
        "Page({ data: { user: {} }, onReachBottom(at) { this.setData({ 'user.id': at.id }) },\n"
        "  onTap() { wx.request({ url: `https://a.example.com/users/${this.data.user.id}` }) } })"
    )
    files = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a")}
    (request,) = linked(tmp_path, {**files, "pages/a/a.js": script}).requests
    assert shown_urls(request) == [
        "https://a.example.com/users/{…}",
        "https://a.example.com/users/undefined",
    ]


@pytest.mark.parametrize(
    ("set_", "expected"),
    [
        ("at.image", []),
        ("`${at.host}/a.png`", ["{…}/a.png"]),
        ("'https://a.example.com/' + at.image", ["https://a.example.com/{…}", ""]),
        ("''", [""]),
    ],
)
def test_an_empty_text_says_no_more_than_what_is_not_known(
    tmp_path: Path, set_: str, expected: list[str]
) -> None:
    script = (
        f"Page({{ data: {{ image: '' }}, onReachBottom(at) {{ this.setData({{ image: {set_} }}) }},\n"
        "  onTap() { wx.downloadFile({ url: this.data.image }) } })"
    )
    files = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a")}
    (request,) = linked(tmp_path, {**files, "pages/a/a.js": script}).requests
    assert sorted(shown_urls(request), reverse=True) == expected


def test_a_method_that_two_elements_bind_is_one_handler(tmp_path: Path) -> None:
    markup = '<view bindtap="onTap"/><view bindtap="onTap"/><view bindlongpress="onTap"/>'
    files = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a", markup)}
    script = "Page({ onTap() { wx.request({ url: 'https://a.example.com/x' }) } })"
    program = linked(tmp_path, {**files, "pages/a/a.js": script})
    (record,) = request_records([program], Files(tmp_path))
    assert [(one["method"], one["event"]) for one in record["handlers"]] == [
        ("onTap", "tap"),
        ("onTap", "longpress"),
    ]


def test_what_the_console_does_not_take_is_no_domain(tmp_path: Path) -> None:
    script = """Page({ onLoad() {
        wx.request({ url: 'https://a.example.com/x' })
        wx.request({ url: 'https://a.example.com:8443/x' })
        wx.request({ url: 'https://https://a.example.com/x' })
        wx.request({ url: 'https:///x' })
        wx.request({ url: 'http://localhost:3000/x' })
        wx.request({ url: 'https://203.0.113.7/x' })
        wx.request({ url: 'http://192.168.1.20/x' })
        wx.request({ url: 'https://a.example.com/' + undefined })
    } })"""
    files = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a")}
    found = domains([linked(tmp_path, {**files, "pages/a/a.js": script})])
    assert found.names == [Domain("request", "a.example.com", 2), Domain("request", "a.example.com:8443", 1)]
    assert found.addresses == [
        Domain("request", "192.168.1.20", 1),
        Domain("request", "203.0.113.7", 1),
        Domain("request", "localhost:3000", 1),
    ]
    assert len(found.unknown) == 2


def test_a_port_that_is_not_entered_is_no_other_domain(tmp_path: Path) -> None:
    script = """Page({ onLoad() {
        wx.request({ url: 'https://a.example.com/x' })
        wx.request({ url: 'https://a.example.com:443/x' })
        wx.request({ url: 'https://a.example.com:4430/x' })
        wx.request({ url: 'http://127.0.0.1:80/x' })
        wx.connectSocket({ url: 'wss://a.example.com:443/x' })
        wx.connectSocket({ url: 'wss://a.example.com:8443/x' })
        wx.connectSocket({ url: 'ws://127.0.0.1:8443/x' })
    } })"""
    files = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a")}
    found = domains([linked(tmp_path, {**files, "pages/a/a.js": script})])
    assert found.names == [
        Domain("request", "a.example.com", 2),
        Domain("request", "a.example.com:4430", 1),
        Domain("socket", "a.example.com", 2),
    ]
    assert found.addresses == [
        Domain("request", "127.0.0.1:80", 1),
        Domain("socket", "127.0.0.1:8443", 1),
    ]
