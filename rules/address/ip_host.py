"""A host that is an address instead of a domain name."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule
from wxlint.model.flaws import flaw
from wxlint.model.url import Url

LOOPBACK = Message(
    zh="真机上的 {host} 是手机自己，不是你的电脑",
    en="on a phone, {host} is the phone itself, not your computer",
    zh_details="在开发者工具里它指向电脑，到了真机上指向手机，请求必定失败。调试时请用电脑的局域网 IP，"
    "上线前换成后台配置过的域名。",
    en_details="In the developer tools it is your computer; on a phone it is the phone, and the request "
    "fails. Use your computer's LAN address while debugging, and a configured domain in the release.",
)
PUBLIC = Message(
    zh="{host} 是公网 IP，不能配置为服务器域名",
    en="{host} is a public IP address, which cannot be a server domain",
    zh_details="后台的服务器域名只接受已备案的域名，真机会拒绝发往公网 IP 的请求。请换成域名。",
    en_details="The admin console accepts domain names only, so phones refuse the request. Use a domain "
    "name.",
)
LAN = Message(
    zh="{host} 是局域网 IP，只有同一局域网里的手机能访问",
    en="{host} is a LAN address; only phones on the same network reach it",
    zh_details="平台允许访问同一局域网的设备（基础库 2.4.0 起，不校验域名）。如果这是开发机的地址，"
    "上线前请换成域名。",
    en_details="The platform allows devices on the phone's own network (base library 2.4.0 and later, no "
    "domain check). If this is your development machine, use a domain name before the release.",
)
MESSAGES = {"loopback": LOOPBACK, "public": PUBLIC, "lan": LAN}


def is_address(url: Url) -> bool:
    """Whether the host is an address, in a URL that is one."""
    return url.address is not None and flaw(url) is None


class IpHost(Rule):
    id = "ip-host"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            for url, confidence in request.wrong_urls(is_address):
                place, kind = url.host_place or request.name, url.address or "public"
                yield self.finding(
                    place,
                    MESSAGES[kind],
                    confidence=confidence,
                    level="info" if kind == "lan" else None,
                    related=request.sent_from(place),
                    host=url.host or url.authority_begin,
                )
