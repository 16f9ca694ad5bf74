"""A method that the API does not have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wxlint.judge.rule import Finding, Message, Program, Rule
from wxlint.platform.apis import Api

UNKNOWN = Message(
    zh="没有“{method}”这种请求方法",
    en="there is no method `{method}`",
    zh_details="{call} 的 method 只能是 {legal}，其他值会让请求直接失败。",
    en_details="{call} accepts {legal}; with any other method the request fails.",
)
UNDOCUMENTED = Message(
    zh="{call} 的文档里没有 {method}，不是每台手机都能发出去",
    en="{method} is not documented for {call}; not every phone sends it",
    zh_details="有人能发出去，也有人遇到 method invalid。请和后端约定改用 PUT，或者用 POST 加请求头 "
    "X-HTTP-Method-Override。",
    en_details="Some see it sent, others get `method invalid`. Agree with the server on PUT, or on POST "
    "with the header X-HTTP-Method-Override.",
)


def is_unknown(api: Api, method: str) -> bool:
    """Whether no case of the method is legal. Nothing is unknown where no source lists the methods."""
    return bool(api.methods) and method.upper() not in api.methods


class UnknownMethod(Rule):
    id = "unknown-method"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            api = request.api
            for text, confidence in request.wrong_texts("method", partial(is_unknown, api)):
                place, method = text.written or request.name, text.known or ""
                undocumented = method.upper() in api.undocumented_methods
                yield self.finding(
                    place,
                    UNDOCUMENTED if undocumented else UNKNOWN,
                    confidence=confidence,
                    level="warn" if undocumented else None,
                    related=request.sent_from(place),
                    method=method,
                    call=api.call,
                    legal=", ".join(api.methods),
                )
