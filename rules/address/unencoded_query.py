"""A value that is put into a query string as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxlint.judge.rule import Edit, Finding, Fix, Message, Place, Program, Rule
from wxlint.model.flaws import flaw
from wxlint.model.url import QueryPiece, Url

VALUE = Message(
    zh="拼进查询参数的值没有用 encodeURIComponent 编码",
    en="a value goes into the query string without encodeURIComponent",
    zh_details="值里一旦有 &、=、#、空格或中文，服务器收到的参数就是错的。请用 encodeURIComponent(…) "
    "包住它；GET 请求也可以把参数放进 data，由平台编码。",
    en_details="Once it contains &, =, #, a space or Chinese text, the server receives other parameters. "
    "Wrap it in encodeURIComponent(…); in a GET you can also pass it in `data`, which the platform encodes.",
)
CONSTANT = Message(
    zh="查询参数里的“{text}”没有编码",
    en="`{text}` is not encoded in the query string",
    zh_details="地址里的空格和中文必须编码，没有编码时各个系统的处理不一样。请写成编码后的样子，"
    "或者把参数放进 data。",
    en_details="Spaces and non-ASCII characters in a URL must be encoded; systems differ in what they make "
    "of them otherwise. Write them encoded, or pass the parameter in `data`.",
)
RAW = re.compile(r"[^\x21-\x7e]+")
HARMLESS = ("number", "boolean", "encoded", "counted", "parameter", "absent")


def is_wrong(piece: QueryPiece) -> bool:
    """Whether it is a value of which nothing harmless is known, or a known text that must be encoded."""
    if piece.part.text is None:
        return piece.in_value and piece.part.nature not in HARMLESS
    return RAW.search(piece.part.text) is not None


def first_wrong(url: Url) -> QueryPiece | None:
    """The query string's first value that nothing shows to be encoded; else its first such constant."""
    wrong = [] if flaw(url) else [piece for piece in url.query_pieces if is_wrong(piece)]
    return min(wrong, key=lambda piece: piece.part.text is not None, default=None)


class UnencodedQuery(Rule):
    id = "unencoded-query"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        told: dict[Place | None, QueryPiece] = {}
        sites = [
            (site, url, piece)
            for site in program.requests
            for url in site.urls
            if (piece := first_wrong(url))
        ]
        # One finding for every query string that is written, whatever is put into it on however many ways.
        for _, url, piece in sorted(sites, key=lambda one: (one[2].part.text is not None, repr(one[2].seat))):
            told.setdefault(url.query_place, piece)
        for request, url, _ in sites:
            piece = told[url.query_place]
            place = piece.seat or request.name
            own = place == piece.part.place
            raw = RAW.search(piece.part.text or "") if own else None
            yield self.finding(
                place,
                CONSTANT if raw else VALUE,
                confidence=request.confidence,
                related=request.sent_from(place),
                fix=wrapped(place) if own and raw is None else None,
                text=raw.group()[:20] if raw else "",
            )


def wrapped(place: Place) -> Fix:
    """Puts an expression into encodeURIComponent: not safe, since it may be encoded where it comes from."""
    before = Edit(Place(place.path, place.start, place.start), "encodeURIComponent(")
    return Fix((before, Edit(Place(place.path, place.end, place.end), ")")), safe=False)
