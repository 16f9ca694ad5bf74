"""A body that is used as a success, whatever the status."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="响应体当作成功来用，没有看 statusCode",
    en="the body is used as a success, and statusCode is read nowhere",
    zh_details="只要服务器有响应，404、500 也会进入 success，这时的 data 是错误页或错误信息。"
    "请先判断 statusCode，非 2xx 时按失败处理。",
    en_details="Whatever the server answers comes to `success`, a 404 or 500 too, and then `data` is an "
    "error page. Look at `statusCode` first, and treat anything but 2xx as a failure.",
)


class UncheckedStatus(Rule):
    id = "unchecked-status"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        for use in program.unchecked_statuses:
            yield self.finding(use.place, MESSAGE)
