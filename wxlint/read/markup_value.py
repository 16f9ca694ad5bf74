"""Attribute values taken apart: text, expressions with their places, the texts that may come of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from wxlint.read.markup_expression import Conditional, Constant, Expression, parse_expression
from wxlint.read.markup_scan import Attribute, mustache_end


class Part(msgspec.Struct, frozen=True, gc=False):
    """A piece of a value: text as written, or the inside of `{{ }}`; its place in bytes, without the
    braces.
    """

    text: str
    start: int
    end: int
    dynamic: bool

    @property
    def expression(self) -> Expression:
        """The tree of a dynamic part."""
        return parse_expression(self.text, self.start)


class Choice(msgspec.Struct, frozen=True, gc=False):
    """One text that a value may come to, where that text is written out: its place, without quotes."""

    text: str
    start: int
    end: int


class Choices(msgspec.Struct, frozen=True):
    """The texts that a value may come to; `complete`: it can come to no other."""

    choices: tuple[Choice, ...]
    complete: bool


def parts(attribute: Attribute) -> tuple[Part, ...]:
    """The pieces of a value in order; none where the attribute has no value or an empty one."""
    value = attribute.value
    if not value:
        return ()
    start = attribute.value_start
    if "{{" not in value:
        return (Part(value, start, attribute.value_end, dynamic=False),)
    return tuple(_split(value.encode(), start))


def _split(data: bytes, start: int) -> Iterator[Part]:
    at = 0
    opening = data.find(b"{{")
    while opening >= 0:
        end = mustache_end(data, opening, len(data))
        if end < 0:
            break
        if opening > at:
            yield Part(data[at:opening].decode(), start + at, start + opening, dynamic=False)
        inner = data[opening + 2 : end - 2].decode()
        yield Part(inner, start + opening + 2, start + end - 2, dynamic=True)
        at = end
        opening = data.find(b"{{", at)
    if at < len(data):
        yield Part(data[at:].decode(), start + at, start + len(data), dynamic=False)


def only_expression(attribute: Attribute) -> Part | None:
    """The part of a value that is one `{{ }}` and nothing else but white space."""
    found = [part for part in parts(attribute) if part.dynamic or part.text.strip()]
    return found[0] if len(found) == 1 and found[0].dynamic else None


def choices(attribute: Attribute) -> Choices:
    """The texts that a value may come to, as far as they are written in it: `a`, `{{x ? 'a' : 'b'}}`."""
    pieces = parts(attribute)
    if len(pieces) == 1 and not pieces[0].dynamic:
        return Choices((Choice(pieces[0].text, pieces[0].start, pieces[0].end),), complete=True)
    part = only_expression(attribute)
    if part is None:
        return Choices((), complete=not pieces)
    leaves = list(results(part.expression))
    texts = [leaf for leaf in leaves if isinstance(leaf, Constant) and isinstance(leaf.value, str)]
    # A constant's place holds its quotes.
    found = tuple(Choice(str(leaf.value), leaf.start + 1, leaf.end - 1) for leaf in texts)
    return Choices(found, complete=len(texts) == len(leaves))


def results(expression: Expression) -> Iterator[Expression]:
    """What a conditional may come to."""
    waiting = [expression]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, Conditional):
            waiting += (inner.no, inner.yes)
        else:
            yield inner
