"""The rehearser: which entries are played, how often they are tapped, what is asked of each way through."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain, groupby
from types import MappingProxyType
from typing import Any

from wxlint.link.again import Again
from wxlint.link.beginning import Beginning
from wxlint.link.bound import BoundElement
from wxlint.link.choice import Choice, shares
from wxlint.link.elements import MAX_RETRIES
from wxlint.link.engine.machine import OverBudget
from wxlint.link.event import compares_itself, tells_one_value
from wxlint.link.flags import is_flag
from wxlint.link.helpers import Helpers
from wxlint.link.lasting import Lasting
from wxlint.link.leaks import Leaks
from wxlint.link.mishaps import Mishaps
from wxlint.link.noted import Flag
from wxlint.link.played import Way
from wxlint.link.raw import Entry
from wxlint.link.rehearsal import Stage
from wxlint.link.settings import LinkSettings
from wxlint.link.survey import Survey
from wxlint.link.sweep import sweep
from wxlint.link.ways import Exploration, explore
from wxlint.link.workers import shared
from wxlint.link.world import World
from wxlint.model.program import Handler, OutcomeKind
from wxlint.platform.behaviour import UNAUTHORIZED
from wxlint.platform.events import FLOODING, FLOODING_PAGE_HOOKS, REPEATABLE_PAGE_HOOKS
from wxlint.regexps import regexp

#: Ways through one entry that are played; further ones are not known, and nothing is claimed of them.
MAX_WAYS = 16
#: How many answers more a request gets that starts itself again: a count may go as far before it ends it.
MORE_ANSWERS = 112
#: So many calls may lead from one to the next.
FRAMES_BETWEEN = 16
#: A test of the status by which a server says that nobody is logged in (one of a body is none).
_NOBODY = b"%d" % UNAUTHORIZED
_ASKS_WHO = regexp(rb"\bstatusCode\b[^\n;]{0,12}\b%b\b|\bcase %b:" % (_NOBODY, _NOBODY))
#: The steps of the survey of entries from which on it pays to share them out.
WORTH_COPYING = 30_000
_HOOKS = REPEATABLE_PAGE_HOOKS - {"onShareAppMessage", "onShareTimeline", "onAddToFavorites"}

_Twice = tuple[Handler, frozenset[Way], bool]
Notes = tuple[Any, Any, Any, list[_Twice], list[_Twice]]
"""What the collectors noted while one entry was played."""


class Rehearser(Again):
    """Rehearses every entry of a program that shows or sends something."""

    def __init__(
        self,
        survey: Survey,
        world: World,
        elements: dict[int, tuple[BoundElement, ...]],
        hooks: dict[int, str],
        handlers: dict[int, tuple[Handler, ...]],
        settings: LinkSettings,
    ) -> None:
        lasting = Lasting(survey, world)
        helpers = Helpers(survey, world.own)
        scripts = [unit.script.data for unit in world.units.values() if unit is not None]
        asks = any(_NOBODY in data and _ASKS_WHO.search(data) for data in scripts)
        stage = Stage(survey.machine, lasting.kinds, helpers, asks_who=asks)
        super().__init__(survey, elements, stage, hooks)
        self.world = world
        self.handlers = handlers
        self.settings = settings
        self.lasting = lasting
        self.leaks = Leaks(survey, hooks, self.lasting, self.flags, helpers, world.inside)
        self.mishaps = Mishaps()
        #: Handlers, the requests that they send twice, and whether it is certain that the event comes twice.
        self.flooded: list[_Twice] = []
        self.doubles: list[_Twice] = []
        #: The entries that write anything that is known to hold, or not to, as a condition.
        self._setting = frozenset(
            entry
            for writers in survey.memory.writers.values()
            for entry, written in writers.items()
            if any(holds is not None for holds, _ in written)
        )
        #: Whether two taps were seen to have sent something each, on some way.
        self._both_wait = False
        self._beginning = Beginning(survey, hooks, frozenset(elements))
        #: What the collectors noted, by entry.
        self.noted: dict[int, Notes] = {}
        self.chosen = Choice(survey, frozenset((*elements, *hooks)), helpers)

    def run(self, known: Mapping[int, Notes] = MappingProxyType({})) -> None:
        """Plays every entry that may show anything. `known`: what was noted of some, which are not played."""
        mark = self.survey.machine.mark()
        self._beginning.counters()
        tracer, self.survey.machine.tracer = self.survey.machine.tracer, self.stage
        self.survey.machine.surveyed |= {id(entry.closure.func) for entry in self.survey.entries}
        played = [entry for entry in self.chosen.entries if entry.number not in known]
        cost = sum(entry.cost for entry in played)
        try:
            tasks = [partial(self._rehearse_all, share) for share in shares(played)]
            noted = shared(tasks, self.settings.jobs if cost > WORTH_COPYING else 1)
        finally:
            self.survey.machine.tracer = tracer
            self.survey.machine.undo(mark)
        new = zip((entry.number for entry in played), chain.from_iterable(noted), strict=True)
        self.noted = {**known, **dict(new)}
        for entry in self.chosen.entries:
            self._absorb(*self.noted[entry.number])

    def _rehearse_all(self, entries: list[Entry]) -> list[Notes]:
        """Plays entries, and gives what each collector noted of each."""
        notes: list[Notes] = []
        for _, owned in groupby(entries, lambda entry: entry.owner):
            # What other pages were played before, and by which process, must not matter.
            self.forget()
            with self.survey.machine.learning_nothing():
                notes += map(self._noted_of, owned)
        return notes

    def _noted_of(self, entry: Entry) -> Notes:
        mark = self.survey.machine.mark()
        self._beginning.start(entry)
        self._rehearse(entry)
        self.survey.machine.undo(mark)
        self.survey.machine.forget_runs()
        sweep()
        flooded, self.flooded = self.flooded, []
        doubles, self.doubles = self.doubles, []
        return self.leaks.drain(), self.flags.drain(), self.mishaps.drain(), flooded, doubles

    def _absorb(
        self, leaks: Any, flags: Any, mishaps: Any, flooded: list[_Twice], doubles: list[_Twice]
    ) -> None:
        self.leaks.absorb(leaks)
        self.flags.absorb(flags)
        self.mishaps.absorb(mishaps)
        self.flooded += flooded
        self.doubles += doubles

    def _rehearse(self, entry: Entry) -> None:
        variants = self.variants(entry)
        worth = self.chosen.is_worth(entry) or self.hooks.get(entry.number) == "onPullDownRefresh"
        for element in variants:
            if worth or (entry.requests and self._sets_flags(entry, element)):
                ways = Exploration(
                    self.stage,
                    partial(self._play, entry, element),
                    partial(self._open, entry, element),
                    halting=True,
                )
                ways.run(MAX_WAYS, every=False)
        if entry.writing or (entry.requests and self.settings.all_methods):
            for element in self.each(entry):
                if not element.covered and self.may_repeat(element, tapped=True):
                    self._look_for_doubles(entry, element)

        if entry.recursive:
            for kind in ("fail", "status", "success"):
                explore(self.stage, partial(self._play_again, entry, kind), 2)
        self._look_for_floods(entry)

    def _play_again(self, entry: Entry, kind: OutcomeKind) -> None:
        """Every request ends in the same way, to see whether one of them starts itself again for ever."""
        stage = self.stage
        stage.forced = ("success", "status", "fail").index(kind)
        self.tap(entry)
        stage.answers -= MORE_ANSWERS
        depth, stage.m.max_depth = stage.m.max_depth, MORE_ANSWERS * FRAMES_BETWEEN
        # So many answers that the budget is used up are what is looked for: a count ends before.
        try:
            stage.play_out(requests=True)
        except OverBudget:
            self.mishaps.look_at_retries(stage, kind)
        finally:
            stage.m.max_depth = depth

    def _look_for_floods(self, entry: Entry) -> None:
        if not entry.requests:
            return
        elements: list[BoundElement | None] = [*self.each(entry)]
        for element in elements or [None]:
            event = element.event if element is not None else self.hooks.get(entry.number, "")
            if event in FLOODING or event in FLOODING_PAGE_HOOKS:
                explore(self.stage, partial(self._play_flood, entry, element), MAX_RETRIES)

    def _play_flood(self, entry: Entry, element: BoundElement | None) -> None:
        """The event comes twice within a twentieth of a second."""
        stage = self.stage
        if self.blocked(entry, element):
            return
        self.tap(entry, element)
        stage.m.now += 50
        for task in [one for one in stage.m.timers if one.due <= stage.m.now]:
            stage.run_timer(task)
        if self.blocked(entry, element) or tells_one_value(stage.m, ("event", entry.number, 0)):
            return
        stage.m.alike.clear()
        self.tap(entry, element)
        stage.play_out(requests=False)
        handler = self._handler_of(entry)
        if stage.poisoned or stage.m.unsure or stage.m.guessed or handler is None:
            return
        if compares_itself(stage.m, ("event", entry.number, 0)):
            return
        both = self._by_way(1) & self._by_way(2)
        if both:
            self.flooded.append((handler, both, element is None or element.certain))

    def _by_way(self, tap: int) -> frozenset[Way]:
        return frozenset(one.way for one in self.stage.sent if one.tap == tap and not one.dialog)

    def _sets_flags(self, entry: Entry, element: BoundElement | None) -> bool:
        """Whether a few ways through the entry set anything that may be a flag."""
        found: list[bool] = []

        def play() -> bool:
            if not self.blocked(entry, element):
                self.tap(entry)
                self.stage.play_out(requests=False)
                found.extend(True for write in self.stage.writes if is_flag(write.value))
            return bool(found)

        if entry.number in self._setting and self._repeats(entry, element):
            explore(self.stage, play, 4)
        return bool(found)

    # -- one tap, every outcome ------------------------------------------------------------------------------

    def _open(self, entry: Entry, element: BoundElement | None) -> bool:
        """The tap, up to the end of its turn; False where the element cannot be tapped."""
        if self.blocked(entry, element):
            return False
        self.stage.pulled = self.hooks.get(entry.number) == "onPullDownRefresh"
        self.tap(entry)
        return True

    def _play(self, entry: Entry, element: BoundElement | None) -> None:
        """All that comes of the tap, and what is to be seen then."""
        stage = self.stage
        stage.play_out(requests=True)
        if self._beginning.is_impossible(stage, entry, self.lasting.found(stage.m)):
            return
        later = self._beginning.is_later(self.lasting.found(stage.m))
        self.mishaps.look(stage, later=later)
        known = entry.number in self.elements or entry.number in self.hooks
        # Whoever waits for a method that nothing at hand calls may close what it leaves open.
        shows, handler = known or not entry.closure.func.is_async, self._handler_of(entry)
        if shows:
            self.leaks.count(stage, entry, handler)
        if stage.unsettled:
            return
        if shows:
            self.leaks.look(stage, entry, handler)
        if entry.requests:
            self._look_at_flags(entry, element)

    def _repeats(self, entry: Entry, element: BoundElement | None) -> bool:
        if element is not None:
            return self.may_repeat(element)
        return self.hooks.get(entry.number, "") in _HOOKS

    def _look_at_flags(self, entry: Entry, element: BoundElement | None) -> None:
        stage = self.stage
        repeats = self._repeats(entry, element)
        found = list(self.flags.candidates(stage, self.lasting.kinds, repeats=repeats))
        if stage.reached or stage.m.unsure or stage.m.guessed:
            return
        left: list[Flag] = []
        for flag in found:
            if flag.released:
                self.flags.free(flag, stage, entry.number)
            elif not (stage.left and self.ends_with_page(flag)) and not self.flags.told(
                flag, stage, entry.number
            ):
                left.append(flag)
        self.try_again(entry, element, left)

    # -- two taps --------------------------------------------------------------------------------------------

    def _look_for_doubles(self, entry: Entry, element: BoundElement) -> None:
        """Sent by the taps themselves; else behind the answer to another request, for which both wait."""
        before, self._both_wait = len(self.doubles), False
        for answered in (False, True):
            # Where no two taps wait for an answer, there is nothing behind it that both could send.
            if not answered or (self._both_wait and len(self.doubles) == before):
                play = partial(self._play_twice, entry, element, answered=answered)
                opening = partial(self._tap_twice, entry, element)
                Exploration(self.stage, play, opening).run(MAX_WAYS, every=False)

    def _tap_twice(self, entry: Entry, element: BoundElement) -> bool:
        """Both taps; False where the second one is not possible, or the first did nothing."""
        stage = self.stage
        if self.blocked(entry, element):
            return False
        before = self.sight(entry, element)
        self.tap(entry, element)
        if stage.poisoned or not self.between_taps() or not stage.busy:
            return False
        if self.blocked(entry, element):
            return False
        if before.may_be_lost(self.sight(entry, element)):
            return False
        self.tap(entry, element)
        return True

    def _play_twice(self, entry: Entry, element: BoundElement, *, answered: bool) -> None:
        stage = self.stage
        stage.play_out(requests=False)
        self._both_wait = self._both_wait or {one.tap for one in stage.sent} >= {1, 2}
        if answered:
            stage.forced = 0
            stage.play_out(requests=True)
        if stage.m.unsure or stage.m.guessed or stage.poisoned:
            return
        first, second = self._written(1), self._written(2)
        both = first & second
        if both:
            handler = self._handler_for(entry, element)
            certain = element.certain and (element.repeatable is True or element.component is not None)
            self.doubles.append((handler, both, certain))

    def _written(self, tap: int) -> frozenset[Way]:
        every = self.settings.all_methods
        sent = (one for one in self.stage.sent if one.tap == tap and (one.writes or every) and not one.dialog)
        return frozenset(one.way for one in sent)

    def _handler_for(self, entry: Entry, element: BoundElement) -> Handler:
        handlers = self.handlers.get(entry.number, ())
        return next((one for one in handlers if one.binding == element.place), handlers[0])

    def _handler_of(self, entry: Entry) -> Handler | None:
        handlers = self.handlers.get(entry.number, ())
        return handlers[0] if handlers else None
