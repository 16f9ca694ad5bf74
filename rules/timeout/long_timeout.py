"""A timeout that keeps people waiting longer than the platform would."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import ClassVar

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="超时长达 {ms} 毫秒，超过 {limit} 毫秒",
    en="the timeout is {ms} ms, over {limit} ms",
    zh_details="平台的默认超时是 60000 毫秒。更长是允许的，但网络不通时用户会一直等；多数人等不到那么久。",
    en_details="The platform's default is 60000 ms. Longer is legal, but without a network users wait all "
    "that time, and most give up sooner.",
)


class LongTimeout(Rule):
    id = "long-timeout"
    level = "info"
    options: ClassVar = {
        "max-ms": {
            "type": "number",
            "minimum": 0,
            "default": 60000,
            "description": "timeouts over this many milliseconds are reported",
        }
    }

    def check(self, program: Program) -> Iterator[Finding]:
        limit = self.option("max-ms")
        for configured in program.timeouts:
            if configured.milliseconds > limit:
                yield self.finding(
                    configured.place, MESSAGE, ms=f"{configured.milliseconds:.12g}", limit=f"{limit:.12g}"
                )
        for request in program.requests:
            for ms, place, confidence in request.timeouts:
                # What the platform makes of Infinity is not documented.
                if limit < ms < inf:
                    yield self.finding(
                        place,
                        MESSAGE,
                        confidence=confidence,
                        related=request.sent_from(place),
                        ms=f"{ms:.12g}",
                        limit=f"{limit:.12g}",
                    )
