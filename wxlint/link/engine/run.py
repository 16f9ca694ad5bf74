"""Statements: how a function's body runs, with both sides of an unknown condition or with one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from wxlint.link.engine import ops
from wxlint.link.engine.assign import assign, destructure
from wxlint.link.engine.calm import cannot_throw
from wxlint.link.engine.earlier import joined
from wxlint.link.engine.evaluate import evaluate, known
from wxlint.link.engine.frame import Outcome
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Scope, Val, truth
from wxlint.link.engine.kinds import CALL, EXPORT_DECL, FUNC_DECL, GET_MEMBER, NAME
from wxlint.link.engine.machine import Completion, Frame, JsThrow, Machine
from wxlint.link.engine.module import Plan
from wxlint.link.engine.narrowing import narrow
from wxlint.model.place import Place
from wxlint.read import ir

_SCOPED: Final = (ir.VarDecl, ir.ClassDecl, ir.FuncDecl)
_NOTHING: Final = Plan([])


def run_body(m: Machine, frame: Frame, func: ir.Func) -> Val:
    """Runs a function's body to its end; the value that it returns."""
    body = frame.unit.body(func)
    completion = run_list(m, body, frame)
    returned = completion[1] if completion is not None and completion[0] == "return" else UNDEF
    if frame.exits:
        m.merge(frame.exits, also_now=True)
        frame.exits = ()
    if frame.returns:
        ended = [*frame.returns, returned] if completion is not None or frame.returns else [returned]
        return m.join(ended)
    return returned


def run_list(m: Machine, body: list[ir.Stmt], f: Frame) -> Completion:
    """Runs statements in order. Functions come first, as JavaScript hoists them."""
    return _go(m, _plan(body, f), f)


def _go(m: Machine, plan: Plan, f: Frame) -> Completion:
    for func in plan.functions:
        _declare_function(m, func, f)
    body: list[Any] = plan.body
    for at, handler in enumerate(plan.handlers):
        stmt = body[at]
        if handler is None:
            evaluate(m, stmt, f)
            continue
        completion: Completion = handler(m, stmt, f)
        if completion is not None:
            return completion
    return None


def _plan(body: list[ir.Stmt], f: Frame) -> Plan:
    """How a list of statements is run. It is found out once: the lists of a script stay where they are."""
    if not body:
        return _NOTHING
    plan: Plan | None = f.unit.plans.get(id(body))
    if plan is None or plan.body is not body:
        declared = [stmt.decl if type(stmt) is EXPORT_DECL else stmt for stmt in body]
        plan = f.unit.plans[id(body)] = Plan(
            body,
            tuple([stmt.func for stmt in declared if type(stmt) is FUNC_DECL]),
            tuple([_RUN.get(type(stmt)) for stmt in body]),
            scoped=any(type(stmt) in _SCOPED for stmt in body),
        )
    return plan


def run_block(m: Machine, body: list[ir.Stmt], f: Frame) -> Completion:
    """Runs statements in a scope of their own, where they declare something."""
    plan = _plan(body, f)
    if not plan.scoped:
        return _go(m, plan, f)
    outer, f.scope = f.scope, Scope(f.scope)
    try:
        return _go(m, plan, f)
    finally:
        f.scope = outer


def _declare_function(m: Machine, func: ir.Func, f: Frame) -> None:
    if func.name:
        closure = Closure(func, f.scope, f.unit, None, f if m.survey else None)
        f.scope.vars[func.name] = closure
        if m.survey:
            m.note_function(closure)


def _var(m: Machine, stmt: ir.VarDecl, f: Frame) -> Completion:
    for target, init in stmt.decls:
        if init is None and stmt.kind == "var":
            continue
        value = evaluate(m, init, f) if init is not None else UNDEF
        if isinstance(value, Closure) and not value.name and type(target) is NAME:
            value.name = target.name
            if value.unit is not f.unit:
                m.named[id(value.func)] = target.name
        if stmt.kind == "var":
            if type(target) is NAME:
                assign(m, target, value, f, Place(f.unit.path, target.start, target.end))
            else:
                destructure(m, target, value, f, partial(_bind_var, m, f))
        else:
            destructure(m, target, value, f, partial(_bind_let, m, f))
    return None


def _bind_let(m: Machine, f: Frame, target: ir.Name | ir.GetMember | ir.GetIndex, value: Val) -> None:
    if type(target) is NAME:
        # A fresh binding of a scope that its branch takes with it: there is nothing to undo.
        f.scope.vars[target.name] = value


def _bind_var(m: Machine, f: Frame, target: ir.Name | ir.GetMember | ir.GetIndex, value: Val) -> None:
    assign(m, target, value, f, Place(f.unit.path, target.start, target.end))


def _class_decl(m: Machine, stmt: ir.ClassDecl, f: Frame) -> Completion:
    if stmt.cls.name:
        m.put(f.scope.vars, stmt.cls.name, evaluate(m, stmt.cls, f))
    return None


def _return(m: Machine, stmt: ir.Return, f: Frame) -> Completion:
    value = evaluate(m, stmt.value, f) if stmt.value is not None else UNDEF
    body = f.unit.body(f.closure.func) if f.closure is not None else None
    if not body or body[-1] is not stmt:
        # What ends with it does not return early.
        m.last_return = Place(f.unit.path, stmt.start, stmt.end)
    return ("return", value)


def _throw(m: Machine, stmt: ir.Throw, f: Frame) -> Completion:
    value = evaluate(m, stmt.value, f)
    m.note()
    m.thrown += 1
    raise JsThrow(value, Place(f.unit.path, stmt.start, stmt.end))


def _if(m: Machine, stmt: ir.If, f: Frame) -> Completion:
    test = evaluate(m, stmt.test, f)
    plain = known(m, stmt, test, f)
    if plain is not None:
        if m.tests is not None:
            m.met(f.unit.path, stmt.test, plain)
        return run_block(m, stmt.yes if plain else stmt.no, f)
    if m.survey:
        m.learn(m.surveyed, id(stmt))
    if m.forks_at(stmt):
        return run_block(m, stmt.yes if m.decide_at(test, f.unit.path, stmt.test) else stmt.no, f)
    joined(m, test)
    before = m.events
    try:
        return m.branches(
            [
                partial(_narrowed, m, stmt.test, True, stmt.yes, f),
                partial(_narrowed, m, stmt.test, False, stmt.no, f),
            ],
            f,
        )
    finally:
        if m.survey and m.events != before:
            m.learn(m.relevant, id(stmt))


def _narrowed(m: Machine, test: ir.Expr, holds: bool, body: list[ir.Stmt], f: Frame) -> Completion:
    """One side of a condition: a variable that was tested has, on each side, only the values that pass."""
    narrow(m, test, holds, f)
    return run_block(m, body, f)


def bind_here(m: Machine, target: ir.Target | None, value: Val, f: Frame) -> None:
    """Binds what a `catch` or a loop declares, in the scope that is open."""

    def bind(name: ir.Name | ir.GetMember | ir.GetIndex, part: Val) -> None:
        if type(name) is NAME:
            f.scope.vars[name.name] = part
        else:
            assign(m, name, part, f)

    if target is not None:
        destructure(m, target, value, f, bind)


def _try(m: Machine, stmt: ir.Try, f: Frame) -> Completion:
    if m.survey or m.weak:
        return _try_all(m, stmt, f)
    completion: Completion = None
    pending: BaseException | None = None
    try:
        completion = run_block(m, stmt.body, f)
    except JsThrow as error:
        if stmt.handler is None:
            pending = error.with_traceback(None)
        else:
            try:
                completion = _handle(m, stmt, error.value, f)
            except JsThrow as inner:
                pending = inner.with_traceback(None)
    if stmt.finalizer is not None:
        last = run_block(m, stmt.finalizer, f)
        if last is not None:
            return last
    if pending is not None:
        raise pending
    return completion


def _handle(m: Machine, stmt: ir.Try, error: Val, f: Frame) -> Completion:
    outer, f.scope = f.scope, Scope(f.scope)
    try:
        bind_here(m, stmt.param, error, f)
        return run_block(m, stmt.handler or [], f)
    finally:
        f.scope = outer


def _try_all(m: Machine, stmt: ir.Try, f: Frame) -> Completion:
    """In survey a `catch` may run, since nearly anything in `try` may throw."""
    completion: Completion = None
    thrown: JsThrow | None = None
    # What `finally` does, it does on failure too.
    caught = any(part is not None and not _only_logs(part) for part in (stmt.handler, stmt.finalizer))
    swallows = stmt.handler is not None and not caught
    f.tries += caught
    f.swallows += swallows
    try:
        completion = run_block(m, stmt.body, f)
    except JsThrow as error:
        thrown = error.with_traceback(None)
    finally:
        f.tries -= caught
        f.swallows -= swallows
    if f.swallowed and not f.swallows:
        # What follows, up to the end of the function, is all that comes of the failure.
        m.cause = f.swallowed[0]
        for further in f.swallowed[1:]:
            # One failure is followed there; the others go the same way.
            further.like = m.cause
        f.swallowed = ()
    if stmt.handler is not None:
        if thrown is not None:
            completion = _handle(m, stmt, thrown.value, f)
            thrown = None
        elif not cannot_throw(m, stmt.body, f):
            m.branches([lambda: _handle(m, stmt, m.fresh(), f), lambda: None], f)
    if stmt.finalizer is not None:
        last = run_block(m, stmt.finalizer, f)
        completion = last if last is not None else completion
    if thrown is not None:
        raise thrown
    return completion


def _only_logs(body: list[ir.Stmt]) -> bool:
    """Whether statements do nothing but write to the console."""
    return all(
        type(stmt) is CALL
        and type(stmt.callee) is GET_MEMBER
        and type(stmt.callee.object) is NAME
        and stmt.callee.object.name == "console"
        for stmt in body
    )


def _switch(m: Machine, stmt: ir.Switch, f: Frame) -> Completion:
    subject = evaluate(m, stmt.subject, f)
    matches: list[bool | None] = []
    tests: list[Val] = []
    for test, _ in stmt.cases:
        same = ops.binary(m, "===", subject, evaluate(m, test, f), None) if test is not None else UNDEF
        tests.append(same)
        matches.append(truth(same) if test is not None else False)
    if m.survey:
        m.learn(m.surveyed, id(stmt))
    if None not in matches[: matches.index(True) if True in matches else len(matches)]:
        return _from_case(m, stmt, matches.index(True) if True in matches else _default_case(stmt), f)
    if m.forks_at(stmt):
        # Cases without a `default` list all that there can be, but for what a server answers.
        listed = _default_case(stmt) == len(stmt.cases) > 1 and not m.is_answer(subject)
        last = max(at for at, match in enumerate(matches) if match is not False) if listed else None
        for at, (test, _) in enumerate(stmt.cases):
            if test is not None and (at == last or m.decide_at(tests[at], f.unit.path, stmt.subject)):
                return _from_case(m, stmt, at, f)
        return _from_case(m, stmt, _default_case(stmt), f)
    before = m.events
    possible = [at for at, match in enumerate(matches) if match is not False and stmt.cases[at][1]]
    runs: list[Callable[[], Completion]] = [partial(_from_case, m, stmt, at, f) for at in possible]
    runs.append(partial(_from_case, m, stmt, _default_case(stmt), f))
    completion = m.branches(runs, f)
    if m.survey and m.events != before:
        m.learn(m.relevant, id(stmt))
    return completion


def _default_case(stmt: ir.Switch) -> int:
    return next((at for at, (test, _) in enumerate(stmt.cases) if test is None), len(stmt.cases))


def _from_case(m: Machine, stmt: ir.Switch, at: int, f: Frame) -> Completion:
    outer, f.scope = f.scope, Scope(f.scope)
    exits: list[Outcome] = []
    f.jumps = (*f.jumps, exits)
    completion: Completion = None
    try:
        for _, body in stmt.cases[at:]:
            completion = run_list(m, body, f)
            if completion is not None:
                break
    finally:
        f.jumps = f.jumps[:-1]
        f.scope = outer
    if exits:
        m.merge(exits, also_now=True)
    if completion is not None and completion[0] == "break" and completion[1] is None:
        return None
    return completion


def _block(m: Machine, stmt: ir.Block, f: Frame) -> Completion:
    return run_block(m, stmt.body, f)


def _jump(m: Machine, stmt: ir.Jump, f: Frame) -> Completion:
    return (stmt.kind, stmt.label)


def _labeled(m: Machine, stmt: ir.Labeled, f: Frame) -> Completion:
    completion = run_list(m, [stmt.body], f)
    if completion is not None and completion[1] == stmt.label and completion[0] in ("break", "continue"):
        return None
    return completion


def _nothing(m: Machine, stmt: ir.Stmt, f: Frame) -> Completion:
    return None


def _export_default(m: Machine, stmt: ir.ExportDefault, f: Frame) -> Completion:
    value = evaluate(m, stmt.value, f)
    if isinstance(stmt.value, (ir.Func, ir.ClassLit)) and stmt.value.name:
        # It is declared by its name too: `export default class Config {}`, `Config.base = …` below it.
        m.put(f.scope.vars, stmt.value.name, value)
    m.put(_exports(m, f).props, "default", value)
    return None


def _export_decl(m: Machine, stmt: ir.ExportDecl, f: Frame) -> Completion:
    run_list(m, [stmt.decl], f)
    for name in stmt.names:
        f.unit.live[name] = name
        m.put(_exports(m, f).props, name, f.scope.vars.get(name, UNDEF))
    return None


def _export(m: Machine, stmt: ir.Export, f: Frame) -> Completion:
    if stmt.source is None:
        for local, name in stmt.names:
            f.unit.live[name] = local
            m.put(_exports(m, f).props, name, evaluate(m, ir.Name(local, stmt.start, stmt.end), f))
    return None


def _exports(m: Machine, f: Frame) -> Obj:
    exports = f.unit.module.props.get("exports")
    return exports if isinstance(exports, Obj) else Obj()


_RUN: dict[type, Callable[[Machine, Any, Frame], Completion]] = {
    ir.VarDecl: _var,
    ir.FuncDecl: _nothing,
    ir.ClassDecl: _class_decl,
    ir.Return: _return,
    ir.Throw: _throw,
    ir.If: _if,
    ir.Try: _try,
    ir.Switch: _switch,
    ir.Block: _block,
    ir.Jump: _jump,
    ir.Labeled: _labeled,
    ir.Import: _nothing,
    ir.Export: _export,
    ir.ExportDefault: _export_default,
    ir.ExportDecl: _export_decl,
}


def extend(node_type: type, handler: Callable[[Machine, Any, Frame], Completion]) -> None:
    """Adds a statement that another module runs (loops)."""
    _RUN[node_type] = handler
