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
    en_details="{call} takes {legal}; with any other method the request fails.",
)
UNDOCUMENTED = Message(
    zh="{call} 的文档里没有 {method}，部分手机上会失败",
    en="{method} is not documented for {call}; it fails on some phones",
    zh_details="有的机型能发出去，有的报 method invalid。请和后端约定改用 POST 或 PUT，例如加上请求头 "
    "X-HTTP-Method-Override。",
    en_details="Some devices send it, others answer `method invalid`. Agree with the server on POST or "
    "PUT, for instance with the header X-HTTP-Method-Override.",
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
