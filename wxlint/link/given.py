"""What the platform gives: to callbacks in rehearsal answers, errors and results, to handlers an event."""

from __future__ import annotations

from wxlint.link.engine.decisions import FAILURE, number_in
from wxlint.link.engine.heap import NOWHERE, UNDEF, Obj, Sym, Val, is_nullish, spread, text
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_member
from wxlint.link.engine.release import result as given
from wxlint.link.engine.turns import FEW_TURNS, few, is_few
from wxlint.link.raw import Entry
from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature
from wxlint.platform.behaviour import BODY, CHOOSING, CHOSEN_BY_DEFAULT


def arguments(m: Machine, entry: Entry) -> list[Val]:
    """What an entry is started with: unknowns, but for an event of which it is known what it tells.

    A function that nobody is seen to call has parameters, which its callers would be judged for.
    """
    given = (entry.starts and entry.owner) or (entry.handed and not entry.is_named)
    nature: Nature = "unknown" if given else "parameter"
    args: list[Val] = [m.fresh(nature) for _ in range(max(len(entry.closure.func.params), 1))]
    if entry.detail != "unknown" or entry.dataset:
        args[0] = _event(m, entry)
    return args


def _event(m: Machine, entry: Entry) -> Obj:
    """An event of any of the elements whose events the entry handles."""
    event = _made(m)
    if entry.detail != "unknown":
        event.props["detail"] = detail = _made(m)
        detail.props["value"] = m.fresh(entry.detail)
    if entry.dataset:
        event.props["currentTarget"] = target = _made(m)
        target.props["dataset"] = dataset = _made(m)
        for name, nature in entry.dataset:
            dataset.props[name] = m.fresh(nature)
    return event


def response(m: Machine, name: str, status: int) -> Obj:
    """The answer of a request, with a body of which nothing is known."""
    made = _made(m)
    made.props["statusCode"] = Constant(status)
    made.props["errMsg"] = text(name + ":ok")
    made.props["data"] = body = m.fresh()
    m.bodies[body.term] = status != 200
    return made


def error(m: Machine, *, sent: bool = False) -> Obj:
    """What `fail` is given. `sent`: of a request, which has no answer then, and no body."""
    made = Obj("object")
    made.open = told = Sym((FAILURE, m.fresh().term))
    if sent:
        made.props[BODY] = NOWHERE
    made.props["errMsg"] = told.member("errMsg")
    return made


def result(m: Machine, name: str) -> Obj:
    """What `success` of any other member is given; of a modal, one of two buttons was tapped."""
    made = given(m, name)
    made.props["errMsg"] = text(name + ":ok")
    if name == "showModal":
        confirmed = m.fresh("boolean")
        made.props["confirm"] = confirmed
        made.props["cancel"] = Sym(("!", confirmed.term), "boolean")
    if name in CHOOSING:
        # Who chose none has cancelled, which fails; one stands for all that may be chosen.
        for member, one in (("tempFilePaths", m.fresh("encoded")), ("tempFiles", _made(m))):
            made.props[member] = listed = Obj("array")
            listed.items = [one]
    return made


def chosen(m: Machine, name: str, options: Val, place: Place) -> Val:
    """What `success` is given in survey: an unknown; of files that the user chooses, that they are few."""
    if name not in CHOOSING or not _chooses_few(m, name, options):
        return m.fresh(place=place)
    made = Obj("object", None, place)
    made.open = m.fresh(place=place)
    for member in ("tempFilePaths", "tempFiles"):
        made.props[member] = few(made.open.member(member).term)
    return made


def _chooses_few(m: Machine, name: str, options: Val) -> bool:
    """Whether the user cannot choose more files than may be sent at once."""
    counts = spread(get_member(m, options, "count", None)) if isinstance(options, Obj) else (UNDEF,)
    most = CHOSEN_BY_DEFAULT.get(name, FEW_TURNS + 1)
    numbers = [most if is_nullish(one) else FEW_TURNS if is_few(one) else number_in(one) for one in counts]
    return all(number is not None and number <= FEW_TURNS for number in numbers)


def _made(m: Machine) -> Obj:
    made = Obj("object")
    made.open = m.fresh()
    return made
