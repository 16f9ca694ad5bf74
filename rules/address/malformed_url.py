"""Known parts that cannot make a URL together."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Confidence, Finding, Message, Program, Rule
from wxlint.model.flaws import Flaw, FlawKind, behind_base, flaw, path_bases
from wxlint.model.program import Request
from wxlint.model.url import Url

MESSAGES: dict[FlawKind, Message] = {
    "second-scheme": Message(
        zh="地址里有两个协议头：{text}",
        en="the URL has two schemes: {text}",
        zh_details="拼进来的部分自己已经带了协议，这样的地址没有服务器能响应。请只保留一个协议头。",
        en_details="One of the joined pieces brings its own scheme, and no server answers the result. Keep "
        "only one scheme.",
    ),
    "no-host": Message(
        zh="地址里没有域名：{text}",
        en="the URL has no host: {text}",
        zh_details="协议后面应当是域名。多半是拼进来的域名为空，请检查它的值。",
        en_details="A host must follow the scheme. Usually the variable that holds it is empty: check its "
        "value.",
    ),
    "slashes": Message(
        zh="协议后面应当是 ://，现在是：{text}",
        en="the scheme is not followed by ://: {text}",
        zh_details="少了冒号或斜杠，平台会把它当作非法地址拒绝。请补全，例如 https://。",
        en_details="A colon or a slash is missing, and the platform refuses the URL. Complete it, as in "
        "https://.",
    ),
    "absent": Message(
        zh="拼进地址的值是 {text}",
        en="the value put into the URL is {text}",
        zh_details="它会变成文字“{text}”拼进地址，服务器收到的就是这几个字母。请查清它为什么不是想要的值，"
        "或者不要拼接它。",
        en_details="It is joined in as the text `{text}`, and that is what the server receives. Find out "
        "why it is not the value you meant, or leave it out.",
    ),
}


def is_flawed(url: Url) -> bool:
    """Whether the known parts cannot make a URL."""
    return flaw(url) is not None


class MalformedUrl(Rule):
    id = "malformed-url"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        bases = path_bases(url for request in program.requests for url in request.urls)
        for request in program.requests:
            for url in request.urls:
                use = None if is_flawed(url) else behind_base(url)
                if use is not None and use[1] is not None and use[0] in bases:
                    yield self._told(request, use[1], "likely")
            found = list(request.wrong_urls(is_flawed))
            for url, confidence in found:
                wrong = flaw(url)
                # Empty or undefined beside another value is how a variable starts, not what is sent.
                if wrong is None or (wrong.passing and len(found) < len(request.option("url"))):
                    continue
                yield self._told(request, wrong, confidence)

    def _told(self, request: Request, wrong: Flaw, sure: Confidence) -> Finding:
        place, message = wrong.place or request.name, MESSAGES[wrong.kind]
        related = request.sent_from(place)
        return self.finding(place, message, confidence=sure, related=related, text=wrong.text)
