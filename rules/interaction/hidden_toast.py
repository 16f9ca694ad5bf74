"""A toast that is taken away before anybody can read it."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule

MESSAGE = Message(
    zh="{outcome_zh}，这个提示刚显示就被 hideLoading 关掉了",
    en="{outcome_en}, this toast is hidden at once by the hideLoading that follows",
    zh_details="showToast 和 showLoading 是同一个浮层，hideLoading 会把刚显示的提示一起关掉，用户看不到它。"
    "请先 hideLoading 再 showToast；或者用 hideLoading({{ noConflict: true }})（基础库 2.22.1 起）。",
    en_details="showToast and showLoading share one view, so hideLoading hides the toast before anyone can "
    "read it. Call hideLoading before showToast, or use hideLoading({{ noConflict: true }}) (base library "
    "2.22.1 and later).",
)


class HiddenToast(Rule):
    id = "hidden-toast"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        for toast in program.hidden_toasts:
            hidden = Related(toast.hidden_by, "在这里被关掉", "hidden here")
            yield self.finding(
                toast.place,
                MESSAGE,
                related=(hidden,),
                outcome_zh=toast.outcome.zh,
                outcome_en=toast.outcome.en,
            )
