"""Plays a mini-program in a real JavaScript engine on a fake platform, and says what its user would run into.

`judge_page(files)` takes a tiny mini-program (CommonJS) and does each thing that can be done on its pages, with
every outcome of every request and dialog: what stays shown at the end, which request a second tap sends again, and
which flag makes a button dead. It knows nothing of wxlint; `tests/rehearsal/agree.py` holds the two together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import quickjs

_FAKE = [
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("fake_wx.js", "fake_page.js")
]
#: Milliseconds between two taps: before anything is answered; after what answers at once, before a request.
GAPS = (1, 120)
LATER = 3_600_000
#: Ways through one action that are played, and events of one way.
MAX_WAYS, MAX_DOUBLE_WAYS, MAX_EVENTS = 60, 8, 400
USER_EVENTS = {"tap", "longpress", "submit", "confirm", "change", "input", "getphonenumber", "getuserinfo"}
_HOOKS = ("onPullDownRefresh", "onReachBottom")
_FAULTS = ("fail", "status", "api-fail", "throw")
_KINDS = ("full", "empty")


class Flag(msgspec.Struct):
    """What became of a flag that was set with a request: the outcomes that leave it set, those that reset it."""

    stuck: set[str] = msgspec.field(default_factory=set)
    freed: set[str] = msgspec.field(default_factory=set)
    left: bool = False

    @property
    def is_defect(self) -> bool:
        """Whether some outcome leaves the button dead, and the flag does not just say that it is done."""
        done = self.stuck == {"success"} and "fail" in self.freed and "success" not in self.freed
        return bool(self.stuck) and not (done and not self.left)


class Observed(msgspec.Struct):
    """What was seen. Places are `path:line`, handlers `page:method`, outcomes named as in `wxlint.model.program`."""

    leaks: dict[tuple[str, str], set[str]] = msgspec.field(default_factory=dict)
    """(indicator, where it is shown) -> the outcomes after which it stays."""
    unsettled: set[tuple[str, str]] = msgspec.field(default_factory=set)
    """What stays because a promise is never settled: that is another rule's matter."""
    doubles: set[frozenset[str]] = msgspec.field(default_factory=set)
    """The handlers that ran where a second tap sent a writing request again."""
    flags: dict[str, Flag] = msgspec.field(default_factory=dict)
    ways: int = 0

    @property
    def stuck(self) -> dict[str, set[str]]:
        """The flags that leave a button dead: name -> outcomes."""
        return {name: flag.stuck for name, flag in self.flags.items() if flag.is_defect}


class Action(msgspec.Struct, frozen=True):
    """Something that the user can do: tap an element (`key`), or cause a hook of the page."""

    key: str = ""
    hook: str = ""


class Scene(msgspec.Struct, frozen=True):
    """A page that is open, where some things were done before and all went well: that took `skip` decisions."""

    page: str
    before: tuple[Action, ...] = ()
    skip: int = 0


class Report(msgspec.Struct):
    """What the engine says of a way that was played (`report` in fake_page.js)."""

    taken: list[tuple[int, int]]
    view: str | None
    bar: str | None
    pulled: bool
    closed: list[str]
    shows: list[tuple[str, int]]
    sends: list[tuple[str, bool]]
    busy: list[int]
    outcomes: list[str]
    invoked: list[str]
    left: bool
    unsettled: bool

    @property
    def blame(self) -> str:
        """How the way went wrong, or that it ended early."""
        for outcome in self.outcomes:
            if outcome in _FAULTS:
                return outcome
        return "success" if "success" in self.outcomes else "any" if self.sends else "return"


def judge_page(files: Mapping[str, str]) -> Observed:
    """Plays every page of app.json. `files`: the mini-program's text files by path."""
    judge = _Judge(files)
    app = json.loads(files["app.json"])
    for page in app["pages"]:
        config = {**app.get("window", {}), **json.loads(files.get(f"{page}.json", "{}"))}
        enabled = {"onReachBottom", *(["onPullDownRefresh"] if config.get("enablePullDownRefresh") else [])}
        judge.play(page, [Action(hook=name) for name in _HOOKS if name in enabled & set(_words(files, page))])
    return judge.verdict()


def _words(files: Mapping[str, str], page: str) -> list[str]:
    return [name for name in _HOOKS if name in files[f"{page}.js"]]


class _Judge:
    """One mini-program in one engine."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._context = quickjs.Context()
        for source in _FAKE:
            self._context.eval(source)
        self._context.eval(f"judge_prepare({json.dumps(json.dumps(dict(files)))})")
        self._seen = Observed()
        self._beside: set[str] = set()
        self._closing: set[str] = set()

    def verdict(self) -> Observed:
        """A loading counts where it is shown beside a request, or where nothing ever closes one."""
        seen = self._seen
        seen.leaks = {key: value for key, value in seen.leaks.items() if self._counts(*key)}
        seen.unsettled = {key for key in seen.unsettled if self._counts(*key)} - seen.leaks.keys()
        return seen

    def _counts(self, kind: str, place: str) -> bool:
        return kind == "pull-down" or place in self._beside or kind not in self._closing

    # -- the engine -------------------------------------------------------------------------------------------

    def _do(self, name: str, *args: Any) -> Any:
        """Something happens, with the promise reactions that follow at once."""
        answer = self._context.get("judge_" + name)(*args)
        while self._context.execute_pending_job():
            pass
        return answer

    def _report(self) -> Report:
        return msgspec.json.decode(self._do("report"), type=Report)

    def _lasting(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._do("lasting"))
        return found

    def _run(self, until: float = -1, *, answers: bool = True) -> None:
        """Lets everything happen that is due until a moment; without `answers` requests stay open."""
        for _ in range(MAX_EVENTS):
            if not self._do("step", until, answers):
                return

    def _later(self, milliseconds: int, *, answers: bool = True) -> None:
        self._run(self._do("now") + milliseconds, answers=answers)

    def _user(self, scene: Scene, action: Action, kind: str) -> bool:
        if action.hook:
            return bool(self._do("pull", scene.page, action.hook))
        return bool(self._do("act", scene.page, action.key, kind))

    def _set(self, scene: Scene, tape: list[int]) -> None:
        """Sets the scene; what follows is decided by the tape."""
        self._do("begin", json.dumps([0] * scene.skip + tape))
        self._do("open", scene.page)
        self._run()
        for action in scene.before:
            self._user(scene, action, "full")
            self._run()
            self._do("comeBack", scene.page)
            self._run()
        self._do("forget")

    def _ways(self, play: Callable[[list[int]], None], skip: int, limit: int) -> Iterator[list[int]]:
        """Plays every way, up to a limit; gives each one's tape once it is played."""
        waiting: list[list[int]] = [[]]
        while waiting and limit:
            limit -= 1
            tape = waiting.pop(0)
            play(tape)
            self._seen.ways += 1
            taken = self._report().taken[skip:]
            for at in range(len(tape), len(taken)):
                pick, count = taken[at]
                start = [choice for choice, _ in taken[:at]]
                waiting.extend([*start, other] for other in range(count) if other != pick)
            yield tape

    # -- what is played ---------------------------------------------------------------------------------------

    def play(self, page: str, hooks: list[Action]) -> None:
        """A page: its start, then each thing that can be done on it, first of all and after all the others."""
        for _ in self._ways(partial(self._open, page), 0, MAX_WAYS):
            self._look(self._report(), None)
        self._open(page, [])
        listed = json.loads(self._do("actions"))
        actions = [*hooks, *(Action(key=one["key"]) for one in listed if one["event"] in USER_EVENTS)]
        for action in actions:
            others = tuple(one for one in actions if one != action)
            for before in dict.fromkeys(((), others)):
                self._set(Scene(page, before), [])
                self._play_action(Scene(page, before, len(self._report().taken)), action)

    def _open(self, page: str, tape: list[int]) -> None:
        self._do("begin", json.dumps(tape))
        self._do("open", page)
        self._run()

    def _play_action(self, scene: Scene, action: Action) -> None:
        self._set(scene, [])
        sends = self._sends(scene, action)
        for kind in _KINDS:
            for tape in self._ways(partial(self._one, scene, action, kind), scene.skip, MAX_WAYS):
                report = self._report()
                self._look(report, scene.page if action.hook == "onPullDownRefresh" and sends else None)
                if sends and not report.unsettled:
                    self._look_at_flags(scene, action, kind, tape, report)
            if sends:
                self._tap_twice(scene, action, kind)

    def _one(self, scene: Scene, action: Action, kind: str, tape: list[int]) -> None:
        self._set(scene, tape)
        self._user(scene, action, kind)
        self._run()

    def _sends(self, scene: Scene, action: Action) -> bool:
        """Whether the action sends anything as things are now, if all goes well."""
        self._do("forget")
        for kind in _KINDS:
            self._user(scene, action, kind)
            self._run()
            if self._report().sends:
                return True
        return False

    # -- what is seen -----------------------------------------------------------------------------------------

    def _look(self, report: Report, pulled: str | None) -> None:
        self._beside.update(place for place, turn in report.shows if turn in report.busy)
        self._closing.update(report.closed)
        stays = {"loading": report.view, "navigation-bar": report.bar}
        if report.pulled and pulled is not None:
            stays["pull-down"] = f"{pulled}.js:onPullDownRefresh"
        for indicator, place in stays.items():
            if place is not None and report.unsettled:
                self._seen.unsettled.add((indicator, place))
            elif place is not None:
                self._seen.leaks.setdefault((indicator, place), set()).add(report.blame)

    def _look_at_flags(self, scene: Scene, action: Action, kind: str, tape: list[int], report: Report) -> None:
        """What was set in the turn of the tap, or of a request, and whether a third tap finds it still set."""
        before, changed = self._changed(scene, action, kind, tape)
        if not changed:
            return
        now = self._lasting()
        freed = {label for label in changed if bool(now.get(label)) == bool(before.get(label))}
        for label in freed:
            self._seen.flags.setdefault(_name(label), Flag()).freed.add(report.blame)
        self._third(scene)
        if changed == freed or self._sends(scene, action):
            return
        for label in changed - freed:
            self._one(scene, action, kind, tape)
            self._third(scene)
            self._do("restore", label, json.dumps(before.get(label)))
            if self._sends(scene, action):
                flag = self._seen.flags.setdefault(_name(label), Flag())
                flag.stuck.add(report.blame)
                flag.left = flag.left or report.left

    def _third(self, scene: Scene) -> None:
        """Much later the user is on the page again."""
        self._do("comeBack", scene.page)
        self._later(LATER)

    def _changed(
        self, scene: Scene, action: Action, kind: str, tape: list[int]
    ) -> tuple[dict[str, Any], set[str]]:
        """The lasting values before the action; those that changed in its turn or in that of a request."""
        self._set(scene, tape)
        before = self._lasting()
        self._user(scene, action, kind)
        sent, changed = -1, set[str]()
        for _ in range(MAX_EVENTS):
            now = len(self._report().sends)
            if now != sent:
                sent = now
                values = self._lasting()
                changed |= {label for label in values if bool(values[label]) != bool(before.get(label))}
            if not self._do("step", -1, True):
                break
        return before, changed

    def _tap_twice(self, scene: Scene, action: Action, kind: str) -> None:
        """A second tap before any request is answered: does one go out that one tap alone does not send?"""
        once: Counter[str] = Counter()
        for _ in self._ways(partial(self._two, scene, action, kind, None), scene.skip, MAX_DOUBLE_WAYS):
            once |= _written(self._report())
        for gap in GAPS:
            play = partial(self._two, scene, action, kind, gap)
            for _ in self._ways(play, scene.skip, MAX_DOUBLE_WAYS):
                report = self._report()
                if _written(report) - once:
                    self._seen.doubles.add(frozenset(report.invoked))

    def _two(self, scene: Scene, action: Action, kind: str, gap: int | None, tape: list[int]) -> None:
        self._set(scene, tape)
        self._user(scene, action, kind)
        if gap is not None:
            self._later(gap, answers=False)
            self._user(scene, action, kind)
        self._run(answers=False)


def _written(report: Report) -> Counter[str]:
    return Counter(place for place, writes in report.sends if writes)


def _name(label: str) -> str:
    """The last name of a lasting value's label, as a finding says it."""
    return label.replace(":", ".").rpartition(".")[2]
