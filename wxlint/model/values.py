"""The lattice of values: what the source proves about an expression, and where each piece was written.

A value is made of values that were there before it, so none is part of itself: the garbage collector, which
looks for such, need not know of them (`gc=False`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, final

import msgspec

from wxlint.model.place import Place
from wxlint.regexps import regexp

Nature = Literal["unknown", "number", "boolean", "object", "encoded", "counted", "parameter", "absent"]
"""What is known of a value whose content is not: its type, that it is a text that went through
encodeURIComponent or is made of such pieces, numbers and constants, that it was counted on from what nobody
knows (`page + 1`: a number, unless that was a text), or that it is the parameter of a wrapper (whose callers
are judged in its stead). "absent" marks the known text that JavaScript made of `undefined`,
`null`, `NaN` or a plain object: nobody wrote it."""


@final
class Undefined(msgspec.Struct, frozen=True):
    """JavaScript's `undefined`, which is not `null` (None here)."""


UNDEFINED = Undefined()


@final
class Part(msgspec.Struct, frozen=True, gc=False):
    """One piece of a text: known (`text`) or a hole (`text` is None).

    `place` is the whole literal, quotes included, or the expression that fills the hole; None where the
    piece was computed. `inner` is the byte offset of the piece's first character in its file, or -1 where
    escapes keep offsets in the text from being offsets in the file.
    """

    text: str | None
    place: Place | None = None
    nature: Nature = "unknown"
    inner: int = -1

    def span(self, start: int, length: int) -> Place | None:
        """Where `length` characters of a known piece stand, from character `start` on, for a fix to replace
        them; None where escapes or a computed piece are in the way.
        """
        if self.place is None or self.inner < 0 or self.text is None or len(self.text) < start + length:
            return None
        begin = self.inner + len(self.text[:start].encode())
        return Place(self.place.path, begin, begin + len(self.text[start : start + length].encode()))

    def cut(self, start: int, end: int) -> Part:
        """The characters from `start` to `end` of a known piece; they still stand where it was written."""
        text = self.text or ""
        inner = self.inner + len(text[:start].encode()) if self.inner >= 0 else -1
        return Part(text[start:end], self.place, self.nature, inner)


@final
class Text(msgspec.Struct, frozen=True, gc=False):
    """A string: known parts and holes, in order. Adjacent known parts stay apart when written apart."""

    parts: tuple[Part, ...]
    place: Place | None = None

    @property
    def known(self) -> str | None:
        """The whole string, or None where any part is a hole."""
        parts = self.parts
        if len(parts) == 1:
            return parts[0].text
        pieces = [part.text for part in parts]
        return None if None in pieces else "".join(piece for piece in pieces if piece is not None)

    @property
    def prefix(self) -> str:
        """What is known from the beginning up to the first hole."""
        known = ""
        for part in self.parts:
            if part.text is None:
                break
            known += part.text
        return known

    @property
    def suffix(self) -> str:
        """What is known from the last hole on."""
        known = ""
        for part in reversed(self.parts):
            if part.text is None:
                break
            known = part.text + known
        return known

    @property
    def literal(self) -> Part | None:
        """The one literal that the text is; None where it is made of several pieces."""
        return self.parts[0] if len(self.parts) == 1 and self.parts[0].text is not None else None

    @property
    def written(self) -> Place | None:
        """Where the text is written: its one literal, wherever that is, or the expression that builds it."""
        return (self.literal.place if self.literal else None) or self.place

    def shown(self) -> str:
        """The text with `{…}` for each hole."""
        return "".join("{…}" if part.text is None else part.text for part in self.parts)

    def cut(self, start: int, end: int) -> tuple[Part, ...]:
        """The pieces of a known text that its characters from `start` to `end` are made of."""
        pieces: list[Part] = []
        for part in self.parts:
            length = len(part.text or "")
            first, last = max(start, 0), min(end, length)
            if first < last:
                pieces.append(part if last - first == length else part.cut(first, last))
            start, end = start - length, end - length
        return tuple(pieces)

    def part_at(self, index: int) -> tuple[Part, int] | None:
        """The known part that holds character `index` of the prefix, and the index inside that part."""
        for part in self.parts:
            if part.text is None:
                return None
            if index < len(part.text):
                return part, index
            index -= len(part.text)
        return None


@final
class Constant(msgspec.Struct, frozen=True, gc=False):
    """A known number, boolean, `null` (None) or `undefined`."""

    value: float | int | bool | Undefined | None
    place: Place | None = None


class Member(msgspec.Struct, frozen=True, gc=False):
    """A member of a record: the place of its key (None where computed), and its value."""

    key: Place | None
    value: Value
    whole: Place | None = None
    """From the key up to the next property or the closing brace, for a fix to take away; None where it was
    assigned later, and there is no such span."""
    shorthand: bool = False
    """Whether it is `{name}`, so that another name must be written `{other: name}`."""


class Record(msgspec.Struct, frozen=True, gc=False):
    """An object or array (`array`). `open`: it may have members that are not known."""

    members: dict[str, Member]
    open: bool = False
    place: Place | None = None
    array: bool = False

    def get(self, name: str) -> Value | None:
        """The member's value; None where the record certainly or possibly lacks it (see `open`)."""
        member = self.members.get(name)
        return None if member is None else member.value


class Function(msgspec.Struct, frozen=True, gc=False):
    """A function of the project (`place` is its whole text) or of the platform (None)."""

    place: Place | None = None


class Unknown(msgspec.Struct, frozen=True, gc=False):
    """Nothing is known but, at times, its type."""

    place: Place | None = None
    nature: Nature = "unknown"


_HARMLESS: frozenset[Nature] = frozenset(("number", "boolean", "encoded", "counted", "absent"))
#: Of constants: what a query string cannot hold as it is.
_RAW = regexp(r"[^\x21-\x7e]")


def pieces_nature(parts: Iterable[Part]) -> Nature:
    """What is known of a text made of some of these pieces: "encoded" where each of them is a number, a
    constant in visible ASCII, or encoded itself.
    """
    natures: set[Nature] = {
        part.nature if part.text is None else "unknown" if _RAW.search(part.text) else "encoded"
        for part in parts
    }
    if "parameter" in natures:
        return "parameter"
    if len(natures) > 1:
        return "encoded" if all(map(is_harmless, natures)) else "unknown"
    return natures.pop() if natures else "encoded"


def in_common(values: Sequence[object], place: Place | None) -> tuple[Part, ...]:
    """What one of a few texts is known to begin with, and a hole for what comes then; nothing where that is
    nothing, or one is no text. The hole stands where the first one in them does that must be encoded, else
    at `place`.
    """
    texts = [one for one in values if isinstance(one, Text)]
    if not texts or len(texts) < len(values):
        return ()
    beginnings = [one.prefix for one in texts]
    letters = enumerate(zip(*beginnings, strict=False))
    length = next((at for at, here in letters if len(set(here)) > 1), min(map(len, beginnings)))
    rest: list[Part] = []
    for one in texts:
        left = length
        for part in one.parts:
            size = len(part.text or "")
            if left < size or (part.text is None and left <= 0):
                rest.append(part.cut(left, size) if 0 < left < size else part)
            left = max(left - size, 0)
    raw = next((part.place for part in rest if part.text is None and not is_harmless(part.nature)), None)
    return (*texts[0].cut(0, length), Part(None, raw or place, pieces_nature(rest))) if length else ()


def is_harmless(nature: Nature) -> bool:
    """Whether such a value may stand in a query string as it is."""
    return nature in _HARMLESS


class OneOf(msgspec.Struct, frozen=True, gc=False):
    """One of a few alternatives, none of which is a OneOf itself."""

    values: tuple[Value, ...]
    place: Place | None = None


Value = Text | Constant | Record | Function | Unknown | OneOf


def alternatives(value: Value | None) -> Iterator[Value]:
    """Each alternative of a value; the value itself where there is one only; nothing for None."""
    if isinstance(value, OneOf):
        yield from value.values
    elif value is not None:
        yield value


def absent(value: Value | None) -> bool:
    """Whether the value is certainly no value: missing, `undefined` or `null`."""
    return value is None or (isinstance(value, Constant) and value.value in (None, UNDEFINED))


def falsy(value: Value) -> bool:
    """Whether the value is certainly false, 0, an empty text, or none at all."""
    if isinstance(value, Constant):
        return absent(value) or not value.value
    return isinstance(value, Text) and value.known == ""


_KINDS: dict[Nature, frozenset[str]] = {
    "number": frozenset(("number",)),
    "boolean": frozenset(("boolean",)),
    "encoded": frozenset(("string",)),
}


def kinds(value: Value) -> frozenset[str]:
    """What kinds of value this may be, in the words of `Api.options`; empty where unknown or no value."""
    if isinstance(value, Text):
        return frozenset(("string",))
    if isinstance(value, Function):
        return frozenset(("function",))
    if isinstance(value, Record):
        return frozenset(("array", "object")) if value.array else frozenset(("object",))
    if isinstance(value, Constant):
        if isinstance(value.value, bool):
            return frozenset(("boolean",))
        # NaN is what became of a value that was not there: not a number that anybody gave.
        number = isinstance(value.value, (int, float)) and value.value == value.value
        return frozenset(("number",)) if number else frozenset()
    return _KINDS.get(value.nature, frozenset()) if isinstance(value, Unknown) else frozenset()
