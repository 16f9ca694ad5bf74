"""Functions that nothing but a switch which is off leads to: what stands behind `if (DEBUG)` in a release.

A function that nobody is seen to call is judged as if somebody did, since its caller may not be at hand. Here
the caller is at hand, and the condition around the call is known not to hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from wxlint.link.engine.heap import Obj, Val
from wxlint.link.engine.origin import root_of
from wxlint.link.engine.switches import leaves, test_of
from wxlint.model.values import Constant, Text
from wxlint.read import ir

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Machine
    from wxlint.link.engine.module import Unit
    from wxlint.link.memory import Memory
    from wxlint.link.raw import Entry


def dead_entries(
    m: Machine, memory: Memory, entries: Iterable[Entry], units: Iterable[Unit]
) -> frozenset[int]:
    """The numbers of the entries whose every mention in the program stands where nothing ever runs.

    `entries`: those that neither the platform nor the user starts; `units`: all modules that were loaded.
    """
    sides = [
        (unit, side)
        for unit, side, node in m.passed_sides.values()
        if id(side) not in m.taken_sides
        and id(node) not in m.surveyed
        and all(_is_constant(m, memory, unit, one) for one in leaves(test_of(node)) or ())
    ]
    if not sides:
        return frozenset()
    dead = {id(side) for _, side in sides}
    waiting: dict[str, list[Entry]] = {}
    for entry in entries:
        waiting.setdefault(entry.closure.name, []).append(entry)
    waiting.pop("", None)
    # From what is mentioned where nothing runs on: functions that only such ones mention are as dead.
    found = _reachable(sides, waiting)
    texts = [unit for unit in units if any(name.encode() in unit.script.data for name in found)]
    alive: set[str] | None = None
    while found and alive != set():
        bodies = {id(entry.closure.func) for name in found for entry in waiting[name]}
        alive = {name for unit in texts for name in _mentioned(unit, unit.script.body, dead | bodies)} & found
        found -= alive
    return frozenset(entry.number for name in found for entry in waiting[name])


def _is_constant(m: Machine, memory: Memory, unit: Unit, leaf: ir.Name | ir.GetMember) -> bool:
    """Whether what a test asks for is set where it is declared, and nowhere else."""
    names: list[str] = []
    node: ir.Expr = leaf
    while type(node) is ir.GetMember:
        names.append(node.name)
        node = node.object
    names.append(root_of(leaf))
    scope = unit.scope
    table: dict[str, Val] = (
        scope.vars if names[-1] in scope.vars or scope.parent is None else scope.parent.vars
    )
    value: Val | None = None
    for name in reversed(names):
        if (id(table), name) in memory.writers or (value is not None and name in m.scattered):
            return False
        value = table.get(name)
        table = value.props if isinstance(value, Obj) else {}
    # `null` and '' are what a variable begins with that is to be set.
    return (type(value) is Constant and isinstance(value.value, (bool, int, float))) or (
        type(value) is Text and bool(value.known)
    )


def _reachable(sides: list[tuple[Unit, Any]], waiting: dict[str, list[Entry]]) -> set[str]:
    found: set[str] = set()
    while sides:
        unit, side = sides.pop()
        for name in set(_mentioned(unit, side, frozenset())) - found:
            found |= {name} & waiting.keys()
            sides.extend((one.closure.unit, one.closure.func) for one in waiting.get(name, ()))
    return found


def _mentioned(unit: Unit, root: Any, left_out: set[int] | frozenset[int]) -> Iterator[str]:
    """The names that a piece of a script uses: not where they are declared, nor where they are exported or
    imported under the same name. `left_out`: pieces that are passed by, by `id`.
    """
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if node is None or id(node) in left_out:
            continue
        if isinstance(node, (list, tuple)):
            stack.extend(node)
        elif type(node) is ir.Func:
            stack += [node.params, unit.body(node)]
        elif isinstance(node, (ir.Import, ir.Export)):
            yield from (name for name, other in node.names if name != other)
        elif isinstance(node, msgspec.Struct):
            name, inner = _taken_apart(node)
            stack += inner
            if name is not None:
                yield name


def _taken_apart(node: msgspec.Struct) -> tuple[str | None, list[Any]]:
    """The name that a node uses, and what is inside of it."""
    if type(node) is ir.Name:
        return node.name, []
    if type(node) is ir.Lit:
        return (node.value, []) if isinstance(node.value, str) else (None, [])
    if type(node) is ir.GetMember:
        return node.name, [node.object]
    if type(node) is ir.Prop:
        return None, [node.computed, _unless(node.value, node.key)]
    if type(node) is ir.VarDecl:
        return None, [part for target, init in node.decls for part in (_unless_name(target), init)]
    if type(node) is ir.Assign:
        target = node.target
        if type(target) is ir.GetMember:
            return None, [target.object, _unless(node.value, target.name)]
        return None, [_unless_name(target), node.value]
    if type(node) is ir.ObjectPattern:
        renamed = (ir.Name(key, 0, 0) for key, _, one in node.entries if key and _unless(one, key))
        return None, [*renamed, *((computed, _unless_name(one)) for _, computed, one in node.entries)]
    return None, [getattr(node, field) for field in node.__struct_fields__]


def _unless(node: Any, name: str | None) -> Any:
    """What stands there, unless it is just that name."""
    return None if type(node) is ir.Name and node.name == name else node


def _unless_name(node: Any) -> Any:
    """What stands there, unless it is any name: that is bound here."""
    return None if type(node) is ir.Name else node


__all__ = ["dead_entries"]
