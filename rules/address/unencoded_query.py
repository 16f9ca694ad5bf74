"""A value that is put into a query string as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxlint.judge.rule import Edit, Finding, Fix, Message, Place, Program, Related, Rule
from wxlint.model.flaws import flaw
from wxlint.model.url import Url
from wxlint.model.values import Part

VALUE = Message(
    zh="拼进查询参数的值没有用 encodeURIComponent 编码",
    en="a value is put into the query string without encodeURIComponent",
    zh_details="值里一旦有 &、=、#、空格或中文，服务器收到的参数就是错的。请用 encodeURIComponent(…) "
    "包住它；GET 请求也可以把参数放进 data，由平台编码。",
    en_details="As soon as it holds &, =, #, a space or Chinese, the server gets other parameters. Wrap "
    "it in encodeURIComponent(…), or, in a GET, pass it in `data`: the platform encodes that.",
)
CONSTANT = Message(
    zh="查询参数里的“{text}”没有编码",
    en="`{text}` stands in the query string unencoded",
    zh_details="空格和中文必须编码，各个系统对未编码字符的处理不一样。请写成编码后的样子，或者把参数放进 "
    "data。",
    en_details="Spaces and non-ASCII characters must be encoded; systems differ in what they make of "
    "them. Write them encoded, or pass the parameter in `data`.",
)
RAW = re.compile(r"[^\x21-\x7e]+")
HARMLESS = ("number", "boolean", "encoded", "parameter", "absent")


def holes(url: Url) -> list[Part]:
    """The values of the query string that nothing shows to be encoded, or to need it not."""
    return [part for part in url.query_values if part.nature not in HARMLESS]


def constants(url: Url) -> list[Part]:
    """The known parts of the query string that hold what must be encoded."""
    return [part for part in url.query_parts if part.text is not None and RAW.search(part.text)]


class UnencodedQuery(Rule):
    id = "unencoded-query"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            for url, confidence in request.wrong_urls(lambda url: bool(holes(url) or constants(url))):
                if flaw(url):
                    continue
                values = holes(url)
                first = (values or constants(url))[0]
                place = first.place or url.text.place or request.name
                others = (part.place for part in values[1:] if part.place)
                also = tuple(Related(other, "这个值也没有编码", "this value neither") for other in others)
                raw = RAW.search(first.text or "")
                yield self.finding(
                    place,
                    CONSTANT if raw else VALUE,
                    # That a variable may also hold a constant makes its other values no better.
                    confidence=confidence if raw else request.confidence,
                    related=(*request.sent_from(place), *also),
                    fix=None if raw else wrapped(first.place),
                    text=raw.group()[:20] if raw else "",
                )


def wrapped(place: Place | None) -> Fix | None:
    """Puts an expression into encodeURIComponent: not safe, since it may be encoded where it comes from."""
    if place is None:
        return None
    before = Edit(Place(place.path, place.start, place.start), "encodeURIComponent(")
    return Fix((before, Edit(Place(place.path, place.end, place.end), ")")), safe=False)
