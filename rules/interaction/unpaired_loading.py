"""A loading that stays on the screen after some outcome of the request."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule
from wxlint.model.program import Leak, once

NEVER = Message(
    zh="{shown_zh}显示之后，这个页面里没有任何地方调用 {hide}",
    en="{shown_en} is never hidden: nothing on this page calls {hide}",
    zh_details="{hurts_zh}请在 complete（或 finally）里调用 {hide}。",
    en_details="{hurts_en} Call {hide} in `complete` (or `finally`).",
)
LEAKS = Message(
    zh="{outcome_zh}，{shown_zh}不会消失：没有执行到 {hide}",
    en="{shown_en} stays up {outcome_en}: {hide} is not reached",
    zh_details="{hurts_zh}请在 complete（或 finally）里调用 {hide}，提前 return 之前也要调用。",
    en_details="{hurts_en} Call {hide} in `complete` (or `finally`), and before every early return.",
)
#: What the messages say of each: its name, what hides it, what users make of one that stays.
INDICATORS = {
    "loading": (
        "加载提示",
        "the loading",
        "wx.hideLoading",
        "用户只能看着它一直转；加了 mask 时，页面上什么都点不了。",
        "Users watch it spin; with `mask` they cannot tap anything on the page either.",
    ),
    "navigation-bar": (
        "导航栏的加载动画",
        "the navigation bar's loading",
        "wx.hideNavigationBarLoading",
        "用户以为还在加载，会一直等下去。",
        "Users think that the page is still loading, and wait.",
    ),
    "pull-down": (
        "下拉刷新动画",
        "the pull-down animation",
        "wx.stopPullDownRefresh",
        "动画停在页面顶部，用户以为还没刷新完。",
        "It stays at the top of the page, and users think that the refresh is still running.",
    ),
}


class UnpairedLoading(Rule):
    id = "unpaired-loading"
    level = "error"
    core = True

    def check(self, program: Program) -> Iterator[Finding]:
        for leak in once(program.leaks):
            shown_zh, shown_en, hide, hurts_zh, hurts_en = INDICATORS[leak.indicator]
            yield self.finding(
                leak.place,
                LEAKS if leak.closed or leak.elsewhere else NEVER,
                confidence=leak.confidence,
                related=tuple(related(leak)),
                steps=tuple(Related(step.place, step.zh, step.en) for step in leak.steps),
                outcome_zh=leak.outcome.zh,
                outcome_en=leak.outcome.en,
                shown_zh=shown_zh,
                shown_en=shown_en,
                hide=hide,
                hurts_zh=hurts_zh,
                hurts_en=hurts_en,
            )


def related(leak: Leak) -> Iterator[Related]:
    """Where it is shown, where the way ends on which it stays, and where it is closed on the others."""
    if leak.site not in (None, leak.place):
        yield Related(leak.site, "加载提示在这里显示", "the loading is shown here")
    if leak.outcome.where:
        yield Related(leak.outcome.where, f"{leak.outcome.zh}没有关闭", f"still shown {leak.outcome.en}")
    for place in leak.closed:
        yield Related(place, "其他情况下在这里关闭", "hidden here on other outcomes")
