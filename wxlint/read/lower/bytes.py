"""Byte offsets of the syntax tree, each number made once for all scripts: what is lowered is full of them."""

from __future__ import annotations

from wxlint.read.offset import Offset

#: Offsets beyond stand in few scripts.
_SHARED = 1 << 17


class _Offsets(dict[Offset, Offset]):
    def __missing__(self, offset: Offset) -> Offset:
        if offset < _SHARED:
            self[offset] = offset
        return offset


#: `byte[node.start_byte]` is the one number for that offset.
byte = _Offsets()
