"""What the platform's callbacks are given in rehearsal: answers, errors, results."""

from __future__ import annotations

from wxlint.link.engine.heap import Obj, Sym, text
from wxlint.link.engine.machine import Machine
from wxlint.model.values import Constant


def response(m: Machine, name: str, status: int) -> Obj:
    """The answer of a request, with a body of which nothing is known."""
    made = _made(m)
    made.props["statusCode"] = Constant(status)
    made.props["errMsg"] = text(name + ":ok")
    made.props["data"] = body = m.fresh()
    m.bodies[body.term] = status != 200
    return made


def error(m: Machine) -> Obj:
    """What `fail` is given."""
    made = _made(m)
    made.props["errMsg"] = m.fresh()
    return made


def result(m: Machine, name: str) -> Obj:
    """What `success` of any other member is given; of a modal, one of two buttons was tapped."""
    made = _made(m)
    if name == "showModal":
        confirmed = m.fresh("boolean")
        made.props["confirm"] = confirmed
        made.props["cancel"] = Sym(("!", confirmed.term), "boolean")
    return made


def _made(m: Machine) -> Obj:
    made = Obj("object")
    made.open = m.fresh()
    return made
