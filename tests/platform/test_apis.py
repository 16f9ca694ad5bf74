"""The API tables: complete, consistent, each with its source."""

import pytest

from wxlint.platform.apis import api, api_objects, transfers

TYPES = {"string", "number", "boolean", "object", "function", "arraybuffer", "array"}
EVERY = [(name, member) for name in api_objects() for member in transfers(name)]
WX_METHODS = {"OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT"}


@pytest.mark.parametrize(("name", "member"), EVERY)
def test_a_record_holds_together(name: str, member: str) -> None:
    record = api(name, member)
    assert record is not None
    assert record.call == f"{name}.{member}"
    assert record.source
    assert "url" in record.required
    assert set(record.required) <= set(record.options)
    assert {kind for kinds in record.options.values() for kind in kinds} <= TYPES
    assert set(record.misspellings.values()) <= set(record.options)
    assert not set(record.misspellings) & set(record.options)
    assert not set(record.foreign_names) & set(record.options)
    assert all(method.isupper() for method in record.methods)
    assert not set(record.undocumented_methods) & set(record.methods)


@pytest.mark.parametrize("name", ["wx", "uni", "Taro", "my", "tt", "swan", "qq", "ks", "jd", "dd"])
def test_every_vendor_has_the_four_transfers(name: str) -> None:
    assert {"request", "uploadFile", "downloadFile", "connectSocket"} <= set(transfers(name))


def test_an_unknown_object_or_member_has_no_record() -> None:
    assert api("axios", "request") is None
    assert api("wx", "showToast") is None
    assert transfers("axios") == ()


def test_wx_request_knows_its_eight_methods_and_no_patch() -> None:
    record = api("wx", "request")
    assert record is not None
    assert set(record.methods) == WX_METHODS
    assert record.undocumented_methods == ("PATCH",)


@pytest.mark.parametrize("name", ["Taro", "tt"])
def test_some_vendors_list_patch(name: str) -> None:
    record = api(name, "request")
    assert record is not None
    assert "PATCH" in record.methods


def test_alipay_and_dingtalk_call_it_headers() -> None:
    for name, member in (("my", "request"), ("dd", "httpRequest")):
        record = api(name, member)
        assert record is not None
        assert record.header_option == "headers"
        assert "headers" not in record.misspellings


def test_a_socket_speaks_wss_and_everything_else_https() -> None:
    for name, member in EVERY:
        record = api(name, member)
        assert record is not None
        assert record.schemes == (("wss",) if member == "connectSocket" else ("https",))


def test_a_record_is_made_once() -> None:
    assert api("wx", "request") is api("wx", "request")
