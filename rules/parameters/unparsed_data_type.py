"""A `dataType` or `responseType` that is meant to parse the answer, and does not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wxlint.judge.rule import Edit, Finding, Fix, Message, Program, Rule
from wxlint.model.near import edits
from wxlint.platform.apis import Api

DATA = Message(
    zh="dataType 是“{value}”而不是“{legal}”，返回的数据不会被解析",
    en="`dataType` is `{value}`, not `{legal}`: the body is not parsed",
    zh_details="只有恰好等于 {legal} 时平台才会做 JSON.parse，其他任何值都会得到原始字符串，res.data.xxx "
    "全是 undefined。",
    en_details="The platform parses the body only if the value is exactly `{legal}`; otherwise `res.data` "
    "is a string, and every field of it is undefined.",
)
RESPONSE = Message(
    zh="responseType 没有“{value}”这个值，只能是 {legal}",
    en="`responseType` cannot be `{value}`, only {legal}",
    zh_details="其他值平台不认识，拿到什么数据没有保证。要二进制请用 arraybuffer；解析 JSON 由 dataType "
    "决定，默认就会解析。",
    en_details="The platform knows no other value, and what arrives is not defined. Use arraybuffer for "
    "binary data; `dataType` decides whether JSON is parsed, and by default it is.",
)


def meant_json(api: Api, value: str) -> bool:
    """Whether the value is not the one that parses, and was certainly meant to be."""
    legal, written = api.parsed_data_type, value.strip().lower()
    return bool(legal) and value != legal and (legal in written or edits(written, legal, 1) <= 1)


def not_legal(api: Api, value: str) -> bool:
    """Whether the value is none of the response types; an empty one stands for the default."""
    return bool(api.response_types) and value not in ("", *api.response_types)


class UnparsedDataType(Rule):
    id = "unparsed-data-type"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            api = request.api
            for option, wrong, legal, message in (
                ("dataType", meant_json, (api.parsed_data_type,), DATA),
                ("responseType", not_legal, api.response_types, RESPONSE),
            ):
                for text, confidence in request.wrong_texts(option, partial(wrong, api)):
                    place, value = text.written or request.name, text.known or ""
                    mended = value.lower() if value.lower() in legal else ""
                    span = text.literal.span(0, len(value)) if text.literal and mended else None
                    yield self.finding(
                        place,
                        message,
                        confidence=confidence,
                        related=request.sent_from(place),
                        fix=Fix((Edit(span, mended),), safe=True) if span else None,
                        value=value,
                        legal=" / ".join(legal),
                    )
