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
from wxlint.model.values import Record, Value, absent, alternatives

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
        for raw in self._survey.requests:
            self._sort(raw)
            sweep()
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

    def _sort(self, raw: Raw) -> None:
        direct = (raw.site, raw.api.name)
        self._direct.setdefault(direct, []).append(raw)
        wrappers = self.wrappers(raw)
        if wrappers:
            outermost = wrappers[-1]
            place = outermost.call or raw.site
            self._symbolic[direct] = self._wrappers.sent(wrappers[0], raw, _between(raw, wrappers[0]))
            self._effective.setdefault((place, raw.site, raw.api.name), []).append(
                (raw, outermost.name or place, wrappers)
            )

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
