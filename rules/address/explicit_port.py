"""A port in an https URL, which works only where exactly that port is configured."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from wxlint.judge.rule import Finding, Message, Program, Rule
from wxlint.model.flaws import flaw
from wxlint.model.url import Url

MESSAGE = Message(
    zh="地址带了端口 :{port}，后台没有配置 {host}:{port} 就会失败",
    en="the URL has the port :{port}; it fails unless {host}:{port} is configured as a server domain",
    zh_details="服务器域名带端口配置，就只能请求这个端口；没有带端口配置，连默认的 :443 也不能写。"
    "确实配置过，就把 {host}:{port} 写进本规则的 allow 选项；否则请去掉端口。",
    en_details="A domain that is configured with a port accepts that port only; one configured without "
    "accepts none, not even :443. If {host}:{port} is configured, add it to this rule's option `allow`; "
    "otherwise remove the port.",
)


class ExplicitPort(Rule):
    id = "explicit-port"
    level = "warn"
    options: ClassVar = {
        "allow": {
            "type": "array",
            "items": {"type": "string"},
            "default": [],
            "description": "`host:port` pairs that are configured in the admin console",
        }
    }

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            listed = program.listed_domains.get(request.api.name, ())
            for url, confidence in request.wrong_urls(partial(self._is_wrong, listed)):
                place = url.port_place or request.name
                yield self.finding(
                    place,
                    MESSAGE,
                    confidence=confidence,
                    related=request.sent_from(place),
                    host=url.host,
                    port=url.port,
                )

    def _is_wrong(self, listed: tuple[str, ...], url: Url) -> bool:
        # Sockets may use any port; an address has its own rule; so has a URL that is none.
        if url.scheme != "https" or not url.host or url.port is None or url.address or flaw(url):
            return False
        allowed = {*listed, *(entry.lower() for entry in self.option("allow"))}
        return f"{url.host}:{url.port}" not in allowed
