"""The third tap, after an outcome that left a flag set: something still happens, or the flag is stuck."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wxlint.link.blame import Tests, blame, differing
from wxlint.link.bound import VISIBILITY, BoundElement
from wxlint.link.elements import LATER, MAX_RETRIES, Elements
from wxlint.link.engine.heap import UNDEF, Obj, truth
from wxlint.link.flags import Flags
from wxlint.link.memory import STARTS
from wxlint.link.noted import Flag
from wxlint.link.page_data import PageData
from wxlint.link.played import Way, calls_of
from wxlint.link.raw import Entry
from wxlint.link.ways import explore
from wxlint.read.markup_truth import Known, evaluate
from wxlint.read.markup_truth import truth as markup_truth

if TYPE_CHECKING:
    from wxlint.link.rehearsal import Stage
    from wxlint.link.survey import Survey
    from wxlint.model.place import Place


class Again(Elements):
    """Elements that are used once more. `hooks`: what the platform calls, by the number of the entry."""

    def __init__(
        self,
        survey: Survey,
        elements: dict[int, tuple[BoundElement, ...]],
        stage: Stage,
        hooks: dict[int, str],
    ) -> None:
        super().__init__(survey, elements, stage)
        self.hooks = hooks
        #: The elements of each page, by the `id` of its instance.
        self._of_page: dict[int, list[BoundElement]] = {}
        for number, bound in elements.items():
            self._of_page.setdefault(id(survey.numbered[number].instance), []).extend(bound)
        self.flags = Flags()
        #: The calls of wrappers that send, each with the site.
        self.effective: frozenset[tuple[Place, Place]] = frozenset()
        #: Flags that were tried again after an outcome of a kind: (table, name, entry, kind, whether the page
        #: was covered: what shows it again runs first then).
        self._tried: set[tuple[int, str, int, str, bool]] = set()
        #: Whether anything puts a flag back after such an outcome: (table, name, kind).
        self._reset: dict[tuple[int, str, str], bool] = {}

    def forget(self) -> None:
        """Forgets what was found out for entries that were played before."""
        self._reset.clear()
        self._repeatable.clear()

    def ends_with_page(self, flag: Flag) -> bool:
        """Whether a flag is gone with its page, or the next page's start puts it back."""
        return flag.label in ("this", "data") or self.flags.begins_anew(
            flag, self.survey.memory, self.starts()
        )

    def try_again(self, entry: Entry, element: BoundElement | None, flags: list[Flag]) -> None:
        """The third tap: a flag is stuck if it sends nothing any more, and would with the flag reset."""
        stage, new = self.stage, list[Flag]()
        for flag in flags:
            tried = (id(flag.table), flag.name, entry.number, blame(stage).kind, stage.navigated)
            if tried not in self._tried:
                self._tried.add(tried)
                new.append(flag)
        if element is None or element.component is None:
            # What one tap does is the answer for all of them.
            self._stick(entry, element, new)
            return
        for flag in new:
            self.asked = frozenset({flag.name} if flag.label == "data" else ())
            self._stick(entry, element, [flag])
            self.asked = frozenset()

    def _stick(self, entry: Entry, element: BoundElement | None, flags: list[Flag]) -> None:
        met = list[Tests]()
        left = self._left(entry, element, flags, met) if flags else []
        if not left:
            return
        hidden = self.blocked(entry, element, VISIBILITY)
        away = self.away(entry.instance) if hidden else set()
        for flag in left:
            self._look_whether_stuck(entry, element, flag, met, away, hidden=hidden)

    def _look_whether_stuck(
        self,
        entry: Entry,
        element: BoundElement | None,
        flag: Flag,
        met: list[Tests],
        away: set[Place],
        *,
        hidden: bool,
    ) -> None:
        """Notes a flag with which a tap does nothing, if it sends something without it.

        `met`: the tests on the ways of the tap; `away`: the elements that cannot be used now.
        """
        stage = self.stage
        tested, sure = self.guarded(entry, element, flag.name)
        if not sure:
            return
        mark = stage.m.mark()
        stage.m.put(flag.table, flag.name, flag.before)
        # What comes in its place may do what it did.
        others = self.away(entry.instance) - away if hidden else set()
        sent: list[Tests] = []
        again = self._sends(entry, element, sent)
        stage.m.undo(mark)
        if not again or (others and self.is_replaced(entry, others)):
            return
        if self._is_reset(entry, flag) or (hidden and self._is_taken_back(entry, flag)):
            return
        tested = tested or next(filter(None, (differing(one, sent[-1]) for one in met)), None)
        self.flags.stick(flag, stage, entry.number, tested, hidden=hidden)

    def _left(
        self, entry: Entry, element: BoundElement | None, flags: list[Flag], met: list[Tests]
    ) -> list[Flag]:
        """The flags that a tap resets on no way, if it sends nothing on any and none was left out.

        `met` is given the tests on each way.
        """
        left, sends, returning = flags, False, self.stage.navigated

        def play() -> bool:
            nonlocal left, sends
            if self._tap_again(entry, element, met, returning=returning):
                sends = bool(self.stage.sent) or self.stage.unsettled
                left = [flag for flag in left if not flag.is_reset]
            return sends or not left

        complete = explore(self.stage, play, MAX_RETRIES)
        return left if complete and not sends else []

    def _sends(self, entry: Entry, element: BoundElement | None, met: list[Tests]) -> bool:
        """Whether a tap sends anything on any way. `met` is given the tests on each way."""
        found: list[bool] = []
        returning = self.stage.navigated

        def play() -> bool:
            tapped = self._tap_again(entry, element, met, returning=returning)
            if tapped and (self.stage.sent or self.stage.unsettled):
                found.append(True)
            return bool(found)

        explore(self.stage, play, MAX_RETRIES)
        return bool(found)

    def _tap_again(
        self, entry: Entry, element: BoundElement | None, met: list[Tests], *, returning: bool
    ) -> bool:
        """Plays one more tap, much later; False where it is not possible. `returning`: to the page first."""
        stage = self.stage
        stage.m.now += LATER
        if returning and entry.instance is not None:
            self._come_back(entry)
        met.append([])
        stage.m.tests = met[-1]
        if self.blocked(entry, element):
            return False
        self.tap(entry)
        stage.play_out(requests=False)
        return True

    def _is_reset(self, entry: Entry, flag: Flag) -> bool:
        """Whether anything else that can be done on the page as it is now puts the flag back.

        What one entry leaves set on an outcome, others that do the same leave set likewise: it is tried once.
        """
        key = (id(flag.table), flag.name, blame(self.stage).kind)
        if key not in self._reset:
            self._reset[key] = self._resets(entry, flag)
        return self._reset[key]

    def _resets(self, entry: Entry, flag: Flag) -> bool:
        where, idle = (id(flag.table), flag.name), truth(flag.before) is True
        numbers = self.survey.memory.resetters(where, self.free(), to=idle)
        others = [one for one in numbers if one != entry.number and self.hooks.get(one) != "onShow"]
        return any(self._puts_back(self.survey.numbered[one], flag) for one in others)

    def _is_taken_back(self, entry: Entry, flag: Flag) -> bool:
        """Whether another element that does the same, and can be used while the flag is set, puts it back."""
        where, idle = (id(flag.table), flag.name), truth(flag.before) is True
        writes = self.survey.memory.resets(where, entry.number, to=idle) is not None
        return writes and self._puts_back(entry, flag)

    def _puts_back(self, other: Entry, flag: Flag) -> bool:
        """Whether what can be done on the page as it is now puts a flag back."""
        found: list[bool] = []

        def play(element: BoundElement | None) -> bool:
            self.stage.m.now += LATER
            if not self.blocked(other, element):
                self.tap(other, element)
                self.stage.play_out(requests=True)
                found.extend([True] * flag.is_reset)
            return bool(found)

        for element in self.variants(other):
            if not found:
                explore(self.stage, partial(play, element), MAX_RETRIES, every=False)
        return bool(found)

    def _come_back(self, entry: Entry) -> None:
        """The page that was covered is shown again."""
        for other in self.survey.entries:
            if other.instance is entry.instance and other.method in ("onShow", "show") and other is not entry:
                self.tap(other)
                self.stage.play_out(requests=True)
                self.stage.sent.clear()

    def away(self, instance: Obj | None) -> set[Place]:
        """The elements of a page, each by its binding, that are known not to be usable as its data is now."""
        known: Known = PageData(
            self.stage.m, instance.props.get("data", UNDEF) if instance is not None else UNDEF, deciding=False
        )
        return {
            element.place
            for element in self._of_page.get(id(instance), ())
            if any(markup_truth(evaluate(guard.condition, known)) is True for guard in element.guards)
        }

    def is_replaced(self, entry: Entry, others: set[Place]) -> bool:
        """Whether one of some other elements, which can be used now, sends what an entry sends."""
        raws = (one for one in self.survey.requests if one.entry == entry.number)
        sent = {self._request((one.site, *calls_of(one.frame))) for one in raws}
        found: list[bool] = []

        def play(other: Entry, element: BoundElement) -> bool:
            self.stage.m.now += LATER
            if not self.blocked(other, element):
                self.tap(other, element)
                self.stage.play_out(requests=True)
                found.extend(True for one in self.stage.sent if self._request(one.way) in sent)
            return bool(found)

        for number, elements in self.elements.items():
            other = self.survey.numbered[number]
            if other.instance is entry.instance and other.requests:
                for element in elements:
                    if not found and element.place in others:
                        explore(self.stage, partial(play, other, element), MAX_RETRIES, every=False)
        return bool(found)

    def _request(self, way: Way) -> Place:
        """Which request is sent on some way: the call of the wrapper, or the site itself."""
        return next((one for one in reversed(way) if (one, way[0]) in self.effective), way[0])

    def free(self) -> frozenset[int]:
        """The entries that the user or the platform starts while a page is there, not those that start it."""
        hooks = {number for number, name in self.hooks.items() if name == "onShow" or name not in STARTS}
        return frozenset(self.elements) | hooks

    def starts(self) -> frozenset[int]:
        """The entries that start a page or component."""
        return frozenset(number for number, name in self.hooks.items() if name in STARTS)


__all__ = ["Again"]
