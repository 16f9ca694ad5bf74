"""A host that the project's list of server domains does not have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wxlint.judge.rule import Finding, Message, Program, Rule
from wxlint.model.flaws import flaw
from wxlint.model.url import Url
from wxlint.platform.apis import platform_hosts

MESSAGE = Message(
    zh="{domain} 不在项目列出的 {call} 合法域名里",
    en="{domain} is not among the domains that the project lists for {call}",
    zh_details="真机上只能访问后台配置过的域名，子域名要单独配置，没有配置的直接走 fail。"
    "请到小程序后台的“服务器域名”里加上它，再写进 wxlint.toml；或者改用已经配置的域名。",
    en_details="Phones reach only the domains that are configured in the admin console, each sub-domain on "
    "its own; requests to any other go straight to `fail`. Add it to the server domains there and to "
    "wxlint.toml, or use one that is listed.",
)


def domain_of(url: Url) -> str:
    """The host, with its port where one is written, as the console lists it."""
    return f"{url.host}:{url.port}" if url.port else url.host or ""


def is_unlisted(listed: tuple[str, ...], ports_matter: bool, url: Url) -> bool:
    """Whether the host is known and not listed, or is listed with another port only.

    Addresses are `ip-host`'s; the platform's own hosts, which nobody can list, `platform-api-call`'s.
    """
    if not url.host or url.address or flaw(url) or url.host in platform_hosts():
        return False
    domains = [domain for domain in listed if domain.partition(":")[0] == url.host]
    if not domains or not ports_matter or url.host in domains:
        # A port behind a host that is listed without one is `explicit-port`'s.
        return not domains
    return url.authority is not None and domain_of(url) not in domains


class UnlistedDomain(Rule):
    id = "unlisted-domain"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            call, listed = request.api.call, program.listed_domains.get(request.api.name)
            if listed is None:
                continue
            wrong = partial(is_unlisted, listed, request.api.name != "connectSocket")
            for url, sure in request.wrong_urls(wrong):
                place, domain = url.host_place or request.name, domain_of(url)
                related = request.sent_from(place)
                yield self.finding(place, MESSAGE, confidence=sure, related=related, domain=domain, call=call)
