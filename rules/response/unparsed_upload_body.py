"""The answer of an upload, a text, that is used as an object."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="{call} 返回的 data 是字符串，没有解析过，取它的字段只能得到 undefined",
    en="the `data` that {call} returns is an unparsed string: its fields are undefined",
    zh_details="wx.request 会把 JSON 解析成对象，上传接口不会，即使服务器返回的是 JSON。请先 "
    "JSON.parse(res.data) 并放进 try：出错时服务器或网关返回的可能是 HTML。",
    en_details="wx.request parses JSON; an upload never does, whatever the server sends. Call "
    "JSON.parse(res.data) first, in a `try`: an error page of the server or a gateway may be HTML.",
)


class UnparsedUploadBody(Rule):
    id = "unparsed-upload-body"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        direct = {request.place: request for request in program.requests if request.kind == "direct"}
        for use in program.unparsed_bodies:
            request = direct.get(use.site)
            if request is None:
                continue
            yield self.finding(
                use.place, MESSAGE, related=request.sent_from(use.place), call=request.api.call
            )
