"""Smaller mishaps of the rehearsal: toasts nobody reads, promises that never end, floods, endless retries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from wxlint.link.leaks import blame, worst
from wxlint.link.raw import frames_of
from wxlint.model.place import Place
from wxlint.model.program import EndlessRetry, HiddenToast, Outcome, UnsettledPromise

if TYPE_CHECKING:
    from wxlint.link.engine.promise import Promise
    from wxlint.link.played import Sent
    from wxlint.link.rehearsal import Stage

#: As often a request must start itself again, with nothing decided in between, to be taken for endless.
_AGAIN = 5
_NEW_PROMISE = len("new Promise")


class _Noted(msgspec.Struct):
    """The mishaps by their places. `around`: executors of promises that, on some way, sent a request."""

    toasts: dict[Place, tuple[Place, list[Outcome]]] = {}
    promises: dict[Place, tuple[int, list[Outcome]]] = {}
    retries: dict[Place, list[Outcome]] = {}
    around: set[int] = set()


class Mishaps:
    """Collects them over all ways through all entries."""

    def __init__(self) -> None:
        self._noted = _Noted()

    def look(self, stage: Stage) -> None:
        """Notes what the way that was just played shows."""
        for toast, hide in stage.hidden:
            self._noted.toasts.setdefault(toast, (hide, []))[1].append(blame(stage))
        if stage.poisoned:
            return
        inside = {
            id(frame.closure.func)
            for sent in stage.sent
            for frame in frames_of(sent.frame)
            if frame.closure is not None
        }
        self._noted.around |= inside
        for promise in stage.m.promises:
            executor, place = promise.executor, promise.place
            if promise.status != "pending" or promise.kept or place is None or executor is None:
                continue
            func = id(executor.func)
            outcome = blame(stage) if func in inside else _without_request(stage, promise)
            if outcome is not None:
                place = Place(place.path, place.start, place.start + _NEW_PROMISE)
                self._noted.promises.setdefault(place, (func, []))[1].append(outcome)

    def look_at_retries(self, stage: Stage, kind: str) -> None:
        """Notes a request that was sent again and again while every answer was of one kind."""
        for site in dict.fromkeys(one.site for one in stage.sent):
            made = [one for one in stage.sent if one.site == site]
            if len(made) < _AGAIN or stage.waited:
                continue
            # Other requests of the same wrapper may stand between one and its repetition.
            for first in range(min(len(made), _AGAIN)):
                line = _line(made[first:])
                place = _again(line[0], line[1]) if len(line) == _AGAIN else None
                if place is not None and line[0].decided == line[-1].decided:
                    self._noted.retries.setdefault(place, []).append(Outcome(kind, site))  # type: ignore[arg-type]

    def drain(self) -> _Noted:
        """What was noted since the last time; it is forgotten here."""
        noted, self._noted = self._noted, _Noted()
        return noted

    def absorb(self, noted: _Noted) -> None:
        """Notes what was drained, after what is noted already."""
        for toast, (hide, outcomes) in noted.toasts.items():
            self._noted.toasts.setdefault(toast, (hide, []))[1].extend(outcomes)
        for place, (func, outcomes) in noted.promises.items():
            self._noted.promises.setdefault(place, (func, []))[1].extend(outcomes)
        for site, outcomes in noted.retries.items():
            self._noted.retries.setdefault(site, []).extend(outcomes)
        self._noted.around |= noted.around

    @property
    def toasts(self) -> tuple[HiddenToast, ...]:
        """One record a toast."""
        return tuple(
            HiddenToast(toast, hide, worst(outcomes))
            for toast, (hide, outcomes) in sorted(self._noted.toasts.items())
        )

    @property
    def promises(self) -> tuple[UnsettledPromise, ...]:
        """One record a `new Promise`."""
        return tuple(
            UnsettledPromise(place, worst(outcomes))
            for place, (func, outcomes) in sorted(self._noted.promises.items())
            if func in self._noted.around
        )

    @property
    def retries(self) -> tuple[EndlessRetry, ...]:
        """One record a call that leads to such a request."""
        return tuple(
            EndlessRetry(place, worst(outcomes)) for place, outcomes in sorted(self._noted.retries.items())
        )


def _without_request(stage: Stage, promise: Promise) -> Outcome | None:
    """How a way ended that left the promise open before any request; None where a user just said no."""
    failed = next((outcome for outcome in stage.outcomes if outcome.kind == "api-fail"), None)
    returned, executor = promise.returned, promise.executor
    if failed is not None or returned is None or executor is None:
        return failed
    own = returned.path == executor.unit.path
    own = own and executor.func.start <= returned.start and returned.end <= executor.func.end
    return Outcome("return", returned) if own else None


def _line(made: list[Sent]) -> list[Sent]:
    """A request and those that go on from its answer, each from the answer of the one before."""
    line = made[:1]
    for later in made[1:]:
        if len(line) < _AGAIN and _again(line[-1], later):
            line.append(later)
    return line


def _again(earlier: Sent, later: Sent) -> Place | None:
    """Whether a request goes on from the answer of an earlier one: some function is on the way once more.

    Gives the call in that function that leads to the request.
    """
    before = {id(one) for one in frames_of(earlier.frame)}
    place = later.site
    old: set[int] = set()
    new: dict[int, Place] = {}
    for one in frames_of(later.frame):
        if one.closure is not None:
            func = id(one.closure.func)
            if old or id(one) in before:
                old.add(func)
            else:
                new.setdefault(func, place)
        place = one.name or one.call or place
    return next((new[func] for func in new if func in old), None) if later.turn > earlier.turn else None
