"""What names and codes mean by convention: no document says it, so it only ever keeps a rule silent."""

from __future__ import annotations

import re
from collections.abc import Collection

from wxlint.regexps import regexp

#: Names of members that are there, or true, when something went wrong.
_WRONG = regexp("err|fail|invalid|expire|denied|reject", re.IGNORECASE)
#: Names of members that may hold anything on any outcome.
_VAGUE = frozenset(("length", "message", "msg", "info", "tip", "desc", "type", "id"))
#: Codes that mean success, as numbers or texts.
_YES = frozenset(
    ("0", "1", "200", "10000", "20000", "00000", "000000", "0000", "ok", "success", "true", "yes")
)

#: What an item's id is called, alone or at the end of a longer name.
_IDENTITY = regexp(r"(?:^_?|_)id$|[a-z0-9]I[dD]$|^(?:ID|uid|uuid|openid)$")

#: What the environments are called that users have, and those that they have not. [in the field]
_RELEASED = frozenset(("production", "prod", "prd", "release", "online"))
_OTHER = frozenset((
    "development", "develop", "dev", "test", "testing", "trial", "local", "mock", "stage", "staging", "sit",
    "uat", "pre", "preview", "beta", "debug", "gray",
))  # fmt: skip
#: Names that scripts are handed by whatever runs them: Node, browsers, workers.
OF_HOSTS = frozenset((
    "global", "globalThis", "window", "self", "root", "top", "parent", "process", "require", "module",
    "exports", "define", "document", "navigator", "location", "event", "console", "name", "status", "history",
    "screen",
))  # fmt: skip


def released_of(names: Collection[str]) -> str | None:
    """Of a table's names, the environment that users have; None where it is no table of environments."""
    released = [name for name in names if name.lower() in _RELEASED]
    others = sum(name.lower() in _OTHER for name in names)
    return released[0] if len(released) == 1 and others and others + 1 == len(names) else None


def is_identity(name: str) -> bool:
    """Whether a member or attribute of this name tells one item of a list from the others: `orderId`."""
    return _IDENTITY.search(name) is not None


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
