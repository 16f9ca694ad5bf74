"""A script that runs: its facts, its scope, what it exports."""

from __future__ import annotations

import re

from wxlint.link.engine.heap import Obj, Scope, Val
from wxlint.model.place import Place
from wxlint.read import ir
from wxlint.read.script import Script

_PLATFORM = re.compile(rb"\b(?:wx|uni|Taro|my|tt|swan|qq|ks|jd|dd|getApp|setData|require|import)\b")


class Unit:
    """One module. `exports` is `module.exports`; `lenient` where only a bundler would have found it."""

    def __init__(self, path: str, script: Script, globals_scope: Scope) -> None:
        self.path = path
        self.script = script
        self.scope = Scope(globals_scope)
        self.module = Obj("object")
        self.namespace = Obj("object")
        self.lenient = False
        self.done = False
        #: The top level threw, or went beyond its budget: what it defines later is missing.
        self.broken = False
        #: Whether the module only computes: nothing in it can reach the platform.
        self.pure = _PLATFORM.search(script.data) is None
        self.literals: dict[int, Val] = {}

    def place(self, start: int, end: int) -> Place:
        """A place in this script."""
        return Place(self.path, start, end)

    def body(self, func: ir.Func) -> list[ir.Stmt]:
        """A function's statements."""
        return self.script.body_of(func)
