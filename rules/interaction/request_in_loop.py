"""A request in every turn of a loop, none of them waited for."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule

MESSAGE = Message(
    zh="循环里一个接一个地发请求，不等上一个返回",
    en="this loop sends request after request without waiting for the one before",
    zh_details="同时进行的请求最多约 10 个，其余的可能排队，首屏和页面上别的请求都会被拖慢。"
    "请让服务器提供批量接口，一次取回；做不到就用 await 逐个发，或分批发。",
    en_details="About ten requests run at once; the rest may queue, and the page's other requests behind "
    "them. Get everything in one request if the server can do that; otherwise await each one in turn, or "
    "send them in batches.",
)


class RequestInLoop(Rule):
    id = "request-in-loop"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        direct = {request.place: request for request in program.requests if request.kind == "direct"}
        for looped in program.looped_requests:
            request = direct.get(looped.site)
            inside = request is None or request.name == looped.place
            related = () if inside or request is None else request.sent_from(looped.place)
            loop = [Related(looped.loop, "循环从这里开始", "the loop begins here")] if looped.loop else []
            yield self.finding(looped.place, MESSAGE, related=(*loop, *related))
