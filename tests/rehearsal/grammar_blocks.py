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
    counts: bool = False
    """It is a counter of what is under way."""

    def is_set(self) -> str:
        """The condition that it is set."""
        return f"!{self.read}" if self.inverted else self.read

    def set(self) -> str:
        """The statement that sets it."""
        return f"{self.read}++" if self.counts else self.write.format(self.values[not self.inverted])

    def reset(self) -> str:
        """The statement that resets it."""
        return f"{self.read}--" if self.counts else self.write.format(self.values[self.inverted])

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
    counts = not inverted and holder in ("this", "module", "table", "app") and draw.chance(10)
    return Flag(name, holder, read, write, shown, inverted, ("0", "1") if counts else values, counts)


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
        self.style = draw.pick(
            ["callback", "callback", "promise", "promise", "await", "await", "wrapper", "options", "inline"]
        )
        self.is_async = self.style == "await" or (self.style == "inline" and draw.chance(40))
        self.npm = self.tries = False
        self.arrows = draw.chance(65)
        self.me = "this" if self.arrows else "that"
        self.helpers: dict[str, Lines] = {}
        self.entry = draw.pick(["onSubmit"] * 9 + ["onPullDownRefresh", "onReachBottom", "onLoad", "onType"])
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
        if self.loading == "bar":
            return "wx.hideNavigationBarLoading()"
        return self.draw.pick(["wx.hideLoading()"] * 12 + ["wx.hideToast()", _KEEPING])

    def toast(self) -> str:
        """Something short that is to be read, or looks like a loading."""
        kinds = ["", ", icon: 'none'", ", icon: 'none'", ", icon: 'error'", ", icon: 'none', duration: 3000"]
        kinds += [", icon: 'success', mask: true", ", icon: 'loading'"]
        return f"wx.showToast({{ title: 'b'{self.draw.pick(kinds)} }})"

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
        if self.draw.chance(2):
            self.npm = True
            return "tracker.isReady()"
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
            "toast": lambda: [self.toast()],
            "data": lambda: ["@.setData({ list: [{ id: 1 }] })"],
            "if": lambda: self.fork(scope),
            "return if": lambda: [f"if ({self.condition(scope)}) return"],
            "helper": self.helper,
            "timer": lambda: self.timer(scope),
            "rare": lambda: self.rare(scope),
            "flow": lambda: self.flow(scope),
        }
        weights = ["hide"] * 5 + ["reset"] * 5 + ["toast"] * 2 + ["if"] * 3
        return plain[self.draw.pick([*weights, "data", "return if", "helper", "timer", "rare", "flow"])]()

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

    def flow(self, scope: Scope) -> Lines:
        """Statements around other statements."""
        inner = scope.inside(awaits=scope.awaits)
        kind = self.draw.pick(["finally", "catch", "micro", "loop", "switch", "unknown", "nested", "pause"])
        if kind == "finally":
            return ["try {", *deeper(self.block(inner, 2)), "} finally {", *deeper(self.block(inner, 2)), "}"]
        if kind == "catch":
            risky = self.draw.pick(["@.nothing.more()", f"if ({self.condition(scope)}) throw 1"])
            body = [*self.block(inner, 1), risky, *self.block(inner, 1)]
            return ["try {", *deeper(body), "} catch (problem) {", *deeper(self.block(inner, 2)), "}"]
        if kind == "micro":
            return [f"Promise.resolve().then({self.function('', self.block(scope.inside(), 2))})"]
        if kind == "loop":
            head = self.draw.pick(["for (const one of [1, 2])", "for (let at = 0; at < 3; at++)"])
            return [f"{head} {{", *deeper(self.block(inner, 1)), "}"]
        if kind == "switch":
            cases = [
                f"  case {self.draw.pick(['0'] if scope.res else ['1', '0'])}:",
                *deeper(deeper([*self.block(inner, 2), "break"])),
            ]
            other = ["  default:", *deeper(deeper(self.block(inner, 1)))] if self.draw.chance(50) else []
            subject = f"{scope.res}.data.code" if scope.res else "@.data.list.length"
            return [f"switch ({subject}) {{", *cases, *other, "}"]
        if kind == "unknown":
            self.npm = True
            return ["tracker.note('done')"]
        if kind == "pause" and scope.awaits:
            wait = "new Promise((resolve) => setTimeout(resolve, 300))"
            return [f"await {self.draw.pick([wait, 'null'])}"]
        return self.nested(scope)

    def nested(self, scope: Scope) -> Lines:
        """A method that is handed a function, and calls it now or later."""
        calls = self.draw.pick(["next()", "setTimeout(next, 100)", "next && next()", "wx.nextTick(next)"])
        self.helpers.setdefault("finish(next)", [calls])
        return [f"@.finish({self.function('', self.block(scope.inside(), 2))})"]

    def rare(self, scope: Scope) -> Lines:
        """What is seldom written at the end of a request."""
        kind = self.draw.pick(["back", "to", "throw", "modal", "sheet", "asked", "redirect", "alone"])
        if kind in ("modal", "sheet"):
            name = {"modal": "showModal", "sheet": "showActionSheet"}[kind]
            body = self.block(scope.inside(), 2)
            return [f"wx.{name}({{ title: 'c', itemList: ['a'], success: {self.function('answer', body)} }})"]
        if kind == "asked":
            then = self.function("answer", self.block(scope.inside(), 2))
            return [f"wx.showModal({{ title: 'c' }}).then({then})"]
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


_KEEPING = "wx.hideLoading({ noConflict: true })"


def deeper(lines: Sequence[str]) -> Lines:
    """Lines, one step further in."""
    return indent("\n".join(lines), "  ").split("\n") if lines else []
