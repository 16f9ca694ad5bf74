"""Code frames: the lines of a place as they are shown, and where the underline stands below them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from wxlint.tell.clean import visible
from wxlint.tell.width import TAB, cell_widths

if TYPE_CHECKING:
    from wxlint.judge.report import Span
    from wxlint.read.source import Source

CUT = "..."
"""Stands where a line, or the middle of a long span, is cut out."""

# Of a longer line only what is around the span is looked at: a minified bundle is one line of megabytes.
_NEAR = 400
_LONGEST_SPAN = 4


class Row(msgspec.Struct, frozen=True):
    """One line of a frame: its number (None for the cut middle of a span), and its text, ready to be printed.

    `mark` is the number of cells before the underline and its length; None for a line that is only context.
    """

    number: int | None
    code: str
    mark: tuple[int, int] | None = None


def frame(source: Source, span: Span, width: int, context: int = 0) -> list[Row]:
    """The lines of a span, each at most `width` cells, with up to `context` lines before and after it.

    Empty where the file has no text at all (it could not be read).
    """
    if not source.utf8:
        return []
    last = span.end_line
    if last > span.line and span.end_column == 1:
        # The span ends with a line's end: nothing of the next line belongs to it.
        last -= 1
    before = range(max(1, span.line - context), span.line)
    after = range(last + 1, min(source.line_count, last + context) + 1)
    rows = [_context(source, number, width) for number in before]
    if last - span.line < _LONGEST_SPAN:
        rows += [_marked(source, number, span, width) for number in range(span.line, last + 1)]
    else:
        rows += [_marked(source, span.line, span, width), Row(None, CUT), _marked(source, last, span, width)]
    rows += [_context(source, number, width) for number in after]
    return _without_blank_ends(rows)


def _context(source: Source, number: int, width: int) -> Row:
    text = source.line_text(number)[: max(_NEAR, width + 1)]
    shown = _Shown(text)
    if shown.total <= width:
        return Row(number, "".join(shown.pieces).rstrip())
    return Row(number, shown.part(0, width - len(CUT)) + CUT)


def _marked(source: Source, number: int, span: Span, width: int) -> Row:
    text = source.line_text(number)
    start = span.column - 1 if number == span.line else len(text) - len(text.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(text.rstrip())
    start = min(start, len(text))
    end = min(max(end, start), len(text))
    near = max(_NEAR, width)
    cut_left = max(0, start - near)
    text = text[cut_left : min(end, start + near) + near]
    shown = _Shown(text)
    first = shown.offsets[start - cut_left]
    past = shown.offsets[min(end - cut_left, len(text))]
    left, right = _window(shown.total, first, past, width)
    # A window begins and ends at whole signs, which may be a cell or two further in.
    code = shown.part(left, right)
    begin = shown.begin(left)
    head = CUT if left or cut_left else ""
    tail = CUT if right < shown.total else ""
    column = len(head) + first - begin
    length = max(1, min(past, right) - first)
    return Row(number, (head + code + tail).rstrip(), (column, length))


def _window(total: int, first: int, past: int, width: int) -> tuple[int, int]:
    """Which of the `total` cells of a line are shown, so that those from `first` to `past` are among them."""
    if total <= width:
        return 0, total
    room = width - len(CUT)
    if past <= room:
        return 0, room
    if total - first <= room and total - first >= past - first:
        return total - room, total
    room -= len(CUT)
    before = max(8, (room - (past - first)) // 2)
    left = max(0, first - before)
    return left, min(left + room, total)


def _without_blank_ends(rows: list[Row]) -> list[Row]:
    """A blank line of context at either end says nothing."""
    while rows and rows[0].mark is None and not rows[0].code:
        rows = rows[1:]
    while rows and rows[-1].mark is None and not rows[-1].code:
        rows = rows[:-1]
    return rows


class _Shown:
    """A line as it is printed: a piece for each code point, and the cell at which each begins."""

    def __init__(self, text: str) -> None:
        if text.isascii() and text.isprintable():
            self.pieces = list(text)
            self.offsets = list(range(len(text) + 1))
            return
        self.pieces = []
        widths: list[int] = []
        at = 0
        for character, width in zip(text, cell_widths(text), strict=True):
            piece = " " * (TAB - at % TAB) if character == "\t" else visible(character)
            self.pieces.append(piece)
            widths.append(width if piece == character else len(piece))
            at += widths[-1]
        self.offsets = [0, *accumulate(widths)]

    @property
    def total(self) -> int:
        """The cells of the whole line."""
        return self.offsets[-1]

    def begin(self, left: int) -> int:
        """The cell of the first whole sign at or after a cell."""
        return next(offset for offset in self.offsets if offset >= left)

    def part(self, left: int, right: int) -> str:
        """The signs that lie wholly between two cells."""
        return "".join(
            piece
            for piece, start, end in zip(self.pieces, self.offsets, self.offsets[1:], strict=False)
            if start >= left and end <= right and (end > start or start > left or left == 0)
        )
