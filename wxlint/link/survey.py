"""The survey: runs every entry of a program once, joining what is not known, and writes down each request.

It also learns three things that the rehearsal needs: which functions and conditions have something happen in
them, what every field of a page may hold, and which functions were never reached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from wxlint.link.engine.answers import Answer, Exchange, RequestTask, escaped
from wxlint.link.engine.calls import call, call_closure
from wxlint.link.engine.classes import construct
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Sym, Val, spread
from wxlint.link.engine.machine import MAX_STEPS, Frame, Infeasible, JsThrow, Machine, OverBudget, Task
from wxlint.link.engine.promise import Promise, maybe_calls
from wxlint.link.engine.release import answered_at_once
from wxlint.link.given import arguments, result
from wxlint.link.memory import STARTS, Memory
from wxlint.link.raw import Entry, Raw, frames_of, may_write, recurs
from wxlint.link.weigh import weighty
from wxlint.model.place import Place
from wxlint.platform.apis import api
from wxlint.platform.behaviour import INTERESTING, NUMBERS, SHAPING, SURE, TRANSFERS, is_synchronous

CALLBACKS = ("success", "fail", "complete")
#: The number that stands for an entry while a module loads.
LOADING = -1
#: Steps that an entry may take from which nothing interesting can be reached: enough to see what it writes.
LIGHT_STEPS = 500
#: A function that was barren in so many objects (a mixin's, in page after page) is so in all.
MANY_BARREN = 3


class Survey:
    """Runs entries. As the machine's tracer it plays a platform on which everything may happen."""

    def __init__(self) -> None:
        self.machine = Machine(self)
        self.memory = Memory()
        self.requests: list[Raw] = []
        self.entries: list[Entry] = []
        self.current = LOADING
        self.shows = 0
        #: Where a request task is awaited or chained -> the request.
        self.awaits: dict[Place, Place] = {}
        #: Calls in loops of many turns that send a request each: call -> the loop's function (0 where nothing
        #: that is awaited in it makes it wait), the callee's place, the request's call.
        self.looped: dict[Place, tuple[int, Place, Place]] = {}
        #: The members of the API objects that each entry calls.
        self.calls: dict[int, set[str]] = {}
        #: The entries that emit a component's event: (component, event) -> entry numbers.
        self.emitters: dict[tuple[str, str], set[int]] = {}
        self._entered: set[int] = set()
        self._light: set[int] = set()
        #: How often a function ran, in one object or another, and neither sent nor showed anything.
        self._barren: Counter[int] = Counter()
        #: Functions that ran in an entry that came to its end.
        self._complete: set[int] = set()
        self._cut = False
        #: The names of functions that send and are not at hand, as the project declares them.
        self.declared: frozenset[str] = frozenset()

    # -- entries ---------------------------------------------------------------------------------------------

    def add(self, owner: str, method: str, value: Val, instance: Obj | None) -> Entry | None:
        """Registers an entry; None where the value is no function of the project."""
        for one in spread(value):
            if isinstance(one, Closure) and one.fields is None:
                entry = Entry(len(self.entries), owner, method, one, instance)
                self.entries.append(entry)
                return entry
        return None

    def run(self) -> None:
        """Runs every entry, and what was not reached; then, knowing every write, again what may send."""
        self._weigh()
        for entry in sorted(self.entries, key=lambda one: not one.starts):
            # A function without parameters does the same whoever calls it.
            alone = entry.starts or entry.closure.func.params
            if alone or id(entry.closure.func) not in self._complete:
                self._run(entry)
        self._run_unreached()
        names = self._sending_names()
        first, again = len(self.requests), set[int]()
        self.memory.finish(self.machine)
        for entry in self.entries:
            sends = entry.requests or (self._is_weighty(entry) and self._may_send(entry.closure, names))
            if sends and self._is_stale(entry):
                # Its names told nothing (`const send = require('./request')`), and its run did.
                self.machine.weighty.add(id(entry.closure.func))
                again.add(entry.number)
                self._run(entry)
        self.memory.finish(self.machine)
        found = (raw for at, raw in enumerate(self.requests) if at >= first or raw.entry not in again)
        self.requests = sorted(found, key=lambda raw: raw.entry)

    def _is_stale(self, entry: Entry) -> bool:
        """Whether an entry may do something else than in its last run, since something else is known now."""
        if entry.ran is None:
            return True
        closures = self.machine.closures
        ran = [closures[number] for number in entry.ran if number in closures]
        names = frozenset().union(*(one.unit.names(one.func) for one in ran))
        return self.memory.concerns(entry.number, entry.touched, names, entry.since)

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

    def starter(self, frame: Frame | None) -> int:
        """The entry that runs; LOADING in what a module's top level does, whoever asked for the module."""
        chain = list(frames_of(frame))
        return LOADING if chain and chain[-1].closure is None else self.current

    def _weigh(self) -> None:
        """Finds the functions from which, judging by names, a request or a loading may be reached."""
        closures = [closure for closure in self.machine.closures.values() if closure.fields is None]
        self.machine.weighty |= weighty(
            (*closures, *(entry.closure for entry in self.entries)), self.declared
        )

    def _run(self, entry: Entry) -> None:
        weighty, number = self._is_weighty(entry), id(entry.closure.func)
        if (not weighty and number in self._light) or self._barren[id(entry.closure)] >= MANY_BARREN:
            return
        self._light.add(number)
        self.machine.max_steps = MAX_STEPS if weighty else LIGHT_STEPS
        self.machine.promises = []
        before = self.machine.events, len(self.requests), self.shows
        self.current = entry.number
        entry.since = self.memory.age
        this = entry.instance if entry.instance is not None else UNDEF
        args = arguments(self.machine, entry)

        def start() -> None:
            call_closure(self.machine, entry.closure, this, args, None, None, None, callback=True)

        self.machine.running, self.machine.touched, self._cut = set(), set(), False
        self.accumulate(start)
        entry.ran, entry.touched = self.machine.running if weighty else None, self.machine.touched
        if not self._cut:
            self._complete |= self.machine.running
        entry.cost = self.machine.steps
        entry.events += self.machine.events - before[0]
        entry.requests = max(entry.requests, len(self.requests) - before[1])
        if entry.requests:
            # Judging by names it reached none: the wrapper has another name where it is called.
            self.machine.weighty.add(number)
        self._barren[id(entry.closure)] += not (entry.requests or self.shows > before[2])
        entry.promises.update(one.place for one in self.machine.promises if one.place is not None)
        entry.shows = max(entry.shows, self.shows - before[2])
        self.current = -1

    def accumulate(self, start: Callable[[], None]) -> None:
        """Runs something, then lets every place that it wrote hold what it held or what was written."""
        m = self.machine
        mark = m.mark()
        m.writes = []
        self._guarded(start)
        writes, m.writes = m.writes, None
        m.undo(mark)
        self.memory.take(m, self.current, writes, mark[1])

    def _guarded(self, start: Callable[[], None]) -> None:
        m = self.machine
        m.steps, m.frame, m.weak = 0, None, 0
        m.recursions.clear()
        mark = m.mark()
        try:
            start()
            if self.current >= 0 and self.entries[self.current].method in STARTS:
                self.memory.settle(m, mark)
            m.drain()
        except (JsThrow, Infeasible):
            # What could be learned until here stands.
            pass
        except (OverBudget, RecursionError):
            # Likewise, but there is more behind it.
            self._cut = True
        m.micro.clear()
        m.frame, m.weak = None, 0

    def _run_unreached(self) -> None:
        """Functions that nothing called: they are run on unknowns, so that their requests are seen."""
        m = self.machine
        for _ in range(3):
            names = self._sending_names()
            waiting = [closure for number, closure in m.closures.items() if number not in m.executed]
            found = False
            for closure in waiting:
                if id(closure.func) in m.executed or id(closure.func) in self._entered:
                    continue
                if closure.fields is None and self._may_matter(closure, names):
                    found = True
                    self._entered.add(id(closure.func))
                    self.machine.weighty.add(id(closure.func))
                    entry = self.add("", closure.name, closure, self._receiver(closure))
                    if entry is not None:
                        self._run(entry)
            if not found:
                return

    def _may_matter(self, closure: Closure, names: set[str]) -> bool:
        inside = closure.unit.names(closure.func)
        return not INTERESTING.isdisjoint(inside) or not names.isdisjoint(inside)

    def _receiver(self, closure: Closure) -> Obj | None:
        home = closure.home
        if home is None:
            return None
        owner = home.props.get("constructor")
        if isinstance(owner, Closure) and owner.fields is not None:
            made: list[Val] = []
            self._guarded(lambda: made.append(construct(self.machine, owner, [], None, None)))
            if made and isinstance(made[0], Obj):
                return made[0]
        return home

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

    # -- the platform ----------------------------------------------------------------------------------------

    def called(
        self, m: Machine, api_name: str, name: str, args: list[Val], call_place: Place, callee: Place
    ) -> Val:
        """An API member: a request is written down; its callbacks may run, any of them."""
        record = api(api_name, name)
        options = args[0] if args else UNDEF
        self._handles(m)
        escaped(args)
        exchange = Exchange(m, name, call_place) if record is not None else None
        if record is not None or name in SHAPING or not (is_synchronous(name) or name in SURE):
            m.note()
        self.calls.setdefault(self.current, set()).add(name)
        self._note_call(name, options, call_place, sends=record is not None)
        if record is not None:
            if m.loops:
                self._note_loop(m, call_place, callee)
            raw = Raw(record, options, call_place, callee, m.frame, self.starter(m.frame))
            raw.exchange = exchange
            self.requests.append(raw)
        elif is_synchronous(name):
            for value in args:
                if isinstance(value, Closure):
                    maybe_calls(m, value, [m.fresh()], call_place)
            return answered_at_once(m, name, call_place)
        # In survey nothing is known of most results, and an unknown is simpler than an object.
        told = result(m, name) if name in NUMBERS else m.fresh(place=call_place)
        called_back = self._call_back(m, options, exchange, told)
        if record is not None and api_name not in ("Taro", "uni"):
            return RequestTask(call_place)
        if called_back:
            return m.fresh("object", call_place)
        promise = Promise()
        promise.status, promise.value, promise.error = "fulfilled", told, m.fresh()
        return promise

    def _note_call(self, name: str, options: Val, place: Place, *, sends: bool) -> None:
        """Notes of the entry that runs what it shows and sends."""
        shows = name.startswith("show")
        self.shows += shows
        if self.current < 0:
            return
        entry = self.entries[self.current]
        if shows:
            entry.shown.add(place)
        if sends:
            entry.recursive = entry.recursive or recurs(self.machine.frame)
            entry.writing = entry.writing or name == "uploadFile" or may_write(options)

    def _note_loop(self, m: Machine, site: Place, callee: Place) -> None:
        """Writes down the call in the innermost loop that leads to the request."""
        loop, calls_back = m.loops[-1]
        place, name, inner = site, callee, m.frame
        for frame in frames_of(m.frame):
            if frame is loop or (calls_back and frame.callback and frame.parent is loop):
                break
            if frame.call is not None:
                place, name = frame.call, frame.name or frame.call
            inner = frame.parent
        else:
            return
        closure = inner.closure if inner is not None else None
        function = id(closure.func) if closure is not None and not calls_back else 0
        self.looped.setdefault(place, (function, name, site))

    def _call_back(self, m: Machine, options: Val, exchange: Exchange | None, told: Val) -> bool:
        found = False
        for one in (value for value in spread(options) if isinstance(value, Obj)):
            if isinstance(one, Closure):
                self._later(m, one, one, exchange, told if exchange is None else Answer(exchange))
            for name in CALLBACKS:
                handler = one.props.get(name)
                for function in spread(handler) if handler is not None else ():
                    if isinstance(function, Obj) and function.kind == "function":
                        found = True
                        given = told if name == "success" else m.fresh()
                        if exchange is not None and name != "fail":
                            given = Answer(exchange)
                        self._later(m, function, one, exchange if name != "success" else None, given)
        return found

    def _later(self, m: Machine, function: Obj, options: Obj, cause: Exchange | None, given: Val) -> None:
        """A callback is called with what it is given. `cause`: the failure that it is told of."""
        frame = m.frame

        def run() -> None:
            if isinstance(function, Closure):
                call_closure(m, function, options, [given], None, None, frame, callback=True)
            else:
                call(m, function, options, [given], None, None, frame)

        task = Task("callback", run, frame)
        task.cause = cause or m.cause
        m.micro.append(task)

    def foreign(self, m: Machine, callee: Val, args: list[Val], place: Place | None) -> Val:
        """Code that is not at hand: it may call back whatever it is given."""
        m.note()
        escaped(args)
        self._handles(m)
        for value in args:
            for one in spread(value):
                if isinstance(one, Closure):
                    maybe_calls(m, one, [m.fresh() for _ in one.func.params], place)
                elif isinstance(one, Obj) and one.kind == "object":
                    self._call_members(m, one, place)
        nature = (
            "parameter"
            if any(isinstance(one, Sym) and one.nature == "parameter" for one in args)
            else "unknown"
        )
        term = callee.term if isinstance(callee, Sym) else ("foreign",)
        return Sym(("call", term, place, m.fresh().term), nature, place, True)  # type: ignore[arg-type]

    def _call_members(self, m: Machine, options: Obj, place: Place | None) -> None:
        for value in list(options.props.values()):
            if isinstance(value, Closure):
                maybe_calls(m, value, [m.fresh() for _ in value.func.params], place)

    def emitted(self, m: Machine, event: str, place: Place | None) -> None:
        """A component emits an event of its own."""
        m.note()
        self._handles(m)
        if self.current >= 0:
            owner = self.entries[self.current].owner
            self.emitters.setdefault((owner, event), set()).add(self.current)

    def awaited(self, value: Val, place: Place) -> None:
        """Awaiting a request task is a mistake wherever it happens."""
        for one in spread(value):
            if isinstance(one, RequestTask):
                self.awaits.setdefault(place, one.site)
        frame = self.machine.frame
        for call_place, (function, *_) in list(self.looped.items()):
            inside = place.path == call_place.path and place.start <= call_place.start <= place.end
            if (
                inside
                and frame is not None
                and frame.closure is not None
                and id(frame.closure.func) == function
            ):
                # Awaited in its turn: one after the other.
                del self.looped[call_place]

    def written(self, table: dict[str, Val] | None, name: str, value: Val, place: Place | None) -> None:
        """The machine keeps writes; one that a failure causes is its handling, one to a flag matters."""
        self._handles(self.machine)
        step = self.machine.stepping.get(place, "") if place is not None else ""
        if table is not None and self.memory.note((id(table), name), self.current, step):
            self.machine.note()

    def _handles(self, m: Machine) -> None:
        if m.cause is not None:
            m.cause.handled = True
