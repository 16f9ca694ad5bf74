"""A request that starts itself again with nothing that could end it."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="{outcome_zh}，请求会马上重发，没有次数限制，也没有间隔",
    en="{outcome_en}, the request is sent again at once, without a limit or a delay",
    zh_details="断网或服务器出错时，它会一刻不停地重发：手机发烫、耗电，服务器刚恢复又被自己的用户压垮。"
    "请限制次数，并逐次拉长间隔；或者显示错误，让用户自己点重试。",
    en_details="Offline, or while the server is down, it sends without a pause: the phone heats up, and a "
    "server that recovers is overloaded by its own users. Limit the attempts and wait longer before each; "
    "or show the error and let users tap to retry.",
)


class UnboundedRetry(Rule):
    id = "unbounded-retry"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        names = {request.place: request.name for request in program.requests if request.kind == "direct"}
        for retry in program.endless_retries:
            yield self.finding(
                names.get(retry.place, retry.place),
                MESSAGE,
                outcome_zh=retry.outcome.zh,
                outcome_en=retry.outcome.en,
            )
