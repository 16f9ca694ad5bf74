"""JavaScript's operators on values of which a part may be unknown. Pure but for fresh unknowns."""

from __future__ import annotations

import math
from itertools import product
from operator import ge, gt, le, lt

from wxlint.link.engine.answers import Body
from wxlint.link.engine.decisions import ALTERNATIVE, level, number_in
from wxlint.link.engine.earlier import guessed
from wxlint.link.engine.heap import (
    FALSE,
    MAX_ALTERNATIVES,
    MAX_PARTS,
    NULL,
    TRUE,
    UNDEF,
    Alt,
    Closure,
    Obj,
    Sym,
    Term,
    There,
    Val,
    has_own,
    is_nullish,
    never,
    of_parameter,
    spread,
    text,
    truth,
)
from wxlint.link.engine.inheritance import is_instance
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.lengths import compared
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import MOST_NESTED, at_most
from wxlint.link.engine.numbers import bits, constant_text, divided, nature_of_sum, number, of_terms, power
from wxlint.link.engine.open_pages import is_doubtful
from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature, Part, Text, Undefined, in_common, is_harmless, pieces_nature

_COMPARISONS = frozenset(("<", ">", "<=", ">=", "==", "===", "!=", "!==", "in", "instanceof"))
_ORDERS = {"<": lt, ">": gt, "<=": le, ">=": ge}
_MAX_PRODUCT = 24


def boolean(value: bool) -> Constant:
    """The JavaScript constant."""
    return TRUE if value else FALSE


def text_parts(value: Val, place: Place | None, depth: int = 0) -> tuple[Part, ...]:
    """The value as a piece of a text, in `depth` lists. `place`: the expression of what is no literal."""
    if type(value) is TEXT:
        return value.parts
    if type(value) is CONSTANT:
        absent = is_nullish(value) or value.value != value.value
        return (Part(constant_text(value), value.place or place, "absent" if absent else "unknown"),)
    if isinstance(value, Sym):
        return (Part(None, place or value.place, value.nature),)
    if (
        isinstance(value, Obj)
        and value.kind == "object"
        and value.proto is None
        and "toString" not in value.props
    ):
        if value.open is None:
            return (Part("[object Object]", place, "absent"),)
        return (Part(None, place, "object"),)
    if isinstance(value, Obj) and value.kind == "array" and value.items is not None and value.open is None:
        return (
            array_parts(value.items, ",", place, depth + 1) if depth < MOST_NESTED else (Part(None, place),)
        )
    values = value.values if isinstance(value, Alt) else ()
    harmless = bool(values) and needs_no_encoding(value)
    return in_common(values, place) or (Part(None, place, "encoded" if harmless else "unknown"),)


def array_parts(items: list[Val], separator: str, place: Place | None, depth: int = 1) -> tuple[Part, ...]:
    """The parts of `items.join(separator)`."""
    parts: list[Part] = []
    for at, item in enumerate(items):
        if at:
            parts.append(Part(separator, None))
        if not is_nullish(item):
            parts.extend(text_parts(item, place, depth))
    return tuple(parts)


def make_text(parts: tuple[Part, ...], place: Place | None) -> Text:
    """A text of the parts; empty known parts are dropped, and a text of very many parts ends in a hole."""
    kept = tuple(part for part in parts if part.text != "")
    if len(kept) > MAX_PARTS:
        kept = (*kept[:MAX_PARTS], Part(None, place))
    return Text(kept or parts[:1] or (Part("", place),), place)


def add(
    m: Machine,
    left: Val,
    right: Val,
    left_place: Place | None,
    right_place: Place | None,
    whole: Place | None,
) -> Val:
    """`left + right`."""
    if isinstance(left, Alt) or isinstance(right, Alt):
        lefts, rights = spread(left), spread(right)
        if type(right) is CONSTANT:
            return derived(m, left, [add(m, one, right, left_place, right_place, whole) for one in lefts])
        if len(rights) > 1 and len(lefts) * len(rights) > MAX_ALTERNATIVES:
            # What it begins with is what matters of a text: the rest of it becomes a hole.
            as_text = all(map(_textual, lefts))
            return add(m, left, _blurred(m, rights, right_place, as_text), left_place, right_place, whole)
        return m.join([add(m, *pair, left_place, right_place, whole) for pair in product(lefts, rights)])
    left, right = m.fixed(left), m.fixed(right)
    if _textual(left) or _textual(right):
        return make_text(text_parts(left, left_place) + text_parts(right, right_place), whole)
    if type(left) is CONSTANT and type(right) is CONSTANT:
        return number(number_of(left) + number_of(right), whole)
    counted = number_in(left) is not None or number_in(right) is not None
    nature = nature_of_sum({_nature(left), _nature(right)}, counted=counted)
    return m.stepped(left, right, 1, computed(m, "+", [left, right], nature, whole))


def _blurred(m: Machine, values: tuple[Val, ...], place: Place | None, as_text: bool) -> Sym | Text:
    """One of very many values, of which no more than their nature is kept; as a text where it is made one."""
    nature = pieces_nature(part for value in values for part in text_parts(value, None))
    if as_text:
        return Text((Part(None, place, nature),))
    if nature == "encoded" and not all(type(one) is TEXT or _nature(one) == "encoded" for one in values):
        # A text or a number: nothing is known of what it is.
        numbers = all(_nature(one) == "number" and not is_nullish(one) for one in values)
        nature = "number" if numbers else "unknown"
    return m.fresh(nature, place)


def needs_no_encoding(value: Val) -> bool:
    """Whether the value may stand in a query string as it is."""
    return all(is_harmless(pieces_nature(text_parts(one, None))) for one in spread(value))


def _textual(value: Val) -> bool:
    return type(value) is TEXT or (isinstance(value, Obj) and not isinstance(value, Closure))


def _foreign(left: Val, right: Val) -> bool:
    return any(isinstance(value, Sym) and value.foreign for value in (left, right))


def _nature(value: Val) -> Nature:
    return value.nature if isinstance(value, Sym) else "number" if type(value) is CONSTANT else "unknown"


def _term(m: Machine, value: Val) -> Term:
    if isinstance(value, Sym):
        return value.term
    if type(value) is CONSTANT:
        return ("constant", constant_text(value))
    if type(value) is TEXT and value.known is not None:
        return ("text", value.known)
    if isinstance(value, Alt):
        return (ALTERNATIVE, value.number)
    return ("object", value) if isinstance(value, Obj) else m.fresh().term  # its `id` may be another's soon


#: The member of a date that holds its moment, as the language's specification writes such members.
MOMENT = "[[DateValue]]"


def moment(value: Val) -> Val:
    """A date as the number that arithmetic takes it for; any other value as it is."""
    return value.props.get(MOMENT, value) if isinstance(value, Obj) else value


def number_of(value: Val) -> float | int:
    """`Number(value)` of a constant or known text; NaN where it is none."""
    if type(value) is CONSTANT:
        inner = value.value
        if inner is None:
            return 0
        return math.nan if type(inner) is Undefined else inner + 0
    known = value.known if type(value) is TEXT else None
    if known is None:
        return math.nan
    if not known.strip():
        return 0
    try:
        if known.strip().isdigit():
            return int(known)
        return float(known)
    except ValueError:
        return math.nan


def binary(m: Machine, op: str, left: Val, right: Val, place: Place | None) -> Val:
    """Every binary operator but `+`."""
    if isinstance(left, Alt) or isinstance(right, Alt):
        return _of_alternatives(m, op, left, right, place)
    left, right = m.fixed(left), m.fixed(right)
    if op in _COMPARISONS:
        left, right = level(left, right)
    counted = None if m.survey else compared(op, left, right)
    if counted is not None:
        return counted
    if op in ("==", "===", "!=", "!=="):
        equal = equals(m, left, right, strict=len(op) == 3)
        return equal if op[0] == "=" else negate(m, equal)
    left, right = moment(left), moment(right)
    if op == "instanceof":
        known = is_instance(left, right)
        return m.fresh("boolean", place) if known is None else boolean(known)
    if op == "in":
        there = isinstance(right, Obj) and type(left) is TEXT and has_own(right, left.known)
        # It may come yet.
        return boolean(True) if there else guessed(m, (right,), m.fresh("boolean", place))
    if _is_known(left) and _is_known(right):
        return _arithmetic(m, op, left, right, place)
    if op in _COMPARISONS:
        return Sym((op, _term(m, left), _term(m, right)), "boolean", place, _foreign(left, right))
    made = _computed(m, op, left, right, place)
    return m.stepped(left, right, -1, made) if op == "-" else made


def _of_alternatives(m: Machine, op: str, left: Val, right: Val, place: Place | None) -> Val:
    if op in _COMPARISONS and not m.survey and not m.weak and not _all_same(m, op, left, right):
        return binary(m, op, m.pick(left), m.pick(right), place)
    lefts, rights = spread(left), spread(right)
    if op == "-" and type(right) is CONSTANT:
        return derived(m, left, [binary(m, op, one, right, place) for one in lefts])
    if op not in _COMPARISONS or len(lefts) * len(rights) > _MAX_PRODUCT:
        return m.fresh("boolean", place) if op in _COMPARISONS else _computed(m, op, left, right, place)
    results = [binary(m, op, one, other, place) for one in lefts for other in rights]
    return derived(m, left if isinstance(left, Alt) else right, results)


def _computed(m: Machine, op: str, left: Val, right: Val, place: Place | None) -> Sym:
    """What arithmetic makes of values that are not known: a number, and still a parameter if it was one."""
    of_any = of_parameter(left) or of_parameter(right)
    made = computed(m, op, [left, right], "parameter" if of_any else "number", place)
    # `9 - images.length`: how many may be added is no more than that.
    return at_most(made, left) if op == "-" and m.survey else made


def computed(m: Machine, name: str, args: list[Val], nature: Nature, place: Place | None) -> Sym:
    """What a computation gives of values not all of which are known: in rehearsal, of the same the same."""
    term = None if m.survey else of_terms(name, [_term(m, one) for one in args])
    return m.fresh(nature, place) if term is None else Sym(term, nature, place)


def derived(m: Machine, base: Val, results: list[Val]) -> Val:
    """One of the results of an operation on one of a few values."""
    joined = m.join(results)
    return m.derived(base, results, joined) if not m.survey and isinstance(base, Alt) else joined


def _is_known(value: Val) -> bool:
    return type(value) is CONSTANT or (type(value) is TEXT and value.known is not None)


def _all_same(m: Machine, op: str, left: Val, right: Val) -> bool:
    """Whether every pair of alternatives compares alike, so that nothing has to be decided."""
    answers = {truth(binary(m, op, one, other, None)) for one in spread(left) for other in spread(right)}
    return len(answers) == 1 and None not in answers


def _arithmetic(m: Machine, op: str, left: Val, right: Val, place: Place | None) -> Val:
    if op in _ORDERS:
        if type(left) is TEXT and type(right) is TEXT:
            return boolean(_ORDERS[op](left.known or "", right.known or ""))
        return boolean(_ORDERS[op](number_of(left), number_of(right)))
    first, second = number_of(left), number_of(right)
    try:
        if op == "-":
            return number(first - second, place)
        if op == "*":
            return number(first * second, place)
        if op == "/":
            return number(divided(first, second), place)
        if op == "%":
            return number(math.fmod(first, second), place) if second else Constant(math.nan, place)
        if op == "**":
            return number(power(first, second), place)
        if op in ("|", "&", "^", "<<", ">>", ">>>"):
            return Constant(bits(op, first, second), place)
    except (ValueError, OverflowError, TypeError):
        return m.fresh("number", place)
    return m.fresh("number", place)


def equals(m: Machine, left: Val, right: Val, *, strict: bool) -> Val:
    """`left == right` (or `===`)."""
    if isinstance(left, Alt) or isinstance(right, Alt):
        pairs = list(product(spread(left), spread(right)))[:_MAX_PRODUCT]
        results = [equals(m, one, other, strict=strict) for one, other in pairs]
        return derived(m, left if isinstance(left, Alt) else right, results)
    if is_nullish(left) and is_nullish(right):
        return boolean(not strict or left.value == right.value)  # type: ignore[union-attr]
    if isinstance(left, Obj) and isinstance(right, Obj):
        return boolean(left is right)
    for unknown, given in ((left, right), (right, left)):
        if isinstance(unknown, Sym):
            return FALSE if never(unknown, given) else _equal_unknown(m, unknown, given, strict)
    if _of_two_kinds(left, right):
        return FALSE
    one, other = _comparable(left), _comparable(right)
    if one is None or other is None:
        return _unequal_texts(m, left, right)
    numbers = isinstance(one, (int, float)) and isinstance(other, (int, float))
    plain = numbers and not (strict and bool in (type(one), type(other)))
    if type(one) is type(other) or plain:
        return boolean(one == other)
    return FALSE if strict else boolean(number_of(left) == number_of(right))


def _of_two_kinds(left: Val, right: Val) -> bool:
    """Whether they never are equal: `undefined` and `null` equal each other only, an object no constant."""
    if is_nullish(left) or is_nullish(right):
        return True
    return any(isinstance(one, Obj) for one in (left, right)) and any(
        type(one) is CONSTANT for one in (left, right)
    )


def _equal_unknown(m: Machine, unknown: Sym, other: Val, strict: bool) -> Val:
    if isinstance(other, Sym):
        if unknown.term == other.term:
            m.alike.add(unknown.term)
            return TRUE
        return Sym(("eq", unknown.term, other.term), "boolean", None, _foreign(unknown, other))
    if isinstance(other, Obj) or (type(other) is TEXT and other.known is None):
        return m.fresh("boolean")
    if isinstance(unknown, There) and (is_nullish(other) or (strict and truth(other) is False)):
        return FALSE
    if type(other) is CONSTANT and isinstance(other.value, bool) and unknown.nature == "boolean":
        return unknown if other.value else negate(m, unknown)
    plain: Val = Constant(other.value) if type(other) is CONSTANT else text(other.known or "")  # type: ignore[union-attr]
    return Sym(("==", unknown.term, _term(m, plain), plain), "boolean", None, is_doubtful(unknown))


def _unequal_texts(m: Machine, left: Val, right: Val) -> Val:
    """Texts with holes: a non-empty known piece makes them unequal to an empty text."""
    for one, other in ((left, right), (right, left)):
        if type(one) is TEXT and truth(one) and type(other) is TEXT and other.known == "":
            return FALSE
    return m.fresh("boolean")


def _comparable(value: Val) -> str | float | int | bool | None:
    if type(value) is TEXT:
        return value.known
    if type(value) is CONSTANT and not is_nullish(value):
        inner = value.value
        return inner if isinstance(inner, (int, float)) else None
    return "" if is_nullish(value) else None


def negate(m: Machine, value: Val) -> Val:
    """`!value`."""
    if isinstance(value, Alt) and not m.survey and not m.weak and truth(value) is None:
        return negate(m, m.pick(value))
    plain = truth(value)
    if plain is not None:
        return boolean(not plain)
    if isinstance(value, Sym):
        return Sym(
            value.term[1] if value.term[0] == "!" else ("!", value.term), "boolean", None, is_doubtful(value)
        )
    if isinstance(value, Alt):
        return derived(m, value, [negate(m, inner) for inner in value.values])
    return m.fresh("boolean")


def type_of(m: Machine, value: Val) -> Val:
    """`typeof value`."""
    if isinstance(value, Alt):
        if not m.survey and not m.weak:
            return type_of(m, m.pick(value))
        return m.join([type_of(m, inner) for inner in value.values])
    if type(value) is Text:
        return text("string")
    if isinstance(value, Obj):
        return text("function" if value.kind == "function" else "object")
    if type(value) is Constant:
        inner = value.value
        if inner is None:
            return text("object")
        if type(inner) is Undefined:
            return text("undefined")
        return text("boolean" if isinstance(inner, bool) else "number")
    if value.nature == "number":
        return text("number")
    if isinstance(value, Body):
        value.exchange.checked = True
    return Sym(("typeof", value.term))


__all__ = ["NULL", "UNDEF", "add", "binary", "boolean", "make_text", "negate", "type_of"]
