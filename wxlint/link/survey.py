"""The survey: runs every entry of a program once, joining what is not known, and writes down each request.

It also learns three things that the rehearsal needs: which functions and conditions have something happen in
them, what every field of a page may hold, and which functions were never reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from mypy_extensions import mypyc_attr

from wxlint.link.any_outcome import LOADING, MOST_INSTANCES
from wxlint.link.dead import dead_entries
from wxlint.link.engine.classes import construct
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Val, spread
from wxlint.link.engine.module import Unit
from wxlint.link.engine.table import Table
from wxlint.link.handed import receiver, without_first
from wxlint.link.memory import STARTS
from wxlint.link.raw import Entry, Ran, frames_of, last_of
from wxlint.link.runs import Runs
from wxlint.link.weigh import weighty
from wxlint.model.place import Place
from wxlint.platform.behaviour import INTERESTING, TRANSFERS

#: How often it is looked again for functions that nothing called.
MAX_TURNS = 3


@mypyc_attr(allow_interpreted_subclasses=True)
class Survey(Runs):
    """Runs entries on a platform on which everything may happen."""

    def __init__(self) -> None:
        super().__init__()
        self._entered: set[int] = set()
        #: All modules; set by the linker.
        self.units: Callable[[], Iterable[Unit]] = tuple
        #: Lets imports be what was assigned to what they import; set by the linker.
        self.renew: Callable[[], Iterable[tuple[Table, str]]] = tuple
        #: The names of functions that send and are not at hand, as the project declares them.
        self.declared: frozenset[str] = frozenset()
        #: The calls that are seen as requests of wrappers which the project declares.
        self.told: set[Place] = set()

    def add(self, owner: str, method: str, value: Val, instance: Obj | None) -> Entry | None:
        """Registers an entry; None where the value is no function of the project."""
        for one in spread(value):
            if isinstance(one, Closure) and one.fields is None:
                entry = Entry(self.number(owner, method), owner, method, one, instance)
                self.entries.append(entry)
                self.numbered[entry.number] = entry
                return entry
        return None

    def number(self, owner: str, method: str) -> int:
        """The number of a new entry."""
        return len(self.entries)

    def launch(self, numbers: list[int]) -> None:
        """Runs the app's start, before what pages do while they load: they may take what it writes."""
        self._weigh()
        loaded = len(self.requests)
        for number in numbers:
            self._run(self.numbered[number])
        self.memory.finish(self.machine)
        # What it sends is written down when all is loaded.
        del self.requests[loaded:]

    def run(self) -> None:
        """Runs every entry, and what was not reached; then, knowing every write, again what may send."""
        self.machine.heard.clear()
        self._weigh()
        self._enter_handed()
        for entry in sorted(self.entries, key=lambda one: not one.starts):
            self.run_first(entry)
        self._run_unreached()
        names = self._sending_names()
        again: dict[int, int] = {}
        self.memory.renew(self.renew())
        self.machine.heard.clear()
        self._spent = 0
        # What starts a page is the first to find its fields empty; nothing else does.
        starts = [entry for entry in self.entries if entry.method in STARTS]
        self.rerun(starts, names, again)
        self.memory.finish(self.machine)
        self.rerun([entry for entry in self.entries if entry.method not in STARTS], names, again)
        self.memory.finish(self.machine)
        self.fill_in(names, again)
        self._forget_runs()
        told = without_first(last_of(self.requests, again), self.entries, LOADING)
        self.requests = sorted(told, key=lambda raw: raw.entry)

    def _enter_handed(self) -> None:
        """What was handed over while modules loaded may run now, and later: the last of what begins first."""
        known: set[int] = set()
        for closure in self.handed:
            if id(closure) not in known and id(closure.func) in self.machine.weighty:
                known.add(id(closure))
                self.enter_handed(closure, len(known))
        self.handed.clear()

    def enter_handed(self, closure: Closure, at: int) -> None:
        """Registers the function that was handed over as the one with that number."""
        entry = self.add("", closure.name, closure, receiver(self.machine, closure))
        if entry is not None:
            entry.handed, entry.starts = True, False

    def _forget_runs(self) -> None:
        """All entries have run: nobody asks any more whether one is to run again."""
        self.machine.forget_runs()
        self.memory.forget_changes()
        for known in (self._ran, self._complete, self._light, self._barren):
            known.clear()
        for entry in self.entries:
            entry.touched = entry.read = ()

    def bury(self) -> None:
        """Forgets what functions send that only a switch which is off leads to."""
        alone = [
            one for one in self.entries if one.requests and not one.handed and not (one.starts and one.owner)
        ]
        dead = dead_entries(self.machine, self.memory, alone, self.units()) if alone else frozenset[int]()
        self.requests = [raw for raw in self.requests if raw.entry not in dead]

    def run_first(self, entry: Entry) -> None:
        """Runs an entry for the first time, unless it has run as a part of others."""
        # A function without parameters does the same whoever calls it.
        alone = entry.starts or entry.closure.func.params
        if alone or id(entry.closure.func) not in self._complete:
            self._run(entry)

    def rerun(self, entries: list[Entry], names: set[str], again: dict[int, int]) -> None:
        """Runs entries that may send something once more, where they may do something else now.

        `again`: is told of each where what it sends begins among the requests.
        """
        for entry in entries:
            self.rerun_one(entry, names, again)

    def rerun_one(self, entry: Entry, names: set[str], again: dict[int, int]) -> None:
        """Runs an entry once more, where it may send something, and do something else than it did."""
        sends = entry.requests or (self._is_weighty(entry) and self._may_send(entry.closure, names))
        if sends and self._is_stale(entry):
            # Its names told nothing (`const send = require('./request')`), and its run did.
            self.machine.weighty.add(id(entry.closure.func))
            again[entry.number] = len(self.requests)
            self._run(entry)

    def fill_in(self, names: set[str], again: dict[int, int]) -> None:
        """Runs entries whose requests lack something once more: what came later only may fill it in."""
        self.machine.heard.clear()
        lacking = {raw.entry for raw in last_of(self.requests, again) if raw.lacks_something}
        for _, owned in groupby(self.entries, lambda entry: entry.owner):
            self.fill_in_of(list(owned), lacking, names, again)

    def fill_in_of(
        self, entries: list[Entry], lacking: set[int], names: set[str], again: dict[int, int]
    ) -> None:
        """Likewise those of one page; before them, what writes the fields that they read."""
        asking = [entry for entry in entries if entry.number in lacking]
        written = self.memory.written_for({place for entry in asking if entry.owner for place in entry.read})
        for entry in entries:
            if entry.number in written and entry.number not in lacking and self._is_stale(entry):
                self._light.discard(id(entry.closure.func))
                known = len(self.requests)
                self._run(entry)
                # What it sends was seen before: here it is asked for what it writes.
                del self.requests[known:]
        for entry in asking:
            self.fill_in_one(entry, names, again)

    def fill_in_one(self, entry: Entry, names: set[str], again: dict[int, int]) -> None:
        """Likewise one entry. Where it does not come to its end this time, what lacked nothing stands."""
        before, known = again.get(entry.number, 0), len(self.requests)
        self.rerun_one(entry, names, again)
        if again.get(entry.number, -1) >= known and self._cut:
            kept = (raw for raw in self.requests[before:known] if raw.entry == entry.number)
            self.requests += [raw for raw in kept if not raw.lacks_something]

    def _is_stale(self, entry: Entry) -> bool:
        """Whether an entry may do something else than in its last run, since something else is known now."""
        if not entry.ran:
            return True
        return self.memory.concerns(entry.number, entry.touched, entry.read, entry.since)

    def _sending_names(self) -> set[str]:
        """The names of the functions through which the requests of the first run went."""
        frames = (frame for raw in self.requests for frame in frames_of(raw.frame))
        return {frame.closure.name for frame in frames if frame.closure is not None} | self.declared

    def _may_send(self, closure: Closure, names: set[str]) -> bool:
        """Whether a function that sent nothing while all was as it is at first may send something later."""
        inside = closure.unit.names(closure.func)
        return (
            closure.scope is not closure.unit.scope
            or not TRANSFERS.isdisjoint(inside)
            or not names.isdisjoint(inside)
        )

    def _weigh(self) -> None:
        """Finds the functions from which, judging by names, a request or a loading may be reached."""
        closures = [closure for closure in self.machine.closures.values() if closure.fields is None]
        ran = [one for one in self._ran.values() if not one.is_class]
        known: list[Closure | Ran] = [*closures, *ran, *(entry.closure for entry in self.entries)]
        self.machine.weighty |= weighty(known, self.declared)
        self._leading = {one.name for one in known if id(one.func) in self.machine.weighty}

    def _run_unreached(self) -> None:
        """Functions that nothing called: they are run on unknowns, so that their requests are seen."""
        m = self.machine
        for turn in range(MAX_TURNS):
            names = self._sending_names()
            waiting = [closure for number, closure in m.closures.items() if number not in m.executed]
            # All of them are run: one may be reached by another.
            if not sum([self.run_alone(closure, names, turn) for closure in waiting]):
                return

    def run_alone(self, closure: Closure, names: set[str], turn: int) -> bool:
        """Runs a function that nothing called, where that may matter; whether it may."""
        if not self.is_unreached(closure, names):
            return False
        self._entered.add(id(closure.func))
        self.machine.weighty.add(id(closure.func))
        entry = self.add("", closure.name, closure, self._receiver(closure))
        if entry is not None:
            self._run(entry)
        return True

    def is_unreached(self, closure: Closure, names: set[str]) -> bool:
        """Whether nothing called a function, and it may matter what it does."""
        number = id(closure.func)
        if number in self.machine.executed or number in self._entered:
            return False
        return closure.fields is None and self._may_matter(closure, names)

    def _may_matter(self, closure: Closure, names: set[str]) -> bool:
        inside = closure.unit.names(closure.func)
        return not INTERESTING.isdisjoint(inside) or not names.isdisjoint(inside)

    def _receiver(self, closure: Closure) -> Obj | None:
        """What a method that nothing calls is run on: whoever does call it may have given it more members."""
        home = closure.home
        if home is None:
            return None
        made = self._known_instance(home) or self._instance_of(home)
        if made is None:
            # The table is the home's own: what the method writes, the other methods read.
            made = Obj(home.kind, home.proto, home.place)
            made.props, made.keys = home.props, home.keys
        made.open = home.open or self.machine.fresh()
        return made

    def _known_instance(self, home: Obj) -> Obj | None:
        """What all instances, that the app makes, of the class whose methods these are have in common."""
        found = [one for one, _ in self.instances.get(id(home), ())]
        if not found or len(found) > MOST_INSTANCES:
            return None
        made = Obj(found[0].kind, found[0].proto, found[0].place)
        if len(found) == 1:
            # The table is its own: what the method writes, the other methods read.
            made.props = found[0].props
        else:
            names = dict.fromkeys(name for one in found for name in one.props)
            made.props.update(
                (name, self.machine.join([one.props.get(name, UNDEF) for one in found])) for name in names
            )
        return made

    def _instance_of(self, home: Obj) -> Obj | None:
        """An object of the class whose methods these are, made of nobody knows what."""
        m = self.machine
        owner = next(
            (one for one in m.closures.values() if one.fields is not None and one.home is home), None
        )
        if owner is None:
            return None
        args: list[Val] = [m.fresh() for _ in owner.func.params]
        made: list[Val] = []
        self.aside(lambda: made.append(construct(m, owner, args, None, None)))
        return made[0] if made and isinstance(made[0], Obj) else None
