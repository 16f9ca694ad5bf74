"""React while the program runs: the state that a component holds."""

from __future__ import annotations

from wxlint.link.engine.calls import call
from wxlint.link.engine.heap import UNDEF, Closure, Native, Obj, Sym, Val, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_member, set_member
from wxlint.link.engine.natives import arg
from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature

#: What the module `@tarojs/taro` gives of React before Taro 3.
_OF_REACT = (
    "useEffect", "useLayoutEffect", "useReducer", "useRef", "useMemo", "useCallback", "useContext",
    "createContext", "memo", "forwardRef",
)  # fmt: skip


def react_module() -> Obj:
    """The module `react`: of what it gives, what `useState` holds is known in part, and all else unknown."""
    made = Obj("object")
    made.open = Sym(("module", "react"), "unknown", None, True)
    made.props["useState"] = Native("useState", _use_state)
    for name in ("Component", "PureComponent"):
        made.props[name] = base = Native(name, _nothing)
        base.props["prototype"] = prototype = Obj("object")
        prototype.props["setState"] = Native("setState", _set_state)
    made.props["default"] = made
    return made


def _nothing(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return UNDEF


def of_react() -> dict[str, Val]:
    """What Taro's API object gives before Taro 3, as React does later."""
    react = react_module()
    others = react.open or Sym(("module", "react"), "unknown", None, True)
    return {**{name: others.member(name) for name in _OF_REACT}, **react.props}


def _set_state(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`this.setState(changes, callback)`; the changes may be what a function of the state gives."""
    state, given = get_member(m, this, "state", None), arg(args, 0)
    if isinstance(given, Closure):
        given = call(m, given, this, [state, m.fresh()], None, None, m.frame)
    for changes in spread(given):
        for target in spread(state):
            if isinstance(changes, Obj) and isinstance(target, Obj):
                for key, value in changes.props.items():
                    set_member(m, target, key, value, place)
            if isinstance(target, Obj) and (not isinstance(changes, Obj) or changes.open is not None):
                m.put_field(target, "open", target.open or m.fresh())
    callback = arg(args, 1)
    if isinstance(callback, Closure):
        call(m, callback, this, [], None, None, m.frame)
    return UNDEF


def _use_state(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`[value, setValue]`: a value that starts as a number, or as a yes or no, is one later too."""
    natures = {_nature(one) for one in spread(arg(args, 0))}
    pair = Obj("array", None, place)
    pair.items = [m.fresh(natures.pop() if len(natures) == 1 else "unknown", place), m.fresh(foreign=True)]
    return pair


def _nature(value: Val) -> Nature:
    if type(value) is Constant and type(value.value) is bool:
        return "boolean"
    return "number" if type(value) is Constant and type(value.value) in (int, float) else "unknown"


__all__ = ["of_react", "react_module"]
