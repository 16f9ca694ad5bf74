"""Whether one name is a slip of the pen for another."""

from __future__ import annotations

from collections.abc import Iterable

# Below these lengths (of the right name) two words of the language are too often one or two letters apart.
_ONE_EDIT_FROM = 5
_TWO_EDITS_FROM = 10


def slip(name: str, legal: Iterable[str]) -> str | None:
    """The legal name that `name` is a misspelling of: another case, or an edit or two in a long word.

    A legal name itself, and a name that only bears another number (`http3`, `http2`), is no slip.
    """
    known = sorted(legal)
    if name in known:
        return None
    lowered = name.lower()
    for right in known:
        if right.lower() == lowered:
            return right
    near = [
        (edits(lowered, right.lower(), 2), right) for right in known if _plausible(lowered, right.lower())
    ]
    close = [(count, right) for count, right in near if count <= _allowed(right)]
    return min(close)[1] if close else None


def _allowed(right: str) -> int:
    return 2 if len(right) >= _TWO_EDITS_FROM else 1 if len(right) >= _ONE_EDIT_FROM else 0


def _plausible(name: str, right: str) -> bool:
    """Both begin alike, and the difference is not in a number."""
    if name[:1] != right[:1]:
        return False
    return _letters(name) != _letters(right) and _digits(name) in ("", _digits(right))


def _letters(name: str) -> str:
    return "".join(character for character in name if not character.isdigit())


def _digits(name: str) -> str:
    return "".join(character for character in name if character.isdigit())


def edits(one: str, other: str, most: int) -> int:
    """Letters to insert, remove, replace or swap with their neighbour, so that `one` becomes `other`;
    `most + 1` where they are more than `most`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last = row, before
        row = [at]
        for index, target in enumerate(other, 1):
            cost = min(before[index] + 1, row[-1] + 1, before[index - 1] + (letter != target))
            if last and index > 1 and letter == other[index - 2] and one[at - 2] == target:
                cost = min(cost, last[index - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)
