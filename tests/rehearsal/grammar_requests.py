"""The grammar's requests: with callbacks, with promises, with `await`, through a client."""

from __future__ import annotations

from tests.rehearsal.grammar_blocks import Blocks, Lines, Scope, deeper


class Requests(Blocks):
    """Writes the request of a page, and what becomes of it."""

    def send(self, scope: Scope) -> Lines:
        """The request and what becomes of it."""
        method = f"method: '{self.draw.pick(['POST', 'POST', 'PUT', 'DELETE'])}'" if self.writes else ""
        sender = {"callback": self.by_callback, "promise": self.by_promise}
        if self.style == "await" and scope.awaits:
            return self.by_await(scope, method)
        if self.style == "wrapper":
            return self.by_wrapper(scope)
        return sender.get(self.style, self.by_callback)(scope, method)

    def outcomes(self, scope: Scope) -> dict[str, Lines]:
        """What is done on success, on failure, in the end."""
        inner = scope.inside("res")
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
        """The call of the project's own client."""
        return f"api.{'post' if self.writes else 'get'}('/a', {{ id: 1 }})"

    def by_promise(self, scope: Scope, _: str) -> Lines:
        """The project's client, with `then`."""
        good, bad, last = self.outcomes(scope).values()
        parts = [f".then({self.function('res', good)}"]
        if bad and self.draw.chance(25):
            parts[0] += f", {self.function('err', bad)})"
        else:
            parts[0] += ")"
            if bad or self.draw.chance(60):
                parts.append(f".catch({self.function('err', bad)})")
        if last:
            parts.append(f".{self.draw.pick(['finally', 'finally', 'then'])}({self.function('', last)})")
        return [self.call(), *deeper(parts)]

    def by_await(self, scope: Scope, _: str) -> Lines:
        """The project's client, with `await`."""
        good, bad, last = self.outcomes(scope).values()
        body = [f"const res = await {self.call()}", *good]
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

    def by_wrapper(self, scope: Scope) -> Lines:
        """The project's client, with callbacks."""
        good, bad, last = self.outcomes(scope).values()
        functions = [self.function("res", [*good, *last]), self.function("err", [*bad, *last])]
        return [f"api.send('/a', {{ id: 1 }}, {functions[0]}, {functions[1]})"]
