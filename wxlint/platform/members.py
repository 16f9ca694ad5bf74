"""The members of `wx`, read from `members.json`.

[miniprogram-api-typings@5.2.3, types/wx/lib.wx.api.d.ts, and those that only its older versions have]
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec


@lru_cache(maxsize=1)
def members() -> frozenset[str]:
    """Their names."""
    data = Path(__file__).with_name("members.json").read_bytes()
    return frozenset(msgspec.json.decode(data, type=list[str]))
