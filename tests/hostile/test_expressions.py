"""Whatever a script computes, with whatever arguments, is linked and rehearsed without a fault."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.link.projects import page, write
from wxlint.link.engine.heap import Obj
from wxlint.link.engine.library_async import async_globals
from wxlint.link.engine.library_object import language_globals
from wxlint.link.engine.prototypes import LIBRARY
from wxlint.link.program import load
from wxlint.link.settings import LinkSettings
from wxlint.read.files import Files

#: Apart by two spaces.
WRITTEN = """
NaN  Infinity  -Infinity  -1  0  -0  1.5  1e300  1e-300  2 ** 53  4294967296  1e21  1n  undefined
null  true  ''  'a'  '-5'  '\\uD83D'  'é字'  '1e1000'  []  [1,,2]  [[1], [2]]  [NaN]  {}  { a: 1 }
{ length: 1e9 }  () => 1  x => x  async () => {}  function () { throw 1 }  /a/  /(a)|b/g
new Date()  new Date(NaN)  new Map([[1, 2]])  new Set([1])  new Error('e')  Promise.resolve(1)
Symbol.iterator  Object.create(null)  new (class A {})  JSON.parse('[1')  'abc'.split('')
'x'.repeat(3)  `${q}x`  this  arguments  q  q.a  q.list  [q]  { a: q }  typeof q  wx  getApp()
"""
OPERATORS = "+ - * / % ** << >> >>> & | ^ < > <= >= == === != in instanceof && || ?? ,"
UNARY = ("!", "-", "+", "~", "typeof ", "void ")
TIMES = ("setTimeout", "setInterval", "clearTimeout", "wx.showLoading", "wx.setStorageSync", "wx.showModal")
GLOBALS = {**language_globals(), **async_globals()}
VALUES = [value for line in WRITTEN.splitlines() for value in line.split("  ") if value]
BINARY = OPERATORS.split()
METHODS = sorted({name for table in LIBRARY.values() for name in table})
STATEMENTS = 24


class Grammar:
    """Expressions of the language's library on values that nobody thinks of."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def some(self, choices: Sequence[str]) -> str:
        return self._random.choice(choices)

    def arguments(self, depth: int) -> str:
        return ", ".join(self.expression(depth + 1) for _ in range(self._random.randrange(4)))

    def called(self, depth: int) -> str:
        name = self.some(sorted(GLOBALS))
        made = GLOBALS[name]
        members = sorted(filter(str.isidentifier, made.props)) if isinstance(made, Obj) else []
        if members and self._random.random() < 0.7:
            return f"{name}.{self.some(members)}({self.arguments(depth)})"
        return f"{self.some(('new ', ''))}{name}({self.arguments(depth)})"

    def expression(self, depth: int = 0) -> str:
        def inner() -> str:
            return self.expression(depth + 1)

        if depth > 3:
            return f"({self.some(VALUES)})"
        kind = self._random.randrange(12)
        forms = {
            0: lambda: f"{inner()}.{self.some(METHODS)}({self.arguments(depth)})",
            1: lambda: f"{inner()}.{self.some(METHODS)}({self.arguments(depth)})",
            2: lambda: self.called(depth),
            3: lambda: f"({inner()} {self.some(BINARY)} {inner()})",
            4: lambda: f"({inner()})[{inner()}]",
            5: lambda: f"({self.some(UNARY)}{inner()})",
            6: lambda: f"[...{inner()}, {inner()}]",
            7: lambda: f"({{ [{inner()}]: {inner()}, ...{inner()} }})",
            8: lambda: f"({inner()} ? {inner()} : {inner()})",
            9: lambda: (
                f"`a${{{inner()}}}`" if self._random.random() < 0.5 else f"(x => {inner()})({inner()})"
            ),
        }
        return forms[kind]() if kind in forms else f"({self.some(VALUES)})"

    def statement(self) -> str:
        one, other = self.expression(), self.expression()
        forms = (
            f"v = {one}",
            f"for (const x of {one}) v = x",
            f"for (const x in {one}) v = x",
            f"this.setData({{ [{other}]: {one} }})",
            f"const {{ a, ...r }} = {one}; const [b, c = {other}] = {self.expression()}; v = r",
            f"wx.request({{ url: {one}, method: {other}, success: {self.expression()} }})",
            f"{self.some(TIMES)}({one}, {other})",
        )
        return f"try {{ {self.some(forms)} }} catch (error) {{}}"


@pytest.mark.parametrize("seed", range(40))
def test_any_expression_is_followed_to_some_end(seed: int, tmp_path: Path) -> None:
    grammar = Grammar(seed)
    body = "\n".join(grammar.statement() for _ in range(STATEMENTS))
    send = "wx.request({ url: 'https://a.example.com', method: 'POST', complete: wx.hideLoading })"
    files = page("pages/a/a", '<button bindtap="go" data-x="{{v}}"/>')
    files["app.json"], files["app.js"] = {"pages": ["pages/a/a"]}, "App({ globalData: {} })"
    files["pages/a/a.js"] = (
        f"let v\nPage({{ data: {{}}, onLoad(q) {{\n{body}\n}},\n"
        f"go(q) {{ wx.showLoading()\n{body}\n{send} }} }})"
    )
    (program,) = load(Files(write(tmp_path, files)), LinkSettings())
    assert not [one for one in program.problems if one.kind == "script"]
    assert any(request.place.path == "pages/a/a.js" for request in program.requests)
