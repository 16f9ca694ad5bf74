"""Switches: conditions that ask nothing but constants of modules, such as `if (config.debug)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from wxlint.link.engine.heap import lookup
from wxlint.link.engine.origin import root_of
from wxlint.read import ir

if TYPE_CHECKING:
    from wxlint.link.engine.frame import Frame

Condition: TypeAlias = ir.If | ir.Cond | ir.Logical


def sides(node: Condition, holds: bool) -> tuple[Any, Any]:
    """What is run where a condition holds or does not, and what is not; None where nothing stands there."""
    if type(node) is ir.Logical:
        return (node.right, None) if holds == (node.op == "&&") else (None, node.right)
    return (node.yes, node.no) if holds else (node.no, node.yes)


def test_of(node: Condition) -> ir.Expr:
    """The test of a condition."""
    return node.left if type(node) is ir.Logical else node.test


def is_switch(f: Frame, node: Condition) -> bool:
    """Whether a condition asks for names of the module alone, as they are seen from where it stands."""
    known: dict[int, Any] = f.unit.switches
    found = known.get(id(node), known)
    if found is known:
        asked = leaves(test_of(node))
        found = known[id(node)] = None if asked is None else {root_of(one) for one in asked}
    if found is None:
        return False
    module = f.unit.scope
    own = module.vars, module.parent.vars if module.parent is not None else None
    return all(any(lookup(f.scope, name) is one for one in (*own, None)) for name in found)


def leaves(test: ir.Expr) -> list[ir.Name | ir.GetMember] | None:
    """The names and members that a test asks for; None where it asks for anything else."""
    found: list[ir.Name | ir.GetMember] = []
    stack = [test]
    while stack:
        node = stack.pop()
        if type(node) is ir.Unary and node.op == "!":
            stack.append(node.value)
        elif isinstance(node, (ir.Binary, ir.Logical)):
            stack += [node.left, node.right]
        elif isinstance(node, (ir.Name, ir.GetMember)) and root_of(node):
            found.append(node)
        elif type(node) is not ir.Lit:
            return None
    return found
