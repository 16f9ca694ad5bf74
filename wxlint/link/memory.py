"""What the entries of a program write to what lasts: who writes what, and what a page's start settles."""

from __future__ import annotations

from collections import Counter
from operator import is_
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import msgspec
from mypy_extensions import mypyc_attr

from wxlint.link.engine.heap import UNDEF, Alt, Obj, Sym, Val, identity, is_nullish, spread, truth
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.members import SCATTERED
from wxlint.link.engine.table import Table
from wxlint.model.values import Constant, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wxlint.link.engine.journal import Mark
    from wxlint.link.engine.machine import Machine
    from wxlint.model.place import Place

Where = tuple[int, str]
Kinds: TypeAlias = "tuple[tuple[bool | None, Place | None], ...]"
"""Of each kind of value: whether it holds as a condition (None: not known), and where such a one stands."""

#: What the platform runs before the user can do anything: of a page, a component, the app.
STARTS = frozenset({"onLoad", "onShow", "onReady", "created", "attached", "ready", "onLaunch"})


#: The natures of what is not known.
_NOT_KNOWN = ("unknown", "parameter")
#: Stands for the elements of an array, or the members of an object whose names are not known.
ITEMS = ""


@mypyc_attr(allow_interpreted_subclasses=True)
class Memory:
    """Keeps, over all runs, what was written to each table (a page's fields, a module's variables)."""

    def __init__(self) -> None:
        #: (table, key) -> entry -> what it writes there.
        self.writers: dict[Where, dict[int, Kinds]] = {}
        #: What each place held before any entry wrote to it, and its table.
        self.began: dict[Where, tuple[Table, Val]] = {}
        self._emptied: set[Where] = set()
        #: Places that `++`, `+=` and the like write to, and those that anything else writes to.
        self._stepped: dict[Where, dict[int, str]] = {}
        self._assigned: set[Where] = set()
        self._set_to: dict[Where, set[Any]] = {}
        #: What a place was told to hold and no longer shows: many objects of one kind become an unknown, and
        #: the next of them is nothing new all the same.
        self._told: dict[Where, set[Any]] = {}
        #: Fields that the program both sets and resets.
        self._wavering: set[Where] = set()
        #: Fields that the user's input writes to by itself.
        self.typed: set[Where] = set()
        #: Its age: how many changes there were. When a place last came to hold something else (see
        #: `Machine.read`); when a table came to have members that are not known; when an entry's own fields
        #: began to waver.
        self.age = 0
        self._changed: dict[int, int] = {}
        self._opened: dict[int, int] = {}
        self._restless: dict[int, int] = {}
        #: What was changed as a whole: while it is there, nothing else has its `id`.
        self._held: list[Obj] = []
        self._settled: dict[Where, dict[str, Val]] = {}
        #: The writers again, by place as entries tell what they read; made when a round is over.
        self._by_place: dict[int, dict[int, Kinds]] = {}

    def take(self, m: Machine, entry: int, writes: list[tuple[Any, Any, Any]], since: int) -> None:
        """Lets every place that a run wrote hold what it held or what was written; the run is undone.

        `since`: the time at which the run began.
        """
        for table, key, value in writes:
            if type(table) is not Table:
                if table.props.born < since and table.open is None:
                    table.open = m.fresh()
                    self._held.append(table)
                    self._change((id(table.props), ITEMS))
                continue
            if table.born >= since:
                # An object that the run made holds what it was left with, and what it held in between.
                now = table.get(key, value)
                if now is not value:
                    table[key] = m.join([now, value])
                continue
            where = id(table), key
            self.began.setdefault(where, (table, table.get(key, UNDEF)))
            writers = self.writers.setdefault(where, {})
            written = writers.setdefault(entry, ())
            for one in spread(value):
                holds = truth(one)
                if all(kind is not holds for kind, _ in written):
                    writers[entry] = written = (*written, (holds, getattr(one, "place", None)))
                    self._look_at(where)
                if _is_empty(one):
                    self._emptied.add(where)
            old, kept = table.get(key, UNDEF), _kept(m, value)
            if old is kept:
                continue
            table[key] = kept = _joined(m, old, kept)
            if self._tells(where, old, kept):
                self._change(where)

    def _tells(self, where: Where, old: Val, value: Val) -> bool:
        """Whether what a place may hold tells more with the value: an unknown more tells nothing."""
        now, told = {_nature(one) for one in spread(value)}, self._told.get(where)
        if told is None:
            told = {_nature(one) for one in spread(old)}
            if told <= now:
                return len(now) > len(told)
            self._told[where] = told
        known = len(told)
        told |= now
        return len(told) > known

    def note(self, where: Where, entry: int, step: str, value: Val) -> bool:
        """A place is written to, by a step ("+", "-") from what it holds or by anything else ("").

        Gives whether it wavers.
        """
        if step:
            steps = self._stepped.setdefault(where, {})
            taken = steps.setdefault(entry, step)
            if step not in taken:
                steps[entry] = taken + step
        elif type(value) is CONSTANT and type(value.value) in (int, float):
            self._set_to.setdefault(where, set()).add(value.value)
        else:
            self._assigned.add(where)
        return where in self._wavering

    @property
    def counters(self) -> Iterator[tuple[Where, dict[int, str], Constant | None]]:
        """The places that are only counted up and down, and perhaps set to one number.

        Gives where such a one is, which entry counts which way, and the number.
        """
        for where, steps in self._stepped.items():
            numbers = self._set_to.get(where, ())
            if where not in self._assigned and len(numbers) < 2:
                yield where, steps, next(map(Constant, numbers), None)

    def _change(self, where: Where) -> None:
        self.age += 1
        number, name = where
        self._changed[number] = self._changed[number ^ hash(name)] = self.age
        if name == ITEMS:
            self._opened[number] = self.age

    def forget_changes(self) -> None:
        """Nobody asks any more what changed after when."""
        for known in (self._changed, self._opened, self._restless, self._settled, self._told, self._held):
            known.clear()
        self._by_place = {}

    def renew(self, changes: Iterable[tuple[Table, str]]) -> None:
        """Names of tables hold something else, which no entry wrote: imports of what was assigned."""
        for table, name in changes:
            self._change((id(table), name))

    def scatter(self, names: Iterable[str]) -> None:
        """Members of these names are written to objects that are not known."""
        for name in names:
            self._change((SCATTERED, name))

    def concerns(self, entry: int, tables: Iterable[int], read: Iterable[int], since: int) -> bool:
        """Whether anything changed after `since` of what an entry read, in these tables and places."""
        return (
            self._restless.get(entry, 0) > since
            or any(self._changed.get(place, 0) > since for place in read)
            or any(self._opened.get(number, 0) > since for number in tables)
        )

    def written_for(self, read: set[int]) -> set[int]:
        """The entries that write to some places, which are told as entries tell what they read."""
        if read and not self._by_place:
            self._by_place = {
                number ^ hash(name): written for (number, name), written in self.writers.items()
            }
        return set().union(*(self._by_place[place] for place in read if place in self._by_place))

    def resets(self, where: Where, entry: int, *, to: bool) -> tuple[Place, ...] | None:
        """Where an entry may put a flag back; None where it never does."""
        written = self.writers.get(where, {}).get(entry, ())
        places = [place for asked in (to, None) for holds, place in written if holds is asked]
        return tuple(place for place in places if place is not None) if places else None

    def resetters(self, where: Where, entries: frozenset[int], *, to: bool) -> list[int]:
        """Those of some entries that may put a flag back."""
        writers = self.writers.get(where, {})
        return [one for one in writers if one in entries and self.resets(where, one, to=to) is not None]

    def _look_at(self, where: Where) -> None:
        held = {holds for written in self.writers[where].values() for holds, _ in written}
        if {True, False} <= held and where not in self._wavering:
            self._wavering.add(where)
            self.age += 1
            self._restless.update((entry, self.age) for entry in self.writers[where])

    def settle(self, m: Machine, mark: Mark) -> None:
        """Notes what a page's start has written by the end of its turn, whichever way it went."""
        for table, key, _ in m.journal[mark[0] :]:
            now = table.get(key) if type(table) is Table else None
            if now is not None and not any(map(_is_empty, spread(now))):
                self._settled[id(table), key] = table

    def finish(self, m: Machine) -> None:
        """Forgets the `null` or '' that a field begins with, if the start fills it and nobody empties it."""
        self._by_place = {}
        for (number, key), table in self._settled.items():
            value = table.get(key)
            if (number, key) in self._emptied or not isinstance(value, Alt):
                continue
            kept = [one for one in value.values if not _is_empty(one)]
            if len(kept) < len(value.values):
                table[key] = m.join(kept)
                self._change((number, key))


def _joined(m: Machine, old: Val, value: Val) -> Val:
    """What a field held or what was written. An expression that gave two numbers counts: it may give any."""
    found = [one for one in (*spread(old), *spread(value)) if _is_number(one)]
    if len(found) < 2:
        return m.join([old, value])
    numbers = {(one.place, one.value if type(one) is CONSTANT else None) for one in found}
    places = Counter(place for place, _ in numbers if place is not None)
    counted = {place for place, times in places.items() if times > 1}
    if not counted:
        return m.join([old, value])
    kept = [one for one in (*spread(old), *spread(value)) if not _is_number(one) or one.place not in counted]
    return m.join([*kept, *(m.fresh("number", place) for place in counted)])


def _is_number(value: Val) -> TypeGuard[Constant | Sym]:
    if isinstance(value, Sym):
        return value.nature == "number"
    return type(value) is CONSTANT and type(value.value) in (int, float)


def _is_empty(value: Val) -> bool:
    """Whether a value says that there is none yet: `null`, `undefined`, the empty text."""
    return is_nullish(value) or (type(value) is TEXT and value.known == "")


def _kept(m: Machine, value: Val) -> Val:
    """A value as whoever reads the field later sees it: that it was a parameter tells them nothing."""
    if isinstance(value, Alt):
        kept = [_kept(m, one) for one in value.values]
        return value if all(map(is_, kept, value.values)) else m.join(kept)
    if type(value) is Sym and value.nature == "parameter":
        return Sym(value.term, "unknown", value.place, value.foreign)
    if type(value) is TEXT and any(part.nature == "parameter" for part in value.parts):
        parts = (
            msgspec.structs.replace(part, nature="unknown") if part.nature == "parameter" else part
            for part in value.parts
        )
        return Text(tuple(parts), value.place)
    return value


def unclaimed(m: Machine, value: Val) -> Val:
    """A value of which nothing is known, as one of which nothing is claimed either: it may be encoded."""
    if isinstance(value, Alt):
        kept = [unclaimed(m, one) for one in value.values]
        return value if all(map(is_, kept, value.values)) else m.join(kept)
    if type(value) is Sym and value.nature in _NOT_KNOWN:
        return Sym(value.term, "encoded", value.place, value.foreign)
    if type(value) is TEXT and any(part.text is None and part.nature in _NOT_KNOWN for part in value.parts):
        parts = (
            msgspec.structs.replace(part, nature="encoded")
            if part.text is None and part.nature in _NOT_KNOWN
            else part
            for part in value.parts
        )
        return Text(tuple(parts), value.place)
    return value


def _nature(value: Val) -> Any:
    return value.place if isinstance(value, Obj) and value.place is not None else identity(value)


__all__ = ["STARTS", "Memory", "unclaimed"]
