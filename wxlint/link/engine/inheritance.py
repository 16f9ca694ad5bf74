"""What inherits from what, as compilers write classes for old engines: `Object.setPrototypeOf(Sub, Base)`."""

from __future__ import annotations

from wxlint.link.engine.heap import UNDEF, Obj, Sym, Val
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


def is_instance(value: Val, of: Val) -> bool | None:
    """`value instanceof of` for a class of the platform's own; None where it is not known.

    A function is one of `Function`; an object that was written down is of none (`URLSearchParams`,
    `FormData`).
    """
    if not isinstance(value, Obj) or not isinstance(of, Sym) or of.term[0] != "global":
        return None
    if value.kind == "function":
        return True if of.term[1] in ("Function", "Object") else None
    return False if value.literal is not None and value.proto is None and of.term[1] != "Object" else None
