"""React while the program runs: the state that a component's function holds."""

from __future__ import annotations

from wxlint.link.engine.heap import Native, Obj, Sym, Val, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import arg
from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature


def react_module() -> Obj:
    """The module `react`: of what it gives, what `useState` holds is known in part, and all else unknown."""
    made = Obj("object")
    made.open = Sym(("module", "react"), "unknown", None, True)
    made.props["useState"] = Native("useState", _use_state)
    return made


def _use_state(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`[value, setValue]`: a value that starts as a number, or as a yes or no, is one later too."""
    natures = {_nature(one) for one in spread(arg(args, 0))}
    pair = Obj("array", None, place)
    pair.items = [m.fresh(natures.pop() if len(natures) == 1 else "unknown", place), m.fresh(foreign=True)]
    return pair


def _nature(value: Val) -> Nature:
    if isinstance(value, Constant) and type(value.value) is bool:
        return "boolean"
    return "number" if isinstance(value, Constant) and type(value.value) in (int, float) else "unknown"


__all__ = ["react_module"]
