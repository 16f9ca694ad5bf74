"""A body that is used as a success, whatever the status."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="没有判断 statusCode，就把响应当作成功来用",
    en="the response is used as a success without checking statusCode",
    zh_details="只要服务器有响应，404、500 也会进 success，这时拿到的是错误页或错误信息。"
    "请先判断 statusCode，非 2xx 时按失败处理。",
    en_details="`success` runs for every response, a 404 or a 500 too, and the body is then an error page. "
    "Check `statusCode` first, and treat anything but 2xx as a failure.",
)


class UncheckedStatus(Rule):
    id = "unchecked-status"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        for use in program.unchecked_statuses:
            yield self.finding(use.place, MESSAGE)
