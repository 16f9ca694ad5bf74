"""Object and array literals, and the functions and classes that stand as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.bytes import byte
from wxlint.read.lower.core import Lowering, exact, expression
from wxlint.read.lower.functions import class_literal, function, method
from wxlint.read.lower.patterns import key

if TYPE_CHECKING:
    from tree_sitter import Node


@expression("object")
def _object(low: Lowering, node: Node) -> ir.Expr:
    props = exact(list(properties(low, node.named_children)))
    return ir.ObjectLit(props, byte[node.start_byte], byte[node.end_byte])


def properties(low: Lowering, nodes: Iterable[Node]) -> Iterator[ir.Prop]:
    """The members among the nodes, those that stand in a broken place too."""
    for node in nodes:
        if node.type == "ERROR":
            yield from properties(low, node.named_children)
        else:
            found = _property(low, node)
            if found is not None:
                yield found


def _property(low: Lowering, node: Node) -> ir.Prop | None:
    start, end = byte[node.start_byte], byte[node.end_byte]
    if node.type == "shorthand_property_identifier":
        text = low.text(node)
        return ir.Prop("init", text, None, ir.Name(text, start, end), start, end)
    if node.type == "spread_element":
        inner = node.named_children
        return ir.Prop("spread", None, None, low.expr(inner[0]), start, end) if inner else None
    if node.type == "method_definition":
        return method(low, node)
    name_node = node.child_by_field_name("key") if node.type == "pair" else None
    if name_node is None:
        return None
    name, computed = key(low, name_node)
    value = low.field(node, "value")
    return ir.Prop("init", name, computed, value, byte[name_node.start_byte], byte[name_node.end_byte])


@expression("array")
def _array(low: Lowering, node: Node) -> ir.Expr:
    items: list[ir.Expr] = []
    gap = True
    for child in node.children:
        if child.type == ",":
            if gap:
                items.append(ir.Name("undefined", child.start_byte, child.start_byte))
            gap = True
        elif child.is_named and child.type not in ("comment", "ERROR"):
            items.append(low.expr(child))
            gap = False
    return ir.ArrayLit(exact(items), byte[node.start_byte], byte[node.end_byte])


@expression("function_expression", "function", "generator_function")
def _function(low: Lowering, node: Node) -> ir.Expr:
    return function(low, node, "function")


@expression("arrow_function")
def _arrow(low: Lowering, node: Node) -> ir.Expr:
    return function(low, node, "arrow")


@expression("class")
def _class(low: Lowering, node: Node) -> ir.Expr:
    return class_literal(low, node)
