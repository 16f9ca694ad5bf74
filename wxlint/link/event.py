"""The event that a handler is given: what its element says of it, and the rest unknown."""

from __future__ import annotations

from typing import Any

from wxlint.link.bound import BoundElement
from wxlint.link.engine.heap import UNDEF, Obj, Sym, Val, text
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.numbers import number
from wxlint.link.engine.ops import boolean
from wxlint.link.page_data import PageData
from wxlint.model.values import Constant
from wxlint.platform.conventions import is_identity
from wxlint.read.markup_expression import Constant as Written
from wxlint.read.markup_expression import Expression, Name
from wxlint.read.markup_expression import Undefined as NoValue
from wxlint.read.markup_truth import evaluate


def event_of(m: Machine, element: BoundElement, instance: Obj | None, term: tuple[object, ...]) -> Obj:
    """The event of an element now. `term`: what makes two unknowns of the same event equal.

    Its `type` and `timeStamp`, and the `id` and `dataset` of `currentTarget`, are as the markup and the
    page's data say.
    """
    data = PageData(m, instance.props.get("data", UNDEF) if instance is not None else UNDEF, deciding=False)
    dataset = Obj("object")
    for name, expression in element.dataset:
        dataset.props[name] = value_of(m, expression, data, (*term, "dataset", name))
    target = Obj("object")
    target.open = Sym((*term, "currentTarget"))
    target.props["dataset"] = dataset
    target.props["id"] = value_of(m, element.id, data, (*term, "id")) if element.id is not None else text("")
    event = Obj("object")
    event.open = Sym(term)
    event.props["type"] = text(element.event)
    event.props["timeStamp"] = Constant(m.now)
    event.props["currentTarget"] = target
    if element.leaf:
        event.props["target"] = target
    return event


def value_of(m: Machine, expression: Expression, data: PageData, term: tuple[object, ...]) -> Val:
    """What an expression of the markup comes to now; the unknown of that term where this is not known."""
    if isinstance(expression, Name):
        known = data.value(expression.path)
        return known if known is not None else Sym(term)
    value = expression.value if isinstance(expression, Written) else evaluate(expression, data)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return boolean(value)
    if isinstance(value, float):
        return number(value)
    if value is None:
        return Constant(None)
    return UNDEF if isinstance(value, NoValue) else Sym(term)


def names_item(term: tuple[object, ...]) -> bool:
    """Whether an unknown is what names the item of a list that was tapped: its id, or that of an element."""
    if term[0] not in ("event", "get") or not is_identity(str(term[-1])):
        return False
    root: Any = term
    while root[0] == "get":
        root = root[1]
    return root[0] in ("event", "at")


def tells_one_value(m: Machine, term: tuple[object, ...]) -> bool:
    """Whether an event tells one certain value on this way: the next tells another.

    A field is emptied, or has come to six letters, once.
    """
    value = ("get", ("get", term, "detail"), "value")
    return value in m.equal or ("get", value, "length") in m.equal


def compares_itself(m: Machine, term: tuple[object, ...]) -> bool:
    """Whether what an event tells was compared with itself: two of them in turn, which tell two values.

    `if (value === this.last)` as the time is over tells whether there was another one in between.
    """
    return any(_is_of(one, ("get", term, "detail")) for one in m.alike)


def _is_of(term: object, told: tuple[object, ...]) -> bool:
    """Whether a term is what an event tells, or is made of it."""
    return term == told or (isinstance(term, tuple) and any(_is_of(one, told) for one in term[1:]))


__all__ = ["compares_itself", "event_of", "names_item", "tells_one_value", "value_of"]
