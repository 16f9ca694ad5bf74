"""Takes away what runs leave behind and nobody holds: cycles of frames, scopes and functions."""

from __future__ import annotations

import gc

#: So many objects more than after the last time are worth looking through.
MANY = 5_000


def sweep() -> None:
    """Called between runs: looks through what was made since the last time, once it is much.

    What is found to be held is not looked at again. So each object is looked at once, and the collector of
    Python, which would look at all of them again and again, stays off.
    """
    if gc.get_count()[0] > MANY:
        gc.collect(0)
