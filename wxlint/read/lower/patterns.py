"""Targets: what an assignment, a declaration or a parameter binds."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.bytes import byte
from wxlint.read.lower.literals import number_key, unescape

if TYPE_CHECKING:
    from tree_sitter import Node

    from wxlint.read.lower.core import Lowering


def string_value(low: Lowering, node: Node) -> str:
    """The text of a string literal, or of a name used as a key."""
    raw = low.text(node)
    return intern(unescape(raw[1:-1]) if node.type == "string" else raw)


def key(low: Lowering, node: Node) -> tuple[str | None, ir.Expr | None]:
    """The name of a member, or the expression that computes it."""
    if node.type == "computed_property_name":
        inner = node.named_children
        return None, low.expr(inner[0]) if inner else low.opaque(node)
    if node.type == "number":
        return number_key(low.text(node)), None
    return string_value(low, node), None


def target(low: Lowering, node: Node) -> ir.Target | None:
    """An assignment target, pattern or parameter; None for what binds nothing (`this`, comments)."""
    kind = node.type
    if kind in ("identifier", "shorthand_property_identifier_pattern", "undefined"):
        return ir.Name(intern(low.text(node)), byte[node.start_byte], byte[node.end_byte])
    if kind in ("assignment_pattern", "object_assignment_pattern"):
        left = node.child_by_field_name("left")
        inner = target(low, left) if left else None
        return ir.Default(inner, low.field(node, "right")) if inner else None
    if kind in ("required_parameter", "optional_parameter"):
        return _parameter(low, node)
    if kind == "rest_pattern":
        inner = _first_target(low, node)
        return ir.Rest(inner) if inner else None
    if kind in ("object_pattern", "object"):
        return _object_pattern(low, node)
    if kind in ("array_pattern", "array"):
        return _array_pattern(low, node)
    expression = low.expr(node)
    if isinstance(expression, (ir.Name, ir.GetMember, ir.GetIndex)):
        return expression
    return None if kind == "comment" else ir.Opaque([], node.start_byte, node.end_byte)


def target_in(low: Lowering, node: Node, field: str) -> ir.Target:
    """The target in a field; an opaque one where the code is broken."""
    child = node.child_by_field_name(field)
    found = target(low, child) if child else None
    return found or ir.Opaque([], node.start_byte, node.end_byte)


def bound_names(found: ir.Target | None) -> list[str]:
    """The names that a pattern binds."""
    if type(found) is ir.Name:
        return [found.name]
    if isinstance(found, (ir.Default, ir.Rest)):
        return bound_names(found.target)
    if type(found) is ir.ObjectPattern:
        names = [name for _, _, part in found.entries for name in bound_names(part)]
        return names + bound_names(found.rest)
    if type(found) is ir.ArrayPattern:
        return [name for part in found.items for name in bound_names(part)] + bound_names(found.rest)
    return []


def _parameter(low: Lowering, node: Node) -> ir.Target | None:
    pattern, value = node.child_by_field_name("pattern"), node.child_by_field_name("value")
    if pattern is None or pattern.type == "this":
        return None
    inner = target(low, pattern)
    return ir.Default(inner, low.expr(value)) if inner and value else inner


def _first_target(low: Lowering, node: Node) -> ir.Target | None:
    return target(low, node.named_children[0]) if node.named_children else None


def _object_pattern(low: Lowering, node: Node) -> ir.Target:
    entries: list[tuple[str | None, ir.Expr | None, ir.Target]] = []
    rest: ir.Target | None = None
    for child in node.named_children:
        if child.type in ("rest_pattern", "spread_element"):
            rest = _first_target(low, child)
        elif child.type in ("pair_pattern", "pair"):
            name, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            inner = target(low, value) if value else None
            if name is not None and inner is not None:
                entries.append((*key(low, name), inner))
        else:
            inner = target(low, child)
            base = inner.target if type(inner) is ir.Default else inner
            if inner is not None and type(base) is ir.Name:
                entries.append((base.name, None, inner))
    return ir.ObjectPattern(entries, rest)


def _array_pattern(low: Lowering, node: Node) -> ir.Target:
    items: list[ir.Target | None] = []
    rest: ir.Target | None = None
    gap = True
    for child in node.children:
        if child.type == ",":
            if gap:
                items.append(None)
            gap = True
        elif child.type in ("rest_pattern", "spread_element"):
            rest = _first_target(low, child)
        elif child.is_named and child.type != "comment":
            items.append(target(low, child))
            gap = False
    return ir.ArrayPattern(items, rest)
