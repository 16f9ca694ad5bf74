"""`new Proxy(target, handler)`: what `get`, `set` and `apply` make of it; all else is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.link.engine.heap import Closure, Obj, Val, text
from wxlint.link.engine.natives import arg, make_list

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Machine
    from wxlint.model.place import Place


class Proxied(Obj):
    """A proxy. Of what is asked of it in another way than by name nothing is known (`open`)."""

    __slots__ = ("handler", "target")

    def __init__(self, target: Obj, handler: Obj, place: Place | None) -> None:
        super().__init__("function" if target.kind == "function" else "proxy", None, place)
        self.target = target
        self.handler = handler

    def trap(self, name: str) -> Closure | None:
        """The handler's function of this name."""
        found = self.handler.props.get(name)
        return found if isinstance(found, Closure) else None


def proxy(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`new Proxy(target, handler)`."""
    target, handler = arg(args, 0), arg(args, 1)
    if isinstance(target, Obj) and isinstance(handler, Obj):
        made: Obj = Proxied(target, handler, place)
    else:
        made = Obj("container", None, place)
    made.open = m.fresh()
    return made


def got(m: Machine, base: Proxied, name: Val, place: Place | None) -> Val:
    """`proxy[name]`."""
    from wxlint.link.engine.calls import call_closure
    from wxlint.link.engine.members import get_index

    trap = base.trap("get")
    if trap is None:
        return get_index(m, base.target, name, place)
    return call_closure(m, trap, base.handler, [base.target, name, base], place)


def put(m: Machine, base: Proxied, name: str | None, value: Val, place: Place | None) -> None:
    """`proxy[name] = value`: the handler does it, or the target is written to."""
    from wxlint.link.engine.calls import call_closure
    from wxlint.link.engine.members import set_member

    trap = base.trap("set")
    if trap is None:
        set_member(m, base.target, name, value, place)
        return
    key = m.fresh() if name is None else text(name)
    call_closure(m, trap, base.handler, [base.target, key, value, base], place)


def applied(m: Machine, callee: Proxied, this: Val, args: list[Val], place: Place | None) -> Val:
    """`proxy(…)`."""
    from wxlint.link.engine.calls import call, call_closure

    trap = callee.trap("apply")
    if trap is None:
        return call(m, callee.target, this, args, place, None, m.frame)
    return call_closure(m, trap, callee.handler, [callee.target, this, make_list(args, place)], place)
