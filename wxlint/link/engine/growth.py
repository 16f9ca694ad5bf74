"""Counters: what a loop of an unknown number of turns steps may have been stepped more than once."""

from __future__ import annotations

from wxlint.link.engine.decisions import number_in
from wxlint.link.engine.heap import Sym, There, Val, spread
from wxlint.link.engine.journal import MISSING, Mark
from wxlint.link.engine.kinds import (
    BINARY,
    CONCAT,
    CONSTANT,
    GET_INDEX,
    GET_MEMBER,
    LOGICAL,
    NAME,
    TABLE,
    THIS,
)
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.numbers import constant_text
from wxlint.model.values import Constant
from wxlint.read import ir

#: What is so of a number that is greater than `0`: how it compares to that, and to `1` (whole steps).
_COMPARED = (
    (">", 0, True),
    (">=", 0, True),
    ("<", 0, False),
    ("<=", 0, False),
    (">=", 1, True),
    ("<", 1, False),
)
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def step_of(node: ir.Assign) -> str:
    """The operator of `n = n + 1` and `n = (n || 0) + 1`; '' of any other assignment."""
    value = node.value
    if type(value) is CONCAT and len(value.items) == 2:
        return "+" if _is_same(value.items[0], node.target) else ""
    if type(value) is BINARY and value.op == "-" and _is_same(value.left, node.target):
        return "-"
    return ""


def _is_same(one: ir.Expr, target: ir.Target | ir.Expr) -> bool:
    """Whether an expression is what is assigned to, or that with a default: `total`, `this.data.n || 0`."""
    if type(one) is LOGICAL:
        one = one.left
    if type(one) is NAME:
        return type(target) is NAME and one.name == target.name
    if type(one) is GET_MEMBER:
        return type(target) is GET_MEMBER and one.name == target.name and _is_same(one.object, target.object)
    if type(one) is GET_INDEX:
        same = type(target) is GET_INDEX and _is_same(one.object, target.object)
        return same and type(target) is GET_INDEX and _is_same(one.index, target.index)
    return type(one) is THIS and type(target) is THIS


def grow(m: Machine, mark: Mark) -> None:
    """A turn was taken for all of an unknown number of them: what it stepped may have gone farther than that.

    What was stepped up is a number greater than it was before.
    """
    size, time = mark
    seen: set[tuple[int, str]] = set()
    for table, key, before in m.journal[size:]:
        if type(table) is not TABLE or table.born >= time or (id(table), key) in seen:
            continue
        seen.add((id(table), key))
        start = 0 if before is MISSING else number_in(before)
        now = table.get(key, MISSING)
        if start is None or now is MISSING:
            continue
        values = spread(now)
        ends = [number_in(one) for one in values if _is_step(m, one)]
        if ends:
            far = _far(m, start, up=all(end is not None and end > start for end in ends))
            m.put(table, key, m.join([*(one for one in values if not _is_step(m, one)), far]))


def _is_step(m: Machine, value: Val) -> bool:
    return type(value) is CONSTANT and value.place is not None and value.place in m.stepping


def _far(m: Machine, start: float, *, up: bool) -> Sym:
    """A number that is not known, but greater than another one (not `up`: any number)."""
    far = m.fresh("number")
    if not up:
        return far
    for op, more, holds in _COMPARED:
        bound = ("constant", constant_text(Constant(start + more)))
        m.known[op, far.term, bound] = m.known[_TURNED[op], bound, far.term] = holds
    return There(far.term, "number") if start >= 0 else far
