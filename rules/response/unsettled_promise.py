"""A promise around a request that on some outcome never ends."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule
from wxlint.model.program import UnsettledPromise as Unsettled

MESSAGE = Message(
    zh="{outcome_zh}，这个 Promise 既没有 resolve 也没有 reject",
    en="this promise is neither resolved nor rejected {outcome_en}",
    zh_details="等它的 await 永远停在那里，.then、.catch、.finally 都不会执行：加载提示不消失，按钮一直锁着。"
    "请让每条路径都有结果：fail 里 reject，success 里非 2xx 时也 reject。",
    en_details="An `await` on it never returns; .then, .catch and .finally never run: the loading stays up, "
    "the button stays locked. Settle it on every path: reject in `fail`, and in `success` for any status "
    "but 2xx.",
)


class UnsettledPromise(Rule):
    id = "unsettled-promise"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for promise in program.unsettled_promises:
            outcome = promise.outcome
            yield self.finding(
                promise.place,
                MESSAGE,
                related=tuple(related(program, promise)),
                outcome_zh=outcome.zh,
                outcome_en=outcome.en,
            )


def related(program: Program, promise: Unsettled) -> Iterator[Related]:
    """Where the way ends on which it is left open, and who calls the wrapper that makes it."""
    outcome = promise.outcome
    if outcome.where:
        yield Related(outcome.where, f"{outcome.zh}没有结果", f"left pending {outcome.en}")
    for request in program.requests:
        if request.kind == "effective" and request.site == promise.wrapped:
            yield Related(request.name, "从这里调用", "called here")
