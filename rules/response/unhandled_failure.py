"""A request whose failure nobody notices."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="请求失败时什么也不会发生",
    en="nothing happens when this request fails",
    zh_details="没有网络、超时、域名没有配置，都会走到这里：用户看到的是空白页，或者点了没反应的按钮。"
    "请写 fail（或 catch），告诉用户出了什么问题、可以怎么做；只写 console.log 不算处理。",
    en_details="No network, a timeout, a domain that is not configured: all of them end here, and users see "
    "an empty page or a button that does nothing. Add a `fail` (or a `catch`) that tells them what happened "
    "and what they can do; `console.log` tells them nothing.",
)


class UnhandledFailure(Rule):
    id = "unhandled-failure"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.unhandled_failures:
            yield self.finding(request.place, MESSAGE)
