"""Broken places: the loose pieces that an unclosed bracket leaves behind are put together again.

Half a page still has whole methods. An object that is put together may lack members that were to come, so it
begins with a spread of something unknown: what is absent from it proves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.core import MAX_DEPTH, Lowering, statement
from wxlint.read.lower.objects import properties
from wxlint.read.lower.patterns import key, target

if TYPE_CHECKING:
    from tree_sitter import Node

_MEMBERS = frozenset({
    "pair", "method_definition", "spread_element", "shorthand_property_identifier", "ERROR", "comment", ",",
    "async", "get", "set", "*",
})  # fmt: skip
_KEYS = frozenset({"property_identifier", "string", "number", "computed_property_name"})
_CALLEES = frozenset({"identifier", "member_expression", "subscript_expression", "call_expression"})
_OPENING = frozenset({"(", "[", "{", "${"})
_CLOSING = frozenset({")", "]", "}"})


@statement("ERROR")
def _broken(low: Lowering, node: Node) -> list[ir.Stmt]:
    return _Pieces(low, node.children).statements()


class _Pieces:
    """The loose pieces of a broken place, read from left to right."""

    def __init__(self, low: Lowering, nodes: list[Node]) -> None:
        self._low = low
        self._nodes = nodes
        self._at = 0
        self._depth = 0

    def statements(self) -> list[ir.Stmt]:
        """Whole statements as they are, and what the opened objects were opened for."""
        found: list[ir.Stmt] = []
        # Pieces that may yet turn out to be what an object is given to: `wx.request (`, `const options =`.
        waiting = 0
        while self._at < len(self._nodes):
            if self._opens_object():
                opening = self._at
                made = self._object()
                given_to, stmt = self._given(opening, made)
                found.extend(self._low.stmts(self._nodes[waiting:given_to]))
                found.append(stmt)
                waiting = self._at
            else:
                self._at += 1
        found.extend(self._low.stmts(self._nodes[waiting:]))
        return found

    def _opens_object(self) -> bool:
        nodes, at = self._nodes, self._at
        if nodes[at].type != "{" or at + 1 == len(nodes):
            return False
        following = nodes[at + 1]
        if following.type in _KEYS:
            return True
        return following.type in ("pair", "method_definition", "spread_element") or (
            following.type == "ERROR" and any(child.type == "pair" for child in following.children)
        )

    def _given(self, opening: int, made: ir.ObjectLit) -> tuple[int, ir.Stmt]:
        """The statement that an opened object belongs to, and the piece that it begins with."""
        low, nodes = self._low, self._nodes
        before = [node.type for node in nodes[max(opening - 3, 0) : opening]]
        if before[-1:] == ["("] and before[-2:-1] and before[-2] in _CALLEES:
            callee = nodes[opening - 2]
            call = ir.Call(low.expr(callee), [made], callee.start_byte, made.end, callee.end_byte)
            return opening - 2, call
        if before[-1:] == ["="] and before[-2:-1]:
            bound = target(low, nodes[opening - 2])
            if bound is not None and before[0] in ("const", "let", "var"):
                return opening - 3, ir.VarDecl("let", [(bound, made)])
            if bound is not None:
                return opening - 2, ir.Assign("", bound, made, nodes[opening - 2].start_byte, made.end)
        if before[-2:] == ["export", "default"]:
            return opening - 2, ir.ExportDefault(made)
        return opening, made

    def _object(self) -> ir.ObjectLit:
        """The object that the piece at hand opens, with the members that follow."""
        low, nodes, start = self._low, self._nodes, self._nodes[self._at]
        unknown = ir.Opaque([], start.start_byte, start.end_byte)
        props = [ir.Prop("spread", None, None, unknown, start.start_byte, start.end_byte)]
        self._at += 1
        self._depth += 1
        while self._at < len(nodes) and self._depth < MAX_DEPTH:
            node = nodes[self._at]
            if node.type == "}":
                self._at += 1
                break
            if node.type in _KEYS:
                prop = self._member()
                if prop is None:
                    break
                props.append(prop)
            elif node.type in _MEMBERS:
                props.extend(properties(low, [node]))
                self._at += 1
            else:
                break
        self._depth -= 1
        return ir.ObjectLit(props, start.start_byte, nodes[self._at - 1].end_byte)

    def _member(self) -> ir.Prop | None:
        """A member that was begun: `save() {…` or `methods: {…`; None where it is neither."""
        nodes, at = self._nodes, self._at
        name, kinds = nodes[at], [node.type for node in nodes[at + 1 : at + 3]]
        value: ir.Expr
        if kinds == ["formal_parameters", "{"]:
            value = self._method(at)
        elif kinds == [":", "{"]:
            self._at += 2
            value = self._object()
        elif kinds[:1] == [":"] and nodes[at + 2 : at + 3] and nodes[at + 2].is_named:
            value = self._low.expr(nodes[at + 2])
            self._at += 3
        else:
            return None
        kind = "method" if type(value) is ir.Func else "init"
        return ir.Prop(kind, *key(self._low, name), value, name.start_byte, name.end_byte)

    def _method(self, at: int) -> ir.Func:
        """The method whose name stands at `at`; its body is what follows, up to where its brace is closed."""
        low, nodes = self._low, self._nodes
        end = self._closed(at + 2)
        body, last = nodes[at + 3 : end], nodes[min(end, len(nodes) - 1)]
        name, params = nodes[at], nodes[at + 1].named_children
        span = (name.start_byte, last.end_byte)
        self._at = min(end + 1, len(nodes))
        func = ir.Func(
            low.text(name),
            [one for one in (target(low, param) for param in params) if one is not None],
            "method",
            at > 0 and nodes[at - 1].type == "async",
            False,
            *span,
            name.start_byte,
            name.end_byte,
        )
        low.pending[span] = func, lambda: _Pieces(low, body).statements()
        return func

    def _closed(self, opening: int) -> int:
        """The index of the piece that closes the bracket at `opening`; behind the last where none does."""
        depth = 0
        for index in range(opening, len(self._nodes)):
            kind = self._nodes[index].type
            depth += (kind in _OPENING) - (kind in _CLOSING)
            if not depth:
                return index
        return len(self._nodes)
