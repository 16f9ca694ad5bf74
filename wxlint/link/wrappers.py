"""Which functions are wrappers: run on symbolic parameters, they make a request that mentions them."""

from __future__ import annotations

from wxlint.link.engine.calls import call_closure
from wxlint.link.engine.frame import Frame
from wxlint.link.engine.heap import Closure, Native, Obj, Sym, Val
from wxlint.link.engine.machine import Machine
from wxlint.link.raw import Raw, from_parameters
from wxlint.link.survey import Survey
from wxlint.model.place import Place


def _anything(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh(place=place)


#: A function that is given and does not lead to the request: which one it is does not matter to it.
_SOME_FUNCTION = Native("", _anything)


class Wrappers:
    """Knows what each function sends that is made of its parameters."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._sent: dict[tuple[int, ...], list[Raw]] = {}

    def sent(self, frame: Frame, site: Place, passed: set[int]) -> list[Raw]:
        """The requests at `site` that the frame's function makes of its parameters; none: no wrapper.

        `passed`: the functions, by `id`, that the way from the frame to the request goes through.
        """
        closure = frame.closure
        if closure is None or closure.fields is not None:
            return []
        # Functions and pages that it is given are what they are there: one that is handed on has its methods.
        given = {at: _as_it_is(value, passed) for at, value in enumerate(frame.args) if _is_given(value)}
        number = (id(closure.func), *(id(value) for value in given.values()))
        if number not in self._sent:
            self._sent[number] = []
            self._sent[number] = [
                one for one in self._symbolic(closure, frame, given) if from_parameters(one)
            ]
        return [raw for raw in self._sent[number] if raw.site == site]

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
            return self._survey.aside(start)
        finally:
            machine.symbolic = False


def _is_given(value: Val) -> bool:
    return isinstance(value, Obj) and value.kind in ("function", "instance")


def _as_it_is(value: Val, passed: set[int]) -> Val:
    return _SOME_FUNCTION if isinstance(value, Closure) and id(value.func) not in passed else value
