"""Which entries are rehearsed: those that somebody starts, and of many that do the same only some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby

from wxlint.link.helpers import Helpers
from wxlint.link.raw import Entry
from wxlint.link.survey import Survey
from wxlint.model.place import Place

#: A wrapper's loading, or its promise, that so many entries were played with needs no further ones.
_SHOWN_ENOUGH = 24
_MADE_ENOUGH = 4
#: Parts that entries are shared out in.
_SHARES = 32


class Choice:
    """Chooses among the entries that a survey has run. `started`: those that somebody starts, by number."""

    def __init__(self, survey: Survey, started: frozenset[int], helpers: Helpers) -> None:
        self._survey = survey
        self._started = started
        self.entries = [
            one
            for one in survey.entries
            if one.owner and (one.requests or one.shows) and self._is_started(one)
        ]
        self._showing = _rare(self.entries, helpers.shown, _SHOWN_ENOUGH)
        self._promising = _rare(self.entries, lambda entry: entry.promises, _MADE_ENOUGH)

    def is_worth(self, entry: Entry) -> bool:
        """Whether it may leave something open that few other entries show or promise."""
        calls = self._survey.calls.get(entry.number, set())
        loads = bool(calls & {"showLoading", "showNavigationBarLoading"})
        shows = loads or calls >= {"showToast", "hideLoading"}
        return (shows and entry.number in self._showing) or entry.number in self._promising

    def _is_started(self, entry: Entry) -> bool:
        """Whether the platform or the user starts it; a method that only others call is played with them."""
        if entry.number in self._started:
            return True
        if entry.method == "onPullDownRefresh":
            # The page does not enable it: the platform does not call it.
            return False
        if entry.owner == "app" or id(entry.closure.func) in self._survey.machine.called:
            return False
        # A call that was not reached stands in other code, which may go on with what the method leaves open.
        return not entry.is_named


def _rare(entries: list[Entry], places: Callable[[Entry], frozenset[Place]], enough: int) -> set[int]:
    """The entries that have a place which fewer than `enough` before them have."""
    seen: Counter[Place] = Counter()
    found: set[int] = set()
    for entry in entries:
        if any(seen[place] < enough for place in places(entry)):
            found.add(entry.number)
        seen.update(places(entry))
    return found


def shares(entries: list[Entry]) -> list[list[Entry]]:
    """Entries in parts, in their order; those of one page stay together."""
    size = -(-len(entries) // _SHARES)
    made: list[list[Entry]] = []
    for _, owned in groupby(entries, lambda entry: entry.owner):
        if not made or len(made[-1]) >= size:
            made.append([])
        made[-1].extend(owned)
    return made
