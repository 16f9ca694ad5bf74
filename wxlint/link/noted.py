"""What is noted of the ways through a program as they are played: records that processes send each other."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from wxlint.link.engine.heap import UNDEF, truth
from wxlint.link.lasting import Field
from wxlint.link.memory import Where
from wxlint.link.played import Way
from wxlint.model.place import Place
from wxlint.model.program import Outcome

Cause: TypeAlias = tuple[Outcome, Way]
"""How something ended that the platform was asked for, and the calls that led to it."""


class Fate(msgspec.Struct, frozen=True):
    """How a way ended. `faults`: what went wrong, `at`: as which decision; `answers`, `then`: what went well.

    `otherwise`: where neither is there. `picks`: what was decided on the way, and by which tests.
    """

    faults: tuple[Cause, ...]
    at: tuple[int, ...]
    answers: tuple[Cause, ...]
    then: tuple[int, ...]
    otherwise: Outcome
    picks: tuple[int, ...]
    asked: tuple[Place | None, ...]


class Flag(msgspec.Struct):
    """A lasting variable or field that was set with a request.

    `before`: what it held; `released`: it holds something else now. `late`: only an answer set it.
    """

    table: Any
    name: str
    label: str
    place: Place
    before: Any
    released: tuple[Place, ...]
    late: bool

    @property
    def is_reset(self) -> bool:
        """Whether it now holds, or may hold, something else than what it was set to."""
        return truth(self.table.get(self.name, UNDEF)) is not (not truth(self.before))


class Stuck(msgspec.Struct):
    """A way that leaves a flag set. `entry`: what was played; `hidden`: its element is away for as long.

    `idle`: whether the flag holds, as a condition, while nothing is under way. `denied`: a body said no.
    `tested`: the condition that keeps the request from being sent again.
    """

    outcome: Outcome
    fate: Fate
    denied: bool
    idle: bool
    late: bool
    label: str
    place: Place
    entry: int
    tested: Place
    hidden: bool


class Freed(msgspec.Struct):
    """A way that resets a flag. `denied`: a body said no; `idle`: as of `Stuck`; `places`: where it is reset.

    `sends`: it got as far as a request.
    """

    outcome: Outcome
    fate: Fate
    denied: bool
    idle: bool
    entry: int
    places: tuple[Place, ...]
    sends: bool


class Story(msgspec.Struct):
    """What happened to one flag."""

    name: str
    stuck: list[Stuck]
    freed: list[Freed]
    left: bool = False


class FlagNotes(msgspec.Struct):
    """The story of each flag; what a tap sets it to, as a condition.

    `rests`: what it stays as a tap leaves it on which nothing is sent.
    """

    stories: dict[Where, Story] = {}
    rests: dict[Where, set[bool | None]] = {}
    set: dict[Where, set[bool | None]] = {}


Held = frozenset[tuple[Field, bool | None]]
LeftWay = tuple[Fate, Held, bool]
"""How a way ended, what lasting fields held when it began, and whether some decision on it is a guess."""


Key = tuple[str, Place]
"""What is shown, and by which call."""


class LeakNotes(msgspec.Struct):
    """What was shown and left open, or closed, by entry and way; where it is closed.

    `sites`: the platform's calls that helpers make for others. `timed`: what fields come to hold as a timer
    closes a loading: until then that timer runs.
    """

    open: dict[Key, dict[int, list[LeftWay]]] = {}
    well: dict[Key, dict[int, list[Fate]]] = {}
    closed: dict[Key, dict[Place, None]] = {}
    sites: dict[Place, Place] = {}
    timed: set[tuple[Field, bool | None]] = set()
    with_request: set[Place] = set()
    sending: set[Place] = set()
    only: set[Place] = set()


class Made(msgspec.Struct):
    """A `new Promise`: its executor, the ways that leave it open, and those that settle it.

    `perhaps`: the ways that leave it open if what was decided on them is so.
    """

    func: int
    open: dict[Fate, None] = {}
    perhaps: dict[Fate, None] = {}
    well: dict[Fate, None] = {}


class Hidden(msgspec.Struct):
    """A toast that a `hideLoading` takes away: after which answers, and after which earlier faults."""

    hide: Place
    answers: list[Outcome] = []
    faults: list[Outcome] = []


class MishapNotes(msgspec.Struct):
    """The mishaps by their places. `around`: executors of promises that, on some way, sent a request."""

    toasts: dict[Place, Hidden] = {}
    promises: dict[Place, Made] = {}
    retries: dict[Place, list[Outcome]] = {}
    around: set[int] = set()
