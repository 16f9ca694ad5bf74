"""A request to the platform's own server interfaces."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule
from wxlint.model.url import Url
from wxlint.platform.apis import platform_hosts

MESSAGE = Message(
    zh="{host} 不能从小程序里请求",
    en="{host} cannot be called from a mini-program",
    zh_details="它不能配置为服务器域名，真机上必定失败；调用它需要 AppSecret，写进小程序就等于公开。请把 "
    "wx.login 得到的 code 等发给自己的服务器，由服务器调用。",
    en_details="It can never be a server domain, so phones refuse it; and what is called there needs the "
    "AppSecret, which anyone can read in a mini-program. Send the code of wx.login to your own server "
    "and call it from there.",
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
