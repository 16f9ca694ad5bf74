"""What the machine tells about a run: calls of the platform, reads and writes of state, unknown calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from wxlint.link.engine.heap import Obj, Sym, Val
from wxlint.model.place import Place

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Machine


class Tracer(Protocol):
    """Listens to a run, and plays the platform."""

    def called(self, m: Machine, api: str, name: str, args: list[Val], call: Place, callee: Place) -> Val:
        """An API member is called; the value that it returns."""

    def foreign(self, m: Machine, callee: Val, args: list[Val], place: Place | None) -> Val:
        """A function that is not at hand is called; the value that it returns."""

    def asked(self, m: Machine, callee: Sym, args: list[Val], place: Place | None) -> Val:
        """A method of an object that is not known is given callbacks; the value that it returns."""
        return self.foreign(m, callee, args, place)

    def written(self, table: dict[str, Val] | None, name: str, value: Val, place: Place | None) -> Val:
        """A variable or member is about to be written by the statement at `place`; what it holds then."""
        return value

    def constructed(self, m: Machine, made: Obj) -> None:
        """An instance of a class of the project was made."""

    def put_off(self, m: Machine, function: Val) -> None:
        """A timer is started, which is to call the function."""

    def emitted(self, m: Machine, event: str, place: Place | None) -> None:
        """A component calls `triggerEvent(event)`."""

    def awaited(self, value: Val, place: Place) -> None:
        """A value is awaited, or something is chained to it, at `place`."""
