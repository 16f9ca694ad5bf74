"""Which bracket of a broken script is never closed, and which one closes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "${": "}"}
_CLOSING = frozenset(_CLOSED_BY.values())


class Brackets:
    """Matches the brackets of a script. What it finds it hands out once, to the first place that asks."""

    def __init__(self, root: Node, data: bytes) -> None:
        self._data = data
        self._open: list[Node] = []
        self._suspect: Node | None = None
        self._unclosed: Node | None = None
        self._stray: list[Node] = []
        self._match(root)

    def _match(self, root: Node) -> None:
        for leaf in _leaves(root):
            if leaf.is_missing:
                continue
            if leaf.type in _CLOSED_BY:
                self._open.append(leaf)
            elif leaf.type in _CLOSING:
                self._close(leaf)
        if self._open and self._unclosed is None:
            self._unclosed = self._suspect or self._open[-1]

    def take_unclosed(self, before: int) -> Node | None:
        """The bracket that is never closed, if it is opened before the byte `before`."""
        found = self._unclosed
        if found is None or found.start_byte >= before:
            return None
        self._unclosed = None
        return found

    def take_stray(self, start: int, end: int) -> Node | None:
        """A bracket between the two bytes that closes nothing."""
        for one in self._stray:
            if start <= one.start_byte < end:
                self._stray.remove(one)
                return one
        return None

    def _close(self, closing: Node) -> None:
        if self._open and _CLOSED_BY[self._open[-1].type] == closing.type:
            opener = self._open.pop()
            if self._suspect is None and self._outdented(opener, closing):
                self._suspect = opener
        elif any(_CLOSED_BY[one.type] == closing.type for one in self._open):
            # Whatever was opened last within the pair that this one closes was never closed.
            if self._unclosed is None:
                self._unclosed = self._suspect or self._open[-1]
            while _CLOSED_BY[self._open.pop().type] != closing.type:
                pass
        else:
            self._stray.append(closing)

    def _outdented(self, opener: Node, closing: Node) -> bool:
        """Whether the pair closes further left than the line that opened it: another bracket was meant."""
        begins, line = self._line(closing)
        return begins and len(line) < len(self._line(opener)[1])

    def _line(self, node: Node) -> tuple[bool, bytes]:
        """Whether the node is the first thing on its line, and the indentation of the line."""
        start = max(self._data.rfind(end, 0, node.start_byte) for end in (b"\n", b"\r")) + 1
        text = self._data[start : node.start_byte]
        rest = text.lstrip(b" \t")
        return not rest, text[: len(text) - len(rest)]


def _leaves(root: Node) -> Iterator[Node]:
    """Every token, in order; in a loop, since a script may nest deeper than any stack."""
    cursor = root.walk()
    while True:
        if not cursor.goto_first_child():
            if cursor.node is not None:
                yield cursor.node
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return
