"""Functions that only compute, and whose result nobody knows: run once for arguments of a kind, not again.

Formatting dates and amounts, unpacking HTML, encoding what is printed: most steps of a program are taken in
such functions. What they give is remembered by what their arguments are, down to the texts and constants.
"""

from __future__ import annotations

import re
from typing import Any, Final

from wxlint.link.engine.heap import Alt, Closure, Obj, Sym, Term, Val, is_nullish
from wxlint.link.engine.journal import Journal
from wxlint.model.values import Constant, Text
from wxlint.platform.behaviour import INTERESTING
from wxlint.regexps import regexp

#: Steps from which on a call is worth remembering, and from which on it makes no part of a request.
WORTH_STEPS = 20
LONG_STEPS = 100

Key = tuple[Any, ...]
#: What a text has in it that may matter to a request: any word; of a long computation, what makes an address.
_WORDS = regexp(r"[A-Za-z]")
_ADDRESSES = regexp(r"^/|//|[?&=]")
#: The term of what stands for an object that a function makes anew.
_MADE: Final[Term] = ("made",)
#: Results of more parts are not looked through.
_MANY_PARTS = 200


class Pure(Journal):
    """What pure functions gave. One that has a request or a view in its text is none."""

    def __init__(self) -> None:
        Journal.__init__(self)
        self._given: dict[int, dict[Key, Val]] = {}
        #: What was remembered, in order: the function's `id`, and what it was given.
        self.given_order: list[tuple[int, Key]] = []

    def remembered(self, closure: Closure, this: Val, args: list[Val]) -> Val | None:
        """What the function gives, where that is known; of the same arguments the same unknown."""
        given = self._given.get(id(closure.func))
        found = given.get(_key(this, args)) if given is not None else None
        if found is None:
            return None
        asked = ("pure", id(closure.func), term_of(this), *map(term_of, args))
        if isinstance(found, Sym):
            if found.term == _MADE:
                # Whoever is given an object may write to it, and hand it on.
                made = Obj("object", None, found.place)
                made.open = Sym(asked, "unknown", found.place)
                return made
            return Sym(asked, found.nature, found.place, found.foreign)
        if isinstance(found, Alt):
            return self.join(
                [
                    Sym((*asked, at), one.nature, one.place, one.foreign) if isinstance(one, Sym) else one
                    for at, one in enumerate(found.values)
                ]
            )
        return found

    def remember(self, closure: Closure, this: Val, args: list[Val], result: Val, cost: int) -> None:
        """Notes what a call of `cost` steps gave that did nothing else, if nobody asks how it came about."""
        if (
            closure.scope is closure.unit.scope
            and INTERESTING.isdisjoint(closure.unit.names(closure.func))
            and _tells_nothing(result, _ADDRESSES if cost > LONG_STEPS else _WORDS)
        ):
            kept = result
            if isinstance(result, Obj):
                kept = Sym(_MADE if result.kind == "object" else (), "object", result.place)
            given, key = self._given.setdefault(id(closure.func), {}), _key(this, args)
            if key not in given:
                self.given_order.append((id(closure.func), key))
            given[key] = kept

    def given(self, number: int, key: Key) -> Val:
        """What is remembered of a function, by its `id`."""
        return self._given[number][key]

    def remember_given(self, known: dict[tuple[int, Key], Val]) -> None:
        """What is remembered becomes this."""
        self._given, self.given_order = {}, list(known)
        for (number, key), value in known.items():
            self._given.setdefault(number, {})[key] = value

    def forget_given(self, known: int) -> None:
        """Forgets all but the first so many results."""
        for number, key in self.given_order[known:]:
            del self._given[number][key]
        del self.given_order[known:]


def _tells_nothing(value: Val, telling: re.Pattern[str]) -> bool:
    """Whether a result is unknown, or has nothing `telling` in it; long computations make objects too."""
    waiting, seen = [value], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if len(seen) > _MANY_PARTS:
            return False
        if type(one) is Text:
            if any(part.text and telling.search(part.text) for part in one.parts):
                return False
        elif isinstance(one, Alt):
            waiting.extend(one.values)
        elif isinstance(one, Obj):
            if telling is not _ADDRESSES or one.kind not in ("object", "array"):
                return False
            waiting.extend((*one.props.values(), *(one.items or ())))
        elif type(one) is Constant and not is_nullish(one) and (one is value or telling is not _ADDRESSES):
            return False
    return True


def _key(this: Val, args: list[Val]) -> Key:
    return (_kind(this), *map(_kind, args))


def _kind(value: Val) -> Any:
    """What makes two arguments alike: a text by where it was written, an object only by being the same."""
    if isinstance(value, Sym):
        return value.nature, value.foreign
    if type(value) is Text:
        return value.parts
    if type(value) is Constant:
        return type(value.value), value.value
    if isinstance(value, Alt):
        return ("alt", *map(_kind, value.values))
    # The object itself, not its `id`, which another one has once it is gone.
    return "date" if value.kind == "date" else value


def term_of(value: Val) -> Any:
    """What tells an argument from others: of two that have the same, a function gives the same."""
    if isinstance(value, Sym):
        return value.term
    return value.number if isinstance(value, Alt) else _kind(value)
