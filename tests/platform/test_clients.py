"""The table of clients: complete, consistent, each with its source."""

import pytest

from wxlint.platform.apis import api
from wxlint.platform.clients import Client, client, clients

METHODS = {"OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"}


@pytest.mark.parametrize("record", clients(), ids=lambda one: one.packages[0])
def test_a_record_holds_together(record: Client) -> None:
    assert record.source
    assert record.api or record.adapters
    for name in filter(None, (record.api, *record.adapters.values())):
        sent = api(name, "request")
        assert sent is not None
        members = [api(name, one) for one in record.members.values()]
        known = {option for one in (sent, *members) if one is not None for option in one.options}
        assert set(record.options.values()) <= known
    assert record.body in record.options
    assert {verb.method for verb in record.verbs.values()} <= METHODS | set(record.members)
    assert all(not {verb.data, verb.options} & {0} for verb in record.verbs.values())


def test_a_name_leads_to_its_client_and_no_other() -> None:
    found = client("luch-request", framework=True)
    assert found is not None
    assert found.api == "uni"
    for name in ("luch-requests", "luch-request/x", "@/utils/luch-request", "http", "request", ""):
        assert client(name, framework=True) is None


def test_what_the_platform_s_own_build_finds_a_framework_s_does_not() -> None:
    assert client("flyio", framework=False) is not None
    assert client("flyio", framework=True) is None
    assert client("flyio/dist/npm/wx", framework=True) is not None
