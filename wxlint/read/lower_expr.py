"""Lowering of expressions, patterns, functions and classes: tree-sitter's nodes to `wxlint.read.ir`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from wxlint.read import ir

if TYPE_CHECKING:
    from tree_sitter import Node

# Deeper than any program that people write; below it a subtree is opaque, so hostile nesting costs no stack.
MAX_DEPTH = 160

_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
    "\n": "",
    "\r": "",
    "\r\n": "",
}
_HEX = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})")
_TRANSPARENT = {"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"}
_ASSIGNED = re.compile(
    rb"([A-Za-z_$][\w$]*)\s*(?:[-+*/%&|^?]|\*\*|<<|>>|\|\||&&|\?\?)?=(?![=>])|([A-Za-z_$][\w$]*)\s*(?:\+\+|--)|(?:\+\+|--)\s*([A-Za-z_$][\w$]*)"
)


class ExpressionLowering:
    """The half of the lowering that knows expressions. `data` are the script's bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._depth = 0
        self._vars: list[str] = []
        self._pending: dict[tuple[int, int], Node] = {}

    def stmts(self, nodes: list[Node]) -> list[ir.Stmt]:
        """Given by `Lowering`."""
        return []

    def text(self, node: Node) -> str:
        """The node's source text."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def field(self, node: Node, name: str) -> ir.Expr:
        """The expression in a field; an opaque one where broken code left the field out."""
        child = node.child_by_field_name(name)
        return self.expr(child) if child is not None else ir.Opaque([], node.start_byte, node.end_byte)

    def expr(self, node: Node) -> ir.Expr:
        """One expression."""
        while node.type in _TRANSPARENT:
            inner = next(
                (child for child in node.children if child.is_named and child.type != "comment"), None
            )
            if inner is None:
                return ir.Opaque([], node.start_byte, node.end_byte)
            node = inner
        method = _EXPRESSIONS.get(node.type)
        if method is None or self._depth > MAX_DEPTH:
            return self.opaque(node)
        self._depth += 1
        out = method(self, node)
        self._depth -= 1
        return out

    def opaque(self, node: Node) -> ir.Expr:
        """An expression that is not followed; the expressions in it are, where they are ones."""
        parts: list[ir.Expr] = []
        if self._depth <= MAX_DEPTH and node.type not in ("regex", "meta_property"):
            self._depth += 1
            for child in node.named_children:
                if child.type in _EXPRESSIONS or child.type in _TRANSPARENT or child.type.startswith("jsx"):
                    parts.append(self.expr(child))
            self._depth -= 1
        return ir.Opaque(parts, node.start_byte, node.end_byte, node.type)

    # -- literals ---------------------------------------------------------------------------------------------

    def string_value(self, node: Node) -> str:
        """The text of a string literal, or of a name used as a key."""
        raw = self.text(node)
        return unescape(raw[1:-1]) if node.type == "string" else raw

    def _string(self, node: Node) -> ir.Expr:
        raw = self.text(node)
        plain = "\\" not in raw
        value = raw[1:-1] if plain else unescape(raw[1:-1])
        return ir.Lit(value, node.start_byte, node.end_byte, node.start_byte + 1 if plain else -1)

    def _template(self, node: Node) -> ir.Expr:
        parts: list[ir.Expr] = []
        at = node.start_byte + 1
        for child in node.children:
            if child.type == "template_substitution":
                self._quasi(at, child.start_byte, parts)
                inner = child.named_children
                parts.append(self.expr(inner[0]) if inner else self.opaque(child))
                at = child.end_byte
        self._quasi(at, node.end_byte - 1, parts)
        return ir.Template(parts, node.start_byte, node.end_byte)

    def _quasi(self, start: int, end: int, parts: list[ir.Expr]) -> None:
        if start < end:
            raw = self.data[start:end].decode("utf-8", "replace")
            plain = "\\" not in raw
            parts.append(ir.Lit(raw if plain else unescape(raw), start, end, start if plain else -1))

    def _number(self, node: Node) -> ir.Expr:
        return ir.Lit(number_value(self.text(node)), node.start_byte, node.end_byte)

    def _constant(self, node: Node) -> ir.Expr:
        return ir.Lit({"true": True, "false": False, "null": None}[node.type], node.start_byte, node.end_byte)

    def _name(self, node: Node) -> ir.Expr:
        return ir.Name(self.text(node), node.start_byte, node.end_byte)

    def _this(self, node: Node) -> ir.Expr:
        return ir.This(node.start_byte, node.end_byte)

    def _super(self, node: Node) -> ir.Expr:
        return ir.Super(node.start_byte, node.end_byte)

    # -- members and calls ------------------------------------------------------------------------------------

    def _member(self, node: Node) -> ir.Expr:
        prop = node.child_by_field_name("property")
        optional = any(child.type == "optional_chain" for child in node.children)
        name, at = (self.text(prop), prop.start_byte) if prop else ("", node.end_byte)
        return ir.GetMember(self.field(node, "object"), name, node.start_byte, node.end_byte, at, optional)

    def _index(self, node: Node) -> ir.Expr:
        optional = any(child.type == "optional_chain" for child in node.children)
        target, index = self.field(node, "object"), self.field(node, "index")
        return ir.GetIndex(target, index, node.start_byte, node.end_byte, optional)

    def _call(self, node: Node) -> ir.Expr:
        arguments = node.child_by_field_name("arguments")
        callee_node = node.child_by_field_name("function")
        callee = self.field(node, "function")
        callee_end = callee_node.end_byte if callee_node else node.end_byte
        if arguments is not None and arguments.type == "template_string":
            return ir.Opaque(
                [callee, self.expr(arguments)], node.start_byte, node.end_byte, "tagged_template"
            )
        optional = any(child.type == "optional_chain" for child in node.children)
        return ir.Call(callee, self._args(arguments), node.start_byte, node.end_byte, callee_end, optional)

    def _new(self, node: Node) -> ir.Expr:
        arguments = node.child_by_field_name("arguments")
        return ir.New(self.field(node, "constructor"), self._args(arguments), node.start_byte, node.end_byte)

    def _args(self, node: Node | None) -> list[ir.Expr]:
        children = node.named_children if node is not None else []
        return [self.expr(child) for child in children if child.type not in ("comment", "ERROR")]

    def _spread(self, node: Node) -> ir.Expr:
        inner = node.named_children
        value = self.expr(inner[0]) if inner else self.opaque(node)
        return ir.Spread(value, node.start_byte, node.end_byte)

    # -- objects, arrays, functions, classes ------------------------------------------------------------------

    def _object(self, node: Node) -> ir.Expr:
        props: list[ir.Prop] = []
        for child in node.named_children:
            prop = self._prop(child)
            if prop is not None:
                props.append(prop)
        return ir.ObjectLit(props, node.start_byte, node.end_byte)

    def _prop(self, node: Node) -> ir.Prop | None:
        start, end = node.start_byte, node.end_byte
        if node.type == "shorthand_property_identifier":
            text = self.text(node)
            return ir.Prop("init", text, None, ir.Name(text, start, end), start, end)
        if node.type == "spread_element":
            inner = node.named_children
            return ir.Prop("spread", None, None, self.expr(inner[0]), start, end) if inner else None
        if node.type == "method_definition":
            return self._method(node)
        if node.type != "pair":
            return None
        key = node.child_by_field_name("key")
        if key is None:
            return None
        name, computed = self._key(key)
        return ir.Prop("init", name, computed, self.field(node, "value"), key.start_byte, key.end_byte)

    def _key(self, node: Node) -> tuple[str | None, ir.Expr | None]:
        if node.type == "computed_property_name":
            inner = node.named_children
            return None, self.expr(inner[0]) if inner else self.opaque(node)
        if node.type == "number":
            value = number_value(self.text(node))
            return (str(int(value)) if value == int(value) else str(value)), None
        return self.string_value(node), None

    def _method(self, node: Node) -> ir.Prop | None:
        key = node.child_by_field_name("name")
        if key is None:
            return None
        words = {child.type for child in node.children if not child.is_named}
        kind = "get" if "get" in words else "set" if "set" in words else "method"
        name, computed = self._key(key)
        func = self.function(node, "method")
        return ir.Prop(kind, name, computed, func, key.start_byte, key.end_byte, "static" in words)

    def function(self, node: Node, flavour: str) -> ir.Func:
        """A function of any flavour; its body waits until it is asked for."""
        name = node.child_by_field_name("name")
        single, listed = node.child_by_field_name("parameter"), node.child_by_field_name("parameters")
        params: list[ir.Target] = []
        param_props: list[str] = []
        for child in [single] if single else (listed.named_children if listed else []):
            target = self.target(child)
            if target is not None:
                params.append(target)
                if any(part.type in ("accessibility_modifier", "readonly") for part in child.children):
                    inner = target.target if isinstance(target, ir.Default) else target
                    param_props.extend([inner.name] if isinstance(inner, ir.Name) else [])
        is_async = any(child.type == "async" for child in node.children)
        generator = "generator" in node.type or any(child.type == "*" for child in node.children)
        at, to = (name.start_byte, name.end_byte) if name else (node.start_byte, node.start_byte)
        body = node.child_by_field_name("body")
        if body is not None:
            self._pending[node.start_byte, node.end_byte] = body
        own = self.string_value(name) if name and name.type != "computed_property_name" else None
        return ir.Func(
            own,
            params,
            flavour,
            is_async,
            generator,
            node.start_byte,
            node.end_byte,
            at,
            to,
            None,
            [],
            param_props,
        )

    def _function_expr(self, node: Node) -> ir.Expr:
        return self.function(node, "arrow" if node.type == "arrow_function" else "function")

    def class_(self, node: Node) -> ir.ClassLit:
        """A class declaration or expression."""
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        heritage = next((child for child in node.children if child.type == "class_heritage"), None)
        superclass: ir.Expr | None = None
        if heritage is not None:
            clause = next((child for child in heritage.children if child.type == "extends_clause"), heritage)
            value = clause.child_by_field_name("value") or next(iter(clause.named_children), None)
            superclass = self.expr(value) if value is not None and value.type != "implements_clause" else None
        members: list[ir.Prop] = []
        for child in body.named_children if body else []:
            if child.type == "method_definition":
                method = self._method(child)
                members.extend([method] if method else [])
            elif child.type in ("field_definition", "public_field_definition"):
                key = child.child_by_field_name("property") or child.child_by_field_name("name")
                if key is not None:
                    given = child.child_by_field_name("value")
                    static = any(part.type == "static" for part in child.children)
                    named, computed = self._key(key)
                    value_expr = self.expr(given) if given else None
                    members.append(
                        ir.Prop("init", named, computed, value_expr, key.start_byte, key.end_byte, static)
                    )
        at, to = (name.start_byte, name.end_byte) if name else (node.start_byte, node.start_byte)
        own = self.text(name) if name else None
        return ir.ClassLit(own, superclass, members, node.start_byte, node.end_byte, at, to)

    def _class_expr(self, node: Node) -> ir.Expr:
        return self.class_(node)

    def _array(self, node: Node) -> ir.Expr:
        items: list[ir.Expr] = []
        gap = True
        for child in node.children:
            if child.type == ",":
                if gap:
                    items.append(ir.Name("undefined", child.start_byte, child.start_byte))
                gap = True
            elif child.is_named and child.type not in ("comment", "ERROR"):
                items.append(self.expr(child))
                gap = False
        return ir.ArrayLit(items, node.start_byte, node.end_byte)

    # -- operators --------------------------------------------------------------------------------------------

    def _binary(self, node: Node) -> ir.Expr:
        operator = node.child_by_field_name("operator")
        op = self.text(operator) if operator else ""
        if op in ("&&", "||", "??"):
            return ir.Logical(op, self.field(node, "left"), self.field(node, "right"))
        if op == "+":
            return self._concat(node)
        left, right = self.field(node, "left"), self.field(node, "right")
        return ir.Binary(op, left, right, node.start_byte, node.end_byte)

    def _concat(self, node: Node) -> ir.Expr:
        # `a + b + c …` nests to the left: walked in a loop, since 20,000 terms would be 20,000 frames.
        start, end = node.start_byte, node.end_byte
        items: list[ir.Expr] = []
        current: Node | None = node
        while current is not None and current.type == "binary_expression":
            operator = current.child_by_field_name("operator")
            if operator is None or operator.type != "+":
                break
            items.append(self.field(current, "right"))
            current = current.child_by_field_name("left")
        if current is not None:
            items.append(self.expr(current))
        items.reverse()
        return ir.Concat(items, start, end)

    def _unary(self, node: Node) -> ir.Expr:
        operator = node.child_by_field_name("operator")
        op = self.text(operator) if operator else ""
        return ir.Unary(op, self.field(node, "argument"), node.start_byte, node.end_byte)

    def _cond(self, node: Node) -> ir.Expr:
        yes, no = self.field(node, "consequence"), self.field(node, "alternative")
        return ir.Cond(self.field(node, "condition"), yes, no)

    def _assign(self, node: Node) -> ir.Expr:
        operator, left = node.child_by_field_name("operator"), node.child_by_field_name("left")
        op = self.text(operator)[:-1] if operator else ""
        target = (self.target(left) if left else None) or ir.Opaque([], node.start_byte, node.end_byte)
        return ir.Assign(op, target, self.field(node, "right"), node.start_byte, node.end_byte)

    def _update(self, node: Node) -> ir.Expr:
        argument, operator = node.child_by_field_name("argument"), node.child_by_field_name("operator")
        target = (self.target(argument) if argument else None) or ir.Opaque(
            [], node.start_byte, node.end_byte
        )
        return ir.Update(self.text(operator) if operator else "++", target, node.start_byte, node.end_byte)

    def _await(self, node: Node) -> ir.Expr:
        inner = node.named_children
        return ir.Await(self.expr(inner[0]) if inner else self.opaque(node), node.start_byte, node.end_byte)

    def _yield(self, node: Node) -> ir.Expr:
        inner = node.named_children
        return ir.Yield(self.expr(inner[0]) if inner else None)

    def _sequence(self, node: Node) -> ir.Expr:
        return ir.Seq([self.expr(child) for child in node.named_children if child.type != "comment"])

    def _type_assertion(self, node: Node) -> ir.Expr:
        inner = node.named_children
        return self.expr(inner[-1]) if inner else self.opaque(node)

    # -- patterns ---------------------------------------------------------------------------------------------

    def target(self, node: Node) -> ir.Target | None:
        """An assignment target, pattern or parameter; None for what binds nothing (`this` parameters, comments)."""
        kind = node.type
        if kind in ("identifier", "shorthand_property_identifier_pattern", "undefined"):
            return ir.Name(self.text(node), node.start_byte, node.end_byte)
        if kind in ("assignment_pattern", "object_assignment_pattern"):
            left = node.child_by_field_name("left")
            inner = self.target(left) if left else None
            return ir.Default(inner, self.field(node, "right")) if inner else None
        if kind in ("required_parameter", "optional_parameter"):
            pattern, value = node.child_by_field_name("pattern"), node.child_by_field_name("value")
            if pattern is None or pattern.type == "this":
                return None
            inner = self.target(pattern)
            return ir.Default(inner, self.expr(value)) if inner and value else inner
        if kind == "rest_pattern":
            inner = self.target(node.named_children[0]) if node.named_children else None
            return ir.Rest(inner) if inner else None
        if kind in ("object_pattern", "object"):
            return self._object_pattern(node)
        if kind in ("array_pattern", "array"):
            return self._array_pattern(node)
        expression = self.expr(node)
        if isinstance(expression, (ir.Name, ir.GetMember, ir.GetIndex)):
            return expression
        return None if kind == "comment" else ir.Opaque([], node.start_byte, node.end_byte)

    def _object_pattern(self, node: Node) -> ir.Target:
        entries: list[tuple[str | None, ir.Expr | None, ir.Target]] = []
        rest: ir.Target | None = None
        for child in node.named_children:
            if child.type in ("rest_pattern", "spread_element"):
                rest = self.target(child.named_children[0]) if child.named_children else None
            elif child.type in ("pair_pattern", "pair"):
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                inner = self.target(value) if value else None
                if key is not None and inner is not None:
                    entries.append((*self._key(key), inner))
            else:
                inner = self.target(child)
                base = inner.target if isinstance(inner, ir.Default) else inner
                if inner is not None and isinstance(base, ir.Name):
                    entries.append((base.name, None, inner))
        return ir.ObjectPattern(entries, rest)

    def _array_pattern(self, node: Node) -> ir.Target:
        items: list[ir.Target | None] = []
        rest: ir.Target | None = None
        gap = True
        for child in node.children:
            if child.type == ",":
                if gap:
                    items.append(None)
                gap = True
            elif child.type in ("rest_pattern", "spread_element"):
                rest = self.target(child.named_children[0]) if child.named_children else None
            elif child.is_named and child.type != "comment":
                items.append(self.target(child))
                gap = False
        return ir.ArrayPattern(items, rest)

    def assigned_in(self, node: Node) -> list[str]:
        """Names that the node's text assigns to: after an unknown number of turns their value is not known."""
        names = set[bytes]()
        for groups in _ASSIGNED.findall(self.data[node.start_byte : node.end_byte]):
            names.update(group for group in groups if group)
        return sorted(name.decode() for name in names)


def unescape(text: str) -> str:
    """The value of a string literal's inside."""
    if "\\" not in text:
        return text
    text = _HEX.sub(lambda m: _character(m.group(1) or m.group(2) or m.group(3)), text)
    return re.sub(r"\\(\r\n|.|\n)", lambda m: _ESCAPES.get(m.group(1), m.group(1)), text, flags=re.DOTALL)


def _character(digits: str) -> str:
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return "\\\\" if code == 0x5C else chr(code)


def number_value(text: str) -> float | int:
    """The value of a numeric literal; integers stay integers."""
    plain = text.replace("_", "").rstrip("n")
    try:
        if plain[:2].lower() in ("0x", "0o", "0b"):
            return int(plain, 0)
        if len(plain) > 1 and plain[0] == "0" and plain.isdigit():
            return int(plain, 8) if not set(plain) & {"8", "9"} else int(plain)
        return int(plain) if plain.isdigit() else float(plain)
    except ValueError:
        return float("nan")


_EXPRESSIONS: dict[str, Callable[[ExpressionLowering, Node], ir.Expr]] = {
    "string": ExpressionLowering._string,
    "template_string": ExpressionLowering._template,
    "number": ExpressionLowering._number,
    "true": ExpressionLowering._constant,
    "false": ExpressionLowering._constant,
    "null": ExpressionLowering._constant,
    "identifier": ExpressionLowering._name,
    "undefined": ExpressionLowering._name,
    "this": ExpressionLowering._this,
    "super": ExpressionLowering._super,
    "import": ExpressionLowering._name,
    "member_expression": ExpressionLowering._member,
    "subscript_expression": ExpressionLowering._index,
    "call_expression": ExpressionLowering._call,
    "new_expression": ExpressionLowering._new,
    "spread_element": ExpressionLowering._spread,
    "object": ExpressionLowering._object,
    "array": ExpressionLowering._array,
    "function_expression": ExpressionLowering._function_expr,
    "function": ExpressionLowering._function_expr,
    "generator_function": ExpressionLowering._function_expr,
    "arrow_function": ExpressionLowering._function_expr,
    "class": ExpressionLowering._class_expr,
    "binary_expression": ExpressionLowering._binary,
    "unary_expression": ExpressionLowering._unary,
    "ternary_expression": ExpressionLowering._cond,
    "assignment_expression": ExpressionLowering._assign,
    "augmented_assignment_expression": ExpressionLowering._assign,
    "update_expression": ExpressionLowering._update,
    "await_expression": ExpressionLowering._await,
    "yield_expression": ExpressionLowering._yield,
    "sequence_expression": ExpressionLowering._sequence,
    "type_assertion": ExpressionLowering._type_assertion,
}
