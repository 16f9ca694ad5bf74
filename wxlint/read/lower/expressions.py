"""Expressions: literals, names, members, calls and operators."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.bytes import byte
from wxlint.read.lower.core import Lowering, exact, expression
from wxlint.read.lower.literals import number_value, unescape
from wxlint.read.lower.patterns import target_in
from wxlint.read.offset import Offset

if TYPE_CHECKING:
    from tree_sitter import Node

_CONSTANTS = {"true": True, "false": False, "null": None}

# -- literals and names --------------------------------------------------------------------------------------


@expression("string")
def _string(low: Lowering, node: Node) -> ir.Expr:
    if low.broken and node.has_error:
        # A text without its closing quote is still to be written to its end.
        return ir.Opaque([], node.start_byte, node.end_byte)
    return _text(low.text(node)[1:-1], byte[node.start_byte], byte[node.end_byte], byte[node.start_byte + 1])


def _text(raw: str, start: Offset, end: Offset, inner: Offset) -> ir.Lit:
    plain = "\\" not in raw
    return ir.Lit(intern(raw) if plain else unescape(raw), start, end, inner if plain else -1)


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
    return ir.Template(parts, byte[node.start_byte], byte[node.end_byte])


def _quasi(low: Lowering, start: Offset, end: Offset, parts: list[ir.Expr]) -> None:
    if start < end:
        parts.append(_text(low.data[start:end].decode("utf-8", "replace"), start, end, start))


@expression("number")
def _number(low: Lowering, node: Node) -> ir.Expr:
    return ir.Lit(number_value(low.text(node)), byte[node.start_byte], byte[node.end_byte])


@expression("true", "false", "null")
def _constant(low: Lowering, node: Node) -> ir.Expr:
    return ir.Lit(_CONSTANTS[node.type], byte[node.start_byte], byte[node.end_byte])


@expression("identifier", "undefined", "import")
def _name(low: Lowering, node: Node) -> ir.Expr:
    return ir.Name(intern(low.text(node)), byte[node.start_byte], byte[node.end_byte])


@expression("this")
def _this(low: Lowering, node: Node) -> ir.Expr:
    return ir.This(byte[node.start_byte], byte[node.end_byte])


@expression("super")
def _super(low: Lowering, node: Node) -> ir.Expr:
    return ir.Super(node.start_byte, node.end_byte)


# -- members and calls ---------------------------------------------------------------------------------------


def _optional(low: Lowering, node: Node) -> bool:
    # The TypeScript grammar has a bare token before the arguments of a call.
    return low.optional and any(child.type in ("optional_chain", "?.") for child in node.children)


@expression("member_expression")
def _member(low: Lowering, node: Node) -> ir.Expr:
    prop = node.child_by_field_name("property")
    name, at = (intern(low.text(prop)), byte[prop.start_byte]) if prop else ("", node.end_byte)
    subject, optional = low.field(node, "object"), _optional(low, node)
    if type(subject) is ir.Await and _binds_looser(node, "object"):
        value, start = subject.value, _after_await(low, subject)
        return _awaited(subject, ir.GetMember(value, name, start, node.end_byte, at, optional))
    return ir.GetMember(subject, name, byte[node.start_byte], byte[node.end_byte], at, optional)


@expression("subscript_expression")
def _index(low: Lowering, node: Node) -> ir.Expr:
    subject, index, optional = low.field(node, "object"), low.field(node, "index"), _optional(low, node)
    if type(subject) is ir.Await and _binds_looser(node, "object"):
        value, start = subject.value, _after_await(low, subject)
        return _awaited(subject, ir.GetIndex(value, index, start, node.end_byte, optional))
    return ir.GetIndex(subject, index, byte[node.start_byte], byte[node.end_byte], optional)


@expression("call_expression")
def _call(low: Lowering, node: Node) -> ir.Expr:
    callee_node, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    callee = low.field(node, "function")
    start, end = byte[node.start_byte], byte[node.end_byte]
    if arguments is not None and arguments.type == "template_string":
        return ir.Opaque([callee, low.expr(arguments)], start, end, "tagged_template")
    args, optional = _arguments(low, arguments), _optional(low, node)
    callee_end = byte[callee_node.end_byte] if callee_node else end
    if type(callee) is ir.Name and callee.name == "await" and arguments is not None:
        # The grammar takes `await (a, b)` for a call of a function named `await`.
        return ir.Await(ir.Seq(args) if len(args) != 1 else args[0], start, end)
    if type(callee) is ir.Await and _binds_looser(node, "function"):
        begin = _after_await(low, callee)
        return _awaited(callee, ir.Call(callee.value, args, begin, end, callee_end, optional))
    return ir.Call(callee, args, start, end, callee_end, optional)


def _binds_looser(node: Node, field: str) -> bool:
    """Whether an `await` in the field belongs around the node: `await f<T>(x)`, `await (0, f)(x).y`."""
    child = node.child_by_field_name(field)
    return child is not None and child.type != "parenthesized_expression"


def _awaited(await_: ir.Await, value: ir.GetMember | ir.GetIndex | ir.Call) -> ir.Await:
    return ir.Await(value, await_.start, value.end)


def _after_await(low: Lowering, await_: ir.Await) -> int:
    """Where that begins which is awaited."""
    at: int = await_.start + len("await")
    while low.data[at : at + 1].isspace():
        at += 1
    return at


@expression("new_expression")
def _new(low: Lowering, node: Node) -> ir.Expr:
    arguments = _arguments(low, node.child_by_field_name("arguments"))
    return ir.New(low.field(node, "constructor"), arguments, byte[node.start_byte], byte[node.end_byte])


def _arguments(low: Lowering, node: Node | None) -> list[ir.Expr]:
    children = node.named_children if node is not None else []
    return exact([low.expr(child) for child in children if child.type not in ("comment", "ERROR")])


@expression("spread_element")
def _spread(low: Lowering, node: Node) -> ir.Expr:
    return ir.Spread(_inner(low, node), byte[node.start_byte], byte[node.end_byte])


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
    return ir.Binary(op, left, right, byte[node.start_byte], byte[node.end_byte])


def _concat(low: Lowering, node: Node) -> ir.Expr:
    # `a + b + c …` nests to the left: walked in a loop, since 20,000 terms would be 20,000 frames.
    start, end = byte[node.start_byte], byte[node.end_byte]
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
    return ir.Unary(
        _operator(low, node), low.field(node, "argument"), byte[node.start_byte], byte[node.end_byte]
    )


@expression("ternary_expression")
def _conditional(low: Lowering, node: Node) -> ir.Expr:
    yes, no = low.field(node, "consequence"), low.field(node, "alternative")
    return ir.Cond(low.field(node, "condition"), yes, no)


@expression("assignment_expression", "augmented_assignment_expression")
def _assign(low: Lowering, node: Node) -> ir.Expr:
    op, left = _operator(low, node)[:-1], target_in(low, node, "left")
    return ir.Assign(op, left, low.field(node, "right"), byte[node.start_byte], byte[node.end_byte])


@expression("update_expression")
def _update(low: Lowering, node: Node) -> ir.Expr:
    target, op = target_in(low, node, "argument"), _operator(low, node, "++")
    argument = node.child_by_field_name("argument")
    postfix = argument is not None and argument.start_byte == node.start_byte
    return ir.Update(op, target, byte[node.start_byte], byte[node.end_byte], postfix)


@expression("await_expression")
def _await(low: Lowering, node: Node) -> ir.Expr:
    return ir.Await(_inner(low, node), byte[node.start_byte], byte[node.end_byte])


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
