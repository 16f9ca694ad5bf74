"""A request to the platform's own server interfaces."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule
from wxlint.model.url import Url
from wxlint.platform.apis import platform_hosts

MESSAGE = Message(
    zh="小程序里不能直接请求 {host}",
    en="{host} cannot be called from a mini-program",
    zh_details="它不能配置为服务器域名，真机上必定失败；那里的接口要用 AppSecret 或它换来的 access_token，"
    "写进小程序就等于公开。请改由自己的服务器调用；登录时，把 wx.login 得到的 code 发给服务器。",
    en_details="It can never be a server domain, so phones refuse it; and its APIs need the AppSecret, or "
    "the access_token that it buys, which anyone can read in a mini-program. Let your own server call it; "
    "to log in, send that server the code of wx.login.",
)


def is_platform(url: Url) -> bool:
    """Whether the host is one of the platform's own."""
    return url.host in platform_hosts()


class PlatformApiCall(Rule):
    id = "platform-api-call"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            for url, confidence in request.wrong_urls(is_platform):
                place = url.host_place or request.name
                yield self.finding(
                    place, MESSAGE, confidence=confidence, related=request.sent_from(place), host=url.host
                )
