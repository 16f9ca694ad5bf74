"""The grammar's requests: with callbacks, with promises, with `await`, through a client."""

from __future__ import annotations

from tests.rehearsal.grammar_blocks import Blocks, Lines, Scope, deeper

_UNSURE = "success: (res) => res.statusCode === 200 ? resolve(res) : reject(res),"


class Requests(Blocks):
    """Writes the request of a page, and what becomes of it."""

    def send(self, scope: Scope) -> Lines:
        """The request and what becomes of it."""
        method = f"method: '{self.draw.pick(['POST', 'POST', 'PUT', 'DELETE'])}'" if self.writes else ""
        if self.draw.chance(5) and self.style not in ("await", "inline"):
            return self.again(scope, method)
        if self.draw.chance(4):
            return self.in_turn(scope)
        if self.style in ("await", "inline") and scope.awaits:
            return self.by_await(scope, method)
        sender = {
            "promise": self.by_promise,
            "await": self.by_promise,
            "inline": self.by_promise,
        }
        if self.style == "wrapper":
            return self.by_wrapper(scope)
        if self.style == "options":
            return self.by_options(scope)
        return sender.get(self.style, self.by_callback)(scope, method)

    def again(self, scope: Scope, method: str) -> Lines:
        """A request that is sent again when it fails."""
        kind = self.draw.pick(["at once", "at once", "counted", "later", "asked", "status"])
        call = {
            "at once": ["@.attempt()"],
            "status": ["@.attempt()"],
            "counted": ["if (@.tries < 3) {", "  @.tries += 1", "  @.attempt()", "}"],
            "later": ["setTimeout(() => @.attempt(), 3000)"],
            "asked": ["wx.showModal({ title: 'r', success: (r) => r.confirm && @.attempt() })"],
        }[kind]
        good, bad, last = self.outcomes(Scope()).values()
        if kind == "status":
            good = ["if (res.statusCode !== 200) {", *deeper([*call, "return"]), "}", *good]
        else:
            bad = [*bad, *call] if self.draw.chance(50) else [*call, *bad]
        body = ["wx.request({", "  url: 'https://shop.example.com/again',"]
        body += [f"  {method}," if method else "  data: {},"]
        for name, parameter, lines in (
            ("success", "res", good),
            ("fail", "err", bad),
            ("complete", "", last),
        ):
            if lines:
                body += deeper([f"{name}: ({parameter}) => {{", *deeper(lines), "},"])
        self.helpers["attempt"] = [*body, "})"]
        self.tries = True
        return ["@.tries = 0", "@.attempt()"]

    def in_turn(self, scope: Scope) -> Lines:
        """Several requests, in a loop."""
        if scope.awaits:
            body = ["for (const one of [1, 2]) {", f"  await {self.call()}", "}"]
            return ["try {", *deeper(body), "} finally {", *deeper(self.cleanup()), "}"]
        good, bad, _ = self.outcomes(scope, answered=False).values()
        lines = [f"Promise.all([1, 2].map((one) => {self.call()}))"]
        return [*lines, f"  .then({self.function('', good)})", f"  .catch({self.function('', bad)})"]

    def outcomes(self, scope: Scope, *, answered: bool = True) -> dict[str, Lines]:
        """What is done on success, on failure, in the end. `answered`: the answer is at hand as `res`."""
        inner = scope.inside("res" if answered else "")
        if self.tidy:
            last = self.cleanup()
            place = self.draw.pick(["last", "last", "each"])
            good, bad = self.block(inner, 2), self.block(scope.inside(), 1)
            if place == "last":
                return {"good": good, "bad": bad, "last": last}
            return {"good": [*self.cleanup(), *good], "bad": [*last, *bad], "last": []}
        return {
            "good": self.block(inner),
            "bad": self.block(scope.inside(), 2),
            "last": self.block(scope.inside(), 2) if self.draw.chance(40) else [],
        }

    def by_callback(self, scope: Scope, method: str) -> Lines:
        """`wx.request` with callbacks."""
        upload = self.writes and self.draw.chance(8)
        parts = ["url: 'https://shop.example.com/a'"]
        parts += ["filePath: 'a.png'", "name: 'a'"] if upload else [method, "data: { id: 1 }"]
        named = zip(
            ("success", "fail", "complete"), ("res", "err", ""), self.outcomes(scope).values(), strict=True
        )
        for name, parameter, body in named:
            if body or self.draw.chance(15):
                parts.append(self.member(name, parameter, body))
        call = "wx.uploadFile({" if upload else "wx.request({"
        return [call, *deeper([f"{part}," for part in parts if part]), "})"]

    def member(self, name: str, parameter: str, body: Lines) -> str:
        """A function as a member of an object."""
        if self.arrows or self.draw.chance(50):
            return f"{name}: {self.function(parameter, body)}"
        return "\n".join([f"{name}({parameter}) {{", *deeper(body), "}"])

    def call(self) -> str:
        """The call of the project's own client, or a promise written here."""
        if self.style != "inline":
            return f"api.{'post' if self.writes else 'get'}('/a', {{ id: 1 }})"
        parts = ["url: 'https://shop.example.com/a',", f"method: '{'POST' if self.writes else 'GET'}',"]
        parts += [
            self.draw.pick(["success: resolve,", "success: (res) => resolve(res),", _UNSURE]),
            self.draw.pick(
                ["fail: reject,", "fail: (err) => reject(err),", "fail: () => resolve(null),", ""]
            ),
        ]
        name = self.draw.pick(["", "", "", "ask"])
        lines = ["new Promise((resolve, reject) => {", "  wx.request({", *deeper(deeper(parts)), "  })", "})"]
        if name:
            self.helpers.setdefault(name, ["return " + "\n".join(one for one in lines if one.strip())])
            return "@.ask()"
        return "\n".join(one for one in lines if one.strip())

    def by_promise(self, scope: Scope, _: str) -> Lines:
        """The project's client, with `then`."""
        extra = self.draw.pick(
            ["", "", "", "", "race", "all", "settled", "early finally", "twice", "returned"]
        )
        good, bad, last = self.outcomes(scope, answered=extra not in ("race", "settled")).values()
        call = self.call()
        if extra == "race":
            late = (
                f"new Promise((resolve, reject) => setTimeout({self.draw.pick(['resolve', 'reject'])}, 100))"
            )
            call = f"Promise.race([{call}, {late}])"
        elif extra == "all":
            call = f"Promise.all([{call}, api.get('/b')])"
        elif extra == "settled":
            call = f"Promise.allSettled([{call}])"
        elif extra == "early finally":
            call = f"{call}.finally({self.function('', last)})"
            last = []
        elif extra == "twice":
            call = f"{call}.then({self.function('res', [*self.block(scope.inside('res'), 1), 'return res'])})"
        parts = [f".then({self.function('[res]' if extra == 'all' else 'res', good)}"]
        if bad and self.draw.chance(25):
            parts[0] += f", {self.function('err', bad)})"
        else:
            parts[0] += ")"
            if bad or self.draw.chance(60):
                parts.append(f".catch({self.function('err', bad)})")
        if last:
            parts.append(f".{self.draw.pick(['finally', 'finally', 'then'])}({self.function('', last)})")
        return [f"{'return ' if extra == 'returned' else ''}{call}", *deeper(parts)]

    def by_await(self, scope: Scope, _: str) -> Lines:
        """The project's client, with `await`."""
        good, bad, last = self.outcomes(scope).values()
        call = self.call()
        body = [f"const res = await {call}", *good]
        if self.draw.chance(10):
            caught = f"{call}.catch({self.function('', [*bad, 'return null'])})"
            test = ["if (!res) return"] if self.draw.chance(60) else []
            return [f"const res = await {caught}", *test, *good, *last]
        if self.draw.chance(10):
            self.helpers["async load"] = [f"return await {call}"]
            body[0] = "const res = await @.load()"
        if self.draw.chance(15):
            body[0] = f"const [res] = await Promise.all([{self.call()}, api.get('/b')])"
        if not (bad or last) and self.draw.chance(50):
            return [*body]
        lines = ["try {", *deeper(body)]
        if bad or not last or self.draw.chance(50):
            lines += ["} catch (err) {", *deeper(bad)]
        if last:
            lines += ["} finally {", *deeper(last)]
        return [*lines, "}"]

    def by_options(self, scope: Scope) -> Lines:
        """The project's client, with callbacks in its options."""
        good, bad, last = self.outcomes(scope).values()
        parts = [f"url: '/a', method: '{'POST' if self.writes else 'GET'}', data: {{ id: 1 }},"]
        for name, parameter, body in (("success", "res", good), ("fail", "err", bad), ("complete", "", last)):
            if body:
                parts.append(f"{self.member(name, parameter, body)},")
        return ["api.request({", *deeper(parts), "})"]

    def by_wrapper(self, scope: Scope) -> Lines:
        """The project's client, with callbacks."""
        good, bad, last = self.outcomes(scope).values()
        functions = [self.function("res", [*good, *last]), self.function("err", [*bad, *last])]
        return [f"api.send('/a', {{ id: 1 }}, {functions[0]}, {functions[1]})"]
