"""The methods of the language's own kinds of values, and what programs add: `Array.prototype.remove = …`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wxlint.link.engine.heap import Native, Obj, Val

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Machine

LIBRARY: dict[str, dict[str, Native]] = {}
"""Kind of value -> method name -> method: filled by the modules of the standard library."""

#: Whose `prototype` the values of a kind have.
_CONSTRUCTORS: Final = {
    "Array": "array", "String": "text", "Number": "number", "Date": "date", "Promise": "promise",
}  # fmt: skip


def prototypes(variables: dict[str, Val]) -> dict[str, Obj]:
    """Gives the constructors among a program's globals their prototypes, and tells these by kind of value."""
    made: dict[str, Obj] = {}
    for name, kind in _CONSTRUCTORS.items():
        constructor = variables.get(name)
        if isinstance(constructor, Obj):
            prototype = constructor.props["prototype"] = made[kind] = Obj("object")
            prototype.props.update(LIBRARY[kind])
    return made


def method(m: Machine, kind: str, name: str) -> Val | None:
    """A method of the values of a kind: the language's, or one that the program put into their prototype."""
    library = LIBRARY.get(kind)
    own = library.get(name) if library is not None else None
    if own is not None:
        return own
    prototype = m.prototypes.get(kind)
    return prototype.props.get(name) if prototype is not None else None
