"""What a way through a program leaves behind: what was shown, sent and written, and what is still open."""

from __future__ import annotations

from typing import Any

import msgspec

from wxlint.link.engine.machine import Frame
from wxlint.model.place import Place


class Shown(msgspec.Struct):
    """What covers the page: by which call, in which turn, whether it takes no taps."""

    place: Place
    turn: int
    mask: bool
    toast: bool
    read: bool = False


class Sent(msgspec.Struct):
    """A request that was sent: where, in which turn, by which tap, whether a dialog stood before it."""

    site: Place
    frame: Frame | None
    turn: int
    tap: int
    writes: bool
    dialog: bool
    decided: int


class Write(msgspec.Struct):
    """A write to a lasting variable or field: the statement, the turn, the value."""

    table: dict[str, Any]
    name: str
    place: Place
    turn: int
    value: Any


class Pending(msgspec.Struct):
    """A call of the platform that is still to be answered."""

    name: str
    request: bool
    options: Any
    promise: Any
    frame: Frame | None
    place: Place
    due: float
