"""A toast that is taken away before anybody can read it."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule

MESSAGE = Message(
    zh="{outcome_zh}，这个提示刚显示就被 hideLoading 关掉了",
    en="{outcome_en}, this toast is taken away at once by the hideLoading behind it",
    zh_details="showToast 和 showLoading 是同一个浮层，hideLoading 会把刚显示的提示一起关掉，用户看不到它。"
    "请先 hideLoading 再 showToast，或者用 hideLoading({{ noConflict: true }})。",
    en_details="showToast and showLoading share one view, so hideLoading takes the toast away before anybody "
    "reads it. Call hideLoading first and showToast after it, or hideLoading({{ noConflict: true }}).",
)


class HiddenToast(Rule):
    id = "hidden-toast"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        for toast in program.hidden_toasts:
            hidden = Related(toast.hidden_by, "被这里关掉", "it is taken away here")
            yield self.finding(
                toast.place,
                MESSAGE,
                related=(hidden,),
                outcome_zh=toast.outcome.zh,
                outcome_en=toast.outcome.en,
            )
