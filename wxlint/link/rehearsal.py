"""The rehearsal: plays an entry along each way through it, and notes what is shown, sent and set on the way.

This module is the stage: the platform's members as they behave in time (answers, timers, dialogs). What is asked
of a run (does a loading leak, does a second tap send again) stands in `wxlint.link.behaviour`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from wxlint.link.engine.calls import call, call_closure
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Sym, Val, spread, text, truth
from wxlint.link.engine.machine import CLOCK_START, Frame, Infeasible, JsThrow, Machine, OverBudget, Task
from wxlint.link.engine.promise import Promise, reject, resolve, tagged
from wxlint.link.survey import CALLBACKS
from wxlint.model.place import Place
from wxlint.model.program import Outcome
from wxlint.model.values import Constant, Text
from wxlint.platform.apis import api
from wxlint.platform.behaviour import CLOSES_LOADING, DIALOGS, LEAVING, NAVIGATIONS, SURE, WRITING_METHODS, is_synchronous

#: A bit in `Frame.chain`: this goes on from a dialog that the user answered.
DIALOG = 1
RUN_STEPS = 6_000
#: Steps that all ways through one entry may take together.
EXPLORE_STEPS = 40_000
MAX_ANSWERS = 16
#: Beginnings of members whose promise nobody waits for: they change what is seen, and are done.
_AT_ONCE = ("show", "hide", "set", "stop", "start", "page", "vibrate", "report", "navigate", "redirect", "switch", "reLaunch")
_ANSWER, _QUICK, _HUMAN = 300.0, 30.0, 2_000.0


class Shown(msgspec.Struct):
    """What covers the page: by which call, in which turn, whether it takes no taps."""

    place: Place
    turn: int
    mask: bool
    toast: bool
    read: bool = False


class Sent(msgspec.Struct):
    """A request that was sent: where, in which turn, by which tap, whether a dialog stood before it."""

    site: Place
    frame: Frame | None
    turn: int
    tap: int
    writes: bool
    dialog: bool
    decided: int


class Write(msgspec.Struct):
    """A write to a lasting variable or field: the statement, the turn, the value."""

    table: dict[str, Any]
    name: str
    place: Place
    turn: int
    value: Any


class Pending(msgspec.Struct):
    """A call of the platform that is still to be answered."""

    name: str
    request: bool
    options: Any
    promise: Any
    frame: Frame | None
    place: Place
    due: float


class Stage:
    """One machine in rehearsal. `lasting`: the tables that outlive a run (a page's fields, module variables)."""

    def __init__(self, machine: Machine, lasting: dict[int, str]) -> None:
        self.m = machine
        self.lasting = lasting
        self.reset()

    def reset(self) -> None:
        """A fresh stage: nothing shown, nothing sent."""
        m = self.m
        self.view: Shown | None = None
        self.bar: Shown | None = None
        self.pulled = False
        self.turn = 0
        self.tap_number = 0
        self.sent: list[Sent] = []
        self.writes: list[Write] = []
        self.pending: list[Pending] = []
        self.outcomes: list[Outcome] = []
        self.shows: list[Shown] = []
        self.closes: list[tuple[str, Place, Shown | None]] = []
        self.started: set[int] = set()
        self.events: list[tuple[str, int]] = []
        self.left = False
        self.navigated = False
        self.targets: list[str | None] = []
        self.poisoned = False
        self.reached = False
        self.answers = 0
        self.faults = 0
        #: The outcome that every request has (0 success, 1 a bad status, 2 fail), where one is asked for.
        self.forced: int | None = None
        self.hidden: list[tuple[Place, Place]] = []
        self.waited = False
        m.timers, m.timer_count, m.now = [], 0, CLOCK_START
        m.micro.clear()
        m.frame, m.weak, m.steps, m.unsure, m.promises = None, 0, 0, False, []
        m.last_return = None

    # -- running ----------------------------------------------------------------------------------------------

    def explore(self, play: Callable[[], None], limit: int) -> bool:
        """Plays every way through, each from the same state; False where there were more than `limit`."""
        m = self.m
        outer = m.script, m.taken, m.known, m.equal, m.chosen
        waiting: list[list[int]] = [[]]
        runs = steps = 0
        counter = m.counter
        try:
            while waiting and runs < limit and steps < EXPLORE_STEPS:
                script = waiting.pop(0)
                runs += 1
                self._once(script, play)
                steps += m.steps
                m.counter = counter
                for at in range(len(script), len(m.taken)):
                    pick, count = m.taken[at]
                    prefix = [choice for choice, _ in m.taken[:at]]
                    waiting.extend([*prefix, other] for other in range(count) if other != pick)
        finally:
            m.script, m.taken, m.known, m.equal, m.chosen = outer
        return not waiting

    def _once(self, script: list[int], play: Callable[[], None]) -> None:
        m = self.m
        m.script, m.taken, m.known, m.equal, m.chosen = script, [], {}, {}, {}
        mark = len(m.journal)
        survey, m.survey, m.max_steps = m.survey, False, RUN_STEPS
        kept = self.__dict__.copy()
        self.reset()
        try:
            play()
        except (Infeasible, OverBudget, RecursionError, JsThrow):
            # This way cannot happen, or is not known to its end: nothing is claimed of it.
            pass
        finally:
            self._drop_waiting()
            m.undo(mark)
            m.survey = survey
            self.__dict__.update(kept)

    def _drop_waiting(self) -> None:
        m = self.m
        waiting, m.waiting = m.waiting, []
        if waiting:
            from greenlet import getcurrent
        for one in waiting:
            if not one.dead:
                one.parent = getcurrent()
                try:
                    one.throw()
                except (Infeasible, OverBudget, JsThrow, RecursionError):
                    continue
        m.micro.clear()

    def tap(self, closure: Closure, this: Val, args: list[Val]) -> None:
        """The user's event, up to the end of its turn."""
        self.turn += 1
        self.tap_number += 1
        m = self.m
        m.frame = None
        root = Frame(None, closure.unit, closure.scope, this, None)
        root.chain = self.tap_number << 1
        root.callback = True
        try:
            call_closure(m, closure, this, args, None, None, root, callback=True)
        except JsThrow as error:
            self.outcomes.append(Outcome("throw", error.place))
        self.settle_micro()

    def settle_micro(self) -> None:
        """Promise reactions that are due now: they belong to the turn."""
        m = self.m
        while m.micro:
            task = m.micro.popleft()
            outer, m.frame = m.frame, task.frame
            try:
                task.run()
            except JsThrow:
                # What a callback throws is reported by nobody; it ends the callback.
                pass
            m.frame = outer

    def play_out(self, *, requests: bool) -> None:
        """Answers what is pending and lets timers run, in the order of time, until nothing is left.

        `requests`: answer requests too; else they stay open, as between two taps.
        """
        m = self.m
        while True:
            open_calls = [one for one in self.pending if requests or not one.request]
            events: list[Any] = [*open_calls, *m.timers]
            if not events:
                return
            self.answers += 1
            if self.answers > MAX_ANSWERS:
                raise OverBudget
            first = min(events, key=lambda one: one.due)
            m.now = max(m.now, first.due)
            self.turn += 1
            if isinstance(first, Task):
                self.waited = True
                m.timers.remove(first)
                self._run_task(first)
            else:
                self.pending.remove(first)
                self._answer(first)
            self.settle_micro()

    def run_timer(self, task: Task) -> None:
        """Lets one timer run, as a turn of its own."""
        self.m.timers.remove(task)
        self.turn += 1
        self._run_task(task)
        self.settle_micro()

    def _run_task(self, task: Task) -> None:
        m = self.m
        outer, m.frame = m.frame, task.frame
        try:
            task.run()
        except JsThrow:
            # As above: a timer's exception ends the timer's function only.
            pass
        m.frame = outer

    # -- answers ----------------------------------------------------------------------------------------------

    def _answer(self, one: Pending) -> None:
        if one.request:
            # One fault a way: two requests that both fail show nothing that one of them does not.
            free = self.forced is None
            pick = self.forced if self.forced is not None else 0 if self.faults else self.m.choose(3)
            self.faults += free and pick > 0
            kind = ("success", "status", "fail")[pick]
            self.outcomes.append(Outcome(kind, one.place))  # type: ignore[arg-type]
            good = kind != "fail"
            value = self._response(one.name, 200 if kind == "success" else 500) if good else self._error(one.name)
        elif one.name in SURE or self.faults or self.m.choose(2) == 0:
            good, value = True, self._result(one.name)
        else:
            self.faults += 1
            good, value = False, self._error(one.name)
            self.outcomes.append(Outcome("api-fail", one.place, "wx." + one.name))
        frame = tagged(one.frame, DIALOG) if one.name in DIALOGS else one.frame
        for name in ("success" if good else "fail", "complete"):
            self._call_back(one, name, value, frame)
        if one.promise is not None:
            if one.name in DIALOGS:
                one.promise.tag |= DIALOG
            (resolve if good else reject)(self.m, one.promise, value)

    def _call_back(self, one: Pending, name: str, value: Val, frame: Frame | None) -> None:
        m = self.m
        for options in spread(one.options):
            handler = options.props.get(name) if isinstance(options, Obj) else None
            if handler is None:
                continue
            m.frame = frame
            try:
                target = m.pick(handler)
                if isinstance(target, Closure):
                    call_closure(m, target, options, [value], None, None, frame, callback=True)
                elif isinstance(target, Obj):
                    call(m, target, options, [value], None, None, frame)
                elif isinstance(target, Sym):
                    self.poisoned = self.reached = True
            except JsThrow as error:
                self.outcomes.append(Outcome("throw", error.place))
            m.frame = None

    def _response(self, name: str, status: int) -> Obj:
        made = Obj("object")
        made.open = self.m.fresh()
        made.props["statusCode"] = Constant(status)
        made.props["errMsg"] = text(name + ":ok")
        made.props["data"] = self.m.fresh()
        return made

    def _error(self, name: str) -> Obj:
        made = Obj("object")
        made.open = self.m.fresh()
        made.props["errMsg"] = self.m.fresh()
        return made

    def _result(self, name: str) -> Obj:
        made = Obj("object")
        made.open = self.m.fresh()
        if name == "showModal":
            confirmed = self.m.fresh("boolean")
            made.props["confirm"] = confirmed
            made.props["cancel"] = Sym(("!", confirmed.term), "boolean")
        return made

    # -- the platform -----------------------------------------------------------------------------------------

    def called(self, m: Machine, api_name: str, name: str, args: list[Val], call_place: Place, callee: Place) -> Val:
        """An API member is called."""
        options = args[0] if args else UNDEF
        options = m.pick(options)
        record = api(api_name, name)
        if name in ("showLoading", "showToast", "hideLoading", "hideToast"):
            self._show(name, options, call_place)
        elif name in ("showNavigationBarLoading", "hideNavigationBarLoading"):
            self._show_bar(name, call_place)
        elif name == "stopPullDownRefresh":
            self.pulled = False
            self.closes.append(("pull-down", call_place, None))
        elif name in NAVIGATIONS:
            self.navigated = True
            self.targets.append(self._target(options) if name != "navigateBack" else None)
            self.left = self.left or name in LEAVING
        if record is not None:
            return self._send(api_name, name, options, call_place, record.methods != ())
        if is_synchronous(name):
            return m.fresh(place=call_place)
        return self._start(name, options, args, call_place)

    def _target(self, options: Val) -> str | None:
        url = options.props.get("url") if isinstance(options, Obj) else None
        known = url.prefix if isinstance(url, Text) else ""
        return known.partition("?")[0].strip("/") or None

    @property
    def unsettled(self) -> bool:
        """Whether somebody waits for a promise that nothing settles any more."""
        waits = any(not one.dead for one in self.m.waiting)
        return waits or any(one.status == "pending" and one.reactions for one in self.m.promises)

    def _show(self, name: str, options: Val, place: Place) -> None:
        if name == "showLoading":
            self.view = Shown(place, self.turn, self._masked(options), toast=False)
            self.shows.append(self.view)
            return
        if name in CLOSES_LOADING:
            if self.view is not None and not self.view.toast:
                self.closes.append(("loading", place, self.view))
            elif name == "hideLoading" and self.view is not None and self._takes_away(self.view, options):
                self.hidden.append((self.view.place, place))
            self.view = self._toast(options, place) if name == "showToast" else None

    def _toast(self, options: Val, place: Place) -> Shown:
        shown = Shown(place, self.turn, self._masked(options), toast=True)
        icon = options.props.get("icon") if isinstance(options, Obj) else None
        shown.read = not (isinstance(icon, Text) and icon.known == "loading")
        return shown

    def _takes_away(self, toast: Shown, options: Val) -> bool:
        """Whether a `hideLoading` takes a toast away that was shown in the same turn, to be read."""
        kept = options.props.get("noConflict") if isinstance(options, Obj) else None
        return toast.read and toast.turn == self.turn and (kept is None or truth(kept) is False)

    def _masked(self, options: Val) -> bool:
        mask = options.props.get("mask") if isinstance(options, Obj) else None
        return mask is not None and self.m.decide(mask)

    def _show_bar(self, name: str, place: Place) -> None:
        if name.startswith("show"):
            self.bar = Shown(place, self.turn, mask=False, toast=False)
            self.shows.append(self.bar)
        else:
            if self.bar is not None:
                self.closes.append(("navigation-bar", place, self.bar))
            self.bar = None

    def _send(self, api_name: str, name: str, options: Val, place: Place, has_method: bool) -> Val:
        m = self.m
        frame = m.frame
        chain = frame.chain if frame is not None else 0
        writes = name == "uploadFile" or (has_method and self._writes(options))
        self.sent.append(Sent(place, frame, self.turn, chain >> 1, writes, bool(chain & DIALOG), len(m.taken)))
        self.started.add(self.turn)
        if not isinstance(options, Obj) or (options.open is not None and "success" not in options.props):
            self.poisoned = self.reached = True
        promise = Promise() if api_name in ("uni", "Taro") else None
        self.pending.append(Pending(name, True, options, promise, frame, place, m.now + _ANSWER))
        return promise if promise is not None else m.fresh("object", place)

    def _writes(self, options: Val) -> bool:
        method = options.props.get("method") if isinstance(options, Obj) else None
        if method is None:
            return False
        value = self.m.pick(method)
        known = value.known if isinstance(value, Text) else None
        return known is not None and known.upper() in WRITING_METHODS

    def _start(self, name: str, options: Val, args: list[Val], place: Place) -> Val:
        m = self.m
        has_callbacks = isinstance(options, Obj) and any(one in options.props for one in CALLBACKS)
        for value in args:
            if isinstance(value, Closure):
                m.timer(Task("timer", lambda function=value: call_closure(m, function, UNDEF, [], None, None, m.frame, callback=True) and None, m.frame, _QUICK))  # type: ignore[misc]
        if name not in SURE:
            self.started.add(self.turn)
        promise = None if has_callbacks else Promise()
        due = m.now + (_HUMAN if name in DIALOGS else _QUICK)
        if has_callbacks or name not in SURE or not name.startswith(_AT_ONCE):
            self.pending.append(Pending(name, False, options, promise, m.frame, place, due))
        elif promise is not None:
            resolve(m, promise, self._result(name))
        return promise if promise is not None else UNDEF

    def foreign(self, m: Machine, callee: Val, args: list[Val], place: Place | None) -> Val:
        """Code that is not at hand: what is shown, and what it can reach, is not known any more."""
        term = callee.term if isinstance(callee, Sym) else ("foreign",)
        harmless = term[0] == "get" and term[2] in ("setData", "getTime", "toFixed", "push", "test", "exec", "format")
        if not harmless:
            self.poisoned = True
            if any(isinstance(one, Obj) for value in args for one in spread(value)):
                self.reached = True
        for value in args:
            for one in spread(value):
                if isinstance(one, Closure):
                    frame = m.frame
                    arguments: list[Val] = [m.fresh() for _ in one.func.params]

                    def run(function: Closure = one, given: list[Val] = arguments, where: Frame | None = frame) -> None:
                        call_closure(m, function, UNDEF, given, None, None, where, callback=True)

                    m.timer(Task("timer", run, frame, _QUICK))
        return Sym(("call", term, place, m.fresh().term), "unknown", place, True)

    def emitted(self, m: Machine, event: str, place: Place | None) -> None:
        """A component emits an event: what its users do then is not played here."""
        self.poisoned = True
        chain = m.frame.chain if m.frame is not None else 0
        self.events.append((event, chain >> 1))

    def awaited(self, value: Val, place: Place) -> None:
        """Of interest to the survey alone."""

    def read(self, table: dict[str, Val], name: str) -> None:
        """Reads are of no interest."""

    def written(self, table: dict[str, Val] | None, name: str, value: Val, place: Place | None) -> None:
        """A write to something that lasts is noted: it may be a flag."""
        if table is not None and place is not None and id(table) in self.lasting:
            self.writes.append(Write(table, name, place, self.turn, value))


__all__ = ["DIALOG", "Stage"]
