"""Which functions are wrappers: run on symbolic parameters, they make a request that mentions them."""

from __future__ import annotations

from wxlint.link.engine.calls import call_closure
from wxlint.link.engine.frame import Frame
from wxlint.link.engine.heap import Closure, Sym, Val
from wxlint.link.raw import Raw, from_parameters
from wxlint.link.survey import Survey
from wxlint.model.place import Place


class Wrappers:
    """Knows what each function sends that is made of its parameters."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._sent: dict[int, list[Raw]] = {}

    def sent(self, frame: Frame, site: Place) -> list[Raw]:
        """The requests at `site` that the frame's function makes of its parameters; none: no wrapper."""
        closure = frame.closure
        if closure is None or closure.fields is not None:
            return []
        number = id(closure.func)
        if number not in self._sent:
            self._sent[number] = []
            self._sent[number] = [one for one in self._symbolic(closure, frame.this) if from_parameters(one)]
        return [raw for raw in self._sent[number] if raw.site == site]

    def _symbolic(self, closure: Closure, this: Val) -> list[Raw]:
        """What the function sends where nothing is known of its parameters."""
        count = max(len(closure.func.params), 1)
        args: list[Val] = [Sym(("parameter", id(closure.func), at), "parameter") for at in range(count)]
        machine = self._survey.machine

        def start() -> None:
            call_closure(machine, closure, this, args, None, None, None, callback=True)

        return self._survey.aside(start)
