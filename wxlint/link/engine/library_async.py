"""`Promise`, timers and the clock."""

from __future__ import annotations

import math
from collections.abc import Callable

from wxlint.link.engine import numbers
from wxlint.link.engine.calls import call, call_closure
from wxlint.link.engine.heap import UNDEF, Closure, Native, Obj, Sym, Val, spread
from wxlint.link.engine.kinds import CONSTANT
from wxlint.link.engine.machine import JsThrow, Machine, Task
from wxlint.link.engine.natives import NativeCall, arg, table
from wxlint.link.engine.ops import MOMENT, moment
from wxlint.link.engine.promise import Promise, Settler, mark_tag, react, reject, resolve
from wxlint.link.engine.prototypes import LIBRARY
from wxlint.model.place import Place
from wxlint.model.values import Constant

#: Bits of a frame's chain that hold for all that goes on from it; the others number the tap.
TAGS = 1


def settlers(promise: Promise) -> tuple[Settler, Settler]:
    """`resolve` and `reject` of a promise."""

    def settle(how: Callable[[Machine, Promise, Val], None]) -> NativeCall:
        def run(machine: Machine, _: Val, given: list[Val], where: Place | None) -> Val:
            if machine.frame is not None:
                # What goes on from here goes on from the answer that settles it: a user's, perhaps.
                mark_tag(machine, promise, machine.frame.chain & TAGS)
            how(machine, promise, arg(given, 0))
            return UNDEF

        return run

    return Settler("resolve", settle(resolve), promise), Settler("reject", settle(reject), promise)


def _new(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    promise = Promise()
    promise.place, promise.maker = place, m.frame
    m.promises.append(promise)
    executor = arg(args, 0)
    promise.executor = executor if isinstance(executor, Closure) else None
    before = m.last_return
    try:
        call(m, executor, UNDEF, [*settlers(promise)], None, None, m.frame)
    except JsThrow as error:
        reject(m, promise, error.value)
    promise.returned = m.last_return if m.last_return is not before else None
    return promise


def _settled(how: str) -> Native:
    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        value = arg(args, 0)
        if how == "resolve" and isinstance(value, Promise):
            return value
        promise = Promise()
        (resolve if how == "resolve" else reject)(m, promise, value)
        return promise

    return Native(how, run)


def _then(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    result = Promise()
    for one in spread(this):
        if isinstance(one, Promise):
            react(m, one, arg(args, 0), arg(args, 1), result)
    return result


def _catch(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return _then(m, this, [UNDEF, arg(args, 0)], place)


def _finally(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    handler = arg(args, 0)

    def after(how: str) -> Native:
        def run(machine: Machine, _: Val, given: list[Val], where: Place | None) -> Val:
            answer = (
                call(machine, handler, UNDEF, [], None, None, machine.frame)
                if isinstance(handler, Obj)
                else UNDEF
            )
            value = arg(given, 0)
            if not isinstance(answer, Promise):
                if how == "rejected":
                    raise JsThrow(value)
                return value
            result = Promise()

            def on_value(inner: Machine, __: Val, ___: list[Val], ____: Place | None) -> Val:
                (resolve if how == "fulfilled" else reject)(inner, result, value)
                return UNDEF

            def on_error(inner: Machine, __: Val, errors: list[Val], ____: Place | None) -> Val:
                reject(inner, result, arg(errors, 0))
                return UNDEF

            react(machine, answer, Native("after", on_value), Native("after", on_error), None)
            return result

        return Native("finally", run)

    return _then(m, this, [after("fulfilled"), after("rejected")], place)


class _Gathering:
    """One call of Promise.all, allSettled, race or any: its own promise, and what has come of the others.

    `whole`: there are no others than these.
    """

    def __init__(self, kind: str, count: int, place: Place | None, *, whole: bool = True) -> None:
        self.result = Promise()
        self._kind = kind
        self._place = place
        self._whole = whole
        self._values: list[Val] = [UNDEF] * count
        self._left = Obj("object")
        self._left.props["count"] = Constant(count)

    def finish(self, m: Machine) -> None:
        """Every one has come to its end."""
        made = Obj("array", None, self._place)
        made.items = list(self._values)
        resolve(m, self.result, made if self._whole else m.fresh(place=self._place))

    def fulfilled(self, at: int) -> Native:
        """What happens when the promise at `at` is fulfilled."""

        def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
            self._values[at] = arg(args, 0)
            if self.result.status == "pending" and m.frame is not None:
                # What waits for all of them waits for a user's answer too, where one of them is that.
                mark_tag(m, self.result, m.frame.chain & TAGS)
            count = self._left.props["count"]
            left = count.value if type(count) is CONSTANT else 1
            now = left - 1 if isinstance(left, int) else 0
            m.put(self._left.props, "count", Constant(now))
            if self._kind in ("race", "any"):
                resolve(m, self.result, self._values[at])
            elif now <= 0 or m.survey:
                self.finish(m)
            return UNDEF

        return Native("one", run)

    def rejected(self, at: int) -> Native:
        """What happens when the promise at `at` is rejected."""
        return self.fulfilled(at) if self._kind == "allSettled" else Native("one", _rejecting(self.result))


def _combine(kind: str) -> Native:
    """Promise.all, allSettled, race, any."""

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        listed = arg(args, 0)
        items = listed.items if isinstance(listed, Obj) and listed.open is None else None
        if items is None:
            return _of_unknown_many(m, kind, listed, place)
        gathering = _Gathering(kind, len(items), place)
        for at, item in enumerate(items):
            if place is not None:
                m.tracer.awaited(item, place)
            promise = item if isinstance(item, Promise) else Promise()
            if promise is not item:
                resolve(m, promise, item)
            react(m, promise, gathering.fulfilled(at), gathering.rejected(at), None)
        if not items:
            gathering.finish(m)
        return gathering.result

    return Native(kind, run)


def _of_unknown_many(m: Machine, kind: str, listed: Val, place: Place | None) -> Val:
    """A combination of promises whose number is not known, though some of them may be."""
    waited = _surely_in(m, listed)
    if waited:
        # What the others do, the same code does: they have come to their end when these have.
        gathering = _Gathering(kind, len(waited), place, whole=False)
        for at, promise in enumerate(waited):
            react(m, promise, gathering.fulfilled(at), gathering.rejected(at), None)
        return gathering.result
    result = Promise()
    lists = [one.items for one in spread(listed) if isinstance(one, Obj) and one.items is not None]
    for item in (item for known in lists for item in known):
        if place is not None:
            m.tracer.awaited(item, place)
        for one in spread(item):
            if isinstance(one, Promise):
                react(m, one, None, Native("any", _rejecting(result)), None)
    resolve(m, result, m.fresh(place=place))
    return _maybe_rejected(m, result) if kind in ("all", "race", "any") else result


def _surely_in(m: Machine, listed: Val) -> list[Promise]:
    """The promises that are in a list of unknown length on the way that is played."""
    if m.survey or m.weak or not isinstance(listed, Obj):
        return []
    _, mapped = m.mapped.get(id(listed), (None, []))
    return [one for one in (*mapped, *m.inside.get(id(listed), ())) if isinstance(one, Promise)]


def _rejecting(result: Promise) -> Callable[[Machine, Val, list[Val], Place | None], Val]:
    """A reaction that rejects another promise."""

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        reject(m, result, arg(args, 0))
        return UNDEF

    return run


def _maybe_rejected(m: Machine, result: Promise) -> Val:
    if m.survey:
        result.error = m.fresh()
    return result


LIBRARY["promise"] = {
    "then": Native("then", _then),
    "catch": Native("catch", _catch),
    "finally": Native("finally", _finally),
}


def _set_timeout(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return _set_timer(m, args, place, repeats=False)


def _set_interval(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return _set_timer(m, args, place, repeats=True)


def _set_timer(m: Machine, args: list[Val], place: Place | None, *, repeats: bool) -> Val:
    function, delay = arg(args, 0), arg(args, 1)
    frame = m.frame
    m.note()
    m.tracer.put_off(m, function)
    wait = float(delay.value) if type(delay) is CONSTANT and isinstance(delay.value, (int, float)) else 0.0
    if not math.isfinite(wait):
        wait = 0.0

    def run() -> None:
        if isinstance(function, Closure):
            call_closure(m, function, UNDEF, args[2:], None, None, frame, callback=True)
        else:
            call(m, function, UNDEF, args[2:], None, None, frame)

    if m.survey or m.weak:
        m.later(Task("timer", run, frame))
        return m.fresh("number", place)
    task = Task("timer", run, frame, wait)
    if repeats and isinstance(function, Closure) and b"clearInterval" in function.unit.script.data:
        # One that nothing ends, as a clock, does in each turn what it does in the first.
        task.every = max(wait, 1.0)
    return Constant(m.timer(task), place)


def _clear_timeout(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    for one in spread(arg(args, 0)):
        if type(one) is CONSTANT and isinstance(one.value, (int, float)):
            m.cancel(numbers.whole(one.value))
    return UNDEF


def _now(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh("number", place) if m.survey else Constant(int(m.now), place)


def _date(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    made = Obj("date", None, place)
    made.open = Sym(("date", m.counter), "unknown", place)
    if args:
        return made
    at = _now(m, this, args, place)
    made.props[MOMENT] = at
    made.props["getTime"] = made.props["valueOf"] = Native("getTime", lambda m, this, args, place: at)
    return made


def _parse(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    at = moment(arg(args, 0))
    return at if type(at) is CONSTANT else m.fresh("number", place)


def _number_of_date(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh("number", place)


def _text_of_date(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh(place=place)


def _iso_of_date(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh("encoded", place)


_UNITS = ("FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds")
LIBRARY["date"] = {
    name: Native(name, _number_of_date)
    for name in (
        "getTime", "valueOf", "getDay", "getUTCDay", "getYear", "getTimezoneOffset", "setTime",
        *(way + unit for way in ("get", "set", "getUTC", "setUTC") for unit in _UNITS),
    )
}  # fmt: skip
LIBRARY["date"].update(
    (name, Native(name, _text_of_date))
    for name in (
        "toString", "toDateString", "toTimeString", "toUTCString", "toGMTString", "toLocaleString",
        "toLocaleDateString", "toLocaleTimeString",
    )
)  # fmt: skip
LIBRARY["date"].update((name, Native(name, _iso_of_date)) for name in ("toISOString", "toJSON"))


def async_globals() -> dict[str, Val]:
    """`Promise`, timers, `Date`."""
    promise = table({}, _new)
    promise.props.update(resolve=_settled("resolve"), reject=_settled("reject"))
    promise.props.update((name, _combine(name)) for name in ("all", "allSettled", "race", "any"))
    date = table({"now": _now, "parse": _parse, "UTC": _number_of_date}, _date)
    return {
        "Promise": promise,
        "Date": date,
        "setTimeout": Native("setTimeout", _set_timeout),
        "setInterval": Native("setInterval", _set_interval),
        "clearTimeout": Native("clearTimeout", _clear_timeout),
        "clearInterval": Native("clearInterval", _clear_timeout),
    }
