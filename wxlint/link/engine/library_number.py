"""The globals that compute with numbers: `Number`, `Math`, `parseInt`, `isNaN` and so on."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

from wxlint.link.engine import ops
from wxlint.link.engine.decisions import number_in
from wxlint.link.engine.heap import FALSE, Native, Obj, Sym, Val
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import NativeCall, arg, table
from wxlint.link.engine.numbers import number
from wxlint.model.place import Place
from wxlint.model.values import Constant, Text

#: From here on not every whole number has a value of its own.
_UNSAFE = 2.0**53


def _number(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    value = ops.moment(arg(args, 0))
    if type(value) is CONSTANT or (type(value) is TEXT and value.known is not None):
        return number(ops.number_of(value), place)
    return m.fresh("number", place)


def _parse_int(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    value = arg(args, 0)
    if type(value) is CONSTANT and isinstance(value.value, (int, float)) and value.value == value.value:
        return number(math.trunc(value.value) if abs(value.value) < 1e15 else value.value, place)
    return m.fresh("number", place)


def _numeric(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh("number", place)


def _asking(name: str, holds: Callable[[float], bool], *, converts: bool) -> NativeCall:
    """`Number.isFinite` and its like; `converts`: the global of that name, which makes a number of anything.

    Of the same unknown the answer is the same.
    """

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        value = arg(args, 0)
        if isinstance(value, Sym):
            return Sym((name, converts, value.term), "boolean", place, value.foreign)
        if type(value) is CONSTANT and number_in(value) is not None:
            return ops.boolean(holds(ops.number_of(value)))
        if not converts and isinstance(value, (Text, Constant, Obj)):
            # What is no number is none of these, though its number might be.
            return FALSE
        if type(value) is CONSTANT or (type(value) is TEXT and value.known is not None):
            return ops.boolean(holds(ops.number_of(value)))
        return m.fresh("boolean", place)

    return run


def _is_whole(value: float) -> bool:
    return math.isfinite(value) and value == math.floor(value)


_ASKING: dict[str, Callable[[float], bool]] = {
    "isNaN": math.isnan, "isFinite": math.isfinite, "isInteger": _is_whole,
    "isSafeInteger": lambda value: _is_whole(value) and abs(value) < _UNSAFE,
}  # fmt: skip
_LIMITS = {
    "MAX_SAFE_INTEGER": _UNSAFE - 1, "MIN_SAFE_INTEGER": 1 - _UNSAFE, "MAX_VALUE": sys.float_info.max,
    "MIN_VALUE": 5e-324, "EPSILON": sys.float_info.epsilon, "POSITIVE_INFINITY": math.inf,
    "NEGATIVE_INFINITY": -math.inf, "NaN": math.nan,
}  # fmt: skip
_MATH = (
    "random", "floor", "ceil", "round", "max", "min", "abs", "pow", "sqrt", "trunc", "sign", "cbrt", "hypot",
    "exp", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
    "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "fround", "imul", "clz32",
)  # fmt: skip
_CONSTANTS = {
    "PI": math.pi, "E": math.e, "LN2": math.log(2), "LN10": math.log(10), "LOG2E": 1 / math.log(2),
    "LOG10E": 1 / math.log(10), "SQRT2": math.sqrt(2), "SQRT1_2": math.sqrt(0.5),
}  # fmt: skip


def number_globals() -> dict[str, Val]:
    """The globals of numbers."""
    asking = {name: _asking(name, holds, converts=False) for name, holds in _ASKING.items()}
    numbers = table({**asking, "parseInt": _parse_int, "parseFloat": _number}, _number)
    numbers.props.update((name, number(value)) for name, value in _LIMITS.items())
    functions = table(dict.fromkeys(_MATH, _numeric))
    functions.props.update((name, Constant(value)) for name, value in _CONSTANTS.items())
    return {
        "Number": numbers,
        "Math": functions,
        "parseInt": Native("parseInt", _parse_int),
        "parseFloat": Native("parseFloat", _number),
        **{name: Native(name, _asking(name, _ASKING[name], converts=True)) for name in ("isNaN", "isFinite")},
    }
