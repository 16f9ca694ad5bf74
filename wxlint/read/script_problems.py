"""Why a script does not parse: what is missing or too much, in words and at a place that helps.

The parser goes on behind a mistake and marks the place as broken, often far from the mistake. Three things
say more: a quote or comment that never ends; brackets that do not match, with the indentation as a witness of
which of them it is; and the tokens that the parser expected where it met another one (its lookahead).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from wxlint.read.problems import SENTENCES, Language, ScriptCode
from wxlint.read.script_brackets import Brackets

if TYPE_CHECKING:
    from tree_sitter import Language as Grammar
    from tree_sitter import Node

#: One mistake breaks many places: more of them say nothing new.
MOST = 3
_QUOTES = frozenset({"'", '"', "`"})
_CONTAINERS = frozenset({"object", "arguments", "array", "pair", "named_imports", "export_clause"})
_STATEMENTS = frozenset({"program", "statement_block", "expression_statement", "class_body"})
#: Tokens whose absence is worth saying.
_WANTED = ("from", "while", ",", ")", "]", "}", ":", "(", "{", "=", "=>")
#: What the grammar calls a name, by where it stands.
_NAMES = {"property_identifier": "identifier", "shorthand_property_identifier": "identifier"}
_FEW = 14
_NO_STATE = 65535


class ScriptProblem(msgspec.Struct, frozen=True):
    """A place that does not parse: byte offsets, and what is wrong there."""

    code: ScriptCode
    start: int
    end: int
    detail: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The problem in words."""
        return SENTENCES[self.code].of(language, self.detail)


def script_problems(root: Node, grammar: Grammar, data: bytes) -> list[ScriptProblem]:
    """What keeps the script `data` from being parsed as a whole, in order; nothing for one that is."""
    if not root.has_error:
        return []
    brackets = Brackets(root, data)
    broken = _broken(root)
    found: dict[int, ScriptProblem] = {}
    for node in broken:
        problem = _literal(node) or _bracket(node, brackets) or _missing(node) or _unexpected(node, grammar)
        if problem is not None:
            found.setdefault(problem.start, problem)
    return sorted(found.values(), key=lambda one: one.start) or [_unparsed(broken[0])]


def _broken(root: Node) -> list[Node]:
    """The outermost broken nodes, in order."""
    found: list[Node] = []
    stack = [root]
    while stack and len(found) < MOST:
        node = stack.pop()
        if node.is_missing or node.is_error:
            found.append(node)
        elif node.has_error:
            stack.extend(reversed(node.children))
    return found


def _literal(node: Node) -> ScriptProblem | None:
    """A quote or a comment that never ends."""
    if (node.text or b"").startswith(b"/*"):
        return ScriptProblem("open-comment", node.start_byte, node.start_byte + 2)
    parent = node.parent
    if node.is_missing and node.type in _QUOTES and parent is not None:
        return ScriptProblem("open-text", parent.start_byte, node.end_byte, node.type)
    for child in node.children:
        if child.type in _QUOTES:
            return ScriptProblem("open-text", child.start_byte, _line_end(node, child), child.type)
    return None


def _line_end(node: Node, quote: Node) -> int:
    rest = (node.text or b"")[quote.start_byte - node.start_byte :]
    return quote.start_byte + max(len(rest.splitlines()[0].rstrip()), 1)


def _bracket(node: Node, brackets: Brackets) -> ScriptProblem | None:
    """The bracket that explains a broken place, if it is one; each is told once."""
    opener = brackets.take_unclosed(node.end_byte)
    if opener is not None:
        kind = opener.type
        start, end = opener.start_byte, opener.end_byte
        return ScriptProblem("unclosed-bracket", start, end, f"`{kind}`")
    stray = brackets.take_stray(node.start_byte, node.end_byte)
    if stray is not None:
        return ScriptProblem("stray-bracket", stray.start_byte, stray.end_byte, f"`{stray.type}`")
    return None


def _missing(node: Node) -> ScriptProblem | None:
    # Semicolons may be left out, so one that the parser asks for is never what is wrong.
    if not node.is_missing or node.type == ";":
        return None
    if node.is_named:
        return ScriptProblem("nothing-here", node.start_byte, node.end_byte)
    return ScriptProblem("missing-token", node.start_byte, node.end_byte, f"`{node.type}`")


def _unexpected(node: Node, grammar: Grammar) -> ScriptProblem | None:
    """What the parser expected instead of the first token that it could not place."""
    errors = [node] if node.is_error else []
    while errors:
        error = errors.pop()
        for token, state in _tokens(error):
            expected = _expected(grammar, state)
            if expected and _NAMES.get(token.type, token.type) not in expected:
                return _instead(token, expected, _in_list(error))
        errors.extend(_errors_in(error))
    return None


def _errors_in(error: Node) -> list[Node]:
    """The broken places right in a broken place or in its pieces, the first one last."""
    inner = [one for piece in error.children for one in (piece, *piece.children) if one.is_error]
    return inner[::-1]


def _tokens(node: Node) -> list[tuple[Node, int]]:
    """Each token of a broken place, and the one behind it, with the parser's state before it."""
    pieces = node.children
    found = [(_first_leaf(piece), piece.parse_state) for piece in pieces]
    following = node.next_sibling
    if pieces and following is not None:
        found.append((_first_leaf(following), pieces[-1].next_parse_state))
    return [(leaf, state) for leaf, state in found if 0 < state < _NO_STATE]


def _first_leaf(node: Node) -> Node:
    while node.children:
        node = node.children[0]
    return node


def _expected(grammar: Grammar, state: int) -> frozenset[str]:
    lookahead = grammar.lookahead_iterator(state)
    return frozenset(lookahead.names()) if lookahead is not None else frozenset()


def _in_list(node: Node) -> bool:
    """Whether the place is in something whose parts are separated by commas."""
    parent = node.parent
    while parent is not None and parent.type not in _STATEMENTS:
        if parent.type in _CONTAINERS:
            return True
        parent = parent.parent
    return False


def _instead(token: Node, expected: frozenset[str], in_list: bool) -> ScriptProblem:
    start, end = token.start_byte, token.end_byte
    few = len(expected) <= _FEW
    if "identifier" in expected and not expected & {";", "}"}:
        return ScriptProblem("no-name" if few else "no-value", start, end)
    wanted = [name for name in _WANTED if name in expected]
    if (in_list and "," in wanted) or (few and len(wanted) == 1) or wanted[:1] == ["from"]:
        missing = "," if in_list and "," in wanted else wanted[0]
        return ScriptProblem("missing-before", start, end, f"`{missing}`")
    shown = (token.text or b"").decode("utf-8", "replace").splitlines()[:1]
    return ScriptProblem("no-place", start, end, f"`{_visible(shown[0][:40])}`" if shown else "")


def _visible(text: str) -> str:
    """A text with what nobody sees (a backspace that came with a paste) as its number."""
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in text)


def _unparsed(node: Node) -> ScriptProblem:
    lines = (node.text or b"").splitlines()
    return ScriptProblem("unparsed", node.start_byte, node.start_byte + max(len(lines[0]) if lines else 0, 1))
