"""What the survey writes down: each request as one run made it, and what was run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from wxlint.link.engine.exchange import Exchange
from wxlint.link.engine.heap import Closure, Obj, Val, spread
from wxlint.link.engine.machine import Frame
from wxlint.link.engine.module import Unit
from wxlint.link.snapshot import is_parameter, mentions_parameter, snapshot
from wxlint.model.place import Place
from wxlint.model.values import Nature, Record, Text, absent, alternatives
from wxlint.platform.apis import Api
from wxlint.platform.behaviour import WRITING_METHODS
from wxlint.read.ir import Func

#: Where a function is written: its file, and where it begins there.
Written: TypeAlias = "tuple[str, int]"

#: Options of which something is said where they are nothing: of `data`, where the request is a POST.
_NEEDED = ("url", "data", "filePath", "name")
#: Helpers that are looked through, each called by the next.
_LONGEST_CALLS = 4


class Raw:
    """One request as one run made it. `frame`: the innermost call around it; `entry`: what was run."""

    __slots__ = ("api", "callee", "entry", "exchange", "frame", "lenient", "options", "site", "spreads")

    def __init__(
        self, record: Api, given: Val, site: Place, callee: Place, frame: Frame | None, entry: int
    ) -> None:
        options = snapshot(given)
        #: The options, or the body in them, are a parameter of a wrapper, copied into an object.
        self.spreads = any(
            _is_copied(one) or (isinstance(one, Obj) and any(map(_is_copied, _bodies(one))))
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

    @property
    def lacks_something(self) -> bool:
        """Whether an option is, on some alternative, nothing, or its URL begins with nothing: what it is made
        of may not be filled in yet.
        """
        members = self.options.members if isinstance(self.options, Record) else {}
        sent = members["method"].value if "method" in members else None
        posts = any(
            isinstance(one, Text) and (one.known or "").upper() == "POST" for one in alternatives(sent)
        )
        return any(
            absent(one) or (name == "url" and isinstance(one, Text) and _is_not_filled_in(one))
            for name in _NEEDED
            if name in members and (name != "data" or posts)
            for one in alternatives(members[name].value)
        )


def last_of(raws: Sequence[Raw], again: Mapping[int, int]) -> list[Raw]:
    """The requests of the last run of each entry. `again`: where those of entries begin that ran again."""
    return [raw for at, raw in enumerate(raws) if at >= again.get(raw.entry, 0)]


def _is_not_filled_in(url: Text) -> bool:
    prefix = url.prefix.strip()
    begins = bool(prefix) and "://" not in prefix
    return begins or url.known == "" or any(part.nature == "absent" for part in url.parts)


def _bodies(options: Obj) -> Iterator[Val]:
    """What options have for a body."""
    for name in ("data", "formData"):
        held = options.props.get(name)
        if held is not None:
            yield from spread(held)


def _is_copied(value: Val) -> bool:
    """Whether an object has members of a wrapper's parameter."""
    return isinstance(value, Obj) and value.open is not None and value.open.nature == "parameter"


class Ran:
    """A function that was run: what it is, without the scope that one run made it in."""

    __slots__ = ("func", "is_class", "name", "unit")

    def __init__(self, func: Func, unit: Unit, name: str, is_class: bool) -> None:
        self.func = func
        self.unit = unit
        self.name = name
        self.is_class = is_class


#: The set of those that have none: each empty one is another object.
_NONE: Final[frozenset[Any]] = frozenset()


class Entry:
    """Something that the platform or the user may start: a handler, a hook, a function nobody calls."""

    __slots__ = (
        "closure",
        "cost",
        "dataset",
        "detail",
        "events",
        "handed",
        "hiding",
        "instance",
        "method",
        "number",
        "owner",
        "promises",
        "ran",
        "read",
        "recursive",
        "requests",
        "showing",
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
        #: A module handed it to code that is not at hand, which calls it when it likes.
        self.handed = False
        #: What is known of `detail.value` of the event that it handles.
        self.detail: Nature = "unknown"
        #: What is known of the `dataset` of its `currentTarget`, by name.
        self.dataset: Sequence[tuple[str, Nature]] = ()
        #: Where it makes promises, and shows loadings and toasts, with the calls that lead there.
        self.promises: frozenset[Place] = _NONE
        self.shown: frozenset[tuple[Place, tuple[tuple[Written, Place], ...]]] = _NONE
        #: The functions by which it shows loadings, and by which it hides them.
        self.showing: frozenset[Written] = _NONE
        self.hiding: frozenset[Written] = _NONE
        #: Some request is sent by a function that the way has been in before.
        self.recursive = False

    @property
    def is_called(self) -> bool:
        """Whether the platform, the user, its page, or code that is not at hand may call it."""
        return self.owner != "" or self.handed

    @property
    def is_named(self) -> bool:
        """Whether its script calls a method of its name: `this.load()`."""
        name, data = re.escape(self.method.encode()), self.closure.unit.script.data
        return re.search(rb"\bthis\.%b\b|\w\.%b\s*\(" % (name, name), data) is not None


def frames_of(frame: Frame | None) -> Iterator[Frame]:
    """A frame and those that led to it."""
    while frame is not None:
        yield frame
        frame = frame.parent


def functions_of(frame: Frame | None) -> frozenset[Written]:
    """The functions that led to here."""
    around = (one for one in frames_of(frame) if one.closure is not None)
    return frozenset((one.unit.path, one.closure.func.start) for one in around if one.closure is not None)


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


def calls_to(frame: Frame | None, place: Place) -> tuple[tuple[Written, Place], ...]:
    """The functions that a call at a place runs in, innermost first, each with the call of it, up
    to one that is called back. `frame`: where it runs, or what that calls in turn.
    """
    found: list[tuple[Written, Place]] = []
    around = not any(one.call == place for one in frames_of(frame))
    for one in frames_of(frame):
        closure = one.closure
        if one.callback or one.call is None or closure is None or len(found) == _LONGEST_CALLS:
            break
        if not _is_of_module(closure):
            # A function made it, and handed it over to who calls it: what it shows is its own doing.
            break
        if around:
            found.append(((one.unit.path, closure.func.start), one.call))
        around = around or one.call == place
    return tuple(found)


def _is_of_module(closure: Closure) -> bool:
    """Whether a function was made by a module's top level, by itself or in a class or an object."""
    scope, top = closure.scope, closure.unit.scope
    while scope is not top and len(scope.vars) == 1 and scope.parent is not None:
        (only,) = scope.vars.values()
        if not isinstance(only, Closure) or only.fields is None:
            return False
        scope = scope.parent
    return scope is top


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
