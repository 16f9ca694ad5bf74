"""What code that is not at hand may do with what it is given, as the survey sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wxlint.link.engine.callbacks import maybe_calls
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Sym, Val, spread
from wxlint.link.engine.machine import Machine
from wxlint.model.place import Place

#: Kinds of objects that it may put members into.
_FILLABLE = frozenset(("object", "instance", "app"))
#: Methods of objects that are not at hand, which change nothing that is looked at.
_HARMLESS = frozenset(("setData", "getTime", "toFixed", "push", "test", "exec", "format"))
#: What the platform gives an instance to reach others by, and what only waits for what those tell.
_OPENER = ("instance", "getOpenerEventChannel")
_WAITING = frozenset(("on", "once", "off"))


def changes_nothing(term: tuple[Any, ...]) -> bool:
    """Whether a call of code that is not at hand changes nothing that is looked at. `term`: of the callee.

    To ask the platform for another component, or for the channel to the page that opened this one, is such a
    call; what is then done with that is not.
    """
    if term[0] != "get":
        return bool(term[0] == "instance")
    return term[2] in _HARMLESS or (term[2] in _WAITING and term[1][:2] == ("call", _OPENER))


def hand_over(m: Machine, args: list[Val], place: Place | None, *, listens: bool) -> None:
    """It may call the functions that it is given, and put anything into the objects."""
    for value in args:
        for one in spread(value):
            if isinstance(one, Closure):
                _may_call(m, one, place, listens=listens)
            elif isinstance(one, Obj) and one.kind in _FILLABLE:
                for member in list(one.props.values()) if one.kind == "object" else ():
                    if isinstance(member, Closure):
                        _may_call(m, member, place, listens=False)
                _may_fill(m, one)


def _may_call(m: Machine, function: Closure, place: Place | None, *, listens: bool) -> None:
    """It may call a function, and what that gives, as a store does with the actions of a program."""
    for made in maybe_calls(m, function, _unknowns(m, function), place, listens=listens):
        for one in spread(made):
            if isinstance(one, Closure) and one.fields is None:
                maybe_calls(m, one, _unknowns(m, one), place)


def _unknowns(m: Machine, function: Closure) -> list[Val]:
    return [m.fresh() for _ in function.func.params]


def _may_fill(m: Machine, value: Obj) -> None:
    """A store that is bound to a page brings data of its own."""
    for one in spread(value.props.get("data", UNDEF)) if value.kind == "instance" else (value,):
        if isinstance(one, Obj) and one.open is None:
            m.put_field(one, "open", m.fresh())


def set_names(callee: Val, args: list[Val]) -> Iterator[str]:
    """The fields that `setData` of a page that is not known writes to."""
    if isinstance(callee, Sym) and callee.term[0] == "get" and callee.term[-1] == "setData":
        for one in spread(args[0]) if args else ():
            for name in one.props if isinstance(one, Obj) else ():
                yield name.partition(".")[0].partition("[")[0]


def outcome(m: Machine, callee: Val, args: list[Val], place: Place | None) -> Val:
    """What it returns: of what it was given a parameter for, the wrapper's caller supplies a part."""
    given = any(isinstance(one, Sym) and one.nature == "parameter" for one in args)
    term = callee.term if isinstance(callee, Sym) else ("foreign",)
    made = ("call", term, place, m.fresh().term)
    return Sym(made, "parameter" if given else "unknown", place, True)
