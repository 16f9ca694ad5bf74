"""What an expression of the markup comes to, as far as known fields of the data settle it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

from wxlint.read.markup_expression import (
    Conditional,
    Constant,
    Expression,
    Name,
    Not,
    Operation,
    Undefined,
)
from wxlint.read.markup_scan import Attribute
from wxlint.read.markup_value import only_expression, parts


class Vague(Enum):
    """A value of which only the truth is known, or not even that."""

    TRUTHY = "truthy"
    FALSY = "falsy"
    UNKNOWN = "unknown"


#: A number may be an `int` where a caller hands it in; what comes out is a `float`, as in JavaScript.
Value: TypeAlias = "str | float | bool | Undefined | Vague | None"
#: What fields of the data hold: dotted paths (`busy`, `state.busy`, `list.0.busy`) to values.
Known: TypeAlias = Mapping[str, Value]


def truth(value: Value) -> bool | None:
    """Whether JavaScript takes a value for true; None where that is unknown."""
    if isinstance(value, Vague):
        return None if value is Vague.UNKNOWN else value is Vague.TRUTHY
    if type(value) is Undefined:
        return False
    if isinstance(value, float) and math.isnan(value):
        return False
    return bool(value)


def evaluate(expression: Expression, known: Known) -> Value:
    """What an expression comes to; whatever is not settled is `Vague`."""
    if type(expression) is Constant:
        return expression.value
    if isinstance(expression, Name):
        value = known.get(expression.dotted, Vague.UNKNOWN)
        return value if isinstance(value, bool) or not isinstance(value, (int, float)) else float(value)
    if type(expression) is Not:
        negated = truth(evaluate(expression.operand, known))
        return Vague.UNKNOWN if negated is None else not negated
    if type(expression) is Conditional:
        test = truth(evaluate(expression.test, known))
        if test is not None:
            return evaluate(expression.yes if test else expression.no, known)
        return _either(evaluate(expression.yes, known), evaluate(expression.no, known))
    if type(expression) is Operation:
        left, right = evaluate(expression.left, known), evaluate(expression.right, known)
        return _operate(expression.operator, left, right)
    return Vague.UNKNOWN


def attribute_value(attribute: Attribute, known: Known) -> Value:
    """What an attribute's value comes to. One without a value is true, as the platform takes it."""
    if attribute.value is None:
        return True
    only = only_expression(attribute)
    if only is not None:
        return evaluate(only.expression, known)
    text = ""
    settled = True
    for part in parts(attribute):
        value = evaluate(part.expression, known) if part.dynamic else part.text
        if isinstance(value, str):
            text += value
        else:
            settled = False
    if settled:
        return text
    return Vague.TRUTHY if text else Vague.UNKNOWN


def _operate(operator: str, left: Value, right: Value) -> Value:
    if operator == "&&":
        return _and_or(left, right, ending=False)
    if operator == "||":
        return _and_or(left, right, ending=True)
    if operator == "??":
        if left is None or type(left) is Undefined:
            return right
        return left if not isinstance(left, Vague) or left is Vague.TRUTHY else _either(left, right)
    equal = _equal(left, right, strict=len(operator) == 3)
    if equal is None:
        return Vague.UNKNOWN
    return equal if operator[0] == "=" else not equal


def _and_or(left: Value, right: Value, *, ending: bool) -> Value:
    """`&&` ends at a left side that is false, `||` at one that is true."""
    known = truth(left)
    if known is not None:
        return left if known is ending else right
    # Whichever side it comes to: the left one only if that has the truth at which the operator ends.
    return _vague(ending) if truth(right) is ending else Vague.UNKNOWN


def _either(one: Value, other: Value) -> Value:
    """What is known of a value that is one or the other."""
    if type(one) is type(other) and one == other:
        return one
    if truth(one) is None or truth(one) is not truth(other):
        return Vague.UNKNOWN
    return _vague(truth(one) is True)


def _vague(value: bool) -> Vague:
    return Vague.TRUTHY if value else Vague.FALSY


def _equal(left: Value, right: Value, *, strict: bool) -> bool | None:
    """JavaScript's `===` or `==`; None where it is unknown."""
    if isinstance(left, Vague) or isinstance(right, Vague):
        # `false === <something true>` is settled by truth alone; `'0' == false` shows that `==` is not.
        different = truth(left) is not None and truth(right) is not None and truth(left) is not truth(right)
        return False if different and strict else None
    if type(left) is type(right):
        return left == right
    if strict:
        return False
    nothing = (left is None or type(left) is Undefined, right is None or type(right) is Undefined)
    if any(nothing):
        return all(nothing)
    return _number(left) == _number(right)


def _number(value: str | float | bool | Undefined | None) -> float:
    if isinstance(value, str):
        try:
            return float(value.strip() or 0)
        except ValueError:
            return math.nan
    return float(value) if isinstance(value, (float, bool)) else math.nan
