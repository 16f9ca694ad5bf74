"""The globals that compute with numbers: `Number`, `Math`, `parseInt`, `isNaN` and so on."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

from wxlint.link.engine import ops
from wxlint.link.engine.decisions import number_in
from wxlint.link.engine.heap import FALSE, UNDEF, Alt, Native, Obj, Sym, Val
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import NativeCall, arg, at_most, table
from wxlint.link.engine.numbers import number, parsed
from wxlint.model.place import Place
from wxlint.model.values import Constant, Text

#: From here on not every whole number has a value of its own.
_UNSAFE = 2.0**53


def _number(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    value = ops.moment(arg(args, 0))
    if type(value) is CONSTANT or (type(value) is TEXT and value.known is not None):
        return number(ops.number_of(value), place)
    return _of_unknown(m, _number, "Number", args, place)


def _parse_int(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    value = arg(args, 0)
    if type(value) is CONSTANT and isinstance(value.value, (int, float)) and value.value == value.value:
        return number(math.trunc(value.value) if abs(value.value) < 1e15 else value.value, place)
    known = value.known if type(value) is TEXT and len(args) == 1 and not m.survey else None
    if known is not None and "x" not in known.lower():
        return number(parsed(known, whole=True), place)
    return _of_unknown(m, _parse_int, "parseInt", args, place)


def _parse_float(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    value = arg(args, 0)
    if type(value) is CONSTANT and number_in(value) is not None:
        return value
    if type(value) is TEXT and value.known is not None:
        return number(parsed(value.known, whole=False), place)
    return _of_unknown(m, _parse_float, "parseFloat", args, place)


def _of_unknown(m: Machine, run: NativeCall, name: str, args: list[Val], place: Place | None) -> Val:
    """What a function makes of a first argument that is not known; of one of a few, one of a few."""
    first = arg(args, 0)
    if isinstance(first, Alt) and not m.survey:
        each = [run(m, UNDEF, [one, *args[1:]], place) for one in first.values]
        return ops.derived(m, first, each)
    return ops.computed(m, name, args, "number", place)


def _numeric(name: str) -> NativeCall:
    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        made = _of_unknown(m, run, name, args, place)
        return at_most(made, *args) if name == "min" and m.survey and isinstance(made, Sym) else made

    return run


def _asking(name: str, holds: Callable[[float], bool], *, converts: bool) -> NativeCall:
    """`Number.isFinite` and its like; `converts`: the global of that name, which makes a number of anything.

    Of the same unknown the answer is the same.
    """

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        value = arg(args, 0)
        if isinstance(value, Alt) and not m.survey:
            return ops.derived(m, value, [run(m, this, [one], place) for one in value.values])
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
    numbers = table({**asking, "parseInt": _parse_int, "parseFloat": _parse_float}, _number)
    numbers.props.update((name, number(value)) for name, value in _LIMITS.items())
    functions = table({name: _numeric(name) for name in _MATH})
    functions.props.update((name, Constant(value)) for name, value in _CONSTANTS.items())
    return {
        "Number": numbers,
        "Math": functions,
        "parseInt": Native("parseInt", _parse_int),
        "parseFloat": Native("parseFloat", _parse_float),
        **{name: Native(name, _asking(name, _ASKING[name], converts=True)) for name in ("isNaN", "isFinite")},
    }
