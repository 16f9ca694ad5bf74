"""What a released copy finds around it: the values of the platform and of the build that switches look at."""

from __future__ import annotations

from wxlint.link.engine.heap import TRUE, Obj, Phone, Sym, Term, Val, text
from wxlint.link.engine.machine import Machine
from wxlint.model.place import Place
from wxlint.model.values import Text
from wxlint.platform.behaviour import EVERYWHERE, NUMBERS, TELLING_PLATFORM

#: Beginnings of members that give an object with methods of its own, and what the terms of these begin with.
_MAKING = ("create", "get")
_MADE = "made"


def _open(m: Machine, **members: Val) -> Obj:
    made = Obj("object")
    made.props.update(members)
    made.open = m.fresh()
    return made


def release_globals(m: Machine) -> dict[str, Val]:
    """`process.env.NODE_ENV` and `__wxConfig.envVersion`, as they are on a user's phone."""
    return {
        "process": _open(m, env=_open(m, NODE_ENV=text("production"))),
        "__wxConfig": _open(m, envVersion=text("release")),
    }


def answered_at_once(m: Machine, name: str, place: Place | None, args: list[Val]) -> Val:
    """What a member that answers at once gives."""
    if name == "canIUse" and args and isinstance(args[0], Text) and args[0].known in EVERYWHERE:
        return TRUE
    if name == "getAccountInfoSync":
        return _open(m, miniProgram=_open(m, envVersion=text("release")))
    if name in NUMBERS or name in TELLING_PLATFORM:
        return result(m, name)
    made = m.fresh(place=place)
    if name.endswith("Sync") or not name.startswith(_MAKING):
        return made
    return Sym((_MADE, name, made.term), "unknown", place)


def asked_of(term: Term) -> str | None:
    """Of a method of an object that a member of the platform made, what it is called: of
    `wx.getFileSystemManager().readFile`, that without `wx`. None for any other.
    """
    method, of = term[-1], term
    while of[0] == "get":
        of = of[1]
    return f"{of[1]}().{method}" if of[0] == _MADE else None


def result(m: Machine, name: str) -> Obj:
    """What a member of the platform gives, whether it returns it or hands it to `success`."""
    members: dict[str, Val] = {number: m.fresh("number") for number in NUMBERS.get(name, ())}
    if name in TELLING_PLATFORM:
        members["platform"] = Phone(m.fresh().term, "encoded")
    return _open(m, **members)
