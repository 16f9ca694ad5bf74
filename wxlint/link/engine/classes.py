"""Classes: what they are made of, `new`, and `super`."""

from __future__ import annotations

from wxlint.link.engine.calls import arguments, bind_parameters, call, too_deep
from wxlint.link.engine.evaluate import evaluate, extend
from wxlint.link.engine.heap import (
    UNDEF,
    Accessor,
    Alt,
    Closure,
    Native,
    Obj,
    Scope,
    Sym,
    There,
    Val,
    spread,
)
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.engine.members import get_member
from wxlint.link.engine.run import run_body
from wxlint.model.place import Place
from wxlint.read import ir


def _class(m: Machine, node: ir.ClassLit, f: Frame) -> Val:
    base = evaluate(m, node.superclass, f) if node.superclass is not None else None
    base = (
        next((inner for inner in spread(base) if isinstance(inner, Obj)), base) if base is not None else None
    )
    constructor = next((p.value for p in node.members if p.key == "constructor" and p.kind == "method"), None)
    blank = ir.Func(
        node.name, [], "method", False, False, node.start, node.end, node.name_start, node.name_end, []
    )
    own = constructor if type(constructor) is ir.Func else blank
    scope = Scope(f.scope)
    made = Closure(own, scope, f.unit, None, f)
    made.name = node.name or ""
    made.fields = []
    made.base = base
    prototype = Obj("object")
    made.props["prototype"] = prototype
    if node.name:
        scope.vars[node.name] = made
    if isinstance(base, Closure):
        parent_prototype = get_member(m, base, "prototype", None)
        prototype.proto = parent_prototype if isinstance(parent_prototype, Obj) else None
        made.proto = base
    elif base is not None:
        given = base.props.get("prototype") if isinstance(base, Obj) else None
        prototype.proto = given if isinstance(given, Obj) else None
        prototype.open = m.fresh(foreign=True)
    made.home = prototype
    inner = Frame(made, f.unit, scope, made, f)
    for member in node.members:
        _class_member(m, member, made, prototype, inner)
    if m.survey:
        m.closures.setdefault(id(made.func), made)
    return made


def _class_member(m: Machine, member: ir.Prop, made: Closure, prototype: Obj, f: Frame) -> None:
    name = member.key
    place = Place(f.unit.path, member.key_start, member.key_end)
    if name is None:
        if member.kind == "block" and member.value is not None:
            # It runs in its turn among the static fields, with the class as `this`.
            call(m, evaluate(m, member.value, f), made, [], place, None, f)
        return
    target = made if member.static else prototype
    if type(member.value) is ir.Func and member.kind in ("method", "get"):
        if name == "constructor" and not member.static:
            return
        method = evaluate(m, member.value, f)
        if isinstance(method, Closure):
            method.home = target
            method.name = name
            target.props[name] = Accessor(method) if member.kind == "get" else method
            target.write_key(name, place)
    elif member.kind == "init":
        if member.static:
            made.props[name] = evaluate(m, member.value, f) if member.value is not None else UNDEF
        elif made.fields is not None:
            made.fields.append((name, member.value, place))


def _new(m: Machine, node: ir.New, f: Frame) -> Val:
    place = Place(f.unit.path, node.start, node.end)
    callee = evaluate(m, node.callee, f)
    args = arguments(m, node.args, f)
    return construct(m, callee, args, place, f)


def construct(m: Machine, callee: Val, args: list[Val], place: Place | None, f: Frame | None) -> Val:
    """`new callee(…args)`."""
    if isinstance(callee, Alt):
        callee = next((inner for inner in callee.values if isinstance(inner, Obj)), m.fresh(foreign=True))
    if isinstance(callee, Native):
        return callee.call(m, Sym(("new",)), args, place)
    if not isinstance(callee, Closure):
        if isinstance(callee, Sym) and callee.term in _HARMLESS:
            return There(m.fresh().term, "object", place)
        result = m.tracer.foreign(m, callee, args, place)
        return There(result.term, "object", place, True) if isinstance(result, Sym) else result
    prototype = get_member(m, callee, "prototype", None)
    made = Obj("object", prototype if isinstance(prototype, Obj) else None, place)
    result = _initialise(m, callee, made, args, place, f)
    # An object that a constructor returns is what `new` gives: the only one that there is to be, say.
    given = [one for one in spread(result) if isinstance(one, Obj) and one is not made]
    if given and len(given) == len(spread(result)):
        return result
    if made.proto is not None:
        m.tracer.constructed(m, made)
    return m.join([made, *given]) if given else made


_HARMLESS = frozenset(
    ("global", name)
    for name in ("Date", "RegExp", "Map", "Set", "WeakMap", "ArrayBuffer", "Uint8Array", "URL")
)


def _initialise(
    m: Machine, closure: Closure, made: Obj, args: list[Val], place: Place | None, f: Frame | None
) -> Val:
    parent = f or m.frame
    if parent is not None and too_deep(m, parent, closure):
        return made
    frame = Frame(closure, closure.unit, Scope(closure.scope), made, parent)
    frame.call, frame.name, frame.args = place, place, args
    if m.survey:
        m.learn(m.executed, id(closure.func))
    outer, m.frame = m.frame, frame
    try:
        if closure.fields is not None and closure.base is None:
            _init_fields(m, closure, made, frame)
        own_constructor = closure.fields is None or (
            closure.func.flavour == "method" and closure.func.body != []
        )
        if closure.fields is not None and closure.base is not None and not own_constructor:
            _construct_base(m, closure, made, args, place, frame)
            return made
        bind_parameters(m, closure.func, args, frame)
        return run_body(m, frame, closure.func)
    finally:
        m.frame = outer


def _init_fields(m: Machine, closure: Closure, made: Obj, frame: Frame) -> None:
    for name, value, place in closure.fields or []:
        made.props[name] = evaluate(m, value, frame) if value is not None else UNDEF
        made.write_key(name, place)
        inner = made.props[name]
        if isinstance(inner, Closure):
            inner.name = inner.name or name


def _construct_base(
    m: Machine, closure: Closure, made: Obj, args: list[Val], place: Place | None, f: Frame
) -> None:
    if isinstance(closure.base, Closure):
        _initialise(m, closure.base, made, args, place, f)
    _init_fields(m, closure, made, f)


def super_call(m: Machine, node: ir.Call, f: Frame, place: Place) -> Val:
    """`super(…args)` in a constructor."""
    args = arguments(m, node.args, f)
    owner = f.closure
    # An arrow inside a constructor calls the constructor's own super.
    frame: Frame | None = f
    while owner is not None and owner.fields is None and frame is not None:
        frame = frame.parent
        owner = frame.closure if frame is not None else None
    if owner is not None and isinstance(f.this, Obj):
        _construct_base(m, owner, f.this, args, place, f)
    return UNDEF


extend(ir.New, _new)
extend(ir.ClassLit, _class)
