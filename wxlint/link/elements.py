"""Which elements can be used as the page is now, which of them twice, and what a tap on one is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wxlint.link.bound import BoundElement, Guard, GuardKind
from wxlint.link.engine.earlier import begin_again
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Sym, Val, spread
from wxlint.link.event import event_of, value_of
from wxlint.link.page_data import PageData, Properties, asks, fill, reads
from wxlint.link.played import Sight
from wxlint.link.raw import Entry
from wxlint.link.ways import explore
from wxlint.platform.events import USER_LIKE_NAMES
from wxlint.read.markup_truth import Known, evaluate
from wxlint.read.markup_truth import truth as markup_truth
from wxlint.regexps import regexp

if TYPE_CHECKING:
    from wxlint.link.rehearsal import Stage
    from wxlint.link.survey import Survey
    from wxlint.model.place import Place

#: Ways that are played to see whether a tap still sends anything.
MAX_RETRIES = 8
#: After how many milliseconds it is looked whether a tap still sends anything.
LATER = 3_600_000.0
#: Elements that are bound to one handler and differ in something that it sees.
MAX_ELEMENTS = 24
_PLACES = regexp(r"\b(?:start|end)=\d+")


class Elements:
    """The bound elements of a program in rehearsal, by the number of the entry that they start."""

    def __init__(self, survey: Survey, elements: dict[int, tuple[BoundElement, ...]], stage: Stage) -> None:
        self.survey = survey
        self.elements = elements
        self.stage = stage
        #: Fields of a page's data that were set on the way before the one that is played: what a component
        #: makes of them is played.
        self.asked: frozenset[str] = frozenset()
        #: The pages, by their paths.
        self.pages: frozenset[str] = frozenset()
        self._repeatable: dict[tuple[str, str, bool], bool] = {}

    def variants(self, entry: Entry) -> list[BoundElement | None]:
        """The elements that differ in what keeps them from being used."""
        found: dict[str, BoundElement] = {}
        for element in self.elements.get(entry.number, ()):
            key = repr([guard.condition for guard in element.guards]) + str(self.may_repeat(element))
            key += repr(element.properties)
            found.setdefault(key, element)
        variants: list[BoundElement | None] = [*found.values()]
        return variants[:2] or [None]

    def each(self, entry: Entry) -> list[BoundElement]:
        """The elements that differ in anything that a handler sees of them, or that guards them."""
        found: dict[str, BoundElement] = {}
        for element in self.elements.get(entry.number, ()):
            seen = [element.event, element.covered, element.id, element.dataset, element.properties]
            guards = [guard.condition for guard in element.guards]
            key = repr([*seen, *guards, self.may_repeat(element, tapped=True)])
            found.setdefault(_PLACES.sub("", key), element)
        return [*found.values()][:MAX_ELEMENTS]

    def blocked(
        self, entry: Entry, element: BoundElement | None, kinds: frozenset[GuardKind] | None = None
    ) -> bool:
        """Whether the element cannot be used as the page's data is now (for a reason of these kinds)."""
        if element is None or entry.instance is None:
            return False
        if self._shut(entry, element, kinds) is not None:
            return True
        return self._shut_inside(element, entry.instance.props.get("data", UNDEF), kinds)

    def guarded(self, entry: Entry, element: BoundElement | None, field: str) -> tuple[Place | None, bool]:
        """By what in the markup a field keeps the element from being used; whether anything surely does.

        Of a component that is not at hand `disabled` is believed; `loading` means what the component makes of
        it.
        """
        if element is None or entry.instance is None:
            return None, True
        guard = self._shut(entry, element, None)
        sure = guard is None or guard.certain or (element.component is None and guard.kind == "disabled")
        sure = sure or self._shut_inside(element, entry.instance.props.get("data", UNDEF))
        return guard.place if guard is not None and reads(guard.condition, field) else None, sure

    def _shut(self, entry: Entry, element: BoundElement, kinds: frozenset[GuardKind] | None) -> Guard | None:
        """The guard of these kinds (None: of any) that keeps the element from being used now."""
        data = entry.instance.props.get("data", UNDEF) if entry.instance is not None else UNDEF
        known: Known = PageData(self.stage.m, data)
        changed = self.stage.m.changed
        for guard in element.guards:
            if kinds is not None and guard.kind not in kinds:
                continue
            holds = markup_truth(evaluate(guard.condition, known))
            # A guard that hangs on what was just set counts, even where it is not known to what it comes.
            if holds or (holds is None and changed and kinds is None and asks(guard.condition, changed)):
                return guard
        return None

    def _shut_inside(
        self, element: BoundElement, data: Val, kinds: frozenset[GuardKind] | None = None
    ) -> bool:
        """Whether what a component is handed keeps each element in it from emitting the event (for a reason
        of these kinds).
        """
        if element.component is None:
            return False
        numbers = self.survey.emitters.get((element.component, element.event), ())
        entries = [self.survey.numbered[number] for number in numbers]
        if kinds is None and self._is_set_inside(entries):
            return not self._still_emits(element, data, entries)
        if not element.properties:
            return False
        known: Known = PageData(self.stage.m, data)
        given = Properties(element.properties, known)
        inner = [one.guards for number in numbers for one in self.elements.get(number, ())]
        shut = bool(inner) and all(
            any(
                markup_truth(evaluate(guard.condition, given)) is True
                for guard in guards
                if kinds is None or guard.kind in kinds
            )
            for guards in inner
        )
        changed = self.stage.m.changed | self.asked
        if (
            shut
            or kinds is not None
            or not changed
            or not any(asks(value, changed) for _, value in element.properties)
        ):
            return shut
        return not self._still_emits(element, data, entries)

    def _is_set_inside(self, entries: list[Entry]) -> bool:
        """Whether something was written to the component of these entries: the page called a method of it."""
        own = {id(one.instance.props) for one in entries if one.instance is not None}
        data = [one.instance.props.get("data") for one in entries if one.instance is not None]
        own |= {id(one.props) for one in data if isinstance(one, Obj)}
        return any(id(one.table) in own for one in self.stage.writes)

    def _still_emits(self, element: BoundElement, data: Val, entries: list[Entry]) -> bool:
        """Whether a tap inside a component makes it emit the event, handed what the page's data now says."""
        stage, found = self.stage, [False] * (not entries)
        page = PageData(stage.m, data, deciding=False)
        given = {name: value_of(stage.m, value, page, ("handed", name)) for name, value in element.properties}

        def play(entry: Entry, inner: BoundElement) -> bool:
            own = entry.instance.props.get("data") if entry.instance is not None else None
            if isinstance(own, Obj):
                for name, value in given.items():
                    stage.m.put(own.props, name, value)
            if not self.blocked(entry, inner):
                self.tap(entry, inner)
                stage.play_out(requests=False)
                found.extend(True for name, _ in stage.events if name == element.event)
            return bool(found)

        for entry in entries:
            for inner in self.elements.get(entry.number, ()):
                if not explore(stage, partial(play, entry, inner), MAX_RETRIES) or found:
                    return True
        return bool(found)

    def tap(self, entry: Entry, element: BoundElement | None = None) -> None:
        """The event of an element; of any, where none is given."""
        if self.stage.tap_number:
            begin_again(self.stage.m)
        this: Val = entry.instance if entry.instance is not None else UNDEF
        count = max(len(entry.closure.func.params), 1)
        args: list[Val] = [Sym(("event", entry.number, at)) for at in range(count)]
        if element is not None:
            data = entry.instance.props.get("data", UNDEF) if entry.instance is not None else UNDEF
            for path in element.rows:
                fill(self.stage.m, data, path)
            args[0] = event_of(self.stage.m, element, entry.instance, ("event", entry.number, 0))
        self.stage.m.page = entry.instance if entry.owner in self.pages else None
        self.stage.tap(self._now(entry), this, args)

    def _now(self, entry: Entry) -> Closure:
        """What the event starts: a page may put another function in a method's place, as a throttle is."""
        held = entry.instance.props.get(entry.method) if entry.instance is not None else None
        others = [one for one in spread(held) if one is not entry.closure] if held is not None else []
        closures = [one for one in others if isinstance(one, Closure)]
        if not closures and any(isinstance(one, Sym) for one in others):
            # It was made by code that is not at hand.
            self.stage.poisoned = self.stage.reached = True
        return closures[0] if closures else entry.closure

    def may_repeat(self, element: BoundElement, depth: int = 0, *, tapped: bool = False) -> bool:
        """Whether the user can cause the element's event twice in a row; `tapped`: meaning the same twice."""
        # A component that tells of a tap itself catches it, as a rule, and may have let it pass once.
        tells = (element.component or "", element.event) in self.survey.emitters
        if element.repeatable is not None and not tells:
            return element.repeatable and (element.tapped or not tapped)
        if element.component is None or depth > 3:
            return element.event in USER_LIKE_NAMES
        key = (element.component, element.event, tapped)
        if key not in self._repeatable:
            self._repeatable[key] = False
            entries = [self.survey.numbered[number] for number in self.survey.emitters.get(key[:2], ())]
            self._repeatable[key] = any(
                self._emits_twice(entry, element.event, depth, tapped=tapped) for entry in entries
            )
        return self._repeatable[key]

    def _emits_twice(self, entry: Entry, event: str, depth: int, *, tapped: bool) -> bool:
        """Whether two taps inside a component make it emit its event twice: the guard may sit there."""
        found: list[bool] = []

        def play(inner: BoundElement) -> bool:
            if self.blocked(entry, inner):
                return False
            self.tap(entry, inner)
            if not self.between_taps() or self.blocked(entry, inner):
                return False
            self.tap(entry, inner)
            self.stage.play_out(requests=False)
            emitted = {tap for name, tap in self.stage.events if name == event}
            if emitted >= {1, 2} and not self.stage.m.guessed:
                found.append(True)
            return bool(found)

        for inner in self.elements.get(entry.number, ()):
            if not found and self.may_repeat(inner, depth + 1, tapped=tapped):
                explore(self.stage, partial(play, inner), MAX_RETRIES)
        return bool(found)

    def between_taps(self) -> bool:
        """Lets a tenth of a second go by; False where there is nothing left to tap."""
        stage = self.stage
        if _is_covered(stage):
            return False
        stage.m.now += 120
        for task in [one for one in stage.m.timers if one.due <= stage.m.now]:
            stage.run_timer(task)
        return not _is_covered(stage)

    def sight(self, entry: Entry, element: BoundElement) -> Sight:
        """What the element's being there hangs on, as it is now."""
        data = entry.instance.props.get("data", UNDEF) if entry.instance is not None else UNDEF
        known = PageData(self.stage.m, data, deciding=False)
        shut = (markup_truth(evaluate(one, known)) for one in element.veils)
        veiled = frozenset(at for at, holds in enumerate(shut) if holds is False)
        return Sight(veiled, tuple(map(known.rows, element.rows)))


def _is_covered(stage: Stage) -> bool:
    """Whether another page, a viewer or a mask is over the page: nothing on it can be tapped."""
    return stage.navigated or stage.viewing or (stage.view is not None and stage.view.mask)
