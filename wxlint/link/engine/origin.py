"""Where what an expression gives comes from: the name that it begins with, the caller who handed it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.model.values import Constant
from wxlint.read import ir

if TYPE_CHECKING:
    from wxlint.link.engine.frame import Frame
    from wxlint.link.engine.heap import Val


#: The operators that compute a number of numbers.
ARITHMETIC = frozenset("*/-%")


def handed(made: Constant, node: ir.Binary, left: Val, right: Val, f: Frame) -> Constant:
    """What was computed of a parameter and a constant stands where the caller wrote it: `seconds * 1000`."""
    if f.closure is None or type(made.value) not in (int, float):
        return made
    names = {param.name for param in f.closure.func.params if type(param) is ir.Name}
    given = [value for side, value in ((node.left, left), (node.right, right)) if root_of(side) in names]
    place = given[0].place if len(given) == 1 and type(given[0]) is Constant else None
    return Constant(made.value, place) if place is not None else made


def root_of(node: ir.Expr) -> str:
    """The name that a chain of members begins with; '' where it begins with anything else."""
    while type(node) is ir.GetMember:
        node = node.object
    return node.name if type(node) is ir.Name else ""
