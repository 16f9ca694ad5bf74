"""Functions that only compute, and whose result nobody knows: run once for arguments of a kind, not again.

Formatting dates and amounts, unpacking HTML, encoding what is printed: most steps of a program are taken in
such functions. What they give is remembered by what their arguments are, down to the texts and constants.
"""

from __future__ import annotations

import re
from typing import Any

from wxlint.link.engine.heap import UNDEF, Alt, Closure, Sym, Val
from wxlint.link.engine.journal import Journal
from wxlint.model.values import Constant, Text
from wxlint.platform.behaviour import INTERESTING

#: Steps from which on a call is worth remembering.
WORTH_STEPS = 20

Key = tuple[Any, ...]
_WORDS = re.compile(r"[A-Za-z]")


class Pure(Journal):
    """What pure functions gave. One that has a request or a view in its text is none."""

    def __init__(self) -> None:
        Journal.__init__(self)
        self._given: dict[int, dict[Key, Val]] = {}

    def remembered(self, closure: Closure, this: Val, args: list[Val]) -> Val | None:
        """What the function gives, where that is known; of the same arguments the same unknown."""
        given = self._given.get(id(closure.func))
        found = given.get(_key(this, args)) if given is not None else None
        if found is None:
            return None
        asked = ("pure", id(closure.func), _term(this), *map(_term, args))
        if isinstance(found, Sym):
            return Sym(asked, found.nature, found.place, found.foreign)
        if isinstance(found, Alt):
            return self.join(
                [
                    Sym((*asked, at), one.nature, one.place, one.foreign) if isinstance(one, Sym) else one
                    for at, one in enumerate(found.values)
                ]
            )
        return found

    def remember(self, closure: Closure, this: Val, args: list[Val], result: Val) -> None:
        """Notes what a call gave that did nothing else, if nobody would miss how it came about."""
        if (
            closure.scope is closure.unit.scope
            and INTERESTING.isdisjoint(closure.unit.names(closure.func))
            and _tells_nothing(result)
        ):
            self._given.setdefault(id(closure.func), {})[_key(this, args)] = result


def _tells_nothing(value: Val) -> bool:
    if isinstance(value, Text):
        return not any(part.text and _WORDS.search(part.text) for part in value.parts)
    if isinstance(value, Alt):
        return all(map(_tells_nothing, value.values))
    return value is UNDEF or isinstance(value, Sym)


def _key(this: Val, args: list[Val]) -> Key:
    return (_kind(this), *map(_kind, args))


def _kind(value: Val) -> Any:
    """What makes two arguments alike: a text by where it was written, an object only by being the same."""
    if isinstance(value, Sym):
        return value.nature, value.foreign
    if isinstance(value, Text):
        return value.parts
    if isinstance(value, Constant):
        return type(value.value), value.value
    if isinstance(value, Alt):
        return ("alt", *map(_kind, value.values))
    return "date" if value.kind == "date" else id(value)


def _term(value: Val) -> Any:
    if isinstance(value, Sym):
        return value.term
    return value.number if isinstance(value, Alt) else _kind(value)
