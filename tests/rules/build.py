"""Requests and programs built by hand, so that rules are tested without the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, Literal

import msgspec

from wxlint.judge.pack import load
from wxlint.model.finding import Confidence, Finding, Language
from wxlint.model.place import Place
from wxlint.model.program import Program, Request
from wxlint.model.values import (
    UNDEFINED,
    Constant,
    Function,
    Member,
    Nature,
    OneOf,
    Part,
    Record,
    Text,
    Unknown,
    Value,
)
from wxlint.platform.apis import api

CALL = Place("page.js", 0, 1_000_000_000)
NAME = Place("page.js", 0, 10)
UNKNOWN = Unknown()
FUNCTION = Function(Place("page.js", 50, 60))
NULL = Constant(None)
NOTHING = Constant(UNDEFINED)
_offsets = count(1000, 1000)
_RULES = load()


class At(msgspec.Struct, frozen=True):
    """A value that is written in another file than the call."""

    path: str
    value: Any


def hole(nature: Nature = "unknown") -> Part:
    """An expression that gives a piece of a text of which nothing is known but its nature."""
    start = next(_offsets)
    return Part(None, Place("page.js", start, start + 9), nature)


def piece(text: str, nature: Nature = "unknown", path: str = "page.js") -> Part:
    """A literal in quotes."""
    start = next(_offsets)
    return Part(text, Place(path, start, start + len(text.encode()) + 2), nature, start + 1)


def joined(*pieces: str | Part | At) -> Text:
    """A concatenation of literals (`At` for one that stands elsewhere) and holes, written side by side."""
    parts: list[Part] = []
    start = at = next(_offsets)
    for one in pieces:
        if isinstance(one, At):
            parts.append(piece(one.value, path=one.path))
            continue
        part = piece(one) if isinstance(one, str) else one
        assert part.place is not None
        end = at + part.place.end - part.place.start
        parts.append(Part(part.text, Place("page.js", at, end), part.nature, at + 1 if part.text else -1))
        at = end + len(" + ")
    return Text(tuple(parts), Place("page.js", start, at))


def either(*values: Any) -> OneOf:
    """One of a few alternatives."""
    return OneOf(tuple(value_of(value) for value in values))


def value_of(value: Any, path: str = "page.js") -> Value:
    """A Python value as the value of a literal: text, number, boolean, list, dict; values as they are."""
    if isinstance(value, At):
        return value_of(value.value, value.path)
    if isinstance(value, str):
        part = piece(value, path=path)
        return Text((part,), part.place)
    if isinstance(value, (bool, int, float)):
        start = next(_offsets)
        return Constant(value, Place(path, start, start + 1))
    if isinstance(value, Mapping):
        return record(value, path)
    if isinstance(value, list):
        return Record({str(at): Member(None, value_of(one)) for at, one in enumerate(value)}, array=True)
    assert isinstance(value, (Text, Constant, Record, Function, Unknown, OneOf)), value
    return value


def record(members: Mapping[str, Any], path: str = "page.js", *, open: bool = False) -> Record:  # noqa: A002
    """An object literal; each property has a key and a span of its own."""
    start = next(_offsets)
    built: dict[str, Member] = {}
    for name, value in members.items():
        at = next(_offsets)
        key = Place(path, at, at + len(name.encode()))
        built[name] = Member(key, value_of(value, path), Place(path, at, at + 900))
    return Record(built, open, Place(path, start, start + 2))


def site(
    call: str = "wx.request",
    options: Mapping[str, Any] | Value | None = None,
    /,
    *,
    kind: Literal["direct", "effective"] = "direct",
    confidence: Confidence = "certain",
    open: bool = False,  # noqa: A002
    at: Place = NAME,
    **more: Any,
) -> Request:
    """A request site. `open`: its options may hold more than is known. `at`: the callee's text."""
    found = api(*call.split("."))
    assert found is not None, call
    value: Value
    if options is None or isinstance(options, Mapping):
        value = record({**(options or {}), **more}, open=open)
    else:
        value = options
    place = CALL if at is NAME else Place(at.path, at.start, at.start + 100_000)
    return Request(found, kind, place, at, place, value, confidence=confidence)


def judged(
    rule: str, *requests: Request, program: Program | None = None, options: dict[str, Any] | None = None
) -> list[Finding]:
    """What a rule finds; every text of it was put together once."""
    program = msgspec.structs.replace(program or Program(""), requests=tuple(requests))
    findings = list(_RULES.by_id[rule].kind(options).check(program))
    languages: Sequence[Language] = ("zh", "en")
    for finding in findings:
        assert finding.rule == rule
        for language in languages:
            assert "{" not in finding.text(language).replace("{…}", "")
            assert finding.details(language)
    return findings


def texts(findings: Sequence[Finding]) -> list[str]:
    """The messages in English."""
    return [finding.text("en") for finding in findings]
