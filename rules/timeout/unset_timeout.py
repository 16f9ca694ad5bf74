"""A request for which no timeout is set anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="app.json 和这个请求都没有设置超时",
    en="neither app.json nor this call sets a timeout",
    zh_details="没有设置时用平台默认的 60 秒：网络不通时，用户要对着加载提示等一分钟。请在 app.json 的 "
    "networkTimeout 里统一设置。",
    en_details="The platform then waits 60 seconds: without a network, users watch a loading for a minute. "
    "Set `networkTimeout` in app.json for all requests.",
)


class UnsetTimeout(Rule):
    id = "unset-timeout"
    level = "off"

    def check(self, program: Program) -> Iterator[Finding]:
        configured = {timeout.api for timeout in program.timeouts}
        bare = [
            request
            for request in program.requests
            if "timeout" in request.api.options
            and request.api.name not in configured
            and request.lacks("timeout")
        ]
        direct = {request.place for request in bare if request.kind == "direct"}
        for request in bare:
            # The call of a wrapper that sets none itself is told once, in the wrapper.
            if request.kind == "direct" or request.site not in direct:
                yield self.finding(request.name, MESSAGE, confidence=request.confidence)
