"""What the survey writes down: each request as one run made it, and what was run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from wxlint.link.engine.exchange import Exchange
from wxlint.link.engine.heap import Closure, Obj, Val, spread
from wxlint.link.engine.machine import Frame
from wxlint.link.engine.module import Unit
from wxlint.link.snapshot import is_parameter, mentions_parameter, snapshot
from wxlint.model.place import Place
from wxlint.model.values import Nature, Record, Text
from wxlint.platform.apis import Api
from wxlint.platform.behaviour import WRITING_METHODS
from wxlint.read.ir import Func


class Raw:
    """One request as one run made it. `frame`: the innermost call around it; `entry`: what was run."""

    __slots__ = ("api", "callee", "entry", "exchange", "frame", "lenient", "options", "site", "spreads")

    def __init__(
        self, record: Api, given: Val, site: Place, callee: Place, frame: Frame | None, entry: int
    ) -> None:
        options = snapshot(given)
        #: The options are a parameter of a wrapper, copied into an object.
        self.spreads = any(
            isinstance(one, Obj) and one.open is not None and one.open.nature == "parameter"
            for one in spread(given)
        )
        self.api = record
        self.options = options
        self.site = site
        self.callee = callee
        self.frame = frame
        self.entry = entry
        self.exchange: Exchange | None = None
        self.lenient = any(one.unit.lenient for one in frames_of(frame))


class Ran(msgspec.Struct, gc=False):
    """A function that was run: what it is, without the scope that one run made it in."""

    func: Func
    unit: Unit
    name: str
    is_class: bool


class Entry:
    """Something that the platform or the user may start: a handler, a hook, a function nobody calls."""

    __slots__ = (
        "closure",
        "cost",
        "detail",
        "events",
        "instance",
        "method",
        "number",
        "owner",
        "promises",
        "ran",
        "read",
        "recursive",
        "requests",
        "shown",
        "shows",
        "since",
        "starts",
        "touched",
        "writing",
    )

    def __init__(self, number: int, owner: str, method: str, closure: Closure, instance: Obj | None) -> None:
        self.number = number
        self.owner = owner
        self.method = method
        self.closure = closure
        self.instance = instance
        self.events = 0
        #: The steps of its last run.
        self.cost = 0
        #: The functions that its last run went through, the tables that it read (both by `id`), and how old
        #: the memory was when it began.
        self.ran = False
        self.touched: Sequence[int] = ()
        self.read: Sequence[int] = ()
        self.since = 0
        self.requests = 0
        self.shows = 0
        #: Some request that it reaches may change state on the server.
        self.writing = False
        #: The platform or the user starts it; else it is run by itself only where nothing else runs it.
        self.starts = True
        #: What is known of `detail.value` of the event that it handles.
        self.detail: Nature = "unknown"
        #: Where it makes promises, and shows loadings and toasts.
        self.promises: frozenset[Place] = frozenset()
        self.shown: frozenset[Place] = frozenset()
        #: Some request is sent by a function that the way has been in before.
        self.recursive = False


def frames_of(frame: Frame | None) -> Iterator[Frame]:
    """A frame and those that led to it."""
    while frame is not None:
        yield frame
        frame = frame.parent


def written_call(frame: Frame | None, name: str, call: Place, callee: Place) -> Place:
    """The call of a member of the platform as the program writes it by name: `wxp.showLoading()`.

    `call` may stand where a copy of the platform's object makes promises of any of its members.
    """
    written, at = callee, call
    for one in frames_of(frame):
        if one.unit.path == written.path and one.unit.script.data.endswith(name.encode(), 0, written.end):
            return at
        if one.name is not None and one.call is not None:
            written, at = one.name, one.call
    return call


def end_calls(raws: Iterable[Raw]) -> None:
    """Lets go of what the calls that led to some requests, and those that used their answers, ran on."""
    for raw in raws:
        users = raw.exchange.users if raw.exchange is not None else ()
        for innermost in (raw.frame, *users):
            frame = innermost
            while frame is not None and frame.end():
                frame = frame.parent


def recurs(frame: Frame | None) -> bool:
    """Whether a function stands twice on the way to here."""
    seen: set[int] = set()
    for one in frames_of(frame):
        if one.closure is not None:
            if id(one.closure.func) in seen:
                return True
            seen.add(id(one.closure.func))
    return False


def may_write(options: Val) -> bool:
    """Whether a request's method is, on some alternative, one that changes state."""
    for one in spread(options):
        method = one.props.get("method") if isinstance(one, Obj) else None
        for value in spread(method) if method is not None else ():
            if type(value) is Text and (value.known or "").upper() in WRITING_METHODS:
                return True
    return False


def from_parameters(raw: Raw) -> bool:
    """Whether a parameter supplies (a part of) the URL, the method, the header, the whole options or data."""
    if raw.spreads:
        return True
    options: Any = raw.options
    if is_parameter(options):
        return True
    if not isinstance(options, Record):
        return any(isinstance(one, Record) and _supplied(one) for one in getattr(options, "values", ()))
    return _supplied(options)


def _supplied(options: Record) -> bool:
    if options.open and any(is_parameter(member.value) for member in options.members.values()):
        return True
    if any(mentions_parameter(options.get(name)) for name in ("url", "method", "header", "headers")):
        return True
    return any(is_parameter(options.get(name)) for name in ("data", "formData"))
