"""One run of an entry in survey: what it may take, what is kept of it, how it may end."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Callable

from mypy_extensions import mypyc_attr

from wxlint.link.any_outcome import AnyOutcome
from wxlint.link.engine.calls import call_closure
from wxlint.link.engine.heap import UNDEF, Val
from wxlint.link.engine.machine import MAX_STEPS, Infeasible, JsThrow, OverBudget
from wxlint.link.engine.promise import run_task, told_of_failures
from wxlint.link.given import arguments
from wxlint.link.memory import STARTS, unclaimed
from wxlint.link.raw import Entry, Ran, Raw, end_calls
from wxlint.link.sweep import sweep
from wxlint.platform.behaviour import INTERESTING

#: Steps that an entry may take from which nothing interesting can be reached: enough to see what it writes.
LIGHT_STEPS = 500
#: A function that was barren in so many objects (a mixin's, in page after page) is so in all, and so is code
#: that was each time after very many steps (a start of a component), whoever made a function of it.
MANY_BARREN = 3
MANY_BARREN_RUNS = 8
#: Steps of all entries of a round from which on each may take half of what it might have, and so again.
GENEROUS_STEPS = 300_000


def thrift(spent: int) -> int:
    """How often what an entry may take is halved, after so many steps of others."""
    return min(spent // GENEROUS_STEPS, 2)


@mypyc_attr(allow_interpreted_subclasses=True)
class Runs(AnyOutcome):
    """Runs entries, each as at the time when it is its turn, and joins what they leave."""

    def __init__(self) -> None:
        super().__init__()
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
        #: The functions that ran in an entry, by `id`.
        self._ran: dict[int, Ran] = {}

    def _is_weighty(self, entry: Entry) -> bool:
        """Whether it may reach a request or a loading; what a function made (a throttle) may reach all."""
        closure = entry.closure
        return id(closure.func) in self.machine.weighty or closure.scope is not closure.unit.scope

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
            Runs._run(self, entry)

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
