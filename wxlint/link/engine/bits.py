"""JavaScript's operators on the bits of numbers."""

from __future__ import annotations


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
