"""From what the survey wrote down to the requests that rules see, one record for each site."""

from __future__ import annotations

from itertools import takewhile

from wxlint.link.engine.heap import Closure
from wxlint.link.engine.machine import Frame
from wxlint.link.raw import Raw, frames_of
from wxlint.link.snapshot import join_values, mentions_parameter
from wxlint.link.survey import Survey
from wxlint.link.sweep import sweep
from wxlint.link.wrappers import Wrappers
from wxlint.model.place import Place
from wxlint.model.program import Handler, Request, Wrapper
from wxlint.model.values import Record, Text, Value, absent, alternatives

Key = tuple[Place, Place, str]


class Sites:
    """Collects requests by where they stand. `handlers`: entry number -> the handlers that it is."""

    def __init__(
        self, survey: Survey, handlers: dict[int, tuple[Handler, ...]], wrappers: Wrappers | None = None
    ) -> None:
        self._survey = survey
        self._wrappers = wrappers or Wrappers(survey)
        self._handlers = handlers
        self._effective: dict[Key, list[tuple[Raw, Place, tuple[Frame, ...]]]] = {}
        self._direct: dict[tuple[Place, str], list[Raw]] = {}
        self._symbolic: dict[tuple[Place, str], list[Raw]] = {}

    def requests(self) -> tuple[Request, ...]:
        """Every request site, direct ones and effective ones, in the order of their places."""
        again: dict[tuple[Key, Place | None], list[tuple[Raw, tuple[Frame, ...]]]] = {}
        for raw in self._survey.requests:
            wrappers = self.wrappers(raw)
            self._sort(raw, wrappers)
            if at := _called_again(wrappers):
                again.setdefault((_key(raw, wrappers), wrappers[at - 1].call), []).append((raw, wrappers))
            elif wrappers:
                self._add(raw, wrappers)
            sweep()
        for (key, _), below in again.items():
            self._sort_again(key, below)
        found = [self._direct_request(place, raws) for (place, _), raws in self._direct.items()]
        found.extend(self._effective_request(key, made) for key, made in self._effective.items())
        return tuple(sorted(found, key=lambda one: (one.place, one.site, one.kind)))

    def wrappers(self, raw: Raw) -> tuple[Frame, ...]:
        """The calls of wrappers that led to a request, innermost first."""
        found: list[Frame] = []
        passed: set[int] = set()
        frame = raw.frame
        while frame is not None:
            outer = frame.parent
            if not frame.callback and frame.call is not None and outer is not None:
                if self._wrappers.sent(frame, raw, passed):
                    found.append(frame)
                    outer = self._made_in(frame, raw, passed) or outer
                else:
                    outer = _maker(frame)
            if frame.closure is not None:
                passed.add(id(frame.closure.func))
            frame = outer
        return tuple(found)

    def _made_in(self, frame: Frame, raw: Raw, passed: set[int]) -> Frame | None:
        """The call of a wrapper, of those that led here, that made the function: whoever calls that function
        for it (a login that hands a token on) sends nothing of its own.
        """
        below = passed | ({id(frame.closure.func)} if frame.closure is not None else set())
        made = _maker(frame)
        while made is not None:
            if not made.callback and self._wrappers.sent(made, raw, below):
                return made
            made = _maker(made)
        return None

    def _sort(self, raw: Raw, wrappers: tuple[Frame, ...]) -> None:
        direct = (raw.site, raw.api.name)
        self._direct.setdefault(direct, []).append(raw)
        if wrappers:
            self._symbolic[direct] = self._wrappers.sent(wrappers[0], raw, _between(raw, wrappers[0]))

    def _add(self, raw: Raw, wrappers: tuple[Frame, ...]) -> None:
        name = wrappers[-1].name or wrappers[-1].call or raw.site
        self._effective.setdefault(_key(raw, wrappers), []).append((raw, name, wrappers))

    def _sort_again(self, key: Key, below: list[tuple[Raw, tuple[Frame, ...]]]) -> None:
        """Sorts what a wrapper sends that is called again below its own call. If that is, among other things,
        what the outer call sends (all that waited for a new token is sent again), the others are not its own.
        """
        own = [one for raw, _, _ in self._effective.get(key, ()) for one in _targets(raw.options)]
        sent = [_targets(raw.options) for raw, _ in below]
        mixed = any(one in own for targets in sent for one in targets)
        for (raw, wrappers), targets in zip(below, sent, strict=True):
            others = mixed and any(one not in own for one in targets)
            self._add(raw, wrappers[: _called_again(wrappers)] if others else wrappers)

    def _direct_request(self, place: Place, raws: list[Raw]) -> Request:
        first = raws[0]
        made = self._symbolic.get((place, first.api.name), raws)
        return Request(
            api=first.api,
            kind="direct",
            place=place,
            name=first.callee,
            site=place,
            options=_joined(made),
            handlers=self._reached(raws),
            confidence="likely" if all(raw.lenient for raw in raws) else "certain",
        )

    def _effective_request(self, key: Key, made: list[tuple[Raw, Place, tuple[Frame, ...]]]) -> Request:
        place, site, _ = key
        raws = [raw for raw, _, _ in made]
        _, name, frames = made[0]
        wrappers = tuple(_wrapper(frame.closure) for frame in reversed(frames) if frame.closure is not None)
        options = _joined(raws)
        return Request(
            api=raws[0].api,
            kind="effective",
            place=place,
            name=name,
            site=site,
            options=options,
            wrappers=wrappers,
            handlers=self._reached(raws),
            confidence="likely" if all(raw.lenient for raw in raws) else "certain",
            sender=self._sender(made[0][0], frames) if _lacks_data(options) else None,
        )

    def _sender(self, raw: Raw, frames: tuple[Frame, ...]) -> Place:
        """The callee of the outermost call, on the way to a request, that can give it a body."""
        for frame in reversed(frames):
            sent = self._wrappers.sent(frame, raw, _between(raw, frame))
            if any(_takes_data(one.options) for one in sent):
                return frame.name or frame.call or raw.callee
        return raw.callee

    def _reached(self, raws: list[Raw]) -> tuple[Handler, ...]:
        found: dict[Handler, None] = {}
        for entry in dict.fromkeys(raw.entry for raw in raws):
            for handler in self._handlers.get(entry, ()):
                found[handler] = None
        return tuple(found)


def _key(raw: Raw, wrappers: tuple[Frame, ...]) -> Key:
    return wrappers[-1].call or raw.site, raw.site, raw.api.name


def _called_again(wrappers: tuple[Frame, ...]) -> int:
    """How many calls there are up to the first of a wrapper that is called below its own; 0: none is."""
    called = [id(frame.closure.func) if frame.closure is not None else 0 for frame in wrappers]
    return next((at for at, func in enumerate(called, 1) if func and func in called[at:]), 0)


def _targets(options: Value) -> list[tuple[Value | str | None, Value | None]]:
    """Where a request goes, and by which method: its addresses without their query, which pages count in."""
    if not isinstance(options, Record):
        return [(options, None)]
    methods: list[Value | None] = [*alternatives(options.get("method"))] or [None]
    return [(_path_of(one), method) for one in alternatives(options.get("url")) for method in methods]


def _path_of(url: Value | None) -> Value | str | None:
    if not isinstance(url, Text):
        return url
    return "".join("{}" if part.text is None else part.text for part in url.parts).partition("?")[0]


def _between(raw: Raw, last: Frame) -> set[int]:
    """The functions, by `id`, that run below a frame where it leads to a request."""
    below = takewhile(lambda one: one is not last, frames_of(raw.frame))
    return {id(one.closure.func) for one in below if one.closure is not None}


def _maker(frame: Frame) -> Frame | None:
    """The call, of those that led here, that made the function: what that was given, this sees too."""
    made = frame.closure.frame if frame.closure is not None else None
    return next((outer for outer in frames_of(frame.parent) if outer is made), None)


def _lacks_data(options: Value) -> bool:
    """Whether no body is among the options; one of which nothing is known is one."""
    return isinstance(options, Record) and all(absent(one) for one in alternatives(options.get("data")))


def _takes_data(options: Value) -> bool:
    """Whether the options of a wrapper's request may have a body that the wrapper's caller gives."""
    if not isinstance(options, Record):
        return True
    return mentions_parameter(options.get("data")) or ("data" not in options.members and options.open)


def _joined(raws: list[Raw]) -> Value:
    return join_values([raw.options for raw in raws])


def _wrapper(closure: Closure) -> Wrapper:
    func = closure.func
    start, end = (
        (func.name_start, func.name_end) if func.name_end > func.name_start else (func.start, func.start + 1)
    )
    return Wrapper(closure.name, Place(closure.unit.path, start, end))
