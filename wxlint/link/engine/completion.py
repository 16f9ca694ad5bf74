"""`isUrl(url) ? url : base + url`: a test that nobody can decide, on a value that shows the answer itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from wxlint.link.engine.heap import Val, spread
from wxlint.model.values import Text
from wxlint.read import ir
from wxlint.regexps import regexp

_SCHEME = regexp(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def completed(node: ir.Cond | ir.If) -> tuple[ir.Expr, bool] | None:
    """The value that a condition completes, and whether that is where the test holds.

    One side is the value itself (or leaves it alone), the other is built from it, and the test looks at it.
    """
    if isinstance(node, ir.If):
        return _assigned(node)
    for whole, part, holds in ((node.yes, node.no, False), (node.no, node.yes, True)):
        key = _key(whole)
        if key and _is_built(part) and key in _keys(part) and key in _keys(node.test):
            return whole, holds
    return None


def is_complete(value: Val) -> bool | None:
    """Whether a value begins as a whole URL does; None where some alternative does not show its beginning."""
    answers: set[bool | None] = set()
    for one in spread(value):
        first = one.parts[0].text if type(one) is Text and one.parts else None
        answers.add(_SCHEME.match(first) is not None if first else None)
    return answers.pop() if len(answers) == 1 else None


def _assigned(node: ir.If) -> tuple[ir.Expr, bool] | None:
    for body, other, holds in ((node.yes, node.no, True), (node.no, node.yes, False)):
        only = body[0] if len(body) == 1 and not other else None
        if type(only) is not ir.Assign or not isinstance(only.target, (ir.Name, ir.GetMember)):
            continue
        key = _key(only.target)
        built = not only.op and _is_built(only.value) and key in _keys(only.value)
        if key and built and key in _keys(node.test):
            return only.target, holds
    return None


def _is_built(node: ir.Expr) -> bool:
    return isinstance(node, (ir.Concat, ir.Template))


def _key(node: object) -> str:
    """How a name or a chain of members reads; "" for anything else."""
    if type(node) is ir.Name:
        return node.name
    if type(node) is ir.This:
        return "this"
    if type(node) is ir.GetMember:
        inner = _key(node.object)
        return f"{inner}.{node.name}" if inner else ""
    return ""


def _keys(node: object) -> set[str]:
    """The names and chains of members that an expression reads, functions in it left out."""
    return {key for inner in _parts(node) if (key := _key(inner))}


def _parts(node: Any) -> Iterator[object]:
    waiting: list[Any] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, tuple)):
            waiting.extend(one)
        elif isinstance(one, msgspec.Struct) and not isinstance(one, (ir.Func, ir.ClassLit)):
            yield one
            waiting.extend(getattr(one, name) for name in one.__struct_fields__)
