"""What fields hold when a rehearsal begins: what the survey saw in them, or what they held at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.link.engine.heap import NULL, UNDEF, Obj, Val, identity, spread, truth
from wxlint.link.engine.kinds import CONSTANT
from wxlint.link.engine.table import Table
from wxlint.link.flags import is_flag
from wxlint.link.memory import STARTS, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wxlint.link.engine.machine import Machine
    from wxlint.link.played import Write
    from wxlint.link.raw import Entry
    from wxlint.link.rehearsal import Stage
    from wxlint.link.survey import Survey

#: The hooks that run before anything else can write to a page or a component.
_FIRST = frozenset(("created", "attached", "onLoad"))


class Beginning:
    """Puts fields back to what they held at first, where nothing else can have written to them yet."""

    def __init__(self, survey: Survey, hooks: dict[int, str], elements: frozenset[int]) -> None:
        self._memory = survey.memory
        self._machine: Machine = survey.machine
        self._entries = survey.numbered
        #: What ways through an entry have written, of those that are possible.
        self._written: dict[int, set[Where]] = {}
        self._first = {
            number: name for number, name in hooks.items() if name in _FIRST and number not in elements
        }

    def counters(self) -> None:
        """Counters begin as they are declared: with nothing under way.

        What one holds else is a number of other things that are under way, and those end too. A counter is
        what is written to by `++`, `--`, `+=` and `-=`, and else set to one number only. One that a page's
        start counts up, and not down again, is unknown.
        """
        for where, steps, number in self._memory.counters:
            if any(self._starts(entry) and len(taken) == 1 for entry, taken in steps.items()):
                continue
            table, value = self._memory.began.get(where, (None, NULL))
            if number is not None and value == UNDEF:
                value = number
            # One that nothing gives a number is not a number, and steps from it lead to none.
            known = type(value) is CONSTANT and type(value.value) in (int, float)
            same = number is None or (type(value) is CONSTANT and value.value == number.value)
            if table is not None and same and (known or value == UNDEF):
                self._machine.put(table, where[1], value)

    def start(self, entry: Entry) -> None:
        """What starts a page finds in its fields what they are declared with: no tap came before."""
        if entry.number not in self._first:
            return
        for table in _tables(entry):
            for name in list(table):
                began = self._memory.began.get((id(table), name))
                writers = self._memory.writers.get((id(table), name), ())
                if began is not None and not any(self._is_before(one, entry) for one in writers):
                    self._machine.put(table, name, began[1])

    def is_impossible(self, stage: Stage, entry: Entry, found: Iterable[tuple[Where, Val]]) -> bool:
        """Whether a way that was played needs what only an earlier run of the same entry can leave behind.

        And no such run is known: none that began without it has written it; or it would have set for good a
        field that this way finds as it was at first. `found`: what fields the way was found to begin with.
        """
        needed = {
            where
            for where, value in found
            if set(self._memory.writers.get(where, ())) == {entry.number} and not self._is_first(where, value)
        }
        written = self._written.setdefault(entry.number, set())
        if not needed <= written:
            return True
        written.update((id(write.table), write.name) for write in stage.writes)
        return bool(needed) and any(map(self._is_for_good, stage.writes))

    def is_later(self, found: Iterable[tuple[Where, Val]]) -> bool:
        """Whether a way finds a flag in one of its fields that something has set since the page's start."""
        return any(is_flag(value) and not self._is_first(where, value) for where, value in found)

    def _is_first(self, where: Where, value: Val) -> bool:
        began = self._memory.began.get(where)
        return began is None or value is began[1] or identity(value) == identity(began[1])

    def _is_for_good(self, write: Write) -> bool:
        """Whether a write sets what is written to in that one way only."""
        where = id(write.table), write.name
        began = self._memory.began.get(where)
        first = truth(began[1]) if began is not None else None
        held = {one for written in self._memory.writers.get(where, {}).values() for one, _ in written}
        return first is not None and held == {not first} and truth(write.value) is not first

    def _starts(self, number: int) -> bool:
        return number >= 0 and self._entries[number].method in STARTS

    def _is_before(self, number: int, entry: Entry) -> bool:
        """Whether what an entry writes may be there when another starts the page."""
        other = self._entries[number] if number >= 0 else None
        if other is None or other.instance is not entry.instance:
            return True
        return other is not entry and number in self._first


def _tables(entry: Entry) -> Iterator[Table]:
    """The page's own fields, its data, and the objects in that."""
    instance = entry.instance
    if instance is None:
        return
    yield instance.props
    for data in spread(instance.props.get("data", NULL)):
        if isinstance(data, Obj):
            yield data.props
            for one in data.props.values():
                if isinstance(one, Obj) and one.kind == "object":
                    yield one.props


__all__ = ["Beginning"]
