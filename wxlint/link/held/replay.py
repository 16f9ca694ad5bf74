"""Runs the entries of one page anew, in a survey that has run, each as at the time when it was its turn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from wxlint.link.engine.heap import CLOCK, Closure
from wxlint.link.engine.machine import MAX_STEPS
from wxlint.link.held.book import (
    ALONE,
    APP,
    END,
    LACKING,
    LAUNCH,
    LOAD,
    RENEW,
    REST,
    REST_AGAIN,
    STARTS,
    STARTS_AGAIN,
    UNREACHED,
    WEIGH,
    Fallback,
    Group,
    Key,
)
from wxlint.link.held.compare import Own
from wxlint.link.held.survey import GONE, NOTED, SETS, TABLES, RecordedSurvey
from wxlint.link.memory import STARTS as HOOKS
from wxlint.link.raw import Entry, Ran, Raw, last_of
from wxlint.link.runs import thrift
from wxlint.link.survey import MAX_TURNS
from wxlint.link.weigh import weighty

if TYPE_CHECKING:
    from wxlint.link.held.linker import HeldLinker
    from wxlint.link.project import PageFiles

_LAST = 1 << 60


class Replay:
    """One page's turn in each phase. `old`: what it left before; `others`: what all others left."""

    def __init__(self, survey: RecordedSurvey, label: str, old: list[Group], others: list[Group]) -> None:
        self._survey = survey
        self._book = survey.book
        self._label = label
        self._page = survey.pages[label]
        self._old = old
        self._others = others
        self._new: list[Group] = []
        self._entries: list[Entry] = []
        self._before: list[Raw] = []

    def begin(self, numbers: list[int]) -> None:
        """The page's script is loaded next. `numbers`: of the entries that it had."""
        survey, book = self._survey, self._book
        self._numbers = numbers
        own = {group.key for group in self._old}
        self._before = [
            raw
            for raw in survey.every
            if (survey.loading.get(id(raw)) not in own if raw.entry < 0 else raw.entry in survey.numbered)
        ]
        survey.requests = []
        survey.counts[self._page] = 0
        survey.machine.closures = {}
        for group in self._old:
            for number in group.first.get("closures", ()):
                survey.registered.pop(number, None)
        book.replaying = True
        self._group((LOAD, self._page), (LOAD, self._page, _LAST))

    def _group(self, key: Key, when: Key | None = None) -> None:
        """The page's group of a phase begins: what it may ask for is as it was then."""
        survey, book = self._survey, self._book
        survey.phase = key[0]
        book.key = when or key
        book.travel(book.key)
        self._set(book.key)
        survey.machine.mark()
        book.runs(self._label, CLOCK.time)
        survey.memory.age = book.age(book.key)
        survey.start(Group(key, self._label))

    def _set(self, key: Key) -> None:
        """What was noted by others before, and by the page in its own earlier phases."""
        survey, m = self._survey, self._survey.machine
        groups = [group for group in (*self._others, *self._new) if group.key < key]
        groups.sort(key=lambda group: group.key)
        begins = next(one for one in (LACKING, STARTS_AGAIN, WEIGH) if key[0] >= one or one == WEIGH)
        rounds = range(begins, {LACKING: END, STARTS_AGAIN: LACKING, WEIGH: RENEW}[begins])
        for name, whose in SETS.items():
            counted = [one for one in groups if one.key[0] in rounds] if name == "heard" else groups
            setattr(
                survey.holder(whose), name, {one for group in counted for one in group.first.get(name, ())}
            )
        for name, whose in TABLES.items():
            table: dict[Any, Any] = getattr(survey.holder(whose), name)
            table.clear()
            for group in groups:
                for one, value in group.first.get(name, {}).items():
                    if value is GONE:
                        table.pop(one, None)
                    else:
                        table[one] = value
        given: dict[Any, Any] = {}
        for group in groups:
            given.update(group.first.get("given", {}))
        m.remember_given(given)
        barren: Counter[int] = Counter()
        for group in groups:
            for (number, _), times in group.barren.items():
                barren[number] += times
        first = STARTS_AGAIN if key[0] > RENEW else LAUNCH
        spent = sum(one.cost for group in groups for one in group.ran if first <= one.key[0])
        survey.resume(barren, spent)
        survey.watch_from_here()

    def _close(self) -> None:
        survey = self._survey
        survey.close()
        self._new.append(self._book.groups.pop())

    # -- entries ---------------------------------------------------------------------------------------------

    def enter(self, linker: HeldLinker, page: PageFiles, before: Own, now: Own) -> None:
        """The page's entries, and which of them matter."""
        survey, m = self._survey, self._survey.machine
        self._close()
        instance = linker.recorded.instances.get(page.path)
        at = len(survey.entries)
        if instance is not None:
            linker.enter_page(page, instance)
            linker.share(instance)
        self._entries = survey.entries[at:]
        # What they share was noted of each by when it ran.
        shares = any(group.shared for group in self._old)
        if shares and [entry.number for entry in self._entries] != self._numbers:
            raise Fallback("methods")
        closures = [closure for closure in m.closures.values() if closure.fields is None]
        made = [*closures, *(entry.closure for entry in self._entries)]
        functions = [one for one in survey.functions if survey.owners.label(one.unit.path) != self._label]
        functions += [Ran(one.func, one.unit, one.name, False) for one in made]
        found = weighty(functions, survey.declared)
        weighed = next(group for group in self._others if group.key[0] == WEIGH)
        launched = {
            one for group in self._others if group.key < weighed.key for one in group.first.get("weighty", ())
        }
        old = weighed.first.get("weighty", {}).keys() - before.nodes
        if (found - launched) - now.nodes != old:
            raise Fallback("weights")
        weighed.first["weighty"] = dict.fromkeys(found - launched)
        survey.functions = functions

    def run(self, before: Own, now: Own) -> list[Group]:
        """Runs the entries; gives what they leave."""
        survey = self._survey
        entries = self._entries
        for phase, starts in ((STARTS, True), (REST, False)):
            self._group((phase, self._page))
            for entry in entries:
                if entry.starts is starts:
                    survey.run_first(entry)
            self._close()
        self._run_unreached()
        self._compare_names()
        entries = [entry for entry in survey.entries if survey.label(entry) == self._label]
        self._entries = entries
        names = self._names((RENEW,))
        again: dict[int, int] = {}
        for phase in (STARTS_AGAIN, REST_AGAIN):
            self._group((phase, self._page))
            for entry in entries:
                if (entry.method in HOOKS) is (phase == STARTS_AGAIN):
                    self._rerun(phase, entry, names, again)
            self._close()
            when = (phase + 1, APP)
            self._book.key = when
            survey.memory.age = self._book.age(when)
            survey.memory.finish_own(survey.machine)
        self._fill_in(names, again)
        self._before += last_of(survey.requests, again)
        self._compare_costs()
        return self._new

    def _rerun(self, phase: int, entry: Entry, names: set[str], again: dict[int, int]) -> None:
        survey = self._survey
        order = survey.order[entry.number]
        if order[0] == ALONE:
            self._close()
            self._group((phase, *order))
        survey.rerun_one(entry, names, again)

    def _fill_in(self, names: set[str], again: dict[int, int]) -> None:
        survey = self._survey
        lacking = {raw.entry for raw in last_of(survey.requests, again) if raw.lacks_something}
        owned = [one for one in self._entries if one.owner]
        if not lacking.isdisjoint(one.number for one in owned):
            self._group((LACKING, self._page))
            survey.fill_in_of(owned, lacking, names, again)
            self._close()
        for entry in self._entries:
            if not entry.owner and entry.number in lacking:
                self._group((LACKING, *survey.order[entry.number]))
                survey.fill_in_one(entry, names, again)
                self._close()
        self._book.key = (END, APP)
        survey.memory.age = self._book.age(self._book.key)

    def _run_unreached(self) -> None:
        survey, m = self._survey, self._survey.machine
        turns = [group.key[2] for group in self._others if group.key[0] == UNREACHED]
        for turn in range(MAX_TURNS):
            self._set((UNREACHED, ALONE, turn))
            names = self._names((UNREACHED, ALONE, turn))
            waiting: list[Closure] = [one for one in m.closures.values() if id(one.func) not in m.executed]
            found = turn in turns
            for closure in waiting:
                if not survey.is_unreached(closure, names):
                    continue
                number = id(closure.func)
                if survey.owners.label(closure.unit.path) != self._label:
                    raise Fallback("alone")
                key = (UNREACHED, ALONE, turn, *survey.registered[number])
                self._group(key)
                found = survey.run_alone(closure, names, turn) or found
                self._close()
            if not found:
                if any(one > turn for one in turns):
                    raise Fallback("turns")
                return

    def _names(self, key: Key) -> set[str]:
        """The names of the functions that sent something before."""
        groups = [group for group in (*self._others, *self._new) if group.key < key]
        return set().union(self._survey.declared, *(group.names for group in groups))

    def _compare_names(self) -> None:
        """Others look at the names of what sends something: those that come or go must be in none of them."""
        survey = self._survey
        old, new, known = [
            set().union(*(group.names for group in groups if group.key < (end,)))
            for groups, end in ((self._old, RENEW), (self._new, RENEW), (self._others, UNREACHED))
        ]
        changed = (old ^ new) - known
        if not changed:
            return
        for one in survey.functions:
            other = survey.owners.label(one.unit.path) != self._label
            if other and not changed.isdisjoint(one.unit.names(one.func)):
                raise Fallback("names")

    def _compare_costs(self) -> None:
        """What the page takes must leave to the others what they had."""
        for first, last in ((LAUNCH, RENEW), (STARTS_AGAIN, END)):
            runs = [
                (one.key, one, group.label)
                for group in (*self._others, *self._new)
                for one in group.ran
                if first <= one.key[0] <= last
            ]
            spent = 0
            for _, one, _ in sorted(runs, key=lambda run: run[0]):
                levels = thrift(one.spent), thrift(spent)
                if one.weighty and len({*levels}) > 1 and one.cost >= MAX_STEPS >> max(levels):
                    raise Fallback("costs")
                one.spent = spent
                spent += one.cost

    def end(self, made: list[Group]) -> None:
        """The page is as if it had always been so."""
        survey, book = self._survey, self._book
        book.groups = sorted((*self._others, *made), key=lambda group: group.key)
        book.travel((END + 1,))
        self._new = made
        self._set((END + 1,))
        survey.numbers.clear()
        survey.machine.closures.clear()
        survey.entries.sort(key=lambda entry: survey.order[entry.number])
        survey.every = sorted(self._before, key=survey.when)
        survey.loading = {id(raw): survey.loading[id(raw)] for raw in survey.every if raw.entry < 0}


__all__ = ["NOTED", "Fallback", "Replay"]
