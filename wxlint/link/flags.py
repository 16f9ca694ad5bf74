"""Flags that guard a request: which were set with it, and on which outcomes they are reset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wxlint.link.blame import blame, fate_of, reasons, worst
from wxlint.link.engine.heap import UNDEF, Alt, Sym, Val, truth
from wxlint.link.memory import Memory, Where
from wxlint.link.noted import Flag, FlagNotes, Freed, Story, Stuck
from wxlint.link.played import Write
from wxlint.link.rehearsal import Stage
from wxlint.model.place import Place
from wxlint.model.program import Outcome, StuckGuard
from wxlint.model.values import Constant


class Flags:
    """Collects what happened to each flag on each way."""

    def __init__(self) -> None:
        self._noted = FlagNotes()

    def candidates(self, stage: Stage, lasting: dict[int, str], *, repeats: bool) -> Iterator[Flag]:
        """The flags that the way just played set, before any request was answered or with a request.

        Where what was played is not done twice (not `repeats`), those alone that it also resets.
        """
        turns = {sent.turn for sent in stage.sent}
        writes: dict[tuple[int, str], list[Write]] = {}
        for write in stage.writes:
            writes.setdefault((id(write.table), write.name), []).append(write)
        for (number, name), made in writes.items():
            early = (one for one in made if one.turn < stage.first_answer or one.turn in turns)
            first = next((one for one in early if truth(one.value) is not None), None)
            if first is None or not is_flag(first.value):
                continue
            before = _before(stage, first.table, name)
            if type(before) is Constant and truth(before) == truth(first.value):
                continue
            if isinstance(before, (Alt, Sym)):
                # The way began with the flag as it must be for the request to be sent: the other value.
                before = Constant(not truth(first.value))
            later = made[made.index(first) + 1 :]
            released = tuple(one.place for one in later if truth(one.value) is not truth(first.value))
            if not (released or repeats):
                continue
            self._noted.set.setdefault((number, name), set()).add(truth(first.value))
            if not (released or stage.sent or stage.poisoned or stage.reached or stage.m.unsure):
                self._noted.rests.setdefault((number, name), set()).add(truth(first.value))
            late = first.turn >= stage.first_answer
            yield Flag(first.table, name, lasting[number], first.place, before, released, late)

    def begins_anew(self, flag: Flag, memory: Memory, starts: frozenset[int]) -> bool:
        """Whether one of the entries that start a page puts a flag back."""
        return _resets((id(flag.table), flag.name), memory, starts, to=bool(truth(flag.before)))

    def is_under_way(self, field: tuple[int, str], held: bool | None) -> bool:
        """Whether a field holds what a tap sets it to and, as far as is known, every outcome resets.

        Not where a tap that sends nothing leaves it so: then it holds that while nothing is under way.
        """
        story, noted = self._noted.stories.get(field), self._noted
        if held not in noted.set.get(field, ()) or held in noted.rests.get(field, ()):
            return False
        return story is None or not story.stuck

    def drain(self) -> FlagNotes:
        """What was noted since the last time; it is forgotten here."""
        noted, self._noted = self._noted, FlagNotes()
        return noted

    def absorb(self, noted: FlagNotes) -> None:
        """Notes what was drained, after what is noted already."""
        for where, told in noted.stories.items():
            story = self._noted.stories.setdefault(where, Story(told.name, [], []))
            story.stuck.extend(told.stuck)
            story.freed.extend(told.freed)
            story.left = story.left or told.left
        for mine, others in ((self._noted.set, noted.set), (self._noted.rests, noted.rests)):
            for where, held in others.items():
                mine.setdefault(where, set()).update(held)

    def told(self, flag: Flag, stage: Stage, entry: int) -> bool:
        """Whether it is known already that the entry leaves the flag stuck on an outcome like this one."""
        story = self._noted.stories.get((id(flag.table), flag.name))
        like = blame(stage).kind, stage.m.denied
        stuck = story.stuck if story is not None else []
        return any(one.entry == entry and (one.outcome.kind, one.denied) == like for one in stuck)

    def free(self, flag: Flag, stage: Stage, entry: int) -> None:
        """Notes that a way has reset a flag."""
        fate, idle = fate_of(stage, sends=True), bool(truth(flag.before))
        told = blame(stage), fate, stage.m.denied, idle, entry, flag.released
        self._story(flag).freed.append(Freed(*told, bool(stage.sent)))

    def stick(self, flag: Flag, stage: Stage, entry: int, tested: Place | None, *, hidden: bool) -> None:
        """Notes that a way leaves a flag set."""
        story, fate, idle = self._story(flag), fate_of(stage, sends=True), bool(truth(flag.before))
        told = blame(stage), fate, stage.m.denied, idle, flag.late, flag.label, flag.place, entry
        story.stuck.append(Stuck(*told, tested or flag.place, hidden))
        story.left = story.left or stage.left

    def _story(self, flag: Flag) -> Story:
        return self._noted.stories.setdefault((id(flag.table), flag.name), Story(flag.name, [], []))

    def found(
        self, memory: Memory, free: frozenset[int], starts: frozenset[int], scattered: set[str]
    ) -> tuple[StuckGuard, ...]:
        """One record a flag that some outcome leaves set, unless it is a done-flag or a switch between views.

        `free`: the entries that the user or the platform starts while the page is there; `starts`: those that
        start a page or component; `scattered`: names that are written to pages, to which is not known.
        """
        guards: list[StuckGuard] = []
        for where, both in self._noted.stories.items():
            idle = {one.idle for one in both.stuck}
            if len(idle) != 1 or where in memory.typed:
                # Nothing leaves it set; or one handler leaves it on, and another off; or the user sets it.
                continue
            # What sets it the other way round (a login, where this is a logout) does not reset it by that.
            freed = [one for one in both.freed if one.idle in idle]
            story = Story(both.name, both.stuck, freed, both.left)
            if _is_done_flag(story):
                continue
            released = _released(where, story, memory)
            written = story.name in scattered
            brought = written or _resets_elsewhere(where, story, memory, free | starts)
            shows = released and not _is_away(where, story, memory, brought=brought)
            stuck = [one for one in story.stuck if shows or not one.hidden]
            if not stuck or (not released and (written or _resets_elsewhere(where, story, memory, free))):
                continue
            if not released and (all(one.late for one in stuck) or _begins_set(where, stuck[0], memory)):
                # What an answer sets, and nothing resets, says what that answer brought. And what forbids the
                # request from the beginning waits for something that is not known to allow it.
                continue
            told = _told(story, stuck)
            if _is_error_view(story, told):
                continue
            outcome = worst(outcome for outcome, _ in told)
            first = next(one for given, one in told if given is outcome)
            survives = first.label in ("module", "app") and not _resets(where, memory, starts, to=first.idle)
            guard = StuckGuard(story.name, first.place, first.tested, outcome, released, survives=survives)
            guards.append(guard)
        return tuple(sorted(guards, key=lambda one: one.place))


def is_flag(value: Val) -> bool:
    """Whether a value is a flag's: a boolean, 0 or 1. `null` and 99 are values that something shows."""
    return type(value) is Constant and isinstance(value.value, (bool, int, float)) and value.value in (0, 1)


def _released(where: Where, story: Story, memory: Memory) -> tuple[Place, ...]:
    """Where the entries that leave the flag set reset it on other ways: those played, or else surveyed."""
    played = [place for one in story.freed for place in one.places]
    if not played:
        for one in story.stuck:
            played.extend(memory.resets(where, one.entry, to=one.idle) or ())
    return tuple(dict.fromkeys(played))


def _is_away(where: Where, story: Story, memory: Memory, *, brought: bool) -> bool:
    """Whether what a flag hides is away as a rule: it is when the page starts, and nothing else brings it.

    Or what failed before any request brings it: it asks for a permission, and has done so once that is given.
    """
    begins = truth(memory.began[where][1]) if where in memory.began else None
    if {not one.idle for one in story.stuck} != {begins}:
        return False
    return not brought or (bool(story.freed) and not any(one.sends for one in story.freed))


def _begins_set(where: Where, one: Stuck, memory: Memory) -> bool:
    """Whether a flag begins as it is left, by its first value or by having none."""
    first = memory.began[where][1] if where in memory.began else UNDEF
    return truth(first) is (not one.idle)


def _resets_elsewhere(where: Where, story: Story, memory: Memory, free: frozenset[int]) -> bool:
    """Whether something else that the user does resets it: what stays set here is switched back there."""
    others = free - {one.entry for one in story.stuck}
    return _resets(where, memory, others, to=story.stuck[0].idle)


def _resets(where: Where, memory: Memory, entries: frozenset[int], *, to: bool) -> bool:
    """Whether one of some entries may put the flag back."""
    return bool(memory.resetters(where, entries, to=to))


def _told(story: Story, stuck: list[Stuck]) -> list[tuple[Outcome | None, Stuck]]:
    """The ways that leave a flag set, each with the outcome to blame beside those of the same entry."""
    told: list[tuple[Outcome | None, Stuck]] = []
    for entry in dict.fromkeys(one.entry for one in stuck):
        left = [one for one in stuck if one.entry == entry]
        well = [one.fate for one in story.freed if one.entry == entry]
        told.extend(zip(reasons([one.fate for one in left], well), left, strict=True))
    return told


def _is_done_flag(story: Story) -> bool:
    """Set for good by success alone, by no failure: no bad status, and no body that says no.

    Not where success leaves the page: then it is the next visit that finds the flag set.
    """
    stuck = {(one.outcome.kind, one.denied) for one in story.stuck}
    freed = {(one.outcome.kind, one.denied) for one in story.freed}
    # A failure that does not reset it was not played to its end, and nothing is known of it.
    by_success = ("success", False) in stuck - freed and {kind for kind, _ in stuck} == {"success"}
    return by_success and not story.left


def _is_error_view(story: Story, told: list[tuple[Outcome | None, Stuck]]) -> bool:
    """Whether what is hidden is what a failure brings (`wx:if="{{loadError}}"`): success keeps it away."""
    by_success = all(
        one.hidden and not one.denied and (outcome is None or outcome.kind == "success")
        for outcome, one in told
    )
    return by_success and not story.left and any(one.fate.faults for one in story.freed)


def _before(stage: Stage, table: dict[str, Any], name: str) -> Val:
    for where, key, old in stage.m.journal[stage.began[0] :]:
        if where is table and key == name:
            return old if isinstance(old, (Constant, Alt, Sym)) else UNDEF
    return UNDEF
