"""A script's bytes to facts: parsed by tree-sitter, lowered on demand, never raising whatever the text is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from wxlint.read.ir import Func, Stmt
from wxlint.read.lower import Lowering

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

SCRIPT_COMMENT = b"wxlint-"


class ScriptProblem(msgspec.Struct, frozen=True):
    """A place that does not parse: byte offsets, and the token that was missing there ('' where one is too many)."""

    start: int
    end: int
    missing: str


class ScriptComment(msgspec.Struct, frozen=True):
    """A comment that names wxlint: byte offsets with its delimiters, and the text between them."""

    start: int
    end: int
    text: str


class Script:
    """One script: `body` is its top level; a function's body is lowered when `body_of` first asks for it."""

    def __init__(self, data: bytes, suffix: str) -> None:
        self.data = data
        self._tree = _parse(data, suffix)
        self._lowering = Lowering(data)
        self._top: list[Stmt] | None = None
        self._hoisted: list[str] = []

    @property
    def body(self) -> list[Stmt]:
        """The statements of the module's top level."""
        if self._top is None:
            self._top, self._hoisted = self._lowering.top(self._tree.root_node)
        return self._top

    @property
    def hoisted(self) -> list[str]:
        """Names that `var` declares at the top level, inside blocks too."""
        return self._hoisted if self.body else []

    def body_of(self, func: Func) -> list[Stmt]:
        """The statements of a function of this script."""
        if func.body is None:
            self._lowering.fill(func)
        return func.body or []

    @property
    def problems(self) -> list[ScriptProblem]:
        """The outermost places that do not parse, in order; at most three, since one mistake makes many."""
        found: list[ScriptProblem] = []
        _find_errors(self._tree.root_node, found)
        return found

    @property
    def comments(self) -> list[ScriptComment]:
        """Every comment that names wxlint."""
        return _comments(self.data, self._tree.root_node) if SCRIPT_COMMENT in self.data else []


@cache
def _language(suffix: str) -> Language:
    from tree_sitter import Language

    if suffix == "ts":
        import tree_sitter_typescript

        return Language(tree_sitter_typescript.language_typescript())
    if suffix == "tsx":
        import tree_sitter_typescript

        return Language(tree_sitter_typescript.language_tsx())
    import tree_sitter_javascript

    return Language(tree_sitter_javascript.language())


def _parse(data: bytes, suffix: str) -> Tree:
    from tree_sitter import Parser

    return Parser(_language(suffix)).parse(data)


def _find_errors(root: Node, found: list[ScriptProblem]) -> None:
    stack = [root]
    while stack and len(found) < 3:
        node = stack.pop()
        if node.is_missing:
            found.append(ScriptProblem(node.start_byte, node.end_byte, node.type))
        elif node.type == "ERROR":
            found.append(ScriptProblem(node.start_byte, _first_line_end(node), ""))
        elif node.has_error:
            stack.extend(reversed(node.children))


def _first_line_end(node: Node) -> int:
    text = node.text or b""
    first = text.split(b"\n", 1)[0].rstrip(b"\r")
    return node.start_byte + max(len(first), 1)


def _comments(data: bytes, root: Node) -> list[ScriptComment]:
    found: list[ScriptComment] = []
    at = data.find(SCRIPT_COMMENT)
    while at >= 0:
        node = root.descendant_for_byte_range(at, at + 1)
        if node is not None and node.type == "comment":
            raw = data[node.start_byte : node.end_byte].decode("utf-8", "replace")
            text = raw[2:-2] if raw.startswith("/*") and raw.endswith("*/") else raw[2:]
            found.append(ScriptComment(node.start_byte, node.end_byte, text))
            at = data.find(SCRIPT_COMMENT, node.end_byte)
        else:
            at = data.find(SCRIPT_COMMENT, at + 1)
    return found
