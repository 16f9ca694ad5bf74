"""What servers' bodies mean by convention: no document says it, so it only ever keeps a rule silent."""

from __future__ import annotations

import re

#: Names of members that are there, or true, when something went wrong.
_WRONG = re.compile("err|fail|invalid|expire|denied|reject", re.IGNORECASE)
#: Names of members that may hold anything on any outcome.
_VAGUE = frozenset(("length", "message", "msg", "info", "tip", "desc", "type", "id"))
#: Codes that mean success, as numbers or texts.
_YES = frozenset(
    ("0", "1", "200", "10000", "20000", "00000", "000000", "0000", "ok", "success", "true", "yes")
)


def says_yes(name: str, value: bool | float | str) -> bool | None:
    """Whether a body whose member `name` is `value` (True: is there, or true) says that all went well.

    None where it says nothing of the kind.
    """
    if name.lower() in _VAGUE:
        return None
    if isinstance(value, bool):
        return value != bool(_WRONG.search(name))
    known = (f"{value:g}" if isinstance(value, float) else str(value)).lower()
    return known in _YES if known in _YES or known.lstrip("-").isdigit() else None
