"""A survey that is written into a book, so that the runs of one page can be made again."""

from __future__ import annotations

from collections import Counter
from typing import Any

from wxlint.link.engine.exchange import Exchange
from wxlint.link.engine.heap import CLOCK, Closure, Val
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.table import Table
from wxlint.link.held.book import (
    ALONE,
    APP,
    END,
    LACKING,
    LAUNCH,
    LOAD,
    LOAD_APP,
    RENEW,
    REST,
    STARTS,
    UNREACHED,
    WEIGH,
    Book,
    Fallback,
    Group,
    Key,
    Ran,
)
from wxlint.link.held.recorded import Owners, RecordedMemory, RecordedWorld, WatchedExchange
from wxlint.link.held.shape import Shapes, UnknownShape
from wxlint.link.raw import Entry, Raw, frames_of
from wxlint.link.raw import Ran as Function
from wxlint.link.survey import Survey
from wxlint.model.place import Place

#: Entries that one page may have.
_MANY = 1 << 12
#: What is noted once, and may be asked for by whatever runs later: the attribute, and whose it is.
SETS = {
    "_light": "survey", "_complete": "survey", "_entered": "survey", "executed": "machine",
    "heavy": "machine", "heard": "machine", "scattered": "machine", "weighty": "machine",
}  # fmt: skip
TABLES = {"looped": "survey", "awaits": "survey", "named": "machine", "left_out": "world"}
#: What is only asked for when all has run.
NOTED = (
    "relevant", "surveyed", "active", "costly", "called", "missed", "taken_sides", "passed_sides",
)  # fmt: skip
#: Stands for what was in a table and is not there any more.
GONE = object()


class RecordedSurvey(Survey):
    """Runs entries, and notes of each what others may see of it."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.owners = Owners(book)
        self.memory: RecordedMemory = RecordedMemory(book, self.owners)
        self.world: RecordedWorld
        self.machine.loaded = self._loaded
        self.phase = LOAD_APP
        #: Page -> its number; entry -> what orders it among all.
        self.pages: dict[str, int] = {}
        self.order: dict[int, Key] = {}
        #: Function -> when its closure was noted first.
        self.registered: dict[int, Key] = {}
        #: The functions at hand when it was found which matter.
        self.functions: list[Function] = []
        #: Labels whose runs made a closure of a function that is not theirs, which was then run by itself.
        self.lent: set[str] = set()
        #: All requests, those too that are not told.
        self.every: list[Raw] = []
        #: Request of a module's top level -> when that ran.
        self.loading: dict[int, Key] = {}
        #: Numbers that entries had before: (owner, method) -> those, in order; of functions that nothing
        #: calls, ("", label and name).
        self.numbers: dict[tuple[str, str], list[int]] = {}
        self.counts: Counter[int] = Counter()
        self._given_numbers: Counter[int] = Counter()
        self._seen: dict[str, Any] = {}
        self._known = self._requested = self._turn = 0
        self._origin: Key = ()
        self._alone = ""
        self.open()

    # -- groups ----------------------------------------------------------------------------------------------

    def holder(self, name: str) -> Any:
        """What has an attribute: the survey, its machine, its world."""
        return {"survey": self, "machine": self.machine, "world": self.world}[name]

    def open(self) -> None:
        """Begins to collect what a group leaves behind."""
        for name in NOTED:
            setattr(self.machine, name, type(getattr(self.machine, name))())
        self._requested = len(self.requests)

    def watch_from_here(self) -> None:
        """What is noted by now was noted by others."""
        for name, whose in SETS.items():
            self._seen[name] = set(getattr(self.holder(whose), name))
        for name, whose in TABLES.items():
            self._seen[name] = dict(getattr(self.holder(whose), name))
        self._seen["lenient"] = self._lenient()
        self._known = len(self.machine.given_order)

    def begin(self, group: Key, key: Key, label: str) -> None:
        """Something of a page runs from now on."""
        if self.book.now.key != group:
            self.close()
            self.start(Group(group, label))
        self.book.key = key
        self.machine.mark()
        self.book.runs(label, CLOCK.time)
        if self.book.replaying:
            self.book.travel(key)
        self.memory.age = self.book.age(key)

    def start(self, group: Group) -> None:
        """A new group runs from now on."""
        self.book.now = group
        self.open()

    def close(self) -> None:
        """Notes what the runs of the group left behind."""
        group, m = self.book.now, self.machine
        self._diff(group)
        self.register()
        group.noted = {name: getattr(m, name) for name in NOTED}
        raws = self.requests[self._requested :]
        frames = (frame for raw in raws for frame in frames_of(raw.frame))
        group.names = frozenset(frame.closure.name for frame in frames if frame.closure is not None)
        group.loading = [raw for raw in raws if raw.entry < 0]
        self.loading.update((id(raw), group.key) for raw in group.loading)
        self.book.groups.append(group)

    def _diff(self, group: Group) -> None:
        for name, whose in SETS.items():
            held: set[Any] = getattr(self.holder(whose), name)
            new = held - self._seen[name] if len(held) != len(self._seen[name]) else None
            if new:
                group.first[name] = dict.fromkeys(new)
                self._seen[name] |= new
        for name, whose in TABLES.items():
            found: dict[Any, Any] = getattr(self.holder(whose), name)
            before: dict[Any, Any] = self._seen[name]
            if found != before:
                group.first[name] = {key: one for key, one in found.items() if before.get(key, GONE) != one}
                group.first[name].update(dict.fromkeys(before.keys() - found.keys(), GONE))
                self._seen[name] = dict(found)
        lenient = self._lenient()
        if lenient != self._seen["lenient"]:
            group.first["lenient"] = dict.fromkeys(lenient - self._seen["lenient"])
            self._seen["lenient"] = lenient
        given = self.machine.given_order[self._known :]
        if given:
            group.first["given"] = {one: self.machine.given(*one) for one in given}
            self._known = len(self.machine.given_order)

    def _lenient(self) -> set[str]:
        return {path for path, unit in self.world.units.items() if unit is not None and unit.lenient}

    def register(self) -> None:
        """Notes which functions were made by what runs now."""
        group = self.book.now
        new = [number for number in self.machine.closures if number not in self.registered]
        at = len(group.first.get("closures", ()))
        for number in new:
            self.registered[number] = (*group.key, at)
            group.first.setdefault("closures", {})[number] = group.label
            at += 1

    # -- modules ---------------------------------------------------------------------------------------------

    def begin_load(self, page: str) -> None:
        """A module is loaded for a page (or the app), which nobody else asked for."""
        if self.phase in (LOAD_APP, LOAD) and not self.book.replaying:
            key = (self.phase, self.pages.get(page, APP))
            self.begin(key, key, page)

    def begin_module(self, label: str) -> Group:
        """A module is loaded because another one asks for it: the group of that, which goes on afterwards."""
        outer = self.book.now
        if self.phase in (LOAD_APP, LOAD) and outer.key[:1] == (self.phase,):
            self.close()
            self.start(Group((*outer.key[:2], len(self.book.groups)), label))
        return outer

    def end_module(self, outer: Group) -> None:
        """What asked for the module goes on."""
        if self.book.now is not outer:
            self.close()
            self.start(Group((*outer.key[:2], len(self.book.groups)), outer.label))

    def _loaded(self, maker: int, size: int) -> None:
        """A top level has run: what it did to what is not its own is noted."""
        book, shared = self.book, self.book.now.shared
        shapes = Shapes(book.since)
        for table, key, before in self.world.written_by_load(self.owners, size):
            book.changed(table, key, before)
            held = table.get(key) if type(table) is Table else None
            if shared is not None:
                try:
                    shared.append((id(table), key, shapes.of(held) if held is not None else None))
                except UnknownShape:
                    shared = book.now.shared = None

    # -- entries ---------------------------------------------------------------------------------------------

    def exchange(self, m: Machine, name: str, site: Place) -> Exchange:
        """An exchange that notes whose code uses its answer."""
        return WatchedExchange(m, name, site, self.book)

    def number(self, owner: str, method: str) -> int:
        """The number of a new entry: that which one of the same name had before it was run anew."""
        page = self.pages.get(owner, APP) if owner else ALONE
        at = self.counts[page]
        self.counts[page] += 1
        before = self.numbers.get((owner, method if owner else f"{self._alone} {method}"))
        if before:
            number = before.pop(0)
        else:
            number = (page + 1) * _MANY + self._given_numbers[page]
            self._given_numbers[page] += 1
            if self._given_numbers[page] == _MANY and owner:
                raise Fallback("entries")
        self.order[number] = (page, at) if owner else (ALONE, self._turn, *self._origin)
        return number

    def label(self, entry: Entry) -> str:
        """Whose code an entry is."""
        return entry.owner or self.owners.label(entry.closure.unit.path)

    def when(self, raw: Raw) -> Key:
        """What orders a request among all."""
        return (0, *self.loading[id(raw)]) if raw.entry < 0 else (1, *self.order[raw.entry])

    def sender(self, raw: Raw) -> str:
        """Whose code sent a request."""
        if raw.entry >= 0:
            return self.label(self.numbered[raw.entry])
        when = self.loading[id(raw)]
        return next(group.label for group in self.book.groups if group.key == when)

    def launch(self, numbers: list[int]) -> None:
        """As in `Survey`. What the app sends when it is launched is forgotten."""
        self.phase = LAUNCH
        super().launch(numbers)
        self.close()
        for group in self.book.groups:
            if group.key[0] == LAUNCH:
                group.names, group.loading = frozenset(), []
        self.phase = LOAD
        self.start(Group((LOAD, APP), "app"))

    def run(self) -> None:
        """As in `Survey`."""
        self.turn(WEIGH)
        self._seen["heard"] = set()
        super().run()
        self.close()
        self.machine.closures.clear()
        self.every = self.requests

    def resume(self, barren: Counter[int], spent: int) -> None:
        """Goes on from what runs came to nothing, and what was spent."""
        self._barren, self._spent = barren, spent

    def turn(self, phase: int) -> None:
        """A phase begins that belongs to no page."""
        self.phase = phase
        self.begin((phase, APP), (phase, APP), "app")

    def _weigh(self) -> None:
        if self.phase == WEIGH:
            self.functions = [
                Function(one.func, one.unit, one.name, False)
                for one in (*self.machine.closures.values(), *(entry.closure for entry in self.entries))
                if one.fields is None
            ]
            self.functions += [one for one in self._ran.values() if not one.is_class]
        super()._weigh()

    def run_first(self, entry: Entry) -> None:
        """As in `Survey`."""
        self.phase = STARTS if entry.starts else REST
        super().run_first(entry)

    def hand(self, functions: list[Closure]) -> None:
        """As in `Survey`. What a page hands over is not run anew with the page alone."""
        super().hand(functions)
        if not functions:
            return
        if self.book.replaying:
            raise Fallback("handed over")
        self.lent.add(self.book.label)

    def enter_handed(self, closure: Closure, at: int) -> None:
        """As in `Survey`. It comes before the functions that nothing calls."""
        self._turn, self._origin = -1, (at,)
        super().enter_handed(closure, at)

    def _run_unreached(self) -> None:
        self.phase = UNREACHED
        super()._run_unreached()
        self.turn(RENEW)
        self._seen["heard"] = set()

    def run_alone(self, closure: Closure, names: set[str], turn: int) -> bool:
        """As in `Survey`."""
        number = id(closure.func)
        if not self.is_unreached(closure, names):
            return False
        if number not in self.registered:
            self.register()
        self._turn, self._origin = turn, self.registered[number]
        self._alone = self.owners.label(closure.unit.path)
        maker = next((one for one in self.book.groups if number in one.first.get("closures", ())), None)
        if maker is not None and maker.label != self._alone:
            self.lent.add(maker.label)
        key = (UNREACHED, ALONE, turn, *self._origin)
        self.begin(key, key, self._alone)
        return super().run_alone(closure, names, turn)

    def rerun(self, entries: list[Entry], names: set[str], again: dict[int, int]) -> None:
        """As in `Survey`."""
        if self.phase == LACKING:
            super().rerun(entries, names, again)
            return
        self.phase += 1
        super().rerun(entries, names, again)
        self.turn(self.phase + 1)

    def fill_in(self, names: set[str], again: dict[int, int]) -> None:
        """As in `Survey`."""
        self.phase = LACKING
        self._seen["heard"] = set()
        super().fill_in(names, again)
        self.turn(END)

    def _is_stale(self, entry: Entry) -> bool:
        self._begin_entry(entry)
        return super()._is_stale(entry)

    def _begin_entry(self, entry: Entry) -> Key:
        order = self.order[entry.number]
        key = (self.phase, *order)
        self.begin(key if order[0] == ALONE else key[:2], key, self.label(entry))
        return key

    def _run(self, entry: Entry) -> None:
        key = self._begin_entry(entry)
        spent, matters = self._spent, self._is_weighty(entry)
        numbers = id(entry.closure), id(entry.closure.func)
        before = [self._barren[number] for number in numbers]
        super()._run(entry)
        group = self.book.now
        group.ran.append(Ran(key, spent, matters, self._spent - spent))
        for number, was in zip(numbers, before, strict=True):
            if self._barren[number] != was:
                at = (number, numbers[1])
                group.barren[at] = group.barren.get(at, 0) + self._barren[number] - was

    def written(self, table: Any, name: str, value: Val, place: Place | None) -> Val:
        """As in `Survey`; a write to what is not the page's own is noted."""
        super().written(table, name, value, place)
        book = self.book
        if type(table) is Table and table.born < book.since and not self.owners.are_own(table):
            step = self.machine.stepping.get(place, "") if place is not None else ""
            if book.now.shared is not None:
                book.now.shared.append(("written", self.current, id(table), name, step))
        return value


__all__ = ["GONE", "NOTED", "SETS", "TABLES", "RecordedSurvey"]
