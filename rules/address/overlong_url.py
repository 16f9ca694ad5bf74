"""A GET request whose URL is longer than servers and the platform are known to take."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule
from wxlint.model.url import Url
from wxlint.platform.apis import longest_get_url

MESSAGE = Message(
    zh="GET 的地址编码后至少 {length} 字节，超过了 {limit} 字节",
    en="the URL of this GET takes at least {length} bytes encoded, over {limit}",
    zh_details="过长的地址在部分机型、网关和服务器上会被截断或拒绝。请把参数放进 POST 的 data，"
    "或分几次请求。",
    en_details="Some phones, gateways and servers truncate or refuse URLs of this length. Send the "
    "parameters in the `data` of a POST, or split the request.",
)


def encoded_length(url: Url) -> int:
    """Bytes that the known parts have on the wire: what is no visible ASCII character takes three."""
    known = "".join(part.text for part in url.text.parts if part.text is not None)
    return sum(1 if 32 < byte < 127 else 3 for byte in known.encode("utf-8", "replace"))


def is_overlong(url: Url) -> bool:
    """Whether the known parts alone are too long."""
    return encoded_length(url) > longest_get_url()


class OverlongUrl(Rule):
    id = "overlong-url"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            if not request.always("GET"):
                continue
            for url, confidence in request.wrong_urls(is_overlong):
                longest = max(url.text.parts, key=lambda part: len(part.text or ""))
                place = longest.place or url.text.place or request.name
                yield self.finding(
                    place,
                    MESSAGE,
                    confidence=confidence,
                    related=request.sent_from(place),
                    length=encoded_length(url),
                    limit=longest_get_url(),
                )
