"""A survey, a memory and a world that write into a book what each run leaves to others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from wxlint.link.engine.exchange import Exchange
from wxlint.link.engine.heap import Val
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.table import Table
from wxlint.link.held.book import Book, Fallback, Key, seen
from wxlint.link.held.shape import Shapes, UnknownShape
from wxlint.link.memory import ITEMS, Memory, Where
from wxlint.link.resolve import Resolver
from wxlint.link.world import World
from wxlint.model.place import Place
from wxlint.read.files import Files

if TYPE_CHECKING:
    from wxlint.link.engine.module import Unit
    from wxlint.link.held.survey import RecordedSurvey

_FLAGS = frozenset(("status_read", "checked", "escaped", "handled", "like", "returned"))


class WatchedExchange(Exchange):
    """An exchange that notes when the code of another page uses what it gave."""

    def __init__(self, machine: Machine, api: str, site: Place, book: Book) -> None:
        self.book = book
        self.home = book.label
        super().__init__(machine, api, site)
        self.users = _Watched(self)
        self.objects = _Watched(self)

    def __setattr__(self, name: str, value: Any) -> None:
        known = name in _FLAGS and hasattr(self, name)
        if not known or (getattr(self, name) is not value and self.touch()):
            object.__setattr__(self, name, value)

    def touch(self) -> bool:
        """Something is done with the answer; whether that counts. After the survey it does not."""
        if self.book.over:
            return False
        if self.home != self.book.label:
            self.book.crossed.add((self.home, self.book.label))
        return True


class _Watched(list[Any]):
    def __init__(self, exchange: WatchedExchange) -> None:
        super().__init__()
        self._exchange = exchange

    def append(self, value: Any) -> None:
        if self._exchange.touch():
            super().append(value)

    def pop(self, *at: Any) -> Any:
        return super().pop(*at) if self._exchange.touch() else None


class Owners:
    """Whose tables are whose, by when they were made."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.world: RecordedWorld | None = None

    def label(self, path: str) -> str:
        """The page, component or app whose script a module is; the module's path where it is nobody's."""
        return self.world.own.get(path, path) if self.world is not None else path

    def are_own(self, table: Any) -> bool:
        """Whether a table (or an object) was made by the code whose turn it is."""
        born = table.born if type(table) is Table else table.props.born
        if born < 0 and self.world is not None:
            return self.label(self.world.makers[-born - 1]) == self._book.label
        return self._book.ran_at(born) == self._book.label


class RecordedMemory(Memory):
    """A memory whose changes can be taken back and made again, as far as others see them."""

    def __init__(self, book: Book, owners: Owners) -> None:
        super().__init__()
        self._book = book
        self._owners = owners
        #: The places that others than their owner write to.
        self._shared: set[Where] = set()

    def take(self, m: Machine, entry: int, writes: list[tuple[Any, Any, Any]], since: int) -> None:
        """As in `Memory`. What is written to others' tables is noted; run anew, it is there already."""
        own: list[tuple[Any, Any, Any]] = []
        foreign: list[tuple[Any, Any, Any]] = []
        for write in writes:
            table = write[0]
            born = table.born if type(table) is Table else table.props.born
            (own if born >= since or self._owners.are_own(table) else foreign).append(write)
        if not foreign:
            super().take(m, entry, writes, since)
            return
        self._note(entry, foreign)
        self._shared.update((id(table), key) for table, key, _ in foreign)
        if self._book.replaying:
            super().take(m, entry, own, since)
            return
        before = [(table, key, seen(table, key)) for table, key, _ in foreign]
        super().take(m, entry, writes, since)
        for table, key, held in before:
            if seen(table, key) is not held:
                self._book.changed(table, key, held)

    def _note(self, entry: int, writes: list[tuple[Any, Any, Any]]) -> None:
        shared = self._book.now.shared
        if shared is None:
            return
        shapes = Shapes(self._book.since)
        try:
            for table, key, value in writes:
                held = shapes.of(value) if isinstance(value, Val) else None
                shared.append((entry, id(table), key, held))
        except UnknownShape:
            self._book.now.shared = None

    def _change(self, where: Where) -> None:
        number, name = where
        places = [(self._changed, number), (self._changed, number ^ hash(name))]
        if name == ITEMS:
            places.append((self._opened, number))
        before = [(table, key, seen(table, key)) for table, key in places]
        super()._change(where)
        for table, key, held in before:
            self._book.changed(table, key, held)

    def _look_at(self, where: Where) -> None:
        numbers = list(self.writers[where])
        before = [(self._restless, one, seen(self._restless, one)) for one in numbers]
        known = where in self._wavering
        super()._look_at(where)
        if not known and where in self._wavering:
            self._book.changed(self._wavering, where, False)
            for table, key, held in before:
                self._book.changed(table, key, held)

    def settle(self, m: Machine, mark: tuple[int, int]) -> None:
        """As in `Memory`; what a page settles of what is not its own is noted."""
        super().settle(m, mark)
        for table, key, _ in m.journal[mark[0] :]:
            if type(table) is Table and table.born < self._book.since and not self._owners.are_own(table):
                shared = self._book.now.shared
                if shared is not None:
                    shared.append(("settled", id(table), key, self._settled.get((id(table), key)) is table))

    def finish(self, m: Machine) -> None:
        """As in `Memory`."""
        before = [(table, key, table.get(key)) for (_, key), table in self._settled.items()]
        super().finish(m)
        for table, key, held in before:
            if held is not None and table.get(key) is not held:
                self._book.changed(table, key, held)

    def finish_own(self, m: Machine) -> None:
        """Finishes what the page that is run anew has settled of its own; the rest is finished."""
        every = self._settled
        self._settled = {where: table for where, table in every.items() if self._owners.are_own(table)}
        super().finish(m)
        self._settled = every

    def forget(self, numbers: Iterable[int]) -> None:
        """Forgets what entries did that are run anew: what they count, and what made them restless."""
        gone = set(numbers)
        for number in gone:
            self._restless.pop(number, None)
        _without(self._stepped, gone)
        # What is shared is not written again.
        shared = {where: self.writers.pop(where) for where in self._shared & self.writers.keys()}
        _without(self.writers, gone)
        self.writers.update(shared)


def _without(table: dict[Where, dict[int, Any]], gone: set[int]) -> None:
    """Takes entries out of a table of what each did where."""
    for where in [where for where, done in table.items() if not gone.isdisjoint(done)]:
        kept = {number: one for number, one in table.pop(where).items() if number not in gone}
        if kept:
            table[where] = kept


class RecordedWorld(World):
    """A world that notes who asks for which module, and what a module's top level leaves to others."""

    def __init__(
        self,
        files: Files,
        resolver: Resolver,
        machine: Machine,
        api_objects: tuple[str, ...],
        book: Book,
    ) -> None:
        super().__init__(files, resolver, machine, api_objects)
        self._book = book
        #: Module -> the modules that it asked for, in order.
        self.asked: dict[str, list[str]] = {}
        #: When each module was loaded; those whose exports have changed since.
        self.loaded: dict[str, Key] = {}
        self.renewed: set[str] = set()
        #: The script that is loaded anew.
        self.anew: str | None = None
        self.survey: RecordedSurvey
        self._depth = 0

    def load(self, path: str) -> Unit | None:
        """As in `World`. Raises Fallback where a page that is run anew needs what is not there yet."""
        book = self._book
        if path in self.units:
            if book.replaying and path != self.anew and self.loaded[path] > book.key:
                raise Fallback("a later module")
            return self.units[path]
        if book.replaying and path != self.anew:
            raise Fallback("a new module")
        outer = None
        if self._depth:
            outer = self.survey.begin_module(self.own.get(path, path))
        else:
            self.survey.begin_load(self.current)
        book.now.loaded.append(path)
        self.loaded[path] = book.now.key
        label, book.label = book.label, self.own.get(path, path)
        self._depth += 1
        try:
            return super().load(path)
        finally:
            self._depth -= 1
            book.label = label
            if outer is not None:
                self.survey.end_module(outer)

    def selects(self, owner: str, component: str) -> None:
        """As in `World`. Who uses a component so is not run anew alone, nor is the component."""
        self._book.crossed.add((component, owner))

    def require(self, request: str, importer: str) -> Val:
        """As in `World`."""
        found = self.resolver.resolve(request, importer) if request not in self.modules else None
        if found is not None:
            self.asked.setdefault(importer, []).append(found.path)
        return super().require(request, importer)

    def _is_renewed(self, unit: Unit) -> bool:
        renewed = super()._is_renewed(unit)
        if renewed:
            self.renewed.add(unit.path)
        return renewed

    def written_by_load(self, owners: Owners, size: int) -> Iterator[tuple[Any, Any, Any]]:
        """What a top level that has just run wrote to tables of others: table, key, what was there before."""
        for table, key, before in self.machine.journal[size:]:
            if not owners.are_own(table):
                yield table, key, before


__all__ = ["Owners", "RecordedMemory", "RecordedWorld", "WatchedExchange"]
