"""Expressions: literals, names, members, calls and operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.core import Lowering, expression
from wxlint.read.lower.literals import number_value, unescape
from wxlint.read.lower.patterns import target_in

if TYPE_CHECKING:
    from tree_sitter import Node

_CONSTANTS = {"true": True, "false": False, "null": None}

# -- literals and names --------------------------------------------------------------------------------------


@expression("string")
def _string(low: Lowering, node: Node) -> ir.Expr:
    if low.broken and node.has_error:
        # A text without its closing quote is still to be written to its end.
        return ir.Opaque([], node.start_byte, node.end_byte)
    return _text(low.text(node)[1:-1], node.start_byte, node.end_byte, node.start_byte + 1)


def _text(raw: str, start: int, end: int, inner: int) -> ir.Lit:
    plain = "\\" not in raw
    return ir.Lit(raw if plain else unescape(raw), start, end, inner if plain else -1)


@expression("template_string")
def _template(low: Lowering, node: Node) -> ir.Expr:
    parts: list[ir.Expr] = []
    at = node.start_byte + 1
    for child in node.children:
        if child.type == "template_substitution":
            _quasi(low, at, child.start_byte, parts)
            inner = child.named_children
            parts.append(low.expr(inner[0]) if inner else low.opaque(child))
            at = child.end_byte
    _quasi(low, at, node.end_byte - 1, parts)
    return ir.Template(parts, node.start_byte, node.end_byte)


def _quasi(low: Lowering, start: int, end: int, parts: list[ir.Expr]) -> None:
    if start < end:
        parts.append(_text(low.data[start:end].decode("utf-8", "replace"), start, end, start))


@expression("number")
def _number(low: Lowering, node: Node) -> ir.Expr:
    return ir.Lit(number_value(low.text(node)), node.start_byte, node.end_byte)


@expression("true", "false", "null")
def _constant(low: Lowering, node: Node) -> ir.Expr:
    return ir.Lit(_CONSTANTS[node.type], node.start_byte, node.end_byte)


@expression("identifier", "undefined", "import")
def _name(low: Lowering, node: Node) -> ir.Expr:
    return ir.Name(low.text(node), node.start_byte, node.end_byte)


@expression("this")
def _this(low: Lowering, node: Node) -> ir.Expr:
    return ir.This(node.start_byte, node.end_byte)


@expression("super")
def _super(low: Lowering, node: Node) -> ir.Expr:
    return ir.Super(node.start_byte, node.end_byte)


# -- members and calls ---------------------------------------------------------------------------------------


def _optional(node: Node) -> bool:
    return any(child.type == "optional_chain" for child in node.children)


@expression("member_expression")
def _member(low: Lowering, node: Node) -> ir.Expr:
    prop = node.child_by_field_name("property")
    name, at = (low.text(prop), prop.start_byte) if prop else ("", node.end_byte)
    return ir.GetMember(low.field(node, "object"), name, node.start_byte, node.end_byte, at, _optional(node))


@expression("subscript_expression")
def _index(low: Lowering, node: Node) -> ir.Expr:
    subject, index = low.field(node, "object"), low.field(node, "index")
    return ir.GetIndex(subject, index, node.start_byte, node.end_byte, _optional(node))


@expression("call_expression")
def _call(low: Lowering, node: Node) -> ir.Expr:
    callee_node, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    callee = low.field(node, "function")
    start, end = node.start_byte, node.end_byte
    if arguments is not None and arguments.type == "template_string":
        return ir.Opaque([callee, low.expr(arguments)], start, end, "tagged_template")
    callee_end = callee_node.end_byte if callee_node else end
    if isinstance(callee, ir.Await) and callee_node is not None and callee_node.type == "await_expression":
        # The grammar takes `await f<T>(x)` for a call of `await f`.
        begin = getattr(callee.value, "start", start)
        call = ir.Call(callee.value, _arguments(low, arguments), begin, end, callee_end)
        return ir.Await(call, start, end)
    return ir.Call(callee, _arguments(low, arguments), start, end, callee_end, _optional(node))


@expression("new_expression")
def _new(low: Lowering, node: Node) -> ir.Expr:
    arguments = _arguments(low, node.child_by_field_name("arguments"))
    return ir.New(low.field(node, "constructor"), arguments, node.start_byte, node.end_byte)


def _arguments(low: Lowering, node: Node | None) -> list[ir.Expr]:
    children = node.named_children if node is not None else []
    return [low.expr(child) for child in children if child.type not in ("comment", "ERROR")]


@expression("spread_element")
def _spread(low: Lowering, node: Node) -> ir.Expr:
    return ir.Spread(_inner(low, node), node.start_byte, node.end_byte)


def _inner(low: Lowering, node: Node) -> ir.Expr:
    inner = node.named_children
    return low.expr(inner[0]) if inner else low.opaque(node)


# -- operators -----------------------------------------------------------------------------------------------


def _operator(low: Lowering, node: Node, otherwise: str = "") -> str:
    operator = node.child_by_field_name("operator")
    return low.text(operator) if operator else otherwise


@expression("binary_expression")
def _binary(low: Lowering, node: Node) -> ir.Expr:
    op = _operator(low, node)
    if op == "+":
        return _concat(low, node)
    left, right = low.field(node, "left"), low.field(node, "right")
    if op in ("&&", "||", "??"):
        return ir.Logical(op, left, right)
    return ir.Binary(op, left, right, node.start_byte, node.end_byte)


def _concat(low: Lowering, node: Node) -> ir.Expr:
    # `a + b + c …` nests to the left: walked in a loop, since 20,000 terms would be 20,000 frames.
    start, end = node.start_byte, node.end_byte
    items: list[ir.Expr] = []
    current: Node | None = node
    while current is not None and current.type == "binary_expression" and _operator(low, current) == "+":
        items.append(low.field(current, "right"))
        current = current.child_by_field_name("left")
    if current is not None:
        items.append(low.expr(current))
    items.reverse()
    return ir.Concat(items, start, end)


@expression("unary_expression")
def _unary(low: Lowering, node: Node) -> ir.Expr:
    return ir.Unary(_operator(low, node), low.field(node, "argument"), node.start_byte, node.end_byte)


@expression("ternary_expression")
def _conditional(low: Lowering, node: Node) -> ir.Expr:
    yes, no = low.field(node, "consequence"), low.field(node, "alternative")
    return ir.Cond(low.field(node, "condition"), yes, no)


@expression("assignment_expression", "augmented_assignment_expression")
def _assign(low: Lowering, node: Node) -> ir.Expr:
    op, left = _operator(low, node)[:-1], target_in(low, node, "left")
    return ir.Assign(op, left, low.field(node, "right"), node.start_byte, node.end_byte)


@expression("update_expression")
def _update(low: Lowering, node: Node) -> ir.Expr:
    return ir.Update(
        _operator(low, node, "++"), target_in(low, node, "argument"), node.start_byte, node.end_byte
    )


@expression("await_expression")
def _await(low: Lowering, node: Node) -> ir.Expr:
    return ir.Await(_inner(low, node), node.start_byte, node.end_byte)


@expression("yield_expression")
def _yield(low: Lowering, node: Node) -> ir.Expr:
    inner = node.named_children
    return ir.Yield(low.expr(inner[0]) if inner else None)


@expression("sequence_expression")
def _sequence(low: Lowering, node: Node) -> ir.Expr:
    return ir.Seq([low.expr(child) for child in node.named_children if child.type != "comment"])


@expression("type_assertion")
def _type_assertion(low: Lowering, node: Node) -> ir.Expr:
    inner = node.named_children
    return low.expr(inner[-1]) if inner else low.opaque(node)
