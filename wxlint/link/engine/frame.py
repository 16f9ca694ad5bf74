"""One call while it runs, what waits to run, and how either may end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from wxlint.link.engine.heap import UNDEF, Closure, Obj, Scope, Val
from wxlint.link.engine.table import Table
from wxlint.model.place import Place

if TYPE_CHECKING:
    from wxlint.link.engine.exchange import Exchange
    from wxlint.link.engine.module import Unit


Completion = tuple[str, Any] | None

Outcome = dict[Any, tuple[Any, Any, Any]]
"""What one way wrote: (table, key) -> the table, the key, the last value."""


class JsThrow(Exception):  # noqa: N818 - not an error here, but the program's own way of going on
    """A JavaScript exception on its way."""

    def __init__(self, value: Val, place: Place | None = None) -> None:
        super().__init__("throw")
        self.value = value
        self.place = place


class Infeasible(Exception):  # noqa: N818 - how a way through ends
    """The way through cannot happen, or leads where nothing is known (a member of null)."""


class OverBudget(Exception):  # noqa: N818 - how a way through ends
    """More steps than an entry may take: what it does is unknown. `blamed`: who takes them is found."""

    def __init__(self) -> None:
        super().__init__()
        self.blamed = False


class Frame:
    """One call. `call`: the call expression's place; `parent`: who called, or handed over the callback."""

    __slots__ = (
        "args", "call", "callback", "chain", "closure", "depth", "exits", "jumps", "name", "noted",
        "parent", "promise", "rested", "returns", "scope", "swallowed", "swallows", "this", "tries", "unit",
    )  # fmt: skip

    def __init__(
        self, closure: Closure | None, unit: Unit, scope: Scope, this: Val, parent: Frame | None
    ) -> None:
        self.closure = closure
        self.unit = unit
        self.scope = scope
        self.this = this
        self.parent = parent
        self.call: Place | None = None
        self.name: Place | None = None
        self.callback = False
        self.depth: int = parent.depth + 1 if parent is not None else 0
        # Most calls leave these empty: a list for each would be half of what a call takes.
        self.args: Sequence[Val] = ()
        self.returns: tuple[Val, ...] = ()
        self.exits: tuple[Outcome, ...] = ()
        self.jumps: tuple[list[Outcome], ...] = ()
        self.noted = False
        self.chain: int = parent.chain if parent is not None else 0
        #: The promise of an async function, and the number of `try` blocks around what it does now.
        self.promise: Any = None
        self.tries = 0
        #: It waited for something: what it does now is another turn than its call.
        self.rested = False
        #: Those around it whose `catch` does nothing, and the failures that ended in them.
        self.swallows = 0
        self.swallowed: tuple[Exchange, ...] = ()

    def end(self) -> bool:
        """Lets go of what nobody asks of a call that is over: all but which call it was, and what it was
        given of functions and pages. False where it was let go of before.
        """
        if self.scope is _OVER:
            return False
        self.returns = self.exits = self.jumps = self.swallowed = ()
        self.scope, self.promise = _OVER, None
        if self.callback or self.call is None:
            # No wrapper is called like this.
            self.args = ()
            if self.closure is not None and self.closure.scope is not self.unit.scope:
                self.closure = self.closure.bare()
        else:
            self.args = tuple(one if is_handed_on(one) else UNDEF for one in self.args)
        return True

    def arguments(self, closure: Closure, put: Callable[[Table, str, Val], None]) -> Obj:
        """What its function was given: one list, which may be changed, in the function's scope."""
        listed = Obj("array")
        listed.items = list(self.args)
        scope = self.scope
        while scope.parent is not None and scope.parent is not closure.scope:
            scope = scope.parent
        put(scope.vars, "arguments", listed)
        return listed


def is_handed_on(value: Val) -> bool:
    """Whether an argument is what it is wherever it is handed on to: a function, a page."""
    return isinstance(value, Obj) and value.kind in ("function", "instance")


def comes_again(frame: Frame | None) -> bool:
    """Whether the function that runs led to this call of itself."""
    outer = frame
    while outer is not None and outer.closure is None:
        outer = outer.parent
    if outer is None or outer.closure is None:
        return False
    func, outer = outer.closure.func, outer.parent
    while outer is not None:
        if outer.closure is not None and outer.closure.func is func:
            return True
        outer = outer.parent
    return False


#: The scope of a call that is over.
_OVER = Scope(None)


class Task:
    """Something that runs later: `run` in the causal frame `frame`. `kind` tells the scheduler when."""

    __slots__ = ("cause", "due", "every", "frame", "kind", "number", "run", "ticks")

    def __init__(
        self, kind: str, run: Callable[[], None], frame: Frame | None, due: float = 0.0, number: int = 0
    ) -> None:
        self.kind = kind
        self.run = run
        self.frame = frame
        self.due = due
        self.number = number
        #: After how long it runs again, where it does, and how often it has run.
        self.every = 0.0
        self.ticks = 0
        #: The exchange whose failure leads to this, if one does.
        self.cause: Exchange | None = None

    def next(self) -> Task:
        """The same, when it runs again."""
        task = Task(self.kind, self.run, self.frame, self.due + self.every, self.number)
        task.every, task.ticks, task.cause = self.every, self.ticks + 1, self.cause
        return task
