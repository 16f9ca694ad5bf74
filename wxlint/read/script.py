"""A script's bytes to facts: parsed by tree-sitter, lowered, never raising whatever the text is.

A syntax tree takes forty times the memory of its text, and more than all that is made of it (`settle`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from wxlint.read.grammars import grammar
from wxlint.read.ir import Func, Stmt
from wxlint.read.lower import Lowering
from wxlint.read.script_problems import ScriptProblem, script_problems
from wxlint.read.symbol import Symbol, symbol
from wxlint.regexps import regexp

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

SCRIPT_COMMENT = b"wxlint-"

#: How often one script is mended, and how far before a broken place what breaks it may stand.
_MAX_MENDS = 10
_LOOKED_BACK = 400
#: Where the grammars go on over the end of a line: `let a` and `(…)`, or a name such as `in_stock`.
_LINE_STARTS = regexp(rb"\n\s*(?=[(\[`]|in(?:stanceof)?[0-9_$])")
#: What the grammars take for something else, though the languages have it: a parameter of a type that is
#: called like a type, `export type *`, each `&` of an attribute in JSX that begins no entity. And what
#: stands for it then.
_MISTAKEN = (
    (regexp(rb"\(\s*(\w)\w*\s*\)\s*=>"), b"_"),
    (regexp(rb"\bexport\s+(type)\s*\*"), b" "),
    (regexp(rb"(?<!&)(&)(?=\w+[^\w;]|[\"'])"), b"_"),
)
#: Spaces beyond ASCII, which the languages skip; the grammars do not before a `?` or where a statement ends.
_SPACES = regexp(rb"\xc2\xa0|\xe3\x80\x80|\xe2\x80[\x80-\x8a]|\xef\xbb\xbf")
_RUN_ENDS = regexp(rb"[\"'\n]")
_BLANK = regexp(rb"[^\n]")


class ScriptComment(msgspec.Struct, frozen=True):
    """A comment that names wxlint: byte offsets with its delimiters, and the text between them."""

    start: int
    end: int
    text: str


class ScriptFacts(msgspec.Struct, array_like=True):
    """All that may be asked of a script that parses: its top level, the names that `var` declares there, and
    the comments that name wxlint.
    """

    top: list[Stmt]
    hoisted: list[Symbol]
    comments: list[ScriptComment]


_ENCODER = msgspec.msgpack.Encoder()


@cache
def _decoder() -> msgspec.msgpack.Decoder[ScriptFacts]:
    """Made when the first script is decoded: to learn all those types takes a twentieth of a small run."""
    return msgspec.msgpack.Decoder(ScriptFacts, dec_hook=symbol)


class Script:
    """One script: `body` is its top level; a function's body is lowered when `body_of` first asks for it, or
    when the script is settled.
    """

    def __init__(self, data: bytes, suffix: str, known: ScriptFacts | None = None) -> None:
        """`known`: what was found in the same script before; then nothing is parsed."""
        self.data = data
        self._suffix = suffix
        self._tree: Tree | None = _parse(data, grammar(suffix)) if known is None else None
        self._lowering = Lowering(data)
        self._comments: list[ScriptComment] | None = known.comments if known is not None else None
        self._top: list[Stmt] | None = known.top if known is not None else None
        self._hoisted: list[str] = known.hoisted if known is not None else []

    @classmethod
    def decoded(cls, data: bytes, suffix: str, written: bytes | msgspec.Raw) -> Script:
        """A script of which all is known that may be asked. `written`: what `encoded` gave of it.

        Raises msgspec.MsgspecError, RecursionError or ValueError where it is not that.
        """
        return cls(data, suffix, _decoder().decode(written))

    @property
    def encoded(self) -> bytes | None:
        """All that may be asked of a settled script; None where it does not parse, or cannot be written."""
        if self._tree is not None:
            return None
        try:
            return _ENCODER.encode(ScriptFacts(self._top or [], self._hoisted, self.comments))
        except (OverflowError, RecursionError, UnicodeEncodeError):
            return None

    @property
    def body(self) -> list[Stmt]:
        """The statements of the module's top level."""
        if self._top is None and self._tree is not None:
            self._top, self._hoisted = self._lowering.top(self._tree.root_node)
        return self._top or []

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
        """What keeps the script from being parsed as a whole; at most three, since one mistake makes many."""
        tree = self._tree
        return script_problems(tree.root_node, grammar(self._suffix), self.data) if tree else []

    @property
    def comments(self) -> list[ScriptComment]:
        """Every comment that names wxlint."""
        if self._comments is None:
            tree = self._tree if SCRIPT_COMMENT in self.data else None
            self._comments = _comments(self.data, tree.root_node) if tree is not None else []
        return self._comments

    def settled(self) -> Script:
        """The script itself, with all of it lowered."""
        self._hoisted = self.hoisted
        self.settle()
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: what was found in it, or else its text alone."""
        written = self.encoded
        known = (Script, (self.data, self._suffix))
        return known if written is None else (Script.decoded, (self.data, self._suffix, written))

    def settle(self) -> None:
        """Takes out of the tree, once the top level has been asked for, all that may still be, and lets go of
        it. Of a broken script the tree itself may be asked for: it is kept.
        """
        if self._tree is not None and self._top is not None and not self._lowering.broken:
            self._lowering.fill_all()
            self._comments = self.comments
            self._tree = None


def _parse(data: bytes, grammar: Language) -> Tree:
    from tree_sitter import Parser

    tree = Parser(grammar).parse(data)
    for _ in range(_MAX_MENDS):
        before = _first_error(tree.root_node) if tree.root_node.has_error else None
        mends = () if before is None else (_parsed(one, grammar) for one in _mended(data, before))
        better = next((one for one in mends if _is_better(one[1], before)), None)
        if better is None:
            break
        data, tree = better
    return tree


def _parsed(data: bytes, grammar: Language) -> tuple[bytes, Tree]:
    from tree_sitter import Parser

    return data, Parser(grammar).parse(data)


def _is_better(tree: Tree, before: Node | None) -> bool:
    root = tree.root_node
    return not root.has_error or before is None or _first_error(root).end_byte > before.end_byte


def _mended(data: bytes, at: Node) -> Iterator[bytes]:
    """The script with what the grammar stumbles over at its first broken place read as the languages do.

    A line break is made a semicolon; what is mistaken for something else, a name. No place moves: as many
    bytes stand for others.
    """
    spaced = _SPACES.sub(lambda found: b" " * len(found.group()), data)
    if spaced != data:
        # What stands in a text is taken from the script as it is.
        yield spaced
    start, end = max(at.start_byte - _LOOKED_BACK, 0), at.end_byte + _LOOKED_BACK
    breaks = [found.start() for found in _LINE_STARTS.finditer(data, start, end)]
    breaks = [one for one in breaks if not data[at.end_byte : one].strip()]
    if breaks:
        yield data[: breaks[-1]] + b";" + data[breaks[-1] + 1 :]
    types = _types_of_tag(at)
    if types is not None:
        yield data[: types.start_byte] + _BLANK.sub(b" ", types.text or b"") + data[types.end_byte :]
    for pattern, instead in _MISTAKEN:
        near = pattern.finditer(data, start, end)
        first = next((one for one in near if one.end() >= at.start_byte and one.start() <= at.end_byte), None)
        if first is not None:
            stop = _RUN_ENDS.search(data, first.end())
            text = bytearray(data)
            for one in pattern.finditer(data, first.start(), stop.end() if stop else len(data)):
                text[one.start(1) : one.end(1)] = instead * len(one[1])
            yield bytes(text)


def _types_of_tag(at: Node) -> Node | None:
    """The type arguments of a tag, where the grammar misses a `!` between them and the text of its template:
    the `<{ color: string }>` of styled(View)<{ color: string }>`…`.
    """
    tag = at.prev_sibling if at.is_missing and at.type == "!" else None
    return tag.child_by_field_name("type_arguments") if tag is not None else None


def _first_error(root: Node) -> Node:
    node = root
    while not (node.is_error or node.is_missing):
        inner = next((child for child in node.children if child.has_error), None)
        if inner is None:
            break
        node = inner
    return node


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
