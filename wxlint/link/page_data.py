"""A page's data as the expressions of its markup read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from wxlint.link.engine.heap import Obj, Val, spread, truth
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import find
from wxlint.model.values import Constant, Text, Undefined
from wxlint.read.markup_expression import Expression
from wxlint.read.markup_expression import Undefined as NoValue
from wxlint.read.markup_truth import Known, Vague, evaluate

if TYPE_CHECKING:
    from wxlint.read.markup_truth import Value as MarkupValue


class Properties(Mapping[str, "MarkupValue"]):
    """A component's data as far as its user settles it: the properties that it is handed."""

    def __init__(self, handed: tuple[tuple[str, Expression], ...], known: Known) -> None:
        self._handed = dict(handed)
        self._known = known

    def __getitem__(self, path: str) -> MarkupValue:
        expression = self._handed.get(path)
        return Vague.UNKNOWN if expression is None else evaluate(expression, self._known)

    def __iter__(self) -> Iterator[str]:
        return iter(self._handed)

    def __len__(self) -> int:
        return len(self._handed)


class PageData(Mapping[str, "MarkupValue"]):
    """A page's data for the markup's expressions; what is not known is decided, once for the whole way."""

    def __init__(self, machine: Machine, data: Val) -> None:
        self._machine = machine
        self._data = data

    def __getitem__(self, path: str) -> MarkupValue:
        value: Val = self._data
        for step in path.split("."):
            if step == "*":
                return Vague.UNKNOWN
            value = next((one for one in spread(value) if isinstance(one, Obj)), value)
            found = find(value, step) if isinstance(value, Obj) else None
            if found is None:
                return Vague.UNKNOWN if not isinstance(value, Obj) or value.open is not None else NoValue()
            value = found
        return self._markup_value(value)

    def _markup_value(self, value: Val) -> MarkupValue:
        if isinstance(value, Constant):
            inner = value.value
            return NoValue() if isinstance(inner, Undefined) else inner
        if isinstance(value, Text) and value.known is not None:
            return value.known
        plain = truth(value)
        if plain is None:
            plain = self._machine.decide(value)
        return Vague.TRUTHY if plain else Vague.FALSY

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
