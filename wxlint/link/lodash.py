"""Lodash, whose source is seldom at hand: what its functions that put options together give.

Source: https://lodash.com/docs/4.17.15. Of all others nothing is known, as of any package.
"""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.link.engine.heap import UNDEF, Native, Obj, Sym, Val, is_nullish, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_member
from wxlint.link.engine.natives import MOST_NESTED, arg
from wxlint.link.engine.objects import spread_into
from wxlint.model.place import Place
from wxlint.model.values import Text

#: Packages that export all functions, and those that are folders, or families, of one function each.
_WHOLE = ("lodash", "lodash-es")
_SINGLE = ("lodash/", "lodash-es/", "lodash.")


def lodash(request: str) -> Val | None:
    """What a module of lodash exports; None for another one, and for a function that is not known."""
    if request in _WHOLE:
        made = Native("lodash", _wrapped)
        made.open = Sym(("module", request), "unknown", None, True)
        made.props.update(_FUNCTIONS)
        made.props["default"] = made
        return made
    for prefix in _SINGLE:
        if request.startswith(prefix):
            # The packages of one function each are written small.
            wanted = request[len(prefix) :].removesuffix(".js").lower()
            return next((one for name, one in _FUNCTIONS.items() if name.lower() == wanted), None)
    return None


def _wrapped(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`_(value)`: an object with all functions, of which nothing is known."""
    return m.fresh(foreign=True, place=place)


def _assign(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`assign(target, …)`: as `Object.assign`, and a target of which nothing is known is copied."""
    target = arg(args, 0)
    made = target if isinstance(target, Obj) else Obj("object", None, place)
    for source in args[1:] if made is target else args:
        spread_into(m, made, source)
    return made


def _merge(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`merge(target, …)`: into the target goes all that is there, into its objects what is in theirs."""
    target = arg(args, 0)
    if not isinstance(target, Obj):
        return _assign(m, this, args, place)
    for source in args[1:]:
        _merge_into(m, target, source, 0)
    return target


def _merge_into(m: Machine, target: Obj, source: Val, depth: int) -> None:
    if not isinstance(source, Obj) or source.kind != "object" or depth > MOST_NESTED:
        spread_into(m, target, source)
        return
    merged = Obj("object", None, source.place)
    merged.keys, merged.open = source.keys, source.open
    for name, value in source.props.items():
        given, before = get_member(m, source, name, None), target.props.get(name)
        there = [one for one in spread(given) if one is not UNDEF]
        if isinstance(value, Obj) and value.kind == "object":
            merged.props[name] = inner = Obj("object", None, value.place)
            for one in (before or UNDEF, value):
                _merge_into(m, inner, one, depth + 1)
        elif there or before is None:
            kept = [before] if before is not None and len(there) < len(spread(given)) else []
            merged.props[name] = m.join([*there, *kept]) if there else given
    spread_into(m, target, merged)


def _defaults(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`defaults(target, …)`: what the target lacks is taken from the others."""
    target = arg(args, 0)
    if not isinstance(target, Obj):
        return _assign(m, this, [Obj("object", None, place), *reversed(args)], place)
    for source in args[1:]:
        lacking = Obj("object", None, place)
        spread_into(m, lacking, source)
        for name, value in list(lacking.props.items()):
            own = target.props.get(name, target.open or UNDEF)
            there = [one for one in spread(own) if one is not UNDEF]
            lacking.props[name] = m.join([*there, value]) if len(there) < len(spread(own)) else own
        spread_into(m, target, lacking)
    return target


def _copy(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.join([_copied(m, one, 0) for one in spread(arg(args, 0))])


def _shallow(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.join([_copied(m, one, MOST_NESTED) for one in spread(arg(args, 0))])


def _copied(m: Machine, value: Val, depth: int) -> Val:
    """A copy of a plain object or list; anything else is what it was."""
    if not isinstance(value, Obj) or value.kind not in ("object", "array") or depth > MOST_NESTED:
        return value
    made = Obj(value.kind, None, value.place)
    made.keys, made.open = dict(value.keys), value.open
    deeper = [(name, _copied(m, one, depth + 1)) for name, one in value.props.items()]
    made.props.update(deeper)
    if value.items is not None:
        made.items = [_copied(m, one, depth + 1) for one in value.items]
    return made


def _omit(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    names = _names(args[1:])
    made = Obj("object", None, place)
    if names is None:
        made.open = m.fresh(foreign=True)
        return made
    spread_into(m, made, arg(args, 0))
    for name in names:
        made.props.pop(name, None)
    return made


def _pick(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    names, source = _names(args[1:]), arg(args, 0)
    made = Obj("object", None, place)
    if names is None or is_nullish(source):
        made.open = m.fresh(foreign=True)
        return made
    for name in names:
        made.props[name] = get_member(m, source, name, place)
        if isinstance(source, Obj) and name in source.keys:
            made.write_key(name, source.keys[name])
    return made


def _names(args: list[Val]) -> list[str] | None:
    """The names that `omit` and `pick` are given, one by one or in lists; None where some are not known."""
    found: list[str] = []
    for one in _flat(args):
        if type(one) is not Text or one.known is None:
            return None
        found.append(one.known)
    return found


def _flat(args: list[Val]) -> Iterator[Val]:
    for one in args:
        if isinstance(one, Obj) and one.items is not None and one.open is None:
            yield from one.items
        else:
            yield one


#: The functions, by name.
_FUNCTIONS: dict[str, Val] = {
    name: Native(name, run)
    for name, run in {
        "assign": _assign, "assignIn": _assign, "extend": _assign, "merge": _merge, "defaults": _defaults,
        "clone": _shallow, "cloneDeep": _copy, "omit": _omit, "pick": _pick,
    }.items()
}  # fmt: skip

__all__ = ["lodash"]
