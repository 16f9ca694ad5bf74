"""Loops: of few known turns as they are, of unknown ones once for all."""

from __future__ import annotations

from collections.abc import Callable

from wxlint.link.engine import ops
from wxlint.link.engine.decisions import number_in
from wxlint.link.engine.evaluate import evaluate, span
from wxlint.link.engine.frame import Outcome
from wxlint.link.engine.growth import grow
from wxlint.link.engine.heap import (
    UNDEF,
    ApiNames,
    ApiObject,
    Obj,
    Own,
    Scope,
    Sym,
    Val,
    lookup,
    may_lack,
    of_parameter,
    spread,
    text,
    truth,
)
from wxlint.link.engine.lengths import length_of
from wxlint.link.engine.machine import Completion, Frame, Machine
from wxlint.link.engine.natives import one_by_one
from wxlint.link.engine.run import bind_here, extend, run_block, run_list
from wxlint.link.engine.table import Table
from wxlint.link.engine.turns import FEW_TURNS, is_few
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text
from wxlint.read import ir

_MAX_COUNTED_TURNS = 10
#: So many more are taken where that is known to end the loop.
_MORE_COUNTED_TURNS = 14


def _loop(m: Machine, stmt: ir.Loop, f: Frame) -> Completion:
    if m.idle(stmt):
        for name in stmt.assigned:
            table = lookup(f.scope, name)
            if table is not None:
                m.put(table, name, m.fresh())
        return None
    happened, steps = m.happened, m.steps
    try:
        return _turns(m, stmt, f)
    finally:
        if m.survey:
            m.ran(stmt, happened, steps)


def _turns(m: Machine, stmt: ir.Loop, f: Frame) -> Completion:
    outer, f.scope = f.scope, Scope(f.scope)
    exits: list[Outcome] = []
    f.jumps = (*f.jumps, exits)
    try:
        completion = _each(m, stmt, f) if stmt.kind in ("of", "in") else _counted(m, stmt, f)
    finally:
        f.jumps = f.jumps[:-1]
        f.scope = outer
    if exits:
        m.merge(exits, also_now=True)
    return completion


def _turn(m: Machine, stmt: ir.Loop, f: Frame) -> Completion:
    """One turn of a loop: `continue` ends it, `break` and `return` are handed on."""
    completion = run_block(m, stmt.body, f)
    if completion is not None and completion[0] == "continue" and completion[1] is None:
        return None
    return completion


def _word(stmt: ir.Loop, f: Frame) -> Place:
    """Where the word that begins a loop is written."""
    word = stmt.kind if stmt.kind in ("while", "do") else "for"
    return Place(f.unit.path, stmt.start, stmt.start + len(word))


def _each(m: Machine, stmt: ir.Loop, f: Frame) -> Completion:
    subject = evaluate(m, stmt.subject, f) if stmt.subject is not None else UNDEF
    if isinstance(subject, Obj) and subject.props.born < m.since:
        m.read.add(id(subject.props))
    known, around = _known_turns(m, stmt, subject), f.scope
    if known is not None:
        with m.looping(f if len(known) > FEW_TURNS else None, _word(stmt, f), calls_back=False, node=stmt):
            doubtful = _doubtful(stmt, subject)
            if doubtful and m.forks_at(stmt):
                # On one way all of them are there, on the other none.
                known = known if m.choose(2) == 0 else _without(known, doubtful)
                doubtful = frozenset()
            for at, value in enumerate(known):

                def turn(value: Val = value) -> Completion:
                    # What a turn makes of its variable (a function) keeps the variable of that turn.
                    f.scope = Scope(around)
                    bind_here(m, stmt.target, value, f)
                    return _turn(m, stmt, f)

                completion = turn() if at not in doubtful else _perhaps(m, stmt, turn, f)
                if completion is not None:
                    return None if completion[0] == "break" and completion[1] is None else completion
        return None
    element: Val = subject.member("*") if isinstance(subject, Sym) else m.fresh()
    if isinstance(subject, Obj) and subject.items and subject.open is not None:
        element = m.join([*subject.items, subject.open.member("*")])
    if stmt.kind == "in":
        element = Sym(("key", m.fresh().term), "parameter" if of_parameter(subject) else "unknown")

    def once() -> Completion:
        bind_here(m, stmt.target, element, f)
        return _turn(m, stmt, f)

    some = length_of(m, subject) if stmt.kind == "of" and isinstance(subject, (Sym, Obj)) else None
    return _unknown_turns(m, stmt, once, f, many=not is_few(subject), some=some)


def _perhaps(m: Machine, stmt: ir.Loop, turn: Callable[[], Completion], f: Frame) -> Completion:
    """A turn for a member that may not be there."""
    before = m.events
    completion = m.branches([turn, lambda: None], f)
    if m.survey:
        m.learn(m.surveyed, id(stmt))
        if m.events != before:
            m.learn(m.relevant, id(stmt))
    return completion


def _doubtful(stmt: ir.Loop, subject: Val) -> frozenset[int]:
    """Which turns of a loop over an object's members there may not be."""
    if type(subject) is Own and stmt.kind == "of":
        return subject.doubtful
    if stmt.kind != "in" or not isinstance(subject, Obj) or subject.items is not None:
        return frozenset()
    return frozenset(at for at, value in enumerate(subject.props.values()) if may_lack(value))


def _without(values: list[Val], positions: frozenset[int]) -> list[Val]:
    return [value for at, value in enumerate(values) if at not in positions]


def _known_turns(m: Machine, stmt: ir.Loop, subject: Val) -> list[Val] | None:
    if isinstance(subject, ApiObject) and stmt.kind == "in":
        return ApiNames(subject).items
    if isinstance(subject, ApiNames) and stmt.kind == "of":
        return subject.items
    if not isinstance(subject, Obj) or subject.open is not None:
        return None
    if stmt.kind == "of" and subject.items is not None and one_by_one(len(subject.items)):
        return list(subject.items)
    if stmt.kind == "in" and subject.items is None and one_by_one(len(subject.props)):
        return [text(name) for name in subject.props]
    if stmt.kind == "in" and subject.items is not None and one_by_one(len(subject.items)):
        return [text(str(at)) for at in range(len(subject.items))]
    return None


def _counted(m: Machine, stmt: ir.Loop, f: Frame) -> Completion:
    run_list(m, stmt.init, f)
    many = not any(_is_bound(m, one, f) or _is_limit(m, one, stmt, f) for one in _all_of(stmt.test))
    ended = _counted_turns(m, stmt, f, _MAX_COUNTED_TURNS, first=True)
    if ended is None and _ends_soon(m, stmt, f):
        with m.looping(f, _word(stmt, f), calls_back=False, node=stmt):
            ended = _counted_turns(m, stmt, f, _MORE_COUNTED_TURNS + 1, first=False)
    if ended is not None:
        return ended[0]
    some = None
    if stmt.test is not None and m.forks_at(stmt) and _is_plain(stmt.test):
        some = evaluate(m, stmt.test, f)
    _forget(m, stmt, f)

    def once() -> Completion:
        if stmt.test is not None:
            evaluate(m, stmt.test, f)
        completion = _turn(m, stmt, f)
        if stmt.update is not None:
            evaluate(m, stmt.update, f)
        return completion

    return _unknown_turns(m, stmt, once, f, many=many, some=some)


def _counted_turns(
    m: Machine, stmt: ir.Loop, f: Frame, most: int, *, first: bool
) -> tuple[Completion] | None:
    """Takes some turns of a loop, one by one: how it ends, or None where it goes on."""
    for turn in range(most):
        if stmt.kind != "do" or turn or not first:
            test = evaluate(m, stmt.test, f) if stmt.test is not None else ops.boolean(True)
            plain = truth(test)
            if plain is None:
                return None
            if not plain:
                return (None,)
        completion = _turn(m, stmt, f)
        if completion is not None:
            return (None if completion[0] == "break" and completion[1] is None else completion,)
        if stmt.update is not None:
            evaluate(m, stmt.update, f)
    return None


def _ends_soon(m: Machine, stmt: ir.Loop, f: Frame) -> bool:
    """Whether a loop that counts up to a known number, as a list's length, has few turns left."""
    test = stmt.test
    if type(test) is not ir.Binary or test.op not in ("<", "<=") or type(test.left) is not ir.Name:
        return False
    now, end = (number_in(evaluate(m, side, f)) for side in (test.left, test.right))
    return now is not None and end is not None and end - now < _MORE_COUNTED_TURNS


def _all_of(test: ir.Expr | None) -> list[ir.Expr]:
    """The conditions that must all hold for a test to."""
    if type(test) is ir.Logical and test.op == "&&":
        return [*_all_of(test.left), *_all_of(test.right)]
    return [test] if test is not None else []


def _is_bound(m: Machine, test: ir.Expr, f: Frame) -> bool:
    """Whether a condition is `i < 5`, which few turns keep."""
    plain = type(test) is ir.Binary and test.op in ("<", "<=") and type(test.left) is ir.Name
    if not plain or type(test) is not ir.Binary or not isinstance(test.right, (ir.Lit, ir.Name)):
        return False
    start, end = (number_in(evaluate(m, side, f)) for side in (test.left, test.right))
    return start is not None and end is not None and end - start + (test.op == "<=") <= FEW_TURNS


def _is_limit(m: Machine, test: ir.Expr, loop: ir.Loop, f: Frame) -> bool:
    """Whether a condition is `running < 5` in a loop that counts `running++` as it starts another one."""
    if type(test) is not ir.Binary or test.op not in ("<", "<="):
        return False
    counts = any(
        type(one) is ir.Update and one.op == "++" and _text(f, one.target) == _text(f, test.left)
        for one in loop.body
    )
    most = number_in(evaluate(m, test.right, f)) if counts else None
    return most is not None and most + (test.op == "<=") <= FEW_TURNS


def _text(f: Frame, node: ir.Expr | ir.Target) -> bytes:
    """How an expression is written."""
    start, end = span(node)
    return f.unit.script.data[start:end]


def _forget(m: Machine, stmt: ir.Loop, f: Frame) -> None:
    """Variables that a loop of unknown length assigns have no known value in it, only their type."""
    for name in stmt.assigned:
        table = lookup(f.scope, name)
        value = table.get(name) if table is not None else None
        if table is None or value is None:
            continue
        if all(type(inner) is Constant and isinstance(inner.value, (int, float)) for inner in spread(value)):
            m.put(table, name, m.fresh("number"))


def _unknown_turns(
    m: Machine,
    stmt: ir.Loop,
    once: Callable[[], Completion],
    f: Frame,
    *,
    many: bool = True,
    some: Val | None = None,
) -> Completion:
    """A loop that runs an unknown number of times: never, or once for all. `many`: they may be many.

    `some`: what holds, as a condition, if it runs at all; None where nothing is known of that.
    """
    if m.survey:
        m.learn(m.surveyed, id(stmt))
    completion: Completion
    mark = m.mark()
    if m.forks_at(stmt):
        if m.choose(2) == 0 if some is None else m.decide(some):
            with m.one_for_many():
                completion = once()
        else:
            completion = None
    else:
        before = m.events
        texts = _texts(m, stmt, f)
        lasting = f if many and not _is_steps(stmt) else None
        with m.looping(lasting, _word(stmt, f), calls_back=False, node=stmt):
            completion = m.branches([once, lambda: None], f)
        _widen_texts(m, texts)
        if m.survey and m.events != before:
            m.learn(m.relevant, id(stmt))
    grow(m, mark)
    if completion is not None and completion[0] in ("break", "continue") and completion[1] is None:
        return None
    return completion


def _is_plain(test: ir.Expr) -> bool:
    """Whether a condition only compares names and members, so that it may be asked once more."""
    if type(test) is ir.Binary:
        return _is_plain(test.left) and _is_plain(test.right)
    return isinstance(test, (ir.Lit, ir.Name)) or (type(test) is ir.GetMember and _is_plain(test.object))


def _is_steps(stmt: ir.Loop) -> bool:
    """Whether a loop is `for (;;) switch (step)`, what compilers make of async functions: steps, no turns."""
    forever = stmt.kind not in ("of", "in") and (stmt.test is None or type(stmt.test) is ir.Lit)
    return forever and len(stmt.body) == 1 and type(stmt.body[0]) is ir.Switch


def _texts(m: Machine, stmt: ir.Loop, f: Frame) -> list[tuple[Table, str, Text]]:
    found: list[tuple[Table, str, Text]] = []
    for name in stmt.assigned:
        table = lookup(f.scope, name)
        value = table.get(name) if table is not None else None
        if table is not None and type(value) is Text:
            found.append((table, name, value))
    return found


def _widen_texts(m: Machine, before: list[tuple[Table, str, Text]]) -> None:
    """A text that a loop adds to has grown by an unknown number of pieces: its beginning is what is known."""
    for table, name, old in before:
        grown = [inner for inner in spread(table[name]) if type(inner) is Text and inner is not old]
        added = [
            inner.parts[len(old.parts) :] for inner in grown if inner.parts[: len(old.parts)] == old.parts
        ]
        if old.known == "":
            added = [inner.parts for inner in grown]
        pieces = [part for parts in added for part in parts]
        if not pieces:
            continue
        holes = [part for part in pieces if part.text is None]
        raw = next((part for part in holes if part.nature not in ("encoded", "number", "parameter")), None)
        given = next((part for part in holes if part.nature == "parameter"), None)
        grew = [Part(None, one.place, one.nature) for one in (given, raw) if one is not None]
        kept = () if old.known == "" else old.parts
        hole = tuple(grew) or (Part(None, pieces[0].place, "encoded"),)
        m.put(table, name, m.join([old, ops.make_text(kept + hole, old.place)]))


extend(ir.Loop, _loop)
