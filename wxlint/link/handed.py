"""Functions that a module's top level leaves to others: `xPage({ onLoad() { … } })`, `setInterval(poll)`.

They may run at any time, after all others too. So what they do while the module loads is not all that they
do: each is an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from wxlint.link.engine.heap import Closure, Obj, Val, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.raw import Entry, Raw, frames_of
from wxlint.model.place import Place
from wxlint.model.values import Constant, Text

#: A request as it is reached from a function: its place, and the calls between.
Way: TypeAlias = "tuple[int, Place, tuple[Place | None, ...]]"


def functions_in(args: Iterable[Val]) -> Iterator[Closure]:
    """The functions among what somebody is given: they themselves, and the members of plain objects."""
    for value in args:
        for one in spread(value):
            if isinstance(one, Closure):
                yield one
            elif isinstance(one, Obj) and one.kind == "object":
                yield from (member for member in one.props.values() if isinstance(member, Closure))


def receiver(m: Machine, closure: Closure) -> Obj | None:
    """What a method that was handed over is run on: its object, of which whoever has it makes what it likes.

    So what stands there is only what the object begins with; of `data`, as a page has them, nothing is known.
    """
    home = closure.home
    if home is None or home.kind != "object":
        return None
    for name, value in home.props.items():
        if name == "data" and isinstance(value, Obj):
            home.props[name] = m.fresh()
        elif isinstance(value, (Text, Constant)):
            home.props[name] = m.join([value, m.fresh()])
    made = Obj(home.kind, home.proto, home.place)
    made.props, made.keys = home.props, home.keys
    made.open = home.open or m.fresh(foreign=True)
    return made


def without_first(raws: list[Raw], entries: Iterable[Entry], loading: int) -> list[Raw]:
    """Requests without those that were made of a function while its module loaded, where its entry makes them
    too. `loading`: the number that stands for an entry then.
    """
    functions = {entry.number: id(entry.closure.func) for entry in entries if entry.handed}
    if not functions:
        return raws
    inside = frozenset(functions.values())
    known = {way for raw in raws if raw.entry in functions for way in _ways(raw, inside)}
    return [raw for raw in raws if raw.entry != loading or known.isdisjoint(_ways(raw, inside))]


def _ways(raw: Raw, functions: frozenset[int]) -> Iterator[Way]:
    calls: list[Place | None] = []
    for frame in frames_of(raw.frame):
        if frame.closure is not None and id(frame.closure.func) in functions:
            yield id(frame.closure.func), raw.site, tuple(calls)
        calls.append(frame.call)
