"""How many elements a list has, of which not all are known: a number, and what is put in and taken out.

A list that is asked twice says the same, and one element more makes it one more. So `if (!list.length)` holds
again once what was put into an empty list was taken out, and a loop over a list that is not empty has turns.
"""

from __future__ import annotations

from math import floor, isfinite
from typing import Final

from wxlint.link.engine.decisions import STEP, number_in
from wxlint.link.engine.heap import FALSE, TRUE, Obj, Sym, There, Val
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.numbers import LENGTH, is_length, number
from wxlint.model.place import Place
from wxlint.model.values import Constant

_COMPARING: Final = frozenset(("<", ">", "<=", ">=", "==", "===", "!=", "!=="))
_TURNED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def length_of(m: Machine, subject: Val, place: Place | None = None) -> Val:
    """How many elements a list has, of which not all are known."""
    if isinstance(subject, Sym):
        return subject.member(LENGTH, place)
    if m.survey or m.weak or not isinstance(subject, Obj):
        return m.fresh("number", place)
    _, began, more = _kept(m, subject)
    if not isinstance(began, Sym):
        return number(max((number_in(began) or 0) + more, 0), place)
    if not more:
        return Sym(began.term, "number", place)
    stepped = (STEP, began.term, more)
    return There(stepped, "number", place) if more > 0 else Sym(stepped, "number", place)


def grown(m: Machine, subject: Obj, by: float | None) -> None:
    """So many elements were put into a list of which not all are known, or taken out (None: nobody knows)."""
    if subject.open is None or m.survey:
        return
    if by is None or m.weak:
        m.lengths[id(subject)] = subject, _unknown(m), 0
    else:
        _, began, more = _kept(m, subject)
        m.lengths[id(subject)] = subject, began, more + by


def opened(m: Machine, subject: Obj, items: list[Val]) -> None:
    """A list of which all was known is not any more: as yet it has as many elements as it had."""
    if subject.open is None and not m.survey:
        m.lengths[id(subject)] = subject, Constant(len(items)), 0


def _kept(m: Machine, subject: Obj) -> tuple[Obj, Val, float]:
    kept = m.lengths.get(id(subject))
    if kept is None:
        kept = m.lengths[id(subject)] = subject, _unknown(m), 0
    return kept


def _unknown(m: Machine) -> Sym:
    return Sym((LENGTH, m.fresh().term), "number")


def compared(op: str, left: Val, right: Val) -> Val | None:
    """How a length compares to a number; None where that is another question.

    That it is more than 0 is one question, however it is asked.
    """
    if number_in(left) is not None:
        left, right, op = right, left, _TURNED.get(op, op)
    bound = number_in(right)
    if op not in _COMPARING or bound is None or not isinstance(left, Sym) or not is_length(left.term):
        return None
    whole = floor(bound) if isfinite(bound) else bound
    if op in ("<", ">="):
        # `n < 1` is what `n <= 0` is.
        op, whole = ("<=" if op == "<" else ">"), whole - (whole == bound)
    never = whole < 0 if op in ("<=", ">") else bound < 0 or whole != bound
    if not never and whole != 0:
        return None
    more = op in (">", "!=", "!==")
    if never:
        return TRUE if more else FALSE
    return Sym(left.term if more else ("!", left.term), "boolean", left.place, left.foreign)
