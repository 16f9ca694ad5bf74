"""The walk itself: which function lowers which node, how deep it goes, and which bodies are still to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from wxlint.read import ir
from wxlint.read.lower.bytes import byte

if TYPE_CHECKING:
    from tree_sitter import Node

#: Deeper than any program that people write; below it a subtree is opaque, so hostile nesting costs no stack.
MAX_DEPTH = 160

_TRANSPARENT = frozenset({
    "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression",
})  # fmt: skip
_TYPES_ONLY = frozenset({
    "interface_declaration", "type_alias_declaration", "ambient_declaration", "function_signature", "comment",
    "empty_statement", "debugger_statement", "hash_bang_line", "import_alias", "abstract_method_signature",
    "method_signature", "index_signature", "decorator",
})  # fmt: skip
_WITHOUT_PARTS = frozenset({"regex", "meta_property"})


_T = TypeVar("_T")
#: The list of those who have none: nothing is ever put into it.
_NONE: Final[list[Any]] = []


def exact(items: list[_T]) -> list[_T]:
    """A list that nothing is put into any more, in no more memory than it needs; an empty one in none."""
    return items[:] if items else _NONE


class Assignments(NamedTuple):
    """Where a stretch of a script assigns to names: for each its first and last byte, and the name."""

    start: int
    end: int
    found: list[tuple[int, int, bytes]]


class Lowering:
    """Lowers one script, whose bytes are `data`. It remembers the bodies that are still to come."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        #: Whether some member may be asked for with `?.`.
        self.optional = b"?." in data
        #: Whether some place of the script does not parse.
        self.broken = False
        #: The names that `var` declares in the function that is being lowered.
        self.hoisted: list[str] = []
        #: By a function's start and end: the function, and the node of its body or what puts a broken body
        #: together.
        self.pending: dict[tuple[int, int], tuple[ir.Func, Node | Callable[[], list[ir.Stmt]]]] = {}
        #: The assignments in the outermost loop that is being lowered.
        self.assignments: Assignments | None = None
        self._depth = 0

    def top(self, root: Node) -> tuple[list[ir.Stmt], list[str]]:
        """The module's statements, and the names that `var` hoists."""
        self.broken = root.has_error
        nodes = [root] if root.type == "ERROR" else root.children
        return self._in_function(lambda: self.stmts(nodes))

    def fill(self, func: ir.Func) -> None:
        """Lowers a function's body into it."""
        _, node = self.pending.pop((func.start, func.end), (func, None))
        if node is None:
            func.body = _NONE
        elif callable(node):
            func.body, func.hoisted = self._in_function(node)
        elif node.type == "statement_block":
            nodes = node.children
            func.body, func.hoisted = self._in_function(lambda: self.stmts(nodes))
        else:
            self._depth = 0
            func.body = [ir.Return(self.expr(node), byte[node.start_byte], byte[node.end_byte])]

    def fill_all(self) -> None:
        """Lowers every body that is still to come."""
        while self.pending:
            self.fill(next(reversed(self.pending.values()))[0])

    def _in_function(self, lower: Callable[[], list[ir.Stmt]]) -> tuple[list[ir.Stmt], list[str]]:
        outer, self.hoisted, self._depth = self.hoisted, [], 0
        body = lower()
        hoisted, self.hoisted = self.hoisted, outer
        return body, exact(hoisted)

    # -- statements ------------------------------------------------------------------------------------------

    def stmts(self, nodes: list[Node]) -> list[ir.Stmt]:
        """A list of statements; what is no statement (types, comments, stray tokens) is left out."""
        out: list[ir.Stmt] = []
        for node in nodes:
            if node.is_named and node.type not in _TYPES_ONLY:
                self._depth += 1
                if self._depth < MAX_DEPTH:
                    self._stmt(node, out)
                self._depth -= 1
        return exact(out)

    def _stmt(self, node: Node, out: list[ir.Stmt]) -> None:
        lower = _STATEMENTS.get(node.type)
        if lower is not None:
            stmt = lower(self, node)
            if isinstance(stmt, list):
                out.extend(stmt)
            elif stmt is not None:
                out.append(stmt)
        elif node.type == "expression_statement":
            out.extend(self.stmts(node.children))
        else:
            out.append(self.expr(node))

    def body(self, node: Node | None) -> list[ir.Stmt]:
        """The statements of a block, or the one statement that stands in its place."""
        if node is None:
            return []
        return self.stmts(node.children if node.type in ("statement_block", "else_clause") else [node])

    # -- expressions -----------------------------------------------------------------------------------------

    def expr(self, node: Node) -> ir.Expr:
        """One expression."""
        while node.type in _TRANSPARENT:
            inner = next((one for one in node.children if one.is_named and one.type != "comment"), None)
            if inner is None:
                return ir.Opaque([], node.start_byte, node.end_byte)
            node = inner
        lower = _EXPRESSIONS.get(node.type)
        if lower is None or self._depth > MAX_DEPTH:
            return self.opaque(node)
        self._depth += 1
        out = lower(self, node)
        self._depth -= 1
        return out

    def opaque(self, node: Node) -> ir.Expr:
        """An expression that is not followed; the expressions in it are, where they are ones."""
        parts: list[ir.Expr] = []
        if self._depth <= MAX_DEPTH and node.type not in _WITHOUT_PARTS:
            self._depth += 1
            parts.extend(self.expr(child) for child in node.named_children if _may_be_followed(child.type))
            self._depth -= 1
        return ir.Opaque(parts, byte[node.start_byte], byte[node.end_byte], node.type)

    def field(self, node: Node, name: str) -> ir.Expr:
        """The expression in a field; an opaque one where it is missing, or broken code stands beside it."""
        child = node.child_by_field_name(name)
        if child is None or (self.broken and any(part.type == "ERROR" for part in node.children)):
            return ir.Opaque([], node.start_byte, node.end_byte)
        return self.expr(child)

    def text(self, node: Node) -> str:
        """The node's source text."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")


Expression = Callable[[Lowering, "Node"], ir.Expr]
Statement = Callable[[Lowering, "Node"], "ir.Stmt | list[ir.Stmt] | None"]
_EXPRESSIONS: dict[str, Expression] = {}
_STATEMENTS: dict[str, Statement] = {}


def expression(*types: str) -> Callable[[Expression], Expression]:
    """The function lowers nodes of these types to an expression."""

    def register(lower: Expression) -> Expression:
        _EXPRESSIONS.update(dict.fromkeys(types, lower))
        return lower

    return register


def statement(*types: str) -> Callable[[Statement], Statement]:
    """The function lowers nodes of these types to statements, or to None where nothing is left of them."""

    def register(lower: Statement) -> Statement:
        _STATEMENTS.update(dict.fromkeys(types, lower))
        return lower

    return register


def _may_be_followed(kind: str) -> bool:
    return kind in _EXPRESSIONS or kind in _TRANSPARENT or kind.startswith("jsx")
