"""What is shown and, on some way through, never hidden."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import starmap
from typing import TYPE_CHECKING

import msgspec

from wxlint.link.engine.heap import Closure
from wxlint.link.lasting import Field, Lasting
from wxlint.link.raw import Entry
from wxlint.link.rehearsal import Stage
from wxlint.link.survey import Survey
from wxlint.model.place import Place
from wxlint.model.program import Handler, Leak, Outcome
from wxlint.platform.behaviour import CLOSES_LOADING

if TYPE_CHECKING:
    from wxlint.link.flags import Flags

#: Which outcome a message names where several leak: the one that a developer is least likely to have tried.
FIRST = ("fail", "status", "api-fail", "throw", "return", "success", "any")

#: What runs as a page or component starts.
_STARTS = frozenset(("onLoad", "onShow", "onReady", "attached", "show"))


def blame(stage: Stage) -> Outcome:
    """How the way that was just played went wrong, or ended early."""
    for outcome in stage.outcomes:
        if outcome.kind in ("fail", "status", "api-fail", "throw"):
            return outcome
    if not stage.sent and stage.m.last_return is not None:
        return Outcome("return", stage.m.last_return)
    success = next((outcome for outcome in stage.outcomes if outcome.kind == "success"), None)
    return success or Outcome("any")


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome that is told. What happens on success too is no matter of a bad status."""
    listed = list(outcomes)
    kinds = {one.kind for one in listed}
    if {"success", "status"} <= kinds:
        listed = [one for one in listed if one.kind != "status"]
    return min(listed, key=lambda one: FIRST.index(one.kind))


_Way = tuple[Outcome, frozenset[tuple[Field, bool | None]]]
"""How a way ended, and what lasting fields held when it began."""


class _Noted(msgspec.Struct):
    """What was left open, by what was shown: on which ways, in which turns, and where others close it."""

    open: dict[tuple[str, Place], list[_Way]] = {}
    closed: dict[tuple[str, Place], dict[Place, None]] = {}
    with_request: set[Place] = set()
    sending: set[Place] = set()
    only: set[Place] = set()


class Leaks:
    """Collects, over all ways through all entries, what was left open."""

    def __init__(self, survey: Survey, hooks: dict[int, str], lasting: Lasting, flags: Flags) -> None:
        self._lasting = lasting
        self._flags = flags
        self._noted = _Noted()
        #: (owner, indicator) of the entries that close one.
        self._closing: set[tuple[str, str]] = set()
        #: The pages that hide, as they start, a loading that they did not show themselves.
        self._hiding: dict[str, None] = {}
        for entry in survey.entries:
            self._take(entry.owner, hooks.get(entry.number), survey.calls.get(entry.number, set()))

    def _take(self, owner: str, hook: str | None, calls: set[str]) -> None:
        """Notes what an entry closes that calls these members of the API."""
        if calls & CLOSES_LOADING:
            self._closing.add((owner, "loading"))
        if "hideNavigationBarLoading" in calls:
            self._closing.add((owner, "navigation-bar"))
        if hook in _STARTS and "hideLoading" in calls and "showLoading" not in calls:
            self._hiding[owner] = None

    def look(self, stage: Stage, entry: Entry, handler: Handler | None) -> None:
        """Notes what the way that was just played has closed and what it leaves open."""
        for kind, place, shown in stage.closes:
            key = (kind, shown.place if shown is not None else handler.place if handler else place)
            self._noted.closed.setdefault(key, {})[place] = None
        if entry.requests:
            self._noted.with_request.update(
                shown.place for shown in stage.shows if shown.turn in stage.started
            )
        if stage.poisoned or _is_awaited(stage) or self._next_page_closes(stage):
            return
        way = blame(stage), self._lasting.began(stage.m)
        for kind, shown in (("loading", stage.view), ("navigation-bar", stage.bar)):
            if shown is not None and not shown.toast:
                if not self._closes_elsewhere(entry, kind):
                    self._noted.only.add(shown.place)
                self._noted.open.setdefault((kind, shown.place), []).append(way)
        if stage.sent and handler is not None:
            self._noted.sending.add(handler.place)
        if stage.pulled and entry.requests and handler is not None:
            self._noted.open.setdefault(("pull-down", handler.place), []).append(way)

    def drain(self) -> _Noted:
        """What was noted since the last time; it is forgotten here."""
        noted, self._noted = self._noted, _Noted()
        return noted

    def absorb(self, noted: _Noted) -> None:
        """Notes what was drained, after what is noted already."""
        for key, ways in noted.open.items():
            self._noted.open.setdefault(key, []).extend(ways)
        for key, places in noted.closed.items():
            self._noted.closed.setdefault(key, {}).update(places)
        self._noted.with_request |= noted.with_request
        self._noted.sending |= noted.sending
        self._noted.only |= noted.only

    def _closes_elsewhere(self, entry: Entry, kind: str) -> bool:
        return any((owner, kind) in self._closing for owner in (entry.owner, "app", ""))

    def _next_page_closes(self, stage: Stage) -> bool:
        """Whether a page that the way leads to hides, as it starts, a loading that it did not show itself."""
        return stage.navigated and any(_may_lead(stage, owner) for owner in self._hiding)

    def found(self) -> tuple[Leak, ...]:
        """One leak a `showLoading`, with the outcome that its message names.

        It counts where it stands with a request in one turn, or where nothing in the page closes any loading.
        """
        leaks: list[Leak] = []
        for (kind, place), ways in self._noted.open.items():
            counting = (
                self._noted.sending if kind == "pull-down" else self._noted.with_request | self._noted.only
            )
            if place not in counting:
                continue
            # A guard that every outcome resets is set only while an answer is awaited, and that closes it.
            outcomes = [way for way, began in ways if not any(starmap(self._flags.is_under_way, began))]
            if outcomes:
                closed = tuple(self._noted.closed.get((kind, place), ()))
                elsewhere = kind != "pull-down" and place not in self._noted.only
                leak = Leak(kind, place, worst(outcomes), closed, elsewhere=elsewhere)  # type: ignore[arg-type]
                leaks.append(leak)
        return tuple(sorted(leaks, key=lambda one: (one.place, one.indicator)))


def _is_awaited(stage: Stage) -> bool:
    """Whether the way put a function where other code finds it: what calls it may close what is shown."""
    return any(isinstance(write.value, Closure) for write in stage.writes)


def _may_lead(stage: Stage, owner: str) -> bool:
    """Whether a navigation of the way may lead to the page."""
    return any(one is None or one == owner or owner.endswith(one.lstrip("./")) for one in stage.targets)
