"""`wxlint requests` and `wxlint domains`: which requests they list, and in which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.helpers import URL, Cli, app

SCRIPT = """Page({
  onLoad() { wx.request({ url: 'https://api.example.com/order' }) },
  onShow() { wx.request({ url: 'http://localhost:3000/order' }) },
  onPay(e) { wx.uploadFile({ url: `https://${e.detail.host}.example.com/upload`, filePath: 'a', name: 'b' }) }
})
"""
ORDER = "pages/order/order.js"


def test_requests_of_a_path_are_those_that_are_written_there(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, "index", "order")
    whole, part = (
        json.loads(cli("requests", path, "--format", "json").out)["requests"]
        for path in (tmp_path, tmp_path / ORDER)
    )
    assert part == [one for one in whole if one["path"] == ORDER]
    assert len(part) == 1
    run = cli("requests", tmp_path / "pages/order")
    assert run.out.splitlines()[-1] == "Sent directly: 1; through wrappers: 0. In other files: 1."
    assert "In other files" not in cli("requests", tmp_path).out


def test_a_request_is_told_from_where_the_user_stands(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    app(tmp_path, "order")
    monkeypatch.chdir(tmp_path / "pages/order")
    # A method of the lifecycle has the name of its event, which is said once.
    assert (
        cli("requests").out.splitlines()[0] == f"order.js:3  request post {URL}  <- pages/order/order onLoad"
    )


def test_domains_are_those_of_the_whole_mini_program(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, "index", "order")
    whole = cli("domains", tmp_path).out
    assert whole == "request\n  api.example.com  used by 2 requests\n"
    assert cli("domains", tmp_path / ORDER).out == whole


def test_a_platform_interface_is_no_domain_to_enter(tmp_path: Path, cli: Cli) -> None:
    calls = ", ".join(
        f"wx.request({{ url: 'https://{host}/x' }})"
        for host in ("api.weixin.qq.com", "api.weixin.qq.com.example.com", "a.example.com")
    )
    app(tmp_path, script=f"Page({{ onLoad() {{ {calls.replace(', ', ';')} }} }})")
    assert cli("domains", tmp_path).out.splitlines() == [
        "request",
        "  a.example.com  used by 1 request",
        "  api.weixin.qq.com.example.com  used by 1 request",
        "the platform's own interfaces, which the console does not take (call them from a server):",
        "  api.weixin.qq.com  request  used by 1 request",
    ]
    document = json.loads(cli("domains", tmp_path, "--format", "json").out)
    assert document["refused"] == [{"kind": "request", "host": "api.weixin.qq.com", "sites": 1}]
    assert len(document["domains"]) == 2


def test_an_address_is_known_and_no_domain(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, script=SCRIPT)
    lines = [line.strip() for line in cli("domains", tmp_path).out.splitlines()]
    assert lines[:4] == [
        "request",
        "api.example.com  used by 1 request",
        "localhost and IP addresses, which the console does not take:",
        "localhost:3000  request  used by 1 request",
    ]
    assert lines[4] == "1 request without a known domain:"
    assert lines[5].endswith("pages/index/index.js:4  wx.uploadFile  https://{…}.example.com/upload")
    document = json.loads(cli("domains", tmp_path, "--format", "json").out)
    assert document["addresses"] == [{"kind": "request", "host": "localhost:3000", "sites": 1}]
    assert [one["line"] for one in document["unknown"]] == [4]
