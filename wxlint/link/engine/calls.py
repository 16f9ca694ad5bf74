"""Calls: functions of the project, classes, natives, and functions that nobody knows."""

from __future__ import annotations

from typing import Any

from wxlint.link.engine.assign import destructure
from wxlint.link.engine.callbacks import takes_callbacks
from wxlint.link.engine.decisions import mentions
from wxlint.link.engine.earlier import guessed
from wxlint.link.engine.evaluate import evaluate, extend
from wxlint.link.engine.heap import (
    UNDEF,
    Alt,
    ApiMember,
    Closure,
    Native,
    Obj,
    Scope,
    Sym,
    Val,
    is_nullish,
    of_parameter,
    spread,
)
from wxlint.link.engine.journal import NEVER, Mark
from wxlint.link.engine.kinds import GET_INDEX, GET_MEMBER, NAME, REST, SPREAD, SUPER
from wxlint.link.engine.machine import PURE_STEPS, Frame, Infeasible, Machine, OverBudget
from wxlint.link.engine.members import get_index, get_member
from wxlint.link.engine.natives import make_list, of_each, still_parameter
from wxlint.link.engine.ops import needs_no_encoding
from wxlint.link.engine.promise import await_value, keep, start_async
from wxlint.link.engine.proxies import Proxied, applied
from wxlint.link.engine.pure import LONG_STEPS, WORTH_STEPS
from wxlint.link.engine.regex import Regex, asks
from wxlint.link.engine.run import run_body
from wxlint.link.engine.turns import end_of_slice, few, is_few, takes_few
from wxlint.model.place import Place
from wxlint.model.values import Nature, is_harmless
from wxlint.platform.behaviour import is_listening
from wxlint.read import ir

#: Methods of a number or a text that give a text of what they are called on and of what they are given.
_SAME_LETTERS = frozenset((
    "toString", "toPrecision", "padStart", "padEnd", "slice", "substring", "substr", "trim", "toLowerCase",
    "toUpperCase", "charAt", "replace", "replaceAll",
))  # fmt: skip


def _call(m: Machine, node: ir.Call, f: Frame) -> Val:
    callee_node, path = node.callee, f.unit.path
    began: Any = getattr(callee_node, "start", node.start)
    place, name = Place(path, node.start, node.end), Place(path, began, node.callee_end)
    this: Val = UNDEF
    if type(callee_node) is SUPER:
        from wxlint.link.engine.classes import super_call

        return super_call(m, node, f, place)
    if type(callee_node) is GET_MEMBER or type(callee_node) is GET_INDEX:
        base = evaluate(m, callee_node.object, f)
        base, callee = _method(m, callee_node, base, f)
        this = f.this if type(callee_node.object) is SUPER else base
        if callee is None:
            return UNDEF
    else:
        callee = evaluate(m, callee_node, f)
    if node.optional:
        if is_nullish(callee):
            return UNDEF
        if isinstance(callee, Alt):
            callee = m.join([inner for inner in callee.values if not is_nullish(inner)] or [UNDEF])
    args = arguments(m, node.args, f)
    if len(args) == 2 and type(callee_node) is GET_MEMBER and callee_node.name == "slice":
        args[1] = end_of_slice(m, node.args, args, f)
    if type(callee_node) is NAME and callee_node.name in ("require", "import") and isinstance(callee, Native):
        return callee.call(m, Sym(("unit", f.unit.path)), args, place)
    if m.declared is not None:
        written = f.unit.script.data[node.start : node.callee_end].decode("utf-8", "replace")
        m.declared(m, written, args, place, name)
    return call(m, callee, this, args, place, name, f)


def _method(m: Machine, node: ir.GetMember | ir.GetIndex, base: Val, f: Frame) -> tuple[Val, Val | None]:
    if node.optional and isinstance(base, Alt):
        base = (
            m.pick(base)
            if not m.survey and not m.weak
            else m.join([v for v in base.values if not is_nullish(v)] or [UNDEF])
        )
    if is_nullish(base) and node.optional:
        return base, None
    if isinstance(base, Alt) and not m.survey and not m.weak:
        objects = [inner for inner in base.values if isinstance(inner, Obj)]
        if len(objects) > 1 or (objects and base.number in m.chosen):
            base = m.pick(base)
    if type(node) is ir.GetMember:
        method = get_member(m, base, node.name, Place(f.unit.path, node.start, node.end))
    else:
        method = get_index(m, base, evaluate(m, node.index, f), Place(f.unit.path, node.start, node.end))
    # Which one it is may have been decided by that: it is that one's method, then.
    return m.pick(base) if isinstance(base, Alt) and base.number in m.chosen else base, method


def arguments(m: Machine, nodes: list[ir.Expr], f: Frame) -> list[Val]:
    """The values of a call's arguments; after a spread of unknown length all that follows is unknown."""
    args: list[Val] = []
    for node in nodes:
        if type(node) is SPREAD:
            value = evaluate(m, node.value, f)
            if isinstance(value, Obj) and value.items is not None:
                args.extend(value.items)
            if not (isinstance(value, Obj) and value.items is not None and value.open is None):
                args.append(value.member("*") if isinstance(value, Sym) else m.fresh())
        else:
            args.append(evaluate(m, node, f))
    return args


def call(
    m: Machine,
    callee: Val,
    this: Val,
    args: list[Val],
    place: Place | None,
    name: Place | None,
    f: Frame | None,
) -> Val:
    """Calls a value. `place`: the call expression; `name`: its callee's text."""
    if isinstance(callee, Closure):
        return call_closure(m, callee, this, args, place, name, f)
    if isinstance(callee, Native):
        made = callee.call(m, this, args, place)
        if m.tapped or m.blurred:
            guessed(m, (this, *args), made)
        return still_parameter(made, (this, *args)) if m.symbolic else made
    if isinstance(callee, ApiMember):
        where = place or Place("", 0, 0)
        return callee.called(m, args, where, name or where)
    if type(callee) is Proxied:
        return applied(m, callee, this, args, place)
    if isinstance(callee, Alt):
        return _call_one_of(m, callee, this, args, place, name, f)
    if is_nullish(callee) and not m.survey and not m.weak:
        raise Infeasible
    if isinstance(callee, Sym) and not callee.foreign:
        data = next((one for one in map(_data, spread(this)) if one is not None), None)
        if data is not None:
            told = takes_callbacks(callee, args)
            return m.tracer.asked(m, callee, args, place) if told else call_data(m, callee, data, args, place)
    return m.tracer.foreign(m, callee, args, place)


def _data(value: Val) -> Sym | None:
    """The unknown data that a value is, or that a container (a map, a buffer) is filled with."""
    if isinstance(value, Obj) and value.kind == "container":
        return value.open
    return value if isinstance(value, Sym) and not value.foreign else None


def _call_one_of(
    m: Machine,
    callee: Alt,
    this: Val,
    args: list[Val],
    place: Place | None,
    name: Place | None,
    f: Frame | None,
) -> Val:
    functions = [inner for inner in callee.values if not is_nullish(inner)]
    if len(functions) == 1:
        return call(m, functions[0], this, args, place, name, f)
    if not m.survey and not m.weak:
        return call(m, m.pick(callee), this, args, place, name, f)
    if not functions or (f or m.frame) is None:
        return m.fresh(place=place)
    found: list[Val] = []

    def one(function: Val) -> None:
        found.append(call(m, function, this, args, place, name, f))

    from functools import partial

    for function in functions:
        m.maybe(partial(one, function))
    return m.join(found) if found else m.fresh(place=place)


#: Methods after which a list, map or set is not what it was.
_ALTERING = frozenset(("add", "set", "delete", "clear", "push", "pop", "shift", "unshift", "splice", "sort"))

#: Methods of lists that call a function for each of the elements, or for the first ones.
_EACH = frozenset(("forEach", "map", "filter", "find", "some", "every", "findIndex", "flatMap", "findLast"))


def call_data(m: Machine, callee: Sym, this: Sym, args: list[Val], place: Place | None) -> Val:
    """A method of unknown data (`list.forEach(…)`, `str.split(…)`): it may call back, and no more."""
    from wxlint.link.engine.callbacks import maybe_calls, must_call, reduced
    from wxlint.link.engine.prototypes import LIBRARY

    if m.cause is not None and not any(callee.term[-1] in LIBRARY[kind] for kind in ("text", "array")):
        # `options.fail(error)`: the failure is handed on to whoever gave the options.
        m.cause.handled = True
    name = callee.term[-1] if callee.term[0] == "get" else None
    if name in _ALTERING and not m.survey:
        m.vague.add(this.term)
        # Nor is what was found of its size, say, as it was.
        m.equal = {term: value for term, value in m.equal.items() if not mentions(term, {this.term})}
        if any(isinstance(arg, Closure) for arg in args):
            # Whoever takes it out calls it.
            return m.tracer.foreign(m, callee, args, place)
    if name in ("then", "catch", "finally") and callee.place is not None:
        end = callee.place.end
        m.tracer.awaited(this, Place(callee.place.path, end - len(name), end))
    called = m.survey or m.weak or not (name in ("then", "finally") or must_call(name, args))
    nature = _nature_of_call(m, this.nature, name, args)
    if name in ("reduce", "reduceRight"):
        chain = reduced(m, args, this.member("*"), this, place)
        return Sym(("call", callee.term, place), nature, place) if chain is None else chain
    for arg in args:
        keep(m, arg)
        if isinstance(arg, Closure):
            each = name in ("forEach", "map", "flatMap") and not is_few(this)
            given: list[Val] = [this.member("*"), m.fresh("number"), this]
            of = this if name in _EACH else None
            results = maybe_calls(m, arg, given, place, each=each, listens=is_listening(name), of=of)
            called = called or bool(results)
            if name == "map":
                # An array of unknown length, of which one element is known.
                return make_list(results, place, of_each(m, place, few=is_few(this)))
    if not called and any(isinstance(arg, Obj) for arg in args):
        # Nothing says that what is not at hand never comes to an end.
        raise Infeasible
    if isinstance(this, Regex) and (asked := asks(m, this, name, args, place)) is not None:
        return asked
    if takes_few(name, args) if name in ("slice", "splice") else name == "filter" and is_few(this):
        return few((callee.term, place), nature)
    return Sym(("call", callee.term, place), nature, place)


def _nature_of_call(m: Machine, nature: Nature, name: Any, args: list[Val]) -> Nature:
    """What a method of unknown data gives: a text of what needs no encoding has texts of the same."""
    if nature == "parameter" or (m.symbolic and any(of_parameter(arg) for arg in args)):
        return "parameter"
    if name in ("indexOf", "getTime", "charCodeAt", "findIndex"):
        return "number"
    put_in = args[1:] if name in ("replace", "replaceAll") else args
    same = name in _SAME_LETTERS and is_harmless(nature) and all(map(needs_no_encoding, put_in))
    return "encoded" if same or name == "toFixed" else "unknown"


def call_closure(
    m: Machine,
    closure: Closure,
    this: Val,
    args: list[Val],
    place: Place | None,
    name: Place | None = None,
    caller: Frame | None = None,
    *,
    callback: bool = False,
) -> Val:
    """Calls a function of the project. `callback`: the platform calls it; `caller` then handed it over."""
    func = closure.func
    parent = caller or m.frame
    this = closure.this or this
    if not _worthwhile(m, closure, parent):
        return m.passed_over(closure, this, args, place)
    known = m.remembered(closure, this, args)
    if known is not None and not m.is_altered():
        return known
    mark, oldest, m.oldest = m.mark(), m.oldest, NEVER
    frame = Frame(closure, closure.unit, Scope(closure.scope), this, parent)
    frame.call, frame.name, frame.callback, frame.args = place, name, callback, args
    outer, m.frame = m.frame, frame
    steps, limit, weak = m.steps, m.max_steps, m.weak
    bounded = closure.unit.pure and (parent is None or parent.unit is not closure.unit)
    if bounded:
        m.max_steps = min(limit, steps + PURE_STEPS)
    try:
        if m.survey:
            return _survey(m, frame, func, args, mark)
        if id(func) in m.surveyed and id(func) not in m.relevant:
            # Nothing happens in it that an outcome could depend on: both sides of its conditions are joined.
            m.weak += 1
        return _run(m, frame, func, args)
    except OverBudget:
        if not bounded or m.steps > limit:
            raise
        m.undo(mark)
        m.learn(m.heavy, id(func))
        return m.fresh(place=place)
    finally:
        m.max_steps, m.oldest = limit, min(m.oldest, oldest)
        m.frame, m.weak = outer, weak


def _is_idle(m: Machine, func: ir.Func, steps: int, events: int) -> bool:
    """Whether a function ran long and nothing happened in it: then it is not followed again."""
    idle = m.steps - steps > PURE_STEPS and m.events == events
    if idle:
        m.learn(m.heavy, id(func))
    return idle


def _survey(m: Machine, frame: Frame, func: ir.Func, args: list[Val], mark: Mark) -> Val:
    """Runs a function, and notes what it is like: whether anything happens in it, and what it costs."""
    m.entered(func, by_the_program=not frame.callback and frame.parent is not None)
    steps, events, happened, noted, thrown = m.steps, m.events, m.happened, m.noted, m.thrown
    try:
        result = _run(m, frame, func, args)
    except OverBudget as error:
        m.ran(func, happened, steps)
        if not error.blamed:
            # The innermost of those that ran long is passed over from now on; those that called it may do
            # something behind it.
            error.blamed = _is_idle(m, func, steps, events)
        raise
    except BaseException:
        m.ran(func, happened, steps)
        _is_idle(m, func, steps, events)
        raise
    m.ran(func, happened, steps)
    _is_idle(m, func, steps, events)
    cost = m.steps - steps
    plain = not func.is_async and not func.is_generator
    # What throws somewhere in a long computation (a parser of HTML) computes none the less.
    did = m.noted - noted - (m.thrown - thrown if cost > LONG_STEPS else 0)
    if cost > WORTH_STEPS and plain and frame.closure and not did and m.oldest >= mark[1]:
        m.remember(frame.closure, frame.this, args, result, cost)
    return result


def _run(m: Machine, frame: Frame, func: ir.Func, args: list[Val]) -> Val:
    bind_parameters(m, func, args, frame)
    if func.is_async:
        return start_async(m, frame, func)
    result = run_body(m, frame, func)
    return m.fresh(place=frame.call) if func.is_generator else result


def _worthwhile(m: Machine, closure: Closure, parent: Frame | None) -> bool:
    """Whether a call is followed: not a class called as a function, too deep, or long without effect."""
    if closure.fields is not None or id(closure.func) in m.heavy or m.idle(closure.func):
        return False
    return parent is None or not too_deep(m, parent, closure)


def too_deep(m: Machine, parent: Frame, closure: Closure) -> bool:
    """Whether calls are nested too deep to follow another one, or the function calls itself once more."""
    if parent.depth >= m.max_depth:
        return True
    same = 0
    frame: Frame | None = parent
    while frame is not None:
        if frame.closure is not None and frame.closure.func is closure.func:
            same += 1
            if same >= (2 if m.survey else 3):
                return True
        if (frame.callback or frame.rested) and not m.survey:
            # Another turn: in rehearsal the number of answers bounds it.
            return False
        frame = frame.parent
    return bool(same) and m.survey and m.again(closure.func)


def bind_parameters(m: Machine, func: ir.Func, args: list[Val], frame: Frame) -> None:
    """Puts arguments into the function's scope, and declares what `var` hoists."""
    frame.unit.body(func)
    variables = frame.scope.vars
    for name in func.hoisted:
        variables[name] = UNDEF

    def bind(target: ir.Name | ir.GetMember | ir.GetIndex, value: Val) -> None:
        if type(target) is NAME:
            variables[target.name] = value

    for at, param in enumerate(func.params):
        if type(param) is REST:
            rest = Obj("array")
            rest.items = args[at:]
            destructure(m, param.target, rest, frame, bind)
            break
        destructure(m, param, args[at] if at < len(args) else UNDEF, frame, bind)
    for name in func.param_props:
        if isinstance(frame.this, Obj):
            frame.this.props[name] = variables.get(name, UNDEF)


def _await(m: Machine, node: ir.Await, f: Frame) -> Val:
    value = evaluate(m, node.value, f)
    m.note()
    place = Place(f.unit.path, node.start, node.end)
    m.tracer.awaited(value, place)
    return await_value(m, value, place)


extend(ir.Call, _call)
extend(ir.Await, _await)
