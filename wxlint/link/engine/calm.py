"""`try` blocks in which nothing can be thrown: what their `catch` does is never done."""

from __future__ import annotations

from wxlint.link.engine.evaluate import evaluate
from wxlint.link.engine.frame import Frame
from wxlint.link.engine.heap import UNDEF, Accessor, ApiObject, Obj, Val, lookup, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import find
from wxlint.link.engine.release import answered_at_once
from wxlint.read import ir

#: The platform's function that tells which version runs: it is there on every phone, and always answers.
_TELLS = "getAccountInfoSync"


def cannot_throw(m: Machine, body: list[ir.Stmt], f: Frame) -> bool:
    """Whether statements that have run ask for nothing but names, members of objects that are there, and the
    version that runs.
    """
    return _Calm(m, f).all_of(body)


class _Calm:
    """One look at a block. `f`: where it stands, once the block is left."""

    def __init__(self, m: Machine, f: Frame) -> None:
        self._m = m
        self._f = f
        #: The variables that the block declares; None for a value that may be anything.
        self._declared: dict[str, Val | None] = {}

    def all_of(self, body: list[ir.Stmt]) -> bool:
        """Whether none of the statements can throw."""
        return all(self._stmt(one) for one in body)

    def _stmt(self, node: ir.Stmt) -> bool:
        if isinstance(node, ir.Jump):
            return True
        if isinstance(node, ir.Return):
            return node.value is None or self._expr(node.value)
        if isinstance(node, ir.VarDecl):
            return all(init is not None and self._declare(target, init) for target, init in node.decls)
        if isinstance(node, ir.If):
            return self._expr(node.test) and self.all_of(node.yes) and self.all_of(node.no)
        if isinstance(node, ir.Block):
            return self.all_of(node.body)
        if isinstance(node, ir.Switch):
            tests = [test for test, _ in node.cases if test is not None]
            return (
                self._expr(node.subject)
                and all(self._expr(test) for test in tests)
                and all(self.all_of(body) for _, body in node.cases)
            )
        if isinstance(node, ir.Assign):
            return not node.op and isinstance(node.target, ir.Name) and self._expr(node.value)
        return False

    def _declare(self, target: ir.Target, init: ir.Expr) -> bool:
        if not self._expr(init):
            return False
        value = self._value(init)
        if isinstance(target, ir.Name):
            self._declared[target.name] = value
            return True
        if not isinstance(target, ir.ObjectPattern) or target.rest is not None or not _is_object(value):
            return False
        for key, _, inner in target.entries:
            if key is None or not isinstance(inner, ir.Name):
                return False
            self._declared[inner.name] = _member(value, key)
        return True

    def _expr(self, node: ir.Expr) -> bool:
        """Whether an expression cannot throw."""
        if isinstance(node, ir.Lit):
            return True
        if isinstance(node, ir.Name):
            return node.name in self._declared or self._is_there(node.name)
        if isinstance(node, ir.GetMember):
            return self._expr(node.object) and (node.optional or _reads(self._value(node.object), node.name))
        if isinstance(node, ir.GetIndex):
            return self._expr(node.object) and self._expr(node.index) and _is_object(self._value(node.object))
        if isinstance(node, ir.Call):
            return self._tells(node)
        if isinstance(node, ir.Logical):
            return self._expr(node.left) and self._expr(node.right)
        if isinstance(node, ir.Cond):
            return self._expr(node.test) and self._expr(node.yes) and self._expr(node.no)
        if isinstance(node, ir.Binary):
            compares = node.op in ("===", "!==", "==", "!=")
            return compares and self._expr(node.left) and self._expr(node.right)
        return isinstance(node, ir.Unary) and node.op == "!" and self._expr(node.value)

    def _is_there(self, name: str) -> bool:
        """Whether a variable is the project's own: what a build puts beside them may be absent."""
        table, unit = lookup(self._f.scope, name), self._f.unit.scope
        return table is not None and (unit.parent is None or table is not unit.parent.vars)

    def _tells(self, node: ir.Call) -> bool:
        callee = node.callee
        return (
            isinstance(callee, ir.GetMember)
            and callee.name == _TELLS
            and isinstance(callee.object, ir.Name)
            and callee.object.name not in self._declared
            and isinstance(evaluate(self._m, callee.object, self._f), ApiObject)
        )

    def _value(self, node: ir.Expr) -> Val | None:
        """What an expression that cannot throw gives; None where that may be anything."""
        if isinstance(node, ir.Name):
            if node.name in self._declared:
                return self._declared[node.name]
            return evaluate(self._m, node, self._f)
        if isinstance(node, ir.GetMember):
            return _member(self._value(node.object), node.name)
        return answered_at_once(self._m, _TELLS, None, []) if isinstance(node, ir.Call) else None


def _is_object(value: Val | None) -> bool:
    return value is not None and all(isinstance(one, Obj) for one in spread(value))


def _reads(value: Val | None, name: str) -> bool:
    """Whether a value has members, and no getter of the project's is one of this name."""
    return _is_object(value) and not any(
        isinstance(one, Obj) and isinstance(find(one, name), Accessor) for one in spread(value or UNDEF)
    )


def _member(value: Val | None, name: str) -> Val | None:
    return find(value, name) if isinstance(value, Obj) else None
