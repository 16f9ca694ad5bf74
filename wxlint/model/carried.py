"""What a request carries: the names and texts of its query string, its headers and its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from wxlint.model.program import Request
from wxlint.model.values import Part, Record, Text, Value, alternatives


class Carried(msgspec.Struct, frozen=True):
    """A text that is sent, and what it is called: a query parameter, a header, a field of the data ("" where
    the data is one text). A hole in a name is `{…}`.
    """

    name: str
    text: Text


def carried(request: Request) -> Iterator[Carried]:
    """Every text, as far as it is known, in the query string, the headers, the data and the form data."""
    for url in request.urls:
        yield from _pairs(url.query_parts)
    for option in dict.fromkeys((request.api.header_option, "data", "formData")):
        for value in request.option(option):
            yield from _fields("", value)


def _fields(name: str, value: Value) -> Iterator[Carried]:
    for one in alternatives(value):
        if isinstance(one, Text):
            yield Carried(name, one)
            # A body that is written as a form.
            yield from _pairs(one.parts) if not name else ()
        elif isinstance(one, Record):
            for key, member in one.members.items():
                yield from _fields(name if one.array else key, member.value)


def _pairs(parts: Iterable[Part]) -> Iterator[Carried]:
    """`name=value&name=value`, up to a `#`."""
    name, value = "", list[Part]()
    named = False
    for part in parts:
        known = None if part.text is None else part.text.partition("#")[0]
        for index, piece in enumerate(known.split("&") if known is not None else (None,)):
            if index:
                if named:
                    yield Carried(name, Text(tuple(value)))
                name, value, named = "", [], False
            if named:
                value.append(_cut(part, piece))
                continue
            before, sign, after = (piece if piece is not None else "{…}").partition("=")
            name += before
            if sign:
                named, value = True, [_cut(part, after)] if after else []
        if known is not None and known != part.text:
            break
    if named:
        yield Carried(name, Text(tuple(value)))


def _cut(part: Part, text: str | None) -> Part:
    """A piece of a part, told at the whole literal."""
    return Part(text, part.place, part.nature)
