"""A grammar of pages as people write them: one handler, what guards it, how its request ends."""

from __future__ import annotations

import json
import re

from tests.rehearsal.grammar_blocks import Lines, Scope, deeper
from tests.rehearsal.grammar_requests import Requests
from tests.rehearsal.grammar_wrappers import GUARDS, api_module, guarded

_MARKUP = {
    "button": '<button bindtap="onSubmit"{guard}>ok</button>',
    "catch": '<view catchtap="onSubmit"{guard}>ok</view>',
    "form": '<form bindsubmit="onSubmit"><input name="name"/>'
    '<button form-type="submit"{guard}>ok</button></form>',
    "template": '<template name="ok"><button bindtap="onSubmit"{guard}>ok</button></template>'
    '<template is="ok" data="{{{{busy, free, form}}}}"/>',
    "own component": '<button bindtap="onSubmit"{guard}>ok</button>',
    "component": '<my-button bind:done="onSubmit"{guard}/>',
}


_COMPONENTS = {"my-button": "/components/my-button", "my-form": "/components/my-form"}
#: A library that is not part of the project: nobody reads it.
TRACKER = "exports.note = function () {}\nexports.isReady = function () {\n"
TRACKER += "  return Boolean(wx.getStorageSync('ready'))\n}\n"


class Writer(Requests):
    """Writes one page."""

    def handler(self) -> Lines:
        """The handler's body."""
        scope = Scope(event=self.entry == "onSubmit", awaits=self.is_async)
        test = self.test() if self.has_flag and self.draw.chance(85) else []
        mark = [self.flag.set()] if self.has_flag and self.draw.chance(92) else []
        check = self.check(scope) if self.draw.chance(35) else []
        order = self.draw.pick(["tcsm", "tcms", "tmsc", "ctms", "mtcs", "stcm"])
        first = {"t": test, "c": check, "s": self.show(), "m": mark}
        lines = [line for letter in order for line in first[letter]]
        late = mark and self.draw.chance(8)
        if late:
            lines = [line for line in lines if line not in mark]
        sent = [*self.around(scope), *(mark if late else [])]
        sent += self.block(scope, 1) if self.draw.chance(10) else []
        if mark and not self.flag.counts and self.draw.chance(5):
            sent.append(f"setTimeout({self.function('', [self.flag.reset()])}, 2000)")
        return [*lines, *sent]

    def test(self) -> Lines:
        """The test of the flag."""
        flag = self.flag
        strict = f"{flag.read} === {flag.values[not flag.inverted]}"
        return [f"if ({self.draw.pick([flag.is_set(), flag.is_set(), strict])}) return"]

    def check(self, scope: Scope) -> Lines:
        """An early return, that tidies up or not."""
        tidy = self.cleanup() if self.draw.chance(45) else []
        toast = [self.toast()] if self.draw.chance(30) else []
        return [f"if ({self.condition(scope)}) {{", *deeper([*tidy, *toast, "return"]), "}"]

    def around(self, scope: Scope) -> Lines:
        """The request, or something that must be answered before it."""
        before = ["login", "modal", "sheet", "choose", "await login", "then login"]
        kind = self.draw.pick([*[""] * 5, *before, "method", "timer", "if", "nested", "finally"])
        if kind == "await login" and scope.awaits:
            name = self.draw.pick(["login", "login", "showModal", "getUserProfile"])
            return [f"const before = await wx.{name}({{}})", *self.send(scope)]
        if kind == "then login":
            body = self.function("answer", self.send(scope.inside()))
            return [f"wx.login().then({body})"]
        if kind == "nested":
            self.helpers["before(next)"] = self.draw.pick(
                [["next()"], ["wx.login({ success: () => next() })"]]
            )
            return [f"@.before({self.function('', self.send(scope.inside()))})"]
        if kind == "finally":
            return [
                "try {",
                *deeper(self.send(scope)),
                "} finally {",
                *deeper(self.block(scope.inside(), 1)),
                "}",
            ]
        if kind in ("login", "modal", "sheet", "choose"):
            return self.asked(kind, scope)
        if kind == "method":
            self.helpers["send"] = self.send(Scope())
            return ["@.send()"]
        if kind == "timer":
            return [f"setTimeout({self.function('', self.send(scope.inside()))}, 300)"]
        if kind == "if":
            return [f"if ({self.condition(scope)}) {{", *deeper(self.send(scope)), "}"]
        return self.send(scope)

    def asked(self, kind: str, scope: Scope) -> Lines:
        """An API whose answer starts the request."""
        name = {"login": "login", "modal": "showModal", "sheet": "showActionSheet", "choose": "chooseImage"}[
            kind
        ]
        body = self.send(scope.inside())
        if kind == "modal":
            other = self.block(scope.inside(), 2) if self.draw.chance(50) else []
            body = [
                "if (answer.confirm) {",
                *deeper(body),
                *(["} else {", *deeper(other)] if other else []),
                "}",
            ]
        parts = [self.member("success", "answer", body)]
        if self.draw.chance(50):
            parts.append(
                self.member("fail", "", self.cleanup() if self.tidy else self.block(scope.inside(), 2))
            )
        return [f"wx.{name}({{", *deeper([f"{part}," for part in parts]), "})"]

    # -- the page ------------------------------------------------------------------------------------------

    def files(self) -> dict[str, str]:
        """The whole mini-program."""
        around = self.draw.pick(["", "", "", "", "", "", *GUARDS]) if self.entry == "onSubmit" else ""
        body = self.handler()
        head = ["const app = getApp()"] if self.flag.holder == "app" else []
        head += [f"let {self.flag.name} = {self.flag.start}"] if self.flag.holder == "module" else []
        head += (
            [f"const state = {{ {self.flag.name}: {self.flag.start} }}"]
            if self.flag.holder == "table"
            else []
        )
        if any("api." in line for lines in [body, *self.helpers.values()] for line in lines):
            head.append("const api = require('../../utils/api')")
        if self.npm:
            head.append("const tracker = require('tracker')")
        members = [self.data(), *self.methods(body, around), *self.others()]
        if around:
            head.append("const guard = require('../../utils/guard')")
        guard, kind = self.guard(), self.draw.pick(["button", "button", "button", *_MARKUP])
        if kind == "own component" and self.entry != "onSubmit":
            kind = "button"
        members = _component(members) if kind == "own component" else members
        maker = "Component" if kind == "own component" else "Page"
        page = [*head, f"{maker}({{", *deeper([f"{member}," for member in members]), "})"]
        script = "\n".join(page).replace("@", self.me) + "\n"
        files = {
            "app.json": json.dumps({"pages": ["pages/index/index"]}),
            "app.js": f"App({{ globalData: {{ {self.flag.name}: {self.flag.start} }} }})\n",
            "pages/index/index.json": json.dumps(
                {"enablePullDownRefresh": True, "usingComponents": _COMPONENTS}
            ),
            "pages/index/index.js": script,
            "pages/index/index.wxml": "\n".join([_MARKUP[kind].format(guard=guard), *self.inputs(), ""]),
            "utils/api.js": api_module(self.draw),
            "utils/guard.js": guarded(around),
            **({"miniprogram_npm/tracker/index.js": TRACKER} if self.npm else {}),
        }
        if kind == "own component":
            for suffix in ("js", "wxml"):
                text = files.pop(f"pages/index/index.{suffix}")
                files[f"components/my-form.{suffix}"] = text.replace("../../utils", "../utils")
            files["components/my-form.json"] = '{"component": true}'
            files["pages/index/index.js"] = "Page({})\n"
            files["pages/index/index.wxml"] = "<my-form/>\n"
        return {**files, **(_button() if kind == "component" else {})}

    def inputs(self) -> Lines:
        """The elements through which the user gives what the handler asks for."""
        return [
            '<input bindinput="onInput"/>',
            *(['<input bindinput="onType"/>'] if self.entry == "onType" else []),
            *(['<picker bindchange="onPick"/>'] if self.reads_list else []),
        ]

    def guard(self) -> str:
        """What the markup makes of the flag."""
        if not (self.has_flag and self.flag.shown and self.draw.chance(50)):
            return ""
        shown, free = self.flag.shown, f"!{self.flag.shown}"
        if self.flag.inverted:
            shown, free = free, shown
        named = [
            ("disabled", shown),
            ("disabled", shown),
            ("wx:if", free),
            ("hidden", shown),
            ("loading", shown),
        ]
        name, value = self.draw.pick(named)
        return f' {name}="{{{{{value}}}}}"'

    def data(self) -> str:
        """The page's data."""
        flag = f"{self.flag.name}: {self.flag.start}"
        own = {"data": flag, "quiet data": flag, "path": f"form: {{ {flag} }}"}.get(self.flag.holder, "")
        return f"data: {{ name: '', list: []{', ' + own if own else ''} }}"

    def methods(self, body: Lines, around: str) -> Lines:
        """The handler and the methods that it calls."""
        awaits = self.is_async
        members = [_method(name, self.with_me(lines)) for name, lines in self.helpers.items()]
        members += ["tries: 0"] if self.tries else []
        if self.flag.holder == "this" and (self.entry == "onLoad" or self.draw.chance(60)):
            members.insert(0, f"{self.flag.name}: {self.flag.start}")
        elif self.flag.holder == "this" and self.flag.inverted:
            members.insert(0, f"onLoad() {{\n  this.{self.flag.name} = {self.flag.start}\n}}")
        lines = self.with_me(body)
        head = "async " if awaits else ""
        if around:
            members.append(f"{self.entry}: guard({head}function (e) {{\n{_body(lines)}\n}}, 1000)")
        else:
            members.append(f"{head}{self.entry}(e) {{\n{_body(lines)}\n}}")
        return members

    def with_me(self, lines: Lines) -> Lines:
        """A method's lines, with `that` where they need it."""
        return lines if self.arrows else ["const that = this", *lines]

    def others(self) -> Lines:
        """Further methods of the page."""
        members = ["onInput(e) {\n  this.setData({ name: e.detail.value })\n}"]
        if self.reads_list:
            members.append("onPick(e) {\n  this.setData({ list: e.detail.items || [] })\n}")
        if self.has_flag and self.draw.chance(8):
            free = self.flag.write.format(self.flag.start)
            members.append(f"onShow() {{\n  {free.replace('@', 'this')}\n}}")
        return members


def _component(members: Lines) -> Lines:
    """A page's members as a component's: its methods apart, its fields set as it is attached."""
    fields = [one for one in members if re.match(r"\w+: (?!guard)", one) and not one.startswith("data:")]
    methods = [one for one in members if one not in fields and not one.startswith(("data:", "onLoad()"))]
    started = [f"this.{one.replace(': ', ' = ', 1)}" for one in fields]
    started += [one.split("\n", 1)[1].removesuffix("\n}") for one in members if one.startswith("onLoad()")]
    attached = ["lifetimes: {", "  attached() {", *deeper(deeper(started)), "  },", "}"]
    lines = ["methods: {", *deeper([f"{one}," for one in methods]), "}"]
    return [members[0], *(["\n".join(attached)] if started else []), "\n".join(lines)]


def _method(name: str, lines: Lines) -> str:
    head = name if "(" in name else f"{name}()"
    return f"{head} {{\n{_body(lines)}\n}}"


def _body(lines: Lines) -> str:
    return "\n".join(deeper(lines)) if lines else ""


def _button() -> dict[str, str]:
    return {
        "components/my-button.json": '{"component": true}',
        "components/my-button.js": "Component({\n"
        "  properties: { disabled: Boolean, hidden: Boolean },\n"
        "  methods: {\n    onTap(e) {\n      this.triggerEvent('done', e.detail)\n    },\n  },\n})\n",
        "components/my-button.wxml": '<button bindtap="onTap" disabled="{{disabled}}">ok</button>\n',
    }
