"""A POST that sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Related, Rule
from wxlint.model.program import Request
from wxlint.model.values import Constant

MESSAGE = Message(
    zh="这个 POST 请求没有带 data",
    en="this POST sends no `data`",
    zh_details="请求体是空的，服务器从里面读不到任何参数；有的后端收到空请求体会直接报 400。需要参数就传 "
    "data；确实没有，或者都写在地址里，就写 data: {{}} 表明这是有意的。",
    en_details="The body is empty: the server finds no parameters in it, and some answer 400. Pass `data`; "
    "if there is nothing to send, or all is in the URL, write `data: {{}}` to say so.",
)


class PostWithoutData(Rule):
    id = "post-without-data"
    level = "warn"
    core = True

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            if "data" in request.api.options and request.always("POST") and is_bare(request):
                place = request.sender or request.name
                methods = (text.written for text in request.methods)
                chosen = (
                    Related(at, "这里指定了 POST", "POST is set here")
                    for at in methods
                    if at and not request.holds(at)
                )
                nothing = (
                    Related(
                        value.place,
                        "data 是这里的值，等于没有",
                        "`data` is this value, which is none",
                    )
                    for value in request.option("data")
                    if isinstance(value, Constant) and value.place
                )
                yield self.finding(
                    place,
                    MESSAGE,
                    confidence=request.confidence,
                    related=(*request.sent_from(place), *chosen, *nothing),
                )


def is_bare(request: Request) -> bool:
    """Whether no data can reach the request, not even under a name that another rule has mended."""
    names = {**request.api.misspellings, **request.api.foreign_names}
    written = request.record.members if request.record else {}
    return request.lacks("data") and not any(names.get(name) == "data" for name in written)
