"""A header that the platform sets itself."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Edit, Finding, Fix, Message, Program, Rule
from wxlint.model.program import Request
from wxlint.model.values import Member, Record, absent
from wxlint.platform.apis import forbidden_headers

MESSAGE = Message(
    zh="请求头里不能设置 {name}",
    en="the header {name} cannot be set",
    zh_details="它由平台填写，固定为 https://servicewechat.com/{{appid}}/{{version}}/page-frame.html，"
    "自己设置的值不会生效。请删掉它；要告诉服务器来源，换一个请求头。",
    en_details="The platform fills it in, as "
    "https://servicewechat.com/{{appid}}/{{version}}/page-frame.html, and your value has no effect. Remove "
    "it; to tell the server where a request comes from, use another header.",
)


class RefererHeader(Rule):
    id = "referer-header"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            for name, member, sure in forbidden(request):
                place = member.key or request.name
                yield self.finding(
                    place,
                    MESSAGE,
                    confidence=request.confidence if sure else "likely",
                    related=request.sent_from(place),
                    fix=Fix((Edit(member.whole, ""),), safe=True) if member.whole else None,
                    name=name,
                )


def forbidden(request: Request) -> Iterator[tuple[str, Member, bool]]:
    """The headers that cannot be set, each with its name, and whether it is set on every way."""
    for option in {"header", request.api.header_option} & request.api.options.keys():
        alternatives = request.option(option)
        for headers in alternatives:
            for name, member in headers.members.items() if isinstance(headers, Record) else ():
                if name.strip().lower() in forbidden_headers() and not absent(member.value):
                    yield name, member, len(alternatives) == 1
