"""Which names are slips of the pen, and which are somebody's own."""

import pytest

from wxlint.model.near import edits, slip
from wxlint.platform.apis import api

WX = api("wx", "request")
assert WX is not None


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("URL", "url"),
        ("Data", "data"),
        ("Method", "method"),
        ("datatype", "dataType"),
        ("timeOut", "timeout"),
        ("headers", "header"),
        ("heder", "header"),
        ("hedaer", "header"),
        ("mehtod", "method"),
        ("methods", "method"),
        ("sucess", "success"),
        ("successs", "success"),
        ("complate", "complete"),
        ("compelete", "complete"),
        ("completed", "complete"),
        ("responsetype", "responseType"),
        ("resposeTipe", "responseType"),
        ("enableChunk", "enableChunked"),
    ],
)
def test_a_slip_is_told(name: str, right: str) -> None:
    assert WX is not None
    assert slip(name, WX.options) == right


@pytest.mark.parametrize(
    "name",
    [
        "url",
        "header",
        "uri",
        "date",
        "daat",
        "fall",
        "params",
        "type",
        "body",
        "leader",
        "reader",
        "loading",
        "showLoading",
        "hideLoading",
        "retry",
        "retryTimes",
        "mask",
        "title",
        "token",
        "auth",
        "needLogin",
        "baseURL",
        "baseUrl",
        "withCredentials",
        "validateStatus",
        "custom",
        "contentType",
        "async",
        "successFn",
        "successCb",
        "failFn",
        "enableHttp3",
        "enableHttp",
        "enableCookie",
        "cache",
        "name",
        "filePath",
        "formData",
        "sslVerify",
        "callback",
        "responseData",
        "dataTime",
        "",
    ],
)
def test_a_name_of_ones_own_is_none(name: str) -> None:
    assert WX is not None
    assert slip(name, WX.options) is None


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "acb", 1),
        ("abc", "xabc", 1),
        ("abcd", "badc", 2),
        ("abc", "xyz", 3),
        ("abcdef", "ghijkl", 3),
        ("a", "abcde", 3),
    ],
)
def test_edits_count_letters_up_to_a_limit(one: str, other: str, count: int) -> None:
    assert edits(one, other, 2) == count
    assert edits(other, one, 2) == count
