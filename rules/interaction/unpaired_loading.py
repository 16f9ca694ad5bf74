"""A loading that stays on the screen after some outcome of the request."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule
from wxlint.model.program import Leak, once

NEVER = Message(
    zh="{shown_zh}显示之后，这个页面里没有任何地方调用 {hide}",
    en="{shown_en} is shown and never taken away: {hide} is called nowhere on this page",
    zh_details="它会一直留在屏幕上。请在 complete（或 finally）里调用 {hide}。",
    en_details="It stays on the screen for good. Call {hide} in `complete` (or `finally`).",
)
LEAKS = Message(
    zh="{outcome_zh}，{shown_zh}不会消失：没有执行到 {hide}",
    en="{shown_en} stays {outcome_en}: {hide} is not reached",
    zh_details="用户会一直看着它，有 mask 时连返回前的操作都点不了。请在 complete（或 finally）里调用 "
    "{hide}，提前 return 之前也要调用。",
    en_details="People keep looking at it; with `mask` they can touch nothing. Call {hide} in `complete` "
    "(or `finally`), and before every early return.",
)
INDICATORS = {
    "loading": ("loading ", "the loading", "wx.hideLoading"),
    "navigation-bar": ("导航栏的 loading ", "the navigation bar's loading", "wx.hideNavigationBarLoading"),
    "pull-down": ("下拉刷新的动画", "the pull-down animation", "wx.stopPullDownRefresh"),
}


class UnpairedLoading(Rule):
    id = "unpaired-loading"
    level = "error"
    core = True

    def check(self, program: Program) -> Iterator[Finding]:
        for leak in once(program.leaks):
            shown_zh, shown_en, hide = INDICATORS[leak.indicator]
            yield self.finding(
                leak.place,
                LEAKS if leak.closed or leak.elsewhere else NEVER,
                confidence=leak.confidence,
                related=tuple(related(leak)),
                steps=tuple(Related(step.place, step.zh, step.en) for step in leak.steps),
                shown_zh=shown_zh,
                shown_en=shown_en,
                hide=hide,
                outcome_zh=leak.outcome.zh,
                outcome_en=leak.outcome.en,
            )


def related(leak: Leak) -> Iterator[Related]:
    """Where the way ends on which it stays, and where it is closed on the others."""
    if leak.outcome.where:
        yield Related(leak.outcome.where, leak.outcome.zh, f"it stays {leak.outcome.en}")
    for place in leak.closed:
        yield Related(place, "只在这条路上关闭", "closed on this way only")
