"""A guard that some outcome leaves set, so that the button is dead from then on."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule
from wxlint.model.program import StuckGuard, once

NEVER = Message(
    zh="{flag} 设置之后再也没有复位，只能操作一次",
    en="`{flag}` is set and never reset, so this works only once",
    zh_details="发请求前会检查 {flag}，设置以后就再也发不出请求。请在 complete（或 finally）里复位。",
    en_details="The request is sent only if `{flag}` allows it; once it is set, nothing is sent any more. "
    "Reset it in `complete` (or `finally`).",
)
NOT_EVEN = Message(
    zh="{flag} 设置之后再也没有复位，{outcome_zh}也没有，只能操作一次",
    en="`{flag}` is set and never reset, not even {outcome_en}, so this works only once",
    zh_details=NEVER.zh_details,
    en_details=NEVER.en_details,
)
STUCK = Message(
    zh="{outcome_zh}，{flag} 没有复位，之后的操作都被它拦住",
    en="`{flag}` is not reset {outcome_en}: it blocks every later attempt",
    zh_details="发请求前会检查 {flag}，没有复位就再也发不出请求，用户只能退出页面重来。请在 complete（或 "
    "finally）里复位，提前 return 之前也要复位。",
    en_details="The request is sent only if `{flag}` allows it. Left set, it blocks the request until users "
    "leave the page and come back. Reset it in `complete` (or `finally`), and before every early return.",
)
OUTLIVES = Message(
    zh=STUCK.zh,
    en=STUCK.en,
    zh_details="发请求前会检查 {flag}，没有复位就再也发不出请求。这个变量不随页面销毁，退出页面再进来也没用，"
    "要等小程序重新启动。请在 complete（或 finally）里复位，提前 return 之前也要复位。",
    en_details="The request is sent only if `{flag}` allows it. This variable outlives the page: leaving "
    "and coming back does not help, only restarting the mini-program does. Reset it in `complete` (or "
    "`finally`), and before every early return.",
)


class UnreleasedGuard(Rule):
    id = "unreleased-guard"
    level = "error"
    core = True

    def check(self, program: Program) -> Iterator[Finding]:
        for guard in once(program.stuck_guards):
            yield self.finding(
                guard.place,
                message(guard),
                confidence=guard.confidence,
                related=tuple(related(guard)),
                steps=tuple(Related(step.place, step.zh, step.en) for step in guard.steps),
                flag=guard.flag,
                outcome_zh=guard.outcome.zh,
                outcome_en=guard.outcome.en,
            )


def message(guard: StuckGuard) -> Message:
    """Which words fit: it may be reset on no way at all, and it may outlive the page."""
    if guard.released:
        return OUTLIVES if guard.survives else STUCK
    return NOT_EVEN if guard.outcome.kind in ("fail", "status", "api-fail", "throw") else NEVER


def related(guard: StuckGuard) -> Iterator[Related]:
    """Where the flag is tested, where it stays set, and where it is reset on other ways."""
    if guard.tested != guard.place:
        yield Related(guard.tested, "这里会检查它", "tested here")
    if guard.outcome.where:
        yield Related(guard.outcome.where, f"{guard.outcome.zh}没有复位", f"still set {guard.outcome.en}")
    for place in guard.released:
        yield Related(place, "其他情况下在这里复位", "reset here on other outcomes")
