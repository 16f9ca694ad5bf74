"""Which functions matter: judged by the names in their text, before anything is run."""

from __future__ import annotations

from collections.abc import Iterable

from wxlint.link.engine.heap import Closure
from wxlint.link.raw import Ran
from wxlint.platform.behaviour import INTERESTING


def weighty(closures: Iterable[Closure | Ran], sending: frozenset[str] = frozenset()) -> set[int]:
    """The functions (by `id`) from which, judging by names, a request or a loading may be reached.

    `sending`: further names of functions that send.
    """
    interesting = INTERESTING | sending
    found: set[int] = set()
    callers: dict[str, list[Closure | Ran]] = {}
    waiting: list[Closure | Ran] = []
    for closure in {id(one.func): one for one in closures}.values():
        names = closure.unit.names(closure.func)
        if not interesting.isdisjoint(names):
            found.add(id(closure.func))
            waiting.append(closure)
        else:
            for name in names:
                callers.setdefault(name, []).append(closure)
    while waiting:
        for closure in callers.pop(waiting.pop().name, ()):
            if id(closure.func) not in found:
                found.add(id(closure.func))
                waiting.append(closure)
    return found
