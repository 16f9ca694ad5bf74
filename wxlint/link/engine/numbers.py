"""JavaScript's numbers: as constants, as texts, and its operators on their bits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature, Undefined
from wxlint.regexps import regexp

if TYPE_CHECKING:
    from wxlint.link.engine.heap import Term

#: The name of a list's and a text's length; what the term of a list's begins with.
LENGTH: Final = "length"
#: Farther than any text or list reaches; whole numbers up to there have all of their digits.
_FAR = 2**53


def number(value: float, place: Place | None = None) -> Constant:
    """The constant; an integer where it is whole, as it is where it was written. Raises OverflowError for an
    integer that is greater than every number of JavaScript's.
    """
    if abs(value) < 1e15 and value == int(value):
        return Constant(int(value), place)
    return Constant(float(value), place)


def constant_text(value: Constant) -> str:
    """A constant as `String()` writes it."""
    inner = value.value
    if inner is None:
        return "null"
    if type(inner) is Undefined:
        return "undefined"
    if isinstance(inner, bool):
        return "true" if inner else "false"
    return number_text(inner)


def is_length(term: Term) -> bool:
    """Whether a term is that of a list's or a text's length: a number that is never below 0."""
    return bool(term[0] == LENGTH or (term[0] == "get" and term[2] == LENGTH))


def divided(first: float, second: float) -> float:
    """`first / second`."""
    if second or math.isnan(second):
        return first / second
    return math.copysign(math.inf, first) if first and not math.isnan(first) else math.nan


def power(first: float, second: float) -> float:
    """`first ** second`. Raises OverflowError or ValueError where the result is too great, or no number."""
    if math.isnan(second) or (abs(first) == 1 and math.isinf(second)):
        return math.nan
    if not first and second < 0:
        return math.inf
    return math.pow(first, second)


def nature_of_sum(natures: set[Nature], *, counted: bool) -> Nature:
    """What is known of `a + b`, neither of them a text. `counted`: one of them is a number that was written,
    as in `page + 1`.
    """
    if natures <= {"number", "boolean", "encoded", "counted"}:
        return next((one for one in ("encoded", "counted") if one in natures), "number")
    return "parameter" if "parameter" in natures else "counted" if counted else "unknown"


def number_text(value: float) -> str:
    """A number as JavaScript writes it."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value) < _FAR and value == int(value):
        return str(int(value))
    from decimal import Decimal

    sign, places, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    digits, minus = "".join(map(str, places)), "-" * sign
    # How many digits stand before the point: https://tc39.es/ecma262/#sec-numeric-types-number-tostring
    before = len(digits) + int(exponent)
    if len(digits) <= before <= 21:
        return minus + digits + "0" * (before - len(digits))
    if 0 < before <= 21:
        return f"{minus}{digits[:before]}.{digits[before:]}"
    if -6 < before <= 0:
        return f"{minus}0.{'0' * -before}{digits}"
    rest = "." + digits[1:] if len(digits) > 1 else ""
    return f"{minus}{digits[0]}{rest}e{before - 1:+d}"


#: A text as far as `parseFloat` and `parseInt` read it.
_FLOAT = regexp(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_INTEGER = regexp(r"\s*([+-]?\d+)")


def parsed(text: str, *, whole: bool) -> float:
    """The number that a text begins with; NaN where it begins with none. `whole`: an integer."""
    found = (_INTEGER if whole else _FLOAT).match(text)
    return math.nan if found is None else float(found.group(1))


#: What the term of a computed value begins with, before how many computations are in one another.
_OF = "of"
_MOST_COMPUTATIONS = 4


def of_terms(name: str, terms: list[Term]) -> Term | None:
    """The term of what is computed of values of these terms; None where there are none, or too many steps."""
    depth = 1 + max((term[1] for term in terms if term[0] == _OF), default=0)
    return (_OF, depth, name, *terms) if terms and depth <= _MOST_COMPUTATIONS else None


def whole(value: float) -> int:
    """The integer that JavaScript takes an argument for: NaN is 0, infinity is past every end."""
    return 0 if math.isnan(value) else int(max(min(value, _FAR), -_FAR))


def bits(op: str, first: float, second: float) -> int:
    """`first op second`, for `|`, `&`, `^` and the shifts."""
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
    low = int(value) & 0xFFFFFFFF if math.isfinite(value) else 0
    return low - (1 << 32) if low >> 31 else low
