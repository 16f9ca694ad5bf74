"""A URL whose scheme is refused on phones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wxlint.judge.rule import Edit, Finding, Fix, Message, Program, Rule
from wxlint.model.flaws import flaw
from wxlint.model.url import Url

MESSAGE = Message(
    zh="地址用的是 {scheme}://，真机上只能用 {expected}://",
    en="the URL uses {scheme}://; phones accept {expected}:// only",
    zh_details="开发者工具里勾选“不校验合法域名”时请求能通，到了用户手机上会直接走 fail。"
    "请先让服务器支持 {expected}，再改地址。",
    en_details="It works in the developer tools while the domain check is off, and fails on every phone. "
    "Enable {expected} on the server first, then change the URL.",
)
SECURE = {"http": "https", "ws": "wss"}


def refused(schemes: tuple[str, ...], url: Url) -> bool:
    """Whether the scheme is known and wrong. Addresses of the same network or device are `ip-host`'s."""
    return url.scheme not in (None, *schemes) and url.address not in ("loopback", "lan") and flaw(url) is None


class NonHttpsUrl(Rule):
    id = "non-https-url"
    level = "error"
    core = True

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            schemes = request.api.schemes
            for url, confidence in request.wrong_urls(partial(refused, schemes)):
                place = url.scheme_place or request.name
                span, secure = url.scheme_span, SECURE.get(url.scheme or "")
                # A host of which nothing is known may still be a device on the same network.
                unsure = not url.authority_begin and not url.known
                yield self.finding(
                    place,
                    MESSAGE,
                    confidence="likely" if unsure else confidence,
                    related=request.sent_from(place),
                    fix=Fix((Edit(span, secure),), safe=False) if span and secure in schemes else None,
                    scheme=url.scheme,
                    expected=schemes[0],
                )
