"""The stage of the rehearsal: plays an entry along each way, answers and timers as they come in time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from wxlint.link.engine.calls import call, call_closure
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Sym, There, Val, spread, truth
from wxlint.link.engine.journal import Mark
from wxlint.link.engine.machine import CLOCK_START, TIMERS, Frame, JsThrow, Machine, OverBudget, Task
from wxlint.link.engine.promise import Promise, born_so_far, mark_tag, reject, resolve, tagged
from wxlint.link.engine.release import answered_at_once, asked_of
from wxlint.link.event import names_item
from wxlint.link.foreign import changes_nothing
from wxlint.link.given import error, response, result
from wxlint.link.helpers import Helpers
from wxlint.link.played import Pending, Sent, Write, is_called_back, is_writing, target_of
from wxlint.link.raw import written_call
from wxlint.link.screen import Screen
from wxlint.link.storage import Storage
from wxlint.model.place import Place
from wxlint.model.program import Outcome, OutcomeKind
from wxlint.platform.apis import api
from wxlint.platform.behaviour import (
    AT_ONCE,
    DIALOGS,
    HIDES_LOADING,
    LEAVING,
    NAVIGATIONS,
    NEVER_FAILING,
    SHOWS_LOADING,
    SURE,
    UNAUTHORIZED,
    is_listening,
    is_synchronous,
)

#: A bit in `Frame.chain`: this goes on from a dialog that the user answered.
DIALOG = 1
MAX_ANSWERS = 16
#: A countdown is played to its end, as long as it has so many seconds.
_MOST_TICKS = 130
#: Up to so many steps that it would take in all.
_MOST_STEPS = 8_000
_ANSWER, _QUICK, _HUMAN = 300.0, 30.0, 2_000.0
_OUTCOMES: tuple[OutcomeKind, ...] = ("success", "status", "fail", "status")
#: The status of each. That nobody is logged in is answered only where the program asks for it.
_STATUS = (200, 500, 0, UNAUTHORIZED)
#: What of a stage belongs to the way that is being played: all but what is the same on each.
OF_A_WAY = (
    "turn", "view", "bar", "viewing", "pulled", "shows", "closes", "hidden", "ended", "ticks", "closing",
    "tap_number", "sent", "writes", "pending", "started", "events", "left", "navigated", "targets",
    "poisoned", "reached", "answers", "began", "first_answer", "storage", "faults", "forced", "tapped",
)  # fmt: skip


class Stage(Screen):
    """One machine in rehearsal. `lasting`: the tables that outlive a run (fields of a page, of a module);
    `asks_who`: whether the program asks for the status that says that nobody is logged in.
    """

    def __init__(
        self, machine: Machine, lasting: dict[int, str], helpers: Helpers, *, asks_who: bool
    ) -> None:
        super().__init__(machine)
        self.asks_who = asks_who
        self.lasting = lasting
        self._helpers = helpers
        self.reset()

    def reset(self) -> None:
        """A fresh stage: nothing shown, nothing sent."""
        super().reset()
        m = self.m
        self.tap_number = 0
        #: How much was decided before the last tap.
        self.tapped = 0
        self.sent: list[Sent] = []
        self.writes: list[Write] = []
        self.pending: list[Pending] = []
        self.started: set[int] = set()
        self.events: list[tuple[str, int]] = []
        self.left = False
        self.navigated = False
        self.targets: list[str | None] = []
        self.poisoned = False
        self.reached = False
        self.answers = 0
        #: What is done before each turn of `play_out`; where in the journal the way began.
        self.pause: Callable[[], None] | None = None
        self.began: Mark = (0, 0)
        #: The turn in which a request was first answered.
        self.first_answer = sys.maxsize
        self.storage = Storage()
        self.faults = 0
        #: The outcome that every request has (0 success, 1 a bad status, 2 fail), where one is asked for.
        self.forced: int | None = None
        m.timers, m.timer_count, m.now = [], TIMERS, CLOCK_START
        m.micro.clear()
        m.frame, m.weak, m.steps, m.promises = None, 0, 0, []
        m.first_promise, m.stale, m.stored, m.tapped = born_so_far(), False, 0, 0
        m.last_return = m.page = None

    # -- running ---------------------------------------------------------------------------------------------

    def seen(self) -> tuple[object, ...]:
        """All that a way showed: what was sent, shown, set, left, in which order."""
        return (
            [(one.site, one.writes) for one in self.sent],
            [(one.outcome.kind, one.outcome.place) for one in self.ended],
            [(id(one.table), one.name, truth(one.value)) for one in self.writes],
            [one.place for one in self.shows],
            [(kind, place) for kind, place, _ in self.closes],
            list(self.hidden),
            self.left,
            self.navigated,
            self.poisoned,
            self.m.last_return,
            self.m.denied,
        )

    def turned_back(self) -> int | None:
        """From which decision on the way only led to an early return, as far as one sees; None if it did not.

        Where the first tap sent something and the second one nothing, that is where the second one began.
        """
        if not self.sent:
            return 0
        last = self.tap_number
        return None if last == 1 or any(one.tap == last for one in self.sent) else self.tapped

    def tap(self, closure: Closure, this: Val, args: list[Val]) -> None:
        """The user's event, up to the end of its turn."""
        self.turn += 1
        self.tap_number += 1
        m = self.m
        self.tapped = len(m.taken)
        m.frame = None
        root = Frame(None, closure.unit, closure.scope, this, None)
        root.chain = self.tap_number << 1
        root.callback = True
        try:
            call_closure(m, closure, this, args, None, None, root, callback=True)
        except JsThrow as error:
            self.end(Outcome("throw", error.place), root)
        self.settle_micro()

    def settle_micro(self) -> None:
        """Promise reactions that are due now: they belong to the turn."""
        m = self.m
        while m.micro:
            task = m.micro.popleft()
            self._run_task(task)

    def play_out(self, *, requests: bool) -> None:
        """Answers what is pending and lets timers run, in the order of time, until nothing is left.

        `requests`: answer requests too; else they stay open, as between two taps.
        """
        m = self.m
        while True:
            events: list[Any] = [*(one for one in self.pending if requests or not one.request), *m.timers]
            if not events:
                return
            if self.pause is not None:
                self.pause()
            self.answers += 1
            if self.answers > MAX_ANSWERS:
                raise OverBudget
            first = min(events, key=lambda one: one.due)
            m.now = max(m.now, first.due)
            self.turn += 1
            if isinstance(first, Task):
                self.ticks.add(self.turn)
                self._tick(first, again=requests)
            else:
                self.pending.remove(first)
                m.standing = first.many
                self._answer(first)
            self.settle_micro()
            m.standing = False

    def _tick(self, task: Task, *, again: bool) -> None:
        """Runs a timer: to its end, as a countdown, if it only writes and runs on (an interval: `again`)."""
        m = self.m
        m.timers.remove(task)
        if task.every and not again:
            self._run_task(task)
            return
        # What is kept of another way, to go on from there, has the task as it was.
        following = task.next() if task.every else None
        m.timers += [following] if following is not None else ()
        before, steps = (len(m.taken), len(self.sent), len(self.pending), len(m.timers)), m.steps
        self._run_task(task)
        if following is None and len(m.timers) == before[3] + 1:
            # It starts one like itself, as a rule.
            following = m.timers[-1]
            following.ticks = task.ticks + 1
        if following not in m.timers:
            return
        quiet = before == (len(m.taken), len(self.sent), len(self.pending), len(m.timers) - (not task.every))
        if quiet and following.ticks <= _MOST_TICKS and (m.steps - steps) * _MOST_TICKS <= _MOST_STEPS:
            # It takes nothing of what the way has, and lies no deeper.
            self.answers -= 1
            m.steps = steps
            if following.frame and task.frame:
                following.frame.depth = task.frame.depth
        elif task.every:
            m.timers.remove(following)

    def run_timer(self, task: Task) -> None:
        """Lets one timer run, as a turn of its own."""
        self.m.timers.remove(task)
        self.turn += 1
        self._run_task(task)
        self.settle_micro()

    def _run_task(self, task: Task) -> None:
        m = self.m
        outer, m.frame = m.frame, task.frame
        # What a callback throws is reported by nobody; it ends the callback.
        with suppress(JsThrow):
            task.run()
        m.frame = outer

    # -- answers ---------------------------------------------------------------------------------------------

    def _answer(self, one: Pending) -> None:
        if one.request:
            # One fault a way: two requests that both fail show nothing that one of them does not.
            self.first_answer = min(self.first_answer, self.turn)
            pick = self.forced or 0
            if self.forced is None and not self.faults:
                pick = self.m.choose(4 if self.asks_who else 3, outcome=True)
                self.faults += pick > 0
            self.end(Outcome(_OUTCOMES[pick], one.place), one.frame)
            good = _OUTCOMES[pick] != "fail"
            value = response(self.m, one.name, _STATUS[pick]) if good else error(self.m, sent=True)
        elif one.name in NEVER_FAILING or self.faults or self.m.choose(2, outcome=True) == 0:
            good, value = True, result(self.m, one.name)
        else:
            self.faults += 1
            good, value = False, error(self.m)
            self.end(Outcome("api-fail", one.place, "wx." + one.name), one.frame)
        frame = tagged(one.frame, DIALOG) if one.name in DIALOGS else one.frame
        for name in ("success" if good else "fail", "complete"):
            self._call_back(one, name, value, frame)
        if one.promise is not None:
            if one.name in DIALOGS:
                mark_tag(self.m, one.promise, DIALOG)
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
                self.end(Outcome("throw", error.place), frame)
            m.frame = None

    # -- the platform ----------------------------------------------------------------------------------------

    def called(
        self, m: Machine, api_name: str, name: str, args: list[Val], call_place: Place, callee: Place
    ) -> Val:
        """An API member is called."""
        options = args[0] if args else UNDEF
        options = m.pick(options)
        record = api(api_name, name)
        place = site = written_call(m.frame, name, call_place, callee)
        if name in SHOWS_LOADING or name in HIDES_LOADING:
            place = self._helpers.caller(m.frame, site, shows=name in SHOWS_LOADING)
        self.see(name, options, place, site)
        if name in NAVIGATIONS:
            self.navigated = True
            m.page = None
            self.targets.append(target_of(options) if name != "navigateBack" else None)
            self.left = self.left or name in LEAVING
        if record is not None:
            return self._send(api_name, name, options, call_place, record.methods != ())
        if is_synchronous(name):
            if is_listening(name) and any(isinstance(one, Closure) for one in args):
                # It may be called at any time, and close or reset what this way leaves.
                self.poisoned = self.reached = True
            answer = self.storage.called if "Storage" in name else answered_at_once
            return answer(m, name, call_place, args)
        self.storage.told(m, name, options)
        return self._start(name, options, args, call_place)

    @property
    def busy(self) -> bool:
        """Whether anything was sent, or may still be without an answer of the user."""
        waiting = any(one.request or one.name not in DIALOGS for one in self.pending)
        return bool(self.sent or waiting or self.m.timers)

    @property
    def unsettled(self) -> bool:
        """Whether somebody waits for a promise that nothing settles any more."""
        waits = self.m.stale or any(not one.dead for one in self.m.waiting)
        return waits or any(one.status == "pending" and one.reactions for one in self.m.promises)

    def _send(self, api_name: str, name: str, options: Val, place: Place, has_method: bool) -> Val:
        m = self.m
        frame = m.frame
        chain = frame.chain if frame is not None else 0
        writes = name == "uploadFile" or (has_method and is_writing(m, options))
        dialog, due = bool(chain & DIALOG), m.now + _ANSWER
        self.sent.append(Sent(place, frame, self.turn, chain >> 1, writes, dialog, len(m.taken)))
        self.started.add(self.turn)
        if not isinstance(options, Obj) or (options.open is not None and "success" not in options.props):
            self.poisoned = self.reached = True
        promise = Promise() if api_name in ("uni", "Taro") else None
        self.pending.append(Pending(name, True, options, promise, frame, place, m.now, due, m.many))
        return promise if promise is not None else There(m.fresh().term, "object", place)

    def _start(self, name: str, options: Val, args: list[Val], place: Place) -> Val:
        m = self.m
        has_callbacks = is_called_back(options)
        for value in args:
            if isinstance(value, Closure):
                self._soon(value, [])
        if name not in SURE:
            self.started.add(self.turn)
        if name in DIALOGS and any(one.asked == m.now and one.is_dialog_with_end for one in self.pending):
            # Which of two dialogs that are opened at once the user sees, and answers, is not known.
            self.poisoned = self.reached = True
        promise = None if has_callbacks else Promise()
        due = m.now + (_HUMAN if name in DIALOGS else _QUICK)
        if has_callbacks or name not in SURE or not name.startswith(AT_ONCE):
            self.pending.append(Pending(name, False, options, promise, m.frame, place, m.now, due, m.many))
        elif promise is not None:
            resolve(m, promise, result(self.m, name))
        return promise if promise is not None else UNDEF

    def foreign(self, m: Machine, callee: Val, args: list[Val], place: Place | None) -> Val:
        """Code that is not at hand: what is shown, and what it can reach, is not known any more."""
        term = callee.term if isinstance(callee, Sym) else ("foreign",)
        if not changes_nothing(term):
            self.poisoned = True
            if any(isinstance(one, Obj) for value in args for one in spread(value)):
                self.reached = True
        for value in args:
            for one in spread(value):
                if isinstance(one, Closure):
                    self._soon(one, [m.fresh() for _ in one.func.params])
        if term[-1] == "test" and args and isinstance(args[0], Sym):
            # The same pattern says the same of the same text.
            return Sym(("test", place, args[0].term), "boolean", place, True)
        return Sym(("call", term, place, m.fresh().term), "unknown", place, True)

    def asked(self, m: Machine, callee: Sym, args: list[Val], place: Place | None) -> Val:
        """An object of the platform's answers in time, as its members do; of others, nothing is known."""
        name = asked_of(callee.term)
        options = next((one for one in map(m.pick, args) if is_called_back(one)), None)
        if name is None or options is None:
            return self.foreign(m, callee, args, place)
        self._start(name, options, args, place or Place("", 0, 0))
        return m.fresh(place=place)

    def _soon(self, function: Closure, args: list[Val]) -> None:
        """Somebody calls a function back, in a turn that comes soon."""
        m, frame = self.m, self.m.frame

        def run() -> None:
            call_closure(m, function, UNDEF, args, None, None, frame, callback=True)

        m.timer(Task("timer", run, frame, _QUICK))

    def emitted(self, m: Machine, event: str, place: Place | None) -> None:
        """A component emits an event: what its users do then is not played here."""
        self.poisoned = True
        chain = m.frame.chain if m.frame is not None else 0
        if not chain & DIALOG:
            self.events.append((event, chain >> 1))

    def written(self, table: dict[str, Val] | None, name: str, value: Val, place: Place | None) -> Val:
        """A write to something that lasts is noted: it may be a flag. The id of an item is not empty then."""
        if table is not None and place is not None and id(table) in self.lasting:
            if type(value) is Sym and names_item(value.term):
                value = There(value.term, value.nature, value.place, value.foreign)
            self.writes.append(Write(table, name, place, self.turn, value))
        return value


__all__ = ["DIALOG", "Stage"]
