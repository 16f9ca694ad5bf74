"""What a tap finds that the tap before it left: altered lists and tables that are not known in full.

`if (sending[id]) return; sending[id] = true`: what the first tap puts under a key that is not known, or into
a list of which not all is, the second one may ask for in many ways. What it is told then is a guess.
"""

from __future__ import annotations

from typing import Final

from wxlint.link.engine.decisions import ALTERNATIVE, mentions
from wxlint.link.engine.heap import Alt, Obj, Sym, Term, Val
from wxlint.link.engine.kinds import TABLE
from wxlint.link.engine.machine import Machine

#: What a write to an unknown place changes: the elements, and what stands for further members.
_MEMBERS: Final = ("items", "open")


def begin_again(m: Machine) -> None:
    """Another tap begins: what those before it altered on this way is what they left."""
    written = m.journal[m.way_began[0] :]
    m.altered = {id(one.props): one for one, key, _ in written if type(one) is not TABLE and key in _MEMBERS}
    m.tapped = m.mark()[1]


def blur(m: Machine, table: Obj) -> None:
    """A table is written to under a key that is not known: what is under which one is not, from now on."""
    if not m.survey:
        m.blurred[id(table.props)] = table


def is_left(m: Machine, value: Val) -> bool:
    """Whether a tap before this one altered a list or table, or made it, or this one was made of such."""
    if isinstance(value, Alt):
        return _term(value) in m.guesses or any(is_left(m, one) for one in value.values)
    if _term(value) in m.guesses:
        return True
    if not isinstance(value, Obj):
        return False
    number = id(value.props)
    return number in m.blurred or number in m.altered or m.way_began[1] <= value.props.born < m.tapped


def guessed(m: Machine, sources: tuple[Val, ...], made: Val) -> Val:
    """What was asked of some values. Where it is not known, and one of them was left, it is a guess."""
    term = _term(made) if m.tapped or m.blurred else None
    if term is not None and any(is_left(m, one) for one in sources):
        m.guesses.add(term)
    return made


def joined(m: Machine, test: Val) -> None:
    """Both sides of a test are followed. Where it is a guess, so is all that comes of them."""
    term = _term(test) if m.guesses else None
    if term is not None and mentions(term, m.guesses):
        m.guessed = True


def _term(made: Val) -> Term | None:
    """What an answer is known by that is not known, or not whole."""
    if isinstance(made, Sym):
        return made.term
    if isinstance(made, Alt):
        return (ALTERNATIVE, made.number)
    return made.open.term if isinstance(made, Obj) and made.open is not None else None
