"""What happens on each outcome, as rules see it: loadings that leak, taps that send twice, stuck flags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from wxlint.link.played import Way
from wxlint.link.rehearser import Rehearser
from wxlint.model.place import Place
from wxlint.model.program import (
    DoubleTap,
    EndlessRetry,
    Flood,
    Handler,
    HiddenToast,
    Leak,
    Request,
    StuckGuard,
    UnsettledPromise,
)

#: The requests that handlers reach, by the handler's place.
_Reached = Mapping[Place, Sequence[Request]]


class Behaviours(msgspec.Struct, frozen=True):
    """What the rehearsal of a program found."""

    leaks: tuple[Leak, ...] = ()
    hidden_toasts: tuple[HiddenToast, ...] = ()
    unsettled_promises: tuple[UnsettledPromise, ...] = ()
    floods: tuple[Flood, ...] = ()
    endless_retries: tuple[EndlessRetry, ...] = ()
    double_taps: tuple[DoubleTap, ...] = ()
    stuck_guards: tuple[StuckGuard, ...] = ()


def behaviours(rehearser: Rehearser, requests: tuple[Request, ...]) -> Behaviours:
    """What a rehearsal found, as rules see it."""
    survey, reached = rehearser.survey, _reached(requests)
    return Behaviours(
        leaks=rehearser.leaks.found(),
        hidden_toasts=rehearser.mishaps.toasts,
        unsettled_promises=rehearser.mishaps.promises,
        floods=tuple(_floods(rehearser, reached)),
        endless_retries=rehearser.mishaps.retries,
        double_taps=tuple(_double_taps(rehearser, reached)),
        stuck_guards=rehearser.flags.found(
            survey.memory, rehearser.free(), rehearser.starts(), survey.machine.scattered
        ),
    )


def _reached(requests: tuple[Request, ...]) -> _Reached:
    """The requests that each handler reaches, by its place."""
    found: dict[Place, list[Request]] = {}
    for one in requests:
        for place in {handler.place for handler in one.handlers}:
            found.setdefault(place, []).append(one)
    return found


def _told(requests: _Reached, handler: Handler, both: frozenset[Way]) -> tuple[Request, ...]:
    """The requests at some sites that the handler reaches: as calls of wrappers where they are that."""
    reached = requests.get(handler.place, ())
    sites = [one for one in reached if any(one.site == way[0] for way in both)]
    effective = [
        one
        for one in sites
        if one.kind == "effective" and any(one.site == way[0] and one.place in way for way in both)
    ]
    wrapped = {one.site for one in effective}
    return (*effective, *(one for one in sites if one.kind == "direct" and one.site not in wrapped))


def _floods(rehearser: Rehearser, requests: _Reached) -> Iterator[Flood]:
    for handler, both, certain in rehearser.flooded:
        told = _told(requests, handler, both)
        if told:
            yield Flood(handler, told, "certain" if certain else "likely")


def _double_taps(rehearser: Rehearser, requests: _Reached) -> Iterator[DoubleTap]:
    merged: dict[Place, tuple[Handler, frozenset[Way], bool]] = {}
    for handler, both, certain in rehearser.doubles:
        first, sites, sure = merged.get(handler.place, (handler, both, certain))
        merged[handler.place] = (first, sites | both, sure or certain)
    for handler, both, certain in merged.values():
        told = _told(requests, handler, both)
        if told:
            yield DoubleTap(handler, told, confidence="certain" if certain else "likely")


__all__ = ["Behaviours", "behaviours"]
