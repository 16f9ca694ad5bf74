"""Which functions matter: judged by the names in their text, before anything is run."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wxlint.link.engine.heap import Closure

TRANSFER = re.compile(rb"\b(?:request|uploadFile|downloadFile|connectSocket)\b")
INTERESTING = re.compile(
    rb"\b(?:request|uploadFile|downloadFile|connectSocket|showLoading|hideLoading|showToast"
    rb"|showNavigationBarLoading|stopPullDownRefresh)\b"
)
#: Callers of callers are looked for so many times.
_ROUNDS = 8


def weighty(closures: Iterable[Closure]) -> set[int]:
    """The functions (by `id`) from which, judging by names, a request or a loading may be reached."""
    waiting = {id(closure.func): closure for closure in closures}
    found: set[int] = set()
    pattern = INTERESTING
    for _ in range(_ROUNDS):
        names: set[str] = set()
        for number, closure in list(waiting.items()):
            if pattern.search(closure.unit.script.data, closure.func.start, closure.func.end):
                del waiting[number]
                found.add(number)
                names.add(closure.name)
        names.discard("")
        if not names:
            break
        pattern = re.compile(
            rb"\b(?:" + b"|".join(re.escape(name.encode()) for name in sorted(names)) + rb")\b"
        )
    return found
