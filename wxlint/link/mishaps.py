"""Smaller mishaps of the rehearsal: toasts nobody reads, promises that never end, floods, endless retries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.link.leaks import FIRST, blame
from wxlint.link.raw import frames_of
from wxlint.model.place import Place
from wxlint.model.program import EndlessRetry, HiddenToast, Outcome, UnsettledPromise

if TYPE_CHECKING:
    from wxlint.link.engine.promise import Promise
    from wxlint.link.rehearsal import Stage

#: As often a request must start itself again, with nothing decided in between, to be taken for endless.
_AGAIN = 5
_NEW_PROMISE = len("new Promise")


class Mishaps:
    """Collects them over all ways through all entries."""

    def __init__(self) -> None:
        self._toasts: dict[Place, tuple[Place, list[Outcome]]] = {}
        self._promises: dict[Place, list[Outcome]] = {}
        self._retries: dict[Place, list[Outcome]] = {}

    def look(self, stage: Stage) -> None:
        """Notes what the way that was just played shows."""
        for toast, hide in stage.hidden:
            self._toasts.setdefault(toast, (hide, []))[1].append(blame(stage))
        if stage.poisoned:
            return
        for promise in stage.m.promises:
            if promise.status == "pending" and promise.place is not None and _around_request(stage, promise):
                start = promise.place.start
                place = Place(promise.place.path, start, start + _NEW_PROMISE)
                self._promises.setdefault(place, []).append(blame(stage))

    def look_at_retries(self, stage: Stage, kind: str) -> None:
        """Notes a request that was sent again and again while every answer was of one kind."""
        for site in dict.fromkeys(one.site for one in stage.sent):
            made = [one for one in stage.sent if one.site == site]
            if len(made) < _AGAIN or stage.waited or made[0].decided != made[_AGAIN - 1].decided:
                continue
            if all(_caused(later.frame, site, stage) for later in made[1:_AGAIN]):
                self._retries.setdefault(site, []).append(Outcome(kind, site))  # type: ignore[arg-type]

    @property
    def toasts(self) -> tuple[HiddenToast, ...]:
        """One record a toast."""
        return tuple(
            HiddenToast(toast, hide, _worst(outcomes))
            for toast, (hide, outcomes) in sorted(self._toasts.items())
        )

    @property
    def promises(self) -> tuple[UnsettledPromise, ...]:
        """One record a `new Promise`."""
        found = sorted(self._promises.items())
        return tuple(UnsettledPromise(place, _worst(outcomes)) for place, outcomes in found)

    @property
    def retries(self) -> tuple[EndlessRetry, ...]:
        """One record a request."""
        return tuple(EndlessRetry(site, _worst(outcomes)) for site, outcomes in sorted(self._retries.items()))


def _worst(outcomes: list[Outcome]) -> Outcome:
    return min(outcomes, key=lambda one: FIRST.index(one.kind))


def _around_request(stage: Stage, promise: Promise) -> bool:
    """Whether a request was sent from inside the promise's executor."""
    executor = promise.executor
    return executor is not None and any(
        frame.closure is not None and frame.closure.func is executor.func
        for sent in stage.sent
        for frame in frames_of(sent.frame)
    )


def _caused(frame: object, site: Place, stage: Stage) -> bool:
    """Whether a request goes on from the answer of an earlier one at the same site."""
    earlier = {id(one.frame) for one in stage.sent if one.site == site and one.frame is not frame}
    return any(id(one) in earlier for one in frames_of(frame))  # type: ignore[arg-type]
