"""A page's data as the expressions of its markup read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from wxlint.link.engine.heap import UNDEF, Alt, Obj, Sym, Val, identity, is_nullish, spread, truth
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import find, is_empty_list
from wxlint.link.engine.natives import EACH_OF
from wxlint.link.pages_names import EACH
from wxlint.model.values import Constant, Text, Undefined
from wxlint.read.markup_expression import Conditional, Expression, Name, Not, Opaque, Operation
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
    """A page's data for the markup's expressions.

    What is not known is decided, once for the whole way; not so where `deciding` is false.
    """

    def __init__(self, machine: Machine, data: Val, *, deciding: bool = True) -> None:
        self._machine = machine
        self._data = data
        self._deciding = deciding

    def __getitem__(self, path: str) -> MarkupValue:
        value = self.value(tuple(path.split(".")))
        if value is None:
            return Vague.UNKNOWN
        return self._markup_value(value)

    def value(self, path: tuple[str, ...]) -> Val | None:
        """The value at the end of a path; None where that is not known."""
        value: Val = self._data
        for step in path:
            if step == EACH:
                return None
            if isinstance(value, Alt):
                if value.number not in self._machine.chosen and not self._deciding:
                    return None
                value = self._machine.pick(value)
            found = find(value, step) if isinstance(value, Obj) else None
            if found is None:
                return None if not isinstance(value, Obj) or value.open is not None else UNDEF
            value = found
        return value

    def rows(self, path: tuple[str, ...]) -> frozenset[object]:
        """Which lists may stand at the end of a path, each by what is another thing once elements are gone.

        A list that has an element for each of another one may be any.
        """
        values: list[Val] = [self._data]
        for step in path:
            values = [
                one.member(step) if isinstance(one, Sym) else find(one, step) or UNDEF
                for value in values
                for one in spread(value)
                if isinstance(one, (Sym, Obj))
            ]
        vague = self._machine.vague
        return frozenset(
            (one.term, one.term in vague) if isinstance(one, Sym) else _row_key(one)
            for value in values
            for one in spread(value)
        )

    def _markup_value(self, value: Val) -> MarkupValue:
        if type(value) is Constant:
            inner = value.value
            return NoValue() if type(inner) is Undefined else inner
        if type(value) is Text and value.known is not None:
            return value.known
        plain = truth(value)
        if plain is None and not self._deciding:
            return Vague.UNKNOWN
        if plain is None:
            plain = self._machine.decide(value)
        return Vague.TRUTHY if plain else Vague.FALSY

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _row_key(value: Val) -> object:
    opened = value.open.term if isinstance(value, Obj) and value.open is not None else None
    return EACH_OF if opened is not None and opened[0] == EACH_OF else (identity(value), opened)


def fill(m: Machine, data: Val, path: tuple[str, ...]) -> None:
    """A list of the data has elements: where it may be one of several, it is none of those that are empty."""
    value: Val | None = data
    for step in path:
        if not isinstance(value, Obj) or step == EACH:
            return
        data, value = value, value.props.get(step)
    if not isinstance(data, Obj) or not isinstance(value, Alt) or value.number in m.chosen:
        return
    kept = [one for one in value.values if not is_nullish(one) and not is_empty_list(one)]
    if 0 < len(kept) < len(value.values):
        m.suppose(data.props, path[-1], m.made("fill", kept, m.join(kept)))


def named(instance: Obj, path: tuple[str, ...]) -> set[str]:
    """The names that a field of the data holds as it is declared; of a list, in any of its elements."""
    held: list[Val] = [instance.props.get("data", UNDEF)]
    for step in path:
        tables = [one for value in held for one in spread(value) if isinstance(one, Obj)]
        if step == EACH:
            held = [item for table in tables for item in table.items or ()]
        else:
            held = [found for table in tables if (found := find(table, step)) is not None]
    texts = (one for value in held for one in spread(value) if type(one) is Text)
    return {one.known for one in texts if one.known}


def asks(expression: Expression, fields: set[str]) -> bool:
    """Whether an expression reads any of these fields of the data; `*` stands for some field."""
    return any(path[0] in fields or "*" in fields for path in _paths(expression))


def reads(expression: Expression, name: str) -> bool:
    """Whether an expression reads a member of that name, of the data or of anything in it."""
    return any(name in path for path in _paths(expression))


def _paths(expression: Expression) -> Iterator[tuple[str, ...]]:
    waiting: list[Expression] = [expression]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Name):
            yield one.path
        elif type(one) is Not:
            waiting.append(one.operand)
        elif type(one) is Operation:
            waiting += (one.left, one.right)
        elif type(one) is Conditional:
            waiting += (one.test, one.yes, one.no)
        elif isinstance(one, Opaque):
            waiting += one.parts
