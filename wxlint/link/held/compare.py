"""Whether a page that was run anew left to others what it had left before."""

from __future__ import annotations

from typing import Any

import msgspec

from wxlint.link.engine.heap import Obj
from wxlint.link.engine.module import Unit
from wxlint.link.held.book import UNREACHED, Fallback, Group
from wxlint.link.held.shape import Shapes, UnknownShape, mentions
from wxlint.link.held.survey import NOTED, SETS, TABLES
from wxlint.model.place import Place
from wxlint.read import ir


class Own(msgspec.Struct):
    """What is a script's own: the `id` of each node of it, and of each list of nodes."""

    path: str
    nodes: set[int]


def own_of(unit: Unit | None) -> Own:
    """What is a module's own."""
    if unit is None:
        return Own("", set())
    found: set[int] = set()
    waiting: list[Any] = [*unit.script.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, msgspec.Struct):
            found.add(id(node))
            if type(node) is ir.Func:
                waiting.append(unit.body(node))
            waiting.extend(getattr(node, name) for name in node.__struct_fields__)
        elif isinstance(node, (list, tuple)):
            found.add(id(node))
            waiting.extend(node)
    return Own(unit.path, found)


def compare(
    old: list[Group], new: list[Group], others: list[Group], before: Own, now: Own, entered: set[int]
) -> None:
    """Raises Fallback where others may find something else than they did.

    `entered`: the functions that are others' entries, by `id`.
    """
    # Names that are written to objects that are not known concern those that ask such objects for them.
    missed = set().union(*(group.noted.get("missed", ()) for group in others))
    keys = {group.key[:3] if group.key[0] == UNREACHED else group.key[:2] for group in (*old, *new)}
    for key in keys:
        was, found = [[one for one in groups if one.key[: len(key)] == key] for groups in (old, new)]
        for name in (*SETS, "closures", "lenient"):
            differing = _first(was, name, before) ^ _first(found, name, now)
            matters = missed if name == "scattered" else entered if name == "_complete" else differing
            if not differing.isdisjoint(matters):
                raise Fallback(name)
        for name in TABLES:
            if _table(was, name, before) != _table(found, name, now):
                raise Fallback(name)
        if _given(was, before) != _given(found, now):
            raise Fallback("given")
        if _barren(was, before) != _barren(found, now):
            raise Fallback("barren")
        _compare_shared(was, found, {before.path, now.path})
    for name in set(NOTED) - {"missed"}:
        differing = _noted(old, name, before) ^ _noted(new, name, now)
        if differing and not differing <= set().union(*(group.noted.get(name, ()) for group in others)):
            raise Fallback(name)
    if any(group.loaded for group in new if group.key[0] >= UNREACHED):
        raise Fallback("loaded")


def _compare_shared(old: list[Group], new: list[Group], paths: set[str]) -> None:
    """What is written to tables of others must be the same, and nothing of it stand in the page's script."""
    was, found = [[one for group in groups for one in group.shared or ()] for groups in (old, new)]
    if was != found or any(group.shared is None for group in new):
        raise Fallback("shared")
    if any(path and mentions(one, path) for one in was for path in paths):
        raise Fallback("its own in what is shared")
    if was and {group.key for group in old} != {group.key for group in new}:
        raise Fallback("when it was shared")


def _first(groups: list[Group], name: str, own: Own) -> set[Any]:
    found = {one for group in groups for one in group.first.get(name, ())}
    if name == "heard":
        return {one for one in found if one[0] not in own.nodes}
    return found - own.nodes


def _noted(groups: list[Group], name: str, own: Own) -> set[Any]:
    # A condition without an `else` has the same nothing on that side as all others.
    return set().union(*(group.noted.get(name, ()) for group in groups)) - own.nodes - {id(None)}


def _table(groups: list[Group], name: str, own: Own) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for group in groups:
        found.update(group.first.get(name, {}))
    return {key: value for key, value in found.items() if not _is_own(key, own)}


def _is_own(key: Any, own: Own) -> bool:
    if isinstance(key, Place):
        return key.path == own.path
    return key == own.path or (isinstance(key, int) and key in own.nodes)


def _given(groups: list[Group], own: Own) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for group in groups:
        for (number, key), value in group.first.get("given", {}).items():
            if number not in own.nodes and not _is_private(key, own):
                try:
                    found[number, key] = Shapes(1 << 62).of(value)
                except UnknownShape:
                    raise Fallback("shape") from None
    return found


def _is_private(key: Any, own: Own) -> bool:
    """Whether nobody else can ask for what was remembered: it has a place in the script, or an object that
    only this run made.
    """
    if isinstance(key, tuple):
        return any(_is_private(one, own) for one in key)
    if isinstance(key, Obj):
        return key.props.born > 0
    return mentions(key, own.path)


def _barren(groups: list[Group], own: Own) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for group in groups:
        for (number, func), times in group.barren.items():
            if func not in own.nodes:
                found[number, func] = found.get((number, func), 0) + times
    return found
