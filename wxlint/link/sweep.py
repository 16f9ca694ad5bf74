"""Takes away what runs leave behind and nobody holds: cycles of frames, scopes and functions."""

from __future__ import annotations

import gc
import sys

#: So many objects more than after the last time are worth looking through.
MANY = 5_000
#: Bytes of memory that a process may have before anything is taken away: a run over most projects never does.
ROOM = 250 << 20
#: What the system counts memory in.
_UNIT = 1 if sys.platform == "darwin" else 1024
#: How many objects are made when it is asked next how much memory there is: that takes its time.
_next = [MANY]


def sweep() -> None:
    """Called between runs: looks through what was made since the last time, once it is much.

    What is found to be held is not looked at again. So each object is looked at once, and the collector of
    Python, which would look at all of them again and again, stays off.
    """
    made = gc.get_count()[0]
    if made > _next[0]:
        narrow = _is_narrow()
        _next[0] = MANY if narrow else made + MANY
        if narrow:
            gc.collect(0)


def _is_narrow() -> bool:
    """Whether the process has had more memory than is nobody's concern, or the system does not tell."""
    if sys.platform == "win32":
        return True
    from resource import RUSAGE_SELF, getrusage

    return getrusage(RUSAGE_SELF).ru_maxrss * _UNIT > ROOM
