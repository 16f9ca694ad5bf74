"""Wrappers that the configuration declares: their calls are requests, and are judged as such."""

from pathlib import Path

import pytest

from tests.link.frameworks import found, method, taro, uni_app, urls
from tests.link.projects import page, write
from wxlint.config import Source
from wxlint.session import Session

IMPORT = "const http = require('some-client')\n"
CLIENT = "import http from 'some-client'\n"
POST = {"wxlint.toml": '[[wrappers]]\ncall = "http.post"\nurl = 0\nmethod = "POST"\ndata = 1\n'}


def files(script: str, config: str) -> dict[str, object]:
    made: dict[str, object] = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a")}
    return {**made, "pages/a/a.js": IMPORT + script, "wxlint.toml": config}


def sites(folder: Path, script: str, config: str) -> list[tuple[str, str | None, str]]:
    """API, method and URL of each request of a page."""
    session = Session(write(folder, files(script, config)), Source())
    (program,), _ = session.programs(session.configure())
    return [(one.api.call, method(one), " | ".join(urls(one))) for one in program.requests]


@pytest.mark.parametrize(
    ("wrapper", "call", "expected"),
    [
        ("url = 0\nmethod = 1", "http.send('https://a.com/x', 'put')", ("put", "https://a.com/x")),
        ("url = 0\nmethod = 'POST'", "http.send('https://a.com/x')", ("POST", "https://a.com/x")),
        ("url = 'url'\nmethod = 'type'", "http.send({ url: 'https://a.com/x', type: 'GET' })",
         ("GET", "https://a.com/x")),
        ("url = 0", "http.send('https://a.com/x')", (None, "https://a.com/x")),
        ("url = 0\nmethod = 1", "http.send('https://a.com/x')", (None, "https://a.com/x")),
        ("url = 0\nbase = 'https://a.com/api/'", "http.send('/x')", (None, "https://a.com/api/x")),
        ("url = 0\nbase = 'https://a.com/api/'", "http.send('x/' + q.id)", (None, "https://a.com/api/x/{}")),
        ("url = 0\nbase = 'https://a.com'", "http.send('https://b.com/x')", (None, "https://b.com/x")),
        ("url = 0\nbase = 'https://a.com'", "http.send(q.url)", (None, "")),
        ("url = '/x'\nmethod = 'POST'\nbase = 'https://a.com'", "http.send({})", ("POST", "https://a.com/x")),
        ("url = 0", "this.http.send('https://a.com/x')", (None, "https://a.com/x")),
        ("url = 0", "http?.send('https://a.com/x')", (None, "https://a.com/x")),
    ],
)  # fmt: skip
def test_a_call_is_a_request(
    tmp_path: Path, wrapper: str, call: str, expected: tuple[str | None, str]
) -> None:
    config = f'[[wrappers]]\ncall = "http.send"\n{wrapper}\n'
    assert sites(tmp_path, f"Page({{ onLoad(q) {{ {call} }} }})", config) == [("wx.request", *expected)]


@pytest.mark.parametrize("call", ["http.sender('/x')", "other.send('/x')", "send('/x')", "http.send.x('/x')"])
def test_another_call_is_none(tmp_path: Path, call: str) -> None:
    config = '[[wrappers]]\ncall = "http.send"\nurl = 0\n'
    assert sites(tmp_path, f"Page({{ onLoad(q) {{ {call} }} }})", config) == []


@pytest.mark.parametrize(
    ("call", "idle"),
    [
        ("http.send('/x')", False),
        ("this.http?.send('/x')", False),
        ("http\n    .send('/x')", False),
        ("if (false) http.send('/x')", False),
        ("http.sender('/x')", True),
        ("shttp.send('/x')", True),
        ("http.send$('/x')", True),
        ("send('/x')", True),
    ],
)
def test_one_of_which_no_call_is_written_is_idle(tmp_path: Path, call: str, *, idle: bool) -> None:
    config = '[[wrappers]]\ncall = "http.send"\nurl = 0\n'
    folder = write(tmp_path, files(f"Page({{ onLoad(q) {{ {call} }} }})", config))
    session = Session(folder, Source())
    report = session.check(session.configure())
    assert [name for name, _ in report.idle_wrappers] == ["http.send"] * idle


def test_a_function_of_the_project_around_it_is_a_wrapper(tmp_path: Path) -> None:
    script = (
        "const save = (path, data) => http.post('https://a.com' + path, data)\n"
        "Page({ onTap() { save('/x', {}) } })"
    )
    assert sites(tmp_path, script, str(POST["wxlint.toml"])) == [
        ("wx.request", "POST", "https://a.com{}"),
        ("wx.request", "POST", "https://a.com/x"),
    ]


def test_a_call_without_a_url_is_of_an_unknown_one(tmp_path: Path) -> None:
    for number, call in enumerate(("http.post()", "http.post(undefined, {})")):
        script = f"Page({{ onLoad() {{ {call} }} }})"
        config = f"ignore = ['post-without-data']\n{POST['wxlint.toml']}"
        assert found(tmp_path / str(number), files(script, config)) == []


def test_an_upload_is_one_of_uploadfile(tmp_path: Path) -> None:
    config = '[[wrappers]]\ncall = "http.up"\nurl = 0\napi = "uploadFile"\n'
    script = "Page({ onLoad() { http.up('https://a.com/x', 'file') } })"
    assert sites(tmp_path, script, config) == [("wx.uploadFile", None, "https://a.com/x")]


def test_addresses_and_parameters_are_judged_and_what_is_not_known_is_not(tmp_path: Path) -> None:
    script = "Page({ onLoad(q) { http.post('http://a.com/x', {})\n  http.post('https://a.com/y')\n"
    script += "  http.post(q.url, q.data) } })"
    assert found(tmp_path, files(script, str(POST["wxlint.toml"]))) == [
        ("non-https-url", "pages/a/a.js", "'http://a.com/x'"),
        ("post-without-data", "pages/a/a.js", "http.post"),
    ]


def test_the_base_is_judged_at_the_path_that_it_completes(tmp_path: Path) -> None:
    config = '[[wrappers]]\ncall = "http.get"\nurl = 0\nmethod = "GET"\nbase = "http://a.com"\n'
    script = "Page({ onLoad() { http.get('/x') } })"
    ((rule, path, text),) = found(tmp_path, files(script, config))
    assert (rule, path) == ("non-https-url", "pages/a/a.js")
    assert "/x" in text


@pytest.mark.parametrize(
    ("program", "call"),
    [
        (taro(CLIENT + "export default () => { http.post('https://a.com/x', {}) }"), "Taro"),
        (uni_app(CLIENT + "export default { onLoad() { http.post('https://a.com/x', {}) } }"), "uni"),
    ],
)
def test_in_a_framework_it_stands_for_the_framework_s_own(
    tmp_path: Path, program: dict[str, object], call: str
) -> None:
    session = Session(write(tmp_path, {**program, **POST}), Source())
    (linked,), _ = session.programs(session.configure())
    assert [(one.api.call, method(one)) for one in linked.requests] == [(f"{call}.request", "POST")]
