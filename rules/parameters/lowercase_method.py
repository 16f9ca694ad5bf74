"""A method that is legal once it is written in upper case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wxlint.judge.rule import Edit, Finding, Fix, Message, Program, Rule

MESSAGE = Message(
    zh="method 写成了“{method}”，应当大写为“{upper}”",
    en="the method is written `{method}`; it must be `{upper}`",
    zh_details="平台文档只列出大写的取值，小写能不能用没有保证：换一个基础库版本或平台，就可能失败。请写成大写。",
    en_details="The platform documents upper-case values only. Another case may work on one version or "
    "platform and fail on the next. Write it in upper case.",
)


def is_lower(legal: tuple[str, ...], method: str) -> bool:
    """Whether letter case is all that is wrong."""
    return method not in legal and method.upper() in legal


class LowercaseMethod(Rule):
    id = "lowercase-method"
    level = "warn"
    core = True

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            for text, confidence in request.wrong_texts("method", partial(is_lower, request.api.methods)):
                place, method = text.written or request.name, text.known or ""
                span = text.literal.span(0, len(method)) if text.literal else None
                # Elsewhere than in the call itself, other code may compare the literal with what it is now.
                safe = request.kind == "direct" and request.holds(place)
                yield self.finding(
                    place,
                    MESSAGE,
                    confidence=confidence,
                    related=request.sent_from(place),
                    fix=Fix((Edit(span, method.upper()),), safe) if span else None,
                    method=method,
                    upper=method.upper(),
                )
