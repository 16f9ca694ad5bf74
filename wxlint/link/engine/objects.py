"""Objects and arrays as literals make them, and what a spread adds to them."""

from __future__ import annotations

import re

from wxlint.link.engine.evaluate import evaluate, extend
from wxlint.link.engine.heap import (
    UNDEF,
    Accessor,
    Alt,
    ApiObject,
    Closure,
    Obj,
    Sym,
    Val,
    is_nullish,
    truth,
)
from wxlint.link.engine.kinds import CONSTANT, SPREAD, TEXT
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.engine.members import get_member
from wxlint.link.engine.natives import arg, known_items
from wxlint.link.engine.numbers import constant_text
from wxlint.model.place import Place
from wxlint.model.values import Text
from wxlint.read import ir


class Unnamed(Obj):
    """An object with members whose names are not known: what is known of each name, and the value."""

    __slots__ = ("members",)

    def __init__(self, place: Place) -> None:
        super().__init__("object", None, place)
        self.members: list[tuple[Val, Val]] = []


def _object(m: Machine, node: ir.ObjectLit, f: Frame) -> Val:
    place = Place(f.unit.path, node.start, node.end)
    made = Obj("object", None, place)
    plain = made.stands_for(node)
    if not plain and any(prop.computed is not None for prop in node.props):
        made = Unnamed(place)
        made.stands_for(node)
    for prop in node.props:
        if prop.kind == "spread":
            spread_into(m, made, evaluate(m, prop.value, f) if prop.value else UNDEF)
            continue
        name = prop.key
        if name is None and prop.computed is not None:
            key = evaluate(m, prop.computed, f)
            name = _name(key)
            if name is None:
                _add_unnamed(m, made, key, evaluate(m, prop.value, f) if prop.value else UNDEF)
                continue
        if name is None or prop.value is None:
            continue
        value = evaluate(m, prop.value, f)
        if isinstance(value, Closure):
            value.home = made
            value.name = value.name or name
        if prop.kind == "get" and isinstance(value, Closure):
            value = Accessor(value)
        if prop.kind != "set":
            made.props[name] = value
            if not plain:
                made.write_key(name, Place(f.unit.path, prop.key_start, prop.key_end))
    return made


def _name(key: Val) -> str | None:
    """The name that a key is; None where it is not known."""
    if type(key) is TEXT:
        return key.known
    return constant_text(key) if type(key) is CONSTANT else None


def _add_unnamed(m: Machine, made: Obj, key: Val, value: Val) -> None:
    """Adds a member of whose name not all is known."""
    if isinstance(made, Unnamed):
        made.members.append((key, value))
    if type(key) is TEXT:
        _path(m, key)
    made.open = made.open or m.fresh()


def _path(m: Machine, key: Text) -> None:
    """A key of which a part is not known, which may be a path of `setData`: where it begins and ends."""
    first = re.match(r"\w+(?=[.\[])", key.prefix)
    last = re.search(r"\.(\w+)$", key.parts[-1].text or "")
    if first is not None:
        m.changed.add(first[0])
        if last is not None:
            m.vague.add(last[1])


def spread_into(m: Machine, target: Obj, source: Val) -> None:
    """`{...source}` and `Object.assign(target, source)`: what may be overwritten becomes one of both."""
    if isinstance(source, Alt):
        sources = [inner for inner in source.values if not is_nullish(inner) and truth(inner) is not False]
        if not m.survey and not m.weak:
            spread_into(m, target, m.pick(source))
        elif len(sources) == 1 and isinstance(sources[0], Obj):
            _spread_maybe(m, target, sources[0])
        else:
            for inner in sources:
                _spread_maybe(m, target, inner)
        return
    if isinstance(source, Obj):
        if source.props.born < m.since:
            m.read.add(id(source.props))
        if isinstance(source, ApiObject) and target.proto is None:
            # A copy of the platform's object has all of its members, too many to be copied.
            m.put_field(target, "proto", source)
        for name, value in list(source.props.items()):
            _assign_own(
                m,
                target,
                name,
                get_member(m, source, name, None) if isinstance(value, Accessor) else value,
                source,
            )
        if source.open is not None:
            _spread_unknown(m, target, source.open, except_for=source)
    elif isinstance(source, Sym):
        _spread_unknown(m, target, source)


def _spread_maybe(m: Machine, target: Obj, source: Val) -> None:
    if isinstance(source, Obj):
        for name, value in list(source.props.items()):
            old = target.props.get(name, UNDEF)
            _assign_own(m, target, name, m.join([value, old]), source)
    elif isinstance(source, Sym):
        _spread_unknown(m, target, source)


def _assign_own(m: Machine, target: Obj, name: str, value: Val, source: Obj) -> None:
    m.put(target.props, name, value)
    key = source.keys.get(name)
    if key is not None:
        target.write_key(name, key)


def from_entries(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`Object.fromEntries(pairs)`. Where a name is not known, there may be any others."""
    made = Obj("object", None, place)
    pairs = known_items(arg(args, 0))
    for pair in [None] if pairs is None else pairs:
        both = known_items(pair) if pair is not None else None
        key = both[0] if both else UNDEF
        name = key.known if type(key) is TEXT else None
        if both is None or len(both) < 2 or name is None:
            made.open = made.open or m.fresh()
        else:
            made.props[name] = both[1]
    return made


def _spread_unknown(m: Machine, target: Obj, source: Sym, except_for: Obj | None = None) -> None:
    for name, value in list(target.props.items()):
        if except_for is None or name not in except_for.props:
            m.put(target.props, name, m.join([source.member(name), value]))
    m.put_field(target, "open", source)


def _array(m: Machine, node: ir.ArrayLit, f: Frame) -> Val:
    made = Obj("array", None, Place(f.unit.path, node.start, node.end))
    items: list[Val] = []
    for item in node.items:
        if type(item) is SPREAD:
            value = evaluate(m, item.value, f)
            if isinstance(value, Obj) and value.items is not None:
                items.extend(value.items)
                made.open = made.open or value.open
            else:
                made.open = m.fresh()
        else:
            items.append(evaluate(m, item, f))
    made.items = items
    return made


extend(ir.ObjectLit, _object)
extend(ir.ArrayLit, _array)
