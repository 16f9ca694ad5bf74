"""What a way through a program leaves behind: what was shown, sent and written, and what is still open."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, TypeAlias

import msgspec

from wxlint.link.engine.heap import Closure, Obj, Val
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.engine.natives import EACH_OF
from wxlint.link.raw import frames_of
from wxlint.model.place import Place
from wxlint.model.program import Outcome
from wxlint.model.values import Text
from wxlint.platform.behaviour import CALLBACKS, DIALOGS, WRITING_METHODS

#: A request and the calls that led to it.
Way: TypeAlias = tuple[Place, ...]


class Shown(msgspec.Struct):
    """What covers the page: by which call, in which turn, whether it takes no taps.

    `site`: the platform's call, which a helper may make for the call at `place`.
    """

    place: Place
    turn: int
    mask: bool
    toast: bool
    site: Place
    read: bool = False


class Sight(msgspec.Struct, frozen=True):
    """Which conditions that may hide an element do not hold now; the lists that it is repeated for."""

    veiled: frozenset[int]
    rows: tuple[frozenset[object], ...]

    def may_be_lost(self, later: Sight) -> bool:
        """Whether the element may be away later: behind a veil, or with its row."""
        gone = (now - was - {EACH_OF} for was, now in zip(self.rows, later.rows, strict=True))
        return bool(later.veiled - self.veiled) or any(gone)


class Sent(msgspec.Struct):
    """A request that was sent: where, in which turn, by which tap, whether a dialog stood before it."""

    site: Place
    frame: Frame | None
    turn: int
    tap: int
    writes: bool
    dialog: bool
    decided: int

    @property
    def way(self) -> Way:
        """The request and the calls that led to it: what comes the same way twice is one, sent again."""
        return (self.site, *calls_of(self.frame))


def calls_of(frame: Frame | None, inside: Closure | None = None) -> Way:
    """The calls that led to a frame, the last first; from the call of a function on, where one is given."""
    frames = takewhile(lambda one: inside is None or one.closure is not inside, frames_of(frame))
    return tuple(one.call for one in frames if one.call is not None)


class Ended(msgspec.Struct):
    """How something ended that the platform was asked for, in which turn; `frame`: who asked.

    `decided`: which decision that was, -1 where it was none.
    """

    outcome: Outcome
    frame: Frame | None
    turn: int
    decided: int


class Write(msgspec.Struct):
    """A write to a lasting variable or field: the statement, the turn, the value."""

    table: dict[str, Any]
    name: str
    place: Place
    turn: int
    value: Any


class Pending(msgspec.Struct):
    """A call of the platform that is still to be answered: when it was made, and when its answer is due.

    `many`: it stands for an unknown number of such calls, one for each turn of a loop.
    """

    name: str
    request: bool
    options: Any
    promise: Any
    frame: Frame | None
    place: Place
    asked: float
    due: float
    many: bool = False

    @property
    def is_dialog_with_end(self) -> bool:
        """Whether the user is asked something, and something is done with the answer."""
        waits = self.promise is not None and self.promise.reactions
        return self.name in DIALOGS and (is_called_back(self.options) or bool(waits))


def is_called_back(options: Val) -> bool:
    """Whether the options of a call hold a callback."""
    return isinstance(options, Obj) and any(one in options.props for one in CALLBACKS)


def target_of(options: Val) -> str | None:
    """The page that a navigation goes to, as far as it is known."""
    url = options.props.get("url") if isinstance(options, Obj) else None
    known = url.prefix if type(url) is Text else ""
    return known.partition("?")[0].strip("/") or None


def is_writing(m: Machine, options: Val) -> bool:
    """Whether a request's method is one that changes state."""
    method = options.props.get("method") if isinstance(options, Obj) else None
    value = m.pick(method) if method is not None else None
    known = value.known if type(value) is Text else None
    return known is not None and known.upper() in WRITING_METHODS
