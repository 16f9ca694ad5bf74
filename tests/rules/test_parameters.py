"""The rules about parameters, on requests built by hand: what fires, where, how sure; and the near misses."""

from typing import Any

import pytest

from tests.rules.build import (
    FUNCTION,
    NAME,
    NOTHING,
    NULL,
    UNKNOWN,
    At,
    either,
    hole,
    joined,
    judged,
    record,
    site,
    texts,
)
from wxlint.model.finding import Edit
from wxlint.model.place import Place
from wxlint.model.values import UNDEFINED, Constant, Member, Record, Text, Unknown

URL = "https://a.com/x"
PARAMETERS = (
    "lowercase-method",
    "unknown-method",
    "post-without-data",
    "referer-header",
    "misspelt-option",
    "wrong-option-type",
    "unparsed-data-type",
)


def rules_for(call: str = "wx.request", /, **options: Any) -> list[str]:
    """Every parameter rule that fires on a request with a good URL."""
    return [rule for rule in PARAMETERS if judged(rule, site(call, **{"url": URL, **options}))]


@pytest.mark.parametrize("rule", PARAMETERS)
def test_options_that_are_unknown_are_silent(rule: str) -> None:
    assert judged(rule, site("wx.request", UNKNOWN)) == []
    assert judged(rule, site(open=True)) == []
    assert judged(rule, site(method="POST", open=True)) == []


@pytest.mark.parametrize(
    ("call", "method", "rules"),
    [
        ("wx.request", "GET", []),
        ("wx.request", "HEAD", []),
        ("wx.request", "CONNECT", []),
        ("wx.request", "get", ["lowercase-method"]),
        ("wx.request", "Delete", ["lowercase-method"]),
        ("wx.request", "PATCH", ["unknown-method"]),
        ("wx.request", "patch", ["unknown-method"]),
        ("wx.request", "FETCH", ["unknown-method"]),
        ("wx.request", "fetch", ["unknown-method"]),
        ("wx.request", "", ["unknown-method"]),
        ("wx.request", " GET", ["unknown-method"]),
        ("wx.request", UNKNOWN, []),
        ("wx.request", joined("P", hole()), []),
        ("wx.request", NOTHING, []),
        ("wx.request", Constant(1), ["wrong-option-type"]),
        ("wx.uploadFile", "post", []),
        ("wx.connectSocket", "get", []),
        ("uni.request", "patch", ["unknown-method"]),
        ("Taro.request", "PATCH", []),
        ("Taro.request", "patch", ["lowercase-method"]),
        ("tt.request", "PATCH", []),
        ("tt.request", "TRACE", ["unknown-method"]),
        ("my.request", "put", ["lowercase-method"]),
        ("dd.httpRequest", "get", []),
        ("dd.httpRequest", "FETCH", []),
        ("ks.request", "FETCH", []),
    ],
)
def test_a_method(call: str, method: Any, rules: list[str]) -> None:
    more = {"filePath": "a", "name": "b"} if call.endswith("uploadFile") else {}
    assert rules_for(call, method=method, data={}, **more) == rules


def test_patch_is_a_warning_of_its_own_wording() -> None:
    (patch,) = judged("unknown-method", site(url=URL, method="PATCH"))
    (fetch,) = judged("unknown-method", site(url=URL, method="FETCH"))
    assert (patch.level, fetch.level) == ("warn", "error")
    assert patch.text("en") == "PATCH is not documented for wx.request; not every phone sends it"
    assert "`FETCH`" in fetch.text("en")


def test_a_method_in_a_direct_call_is_mended_safely() -> None:
    request = site(url=URL, method="post", data={})
    value = request.option("method")[0]
    assert isinstance(value, Text)
    (finding,) = judged("lowercase-method", request)
    assert finding.place == value.place
    assert finding.fix is not None
    assert finding.fix.safe
    inner = value.parts[0].inner
    assert finding.fix.edits == (Edit(Place("page.js", inner, inner + 4), "POST"),)


@pytest.mark.parametrize(
    "request_",
    [
        site(url=URL, method=At("config.js", "post"), data={}),
        site(url=URL, method="post", data={}, kind="effective"),
    ],
)
def test_a_method_that_other_code_may_compare_is_not_mended_safely(request_: Any) -> None:
    (finding,) = judged("lowercase-method", request_)
    assert finding.fix is not None
    assert not finding.fix.safe


def test_a_method_that_is_put_together_has_no_fix() -> None:
    (finding,) = judged("lowercase-method", site(url=URL, method=joined("po", "st"), data={}))
    assert finding.fix is None


def test_a_method_is_told_at_its_literal_with_the_site() -> None:
    (finding,) = judged("lowercase-method", site(url=URL, method=At("config.js", "post"), data={}))
    assert finding.place.path == "config.js"
    assert [related.place for related in finding.related] == [NAME]


def test_of_two_methods_the_wrong_one_is_likely() -> None:
    (finding,) = judged("lowercase-method", site(url=URL, method=either("put", "POST"), data={}))
    assert finding.confidence == "likely"
    assert "`put`" in finding.text("en")


@pytest.mark.parametrize(
    ("options", "fires"),
    [
        ({"method": "POST"}, True),
        ({"method": "post"}, True),
        ({"method": "POST", "data": NOTHING}, True),
        ({"method": "POST", "data": NULL}, True),
        ({"method": "POST", "data": either(NULL, NOTHING)}, True),
        ({"method": either("POST", "post")}, True),
        ({"method": "POST", "data": {}}, False),
        ({"method": "POST", "data": {"a": 1}}, False),
        ({"method": "POST", "data": []}, False),
        ({"method": "POST", "data": ""}, False),
        ({"method": "POST", "data": UNKNOWN}, False),
        ({"method": "POST", "data": either(NOTHING, {"a": 1})}, False),
        ({"method": "POST", "data": either(NOTHING, UNKNOWN)}, False),
        ({"method": "PUT"}, False),
        ({"method": "DELETE"}, False),
        ({"method": "GET"}, False),
        ({}, False),
        ({"method": UNKNOWN}, False),
        ({"method": either("POST", "GET")}, False),
        ({"method": either("POST", NOTHING)}, False),
        ({"method": either("POST", UNKNOWN)}, False),
        ({"method": "POST", "params": {"a": 1}}, False),
        ({"method": "POST", "datas": {"a": 1}}, False),
        ({"type": "POST"}, False),
    ],
)
def test_a_post_needs_data(options: dict[str, Any], fires: bool) -> None:
    assert bool(judged("post-without-data", site(url=URL, **options))) == fires


@pytest.mark.parametrize("call", ["wx.uploadFile", "wx.downloadFile", "wx.connectSocket"])
def test_only_a_request_takes_data(call: str) -> None:
    assert judged("post-without-data", site(call, url=URL, method="POST")) == []


def test_what_is_absent_is_told_at_the_call_with_the_method() -> None:
    (finding,) = judged("post-without-data", site(url=URL, method=At("config.js", "POST")))
    assert finding.place == NAME
    assert [related.place.path for related in finding.related] == ["config.js"]
    (finding,) = judged("post-without-data", site(url=URL, method="POST"))
    assert finding.related == ()


def test_a_body_that_is_nothing_is_told_where_it_is_written() -> None:
    nothing = Constant(UNDEFINED, Place("page.js", 70, 79))
    (finding,) = judged("post-without-data", site(url=URL, method="POST", data=nothing))
    assert [(one.place, one.text("en")) for one in finding.related] == [
        (nothing.place, "`data` is this value, which is none")
    ]


@pytest.mark.parametrize(
    ("call", "options", "names"),
    [
        ("wx.request", {"header": {"Referer": "x"}}, ["Referer"]),
        ("wx.request", {"header": {"referer": UNKNOWN}}, ["referer"]),
        ("wx.request", {"header": {"REFERER": "x", "referer": "y"}}, ["REFERER", "referer"]),
        ("wx.uploadFile", {"header": {"Referer": "x"}}, ["Referer"]),
        ("wx.connectSocket", {"header": {"Referer": "x"}}, ["Referer"]),
        ("my.request", {"headers": {"Referer": "x"}}, ["Referer"]),
        ("my.request", {"header": {"Referer": "x"}}, ["Referer"]),
        ("wx.request", {"header": {"X-Referer": "x", "Referrer": "y", "Origin": "z"}}, []),
        ("wx.request", {"header": {"Referer": NOTHING}}, []),
        ("wx.request", {"header": UNKNOWN}, []),
        ("wx.request", {"header": record({"a": 1}, open=True)}, []),
        ("wx.request", {"data": {"Referer": "x"}}, []),
        ("wx.request", {"headers": {"Referer": "x"}}, []),
        ("wx.request", {}, []),
    ],
)
def test_the_referer_cannot_be_set(call: str, options: dict[str, Any], names: list[str]) -> None:
    findings = judged("referer-header", site(call, url=URL, **options))
    assert texts(findings) == [f"the header {name} cannot be set" for name in names]


def test_a_header_is_told_at_its_key_and_removed() -> None:
    request = site(url=URL, header={"Referer": "x"})
    header = request.option("header")[0]
    assert isinstance(header, Record)
    member = header.members["Referer"]
    assert member.key is not None
    assert member.whole is not None
    (finding,) = judged("referer-header", request)
    assert finding.place == member.key
    assert finding.fix is not None
    assert finding.fix.safe
    assert finding.fix.edits == (Edit(member.whole, ""),)


def test_a_header_that_is_set_on_one_way_only_is_likely() -> None:
    (finding,) = judged("referer-header", site(url=URL, header=either({"Referer": "x"}, {})))
    assert finding.confidence == "likely"


def test_a_header_without_a_key_is_told_at_the_call() -> None:
    header = Record({"Referer": Member(None, UNKNOWN)})
    (finding,) = judged("referer-header", site(url=URL, header=header))
    assert finding.place == NAME
    assert finding.fix is None


@pytest.mark.parametrize(
    ("call", "wrong", "right"),
    [
        ("wx.request", {"headers": {"a": "b"}}, "header"),
        ("wx.request", {"Header": {}}, "header"),
        ("wx.request", {"sucess": FUNCTION}, "success"),
        ("wx.request", {"fial": FUNCTION}, "fail"),
        ("wx.request", {"failed": FUNCTION}, "fail"),
        ("wx.request", {"dateType": "json"}, "dataType"),
        ("wx.request", {"datatype": "json"}, "dataType"),
        ("wx.request", {"timeOut": 5000}, "timeout"),
        ("wx.request", {"datas": {"a": 1}}, "data"),
        ("wx.request", {"type": "POST"}, "method"),
        ("wx.request", {"type": "get"}, "method"),
        ("wx.request", {"type": either("get", UNKNOWN)}, "method"),
        ("wx.request", {"params": {"a": 1}}, "data"),
        ("wx.request", {"params": UNKNOWN}, "data"),
        ("wx.request", {"body": "a=1"}, "data"),
        ("wx.request", {"error": FUNCTION}, "fail"),
        ("wx.uploadFile", {"fromData": {"a": 1}}, "formData"),
        ("wx.uploadFile", {"formdata": {"a": 1}}, "formData"),
        ("wx.connectSocket", {"protocol": ["a"]}, "protocols"),
        ("my.request", {"heders": {}}, "headers"),
    ],
)
def test_a_misspelt_option_is_told_at_its_key(call: str, wrong: dict[str, Any], right: str) -> None:
    request = site(call, url=URL, **wrong)
    (name,) = wrong
    assert request.record is not None
    (finding,) = judged("misspelt-option", request)
    assert finding.place == request.record.members[name].key
    assert finding.text("en") == f"{call} has no option `{name}`; it is called `{right}`"


@pytest.mark.parametrize(
    ("call", "options"),
    [
        ("wx.request", {"header": {}, "data": {}, "method": "GET", "dataType": "json", "success": FUNCTION}),
        ("wx.request", {"headers": {}, "header": {}}),
        ("wx.request", {"params": {}, "data": {}}),
        ("wx.request", {"type": "POST", "method": "POST"}),
        ("wx.request", {"error": FUNCTION, "fail": FUNCTION}),
        ("wx.request", {"type": "json"}),
        ("wx.request", {"type": UNKNOWN}),
        ("wx.request", {"type": 1}),
        ("wx.request", {"params": NOTHING}),
        ("wx.request", {"params": FUNCTION}),
        ("wx.request", {"headers": NOTHING}),
        ("wx.request", {"headers": "text"}),
        ("wx.request", {"error": "text"}),
        ("wx.request", {"completed": True}),
        ("wx.request", {"timeouts": {}}),
        ("wx.request", {"loading": True, "retry": 3, "token": "a", "custom": {}, "baseURL": "b"}),
        ("wx.request", {"showLoading": True, "withCredentials": True, "contentType": "json"}),
        ("wx.request", {"enableHttp3": True, "enableCookie": True}),
        ("wx.uploadFile", {"filePath": "a", "name": "b", "data": {}, "method": "POST"}),
        ("wx.downloadFile", {"method": "GET", "data": {}}),
        ("my.request", {"headers": {}}),
        ("my.request", {"header": {}}),
        ("dd.httpRequest", {"headers": {}}),
        ("uni.request", {"sslVerify": True, "withCredentials": True}),
        ("Taro.request", {"mode": "cors", "credentials": "include", "cache": "default"}),
        ("ks.request", {"headers": {}}),
    ],
)
def test_an_option_of_ones_own_is_no_misspelling(call: str, options: dict[str, Any]) -> None:
    assert judged("misspelt-option", site(call, url=URL, **options)) == []


@pytest.mark.parametrize(("wrong", "safe"), [("headers", True), ("params", False), ("body", False)])
def test_a_slip_of_the_pen_is_mended_safely_and_a_foreign_name_is_not(wrong: str, safe: bool) -> None:
    (finding,) = judged("misspelt-option", site("wx.request", {"url": URL, wrong: {}}))
    assert finding.fix is not None
    assert finding.fix.safe == safe
    assert finding.fix.edits[0].place == finding.place


def test_a_shorthand_property_keeps_its_value() -> None:
    key = Place("page.js", 700, 707)
    options = Record({"headers": Member(key, UNKNOWN, Place("page.js", 700, 709), shorthand=True)})
    (finding,) = judged("misspelt-option", site("wx.request", options))
    assert finding.fix is not None
    assert finding.fix.edits == (Edit(key, "header: headers"),)


def test_what_was_assigned_later_has_no_fix() -> None:
    options = Record({"headers": Member(Place("page.js", 700, 707), UNKNOWN)})
    (finding,) = judged("misspelt-option", site("wx.request", options))
    assert finding.fix is None


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"url": 1}, "`url` must be string, not number"),
        ({"url": {}}, "`url` must be string, not object"),
        ({"url": FUNCTION}, "`url` must be string, not function"),
        ({"url": Unknown(nature="number")}, "`url` must be string, not number"),
        ({"timeout": "3000"}, "`timeout` must be number, not string"),
        ({"timeout": joined("3", hole())}, "`timeout` must be number, not string"),
        ({"header": "x"}, "`header` must be object, not string"),
        ({"header": FUNCTION}, "`header` must be object, not function"),
        ({"success": "fn"}, "`success` must be function, not string"),
        ({"fail": {}}, "`fail` must be function, not object"),
        ({"method": 1}, "`method` must be string, not number"),
        ({"data": 1}, "`data` must be string / object / array / arraybuffer, not number"),
        ({"data": FUNCTION}, "`data` must be string / object / array / arraybuffer, not function"),
        ({"enableCache": "true"}, "`enableCache` must be boolean, not string"),
    ],
)
def test_a_value_of_another_type(options: dict[str, Any], wrong: str) -> None:
    assert texts(judged("wrong-option-type", site(**{"url": URL, **options}))) == [wrong]


@pytest.mark.parametrize(
    "options",
    [
        {"url": joined(hole(), "/x")},
        {"url": UNKNOWN},
        {"url": Unknown(nature="object")},
        {"url": Unknown(nature="parameter")},
        {"url": Unknown(nature="encoded")},
        {"timeout": 3000},
        {"timeout": NOTHING},
        {"timeout": UNKNOWN},
        {"timeout": Unknown(nature="number")},
        {"header": {}},
        {"header": []},
        {"header": NULL},
        {"header": Unknown(nature="object")},
        {"header": either(Constant(value=False), {"a": "b"})},
        {"header": either("", {"a": "b"})},
        {"success": FUNCTION},
        {"success": Unknown(nature="object")},
        {"success": either("", FUNCTION)},
        {"success": NOTHING},
        {"data": "a=1"},
        {"data": {}},
        {"data": []},
        {"data": either(Constant(0), {"a": 1})},
        {"enableCache": True},
        {"enableCache": 1},
        {"params": 1},
    ],
)
def test_a_value_that_the_api_takes(options: dict[str, Any]) -> None:
    assert judged("wrong-option-type", site(**{"url": URL, **options})) == []


def test_a_wrong_type_that_a_variable_starts_with_is_silent() -> None:
    assert judged("wrong-option-type", site(url=URL, data=either(At("data.js", True), UNKNOWN))) == []


def test_a_wrong_type_beside_a_right_one_is_likely() -> None:
    (finding,) = judged("wrong-option-type", site(url=URL, timeout=either("3000", 3000)))
    assert finding.confidence == "likely"


def test_a_wrong_type_is_told_at_the_value() -> None:
    (finding,) = judged("wrong-option-type", site(url=URL, timeout=At("config.js", "3000")))
    assert finding.place.path == "config.js"


@pytest.mark.parametrize(
    ("call", "options", "missing"),
    [
        ("wx.request", {}, ["url"]),
        ("wx.request", {"url": either(NOTHING, URL)}, []),
        ("wx.request", {"URL": URL}, []),
        ("wx.request", {"uri": URL}, []),
        ("wx.uploadFile", {"url": URL}, ["filePath", "name"]),
        ("wx.uploadFile", {"url": URL, "filePath": UNKNOWN}, ["name"]),
        ("wx.uploadFile", {"url": URL, "filepath": UNKNOWN, "name": "a"}, []),
        ("wx.uploadFile", {"url": URL, "filePath": UNKNOWN, "name": "a"}, []),
        ("wx.downloadFile", {"url": URL}, []),
        ("uni.uploadFile", {"url": URL, "files": []}, []),
        ("my.uploadFile", {"url": URL, "filePath": UNKNOWN, "fileName": "a"}, []),
    ],
)
def test_what_is_required(call: str, options: dict[str, Any], missing: list[str]) -> None:
    findings = judged("wrong-option-type", site(call, **options))
    assert texts(findings) == [f"{call} needs `{name}`, which is missing" for name in missing]
    assert all(finding.place == NAME for finding in findings)


@pytest.mark.parametrize("value", [NOTHING, NULL, either(NULL, NOTHING)])
def test_what_is_required_and_undefined_is_told_as_such(value: Any) -> None:
    (finding,) = judged("wrong-option-type", site(url=value))
    assert finding.place == NAME
    assert finding.text("en") == "wx.request needs `url`, which is undefined or null"


@pytest.mark.parametrize(
    ("call", "options", "fires"),
    [
        ("wx.request", {"dataType": "JSON"}, True),
        ("wx.request", {"dataType": "Json"}, True),
        ("wx.request", {"dataType": "jsonp"}, True),
        ("wx.request", {"dataType": "josn"}, True),
        ("wx.request", {"dataType": " json"}, True),
        ("wx.request", {"dataType": "application/json"}, True),
        ("wx.request", {"dataType": "json"}, False),
        ("wx.request", {"dataType": "text"}, False),
        ("wx.request", {"dataType": "html"}, False),
        ("wx.request", {"dataType": "string"}, False),
        ("wx.request", {"dataType": "其他"}, False),
        ("wx.request", {"dataType": ""}, False),
        ("wx.request", {"dataType": NOTHING}, False),
        ("wx.request", {"dataType": UNKNOWN}, False),
        ("wx.request", {"responseType": "json"}, True),
        ("wx.request", {"responseType": "blob"}, True),
        ("wx.request", {"responseType": "arrayBuffer"}, True),
        ("wx.request", {"responseType": "text"}, False),
        ("wx.request", {"responseType": "arraybuffer"}, False),
        ("wx.request", {"responseType": ""}, False),
        ("wx.uploadFile", {"dataType": "JSON", "responseType": "blob"}, False),
        ("Taro.request", {"dataType": "base64"}, False),
        ("my.request", {"dataType": "arraybuffer"}, False),
        ("my.request", {"dataType": "JSON"}, True),
    ],
)
def test_a_data_type(call: str, options: dict[str, Any], fires: bool) -> None:
    assert bool(judged("unparsed-data-type", site(call, url=URL, **options))) == fires


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"dataType": "JSON"}, "json"),
        ({"responseType": "arrayBuffer"}, "arraybuffer"),
        ({"dataType": "jsonp"}, None),
        ({"responseType": "blob"}, None),
        ({"dataType": joined("JS", "ON")}, None),
    ],
)
def test_letter_case_is_mended_safely_and_nothing_else(options: dict[str, Any], text: str | None) -> None:
    (finding,) = judged("unparsed-data-type", site(url=URL, **options))
    assert (finding.fix.edits[0].text if finding.fix else None) == text
    assert finding.fix is None or finding.fix.safe
