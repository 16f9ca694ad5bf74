"""Promises, `await`, and functions that are called later."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from wxlint.link.engine.heap import UNDEF, Closure, Native, Obj, Scope, Sym, Val, spread
from wxlint.link.engine.machine import Frame, JsThrow, Machine, Task

if TYPE_CHECKING:
    from wxlint.link.engine.exchange import Exchange
    from wxlint.link.engine.natives import NativeCall
    from wxlint.model.place import Place
    from wxlint.read import ir

#: Failures of different requests that are followed through one promise.
MAX_CAUSES = 3
#: Handlers of one reaction that are followed, where it is not known which of them it has.
MAX_HANDLERS = 3
#: After how many milliseconds code that is not at hand answers.
FOREIGN_WAIT = 30.0

_births = count()

Reaction = tuple[Val | None, Val | None, "Promise | None", Frame | None]


class Promise(Obj):
    """A promise. In survey it may be fulfilled and rejected both, `value` and `error` each one of several."""

    __slots__ = (
        "born",
        "causes",
        "error",
        "executor",
        "handled",
        "kept",
        "maker",
        "passed",
        "reactions",
        "returned",
        "status",
        "tag",
        "value",
    )

    def __init__(self) -> None:
        super().__init__("promise")
        #: Its number: the later it is made, the higher.
        self.born = next(_births)
        self.status = "pending"
        self.value: Val = UNDEF
        self.error: Val | None = None
        self.reactions: list[Reaction] = []
        self.handled = False
        #: The exchanges whose failure rejects it, in survey.
        self.causes: list[Exchange] = []
        #: Those whose failure, caught on the way, fulfils it.
        self.passed: list[Exchange] = []
        self.executor: Closure | None = None
        #: Who made it, by `new Promise`.
        self.maker: Frame | None = None
        #: The statement by which its executor returned early.
        self.returned: Place | None = None
        #: A function that settles it was put away: whoever takes it up again may settle it.
        self.kept = False
        #: Bits that the frames that go on from this promise take over (`Frame.chain`).
        self.tag = 0


class Settler(Native):
    """`resolve` or `reject` of one promise."""

    __slots__ = ("promise",)

    def __init__(self, name: str, call: NativeCall, promise: Promise) -> None:
        super().__init__(name, call)
        self.promise = promise


def keep(m: Machine, value: Val) -> None:
    """A value is put where other code finds it: so are the functions in it that settle promises."""
    if m.survey or not m.promises:
        # Nobody asks it of others than those that a way through a rehearsal made.
        return
    for one in spread(value):
        if isinstance(one, Settler):
            m.put_field(one.promise, "kept", True)
        elif isinstance(one, Closure):
            scope: Scope | None = one.scope
            while scope is not None:
                for inner in scope.vars.values():
                    if isinstance(inner, Settler):
                        m.put_field(inner.promise, "kept", True)
                scope = scope.parent
        elif isinstance(one, Obj) and one.kind == "object":
            for inner in one.props.values():
                if isinstance(inner, (Settler, Closure)):
                    keep(m, inner)


def forget(promises: list[Promise]) -> None:
    """Lets go of all that promises lead to, whose way is over: what waits for one holds it too, a circle that
    would have to be swept up.
    """
    for one in promises:
        one.reactions, one.value, one.executor = [], UNDEF, None


def born_so_far() -> int:
    """A number above that of every promise made until now."""
    return next(_births)


def new_promise() -> Promise:
    """A pending promise."""
    return Promise()


def resolve(m: Machine, promise: Promise, value: Val) -> None:
    """Fulfils the promise, or makes it follow the promise that the value is."""
    inner = [one for one in spread(value) if isinstance(one, Promise)]
    if inner and inner[0] is not promise and (len(inner) == len(spread(value)) or m.survey):
        for one in inner:
            react(m, one, None, None, promise)
        return
    _settle(m, promise, "fulfilled", value)


def reject(m: Machine, promise: Promise, error: Val) -> None:
    """Rejects the promise."""
    _settle(m, promise, "rejected", error)


def _settle(m: Machine, promise: Promise, status: str, value: Val) -> None:
    m.note()
    if m.survey:
        if status == "fulfilled":
            again = promise.status == "fulfilled"
            promise.value = m.join([promise.value, value]) if again else value
            promise.status = "fulfilled"
        else:
            again = promise.error is not None
            promise.error = value
        causes = promise.passed if status == "fulfilled" else promise.causes
        if m.cause is not None and m.cause not in causes:
            # A further failure runs the reactions again: they may be its handling.
            causes.append(m.cause)
            again = len(causes) > MAX_CAUSES
            if again:
                m.cause.like = causes[0]
        if again:
            return
        for reaction in list(promise.reactions):
            _queue(m, promise, reaction, status, value)
        return
    if promise.status != "pending":
        return
    m.put_field(promise, "status", status)
    m.put_field(promise, "value", value)
    for reaction in promise.reactions:
        _queue(m, promise, reaction, status, value)


def react(
    m: Machine, promise: Promise, on_value: Val | None, on_error: Val | None, result: Promise | None
) -> None:
    """`promise.then(on_value, on_error)`, whose own promise is `result`."""
    m.note()
    reaction = (on_value, on_error, result, m.frame)
    if m.survey:
        promise.reactions.append(reaction)
        if promise.status == "fulfilled":
            _queue(m, promise, reaction, "fulfilled", promise.value)
            _queue_causes(m, promise, reaction, "fulfilled", promise.value, promise.passed)
        if promise.error is not None and promise.causes:
            _queue_causes(m, promise, reaction, "rejected", promise.error, promise.causes)
        elif promise.error is not None:
            _queue(m, promise, reaction, "rejected", promise.error)
        return
    if on_error is not None or result is not None:
        m.put_field(promise, "handled", True)
    if promise.status == "pending":
        # One that was there before this way began, nothing on the way is known to settle.
        m.stale = m.stale or promise.born < m.first_promise
        m.put_field(promise, "reactions", [*promise.reactions, reaction])
    else:
        _queue(m, promise, reaction, promise.status, promise.value)


def _queue(m: Machine, promise: Promise, reaction: Reaction, status: str, value: Val) -> None:
    handler = reaction[0] if status == "fulfilled" else reaction[1]
    frame = reaction[3]
    if promise.tag:
        frame = tagged(frame, promise.tag)
        if reaction[2] is not None:
            mark_tag(m, reaction[2], promise.tag)

    def run() -> None:
        # In survey it may have been fulfilled on several ways until now.
        now = promise.value if m.survey and status == "fulfilled" else value
        _react_now(m, handler, status, now, reaction[2])

    m.later(Task("micro", run, frame))


def _queue_causes(
    m: Machine, promise: Promise, reaction: Reaction, status: str, value: Val, causes: list[Exchange]
) -> None:
    """Queues a reaction once for each failure that leads to it."""
    outer = m.cause
    for cause in causes[:MAX_CAUSES]:
        m.cause = cause
        _queue(m, promise, reaction, status, value)
    m.cause = outer


def _react_now(m: Machine, handler: Val | None, status: str, value: Val, result: Promise | None) -> None:
    from wxlint.link.engine.calls import call, call_closure

    callables = [one for one in spread(handler) if isinstance(one, Obj)] if handler is not None else []
    if handler is None or not (callables or isinstance(handler, Sym)):
        if result is not None:
            resolve(m, result, value) if status == "fulfilled" else reject(m, result, value)
        return
    # In survey each of several handlers (an interceptor out of a list) may be the one.
    several: list[Val] = [*callables[:MAX_HANDLERS]] or [handler]
    targets = several if m.survey else [m.pick(handler)]
    for target in targets:
        try:
            if isinstance(target, Closure):
                answer = call_closure(m, target, UNDEF, [value], None, None, m.frame, callback=True)
            else:
                answer = call(m, target, UNDEF, [value], None, None, m.frame)
        except JsThrow as error:
            if result is not None:
                reject(m, result, error.value)
            continue
        if result is not None:
            resolve(m, result, answer)


def mark_tag(m: Machine, promise: Promise, tag: int) -> None:
    """Gives a promise further bits, for what goes on from it."""
    if promise.tag & tag != tag:
        m.put_field(promise, "tag", promise.tag | tag)


def tagged(frame: Frame | None, tag: int) -> Frame | None:
    """The frame with further bits in its chain, for what goes on from here."""
    if frame is None or frame.chain & tag == tag:
        return frame
    copy = Frame(None, frame.unit, frame.scope, frame.this, frame)
    copy.callback = True
    copy.chain |= tag
    return copy


def drain_micro(m: Machine) -> None:
    """Runs the promise reactions that are due, and what they cause. In survey each may or may not run."""
    while m.micro:
        task = m.micro.popleft()
        run_task(m, task)


def run_task(m: Machine, task: Task) -> None:
    """Runs a task in the frame that caused it."""
    outer, m.frame = m.frame, task.frame
    cause, m.cause = m.cause, task.cause
    try:
        if m.survey and task.frame is not None:
            m.maybe(task.run)
        else:
            task.run()
    except JsThrow:
        # Nobody catches what a callback throws: the callback ends there, nothing else does.
        pass
    finally:
        m.frame, m.cause = outer, cause


def await_value(m: Machine, value: Val, place: Place | None) -> Val:
    """`await value`. In rehearsal the function rests here until the promise is settled."""
    if m.survey or m.weak:
        return _await_in_survey(m, value, place)
    value = m.pick(value)
    promise = value if isinstance(value, Promise) else None
    if promise is None:
        promise = Promise()
        if isinstance(value, Sym) and value.foreign:
            # What code that is not at hand gave may be a promise, which takes its time.
            m.timer(Task("timer", partial(resolve, m, promise, value), m.frame, FOREIGN_WAIT))
        else:
            resolve(m, promise, value)
    from greenlet import getcurrent

    waiting = getcurrent()
    if waiting.parent is None:
        # Nothing can run while the outermost code waits: what follows is not known.
        return m.fresh(place=place)
    outer = m.frame
    settled: list[tuple[str, Val]] = []

    def wake(status: str) -> Native:
        def run(machine: Machine, this: Val, args: list[Val], where: Place | None) -> Val:
            settled.append((status, args[0] if args else UNDEF))
            waiting.parent = getcurrent()
            waiting.switch()
            return UNDEF

        return Native("await", run)

    react(m, promise, wake("fulfilled"), wake("rejected"), None)
    m.frame = None
    m.waiting.append(waiting)
    waiting.parent.switch()
    m.frame = outer
    status, answer = settled[-1]
    if outer is not None:
        outer.rested = True
        outer.chain |= promise.tag
    if status == "rejected":
        raise JsThrow(answer, place)
    return answer


def _await_in_survey(m: Machine, value: Val, place: Place | None) -> Val:
    answers: list[Val] = []
    for one in spread(value):
        if not isinstance(one, Promise):
            answers.append(one.member("await", place) if isinstance(one, Sym) else one)
            continue
        if m.survey and m.micro:
            m.drain()
        _await_failures(m, one)
        if one.status == "fulfilled":
            answers.append(one.value)
        elif one.error is None or one.status == "pending":
            answers.append(m.fresh(place=place))
    return m.join(answers) if answers else m.fresh(place=place)


def _await_failures(m: Machine, promise: Promise) -> None:
    """What fails here is caught by a `try` around it, or it fails the function that waits for it."""
    frame = m.frame
    for cause in promise.passed:
        # What stands behind the `await` runs after this failure too.
        cause.handled = True
    for cause in promise.causes:
        if frame is not None and frame.swallows and not frame.tries:
            frame.swallowed = (*frame.swallowed, cause)
            continue
        if frame is None or frame.tries or frame.promise is None:
            cause.handled = cause.handled or (frame is not None and frame.tries > 0)
            continue
        outer, m.cause = m.cause, cause
        _settle(m, frame.promise, "rejected", promise.error or UNDEF)
        m.cause = outer


def told_of_failures(value: Val) -> None:
    """Notes of the failures that reject a promise that whoever is given it is told of them."""
    for one in spread(value):
        if isinstance(one, Promise):
            for cause in one.causes:
                cause.returned = True


def start_async(m: Machine, frame: Frame, func: ir.Func) -> Val:
    """Runs an async function up to its first `await`; the promise of its end."""
    from wxlint.link.engine.run import run_body

    promise = frame.promise = Promise()

    def body() -> None:
        m.frame = frame
        cause = m.cause
        try:
            value = run_body(m, frame, func)
        except JsThrow as error:
            reject(m, promise, error.value)
        else:
            resolve(m, promise, value)
        finally:
            m.cause = cause

    if m.survey or m.weak:
        body()
        return promise
    from greenlet import getcurrent, greenlet

    outer = m.frame
    greenlet(body, getcurrent()).switch()
    m.frame = outer
    return promise
