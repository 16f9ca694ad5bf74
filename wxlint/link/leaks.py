"""What is shown and, on some way through, never hidden."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING

from wxlint.link.blame import fate_of, reasons, worst
from wxlint.link.engine.heap import Closure, truth
from wxlint.link.helpers import Helpers
from wxlint.link.inside import ANY, Inside, arrival
from wxlint.link.instance import OBSERVER
from wxlint.link.lasting import Lasting
from wxlint.link.noted import Held, Key, LeakNotes
from wxlint.link.raw import Entry
from wxlint.link.rehearsal import Stage
from wxlint.link.survey import Survey
from wxlint.model.program import Handler, Leak, Outcome
from wxlint.platform.behaviour import CLOSES_LOADING

if TYPE_CHECKING:
    from wxlint.link.flags import Flags

#: What runs as a page or component starts.
_STARTS = frozenset(("onLoad", "onShow", "onReady", "attached", "show"))


_KINDS = ("loading", "navigation-bar")
_CLOSERS = {"loading": "hideLoading", "navigation-bar": "hideNavigationBarLoading"}


class Leaks:
    """Collects, over all ways through all entries, what was left open."""

    def __init__(
        self,
        survey: Survey,
        hooks: dict[int, str],
        lasting: Lasting,
        flags: Flags,
        helpers: Helpers,
        inside: dict[str, Inside],
    ) -> None:
        """`inside`: the components that a page or component holds, with what they are given."""
        self._hooks = hooks
        self._inside = inside
        self._lasting = lasting
        self._helpers = helpers
        self._flags = flags
        self._noted = LeakNotes()
        #: (owner, indicator) of the entries that close one.
        self._closing: set[tuple[str, str]] = set()
        #: The pages that hide, as they start, a loading that they did not show themselves.
        self._hiding: dict[str, None] = {}
        #: (owner, indicator) of what components close as they start, and as a field of theirs changes.
        self._starting: set[tuple[str, str]] = set()
        self._observing: set[tuple[str, str]] = set()
        for entry in survey.entries:
            hook = OBSERVER if entry.method.startswith(f"{OBSERVER} ") else hooks.get(entry.number)
            calls = survey.calls.get(entry.number, set())
            self._take(entry.owner, hook, calls)
            if hook is None:
                self._take(arrival(entry.owner, entry.method), OBSERVER, calls)

    def _take(self, owner: str, hook: str | None, calls: set[str]) -> None:
        """Notes what an entry closes that calls these members of the API."""
        if calls & CLOSES_LOADING:
            self._closing.add((owner, "loading"))
        if "hideNavigationBarLoading" in calls:
            self._closing.add((owner, "navigation-bar"))
        if "stopPullDownRefresh" in calls:
            self._closing.add((owner, "pull-down"))
        closing = self._observing if hook == OBSERVER else self._starting if hook in _STARTS else None
        if closing is not None:
            closing.update((owner, kind) for kind, name in _CLOSERS.items() if name in calls)
        if hook in _STARTS and "hideLoading" in calls and "showLoading" not in calls:
            self._hiding[owner] = None

    def basis(self, entry: Entry) -> object:
        """What is known of all pages that the rehearsal of an entry rests on."""
        closing = [(owner, kind) in self._closing for owner in (entry.owner, "app", "") for kind in _KINDS]
        owner = entry.owner
        inside = [(self._started_by(owner, kind), self._changed_by(owner, kind)) for kind in _KINDS]
        return closing, inside, frozenset(self._hiding), self._helpers.basis

    def count(self, stage: Stage, entry: Entry, handler: Handler | None) -> None:
        """Notes what the way that was just played shows in one turn with a request, whatever comes of it."""
        if entry.requests or stage.sent:
            self._noted.with_request.update(
                shown.place for shown in stage.shows if shown.turn in stage.started
            )
        if stage.sent and handler is not None:
            self._noted.sending.add(handler.place)

    def look(self, stage: Stage, entry: Entry, handler: Handler | None) -> None:
        """Notes what the way that was just played has closed and what it leaves open."""
        closed = dict[Key, None]()
        for kind, place, shown in stage.closes:
            key = (kind, shown.place if shown is not None else handler.place if handler else place)
            self._noted.closed.setdefault(key, {})[place] = None
            closed[key] = None
        for write in stage.writes:
            if write.turn in stage.ticks & stage.closing:
                self._noted.timed.add(((id(write.table), write.name), truth(write.value)))
        fate = fate_of(stage, sends=entry.requests > 0)
        unknown = stage.poisoned or _is_awaited(stage) or self._next_page_closes(stage)
        left = () if unknown else self._left(stage, entry, handler)
        for key in left:
            way = fate, self._lasting.began(stage.m), stage.m.guessed
            self._noted.open.setdefault(key, {}).setdefault(entry.number, []).append(way)
        for key in closed:
            if key not in left:
                self._noted.well.setdefault(key, {}).setdefault(entry.number, []).append(fate)

    def _left(self, stage: Stage, entry: Entry, handler: Handler | None) -> tuple[Key, ...]:
        """What the way leaves open."""
        left: list[Key] = []
        for kind, shown in (("loading", stage.view), ("navigation-bar", stage.bar)):
            if (
                shown is not None
                and not shown.toast
                and not self._component_closes(entry, kind, stage.m.changed)
            ):
                if not self._closes_elsewhere(entry, kind):
                    self._noted.only.add(shown.place)
                self._noted.sites.setdefault(shown.place, shown.site)
                left.append((kind, shown.place))
        if stage.pulled and entry.requests and handler is not None:
            if not self._closes_elsewhere(entry, "pull-down"):
                self._noted.only.add(handler.place)
            left.append(("pull-down", handler.place))
        return tuple(left)

    def drain(self) -> LeakNotes:
        """What was noted since the last time; it is forgotten here."""
        noted, self._noted = self._noted, LeakNotes()
        return noted

    def absorb(self, noted: LeakNotes) -> None:
        """Notes what was drained, after what is noted already."""
        for key, entries in noted.open.items():
            for entry, ways in entries.items():
                self._noted.open.setdefault(key, {}).setdefault(entry, []).extend(ways)
        for key, fates in noted.well.items():
            for entry, well in fates.items():
                self._noted.well.setdefault(key, {}).setdefault(entry, []).extend(well)
        for place, site in noted.sites.items():
            self._noted.sites.setdefault(place, site)
        self._noted.timed |= noted.timed
        for key, places in noted.closed.items():
            self._noted.closed.setdefault(key, {}).update(places)
        self._noted.with_request |= noted.with_request
        self._noted.sending |= noted.sending
        self._noted.only |= noted.only

    def _closes_elsewhere(self, entry: Entry, kind: str) -> bool:
        return any((owner, kind) in self._closing for owner in (entry.owner, "app", ""))

    def _component_closes(self, entry: Entry, kind: str, changed: set[str]) -> bool:
        """Whether a component inside may close what is shown: as both start, or as it is given other data.

        Or a method of the page that is told when an element, an image as a rule, has loaded what it is given.
        """
        if self._hooks.get(entry.number) in _STARTS and self._started_by(entry.owner, kind):
            return True
        fields = self._changed_by(entry.owner, kind)
        return bool(
            fields and changed and (ANY in fields or ANY in changed or not fields.isdisjoint(changed))
        )

    def _started_by(self, owner: str, kind: str) -> bool:
        return any((one, kind) in self._starting for one in self._inside.get(owner, ()))

    def _changed_by(self, owner: str, kind: str) -> frozenset[str]:
        """The fields that are given to components which close something as these change."""
        inside = self._inside.get(owner, {}).items()
        return frozenset[str]().union(*(fields for one, fields in inside if (one, kind) in self._observing))

    def _next_page_closes(self, stage: Stage) -> bool:
        """Whether a page that the way leads to hides, as it starts, a loading that it did not show itself."""
        return stage.navigated and any(_may_lead(stage, owner) for owner in self._hiding)

    def found(self) -> tuple[Leak, ...]:
        """One leak a `showLoading`, with the outcome that its message names.

        It counts where it stands with a request in one turn, or where nothing in the page closes any loading.
        """
        leaks: list[Leak] = []
        for (kind, place), entries in self._noted.open.items():
            counting = (
                self._noted.sending if kind == "pull-down" else self._noted.with_request | self._noted.only
            )
            if place not in counting:
                continue
            outcomes: list[Outcome | None] = []
            for entry, ways in entries.items():
                # A way that rests on a guess shows nothing where another one closes what it leaves open.
                proven = (way[:2] for way in ways if not (way[2] and (kind, place) in self._noted.closed))
                fates = [fate for fate, began in proven if not self._is_under_way(began)]
                outcomes += reasons(fates, self._noted.well.get((kind, place), {}).get(entry, ()))
            if outcomes:
                closed = tuple(self._noted.closed.get((kind, place), ()))
                elsewhere = place not in self._noted.only
                site = self._noted.sites.get(place)
                leak = Leak(kind, place, worst(outcomes), closed, elsewhere=elsewhere, site=site)  # type: ignore[arg-type]
                leaks.append(leak)
        return tuple(sorted(leaks, key=lambda one: (one.place, one.indicator)))

    def _is_under_way(self, began: Held) -> bool:
        """Whether something is under way, by what fields held as a way began, that will close the loading.

        A guard that every outcome resets is set only while an answer is awaited; and what a timer changes as
        it closes a loading has not been changed while the timer runs.
        """
        timed = ((field, not held) in self._noted.timed for field, held in began if held is not None)
        return any(starmap(self._flags.is_under_way, began)) or any(timed)


def _is_awaited(stage: Stage) -> bool:
    """Whether the way put a function where other code finds it: what calls it may close what is shown."""
    return any(isinstance(write.value, Closure) for write in stage.writes)


def _may_lead(stage: Stage, owner: str) -> bool:
    """Whether a navigation of the way may lead to the page."""
    return any(one is None or one == owner or owner.endswith(one.lstrip("./")) for one in stage.targets)
