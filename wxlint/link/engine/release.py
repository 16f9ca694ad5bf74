"""What a released copy finds around it: the values of the platform and of the build that switches look at."""

from __future__ import annotations

from wxlint.link.engine.heap import TRUE, Obj, Phone, Val, text
from wxlint.link.engine.machine import Machine
from wxlint.model.place import Place
from wxlint.model.values import Text
from wxlint.platform.behaviour import EVERYWHERE, NUMBERS, TELLING_PLATFORM


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
    return m.fresh(place=place)


def result(m: Machine, name: str) -> Obj:
    """What a member of the platform gives, whether it returns it or hands it to `success`."""
    members: dict[str, Val] = {number: m.fresh("number") for number in NUMBERS.get(name, ())}
    if name in TELLING_PLATFORM:
        members["platform"] = Phone(m.fresh().term, "encoded")
    return _open(m, **members)
