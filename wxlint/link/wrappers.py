"""Which functions are wrappers: run on symbolic parameters, they make a request that mentions them."""

from __future__ import annotations

from itertools import takewhile

from mypy_extensions import mypyc_attr

from wxlint.link.engine.calls import call_closure
from wxlint.link.engine.frame import Frame, is_handed_on
from wxlint.link.engine.heap import Closure, Native, Sym, Val
from wxlint.link.engine.machine import Machine
from wxlint.link.raw import Raw, frames_of, from_parameters
from wxlint.link.survey import Survey
from wxlint.model.place import Place


def _anything(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh(place=place)


#: A function that is given and does not lead to the request: which one it is does not matter to it.
_SOME_FUNCTION = Native("", _anything)


@mypyc_attr(allow_interpreted_subclasses=True)
class Wrappers:
    """Knows what each function sends that is made of its parameters."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._sent: dict[tuple[int, ...], list[Raw]] = {}
        #: The sites, and the calls that lead there, at which a function sends something of its own.
        self._own: dict[tuple[int, ...], set[tuple[Place | None, ...]]] = {}

    def sent(self, frame: Frame, raw: Raw, passed: set[int]) -> list[Raw]:
        """What the frame's function sends, at a request's site, of its parameters; none: no wrapper.

        `passed`: the functions, by `id`, that the way from the frame to the request goes through.
        """
        closure = frame.closure
        if closure is None or closure.fields is not None or not _takes_anything(closure):
            return []
        # Functions and pages that it is given are what they are there: one that is handed on has its methods.
        given = {at: _as_it_is(value, passed) for at, value in enumerate(frame.args) if is_handed_on(value)}
        number = (id(closure.func), *(id(value) for value in given.values()))
        if not self._knows(number, raw, given):
            self._sent[number], self._own[number] = [], set()
            made = self._symbolic(closure, frame, given)
            self._sent[number] = sent = [one for one in made if from_parameters(one)]
            self._own[number] = {_way(one, None) for one in made} - {_way(one, None) for one in sent}
        if self._own[number] and _way(raw, frame) in self._own[number]:
            # A wrapper that logs in first by another call of the same client: its caller does not send that.
            return []
        return [one for one in self._sent[number] if one.site == raw.site]

    def _knows(self, number: tuple[int, ...], raw: Raw, given: dict[int, Val]) -> bool:
        """Whether it is known what a function sends that is given some functions and pages."""
        return number in self._sent

    def _symbolic(self, closure: Closure, frame: Frame, given: dict[int, Val]) -> list[Raw]:
        """What the function sends where nothing is known of the data that it is given."""
        count = max(len(closure.func.params), 1)
        args: list[Val] = [Sym(("parameter", id(closure.func), at), "parameter") for at in range(count)]
        for at, value in given.items():
            if at < count:
                args[at] = value
        this = frame.this
        machine = self._survey.machine

        def start() -> None:
            call_closure(machine, closure, this, args, None, None, None, callback=True)

        machine.symbolic = True
        try:
            # Which wrappers were looked into, and in which order, must not matter to the rehearsal.
            with machine.learning_nothing():
                return self._survey.aside(start)
        finally:
            machine.symbolic = False
            machine.forget_runs()


def _takes_anything(closure: Closure) -> bool:
    """Whether a function sees what it is called with."""
    return bool(closure.func.params) or "arguments" in closure.unit.names(closure.func)


def _way(raw: Raw, top: Frame | None) -> tuple[Place | None, ...]:
    """A request's site and the calls that lead there from a frame (None: from the outermost)."""
    inner = takewhile(
        lambda one: one is not top and (top is not None or one.parent is not None), frames_of(raw.frame)
    )
    return raw.site, *(one.call for one in inner)


def _as_it_is(value: Val, passed: set[int]) -> Val:
    return _SOME_FUNCTION if isinstance(value, Closure) and id(value.func) not in passed else value
