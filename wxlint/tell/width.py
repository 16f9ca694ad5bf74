"""How many cells of a terminal a text takes, and how text is wrapped to a number of cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from wxlint.regexps import regexp

TAB = 4
"""A tab goes to the next multiple of this many cells."""

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_TEXT_STYLE = "\ufe0e"

# Punctuation that a line of Chinese must not begin with, and that it must not end with.
_NOT_FIRST = frozenset("，。、；：！？）】》」』〉”’％…—·,.;:!?)]}")
_NOT_LAST = frozenset("（【《「『〈“‘([{")


def cell_widths(text: str) -> list[int]:
    """The cells of each code point.

    A sequence that is shown as one sign (an emoji with its modifiers, a letter with its accents) has all its
    cells at its first code point.
    """
    if text.isascii():
        return [1] * len(text)
    widths: list[int] = []
    base = -1
    previous = ""
    for index, character in enumerate(text):
        if previous == _JOINER and base >= 0 and widths[base] == 2:
            widths.append(0)
        elif character == _EMOJI_STYLE:
            # What is narrow by itself (a heart, a digit's key cap) is drawn wide as an emoji.
            if base >= 0 and index - 1 == base:
                widths[base] = 2
            widths.append(0)
        elif _is_modifier(character) and base >= 0 and widths[base] == 2:
            widths.append(0)
        else:
            widths.append(_alone(character))
        if widths[-1]:
            base = index
        previous = character
    return widths


def cells(text: str) -> int:
    """The cells that a text takes. It holds no tab and no control character."""
    return len(text) if text.isascii() else sum(cell_widths(text))


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """One paragraph as lines of at most `width` cells; the first begins with `first`, the others with `rest`.

    Breaks stand at spaces and between wide characters, never before closing or after opening punctuation.
    What is longer than a line stands alone on its line and sticks out, so that a URL can still be copied.
    """
    indent = first
    following = " " * cells(first) if rest is None else rest
    line = ""
    for space, word in _words(text):
        candidate = line + space + word if line else word
        if line and cells(indent) + cells(candidate) > width:
            yield (indent + line).rstrip()
            indent, line = following, word
        else:
            line = candidate
    yield (indent + line).rstrip()


def _is_modifier(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _alone(character: str) -> int:
    """The cells of one code point that no neighbour changes."""
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    if character == _TEXT_STYLE or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        # The soft hyphen is the one format character that terminals give a cell.
        return 1 if character == "\u00ad" else 0
    # The second and third letters of a decomposed Korean syllable are drawn into its first.
    return 0 if "\u1160" <= character <= "\u11ff" else 1


_TOKEN = regexp(r"( *)([^ ]+)")


def _words(text: str) -> Iterator[tuple[str, str]]:
    """What may stand on a line of its own, each with the spaces before it."""
    for match in _TOKEN.finditer(text):
        space = match.group(1)
        for piece in _pieces(match.group(2)):
            yield space, piece
            space = ""


def _pieces(word: str) -> Iterator[str]:
    """A word of Latin text whole; Chinese text in pieces between which a line may end."""
    if word.isascii():
        yield word
        return
    piece = ""
    widths = cell_widths(word)
    for index, character in enumerate(word):
        wide = widths[index] == 2 or (index > 0 and widths[index - 1] == 2)
        may_break = wide and widths[index] > 0 and character not in _NOT_FIRST and piece[-1:] not in _NOT_LAST
        if piece and may_break:
            yield piece
            piece = ""
        piece += character
    yield piece
