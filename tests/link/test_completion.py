"""`isUrl(url) ? url : base + url`: the URL itself shows what a test says that cannot be decided."""

from pathlib import Path

import pytest

from tests.link.frameworks import requests
from tests.link.projects import scripted

BASE = "const BASE = 'https://a.example.com'\nconst isUrl = url => RegExp('^(?:https?:)+').test(url)\n"


def urls(folder: Path, script: str) -> list[str]:
    """The URLs of the one request of a page."""
    ((_, _, found),) = requests(folder, scripted(BASE + script))
    return found


def onload(body: str, url: str = "'/x'") -> str:
    return f"Page({{ onLoad(query) {{ let url = {url}\n{body} }} }})"


@pytest.mark.parametrize(
    "test",
    [
        "wx.request({ url: isUrl(url) ? url : BASE + url })",
        "wx.request({ url: !isUrl(url) ? `${BASE}${url}` : url })",
        "wx.request({ url: /^http/.test(url) ? url : BASE + url })",
        "if (!isUrl(url)) url = BASE + url\nwx.request({ url })",
        "if (!isUrl(url)) { url = BASE + url }\nwx.request({ url })",
    ],
)
def test_a_path_is_completed_and_a_whole_url_is_not(tmp_path: Path, test: str) -> None:
    assert urls(tmp_path / "path", onload(test)) == ["https://a.example.com/x"]
    assert urls(tmp_path / "whole", onload(test, "'https://b.example.com/y'")) == ["https://b.example.com/y"]


def test_a_beginning_is_enough(tmp_path: Path) -> None:
    body = "wx.request({ url: isUrl(url) ? url : BASE + url })"
    assert urls(tmp_path, onload(body, "'/x/' + query.id")) == ["https://a.example.com/x/{}"]


def test_a_test_of_something_else_keeps_both_sides(tmp_path: Path) -> None:
    body = "wx.request({ url: isUrl(query.x) ? url : BASE + url })"
    assert sorted(urls(tmp_path, onload(body))) == ["/x", "https://a.example.com/x"]


def test_a_side_that_is_not_built_from_it_is_kept(tmp_path: Path) -> None:
    body = "wx.request({ url: isUrl(url) ? url : BASE })"
    assert sorted(urls(tmp_path, onload(body))) == ["/x", "https://a.example.com"]


def test_a_test_that_is_decided_keeps_one_side_whatever_it_is_built_from(tmp_path: Path) -> None:
    body = "wx.request({ url: /^https?:/.test(url) ? url : BASE })"
    assert urls(tmp_path, onload(body)) == ["https://a.example.com"]
