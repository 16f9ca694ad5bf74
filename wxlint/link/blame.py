"""Which outcome a way is told by: what went wrong on it, and not on the ways that came out well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from wxlint.link.engine.evaluate import span
from wxlint.link.noted import Cause, Fate
from wxlint.link.played import calls_of
from wxlint.link.raw import frames_of
from wxlint.model.place import Place
from wxlint.model.program import Outcome

if TYPE_CHECKING:
    from wxlint.link.engine.decisions import Test
    from wxlint.link.engine.frame import Frame
    from wxlint.link.engine.heap import Closure
    from wxlint.link.rehearsal import Stage

#: Which outcome a message names where several leak: the one that a developer is least likely to have tried.
FIRST = ("fail", "status", "api-fail", "throw", "return", "success", "unsent", "any")
#: What goes wrong.
FAULTS = frozenset(("fail", "status", "api-fail", "throw"))

Tests: TypeAlias = "list[tuple[Test, bool]]"
"""The tests that a way met, and how each came out."""


def fate_of(stage: Stage, *, sends: bool, inside: Closure | None = None) -> Fate:
    """How the way ended that was just played. `sends`: whether others like it send a request.

    `inside`: of what was asked for and decided, that alone counts which was by this function.
    """
    faults: list[Cause] = []
    at: list[int] = []
    answers: list[Cause] = []
    then: list[int] = []
    for one in stage.ended:
        if inside is None or _is_of(one.frame, inside):
            wrong = one.outcome.kind in FAULTS
            (faults if wrong else answers).append((one.outcome, calls_of(one.frame, inside)))
            (at if wrong else then).append(one.decided)
    picks, places = tuple(pick for pick, *_ in stage.m.taken), map(place_of, stage.m.asked)
    asked = tuple(one if inside is None or is_in(one, inside) else None for one in places)
    otherwise = _ending(stage, sends=sends)
    return Fate(tuple(faults), tuple(at), tuple(answers), tuple(then), otherwise, picks, asked)


def _ending(stage: Stage, *, sends: bool) -> Outcome:
    """How a way ended on which nothing that was asked for did. `sends`: whether others send a request."""
    if not stage.sent and stage.m.last_return is not None:
        return Outcome("return", stage.m.last_return)
    return Outcome("unsent" if sends and not stage.sent else "any")


def _is_of(frame: Frame | None, function: Closure) -> bool:
    """Whether a function led to something: itself, not once more from where it was called again."""
    closures = (one.closure for one in frames_of(frame) if one.closure is not None)
    return next((one for one in closures if one.func is function.func), None) is function


def is_in(place: Place | None, function: Closure) -> bool:
    """Whether a place is in the body of a function."""
    if place is None or place.path != function.unit.path:
        return False
    return bool(function.func.start <= place.start and place.end <= function.func.end)


def place_of(test: Test | None) -> Place | None:
    """Where a test stands."""
    if test is None:
        return None
    start, end = span(test[1])
    return Place(test[0], start, end)


def differing(one: Tests, other: Tests) -> Place | None:
    """The first test that came out otherwise on another way."""
    pairs = zip(one, other, strict=False)
    test = next((test for (test, held), (_, other_held) in pairs if held != other_held), None)
    return place_of(test)


def reasons(left: Iterable[Fate], well: Iterable[Fate]) -> list[Outcome | None]:
    """For each way that left something the outcome to blame, beside the ways on which all came out well.

    An outcome is to blame that no way has which came out well, unless ways leave it too that differ in that
    outcome alone. Where there is none, it is a branch behind an outcome; and what else went wrong on such a
    way is not to blame where the branch alone suffices: then nothing more is said of the way.
    """
    left, well = list(left), list(well)
    spared = {cause for one in well for cause in (*one.faults, *one.answers)}
    suffices = any(not one.faults for one in left)
    # A fault that was seen not to matter does not matter where that was not tried.
    faults = ((fate, *one) for fate in left for one in zip(fate.faults, fate.at, strict=True))
    beside = {cause[0] for fate, cause, at in faults if well and _is_beside(fate, at, left, well)}
    told = [_reason(fate, spared, beside, left, well, suffices=suffices) for fate in left]
    # What hangs on a branch on one of the ways that it leads to does not always lead there.
    partly = {(one.kind, one.place): one for one in reversed(told) if one is not None and one.partly}
    return [one and partly.get((one.kind, one.place), one) for one in told]


def _reason(
    fate: Fate,
    spared: set[Cause],
    beside: set[Outcome],
    left: list[Fate],
    well: list[Fate],
    *,
    suffices: bool,
) -> Outcome | None:
    for cause, at in zip(fate.faults, fate.at, strict=True):
        spares = _is_beside(fate, at, left, well) if well else False
        if cause not in spared and not (cause[0] in beside if spares is None else spares):
            return cause[0] if well else _on_branch(cause[0], at, fate, left)
    if fate.faults:
        return None if suffices else _branch(fate, fate.faults[0][0], well)
    for cause, at in zip(fate.answers, fate.then, strict=True):
        if cause not in spared:
            return _on_branch(cause[0], at, fate, left)
    return _branch(fate, fate.answers[0][0], well) if fate.answers else fate.otherwise


def _on_branch(outcome: Outcome, at: int, fate: Fate, left: list[Fate]) -> Outcome:
    """The outcome of a fault; as one on a branch, where what is left hangs on a test behind it."""

    def is_other(one: Fate, test: int) -> bool:
        return one.picks[:test] == fate.picks[:test] and one.picks[test:] != () != fate.picks[test:]

    for test in range(at + 1, len(fate.asked)):
        parted = (one for one in left if is_other(one, test) and one.picks[test] != fate.picks[test])
        if at >= 0 and fate.asked[test] is not None and next(parted, None) is None:
            return msgspec.structs.replace(outcome, partly=True, branch=fate.asked[test])
    return outcome


def _is_beside(fate: Fate, at: int, left: list[Fate], well: list[Fate]) -> bool | None:
    """Whether a way leaves it too that is the same up to a decision, and on which nothing went wrong.

    All such ways must, where nothing was tested after what went wrong; else that test may be the reason.
    None where no such way was tried.
    """

    def is_like(one: Fate) -> bool:
        return not one.faults and len(one.picks) > at and one.picks[:at] == fate.picks[:at]

    leaving, coming_out = any(map(is_like, left)), any(map(is_like, well))
    if at < 0 or not (leaving or coming_out):
        return None
    tested = any(place is not None for place in fate.asked[at + 1 :])
    return leaving and (tested or not coming_out)


def _branch(fate: Fate, outcome: Outcome, well: list[Fate]) -> Outcome:
    """The outcome, as one on a branch of which something happens: by which test that branch was taken."""
    parted = {_common(fate.picks, one.picks) for one in well}
    tests = [at for at in parted if at < len(fate.asked) and fate.asked[at] is not None]
    branch = fate.asked[max(tests)] if tests else None
    return msgspec.structs.replace(outcome, partly=True, branch=branch)


def _common(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many decisions two ways have in common, from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def blame(stage: Stage) -> Outcome:
    """How the way that was just played went wrong, or ended early, if it is looked at by itself."""
    outcomes = [one.outcome for one in stage.ended]
    wrong = next((one for one in outcomes if one.kind in FAULTS), None)
    return wrong or (outcomes[0] if outcomes else _ending(stage, sends=False))


def worst(outcomes: Iterable[Outcome | None]) -> Outcome:
    """The outcome that is told. What happens on success too is no matter of a bad status."""
    listed = [one for one in outcomes if one is not None]
    if any(one.kind == "success" and not one.partly for one in listed):
        listed = [one for one in listed if one.kind != "status"]
    return min(listed, key=lambda one: (one.partly, FIRST.index(one.kind)))
