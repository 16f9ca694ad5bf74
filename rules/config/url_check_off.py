"""Checks of domains and certificates that are off in the developer tools."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

FACT_ZH = "urlCheck 为 false：开发者工具里不校验域名和证书，真机上会校验"
FACT_EN = "urlCheck is false: the developer tools check neither domains nor certificates, phones do"
SHARED = Message(
    zh=FACT_ZH,
    en=FACT_EN,
    zh_details="http 地址、没配置的域名、过期的证书，在工具里都能请求成功，到了用户手机上全部失败。"
    "域名配置好以后请改成 true；只想自己关闭时，写进 project.private.config.json，不要提交。",
    en_details="An http URL, a domain that is not configured, an expired certificate: all of them work in "
    "the developer tools, and none on a phone. Set it to true once the domains are configured; to turn it "
    "off for yourself only, do so in project.private.config.json and do not commit that file.",
)
OWN = Message(
    zh=FACT_ZH,
    en=FACT_EN,
    zh_details="http 地址、没配置的域名、过期的证书，在你的工具里都能请求成功，到了用户手机上全部失败。"
    "这是你自己的设置，优先于 project.config.json；上线前请改成 true 再测一遍。",
    en_details="An http URL, a domain that is not configured, an expired certificate: all of them work in "
    "your developer tools, and none on a phone. This is your own setting, which overrides "
    "project.config.json; set it to true and test once more before the release.",
)
PRIVATE = "project.private.config.json"


class UrlCheckOff(Rule):
    id = "url-check-off"
    level = "info"

    def check(self, program: Program) -> Iterator[Finding]:
        for place in program.unchecked_urls:
            yield self.finding(place, OWN if place.path.endswith(PRIVATE) else SHARED)
