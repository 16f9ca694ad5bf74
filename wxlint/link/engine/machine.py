"""The machine: what runs now, what waits to run, and what was decided. Both ways of running share it.

*Survey* runs both sides of a condition that is not known and joins what they leave: one pass, all values.
*Rehearsal* takes one side at a time, along a list of decisions: one pass a way through, exact in its order.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from wxlint.link.engine.decisions import STEP, number_in
from wxlint.link.engine.frame import Completion, Frame, Infeasible, JsThrow, Outcome, OverBudget, Task
from wxlint.link.engine.heap import Closure, Native, Obj, Sym, Val
from wxlint.link.engine.journal import Mark
from wxlint.link.engine.pure import Pure, term_of
from wxlint.link.engine.switches import Condition, is_switch, sides
from wxlint.link.engine.table import Table
from wxlint.model.place import Place

if TYPE_CHECKING:
    from wxlint.link.engine.exchange import Exchange
    from wxlint.link.engine.module import Unit
    from wxlint.link.engine.trace import Tracer
    from wxlint.read import ir

MAX_DEPTH = 40
#: Calls of a function by itself that one run of the survey follows: a failed request that is sent once more
#: after a login, which may fail and be sent once more, would fill every run.
MAX_RECURSIONS = 3
CLOCK_START = 1_700_000_000_000.0
#: Numbers of timers are above it: 0 and 1 are what flags hold.
TIMERS = 100
MAX_STEPS = 5_000
#: Steps that the top level of a module may take: tables of data are long.
LOAD_STEPS = 20_000
#: Steps that a call may take in which nothing happens, and one into a module that only computes.
PURE_STEPS = 4_000
#: Steps from which on a computation is worth passing over in rehearsal.
COSTLY_STEPS = 40


class Machine(Pure):
    """State that every part of the interpreter shares. `survey`: join both sides of unknown conditions."""

    def __init__(self, tracer: Tracer) -> None:
        Pure.__init__(self)
        self.survey = True
        #: Whether a function runs on parameters that stand for any, to see what its requests have of them.
        self.symbolic = False
        #: Hears of every call by what its callee is written as, where the project declares wrappers.
        self.declared: Callable[[Machine, str, list[Val], Place, Place], None] | None = None
        self.weak = 0
        self.tracer = tracer
        self.micro: deque[Task] = deque()
        self.steps = 0
        self.max_steps = MAX_STEPS
        self.max_depth = MAX_DEPTH
        self.events = 0
        self.relevant: set[int] = set()
        self.surveyed: set[int] = set()
        #: The functions that ever ran, and those that ran since the present entry began.
        self.executed: set[int] = set()
        self.running: set[int] = set()
        #: The tables of which members were read since then, by `id`; and the places that were, by `id` of the
        #: table and hash of the name (those of which all was, by `id`). Of tables older than the entry alone
        #: (`since`: when it began): what is gone with it leaves its `id` to others.
        self.since = 0
        self.touched: set[int] = set()
        self.read: set[int] = set()
        self.heavy: set[int] = set()
        #: The unknowns that were compared with themselves.
        self.alike: set[tuple[object, ...]] = set()
        #: The listeners (`onPlay(…)`) that were run in this round of the survey.
        self.heard: set[tuple[object, ...]] = set()
        #: How often each function was called, since the present entry began, by what it had called itself.
        self.recursions: Counter[int] = Counter()
        #: What happened so far, writes to members included; functions and loops in which something did
        #: (`active`), and those that took many steps (`costly`).
        self.happened = 0
        self.noted = 0
        #: Those of the noted things that were throwing something.
        self.thrown = 0
        self.active: set[int] = set()
        self.costly: set[int] = set()
        #: The functions that may reach a request or a loading, judging by names.
        self.weighty: set[int] = set()
        self.closures: dict[int, Closure] = {}
        #: Other functions of the same text, and how many of each text are kept.
        self.twins: dict[int, list[Closure]] = {}
        self.most_twins = 0
        #: Functions without a name that got one where another module put them into a variable.
        self.named: dict[int, str] = {}
        #: Names of members that the program writes to objects that are not known: `pages[0].setData({ id })`.
        self.scattered: set[str] = set()
        #: Names of members that such an object was asked for and does not have by itself.
        self.missed: set[str] = set()
        #: The tables that such an object may be: of pages, components, the app, and their data (by `id`).
        self.shared: set[int] = set()
        #: What programs add to the language's own kinds of values stands in these, by kind.
        self.prototypes: dict[str, Obj] = {}
        #: The methods that the platform gives every page and component; made with the first of them.
        self.methods: dict[str, Native] = {}
        #: The `++` and `+=` that ran: they step from what they find.
        self.stepping: dict[Place, str] = {}
        #: Of switches: the sides that were taken, and those that were not, by `id`, each with its module and
        #: the condition that it is a side of.
        self.taken_sides: set[int] = set()
        self.passed_sides: dict[int, tuple[Unit, Any, Condition]] = {}
        self.last_return: Place | None = None
        self.called: set[int] = set()
        #: What is to be forgotten of it: which set it was added to. None: nothing is.
        self._learnt: list[tuple[set[Any], object]] | None = None
        #: The exchange whose failure is being played, in survey.
        self.cause: Exchange | None = None
        #: The last readings of bodies, each with where it is written.
        self.bodies_read: list[tuple[Exchange, Place]] = []
        self.waiting: list[Any] = []
        #: The loops that run now, outermost first: the frame of each, whether it calls a function back, where
        #: it does not, the loop, and where its beginning is written.
        self.loops: list[tuple[Frame, bool, ir.Loop | None, Place | None]] = []
        self.promises: list[Any] = []
        #: In rehearsal: the number of the way's first promise; whether the way waits for an older.
        self.first_promise = 0
        self.stale = False
        #: In rehearsal: where in the journal the way began, how often the phone's storage was written to,
        #: when the user tapped again (0: not yet), and the lists and tables altered before (`earlier.py`).
        self.way_began: Mark = (0, 0)
        self.stored = 0
        self.tapped = 0
        self.altered: dict[int, Obj] = {}
        #: In rehearsal: in how many loops, one in another, one turn is played for all of an unknown number.
        self._turns = 0
        #: In rehearsal: the page that the user sees, where it is known.
        self.page: Obj | None = None
        self.timers: list[Task] = []
        self.timer_count = TIMERS
        self.now = CLOCK_START

    def branches(self, runs: list[Callable[[], Completion]], frame: Frame) -> Completion:
        """Runs each from the state as it is, and joins the states of those that come to their end."""
        mark = self.mark()
        alive: list[Outcome] = []
        dead: list[Completion] = []
        thrown: JsThrow | None = None
        self.weak += 1
        try:
            for run in runs:
                completion: Completion = None
                try:
                    completion = run()
                    ended = completion is None
                except JsThrow as error:
                    # With its trace it would hold this very call, and all that was called on the way.
                    thrown, ended = error.with_traceback(None), False
                    self.events += 1
                finals: Outcome = {}
                if len(self.journal) > mark[0]:
                    finals = self.finals(mark)
                    self.undo(mark)
                if ended:
                    alive.append(finals)
                elif completion is not None:
                    self.events += 1
                    dead.append(completion)
                    if completion[0] != "return" and frame.jumps:
                        frame.jumps[-1].append(finals)
                    else:
                        frame.exits = (*frame.exits, finals)
        finally:
            self.weak -= 1
        returned = [completion[1] for completion in dead if completion and completion[0] == "return"]
        if alive:
            frame.returns = (*frame.returns, *returned)
            self.merge(alive, also_now=False)
            return None
        jumps = [completion for completion in dead if completion and completion[0] != "return"]
        if jumps:
            frame.returns = (*frame.returns, *returned)
            return jumps[0]
        if returned:
            return ("return", self.join(returned))
        if thrown is not None:
            raise thrown
        return None

    def maybe(self, run: Callable[[], None]) -> None:
        """Runs something that may or may not happen."""
        mark = self.mark()
        self.weak += 1
        try:
            run()
        except JsThrow:
            self.events += 1
            self.undo(mark)
        finally:
            self.weak -= 1
        self.join_before(mark)

    @property
    def many(self) -> bool:
        """Whether what is asked for now is asked for once in each turn of such a loop."""
        return self._turns > 0 or self.standing

    @contextmanager
    def one_for_many(self) -> Iterator[None]:
        """What runs while it lasts is one turn, played for all turns of a loop."""
        self._turns += 1
        try:
            yield
        finally:
            self._turns -= 1

    def stepped(self, value: Val, by: Val, sign: int, made: Sym) -> Sym:
        """`value + by` or `value - by` of a value that is not known: so many steps from that; else `made`."""
        steps = None if self.survey else number_in(by)
        if steps is None or not isinstance(value, Sym) or made.nature not in ("number", "counted"):
            return made
        term, before = (value.term[1], value.term[2]) if value.term[0] == STEP else (value.term, 0)
        total = before + sign * steps
        return Sym((STEP, term, total) if total else term, made.nature, made.place, value.foreign)

    def forks_at(self, node: object) -> bool:
        """Whether an unknown condition at this node must be decided: something happens on a side of it."""
        return (
            not self.survey and not self.weak and (id(node) in self.relevant or id(node) not in self.surveyed)
        )

    def took(self, f: Frame, node: Condition, plain: bool) -> None:
        """Notes in survey which side of a switch was taken, and which was not."""
        if self.survey and f.unit.switches.get(id(node), node) is not None and is_switch(f, node):
            side, other = sides(node, plain)
            self.taken_sides.add(id(side))
            self.passed_sides[id(other)] = (f.unit, other, node)

    # -- time ------------------------------------------------------------------------------------------------

    def drain(self) -> None:
        """Runs the promise reactions that are due."""
        from wxlint.link.engine.promise import drain_micro

        drain_micro(self)

    def later(self, task: Task) -> None:
        """Queues a task; what goes wrong goes on going wrong in it."""
        task.cause = self.cause
        self.micro.append(task)

    def timer(self, task: Task) -> int:
        """Starts a timer; its number, which `clearTimeout` takes."""
        self.timer_count += 1
        task.number, task.due = self.timer_count, self.now + task.due
        self.timers.append(task)
        return task.number

    def cancel(self, number: int) -> None:
        """Stops a timer."""
        self.timers = [task for task in self.timers if task.number != number]

    @contextmanager
    def looping(
        self, frame: Frame | None, place: Place | None, *, calls_back: bool, node: ir.Loop | None = None
    ) -> Iterator[None]:
        """While it lasts, what runs is in a loop of many turns (no frame: in none that is new)."""
        if frame is None:
            yield
            return
        self.loops.append((frame, calls_back, node, place))
        try:
            yield
        finally:
            self.loops.pop()

    def idle(self, node: object) -> bool:
        """Whether a rehearsal may pass over a function or loop: it only computes, and takes long for it."""
        passed = not self.survey and id(node) in self.costly and id(node) not in self.active
        return passed and not self.is_altered()

    def is_altered(self) -> bool:
        """Whether a second tap finds something written by the first: what is computed may hang on that."""
        return self.tapped > 0 and (self.stored > 0 or self._changes() > 0)

    def _changes(self) -> int:
        """How often something was written on this way that was there before it."""
        size, time = self.way_began
        return sum(_is_older(table, time) for table, *_ in self.journal[size:])

    def passed_over(self, closure: Closure, this: Val, args: list[Val], place: Place | None) -> Sym:
        """What a call gives that is not followed. One question has one answer: a function that only computes
        gives the same on a way until something is written that it might read.
        """
        func = closure.func
        if self.survey or not (self.idle(func) or id(func) in self.heavy):
            return self.fresh(place=place)
        time = self.way_began[1]
        own = closure.scope is closure.unit.scope and not any(
            isinstance(one, Obj) and one.props.born >= time for one in (this, *args)
        )
        changes = self._changes() if own else len(self.journal)
        known = (term_of(this), *map(term_of, args), changes, self.stored)
        return Sym(("computed", id(func), *known), "unknown", place)

    def again(self, func: object) -> bool:
        """Whether a function that calls itself has done so often enough in this run of the survey."""
        self.recursions[id(func)] += 1
        return self.recursions[id(func)] > MAX_RECURSIONS

    def entered(self, func: object, *, by_the_program: bool) -> None:
        """Notes that a function runs in survey, and whether the program itself calls it."""
        number = id(func)
        self.learn(self.executed, number)
        self.running.add(number)
        self.learn(self.surveyed, number)
        if by_the_program:
            self.learn(self.called, number)

    def ran(self, node: object, happened: int, steps: int) -> None:
        """Notes what a survey of a function or loop showed, given the counts at its beginning."""
        if self.happened != happened:
            self.learn(self.active, id(node))
        elif self.steps - steps > COSTLY_STEPS:
            self.learn(self.costly, id(node))

    def learn(self, known: set[Any], one: object) -> None:
        """Adds what a function or name was found to be like to those that are known to be like that."""
        if one not in known:
            known.add(one)
            if self._learnt is not None:
                self._learnt.append((known, one))

    @contextmanager
    def learning_nothing(self) -> Iterator[None]:
        """What functions are found to be like while it lasts is forgotten."""
        outer, self._learnt = self._learnt, []
        known = len(self.given_order)
        try:
            yield
        finally:
            for found, one in self._learnt:
                found.discard(one)
            self._learnt = outer
            self.forget_given(known)

    def forget_runs(self) -> None:
        """Lets go of what was noted of runs for those who compare them, when nobody does."""
        self.running, self.touched, self.read = set(), set(), set()
        self.closures.clear()
        self.twins.clear()

    def note_function(self, closure: Closure) -> None:
        """Notes a function that was made, so that it can be run where nothing calls it."""
        if self.closures.setdefault(id(closure.func), closure) is not closure and self.most_twins:
            twins = self.twins.setdefault(id(closure.func), [])
            if len(twins) < self.most_twins:
                twins.append(closure)

    # -- bookkeeping -----------------------------------------------------------------------------------------

    def step(self) -> None:
        """Counts one step, and stops an entry that takes too many."""
        self.steps += 1
        if self.steps > self.max_steps:
            raise OverBudget

    def note(self) -> None:
        """Something happened that outcomes may depend on: it is worth forking on the way here."""
        self.events += 1
        self.happened += 1
        self.noted += 1
        frame = self.frame
        while frame is not None and not frame.noted:
            frame.noted = True
            if frame.closure is not None:
                self.learn(self.relevant, id(frame.closure.func))
            frame = frame.parent


def _is_older(written: Any, time: int) -> bool:
    """Whether what was written to, a table or an object, was made before that time."""
    return bool((written if type(written) is Table else written.props).born < time)


__all__ = ["Completion", "Frame", "Infeasible", "JsThrow", "Machine", "OverBudget", "Task"]
