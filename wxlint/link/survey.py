"""The survey: runs every entry of a program once, joining what is not known, and writes down each request.

It also learns three things that the rehearsal needs: which functions and conditions have something happen in
them, what every field of a page may hold, and which functions were never reached.
"""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable

from mypy_extensions import mypyc_attr

from wxlint.link.any_outcome import LOADING, AnyOutcome
from wxlint.link.dead import dead_entries
from wxlint.link.engine.calls import call_closure
from wxlint.link.engine.classes import construct
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Val, spread
from wxlint.link.engine.machine import MAX_STEPS, Infeasible, JsThrow, OverBudget
from wxlint.link.engine.module import Unit
from wxlint.link.engine.promise import run_task, told_of_failures
from wxlint.link.engine.table import Table
from wxlint.link.given import arguments
from wxlint.link.handed import receiver, without_first
from wxlint.link.memory import STARTS, unclaimed
from wxlint.link.raw import Entry, Ran, Raw, end_calls, frames_of
from wxlint.link.sweep import sweep
from wxlint.link.weigh import weighty
from wxlint.model.place import Place
from wxlint.platform.behaviour import INTERESTING, TRANSFERS

#: Steps that an entry may take from which nothing interesting can be reached: enough to see what it writes.
LIGHT_STEPS = 500
#: A function that was barren in so many objects (a mixin's, in page after page) is so in all, and so is code
#: that was each time after very many steps (a start of a component), whoever made a function of it.
MANY_BARREN = 3
MANY_BARREN_RUNS = 8
#: Steps of all entries of a round from which on each may take half of what it might have, and so again.
GENEROUS_STEPS = 300_000
#: How often it is looked again for functions that nothing called.
MAX_TURNS = 3


def thrift(spent: int) -> int:
    """How often what an entry may take is halved, after so many steps of others."""
    return min(spent // GENEROUS_STEPS, 2)


@mypyc_attr(allow_interpreted_subclasses=True)
class Survey(AnyOutcome):
    """Runs entries on a platform on which everything may happen."""

    def __init__(self) -> None:
        super().__init__()
        self._entered: set[int] = set()
        self._light: set[int] = set()
        #: The names of functions from which one may be reached.
        self._leading: set[str] = set()
        #: How often a function ran, in one object or another, and neither sent nor showed anything.
        self._barren: Counter[int] = Counter()
        #: Steps that all entries took in this round.
        self._spent = 0
        #: Functions that ran in an entry that came to its end.
        self._complete: set[int] = set()
        self._cut = False
        #: All modules; set by the linker.
        self.units: Callable[[], Iterable[Unit]] = tuple
        #: Lets imports be what was assigned to what they import; set by the linker.
        self.renew: Callable[[], Iterable[tuple[Table, str]]] = tuple
        #: The functions that ran in an entry, by `id`.
        self._ran: dict[int, Ran] = {}
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
        first, again = len(self.requests), set[int]()
        self.memory.renew(self.renew())
        self.machine.heard.clear()
        self._spent = 0
        # What starts a page is the first to find its fields empty; nothing else does.
        starts = [entry for entry in self.entries if entry.method in STARTS]
        self.rerun(starts, names, again)
        self.memory.finish(self.machine)
        self.rerun([entry for entry in self.entries if entry.method not in STARTS], names, again)
        self.memory.finish(self.machine)
        self._forget_runs()
        found = (raw for at, raw in enumerate(self.requests) if at >= first or raw.entry not in again)
        told = without_first(list(found), self.entries, LOADING)
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

    def rerun(self, entries: list[Entry], names: set[str], again: set[int]) -> None:
        """Runs entries that may send something once more, where they may do something else now."""
        for entry in entries:
            self.rerun_one(entry, names, again)

    def rerun_one(self, entry: Entry, names: set[str], again: set[int]) -> None:
        """Runs an entry once more, where it may send something, and do something else than it did."""
        sends = entry.requests or (self._is_weighty(entry) and self._may_send(entry.closure, names))
        if sends and self._is_stale(entry):
            # Its names told nothing (`const send = require('./request')`), and its run did.
            self.machine.weighty.add(id(entry.closure.func))
            again.add(entry.number)
            self._run(entry)

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

    def _is_weighty(self, entry: Entry) -> bool:
        """Whether it may reach a request or a loading; what a function made (a throttle) may reach all."""
        closure = entry.closure
        return id(closure.func) in self.machine.weighty or closure.scope is not closure.unit.scope

    def _weigh(self) -> None:
        """Finds the functions from which, judging by names, a request or a loading may be reached."""
        closures = [closure for closure in self.machine.closures.values() if closure.fields is None]
        ran = [one for one in self._ran.values() if not one.is_class]
        known: list[Closure | Ran] = [*closures, *ran, *(entry.closure for entry in self.entries)]
        self.machine.weighty |= weighty(known, self.declared)
        self._leading = {one.name for one in known if id(one.func) in self.machine.weighty}

    def _leads_on(self) -> bool:
        """Whether what runs now went through a function from which, judging by names, one may be reached.

        Methods that a constructor makes under names that it puts together are only seen then.
        """
        m = self.machine
        ran = (m.closures[number] for number in m.running & m.closures.keys())
        return not m.weighty.isdisjoint(m.running) or any(
            not INTERESTING.isdisjoint(names) or not self._leading.isdisjoint(names)
            for names in (one.unit.names(one.func) for one in ran)
        )

    def _run(self, entry: Entry) -> None:
        weighty, number = self._is_weighty(entry), id(entry.closure.func)
        if (
            (not weighty and number in self._light)
            or self._barren[id(entry.closure)] >= MANY_BARREN
            or self._barren[number] >= MANY_BARREN_RUNS
        ):
            return
        self._light.add(number)
        self.machine.max_steps = MAX_STEPS >> thrift(self._spent) if weighty else LIGHT_STEPS
        self.machine.promises = []
        before = self.machine.events, len(self.requests), self.shows
        self.current = entry.number
        entry.since = self.memory.age
        this = entry.instance if entry.instance is not None else UNDEF
        args = arguments(self.machine, entry)

        given: list[Val] = []

        def start() -> None:
            made = call_closure(self.machine, entry.closure, this, args, None, None, None, callback=True)
            given.append(made)

        self.machine.running, self.machine.touched, self.machine.read, self._cut = set(), set(), set(), False
        self.accumulate(start)
        if entry.owner and not entry.starts and given:
            told_of_failures(given[0])
        entry.ran = weighty or not self._cut
        entry.touched, entry.read = array("q", self.machine.touched), array("q", self.machine.read)
        if not self._cut:
            self._complete |= self.machine.running
        entry.cost = self.machine.steps
        self._spent += entry.cost
        entry.events += self.machine.events - before[0]
        entry.requests = max(entry.requests, len(self.requests) - before[1])
        reaches = not weighty and self._cut and self._leads_on()
        if entry.requests or reaches:
            # Judging by names it reached none: the wrapper has another name where it is called.
            self.machine.weighty.add(number)
        barren = not (entry.requests or self.shows > before[2])
        self._barren[id(entry.closure)] += barren
        self._barren[number] += barren and self._cut
        made = {one.place for one in self.machine.promises if one.place is not None}
        if made:
            entry.promises |= made
        entry.shows = max(entry.shows, self.shows - before[2])
        self.current = -1
        end_calls(self.requests[before[1] :])
        self._put_away()
        sweep()
        if reaches:
            Survey._run(self, entry)

    def _put_away(self) -> None:
        """Of the functions that ran now, keeps what they are, not the scopes that they were made in."""
        closures = self.machine.closures
        for number in self.machine.running & closures.keys():
            one = closures.pop(number)
            self._ran.setdefault(number, Ran(one.func, one.unit, one.name, one.fields is not None))

    def accumulate(self, start: Callable[[], None]) -> None:
        """Runs something, then lets every place that it wrote hold what it held or what was written."""
        m = self.machine
        mark = m.mark()
        m.writes, m.since = [], mark[1]
        self._guarded(start)
        writes, m.writes = m.writes, None
        m.undo(mark)
        if self.current >= 0 and not self.numbered[self.current].is_called:
            # Nothing is known to call it: of a value that only it may leave behind, nothing is claimed.
            writes = [(table, key, unclaimed(m, value)) for table, key, value in writes]
        self.memory.take(m, self.current, writes, mark[1])

    def _guarded(self, start: Callable[[], None]) -> None:
        m = self.machine
        m.steps, m.frame, m.weak = 0, None, 0
        m.recursions.clear()
        mark = m.mark()
        try:
            start()
            if self.current >= 0 and self.numbered[self.current].method in STARTS:
                self.memory.settle(m, mark)
            m.drain()
        except (JsThrow, Infeasible):
            # What could be learned until here stands.
            pass
        except (OverBudget, RecursionError):
            # Likewise, but there is more behind it.
            self._cut = True
        self._follow_failures()
        m.frame, m.weak = None, 0

    def _follow_failures(self) -> None:
        """Of a run that ended early, sees what is done when its requests fail; what it misses may be."""
        m = self.machine
        m.micro = deque(task for task in m.micro if task.cause is not None)
        if m.micro:
            m.frame, m.weak, m.max_steps = None, 0, m.steps + LIGHT_STEPS
        while m.micro:
            task = m.micro.popleft()
            try:
                run_task(m, task)
            except (Infeasible, OverBudget, RecursionError):
                if task.cause is not None:
                    task.cause.handled = True

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
        made = self._instance_of(home)
        if made is None:
            # The table is the home's own: what the method writes, the other methods read.
            made = Obj(home.kind, home.proto, home.place)
            made.props, made.keys = home.props, home.keys
        made.open = home.open or self.machine.fresh()
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

    def aside(self, start: Callable[[], None]) -> list[Raw]:
        """The requests that something makes, which is run for that and undone: nothing of it is kept."""
        m = self.machine
        kept, self.requests = self.requests, []
        mark, writes = m.mark(), m.writes
        m.writes = None
        self._guarded(start)
        m.undo(mark)
        found, self.requests, m.writes = self.requests, kept, writes
        return found
