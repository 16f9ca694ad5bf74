"""How often a loop runs what is in it: lists that are cut short, and turns that are a loop's last."""

from __future__ import annotations

from math import inf
from typing import Any

import msgspec

from wxlint.link.engine.decisions import number_in
from wxlint.link.engine.evaluate import evaluate, span
from wxlint.link.engine.heap import Obj, Sym, Val
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.engine.natives import EACH_OF, FEW, FEW_TURNS
from wxlint.model.values import Nature
from wxlint.read import ir

#: What the term of a number begins with that is so much more than another.
_MORE = "more"


def few(term: tuple[Any, ...], nature: Nature = "unknown") -> Sym:
    """The unknown elements of a list that has few of them, or such a list itself."""
    return Sym((FEW, *term), nature)


def is_few(value: Val) -> bool:
    """Whether a list of unknown length is known to have few elements."""
    rest = value.open if isinstance(value, Obj) else value
    if not isinstance(rest, Sym):
        return False
    return FEW in (rest.term[0], rest.term[1][0] if rest.term[0] == EACH_OF else "")


def end_of_slice(m: Machine, nodes: list[ir.Expr], args: list[Val], f: Frame) -> Val:
    """The second argument of `list.slice(i, i + 5)`: so much more than the first."""
    first, second = nodes
    if type(second) is not ir.Concat or len(second.items) != 2 or not isinstance(args[0], Sym):
        return args[1]
    data, (same, by) = f.unit.script.data, second.items
    (start, end), (again, last) = span(first), span(same)
    if not isinstance(by, (ir.Lit, ir.Name)) or data[start:end] != data[again:last]:
        return args[1]
    number = number_in(evaluate(m, by, f))
    return Sym((_MORE, args[0].term, number), "number") if number is not None else args[1]


def takes_few(name: str, args: list[Val]) -> bool:
    """Whether `slice` or `splice`, given these, takes few elements out of any list."""
    numbers = [number_in(one) for one in args]
    if len(args) != 2:
        return name == "slice" and len(args) == 1 and numbers[0] is not None and -FEW_TURNS <= numbers[0] < 0
    first, second = numbers
    if name == "splice":
        return second is not None and second <= FEW_TURNS
    if isinstance(args[1], Sym) and args[1].term[0] == _MORE:
        return bool(args[1].term[2] <= FEW_TURNS)
    together = first is not None and second is not None and (first < 0) == (second < 0)
    return together and (second or 0) - (first or 0) <= FEW_TURNS


def ends_behind(loop: ir.Loop, at: int) -> bool:
    """Whether a loop surely ends behind what stands at an offset of its body, in the same turn."""
    return _ends(loop.body, at, leaves=True)


def _ends(body: list[ir.Stmt], at: int, *, leaves: bool) -> bool:
    """`leaves`: a `break` that stands here ends the loop, and not one inside of it."""
    here = max((index for index, stmt in enumerate(body) if _start(stmt) <= at), default=None)
    if here is None:
        return False
    stmt = body[here]
    if isinstance(stmt, (ir.Return, ir.Throw)):
        return True
    inner = leaves and not isinstance(stmt, (ir.Loop, ir.Switch))
    blocks = [block for block in _blocks(stmt) if block and _start(block[0]) <= at]
    if blocks and _ends(max(blocks, key=lambda block: _start(block[0])), at, leaves=inner):
        return True
    for later in body[here + 1 :]:
        if type(later) is ir.Jump:
            return leaves and later.kind == "break" and later.label is None
        if _surely(later, leaves=leaves):
            return True
    return False


def _surely(stmt: ir.Stmt, *, leaves: bool) -> bool:
    if type(stmt) is ir.If:
        return all(any(_surely(one, leaves=leaves) for one in side) for side in (stmt.yes, stmt.no))
    breaks = type(stmt) is ir.Jump and stmt.kind == "break" and stmt.label is None
    return isinstance(stmt, (ir.Return, ir.Throw)) or (breaks and leaves)


def _blocks(stmt: ir.Stmt) -> list[list[ir.Stmt]]:
    """The statements inside of one."""
    if type(stmt) is ir.If:
        return [stmt.yes, stmt.no]
    if isinstance(stmt, (ir.Block, ir.Loop)):
        return [stmt.body]
    if type(stmt) is ir.Labeled:
        return [[stmt.body]]
    if type(stmt) is ir.Try:
        return [stmt.body, stmt.handler or [], stmt.finalizer or []]
    return [body for _, body in stmt.cases] if type(stmt) is ir.Switch else []


def _start(node: Any) -> float:
    """Where a statement begins, as far as its parts tell; of a `break` nothing does."""
    start = getattr(node, "start", None)
    if start is not None:
        return float(start)
    fields = node.__struct_fields__ if isinstance(node, msgspec.Struct) else ()
    parts = [getattr(node, field) for field in fields] or node
    inner = (_start(one) for one in parts if isinstance(one, (msgspec.Struct, list, tuple)))
    return min(inner, default=inf)


__all__ = ["FEW_TURNS", "end_of_slice", "ends_behind", "few", "is_few", "takes_few"]
