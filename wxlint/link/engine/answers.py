"""What requests give back, as values that notice what is done with them: tasks, answers, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.link.engine.heap import Sym, There, Val, spread

if TYPE_CHECKING:
    from wxlint.link.engine.exchange import Exchange
    from wxlint.link.engine.machine import Machine
    from wxlint.model.place import Place

#: API -> the members of its answer that hold the body.
_BODIES = {
    "request": ("data",),
    "uploadFile": ("data",),
    "downloadFile": ("tempFilePath", "filePath"),
}

#: So many readings of bodies are remembered, to know those that a log is made of.
_MANY = 16

#: The members that texts have.
TEXT_MEMBERS = frozenset((
    "length", "replace", "split", "charAt", "charCodeAt", "codePointAt", "concat", "endsWith", "includes",
    "indexOf", "lastIndexOf", "localeCompare", "match", "matchAll", "normalize", "padEnd", "padStart",
    "repeat", "replaceAll", "search", "slice", "startsWith", "substr", "substring", "toLowerCase",
    "toUpperCase", "toString", "trim", "trimEnd", "trimStart", "valueOf", "at",
))  # fmt: skip


class RequestTask(There):
    """What the platform's transfers return: a task, which is no promise. `site`: the call."""

    __slots__ = ("site",)

    def __init__(self, site: Place) -> None:
        super().__init__(("task", site), "object", site)
        self.site = site


class Answer(Sym):
    """What `success` is given."""

    __slots__ = ("exchange",)

    def __init__(self, exchange: Exchange) -> None:
        super().__init__(("answer", exchange.site, id(exchange)), "unknown", exchange.site)
        self.exchange = exchange

    def member(self, name: str, place: Place | None = None) -> Sym:
        """Reading the status is looking at it; reading the body is using it, until it is merely logged."""
        if name in ("statusCode", "status"):
            self.exchange.status_read = True
            return Sym(("get", self.term, name), "number", place)
        if name in _BODIES.get(self.exchange.api, ()):
            self.exchange.users.append(self.exchange.machine.frame)
            if place is not None:
                read = self.exchange.machine.bodies_read
                read.append((self.exchange, place))
                if len(read) > _MANY:
                    del read[0]
            return Body(self.exchange, place)
        return super().member(name, place)


class Body(Sym):
    """The body of an answer. That of an upload is a text that the platform never parses."""

    __slots__ = ("exchange",)

    def __init__(self, exchange: Exchange, place: Place | None) -> None:
        super().__init__(("body", exchange.site, id(exchange)), "unknown", place)
        self.exchange = exchange

    def member(self, name: str, place: Place | None = None) -> Sym:
        """A member that no text has shows that the program takes the body for an object."""
        if name == "hasOwnProperty":
            # It is asked what the body has, as of a text may be asked too.
            self.exchange.checked = True
        elif self.exchange.api == "uploadFile" and not (
            name in TEXT_MEMBERS or name.isdigit() or name == "*"
        ):
            self.exchange.objects.append(place or self.exchange.site)
        return super().member(name, place)


def logged(m: Machine, args: list[Val], place: Place | None) -> None:
    """Values that are only logged are not used, nor is what is read for a log alone. `place`: the call."""
    inside: list[Exchange] = []
    while m.bodies_read and place is not None and _is_in(m.bodies_read[-1][1], place):
        exchange, _ = m.bodies_read.pop()
        inside.append(exchange)
        if exchange.users:
            exchange.users.pop()
    for arg in args:
        for one in spread(arg):
            if isinstance(one, Body) and one.exchange not in inside and one.exchange.users:
                one.exchange.users.pop()


def _is_in(inner: Place, outer: Place) -> bool:
    return inner.path == outer.path and outer.start <= inner.start and inner.end <= outer.end


def escaped(args: list[Val]) -> None:
    """Values that go to code that is not at hand."""
    for arg in args:
        for one in spread(arg):
            if isinstance(one, Answer):
                one.exchange.escaped = True
