"""The journal: every write, so that it can be undone and joined with what another way wrote."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from wxlint.link.engine.decisions import Decisions
from wxlint.link.engine.frame import Outcome
from wxlint.link.engine.heap import (
    CLOCK,
    MAX_ALTERNATIVES,
    UNDEF,
    Alt,
    Obj,
    Sym,
    Val,
    identity,
    is_nullish,
    spread,
)
from wxlint.link.engine.kinds import CONSTANT, TABLE, TEXT
from wxlint.link.engine.table import Table
from wxlint.model.place import Place
from wxlint.model.values import Nature, Part, Text, is_harmless, pieces_nature

MISSING: Final[Any] = object()

NEVER = sys.maxsize

Mark = tuple[int, int]
"""A point in the journal: how many entries it has, and the time: what is made later is born then or after."""


class Journal(Decisions):
    """Writes that can be undone, and values that can be joined."""

    def __init__(self) -> None:
        Decisions.__init__(self)
        self.journal: list[tuple[Any, Any, Any]] = []
        #: Where it is kept: every write since, for those who want the values too.
        self.writes: list[tuple[Any, Any, Any]] | None = None
        #: Told when a module's top level has run: its number, and behind how many entries of the journal it
        #: has written.
        self.loaded: Callable[[int, int], None] | None = None
        #: The last number that an unknown or an alternative was given.
        self.counter = 0
        #: When the oldest object was made that was written to (see `Closure.born`): what is older than a call
        #: outlives it.
        self.oldest = NEVER

    # -- unknowns and joins ----------------------------------------------------------------------------------

    def fresh(self, nature: Nature = "unknown", place: Place | None = None, *, foreign: bool = False) -> Sym:
        """An unknown that equals nothing else."""
        self.counter += 1
        return Sym(("atom", self.counter), nature, place, foreign)

    def join(self, values: list[Val]) -> Val:
        """One of the values. Equal ones are one; too many are an unknown."""
        first = values[0]
        for value in values:
            if value is not first:
                break
        else:
            return first
        if len(values) == 2 and _differ(first, values[1]):
            self.counter += 1
            return Alt((first, values[1]), self.counter)
        seen: dict[Any, Val] = {}
        for value in values:
            for inner in spread(value):
                key = identity(inner)
                known = seen.setdefault(key, inner)
                if type(known) is Sym and isinstance(inner, Sym) and known.term != inner.term:
                    # One of two unknowns is a third: it equals neither.
                    seen[key] = Sym(self.fresh().term, inner.nature, known.place, inner.foreign)
        if len(seen) == 1:
            return next(iter(seen.values()))
        kept = tuple(seen.values())
        if len(kept) > MAX_ALTERNATIVES:
            return self._widened(kept)
        self.counter += 1
        return Alt(kept, self.counter)

    def _widened(self, values: tuple[Val, ...]) -> Val:
        if all(type(value) is CONSTANT and type(value.value) in (int, float) for value in values):
            return self.fresh("number")
        texts = [value for value in values if type(value) is TEXT]
        if len(texts) == len(values):
            begun = _beginnings(texts)
            self.counter += 1
            return begun[0] if len(begun) == 1 else Alt(begun, self.counter)
        foreign = any(isinstance(value, Sym) and value.foreign for value in values)
        functions = any(isinstance(value, Obj) and value.kind == "function" for value in values)
        given = any(isinstance(value, Sym) and value.nature == "parameter" for value in values)
        return self.fresh("parameter" if given else "unknown", foreign=foreign or functions)

    # -- the journal -----------------------------------------------------------------------------------------

    def mark(self) -> Mark:
        """The present point. What is written after it to objects that were there can be undone and joined;
        objects that are made after it keep what they hold: nothing that was there before knows them.
        """
        CLOCK.time += 1
        if not CLOCK.for_good:
            CLOCK.birth = CLOCK.time
        return len(self.journal), CLOCK.time

    @contextmanager
    def for_good(self, maker: int = 0) -> Iterator[None]:
        """What is written and made while it lasts, as a module's top level does, is never taken back.

        It is born before all else. `maker`: the number of the module that makes it, for those who ask later.
        """
        size, outer, birth = len(self.journal), CLOCK.for_good, CLOCK.birth
        CLOCK.birth, CLOCK.for_good = -maker, True
        try:
            yield
        finally:
            if self.loaded is not None:
                self.loaded(maker, size)
            del self.journal[size:]
            CLOCK.for_good = outer
            CLOCK.birth = birth if outer else CLOCK.time

    def put(self, table: Table, key: str, value: Val) -> None:
        """Writes a variable or member so that it can be undone."""
        self.journal.append((table, key, table.get(key, MISSING)))
        table[key] = value
        if table.born < self.oldest:
            self.oldest = table.born
        if self.writes is not None:
            self.writes.append((table, key, value))

    def suppose(self, table: Table, key: str, value: Val) -> None:
        """Narrows what a member may hold; nobody has written to it."""
        self.journal.append((table, key, table.get(key, MISSING)))
        table[key] = value

    def put_field(self, target: Any, field: str, value: Any) -> None:
        """Writes an attribute of an object so that it can be undone."""
        self.journal.append((target, field, getattr(target, field)))
        self.oldest = min(self.oldest, target.props.born)
        setattr(target, field, value)
        if self.writes is not None and field in ("items", "open"):
            self.writes.append((target, field, value))

    def remove(self, table: Table, key: str) -> None:
        """Deletes a member so that it can be undone."""
        if key in table:
            self.journal.append((table, key, table.pop(key)))
            self.oldest = min(self.oldest, table.born)
            if self.writes is not None:
                self.writes.append((table, key, UNDEF))

    def undo(self, mark: Mark) -> None:
        """Takes back every write since a mark to what was there then."""
        journal = self.journal
        size, time = mark
        while len(journal) > size:
            table, key, old = journal.pop()
            if type(table) is TABLE:
                if table.born < time:
                    if old is MISSING:
                        table.pop(key, None)
                    else:
                        table[key] = old
            elif table.props.born < time:
                setattr(table, key, old)

    def finals(self, mark: Mark) -> Outcome:
        """What was written since a mark to what was there then, as it is now."""
        finals: Outcome = {}
        size, time = mark
        for table, key, _ in self.journal[size:]:
            if type(table) is TABLE:
                if table.born < time and (id(table), key) not in finals:
                    finals[id(table), key] = (table, key, table.get(key, MISSING))
            elif table.props.born < time:
                finals[id(table), key] = (table, key, getattr(table, key))
        return finals

    def join_before(self, mark: Mark) -> None:
        """The state becomes what it is or what it was at a mark, which may both be the case."""
        size, time = mark
        written: dict[Any, tuple[Any, Any, Any]] = {}
        for entry in self.journal[size:]:
            table = entry[0]
            if (table.born if type(table) is TABLE else table.props.born) < time:
                written.setdefault((id(table), entry[1]), entry)
        self.journal[size:] = written.values()
        for table, key, old in written.values():
            if type(table) is TABLE:
                now = table.get(key, MISSING)
                if now is not old:
                    table[key] = self.join([UNDEF if one is MISSING else one for one in (now, old)])
            else:
                setattr(table, key, self._join_field([getattr(table, key), old]))

    def merge(self, outcomes: Sequence[Outcome], *, also_now: bool) -> None:
        """The state becomes one of the outcomes (or, with `also_now`, stays as it is)."""
        places: Outcome = {}
        for outcome in outcomes:
            places.update(outcome)
        for where, (table, key, _) in places.items():
            now = table.get(key, MISSING) if type(table) is TABLE else getattr(table, key)
            finals = [outcome[where][2] if where in outcome else now for outcome in outcomes]
            if also_now:
                finals.append(now)
            for final in finals:
                if final is not now:
                    self._put_joined(table, key, finals)
                    break

    def _put_joined(self, table: Any, key: Any, finals: list[Any]) -> None:
        if type(table) is not TABLE:
            self.put_field(table, key, self._join_field(finals))
            if key == "items" and len({len(items) for items in finals if items is not None}) > 1:
                # How many elements there are is not known.
                self.put_field(table, "open", table.open or self.fresh())
            return
        present = [UNDEF if value is MISSING else value for value in finals]
        joined = self.join(present)
        if table.get(key, MISSING) is not joined:
            self.journal.append((table, key, table.get(key, MISSING)))
            table[key] = joined

    def _join_field(self, finals: list[Any]) -> Any:
        lists = [value for value in finals if isinstance(value, list)]
        if lists:
            longest: list[Val] = max(lists, key=len)
            return [
                self.join([items[at] if at < len(items) else UNDEF for items in lists])
                for at in range(len(longest))
            ]
        found = [value for value in finals if value is not None]
        given = (value for value in found if isinstance(value, Sym) and value.nature == "parameter")
        return next(given, found[0] if found else None)


def may_follow(old: Val, value: Val) -> bool:
    """Whether a member that has a value may be given another: a list is put in the place of no address."""
    one, other = set(map(_kind, spread(old))), set(map(_kind, spread(value)))
    return not one.isdisjoint(other) or "" in one or "" in other


def _kind(value: Val) -> str:
    """What kind of value it is; "" where that is not known, and for nothing."""
    if isinstance(value, Obj):
        return value.kind
    if type(value) is CONSTANT:
        return "" if is_nullish(value) else type(value.value).__name__
    return "text" if type(value) is TEXT else ""


def _differ(one: Val, other: Val) -> bool:
    """Whether two values are certainly two alternatives: they have different identities."""
    if type(one) is not type(other):
        return not isinstance(one, Alt) and not isinstance(other, Alt)
    return isinstance(one, Obj) or (type(one) is TEXT and type(other) is TEXT and one.parts != other.parts)


def _beginnings(texts: list[Text]) -> tuple[Text, ...]:
    """How very many texts begin, as long as in few ways: the pieces that they begin with, and a hole."""
    longest = max(len(text.parts) for text in texts)
    for length in range(longest - 1, 0, -1):
        begun: dict[tuple[Part, ...], list[Text]] = {}
        for text in texts:
            begun.setdefault(text.parts[:length], []).append(text)
        if len(begun) <= MAX_ALTERNATIVES:
            return tuple(_begun(parts, same) for parts, same in begun.items())
    return (_begun((), texts),)


def _begun(parts: tuple[Part, ...], texts: list[Text]) -> Text:
    """The texts that begin with the same pieces as one: a hole for all that follows."""
    rest = [part for text in texts for part in text.parts[len(parts) :]]
    if not rest:
        return texts[0]
    raw = next((part for part in rest if part.text is None and not is_harmless(part.nature)), None)
    place = raw.place if raw is not None else texts[0].place
    return Text((*parts, Part(None, place, pieces_nature(rest))), texts[0].place)
