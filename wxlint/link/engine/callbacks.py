"""Functions that are handed to somebody unknown, who may call them."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from wxlint.link.engine.growth import grow
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Scope, Sym, Val, spread
from wxlint.link.engine.lengths import length_of
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.promise import Promise
from wxlint.model.values import Text
from wxlint.platform.behaviour import CALLBACKS, is_listening

if TYPE_CHECKING:
    from wxlint.model.place import Place


def maybe_calls(
    m: Machine,
    closure: Closure,
    args: list[Val],
    place: Place | None,
    *,
    each: bool = False,
    listens: bool = False,
    of: Val | None = None,
) -> list[Val]:
    """Somebody unknown may call the function, once or more, or not at all. `each`: once for each of many.

    `of`: the list for whose elements it is called: not at all where that is empty.

    `listens`: it is called at a time of its own, whoever registered it. In survey it is run for the first who
    does. What it returned is returned: one value, or none where it was not called.
    """
    from wxlint.link.engine.calls import call_closure

    frame = m.frame
    results: list[Val] = []
    if frame is None:
        return results
    if listens and m.survey and not m.symbolic:
        heard = _heard_as(closure)
        if heard in m.heard:
            return results
        m.heard.add(heard)

    def run() -> None:
        results.append(call_closure(m, closure, UNDEF, args, None, None, frame, callback=True))

    mark = m.mark() if each else None
    if m.survey or m.weak:
        beginning = _beginning(closure, place) if each else None
        with m.looping(frame if each else None, beginning, calls_back=True):
            m.maybe(run)
    elif id(closure.func) in m.relevant or id(closure.func) not in m.surveyed:
        if m.choose(2) == 0 if of is None else m.decide(length_of(m, of)):
            with m.one_for_many() if of is not None else nullcontext():
                run()
    else:
        m.maybe(run)
    if mark is not None:
        grow(m, mark)
    return results


def reduced(m: Machine, args: list[Val], element: Val, this: Val, place: Place | None) -> Val | None:
    """What `reduce` gives for elements that are not known, where that is known: the chain of promises that it
    starts with, one link longer or none.
    """
    function, first = args[0] if args else UNDEF, args[1] if len(args) > 1 else UNDEF
    given = [first if isinstance(first, Promise) else m.fresh(), element, m.fresh("number"), this]
    links = maybe_calls(m, function, given, place, of=this) if isinstance(function, Closure) else []
    if not isinstance(first, Promise):
        return None
    return m.join([first, *links]) if m.survey or m.weak else [first, *links][-1]


def must_call(name: str | None, args: list[Val]) -> bool:
    """Whether a method is given a function that it calls some time, as `canvas.draw(false, done)` does: those
    of lists need not, nor listeners.
    """
    from wxlint.link.engine.prototypes import LIBRARY

    if name is None or not any(isinstance(arg, Closure) for arg in args):
        return False
    need_not = name == "catch" or name in LIBRARY["array"] or name in LIBRARY["text"]
    return not (need_not or is_listening(name))


def takes_callbacks(callee: Sym, args: list[Val]) -> bool:
    """Whether a method is given callbacks in its options, as members of the API are: `a.read({success})`."""
    from wxlint.link.engine.prototypes import LIBRARY

    options = [arg for arg in args if type(arg) is Obj and arg.kind == "object"]
    name = callee.term[-1]
    if not options or callee.term[0] != "get" or name in LIBRARY["array"] or name in LIBRARY["text"]:
        return False
    given = (one.props[each] for one in options for each in CALLBACKS if each in one.props)
    return any(isinstance(one, Obj) and one.kind == "function" for value in given for one in spread(value))


def _beginning(closure: Closure, call: Place | None) -> Place | None:
    """Of a call that is given a function, what stands before that."""
    end = closure.func.start - 1
    inside = call is not None and closure.unit.path == call.path and call.start < end < call.end
    return call.part(0, end - call.start) if inside and call is not None else call


def _heard_as(closure: Closure) -> tuple[object, ...]:
    """What tells a listener from others: its code, whose method made it, the functions and texts in it."""
    names = closure.unit.names(closure.func)
    captured: list[object] = []
    scope: Scope | None = closure.scope
    while scope is not None and scope is not closure.unit.scope:
        for name, value in scope.vars.items():
            if name in names and isinstance(value, (Closure, Text)):
                captured.append(id(value.func) if isinstance(value, Closure) else value.parts)
        scope = scope.parent
    this = closure.this
    owner = (this.proto or this) if isinstance(this, Obj) else None
    # The object itself, not its `id`, which another one has once it is gone.
    return (id(closure.func), owner, *captured)
