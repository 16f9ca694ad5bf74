"""The inventory: what it says of each request."""

from pathlib import Path

from tests.link.frameworks import linked
from tests.link.projects import page
from wxlint.tell.inventory import shown_urls


def test_a_value_that_is_not_there_yet_is_told_last(tmp_path: Path) -> None:
    script = (
        "Page({ data: { user: {} }, onLoad(query) { this.setData({ 'user.id': query.id }) },\n"
        "  onTap() { wx.request({ url: `https://a.example.com/users/${this.data.user.id}` }) } })"
    )
    files = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a")}
    (request,) = linked(tmp_path, {**files, "pages/a/a.js": script}).requests
    assert shown_urls(request) == [
        "https://a.example.com/users/{…}",
        "https://a.example.com/users/undefined",
    ]
