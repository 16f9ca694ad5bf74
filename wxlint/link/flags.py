"""Flags that guard a request: which were set with it, and on which outcomes they are reset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from wxlint.link.engine.heap import UNDEF, Alt, Sym, Val, truth
from wxlint.link.leaks import blame, worst
from wxlint.link.played import Write
from wxlint.link.rehearsal import Stage
from wxlint.model.place import Place
from wxlint.model.program import Handler, Outcome, StuckGuard
from wxlint.model.values import Constant


class Flag(msgspec.Struct):
    """A lasting variable or field that was set with a request.

    `before`: what it held; `released`: it holds something else now.
    """

    table: dict[str, Any]
    name: str
    label: str
    place: Place
    before: Any
    released: tuple[Place, ...]


class _Story(msgspec.Struct):
    name: str
    stuck: list[tuple[Outcome, Place, Handler | None]]
    freed: list[tuple[Outcome, tuple[Place, ...]]]
    left: bool = False


class Flags:
    """Collects what happened to each flag on each way."""

    def __init__(self) -> None:
        self._stories: dict[tuple[int, str], _Story] = {}
        self._set: set[tuple[int, str]] = set()

    def candidates(self, stage: Stage, mark: int, lasting: dict[int, str]) -> Iterator[Flag]:
        """The flags that the way just played set: constants, set in the turn of a request or of the tap."""
        turns = {1, *(sent.turn for sent in stage.sent)}
        writes: dict[tuple[int, str], list[Write]] = {}
        for write in stage.writes:
            writes.setdefault((id(write.table), write.name), []).append(write)
        for (number, name), made in writes.items():
            first = next((one for one in made if one.turn in turns and truth(one.value) is not None), None)
            if first is None or not isinstance(first.value, Constant):
                continue
            before = _before(stage, mark, first.table, name)
            if isinstance(before, Constant) and truth(before) == truth(first.value):
                continue
            if isinstance(before, (Alt, Sym)):
                # The way began with the flag as it must be for the request to be sent: the other value.
                before = Constant(not truth(first.value))
            self._set.add((number, name))
            later = made[made.index(first) + 1 :]
            released = tuple(one.place for one in later if truth(one.value) is not truth(first.value))
            yield Flag(first.table, name, lasting[number], first.place, before, released)

    def is_released(self, field: tuple[int, str]) -> bool:
        """Whether a field is a flag that a tap sets and that, as far as is known, every outcome resets."""
        story = self._stories.get(field)
        return field in self._set and (story is None or not story.stuck)

    def told(self, flag: Flag, stage: Stage) -> bool:
        """Whether it is known already that the flag is stuck on an outcome like this one."""
        story = self._stories.get((id(flag.table), flag.name))
        kind = blame(stage).kind
        return story is not None and any(outcome.kind == kind for outcome, _, _ in story.stuck)

    def note(self, flag: Flag, stage: Stage, *, stuck: bool, handler: Handler | None = None) -> None:
        """Notes how a way ended for a flag."""
        story = self._stories.setdefault((id(flag.table), flag.name), _Story(flag.name, [], []))
        outcome = blame(stage)
        if stuck:
            story.stuck.append((outcome, flag.place, handler))
            story.left = story.left or stage.left
        else:
            story.freed.append((outcome, flag.released))

    def found(self) -> tuple[StuckGuard, ...]:
        """One record a flag that some outcome leaves set, unless it is a done-flag."""
        guards: list[StuckGuard] = []
        for story in self._stories.values():
            if not story.stuck or _is_done_flag(story):
                continue
            outcome = worst(one for one, _, _ in story.stuck)
            place, handler = next((place, handler) for one, place, handler in story.stuck if one is outcome)
            released = tuple(dict.fromkeys(where for _, places in story.freed for where in places))
            tested = handler.place if handler is not None else place
            guards.append(StuckGuard(story.name, place, tested, outcome, released))
        return tuple(sorted(guards, key=lambda one: one.place))


def _is_done_flag(story: _Story) -> bool:
    """Set for good by success alone, reset by every failure: a bad status too.

    Not where success leaves the page: then it is the next visit that finds the flag set.
    """
    if story.left:
        return False
    stuck = {outcome.kind for outcome, _, _ in story.stuck}
    freed = {outcome.kind for outcome, _ in story.freed}
    return stuck == {"success"} and "fail" in freed and "success" not in freed


def _before(stage: Stage, mark: int, table: dict[str, Any], name: str) -> Val:
    for where, key, old in stage.m.journal[mark:]:
        if where is table and key == name:
            return old if isinstance(old, (Constant, Alt, Sym)) else UNDEF
    return UNDEF
