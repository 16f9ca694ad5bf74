"""Smaller mishaps of the rehearsal: toasts nobody reads, promises that never end, floods, endless retries."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from wxlint.link.blame import FAULTS, fate_of, reasons, worst
from wxlint.link.noted import Fate, Hidden, Made, MishapNotes
from wxlint.link.raw import frames_of
from wxlint.model.place import Place
from wxlint.model.program import EndlessRetry, HiddenToast, Outcome, UnsettledPromise
from wxlint.platform.behaviour import DIALOGS

if TYPE_CHECKING:
    from wxlint.link.engine.heap import Closure
    from wxlint.link.engine.promise import Promise
    from wxlint.link.played import Sent
    from wxlint.link.rehearsal import Stage

#: As often a request must start itself again, with nothing decided in between, to be taken for endless.
_AGAIN = 5
_NEW_PROMISE = len("new Promise")


class Mishaps:
    """Collects them over all ways through all entries."""

    def __init__(self) -> None:
        self._noted = MishapNotes()

    def look(self, stage: Stage, *, later: bool) -> None:
        """Notes what the way that was just played shows. `later`: it needs a flag that was set before."""
        showing = any(not shown.toast for shown in stage.shows)
        for toast, hide, turn in stage.hidden:
            if later and not showing and turn < stage.first_answer:
                # What is hidden is, as a rule, what that showed, under which nobody taps.
                continue
            answer, fault = _answered(stage, turn)
            told = self._noted.toasts.setdefault(toast, Hidden(hide))
            (told.answers if fault is None else told.faults).append(fault or answer)
        self._noted.around |= {
            id(frame.closure.func)
            for sent in stage.sent
            for frame in frames_of(sent.frame)
            if frame.closure is not None
        }
        pending = [one for one in stage.m.promises if one.status == "pending" and one.executor is not None]
        for promise in stage.m.promises:
            place, executor = promise.place, promise.executor
            if place is None or executor is None:
                continue
            made = self._noted.promises.setdefault(place, Made(id(executor.func)))
            fate = fate_of(stage, sends=False, inside=executor)
            if promise.status != "pending":
                made.well[fate] = None
            elif not (stage.poisoned or promise.kept or any(_waits(executor, other) for other in pending)):
                known = _known(fate, promise, executor)
                if known is not None:
                    (made.perhaps if stage.m.guessed else made.open)[known] = None

    def look_at_retries(self, stage: Stage, kind: str) -> None:
        """Notes a request that was sent again and again while every answer was of one kind."""
        if stage.m.unsure or any(one.name in DIALOGS for one in stage.pending):
            # What is asked for may have been changed (`list.shift()`). Or the user is asked something each
            # time: it is not at once that it goes on.
            return
        for site in dict.fromkeys(one.site for one in stage.sent):
            made = [one for one in stage.sent if one.site == site]
            if len(made) < _AGAIN or stage.ticks:
                continue
            # Other requests of the same wrapper may stand between one and its repetition.
            for first in range(min(len(made), _AGAIN)):
                line = _line(made[first:])
                place = _again(line[0], line[1]) if _goes_on(line, stage.turn) else None
                if place is not None and line[0].decided == line[_AGAIN - 1].decided:
                    self._noted.retries.setdefault(place, []).append(Outcome(kind, site))  # type: ignore[arg-type]

    def drain(self) -> MishapNotes:
        """What was noted since the last time; it is forgotten here."""
        noted, self._noted = self._noted, MishapNotes()
        return noted

    def absorb(self, noted: MishapNotes) -> None:
        """Notes what was drained, after what is noted already."""
        for toast, hidden in noted.toasts.items():
            told = self._noted.toasts.setdefault(toast, Hidden(hidden.hide))
            told.answers.extend(hidden.answers)
            told.faults.extend(hidden.faults)
        for place, made in noted.promises.items():
            known = self._noted.promises.setdefault(place, Made(made.func))
            known.open.update(made.open)
            known.perhaps.update(made.perhaps)
            known.well.update(made.well)
        for site, outcomes in noted.retries.items():
            self._noted.retries.setdefault(site, []).extend(outcomes)
        self._noted.around |= noted.around

    @property
    def toasts(self) -> tuple[HiddenToast, ...]:
        """One record a toast."""
        return tuple(
            HiddenToast(toast, one.hide, worst(one.answers or one.faults))
            for toast, one in sorted(self._noted.toasts.items())
        )

    @property
    def promises(self) -> tuple[UnsettledPromise, ...]:
        """One record a `new Promise`."""
        found: list[UnsettledPromise] = []
        for place, made in sorted(self._noted.promises.items()):
            outcomes = reasons(made.open if made.well else {**made.open, **made.perhaps}, made.well)
            if outcomes and made.func in self._noted.around:
                start = Place(place.path, place.start, place.start + _NEW_PROMISE)
                found.append(UnsettledPromise(start, place, worst(outcomes)))
        return tuple(found)

    @property
    def retries(self) -> tuple[EndlessRetry, ...]:
        """One record a call that leads to such a request."""
        return tuple(
            EndlessRetry(place, worst(outcomes)) for place, outcomes in sorted(self._noted.retries.items())
        )


def _answered(stage: Stage, turn: int) -> tuple[Outcome, Outcome | None]:
    """What ended as the turn began, or last before it; and what went wrong before that, if that went well."""
    before = [one for one in stage.ended if one.turn <= turn]
    last = [one.outcome for one in before if one.turn == before[-1].turn]
    answer = worst(last) if last else Outcome("any")
    fault = next((one.outcome for one in before if one.outcome.kind in FAULTS), None)
    return answer, None if answer.kind in FAULTS else fault


def _waits(executor: Closure, other: Promise) -> bool:
    """Whether a promise may be open because another one is that was made on behalf of its executor."""
    return other.executor is not executor and any(one.closure is executor for one in frames_of(other.maker))


def _known(fate: Fate, promise: Promise, executor: Closure) -> Fate | None:
    """How a way ended that left the promise open; None where a user just said no, or it is not known."""
    returned = promise.returned
    if fate.faults or fate.answers:
        return fate
    if returned is None or returned.path != executor.unit.path:
        return None
    own = executor.func.start <= returned.start and returned.end <= executor.func.end
    return msgspec.structs.replace(fate, otherwise=Outcome("return", returned)) if own else None


def _line(made: list[Sent]) -> list[Sent]:
    """A request and those that go on from its answer, each from the answer of the one before."""
    line = made[:1]
    for later in made[1:]:
        if _again(line[-1], later):
            line.append(later)
    return line


def _goes_on(line: list[Sent], turn: int) -> bool:
    """Whether a request is still sent again as the play is broken off, in that turn: no count ended it."""
    turns = [one.turn for one in line]
    return len(line) >= _AGAIN and turn - turns[-1] <= 2 * max(b - a for a, b in pairwise(turns))


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
