"""A URL without scheme and host."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Confidence, Finding, Message, Place, Program, Rule
from wxlint.model.flaws import flaw
from wxlint.model.program import Request
from wxlint.model.url import Url

EMPTY = Message(
    zh="请求的地址是空字符串",
    en="the URL of the request is an empty string",
    zh_details="小程序没有“当前网站”，空地址不会指向任何服务器，请求必定失败。请写完整的 https:// 地址。",
    en_details="A mini-program has no page URL that an empty one could stand for, so the request fails. "
    "Write the full https:// URL.",
)
RELATIVE = Message(
    zh="“{url}”没有协议和域名，请求发不出去",
    en="`{url}` has no scheme and host, so the request cannot be sent",
    zh_details="小程序不像网页那样有“当前域名”，相对路径和 // 开头的地址都无效。请在前面拼上完整的 https:// "
    "域名。",
    en_details="A mini-program has no page URL to resolve it against: paths, and URLs that begin with //, "
    "are refused. Put the https:// host in front.",
)


def is_relative(url: Url) -> bool:
    """Whether the whole URL is known and begins with no scheme; `http:/a` is another mistake."""
    return url.known and url.scheme is None and flaw(url) is None


def is_filled_in(request: Request, url: Url) -> bool:
    """Whether another alternative is the same with something before it: the base was empty at first."""
    return any(one.ends_as(url) for one in request.urls)


def shown(url: Url, texts: set[str]) -> str:
    """What is said of one place: the URL; where several begin with what stands there, that."""
    text = url.prefix.strip()
    if len(texts) > 1:
        first = next((part.text for part in url.text.parts if part.text), text)
        text = first.strip() + "…"
    return text if len(text) <= 40 else text[:39] + "…"


class RelativeUrl(Rule):
    id = "relative-url"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        # A mock, or whatever else takes the requests, knows its paths.
        requests = () if program.request_is_replaced else program.requests
        wrong = [one for request in requests for one in self.wrong(request)]
        texts: dict[Place, set[str]] = {}
        for _, url, place, _ in wrong:
            texts.setdefault(place, set()).add(url.prefix.strip())
        for request, url, place, confidence in wrong:
            yield self.finding(
                place,
                RELATIVE if url.prefix.strip() else EMPTY,
                confidence=confidence,
                related=request.sent_from(place),
                url=shown(url, texts[place]),
            )

    def wrong(self, request: Request) -> Iterator[tuple[Request, Url, Place, Confidence]]:
        """The URLs of a request that have no host, and where each is written."""
        found = list(request.wrong_urls(is_relative))
        for url, confidence in found:
            text, place = url.prefix.strip(), url.scheme_place or request.name
            # Empty elsewhere, or beside another value, is how a variable starts, not what is sent.
            if not text and (len(found) < len(request.option("url")) or not request.holds(place)):
                continue
            if not text or not is_filled_in(request, url):
                yield request, url, place, confidence
