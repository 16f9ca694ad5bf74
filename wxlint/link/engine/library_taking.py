"""Methods of arrays that take elements out, and what is known of those that are left."""

from __future__ import annotations

from math import inf, isinf

from wxlint.link.engine.decisions import number_in
from wxlint.link.engine.heap import CLOCK, UNDEF, Obj, Sym, Val
from wxlint.link.engine.lengths import grown, opened
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import NativeCall, arg, known_items, make_list
from wxlint.link.engine.numbers import whole
from wxlint.link.engine.turns import few, takes_few
from wxlint.model.place import Place
from wxlint.model.values import Constant, Text


def element_of(m: Machine, value: Val) -> Val:
    """Some element of a list: one of those that are known, and what the others may be."""
    if isinstance(value, Obj) and value.open is not None:
        return m.join([*(value.items or []), value.open.member("*")])
    return value.member("*") if isinstance(value, Sym) else m.fresh()


def own_items(m: Machine, this: Val) -> list[Val] | None:
    """The elements of a list that this run, or this module, made: nobody else has changed their order."""
    if type(this) is not Obj:
        return None
    loaded = CLOCK.for_good and this.props.born == CLOCK.birth
    return known_items(this) if loaded or this.props.born >= m.since else None


def taken(at: int) -> NativeCall:
    """The element that `pop` or `shift` takes of a list; where that may not be, of a list of data only."""

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        items = own_items(m, this)
        if items == [] and not (m.survey or m.weak):
            return UNDEF
        if not items or not isinstance(this, Obj) or (m.weak and not all(map(_is_data, items))):
            return _mutate(m, this, args, place, by=-1)
        m.put_field(this, "items", items[:-1] if at else items[1:])
        return items[at]

    return run


def _is_data(value: Val) -> bool:
    return isinstance(value, (Text, Constant))


def _mutate(m: Machine, this: Val, args: list[Val], place: Place | None, *, by: float | None = None) -> Val:
    """pop, shift, splice …: what is left is not followed, only how many more they are (`by`)."""
    element = element_of(m, this)
    m.inside.pop(id(this), None)
    if isinstance(this, Obj) and this.items is not None:
        opened(m, this, this.items)
        m.put_field(this, "open", m.fresh())
        grown(m, this, by)
    return element


def splice(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """Takes some elements out, and puts others in their place."""
    items, start = own_items(m, this), number_in(arg(args, 0))
    count = number_in(args[1]) if len(args) > 1 else inf
    if m.weak or not isinstance(this, Obj) or items is None or start is None or count is None:
        by = None if count is None or isinf(count) else len(args[2:]) - count
        element, unknown = _mutate(m, this, args, place, by=by), m.fresh(place=place)
        return make_list([element], place, few(unknown.term) if takes_few("splice", args) else unknown)
    begin, end, _ = slice(whole(start), None).indices(len(items))
    end = begin + min(max(whole(count), 0), end - begin)
    m.inside.pop(id(this), None)
    m.put_field(this, "items", [*items[:begin], *args[2:], *items[end:]])
    return make_list(items[begin:end], place)
