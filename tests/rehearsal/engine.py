"""A real JavaScript engine that holds one mini-program on the fake platform, and a hand to play it with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import quickjs

_FAKE = [
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("fake_wx.js", "fake_page.js")
]
#: Events of one way; a way that has more is cut off.
MAX_EVENTS = 400
_FAULTS = ("fail", "status", "api-fail", "throw")

Manner = tuple[str, bool]
"""How something is done: with what is asked for ("full") or without ("empty"); signed in or not."""
FULL: Manner = ("full", True)
Forced = dict[str, int]
"""How requests end: by their number from now on, or "every" one of them."""
FAIL, NEVER = 3, 9


class Action(msgspec.Struct, frozen=True):
    """Something that the user can do: tap an element (`key`), or cause a hook of the page."""

    key: str = ""
    hook: str = ""


class Scene(msgspec.Struct, frozen=True):
    """An open page, where some things were done before; `tape`: how they came out. All 0: all went well."""

    page: str
    before: tuple[tuple[Action, Manner], ...] = ()
    tape: tuple[int, ...] = ()

    @property
    def skip(self) -> int:
        """The decisions that were taken before."""
        return len(self.tape)


class Report(msgspec.Struct):
    """What the engine says of a way that was played (`report` in fake_page.js)."""

    taken: list[tuple[int, int]]
    view: str | None
    bar: str | None
    pulled: bool
    shows: list[tuple[str, int]]
    sends: list[tuple[str, bool]]
    busy: list[int]
    outcomes: list[str]
    invoked: list[str]
    left: bool
    unsettled: bool
    promises: list[tuple[str, bool, bool]]
    hidden: list[str]
    effects: list[str]
    stacks: list[list[str]]
    endless: list[str]
    asked: bool

    @property
    def blame(self) -> str:
        """How the way went wrong, or that it ended early."""
        for outcome in self.outcomes:
            if outcome in _FAULTS:
                return outcome
        for outcome in ("refused", "success"):
            if outcome in self.outcomes:
                return outcome
        return "any" if self.sends else "return"

    @property
    def blames(self) -> set[str]:
        """The same; what throws while an answer is handled went wrong with that answer too."""
        answers = {one for one in ("success", "refused", "status", "fail") if one in self.outcomes}
        thrown = {"throw", *answers} if self.blame == "throw" else {"throw"} & set(self.outcomes)
        return {self.blame, *thrown}


class Engine:
    """One mini-program in one engine. `played`: how many ways were played so far."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._context = quickjs.Context()
        for source in _FAKE:
            self._context.eval(source)
        self._context.eval(f"judge_prepare({json.dumps(json.dumps(dict(files)))})")
        self.played = 0

    def do(self, name: str, *args: Any) -> Any:
        """Something happens, with the promise reactions that follow at once."""
        answer = self._context.get("judge_" + name)(*args)
        while self._context.execute_pending_job():
            pass
        return answer

    def report(self) -> Report:
        return msgspec.json.decode(self.do("report"), type=Report)

    def lasting(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.do("lasting"))
        return found

    def run(self, until: float = -1, *, answers: bool = True) -> None:
        """Lets everything happen that is due until a moment; without `answers` requests stay open."""
        for _ in range(MAX_EVENTS):
            if not self.do("step", until, answers):
                return

    def later(self, milliseconds: int, *, answers: bool = True) -> None:
        self.run(self.do("now") + milliseconds, answers=answers)

    def user(self, scene: Scene, action: Action, manner: Manner) -> None:
        """The user does something, if it can be done now."""
        if action.hook:
            self.do("pull", scene.page, action.hook, manner[1])
        else:
            self.do("act", scene.page, action.key, *manner)

    def set(self, scene: Scene, tape: list[int], forced: Forced | None = None) -> None:
        """Sets the scene; what follows is decided by the tape. `forced`: how requests end all the same."""
        self.do("begin", json.dumps([*scene.tape, *tape]))
        self.do("open", scene.page)
        self.run()
        for action, manner in scene.before:
            self.user(scene, action, manner)
            self.run()
            self.do("comeBack", scene.page)
            self.run()
        self.do("forget")
        if forced:
            self.do("force", json.dumps(forced))

    def ways(self, play: Callable[[list[int]], None], skip: int, limit: int) -> Iterator[list[int]]:
        """Plays every way, up to a limit; gives each one's tape once it is played."""
        waiting: list[list[int]] = [[]]
        while waiting and limit:
            limit -= 1
            tape = waiting.pop(0)
            play(tape)
            self.played += 1
            taken = self.report().taken[skip:]
            for at in range(len(tape), len(taken)):
                pick, count = taken[at]
                start = [choice for choice, _ in taken[:at]]
                waiting.extend([*start, other] for other in range(count) if other != pick)
            yield tape
