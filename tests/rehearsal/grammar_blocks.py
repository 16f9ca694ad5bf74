"""The grammar's statements: what authors write where a request ends, or before it starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import indent
from typing import Protocol, TypeVar

import msgspec

T = TypeVar("T")
Lines = list[str]


class Draw(Protocol):
    """Where decisions come from."""

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; the first is the simplest."""

    def chance(self, percent: int) -> bool:
        """Whether something is so, in so many cases of a hundred."""


class Flag(msgspec.Struct, frozen=True):
    """A flag of the page. `@` stands for the page; `{}` for the value that is set."""

    name: str
    holder: str
    read: str
    write: str
    shown: str = ""
    """The flag as the markup reads it; empty where it cannot."""
    inverted: bool = False
    values: tuple[str, str] = ("false", "true")

    def is_set(self) -> str:
        """The condition that it is set."""
        return f"!{self.read}" if self.inverted else self.read

    def set(self) -> str:
        """The statement that sets it."""
        return self.write.format(self.values[not self.inverted])

    def reset(self) -> str:
        """The statement that resets it."""
        return self.write.format(self.values[self.inverted])

    @property
    def start(self) -> str:
        """What it holds at first."""
        return self.values[self.inverted]


_HOLDERS = {
    "this": ("@.{0}", "@.{0} = {{}}", ""),
    "data": ("@.data.{0}", "@.setData({{{{ {0}: {{}} }}}})", "{0}"),
    "module": ("{0}", "{0} = {{}}", ""),
    "quiet data": ("@.data.{0}", "@.data.{0} = {{}}", ""),
    "path": ("@.data.form.{0}", "@.setData({{{{ 'form.{0}': {{}} }}}})", "form.{0}"),
    "table": ("state.{0}", "state.{0} = {{}}", ""),
    "app": ("app.globalData.{0}", "app.globalData.{0} = {{}}", ""),
}


def _flag(draw: Draw) -> Flag:
    holder = draw.pick([*_HOLDERS, "this", "data", "module"])
    inverted = draw.chance(20)
    name = "free" if inverted else draw.pick(["busy", "hasClick"])
    read, write, shown = (text.format(name) for text in _HOLDERS[holder])
    values = draw.pick([("false", "true"), ("false", "true"), ("0", "1")])
    return Flag(name, holder, read, write, shown, inverted, values)


class Scope(msgspec.Struct, frozen=True):
    """What a statement can name: `res` the answer; whether its function is async; how far inside it is."""

    res: str = ""
    event: bool = False
    awaits: bool = False
    depth: int = 0

    def inside(self, res: str = "", *, awaits: bool = False) -> Scope:
        """The scope of a callback in this one."""
        return Scope(res or self.res, self.event, awaits, self.depth + 1)


class Blocks:
    """What the author of a page has decided, and the statements that follow from it."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.flag = _flag(draw)
        self.has_flag = draw.chance(75)
        self.loading = draw.pick(["showLoading", "showLoading", "mask", "bar", ""])
        self.style = draw.pick(["callback", "callback", "promise", "await", "wrapper"])
        self.arrows = draw.chance(65)
        self.me = "this" if self.arrows else "that"
        self.helpers: dict[str, Lines] = {}
        self.entry = draw.pick(["onSubmit"] * 8 + ["onPullDownRefresh", "onReachBottom"])
        self.writes = draw.chance(85)
        self.tidy = draw.chance(55)
        self.reads_list = draw.chance(25)

    def show(self) -> Lines:
        """What is shown while the request runs."""
        return {
            "showLoading": ["wx.showLoading({ title: 'a' })"],
            "mask": ["wx.showLoading({ title: 'a', mask: true })"],
            "bar": ["wx.showNavigationBarLoading()"],
            "": [],
        }[self.loading]

    def hide(self) -> str:
        """What takes it away."""
        if self.entry == "onPullDownRefresh" and self.draw.chance(70):
            return "wx.stopPullDownRefresh()"
        return "wx.hideNavigationBarLoading()" if self.loading == "bar" else "wx.hideLoading()"

    def cleanup(self) -> Lines:
        """Everything that should happen at the end of every outcome, if the author thought of it."""
        lines: Lines = []
        if self.loading and self.draw.chance(92):
            lines.append("wx.hideNavigationBarLoading()" if self.loading == "bar" else "wx.hideLoading()")
        if self.entry == "onPullDownRefresh" and self.draw.chance(92):
            lines.append("wx.stopPullDownRefresh()")
        if self.has_flag and self.draw.chance(92):
            lines.append(self.flag.reset())
        return lines

    def condition(self, scope: Scope) -> str:
        """Something that may hold or not."""
        known = ["@.data.name", "wx.getStorageSync('token')"]
        known += ["@.data.list.length > 0"] if self.reads_list else []
        if scope.event:
            known += ["e.detail.id", "e.detail.id"]
        if scope.res:
            known += [f"{scope.res}.statusCode === 200"] * 3 + [f"{scope.res}.data.code === 0"] * 2
            known += [f"{scope.res}.data.ok", f"{scope.res}.data.list.length"]
        condition = self.draw.pick(known)
        return condition if self.draw.chance(75) else f"!({condition})"

    def block(self, scope: Scope, most: int = 3) -> Lines:
        """A few statements."""
        if scope.depth > 3:
            return []
        return [line for _ in range(self.draw.pick(range(most + 1))) for line in self.statement(scope)]

    def statement(self, scope: Scope) -> Lines:
        """One statement of an outcome's handling."""
        plain: dict[str, Callable[[], Lines]] = {
            "hide": lambda: [self.hide()],
            "reset": lambda: [self.flag.reset()] if self.has_flag else [],
            "toast": lambda: ["wx.showToast({ title: 'b', icon: 'none' })"],
            "data": lambda: ["@.setData({ list: [{ id: 1 }] })"],
            "if": lambda: self.fork(scope),
            "return if": lambda: [f"if ({self.condition(scope)}) return"],
            "helper": self.helper,
            "timer": lambda: self.timer(scope),
            "rare": lambda: self.rare(scope),
        }
        weights = ["hide"] * 5 + ["reset"] * 5 + ["toast"] * 2 + ["if"] * 3
        return plain[self.draw.pick([*weights, "data", "return if", "helper", "timer", "rare"])]()

    def fork(self, scope: Scope) -> Lines:
        """A condition, with or without its other side."""
        inner = Scope(scope.res, scope.event, scope.awaits, scope.depth + 1)
        lines = [f"if ({self.condition(scope)}) {{", *deeper(self.block(inner, 2))]
        if self.draw.chance(40):
            lines += ["} else {", *deeper(self.block(inner, 2))]
        return [*lines, "}"]

    def helper(self) -> Lines:
        """A method of the page that cleans up."""
        if "done" not in self.helpers:
            self.helpers["done"] = []
            self.helpers["done"] = self.cleanup()
        return ["@.done()"]

    def timer(self, scope: Scope) -> Lines:
        """Something that happens later."""
        body = self.block(scope.inside(), 2)
        return [f"setTimeout({self.function('', body)}, {self.draw.pick(['1000', '500', '2000', '50'])})"]

    def rare(self, scope: Scope) -> Lines:
        """What is seldom written at the end of a request."""
        kind = self.draw.pick(["back", "to", "throw", "modal", "redirect", "alone"])
        if kind == "modal":
            body = self.block(scope.inside(), 2)
            return [f"wx.showModal({{ title: 'c', success: {self.function('answer', body)} }})"]
        return {
            "back": ["wx.navigateBack()"],
            "to": ["wx.navigateTo({ url: '/pages/next/next' })"],
            "redirect": ["wx.redirectTo({ url: '/pages/next/next' })"],
            "throw": [f"if ({self.condition(scope)}) throw new Error('d')"],
            "alone": ["wx.request({ url: 'https://shop.example.com/log' })"],
        }[kind]

    def function(self, parameters: str, body: Lines, *, awaits: bool = False) -> str:
        """A function as a value."""
        head = "async " if awaits else ""
        head += f"({parameters}) => {{" if self.arrows else f"function ({parameters}) {{"
        return "\n".join([head, *deeper(body), "}"]) if body else head + "}"


def deeper(lines: Sequence[str]) -> Lines:
    """Lines, one step further in."""
    return indent("\n".join(lines), "  ").split("\n") if lines else []
