"""JavaScript's numbers: as constants, as texts, and its operators on their bits."""

from __future__ import annotations

import math

from wxlint.model.place import Place
from wxlint.model.values import Constant


def number(value: float, place: Place | None = None) -> Constant:
    """The constant; an integer where it is whole, as it is where it was written."""
    if abs(value) < 1e15 and value == int(value):
        return Constant(int(value), place)
    return Constant(value, place)


def number_text(value: float) -> str:
    """A number as JavaScript writes it."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value) < 1e21 and value == int(value):
        return str(int(value))
    return repr(float(value))


def bits(op: str, first: float, second: float) -> int:
    """`first op second`, for `|`, `&`, `^` and the shifts. Raises what `int` raises of NaN and infinity."""
    left, right = _int32(first), _int32(second)
    shift = right & 31
    if op == ">>>":
        return (left & 0xFFFFFFFF) >> shift
    found = {
        "|": left | right,
        "&": left & right,
        "^": left ^ right,
        "<<": left << shift,
        ">>": left >> shift,
    }
    return _int32(found[op])


def _int32(value: float) -> int:
    """What JavaScript's bit operators take of a number."""
    low = int(value) & 0xFFFFFFFF
    return low - (1 << 32) if low >> 31 else low
