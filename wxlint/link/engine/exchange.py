"""One request of one run: what the program does with its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Frame, Machine
    from wxlint.model.place import Place


class Exchange:
    """What one run does with one request's outcome.

    `status_read`: the status was looked at. `users`: the frames that used the body. `objects`: the places
    that took the body for an object, `checked`: its type was looked at. `escaped`: the answer went where
    nobody sees what is done with it. `handled`: something happens when the request fails; `like`: another
    one that goes the same way when it fails, and is followed there. `returned`: whoever calls the method that
    was run by itself is told of the failure, and may handle it.
    """

    __slots__ = (
        "api", "checked", "escaped", "handled", "like", "machine", "objects", "returned", "site",
        "status_read", "users",
    )  # fmt: skip

    def __init__(self, machine: Machine, api: str, site: Place) -> None:
        self.machine = machine
        self.api = api
        self.site = site
        self.status_read = False
        self.users: list[Frame | None] = []
        self.objects: list[Place] = []
        self.checked = False
        self.escaped = False
        self.handled = False
        self.returned = False
        self.like: Exchange | None = None
