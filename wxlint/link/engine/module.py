"""A script that runs: its facts, its scope, what it exports."""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import Any, Final

from wxlint.link.engine.heap import Obj, Scope, Val
from wxlint.model.place import Place
from wxlint.platform.conventions import OF_HOSTS
from wxlint.read import ir
from wxlint.read.script import Script
from wxlint.regexps import regexp

_PLATFORM = regexp(rb"\b(?:wx|uni|Taro|my|tt|swan|qq|ks|jd|dd|getApp|setData|require|import)\b")
#: Takes a text apart: what no identifier holds is space.
_APART: Final = bytes(at if chr(at).isalnum() or chr(at) in "_$" else 32 for at in range(128)) + b" " * 128

Sets = dict[frozenset[str], frozenset[str]]


class Plan:
    """How statements are run: the functions that are hoisted, what runs each statement (None where it is an
    expression), and whether they declare something of their own.
    """

    __slots__ = ("body", "functions", "handlers", "scoped")

    def __init__(
        self,
        body: list[ir.Stmt],
        functions: tuple[ir.Func, ...] = (),
        handlers: tuple[Callable[..., Any] | None, ...] = (),
        *,
        scoped: bool = False,
    ) -> None:
        self.body = body
        self.functions = functions
        self.handlers = handlers
        self.scoped = scoped


class Unit:
    """One module. `exports` is `module.exports`; `lenient` where only a bundler would have found it.

    `sets`: the sets of names of all modules, of which equal ones are one: pages are copied from pages.
    """

    def __init__(self, path: str, script: Script, globals_scope: Scope, sets: Sets) -> None:
        self.path = path
        self.script = script
        self.scope = Scope(globals_scope)
        self.module = Obj("object")
        self.namespace = Obj("object")
        #: What it exports by name -> the variable of its own that this is, whatever it comes to hold.
        self.live: dict[str, str] = {}
        self.lenient = False
        self.done = False
        #: The top level threw, or went beyond its budget: what it defines later is missing.
        self.broken = False
        #: Whether the module only computes: nothing in it can reach the platform.
        self.pure = _PLATFORM.search(script.data) is None
        self.literals: dict[int, Val] = {}
        #: What was found out of lists of statements and of conditions, by `id`.
        self.plans: dict[int, Plan] = {}
        self.completions: dict[int, Any] = {}
        self.switches: dict[int, Any] = {}
        #: Whether `?.` stands anywhere in it.
        self.chains = b"?." in script.data
        self._names: dict[int, frozenset[str]] = {}
        self._elsewhere: dict[str, bool] = {}
        self._sets = sets

    def place(self, start: int, end: int) -> Place:
        """A place in this script."""
        return Place(self.path, start, end)

    def names(self, func: ir.Func) -> frozenset[str]:
        """The identifiers in a function's text, those of members and those in comments included."""
        names = self._names.get(id(func))
        if names is None:
            words = set(self.script.data[func.start : func.end].translate(_APART).split())
            found = frozenset(
                [intern(one.decode()) for one in words if len(one) > 2 and not one[:1].isdigit()]
            )
            names = self._names[id(func)] = self._sets.setdefault(found, found)
        return names

    def is_elsewhere(self, name: str) -> bool:
        """Whether a name that is not found is a parameter of other functions of the script, and nothing else.

        So it was meant to be that: no global variable of the platform, or of another script.
        """
        known = self._elsewhere.get(name)
        if known is None:
            known = self._elsewhere[name] = _is_parameter(self.script.data, name, self.path)
        return known

    def body(self, func: ir.Func) -> list[ir.Stmt]:
        """A function's statements."""
        return func.body if func.body is not None else self.script.body_of(func)


def _is_parameter(data: bytes, name: str, path: str) -> bool:
    """Whether a name is a parameter of some arrow function or function expression, and declared nowhere else.

    Not of a module that is handed what it needs (`(function (global) { … })(this)`).
    """
    if not path.endswith(".js") or name in OF_HOSTS or not name.isascii() or not name.isidentifier():
        return False
    word = rb"(?<![.\w$])" + re.escape(name.encode()) + rb"(?![\w$])"
    given = rb"\bfunction\b[^(){}]*\([^(){}=]*%b|\([^(){}=]*%b[^(){}=]*\)\s*=>|%b\s*=>" % (word, word, word)
    after = rb"%b\s*(?:[-+*/%%&|^?]*=(?![=>])|\+\+|--|;|\]|\})" % word
    before = rb"\b(?:var|let|const|class|function|import|as|of|in|catch)\b[\s*({]*%b" % word
    among = rb"[{,]\s*%b\s*[,}\n]" % word
    declared = b"|".join((after, before, among))
    return re.search(given, data) is not None and re.search(declared, data) is None
