"""Assignments: to names, members and patterns, with their defaults."""

from __future__ import annotations

from collections.abc import Callable

from wxlint.link.engine import ops
from wxlint.link.engine.evaluate import evaluate, extend, span, weakly
from wxlint.link.engine.growth import step_of
from wxlint.link.engine.heap import (
    UNDEF,
    Alt,
    Closure,
    Obj,
    Scope,
    Sym,
    Val,
    is_nullish,
    lookup,
    spread,
    truth,
)
from wxlint.link.engine.kinds import (
    ARRAY_PATTERN,
    CONSTANT,
    DEFAULT,
    GET_INDEX,
    GET_MEMBER,
    NAME,
    OBJECT_PATTERN,
    TEXT,
)
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.engine.members import get_index, get_member, set_member
from wxlint.link.engine.narrowing import holds_at
from wxlint.link.engine.numbers import constant_text
from wxlint.link.engine.objects import spread_into
from wxlint.link.engine.promise import keep
from wxlint.model.place import Place
from wxlint.model.values import Constant
from wxlint.platform.behaviour import CALLBACKS
from wxlint.read import ir


def _assign(m: Machine, node: ir.Assign, f: Frame) -> Val:
    place = Place(f.unit.path, node.start, node.end)
    if node.op in ("||", "&&", "??"):
        current = read_target(m, node.target, f)
        assigns = _comes_to(m, node, current, f)
        if assigns is False:
            return m.pick(current) if isinstance(current, Alt) and current.number in m.chosen else current
        before = m.events
        value = evaluate(m, node.value, f) if assigns else weakly(m, node.value, f)
        if assigns is None:
            value = m.join([*_staying(node.op, current), value])
            if m.survey and m.events != before:
                m.learn(m.relevant, id(node))
    elif node.op:
        current = read_target(m, node.target, f)
        right = evaluate(m, node.value, f)
        if type(right) is CONSTANT and type(right.value) in (int, float):
            current = _counted(m, current)
        if node.op in ("+", "-"):
            m.stepping[place] = node.op
        if node.op == "+":
            value = ops.add(m, current, right, place, Place(f.unit.path, *span(node.value)), place)
        else:
            value = ops.binary(m, node.op, current, right, place)
    else:
        value = evaluate(m, node.value, f)
        if isinstance(value, Closure) and not value.name and isinstance(node.target, (ir.Name, ir.GetMember)):
            value.name = node.target.name
        step = step_of(node)
        if step:
            m.stepping[Place(f.unit.path, *span(node.value))] = step
    assign(m, node.target, value, f, place)
    return value


def _comes_to(m: Machine, node: ir.Assign, current: Val, f: Frame) -> bool | None:
    """Whether `target ??= value`, `||=` or `&&=` comes to its value; None where either may be: joined."""
    asked = node.target
    if not isinstance(asked, (ir.Name, ir.GetMember, ir.GetIndex)):
        return None
    plain = holds_at(m, node, current, asked, f)
    return None if plain is None else plain == (node.op == "&&")


def _staying(op: str, current: Val) -> list[Val]:
    """Of what the target of `||=`, `&&=` or `??=` may hold what is left there."""
    if op == "??":
        return [one for one in spread(current) if not is_nullish(one)]
    return [one for one in spread(current) if truth(one) is not (op == "&&")]


def _update(m: Machine, node: ir.Update, f: Frame) -> Val:
    place = Place(f.unit.path, node.start, node.end)
    current = _counted(m, read_target(m, node.target, f))
    value = ops.binary(m, "-", current, Constant(-1 if node.op == "++" else 1), place)
    m.stepping[place] = node.op[0]
    assign(m, node.target, value, f, place)
    if not node.postfix:
        return value
    # What was there before, as a number.
    return ops.binary(m, "-", current, Constant(0), place) if type(current) is TEXT else current


def _counted(m: Machine, value: Val) -> Val:
    """What a step starts from: an unknown that does not hold, as a condition, is 0 to whoever counts."""
    if m.survey and any(map(is_nullish, spread(value))):
        # Something that runs before gives it a number, as a rule: the survey knows no such order.
        return m.fresh("number")
    if isinstance(value, Alt) and value.number in m.chosen:
        value = m.pick(value)
    value = m.fixed(value)
    return Constant(0) if isinstance(value, Sym) and m.known.get(value.term) is False else value


def read_target(m: Machine, node: ir.Target, f: Frame) -> Val:
    """The present value of an assignment's target."""
    if isinstance(node, (ir.Name, ir.GetMember, ir.GetIndex)):
        return evaluate(m, node, f)
    return m.fresh()


def assign(m: Machine, node: ir.Target, value: Val, f: Frame, place: Place | None = None) -> None:
    """`node = value` for a name, member or pattern that exists already."""
    if type(node) is NAME:
        table = lookup(f.scope, node.name)
        if table is None or table is not f.scope.vars:
            m.happened += _lasts(table, f)
            keep(m, value)
        value = m.tracer.written(table, node.name, value, place)
        m.put(table if table is not None else f.unit.scope.vars, node.name, value)
    elif type(node) is GET_MEMBER:
        if node.name not in CALLBACKS:
            # What is put there is called, not kept.
            keep(m, value)
        target = evaluate(m, node.object, f)
        if type(value) is Closure and type(node.object) is GET_MEMBER and node.object.name == "prototype":
            value.home = value.home or (target if isinstance(target, Obj) else None)
        set_member(m, target, node.name, value, place)
    elif type(node) is GET_INDEX:
        keep(m, value)
        base, index = evaluate(m, node.object, f), evaluate(m, node.index, f)
        key = index.known if type(index) is TEXT else None
        if type(index) is CONSTANT:
            key = constant_text(index)
        set_member(m, base, key, value, place, index if type(index) is TEXT else None)
    else:
        destructure(m, node, value, f, lambda name, part: assign(m, name, part, f, place))


def destructure(
    m: Machine,
    node: ir.Target,
    value: Val,
    f: Frame,
    bind: Callable[[ir.Name | ir.GetMember | ir.GetIndex, Val], None],
) -> None:
    """Takes a pattern apart and binds each of its names."""
    if type(node) is NAME or type(node) is GET_MEMBER or type(node) is GET_INDEX:
        bind(node, value)
    elif type(node) is DEFAULT:
        destructure(m, node.target, with_default(m, value, node.value, f), f, bind)
    elif type(node) is OBJECT_PATTERN:
        taken: set[str] = set()
        for key, computed, target in node.entries:
            if key is not None:
                taken.add(key)
                part = get_member(m, value, key, None)
            else:
                part = get_index(m, value, evaluate(m, computed, f) if computed else UNDEF, None)
            destructure(m, target, part, f, bind)
        if node.rest is not None:
            rest = Obj("object")
            spread_into(m, rest, value)
            for name in taken:
                rest.props.pop(name, None)
            destructure(m, node.rest, rest, f, bind)
    elif type(node) is ARRAY_PATTERN:
        for at, item in enumerate(node.items):
            if item is not None:
                destructure(m, item, get_index(m, value, Constant(at), None), f, bind)
        if node.rest is not None:
            destructure(m, node.rest, m.fresh(), f, bind)


def with_default(m: Machine, value: Val, default: ir.Expr, f: Frame) -> Val:
    """The value, or the default where it is, or may be, undefined."""
    values = spread(value)
    missing = [
        inner
        for inner in values
        if inner == UNDEF or (type(inner) is CONSTANT and inner.value == UNDEF.value)
    ]
    if len(missing) == len(values):
        return evaluate(m, default, f)
    unknown = [inner for inner in values if isinstance(inner, Sym)]
    if not missing and not unknown:
        return value
    if not m.survey and not m.weak and not missing:
        return value
    kept = [inner for inner in values if inner not in missing]
    return m.join([*kept, evaluate(m, default, f)])


def _lasts(table: dict[str, Val] | None, f: Frame) -> bool:
    """Whether a variable belongs to no block of the function that runs: what is written to it stays."""
    scope: Scope | None = f.scope
    outer = f.closure.scope if f.closure is not None else None
    while scope is not None and scope is not outer:
        if scope.vars is table:
            return False
        scope = scope.parent
    return True


extend(ir.Assign, _assign)
extend(ir.Update, _update)
