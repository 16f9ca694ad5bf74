"""Names and other words of scripts, of which each is one string however often it is written."""

from __future__ import annotations

from abc import ABCMeta
from sys import intern
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    #: A `str`, interned: tables of names find it without comparing its letters.
    Symbol: TypeAlias = str
else:

    class Symbol(metaclass=ABCMeta):  # noqa: B024 - nothing is made of it
        """What msgspec takes for a kind of its own, so that it asks `symbol` for it."""

    Symbol.register(str)


def symbol(kind: type, written: Any) -> Any:
    """A symbol as it was written, or a fault: the `dec_hook` of decoders of facts."""
    if type(written) is not str:
        raise ValueError(kind)
    return intern(written)


__all__ = ["Symbol", "symbol"]
