"""Byte offsets in scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    #: An `int`. Compiled code makes a number anew wherever it hands one on that it knows to be one: two for
    #: each place that is kept.
    Offset: TypeAlias = Any
else:
    Offset = int

__all__ = ["Offset"]
