"""Functions and classes, whose bodies are lowered when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.bytes import byte
from wxlint.read.lower.core import exact
from wxlint.read.lower.patterns import key, string_value, target
from wxlint.read.offset import Offset

if TYPE_CHECKING:
    from tree_sitter import Node

    from wxlint.read.lower.core import Lowering


def function(low: Lowering, node: Node, flavour: str) -> ir.Func:
    """A function of any flavour; its body waits until it is asked for."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    params, fields = _parameters(low, node)
    at, to = span_of_name(node, name)
    end = _end(node, body)
    func = ir.Func(
        string_value(low, name) if name and name.type != "computed_property_name" else None,
        params,
        flavour,
        any(child.type == "async" for child in node.children),
        "generator" in node.type or any(child.type == "*" for child in node.children),
        byte[node.start_byte],
        end,
        at,
        to,
        None,
        exact([]),
        fields,
    )
    if body is not None:
        low.pending[func.start, end] = func, body
    return func


def _end(node: Node, body: Node | None) -> Offset:
    """Where a function ends: the TypeScript grammar counts a comment behind its body in."""
    if body is None or body.type != "statement_block" or body.end_byte != node.end_byte:
        return byte[node.end_byte]
    return next(
        (byte[child.end_byte] for child in reversed(body.children) if child.type == "}"), byte[node.end_byte]
    )


def method(low: Lowering, node: Node) -> ir.Prop | None:
    """A method of an object or class; None where broken code left its name out."""
    name_node = node.child_by_field_name("name")
    if name_node is None:
        return None
    words = {child.type for child in node.children if not child.is_named}
    kind = "get" if "get" in words else "set" if "set" in words else "method"
    name, computed = key(low, name_node)
    func = function(low, node, "method")
    start, end = byte[name_node.start_byte], byte[name_node.end_byte]
    return ir.Prop(kind, name, computed, func, start, end, "static" in words)


def class_literal(low: Lowering, node: Node) -> ir.ClassLit:
    """A class declaration or expression."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    members: list[ir.Prop] = []
    for child in body.named_children if body else []:
        if child.type == "method_definition":
            member = method(low, child)
        elif child.type in ("field_definition", "public_field_definition"):
            member = _field(low, child)
        elif child.type == "class_static_block":
            block = function(low, child, "block")
            member = ir.Prop("block", None, None, block, child.start_byte, child.end_byte, static=True)
        else:
            member = None
        if member is not None:
            members.append(member)
    at, to = span_of_name(node, name)
    own = low.text(name) if name else None
    return ir.ClassLit(
        own, _superclass(low, node), members, byte[node.start_byte], byte[node.end_byte], at, to
    )


def span_of_name(node: Node, name: Node | None) -> tuple[int, int]:
    """Where the name of a function or class stands; an empty span at its start where it has none."""
    return (
        (byte[name.start_byte], byte[name.end_byte])
        if name
        else (byte[node.start_byte], byte[node.start_byte])
    )


def _parameters(low: Lowering, node: Node) -> tuple[list[ir.Target], list[str]]:
    """The parameters, and the names of those that are fields too (`constructor(private url: string)`)."""
    single, listed = node.child_by_field_name("parameter"), node.child_by_field_name("parameters")
    params: list[ir.Target] = []
    fields: list[str] = []
    for child in [single] if single else (listed.named_children if listed else []):
        found = target(low, child)
        if found is not None:
            params.append(found)
            if any(part.type in ("accessibility_modifier", "readonly") for part in child.children):
                inner = found.target if type(found) is ir.Default else found
                fields.extend([inner.name] if type(inner) is ir.Name else [])
    return exact(params), exact(fields)


def _superclass(low: Lowering, node: Node) -> ir.Expr | None:
    heritage = next((child for child in node.children if child.type == "class_heritage"), None)
    if heritage is None:
        return None
    clause = next((child for child in heritage.children if child.type == "extends_clause"), heritage)
    value = clause.child_by_field_name("value") or next(iter(clause.named_children), None)
    return low.expr(value) if value is not None and value.type != "implements_clause" else None


def _field(low: Lowering, node: Node) -> ir.Prop | None:
    name_node = node.child_by_field_name("property") or node.child_by_field_name("name")
    if name_node is None or any(part.type == "declare" for part in node.children):
        # `declare` says a field's type, and makes none.
        return None
    given = node.child_by_field_name("value")
    static = any(part.type == "static" for part in node.children)
    name, computed = key(low, name_node)
    value = low.expr(given) if given else None
    return ir.Prop(
        "init", name, computed, value, byte[name_node.start_byte], byte[name_node.end_byte], static
    )
