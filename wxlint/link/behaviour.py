"""What happens on each outcome: loadings that leak, taps that send twice, flags that stay set."""

from __future__ import annotations

import msgspec

from wxlint.model.program import DoubleTap, Leak, StuckGuard


class Behaviours(msgspec.Struct, frozen=True):
    """What the rehearsal of a program found."""

    leaks: tuple[Leak, ...] = ()
    double_taps: tuple[DoubleTap, ...] = ()
    stuck_guards: tuple[StuckGuard, ...] = ()


def behaviours(*args: object) -> Behaviours:
    return Behaviours()
