"""What inherits from what, as compilers write classes for old engines: `Object.setPrototypeOf(Sub, Base)`."""

from __future__ import annotations

from wxlint.link.engine.heap import UNDEF, Obj, Val
from wxlint.link.engine.machine import Machine
from wxlint.model.place import Place


def set_prototype(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`Object.setPrototypeOf(target, prototype)`: the target."""
    target = args[0] if args else UNDEF
    prototype = args[1] if len(args) > 1 else UNDEF
    if isinstance(target, Obj) and isinstance(prototype, Obj) and not _inherits(prototype, target):
        m.put_field(target, "proto", prototype)
    return target


def _inherits(one: Obj | None, other: Obj) -> bool:
    """Whether an object is another one, or inherits from it."""
    while one is not None:
        if one is other:
            return True
        one = one.proto
    return False
