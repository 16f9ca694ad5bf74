"""A timeout that ends requests before a slow network can answer them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="超时只有 {ms} 毫秒，低于 {limit} 毫秒",
    en="the timeout is {ms} ms, under {limit} ms",
    zh_details="弱网下一次正常的请求也常要好几秒，这么短的超时会让能成功的请求失败。单位是毫秒：5 秒要写 "
    "5000。",
    en_details="On a weak network a normal request often takes several seconds, and one that would succeed "
    "is cut off. The unit is the millisecond: write 5000 for 5 seconds.",
)


class ShortTimeout(Rule):
    id = "short-timeout"
    level = "warn"
    core = True
    options: ClassVar = {
        "min-ms": {
            "type": "number",
            "minimum": 0,
            "default": 3000,
            "description": "timeouts under this many milliseconds are reported",
        }
    }

    def check(self, program: Program) -> Iterator[Finding]:
        limit = self.option("min-ms")
        for configured in program.timeouts:
            if configured.milliseconds < limit:
                yield self.finding(
                    configured.place, MESSAGE, ms=f"{configured.milliseconds:.12g}", limit=f"{limit:.12g}"
                )
        for request in program.requests:
            for ms, place, confidence in request.timeouts:
                if ms < limit:
                    yield self.finding(
                        place,
                        MESSAGE,
                        confidence=confidence,
                        related=request.sent_from(place),
                        ms=f"{ms:.12g}",
                        limit=f"{limit:.12g}",
                    )
