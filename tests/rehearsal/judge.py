"""Plays a mini-program in a real JavaScript engine on a fake platform, and says what its user would run into.

`judge_page(files)` takes a tiny mini-program (CommonJS) and does each thing that can be done on its pages,
with every outcome of every request and dialog: what stays shown at the end, which request a second tap sends
again, and which flag makes a button dead. It knows nothing of wxlint; `agree.py` holds the two together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations, product
from typing import Any

import msgspec

from tests.rehearsal.engine import FULL, MAX_EVENTS, Action, Forced, Manner, Report, Scene
from tests.rehearsal.judge_answers import Answers, Stack

LATER = 3_600_000
#: Milliseconds between two taps: before anything is answered; after what answers at once, before a request.
GAPS = (1, 120)
#: Ways through one action that are played.
MAX_WAYS, MAX_DOUBLE_WAYS = 60, 8
#: States of one page in which an action is tried, where that is done thoroughly.
MAX_STATES = 40
FLOOD_GAP = 50
FLOODING = {"input", "scroll", "touchmove"}
USER_EVENTS = {
    "scroll",
    "touchmove",
    "tap",
    "longpress",
    "submit",
    "confirm",
    "change",
    "input",
    "getphonenumber",
    "getuserinfo",
}
_ANSWERS = {"success", "refused", "status", "fail"}
_CLOSING = {
    "loading": {"hideLoading", "hideToast", "showToast"},
    "navigation-bar": {"hideNavigationBarLoading"},
}
_HOOKS = ("onPullDownRefresh", "onReachBottom")


class Flag(msgspec.Struct):
    """What became of a flag that was set with a request: after which outcomes it stays set, or is reset."""

    stuck: set[str] = msgspec.field(default_factory=set)
    freed: set[str] = msgspec.field(default_factory=set)
    left: bool = False

    @property
    def is_defect(self) -> bool:
        """Whether some outcome leaves the button dead, and the flag does not just say that it is done."""
        done = "success" in self.stuck and self.stuck <= {"success", "refused"}
        done = done and "fail" in self.freed and "success" not in self.freed
        return bool(self.stuck) and not (done and not self.left)


class Observed(msgspec.Struct):
    """What was seen. Places are `path:line`, handlers `page:method`.

    Outcomes are named as in `wxlint.model.program`; "refused": success, and a body that says no.
    """

    leaks: dict[tuple[str, str], set[str]] = msgspec.field(default_factory=dict)
    """(indicator, where it is shown) -> the outcomes after which it stays."""
    unsettled: set[tuple[str, str]] = msgspec.field(default_factory=set)
    """What stays because a promise is never settled: that is another rule's matter."""
    doubles: set[frozenset[str]] = msgspec.field(default_factory=set)
    """The handlers that ran where a second tap sent a writing request again."""
    flags: dict[str, Flag] = msgspec.field(default_factory=dict)
    toasts: dict[str, set[str]] = msgspec.field(default_factory=dict)
    """The toasts that are taken away in the turn that shows them -> on which outcomes."""
    open_promises: dict[str, set[str]] = msgspec.field(default_factory=dict)
    """Each `new Promise` around a request -> the outcomes after which it is not settled."""
    retries: dict[str, set[str]] = msgspec.field(default_factory=dict)
    """The requests that start themselves again at once, for ever -> while every answer is of which kind."""
    silent: set[Stack] = msgspec.field(default_factory=set)
    """The requests whose failure changes nothing at all: the calls that lead to each, the innermost first."""
    failed: set[Stack] = msgspec.field(default_factory=set)
    """The requests that were made to fail."""
    floods: set[frozenset[str]] = msgspec.field(default_factory=set)
    """The handlers that ran where each of two events, a twentieth of a second apart, sent a request."""
    ways: int = 0

    @property
    def stuck(self) -> dict[str, set[str]]:
        """The flags that leave a button dead: name -> outcomes."""
        return {name: flag.stuck for name, flag in self.flags.items() if flag.is_defect}


def judge_page(files: Mapping[str, str], *, thorough: bool = False) -> Observed:
    """Plays every page of app.json. `files`: the mini-program's text files by path.

    `thorough`: each thing is also done after it came out in each way before, which takes many times as long.
    """
    judge = _Judge(files, thorough=thorough)
    app = json.loads(files["app.json"])
    for page in app["pages"]:
        config = {**app.get("window", {}), **json.loads(files.get(f"{page}.json", "{}"))}
        enabled = {"onReachBottom", *(["onPullDownRefresh"] if config.get("enablePullDownRefresh") else [])}
        hooks = [name for name in _HOOKS if name in enabled and name in files[f"{page}.js"]]
        judge.play(page, [Action(hook=name) for name in hooks])
    return judge.verdict()


class _Judge(Answers):
    """Plays one mini-program, and collects what is seen."""

    def __init__(self, files: Mapping[str, str], *, thorough: bool) -> None:
        super().__init__(files)
        self._thorough = thorough
        signed = (True, False) if any("getStorageSync" in text for text in files.values()) else (True,)
        self._manners: list[Manner] = [(kind, is_in) for is_in in signed for kind in ("full", "empty")]
        self._seen = Observed()
        self._others: dict[Action, tuple[Action, ...]] = {}
        self._beside: set[str] = set()
        #: The members of `wx` that were called; where loadings are shown beside a request; the pages whose
        #: pull-down sends something.
        self._called: set[str] = set()
        self._pulling: set[str] = set()

    def verdict(self) -> Observed:
        """A loading counts where it is shown beside a request, or where nothing ever closes any."""
        seen = self._seen
        seen.ways = self.played
        seen.leaks = {key: value for key, value in seen.leaks.items() if self._counts(*key)}
        seen.unsettled = {key for key in seen.unsettled if self._counts(*key)} - seen.leaks.keys()
        seen.open_promises = {key: value for key, value in self.left_open.items() if key in self.around}
        seen.retries, seen.silent = self.retries, self.silent
        seen.failed = self.failed
        return seen

    def _counts(self, indicator: str, place: str) -> bool:
        if indicator == "pull-down":
            return place in self._pulling
        return place in self._beside or not self._closes(indicator)

    def _closes(self, indicator: str) -> bool:
        """Whether anything that was played ever closes one."""
        return not self._called.isdisjoint(_CLOSING[indicator])

    # -- what is played ------------------------------------------------------------------------------------

    def play(self, page: str, hooks: list[Action]) -> None:
        """A page: its start, then each thing that can be done on it."""
        for signed in {is_in for _, is_in in self._manners}:
            for _ in self.ways(partial(self._open, page, signed=signed), 0, MAX_WAYS):
                self._look(self.report(), None)
            self.answers(partial(self._open, page, [], signed=signed))
        # What the script's own variables keep is there when the page is opened once more.
        self.set(Scene(page, ()), [])
        again = Scene(page, (), self._tape())
        for _ in self.ways(partial(self._open_again, again), again.skip, MAX_WAYS):
            self._look(self.report(), None)
        self._open(page, [])
        listed = json.loads(self.do("actions"))
        actions = [*hooks, *(Action(key=one["key"]) for one in listed if one["event"] in USER_EVENTS)]
        floods = {Action(key=one["key"]) for one in listed if one["event"] in FLOODING}
        self._others = {action: tuple(one for one in actions if one != action) for action in actions}
        for action in actions:
            for scene in self._scenes(page, action):
                self._play_action(scene, action, floods=action in floods)

    def _scenes(self, page: str, action: Action) -> Iterator[Scene]:
        """The page as it can be found: just opened, after other things were done, after this one was."""
        others = self._others[action]
        befores: list[tuple[tuple[Action, Manner], ...]] = []
        for count in range(len(others) + 1):
            befores += [tuple((one, FULL) for one in some) for some in combinations(others, count)]
        befores += [(*befores[-1], (action, manner)) for manner in self._manners]
        befores.append(((action, FULL),))
        known = set[str]()
        found: list[Scene] = []
        for before in befores:
            self.set(Scene(page, before), [])
            state = self.do("state")
            if state not in known:
                known.add(state)
                found.append(Scene(page, before, self._tape()))
                yield found[-1]
        if self._thorough:
            yield from self._later_scenes(found, action, known)

    def _later_scenes(self, found: list[Scene], action: Action, known: set[str]) -> Iterator[Scene]:
        """The page as the action leaves it, each time that it comes out otherwise, done ever again."""
        for scene in found:
            for manner in self._manners:
                for _ in self.ways(partial(self._one, scene, action, manner), scene.skip, MAX_WAYS):
                    self.do("comeBack", scene.page)
                    self.run()
                    state = self.do("state")
                    if state not in known and len(known) < MAX_STATES:
                        known.add(state)
                        found.append(Scene(scene.page, (*scene.before, (action, manner)), self._tape()))
                        yield found[-1]

    def _tape(self) -> tuple[int, ...]:
        """The decisions that were taken until now."""
        return tuple(pick for pick, _ in self.report().taken)

    def _open(self, page: str, tape: list[int], forced: Forced | None = None, *, signed: bool = True) -> None:
        self.do("begin", json.dumps(tape))
        self.do("sign", signed)
        self.do("force", json.dumps(forced or {}))
        self.do("open", page)
        self.run()

    def _open_again(self, scene: Scene, tape: list[int]) -> None:
        self.set(scene, tape)
        self.do("open", scene.page)
        self.run()

    def _play_action(self, scene: Scene, action: Action, *, floods: bool) -> None:
        sends = self._sends(scene, action, partial(self.set, scene, []))
        for manner in self._manners:
            for tape in self.ways(partial(self._one, scene, action, manner), scene.skip, MAX_WAYS):
                report = self.report()
                self._look(report, _pulled(scene, action))
                if sends and not report.unsettled:
                    self._look_at_flags(scene, action, manner, tape, report)
            if sends and action.hook == "onPullDownRefresh":
                self._pulling.add(f"{scene.page}.js:onPullDownRefresh")
            if sends:
                self.answers(partial(self._one, scene, action, manner, []))
            if sends and floods:
                # What comes many times a second is no tap.
                self._flood(scene, action, manner)
            elif sends and action.key:
                self._tap_twice(scene, action, manner)

    def _one(
        self, scene: Scene, action: Action, manner: Manner, tape: list[int], forced: Forced | None = None
    ) -> None:
        self.set(scene, tape, forced)
        self.user(scene, action, manner)
        self.run()

    def _sends(
        self, scene: Scene, action: Action, start: Callable[[], None], pulled: str | None = None
    ) -> bool:
        """Whether the action can send anything once `start` has run, whatever else the user does before it.

        `pulled`: the page, where it counts that the action leaves it pulled down.
        """
        # With each manner first of all; and with each in turn, since one may take back what another left.
        tries = [*([manner] for manner in self._manners), [*self._manners[1:], *self._manners]]
        others = self._others[action]
        for kinds in product(("", "empty", "full"), repeat=len(others)):
            for manners in tries:
                start()
                for other, kind in zip(others, kinds, strict=True):
                    if kind:
                        self.user(scene, other, (kind, True))
                        self.run()
                for manner in manners:
                    self.do("comeBack", scene.page)
                    self.later(LATER)
                    self.do("forget")
                    self.user(scene, action, manner)
                    self.run()
                    report = self.report()
                    if report.sends:
                        return True
                    self._look(report, pulled)
        return False

    # -- what is seen --------------------------------------------------------------------------------------

    def _look(self, report: Report, pulled: str | None) -> None:
        self._called.update(report.effects)
        self._beside.update(place for place, turn in report.shows if turn in report.busy)
        stays = {"loading": report.view, "navigation-bar": report.bar}
        if report.pulled and pulled is not None:
            stays["pull-down"] = f"{pulled}.js:onPullDownRefresh"
        for indicator, place in stays.items():
            if place is not None and report.unsettled:
                self._seen.unsettled.add((indicator, place))
            elif place is not None:
                self._seen.leaks.setdefault((indicator, place), set()).update(report.blames)
        for toast in report.hidden:
            self._seen.toasts.setdefault(toast, set()).update(report.blames)
        self.look_at_promises(report)

    def _look_at_flags(
        self, scene: Scene, action: Action, manner: Manner, tape: list[int], report: Report
    ) -> None:
        """What was set with the tap, or with a request, and whether a third tap finds it still set."""
        before, changed = self._changed(scene, action, manner, tape)
        if not changed:
            return
        now = self.lasting()
        freed = {label for label in changed if bool(now.get(label)) == bool(before.get(label))}
        for label in freed:
            self._seen.flags.setdefault(_name(label), Flag()).freed.update(report.blames)
        dead = partial(self._third, scene, action, manner, tape, None, None)
        left = {label for label in changed - freed if not self._is_told(label, report)}
        if not left or self._sends(scene, action, dead, _pulled(scene, action)):
            return
        for label in left:
            start = partial(self._third, scene, action, manner, tape, label, before.get(label))
            if self._sends(scene, action, start):
                flag = self._seen.flags.setdefault(_name(label), Flag())
                flag.stuck.update(report.blames)
                flag.left = flag.left or report.left

    def _is_told(self, label: str, report: Report) -> bool:
        flag = self._seen.flags.get(_name(label))
        return flag is not None and report.blame in flag.stuck and flag.left >= report.left

    def _third(
        self, scene: Scene, action: Action, manner: Manner, tape: list[int], label: str | None, value: Any
    ) -> None:
        """Much later the user is on the page again, with one lasting value put back to what it was."""
        self._one(scene, action, manner, tape)
        self.do("comeBack", scene.page)
        if label is not None:
            self.do("restore", label, json.dumps(value))

    def _changed(
        self, scene: Scene, action: Action, manner: Manner, tape: list[int]
    ) -> tuple[dict[str, Any], set[str]]:
        """The lasting values before the action; those that changed before any answer, or with a request."""
        self.set(scene, tape)
        before = self.lasting()
        self.user(scene, action, manner)
        sent, changed = -1, set[str]()
        for _ in range(MAX_EVENTS):
            report = self.report()
            if len(report.sends) != sent or not _ANSWERS & set(report.outcomes):
                sent = len(report.sends)
                values = self.lasting()
                changed |= {label for label in values if bool(values[label]) != bool(before.get(label))}
            if not self.do("step", -1, True):
                break
        return before, changed

    def _tap_twice(self, scene: Scene, action: Action, manner: Manner) -> None:
        """A second tap before any request is answered: what goes out that one tap alone does not send.

        At once, else when the requests of both are answered well.
        """
        for answers in (False, True):
            once: Counter[str] = Counter()
            play = partial(self._two, scene, action, manner, answers=answers)
            for _ in self.ways(partial(play, None), scene.skip, MAX_DOUBLE_WAYS):
                once |= _written(self.report())
            doubles = set[frozenset[str]]()
            for gap in GAPS:
                for _ in self.ways(partial(play, gap), scene.skip, MAX_DOUBLE_WAYS):
                    report = self.report()
                    if _written(report) - once:
                        doubles.add(frozenset(report.invoked))
            self._seen.doubles |= doubles
            if doubles:
                return

    def _flood(self, scene: Scene, action: Action, manner: Manner) -> None:
        """Two events within a twentieth of a second: what goes out for each of them."""
        self._two(scene, action, manner, None, [])
        once = Counter(place for place, _ in self.report().sends)
        self._two(scene, action, manner, FLOOD_GAP, [])
        report = self.report()
        if Counter(place for place, _ in report.sends) - once:
            self._seen.floods.add(frozenset(report.invoked))

    def _two(
        self,
        scene: Scene,
        action: Action,
        manner: Manner,
        gap: int | None,
        tape: list[int],
        *,
        answers: bool = False,
    ) -> None:
        self.set(scene, tape, {"every": 0} if answers else None)
        self.user(scene, action, manner)
        if gap is not None:
            self.later(gap, answers=False)
            self.user(scene, action, manner)
        self.run(answers=answers)


def _pulled(scene: Scene, action: Action) -> str | None:
    """The page, if the action pulls it down."""
    return scene.page if action.hook == "onPullDownRefresh" else None


def _written(report: Report) -> Counter[str]:
    return Counter(place for place, writes in report.sends if writes)


def _name(label: str) -> str:
    """The last name of a lasting value's label, as a finding says it."""
    return label.replace(":", ".").rpartition(".")[2]
