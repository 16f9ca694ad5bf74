"""What holds variables and members.

It runs from its source: compiled, each of a kind of `dict` has a `dict` of its own, for what it is besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wxlint.link.engine.heap import Val


class Table(dict[str, "Val"]):
    """The variables of a scope or the members of an object. `born`: when it was made."""

    __slots__ = ("born",)

    born: int
