"""Where something is written."""

from __future__ import annotations

import msgspec


class Place(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A span of one file: `path` below the checked folder (with `/`), `start` and `end` in bytes."""

    path: str
    start: int
    end: int

    def part(self, start: int, length: int) -> Place:
        """The span of `length` bytes that begins `start` bytes into this one."""
        return Place(self.path, self.start + start, self.start + start + length)
