"""The platform as the survey plays it: everything may happen, and it is written down what was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from mypy_extensions import mypyc_attr

from wxlint.link.engine.answers import Answer, RequestTask, escaped
from wxlint.link.engine.callbacks import maybe_calls
from wxlint.link.engine.calls import call, call_closure
from wxlint.link.engine.exchange import Exchange
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Sym, Val, spread
from wxlint.link.engine.machine import Frame, Machine, Task
from wxlint.link.engine.promise import Promise
from wxlint.link.engine.release import answered_at_once, asked_of
from wxlint.link.engine.turns import ends_behind
from wxlint.link.foreign import hand_over, outcome, set_names
from wxlint.link.given import chosen, result
from wxlint.link.handed import functions_in
from wxlint.link.memory import Memory
from wxlint.link.raw import Entry, Raw, calls_to, frames_of, functions_of, may_write, recurs, written_call
from wxlint.model.place import Place
from wxlint.platform.apis import api
from wxlint.platform.behaviour import (
    CALLBACKS,
    CLOSES_LOADING,
    HIDES_LOADING,
    NUMBERS,
    SHAPING,
    SHOWS_LOADING,
    SURE,
    is_listening,
    is_synchronous,
)

#: The number that stands for an entry while a module loads.
LOADING = -1
#: Instances of a class of which each is known.
MOST_INSTANCES = 4


@mypyc_attr(allow_interpreted_subclasses=True)
class AnyOutcome:
    """The machine's tracer in survey. Every callback may run; what an entry does is noted of it."""

    def __init__(self) -> None:
        self.machine = Machine(self)
        self.memory = Memory()
        self.requests: list[Raw] = []
        self.entries: list[Entry] = []
        self.numbered: dict[int, Entry] = {}
        self.current = LOADING
        self.shows = 0
        #: The functions that top levels of modules left to others, who may call them later.
        self.handed: list[Closure] = []
        #: The scripts of the app, its pages and its components, each with whose it is; set by the linker.
        self.own: dict[str, str] = {}
        #: The first instances of each class, by `id` of its prototype, with the run that made each.
        self.instances: dict[int, list[tuple[Obj, int]]] = {}
        #: Where a request task is awaited or chained -> the request.
        self.awaits: dict[Place, Place] = {}
        #: Calls in loops of many turns that send a request each: call -> the loop's function (0 where nothing
        #: that is awaited in it makes it wait), the callee's place, the request's call, the loop's beginning.
        self.looped: dict[Place, tuple[int, Place, Place, Place | None] | None] = {}
        #: The members of the API objects that each entry calls.
        self.calls: dict[int, set[str]] = {}
        #: The entries that emit a component's event: (component, event) -> entry numbers.
        self.emitters: dict[tuple[str, str], set[int]] = {}

    def starter(self, frame: Frame | None) -> int:
        """The entry that runs; LOADING in what a module's top level does, whoever asked for the module."""
        chain = list(frames_of(frame))
        return LOADING if chain and chain[-1].closure is None else self.current

    def called(
        self, m: Machine, api_name: str, name: str, args: list[Val], call_place: Place, callee: Place
    ) -> Val:
        """An API member: a request is written down; its callbacks may run, any of them."""
        record = api(api_name, name)
        options = args[0] if args else UNDEF
        self._handles(m)
        escaped(args)
        exchange = self.exchange(m, name, call_place) if record is not None else None
        if record is not None or name in SHAPING or not (is_synchronous(name) or name in SURE):
            m.note()
        self.calls.setdefault(self.current, set()).add(name)
        written = written_call(m.frame, name, call_place, callee)
        self._note_call(name, options, written, sends=record is not None)
        if record is not None:
            if m.loops:
                self.note_loop(m, call_place, callee)
            raw = Raw(record, options, call_place, callee, m.frame, self.starter(m.frame))
            raw.exchange = exchange
            self.requests.append(raw)
        elif is_synchronous(name):
            for value in args:
                if isinstance(value, Closure):
                    maybe_calls(m, value, [m.fresh()], call_place, listens=is_listening(name))
            self._leave(args if is_listening(name) else ())
            return answered_at_once(m, name, call_place, args)
        # In survey nothing is known of most results, and an unknown is simpler than an object.
        told = result(m, name) if name in NUMBERS else chosen(m, name, options, call_place)
        self._leave(args)
        called_back = self._call_back(m, options, exchange, told)
        if record is not None and api_name not in ("Taro", "uni"):
            return RequestTask(call_place)
        if called_back:
            return m.fresh("object", call_place)
        promise = Promise()
        promise.status, promise.value, promise.error = "fulfilled", told, m.fresh()
        return promise

    def exchange(self, m: Machine, name: str, site: Place) -> Exchange:
        """What becomes of a request that is sent now."""
        return Exchange(m, name, site)

    def _note_call(self, name: str, options: Val, place: Place, *, sends: bool) -> None:
        """Notes of the entry that runs what it shows and sends."""
        shows = name.startswith("show")
        self.shows += shows
        if self.current < 0:
            return
        entry = self.numbered[self.current]
        if shows:
            entry.shown |= {(place, calls_to(self.machine.frame, place))}
        if name in SHOWS_LOADING:
            entry.showing |= functions_of(self.machine.frame)
        elif name in HIDES_LOADING or name in CLOSES_LOADING:
            entry.hiding |= functions_of(self.machine.frame)
        if sends:
            entry.recursive = entry.recursive or recurs(self.machine.frame)
            entry.writing = entry.writing or name == "uploadFile" or may_write(options)

    def note_loop(self, m: Machine, site: Place, callee: Place) -> None:
        """Writes down the call in the innermost loop that leads to the request.

        A loop that ends behind it sends one: what counts is the loop around that.
        """
        for loop, calls_back, node, beginning in reversed(m.loops):
            looped = self._in_loop(m, loop, calls_back, site, callee)
            if looped is None:
                return
            place, found = looped
            if node is None or not ends_behind(node, place.start):
                self.looped.setdefault(place, (*found, beginning))
                return

    def _in_loop(
        self, m: Machine, loop: Frame, calls_back: bool, site: Place, callee: Place
    ) -> tuple[Place, tuple[int, Place, Place]] | None:
        """The call in a loop that leads to a request that is sent now, as it is written down."""
        place, name, inner = site, callee, m.frame
        for frame in frames_of(m.frame):
            if frame is loop or (calls_back and frame.callback and frame.parent is loop):
                break
            if frame.call is not None:
                place, name = frame.call, frame.name or frame.call
            inner = frame.parent
        else:
            return None
        closure = inner.closure if inner is not None else None
        function = id(closure.func) if closure is not None and not calls_back else 0
        return place, (function, name, site)

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
        """Code that is not at hand: it may call back whatever it is given, and put anything into it."""
        m.note()
        escaped(args)
        self._handles(m)
        listens = isinstance(callee, Sym) and callee.term[0] == "get" and is_listening(callee.term[2])
        hand_over(m, args, place, listens=listens)
        self._leave(args)
        self._scatter(set_names(callee, args))
        return outcome(m, callee, args, place)

    def asked(self, m: Machine, callee: Sym, args: list[Val], place: Place | None) -> Val:
        """An object of the platform's calls back as its members do; others may do anything."""
        if asked_of(callee.term) is None:
            return self.foreign(m, callee, args, place)
        m.note()
        escaped(args)
        self._handles(m)
        for options in args:
            self._call_back(m, options, None, m.fresh())
        return m.fresh(place=place)

    def _leave(self, args: Iterable[Val]) -> None:
        """Functions are left to somebody who may call them later, by the top level of a module perhaps."""
        if self.current == LOADING and self.machine.frame is not None:
            *inner, outermost = frames_of(self.machine.frame)
            # What such a function leaves in its turn is left whenever it runs.
            if outermost.closure is None and not any(frame.callback for frame in inner):
                self.hand(list(functions_in(args)))

    def hand(self, functions: list[Closure]) -> None:
        """The top level of a module leaves functions to others."""
        self.handed += functions

    def constructed(self, m: Machine, made: Obj) -> None:
        """An instance was made. Those that the app or a module starts with are kept: methods that nothing
        calls are run on them. A later run of the same makes another one in its place.
        """
        run = m.since if self.current >= 0 else LOADING
        kind = made.proto if self._is_shared(m.frame) else None
        while kind is not None:
            known = self.instances.setdefault(id(kind), [])
            known[:] = [one for one in known if one[0].place != made.place or one[1] == run]
            if len(known) <= MOST_INSTANCES:
                known.append((made, run))
            kind = kind.proto

    def _is_shared(self, frame: Frame | None) -> bool:
        """Whether what runs now belongs to the app or to a module, not to one page or component."""
        if self.current >= 0:
            return self.numbered[self.current].owner == "app"
        frames = [*frames_of(frame)]
        return (
            bool(frames) and frames[-1].closure is None and self.own.get(frames[-1].unit.path, "app") == "app"
        )

    def put_off(self, m: Machine, function: Val) -> None:
        """A timer starts the function."""
        self._leave([function])

    def _scatter(self, names: Iterable[str]) -> None:
        new = set(names) - self.machine.scattered
        for name in new:
            self.machine.learn(self.machine.scattered, name)
        self.memory.scatter(new)

    def emitted(self, m: Machine, event: str, place: Place | None) -> None:
        """A component emits an event of its own."""
        m.note()
        self._handles(m)
        if self.current >= 0:
            owner = self.numbered[self.current].owner
            self.emitters.setdefault((owner, event), set()).add(self.current)

    def awaited(self, value: Val, place: Place) -> None:
        """Awaiting a request task is a mistake wherever it happens.

        Where it is a task or a promise, as a mode says that is not known (`if (this.addons.promisify)`), the
        mode is one in which it is a promise, for all that anyone can tell.
        """
        values = spread(value)
        for one in values:
            if isinstance(one, RequestTask) and not any(isinstance(other, Promise) for other in values):
                self.awaits.setdefault(place, one.site)
        frame = self.machine.frame
        for call_place, looped in self.looped.items():
            inside = place.path == call_place.path and place.start <= call_place.start <= place.end
            if (
                inside
                and looped is not None
                and frame is not None
                and frame.closure is not None
                and id(frame.closure.func) == looped[0]
            ):
                # Awaited in its turn: one after the other. So it is in a run that does not come that far.
                self.looped[call_place] = None

    def written(self, table: dict[str, Val] | None, name: str, value: Val, place: Place | None) -> Val:
        """The machine keeps writes; one that a failure causes is its handling, one to a flag matters."""
        self._handles(self.machine)
        if table is None and name:
            self._scatter((name,))
        step = self.machine.stepping.get(place, "") if place is not None else ""
        if table is not None and self.memory.note((id(table), name), self.current, step, value):
            self.machine.note()
        return value

    def _handles(self, m: Machine) -> None:
        if m.cause is not None:
            m.cause.handled = True
