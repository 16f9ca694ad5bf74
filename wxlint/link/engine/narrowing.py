"""What a condition says of the values that it tests: on each side only those are left that pass."""

from __future__ import annotations

from math import isnan
from typing import Final

from wxlint.link.engine import ops
from wxlint.link.engine.heap import (
    NULL,
    UNDEF,
    Alt,
    Obj,
    Sym,
    Val,
    is_nullish,
    lookup,
    spread,
    text,
    truth,
)
from wxlint.link.engine.kinds import BINARY, CALL, CONSTANT, GET_MEMBER, LIT, LOGICAL, NAME, THIS, UNARY
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.engine.table import Table
from wxlint.read import ir
from wxlint.regexps import regexp

#: Methods that look at a text, and change nothing.
_LOOKING = frozenset((
    "test", "startsWith", "endsWith", "includes", "indexOf", "match", "search", "slice", "substr",
    "substring",
))  # fmt: skip
#: How functions are named that only say what a value is.
_PREDICATE: Final = regexp(r"(?:is|not)[A-Z]")
#: What asks whether two values are the same.
_SAME = frozenset(("==", "===", "!=", "!=="))
#: What asks which of two values is greater: never so where one of them is no number and no text.
_ORDERS = frozenset(("<", ">", "<=", ">="))
#: So many alternatives are tried one by one.
_FEW = 8


def narrow(m: Machine, test: ir.Expr, holds: bool, f: Frame) -> None:
    """On each side of a condition a variable or member that it tests has only the values that pass."""
    if type(test) is UNARY and test.op == "!":
        narrow(m, test.value, not holds, f)
    elif type(test) is LOGICAL and (test.op == "&&") == holds and test.op != "??":
        narrow(m, test.left, holds, f)
        narrow(m, test.right, holds, f)
    elif type(test) is BINARY and test.op in _SAME and NAME in (type(test.left), type(test.right)):
        _compare(m, test, holds is not test.op.startswith("!"), f)
    elif (
        m.survey
        and type(test) is BINARY
        and test.op in _SAME
        and GET_MEMBER in (type(test.left), type(test.right))
    ):
        _compare_member(m, test, holds is not test.op.startswith("!"), f)
    elif holds and type(test) is BINARY and test.op in _ORDERS:
        _order(m, test.left, f)
        _order(m, test.right, f)
    elif type(test) is CALL or type(test) is BINARY:
        _ask(m, test, holds, f)
    elif type(test) is NAME:
        table = lookup(f.scope, test.name)
        kept = _passing(table.get(test.name), holds) if table is not None else []
        if table is not None and kept:
            m.put(table, test.name, m.join(kept))
    elif m.survey and type(test) is GET_MEMBER and _is_plain(test.object):
        # In rehearsal the alternative that is picked says as much.
        from wxlint.link.engine.evaluate import evaluate

        base = evaluate(m, test.object, f)
        kept = _passing(base.props.get(test.name), holds) if isinstance(base, Obj) else []
        if isinstance(base, Obj) and kept:
            m.suppose(base.props, test.name, m.join(kept))


def _ask(m: Machine, test: ir.Call | ir.Binary, holds: bool, f: Frame) -> None:
    """A test that asks something of a variable is made for each value that this may have."""
    name = _asked_for(test)
    table = lookup(f.scope, name) if name and m.survey else None
    value = table.get(name) if table is not None else None
    if table is not None and isinstance(value, Alt) and len(value.values) <= _FEW:
        kept = [one for one in value.values if _passes(m, test, table, name, one, f) is not (not holds)]
        m.put(table, name, m.join(kept) if kept else value)
    if holds and m.survey and type(test) is CALL and _says(test):
        from wxlint.link.engine.spelling import spelled

        spelled(m, test, f)


def _compare(m: Machine, test: ir.Binary, same: bool, f: Frame) -> None:
    """A variable is compared with a text, or with nothing, and is that, or is not."""
    for one, other in ((test.left, test.right), (test.right, test.left)):
        given = _compared(other)
        if type(one) is not NAME or given is None:
            continue
        table = lookup(f.scope, one.name)
        value = table.get(one.name) if table is not None else None
        if table is None or not isinstance(value, Alt):
            return
        kept = _equal(m, value, given, test, same)
        if kept:
            m.put(table, one.name, m.join(kept))
        return


def _compare_member(m: Machine, test: ir.Binary, same: bool, f: Frame) -> None:
    """A member of a variable's object is compared with a text, or with nothing, and is one of those of its
    values that pass: `config.method === 'UPLOAD'`.
    """
    for one, other in ((test.left, test.right), (test.right, test.left)):
        given = _compared(other)
        if type(one) is not GET_MEMBER or given is None or type(one.object) is not NAME:
            continue
        table = lookup(f.scope, one.object.name)
        for base in spread(table.get(one.object.name, UNDEF)) if table is not None else ():
            value = base.props.get(one.name) if isinstance(base, Obj) and base.kind == "object" else None
            kept = _equal(m, value, given, test, same) if isinstance(value, Alt) else []
            if isinstance(base, Obj) and kept:
                m.suppose(base.props, one.name, m.join(kept))
        return


def _equal(m: Machine, value: Alt, given: Val, test: ir.Binary, same: bool) -> list[Val]:
    """Of one of a few values those that are the given one, or are not; empty where that are all, or none."""
    strict = len(test.op) == len("===")
    kept = [
        inner for inner in value.values if truth(ops.equals(m, inner, given, strict=strict)) is not (not same)
    ]
    return kept if len(kept) < len(value.values) else []


def _order(m: Machine, node: ir.Expr, f: Frame) -> None:
    """A variable or member was smaller or greater than something: it is there, and is not NaN."""
    if type(node) is NAME:
        table = lookup(f.scope, node.name)
        kept = _in_order(table.get(node.name)) if table is not None else []
        if table is not None and kept:
            m.put(table, node.name, m.join(kept))
    elif m.survey and type(node) is GET_MEMBER and _is_plain(node.object):
        from wxlint.link.engine.evaluate import evaluate

        base = evaluate(m, node.object, f)
        kept = _in_order(base.props.get(node.name)) if isinstance(base, Obj) else []
        if isinstance(base, Obj) and kept:
            m.suppose(base.props, node.name, m.join(kept))


def _in_order(value: Val | None) -> list[Val]:
    """Of one of a few values those that can be smaller or greater than another; empty where that are all."""
    values = value.values if isinstance(value, Alt) else ()
    kept = [one for one in values if type(one) is not CONSTANT or not isnan(ops.number_of(one))]
    return kept if len(kept) < len(values) else []


def _compared(node: ir.Expr) -> Val | None:
    """What a text, `null` or `undefined` in a comparison is; None for anything else."""
    if type(node) is NAME:
        return UNDEF if node.name == "undefined" else None
    if type(node) is not LIT:
        return None
    return NULL if node.value is None else text(node.value) if isinstance(node.value, str) else None


def _passing(value: Val | None, holds: bool) -> list[Val]:
    """Of one of a few values those that pass a test; empty where that are all, or none."""
    values = value.values if isinstance(value, Alt) else ()
    kept = [inner for inner in values if truth(inner) is not (not holds)]
    return kept if len(kept) < len(values) else []


def _is_plain(node: ir.Expr) -> bool:
    """Whether an expression is `this`, a name, or members of those: reading it does nothing."""
    while type(node) is GET_MEMBER:
        node = node.object
    return type(node) is THIS or type(node) is NAME


def _passes(m: Machine, test: ir.Expr, table: Table, name: str, value: Val, f: Frame) -> bool | None:
    """How a test comes out where the variable that it looks at has one value."""
    from wxlint.link.engine.evaluate import evaluate

    m.put(table, name, value)
    return truth(evaluate(m, test, f))


def _asked_for(test: ir.Call | ir.Binary) -> str:
    """The variable whose text a condition looks at, as `/^https/.test(url)` does; "" for any other one.

    Or of which it asks what it is: `isDefined(id)`, `utils.isEmpty(id)`.
    """
    call = test.left if type(test) is BINARY else test
    if type(test) is CALL and _says(test) and len(test.args) == 1 and not _is_regex_test(test):
        return test.args[0].name if type(test.args[0]) is NAME else ""
    if type(call) is not CALL or type(call.callee) is not GET_MEMBER:
        return ""
    if call.callee.name not in _LOOKING or (type(test) is BINARY and not _is_fixed(test.right)):
        return ""
    asked = call.args if call.callee.name == "test" else [call.callee.object, *call.args]
    subject, rest = asked[0] if asked else None, asked[1:]
    return subject.name if type(subject) is NAME and all(map(_is_fixed, rest)) else ""


def _says(test: ir.Call) -> bool:
    """Whether a call only says what a value is: `isPhone(phone)`, `/^1/.test(phone)`."""
    if _is_regex_test(test):
        return True
    asks = test.callee
    named = isinstance(asks, (ir.Name, ir.GetMember)) and _PREDICATE.match(asks.name)
    return bool(named) and _is_plain(asks)


def _is_regex_test(test: ir.Call) -> bool:
    return type(test.callee) is GET_MEMBER and test.callee.name == "test"


def _is_fixed(node: ir.Expr) -> bool:
    """Whether an expression is a literal, maybe with a sign."""
    return type(node.value if type(node) is UNARY else node) is LIT


def holds_at(m: Machine, node: ir.Logical | ir.Assign, left: Val, asked: ir.Expr, f: Frame) -> bool | None:
    """Whether the left side of `??` is there, or that of `||` or `&&` holds; None where either may be.

    It is decided where something happens on the right side. `asked`: the left side as it is written.
    """
    holds = _is_there(left) if node.op == "??" else truth(left)
    if holds is None and m.survey:
        m.learn(m.surveyed, id(node))
    if holds is None and m.forks_at(node):
        m.at = f.unit.path, asked
        one = m.pick(left)
        holds = m.decide(one) if node.op != "??" or isinstance(one, Sym) else not is_nullish(one)
        m.at = None
    if holds is not None:
        m.met(f.unit.path, asked, holds)
    return holds


def _is_there(value: Val) -> bool | None:
    """Whether a value is neither null nor undefined; None where that is not known."""
    alternatives = spread(value)
    if not any(is_nullish(one) or (isinstance(one, Sym) and not truth(one)) for one in alternatives):
        return True
    return False if all(map(is_nullish, alternatives)) else None
