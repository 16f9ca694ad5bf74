"""A request for every one of the events that come many times a second."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule

MESSAGE = Message(
    zh="{event} 每触发一次，{method} 就发一次请求",
    en="{method} sends a request on every {event}",
    zh_details="输入一个字、滚动一下都会触发，一秒能有几十次：请求排起队来，先发的可能后到，"
    "页面显示的是旧结果。请加防抖（停下来再发）或节流（隔一段时间发一次）。",
    en_details="It fires on every keystroke and every bit of scrolling, dozens of times a second: requests "
    "queue up, responses overtake each other, and the page ends up showing an old one. Debounce it (send "
    "once it stops) or throttle it (send at intervals).",
)


class UndebouncedRequest(Rule):
    id = "undebounced-request"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for flood in program.floods:
            handler = flood.handler
            sent = tuple(
                Related(request.name, "请求从这里发出", "the request is sent from here")
                for request in flood.requests
            )
            binding = handler.binding
            bound = Related(binding, "事件绑定在这里", "bound here") if binding else None
            yield self.finding(
                handler.place,
                MESSAGE,
                confidence=flood.confidence,
                related=(*sent, bound) if bound else sent,
                method=handler.method,
                event=handler.event,
            )
