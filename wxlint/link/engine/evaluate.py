"""Expressions: what each one evaluates to, in a frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from wxlint.link.engine import ops
from wxlint.link.engine.completion import completed, is_complete
from wxlint.link.engine.earlier import guessed
from wxlint.link.engine.heap import (
    TRUE,
    UNDEF,
    Alt,
    Closure,
    Scope,
    Sym,
    There,
    Val,
    asks_parameter,
    is_nullish,
    spread,
    truth,
    without,
)
from wxlint.link.engine.kinds import COND, CONSTANT, LOGICAL, SEQ, TEXT
from wxlint.link.engine.machine import Completion, Frame, JsThrow, Machine
from wxlint.link.engine.members import delete_member, get_index, get_member
from wxlint.link.engine.narrowing import holds_at, narrow
from wxlint.link.engine.origin import ARITHMETIC, handed
from wxlint.link.engine.regex import Regex
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text
from wxlint.read import ir
from wxlint.read.offset import Offset

#: Terms of a concatenation or template that are looked at: more of them only machines write.
MAX_TERMS = 400


def evaluate(m: Machine, node: ir.Expr, f: Frame) -> Val:
    """The value of an expression."""
    m.steps += 1
    if m.steps > m.max_steps:
        m.step()
    handler = _EVALUATE.get(type(node))
    return handler(m, node, f) if handler is not None else m.fresh()


def _lit(m: Machine, node: ir.Lit, f: Frame) -> Val:
    cache = f.unit.literals
    value = cache.get(id(node))
    if value is None:
        place = Place(f.unit.path, node.start, node.end)
        inner = node.value
        if isinstance(inner, str):
            value = Text((Part(inner, place, "unknown", node.inner),), place)
        else:
            value = Constant(inner, place)
        cache[id(node)] = value
    return value


def _template(m: Machine, node: ir.Template, f: Frame) -> Val:
    whole = Place(f.unit.path, node.start, node.end)
    built: Val = Text((Part("", whole),), whole)
    for part in node.parts[:MAX_TERMS]:
        place = Place(f.unit.path, *span(part))
        value = evaluate(m, part, f)
        built = ops.add(m, built, value, whole, place, whole)
    return built if len(node.parts) <= MAX_TERMS else ops.add(m, built, m.fresh(), whole, whole, whole)


def _concat(m: Machine, node: ir.Concat, f: Frame) -> Val:
    whole = Place(f.unit.path, node.start, node.end)
    first = node.items[0]
    built, built_place = evaluate(m, first, f), Place(f.unit.path, *span(first))
    for item in node.items[1:MAX_TERMS]:
        value = evaluate(m, item, f)
        place = Place(f.unit.path, *span(item))
        built = ops.add(m, built, value, built_place, place, whole)
        built_place = whole
    return built if len(node.items) <= MAX_TERMS else ops.add(m, built, m.fresh(), whole, whole, whole)


def span(node: Any) -> tuple[Offset, Offset]:
    """The byte span of an expression; of its parts where it has none of its own."""
    start = getattr(node, "start", None)
    if start is not None:
        return start, node.end
    if type(node) is COND:
        return span(node.test)[0], span(node.no)[1]
    if type(node) is LOGICAL:
        return span(node.left)[0], span(node.right)[1]
    if type(node) is SEQ and node.items:
        return span(node.items[0])[0], span(node.items[-1])[1]
    return 0, 0


def _name(m: Machine, node: ir.Name, f: Frame) -> Val:
    name = node.name
    scope: Scope | None = f.scope
    while scope is not None:
        value = scope.vars.get(name)
        if value is not None:
            if m.survey and scope.vars.born < m.since:
                m.read.add(id(scope.vars) ^ hash(name))
            return value
        scope = scope.parent
    if name == "undefined":
        return UNDEF
    if name in ("NaN", "Infinity"):
        return Constant(float("nan" if name == "NaN" else "inf"))
    if name == "arguments" and f.closure is not None:
        return f.arguments(f.closure, m.put)
    place = Place(f.unit.path, node.start, node.end)
    if f.unit.is_elsewhere(name):
        # `res` where the parameter is called `answer`: it is not defined, and that throws.
        m.note()
        if not (m.survey or m.weak):
            raise JsThrow(m.fresh(), place)
    return Sym(("global", name), "unknown", place, True)


def _this(m: Machine, node: ir.This, f: Frame) -> Val:
    return f.this


def _super(m: Machine, node: ir.Super, f: Frame) -> Val:
    closure = f.closure
    home = closure.home if closure is not None else None
    return home.proto if home is not None and home.proto is not None else m.fresh(foreign=True)


def _member(m: Machine, node: ir.GetMember, f: Frame) -> Val:
    base = evaluate(m, node.object, f)
    if node.optional or (f.unit.chains and _in_optional_chain(node.object)):
        base = _present(m, base)
        if is_nullish(base):
            return UNDEF
    return get_member(m, base, node.name, Place(f.unit.path, node.start, node.end))


def _in_optional_chain(node: ir.Expr) -> bool:
    """Whether the object is part of an optional chain, which ends as a whole where one link is missing."""
    while isinstance(node, (ir.GetMember, ir.GetIndex, ir.Call)):
        if node.optional:
            return True
        node = node.callee if type(node) is ir.Call else node.object
    return False


def _present(m: Machine, value: Val) -> Val:
    """For `?.`: the alternatives that are there, where some are; an optional link never fails."""
    if not isinstance(value, Alt):
        return value
    if not m.survey and not m.weak:
        return m.pick(value)
    kept = [inner for inner in value.values if not is_nullish(inner)]
    return m.join(kept) if kept else UNDEF


def _index(m: Machine, node: ir.GetIndex, f: Frame) -> Val:
    base = evaluate(m, node.object, f)
    index = evaluate(m, node.index, f)
    if node.optional or (f.unit.chains and _in_optional_chain(node.object)):
        base = _present(m, base)
        if is_nullish(base):
            return UNDEF
    return get_index(m, base, index, Place(f.unit.path, node.start, node.end))


def _function(m: Machine, node: ir.Func, f: Frame) -> Val:
    closure = Closure(
        node, f.scope, f.unit, f.this if node.flavour == "arrow" else None, f if m.survey else None
    )
    if node.flavour == "arrow" and f.closure is not None:
        closure.home = f.closure.home
    elif node.name and node.flavour == "function":
        closure.scope = Scope(f.scope)
        closure.scope.vars[node.name] = closure
    if m.survey:
        m.note_function(closure)
    return closure


def _unary(m: Machine, node: ir.Unary, f: Frame) -> Val:
    place = Place(f.unit.path, node.start, node.end)
    if node.op == "delete":
        if isinstance(node.value, (ir.GetMember, ir.GetIndex)):
            delete_member(m, evaluate(m, node.value.object, f), _member_name(m, node.value, f), place)
        return TRUE
    if node.op == "typeof" and type(node.value) is ir.Name and f.unit.is_elsewhere(node.value.name):
        return _type_of_name(m, node.value, f)
    value = evaluate(m, node.value, f)
    if node.op == "!":
        return ops.negate(m, value)
    if node.op == "typeof":
        return ops.type_of(m, value)
    if node.op == "void":
        return UNDEF
    if node.op in ("-", "+"):
        left, right = (Constant(0), value) if node.op == "-" else (value, Constant(0))
        return ops.binary(m, "-", left, right, place)
    return m.fresh("number", place)


def _type_of_name(m: Machine, node: ir.Name, f: Frame) -> Val:
    """`typeof name`, which does not throw where there is none of the name."""
    try:
        return ops.type_of(m, _name(m, node, f))
    except JsThrow:
        return ops.type_of(m, UNDEF)


def _member_name(m: Machine, node: ir.GetMember | ir.GetIndex, f: Frame) -> str | None:
    """The name of a member; None where it is not known."""
    if type(node) is ir.GetMember:
        return node.name
    index = m.fixed(evaluate(m, node.index, f))
    return index.known if type(index) is TEXT else None


def _binary(m: Machine, node: ir.Binary, f: Frame) -> Val:
    left, right = evaluate(m, node.left, f), evaluate(m, node.right, f)
    made = ops.binary(m, node.op, left, right, Place(f.unit.path, node.start, node.end))
    return handed(made, node, left, right, f) if node.op in ARITHMETIC and type(made) is CONSTANT else made


def _logical(m: Machine, node: ir.Logical, f: Frame) -> Val:
    left = evaluate(m, node.left, f)
    if node.op == "??":
        return _nullish(m, node, left, f)
    plain = truth(left)
    if plain is not None:
        if m.tests is not None:
            m.met(f.unit.path, node.left, plain)
        m.took(f, node, plain)
        return evaluate(m, node.right, f) if plain == (node.op == "&&") else left
    if m.survey:
        m.learn(m.surveyed, id(node))
    if m.forks_at(node):
        taken = m.decide_at(left, f.unit.path, node.left)
        return evaluate(m, node.right, f) if taken == (node.op == "&&") else m.pick(left)
    before = m.events
    right = weakly(m, node.right, f)
    if m.survey and m.events != before:
        m.learn(m.relevant, id(node))
    if isinstance(right, There) and not m.survey:
        # It holds in what is made of both, too.
        m.known.setdefault(right.term, True)
    if (
        isinstance(left, Sym)
        and isinstance(right, Sym)
        and (left.nature == "boolean" or right.nature == "boolean")
    ):
        return Sym((node.op, left.term, right.term), "boolean", None, left.foreign or right.foreign)
    wanted = node.op == "||"
    if not m.survey and type(right) is CONSTANT and right.value is wanted:
        # Whatever the left side is: `x || true` is true, and `x && undefined` does not hold.
        return right
    if not wanted and truth(right) is False:
        return m.join([*without(left), right]) if m.survey else right
    kept = [inner for inner in spread(left) if truth(inner) is not (not wanted)]
    return _either(m, node, [left, right], [*kept, right])


def _either(m: Machine, node: ir.Expr, asked: list[Val], values: list[Val]) -> Val:
    """One of some values, of which hangs on what is `asked`: asked again at the same place, the same one."""
    joined = m.join(values)
    return joined if m.survey else guessed(m, tuple(asked), m.made(id(node), asked, joined))


def _nullish(m: Machine, node: ir.Logical, left: Val, f: Frame) -> Val:
    there = holds_at(m, node, left, node.left, f)
    if there is not None:
        chosen = isinstance(left, Alt) and left.number in m.chosen
        return evaluate(m, node.right, f) if not there else m.pick(left) if chosen else left
    before = m.events
    right = weakly(m, node.right, f)
    if m.survey and m.events != before:
        m.learn(m.relevant, id(node))
    return _either(m, node, [left, right], [*(one for one in spread(left) if not is_nullish(one)), right])


def weakly(m: Machine, node: ir.Expr, f: Frame) -> Val:
    """Evaluates what may or may not be evaluated."""
    found: list[Val] = []

    def run() -> Completion:
        found.append(evaluate(m, node, f))
        return None

    m.branches([run, lambda: None], f)
    return found[0] if found else UNDEF


def known(m: Machine, node: ir.Cond | ir.If, test: Val, f: Frame) -> bool | None:
    """Whether a condition is known to hold: by its test's value, or as a URL shows whether it is whole."""
    plain = truth(test)
    if plain is not None:
        m.took(f, node, plain)
        return plain
    if not m.survey:
        plain = m.settled(test)
        if plain is not None:
            return plain
    found = f.unit.completions.get(id(node))
    if found is None or found[0] is not node:
        found = f.unit.completions[id(node)] = (node, completed(node))
    asked = found[1]
    complete = is_complete(evaluate(m, asked[0], f)) if asked is not None else None
    return None if asked is None or complete is None else complete != asked[1]


def _cond(m: Machine, node: ir.Cond, f: Frame) -> Val:
    test = evaluate(m, node.test, f)
    plain = known(m, node, test, f)
    if plain is not None:
        m.met(f.unit.path, node.test, plain)
        return evaluate(m, node.yes if plain else node.no, f)
    if m.survey:
        m.learn(m.surveyed, id(node))
    if m.forks_at(node):
        return evaluate(m, node.yes if m.decide_at(test, f.unit.path, node.test) else node.no, f)
    before = m.events
    found: list[Val] = []

    def side(expression: ir.Expr, holds: bool) -> Callable[[], Completion]:
        def run() -> Completion:
            narrow(m, node.test, holds, f)
            found.append(evaluate(m, expression, f))
            return None

        return run

    m.branches([side(node.yes, True), side(node.no, False)], f)
    if m.survey and m.events != before:
        m.learn(m.relevant, id(node))
    if m.symbolic and found and all(type(one) is TEXT for one in found) and asks_parameter(test):
        # A parameter chooses the text: it supplies it.
        found.append(m.fresh("parameter"))
    return _either(m, node, [test, *found], found) if found else UNDEF


def _opaque(m: Machine, node: ir.Opaque, f: Frame) -> Val:
    if node.kind == "meta_property":
        return _name(m, ir.Name("import.meta", node.start, node.end), f)
    for part in node.parts:
        evaluate(m, part, f)
    place = Place(f.unit.path, node.start, node.end)
    if node.kind == "regex":
        return Regex(f.unit.script.data[node.start : node.end].decode("utf-8", "replace"), place)
    return m.fresh("unknown", place)


def _seq(m: Machine, node: ir.Seq, f: Frame) -> Val:
    value: Val = UNDEF
    for item in node.items:
        value = evaluate(m, item, f)
    return value


def _handed_over(m: Machine, node: ir.Yield | ir.Spread, f: Frame) -> Val:
    if node.value is not None:
        evaluate(m, node.value, f)
    return m.fresh()


_EVALUATE: Final[dict[type, Callable[[Machine, Any, Frame], Val]]] = {
    ir.Lit: _lit,
    ir.Template: _template,
    ir.Name: _name,
    ir.This: _this,
    ir.Super: _super,
    ir.GetMember: _member,
    ir.GetIndex: _index,
    ir.Spread: _handed_over,
    ir.Func: _function,
    ir.Unary: _unary,
    ir.Binary: _binary,
    ir.Concat: _concat,
    ir.Logical: _logical,
    ir.Cond: _cond,
    ir.Yield: _handed_over,
    ir.Seq: _seq,
    ir.Opaque: _opaque,
}


def extend(node_type: type, handler: Callable[[Machine, Any, Frame], Val]) -> None:
    """Adds the evaluation of a node that another module knows (calls, classes, await)."""
    _EVALUATE[node_type] = handler
