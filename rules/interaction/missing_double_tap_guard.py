"""A handler that sends its request again when it is tapped again before the answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from wxlint.judge.rule import Finding, Message, Program, Related, Rule

MESSAGE = Message(
    zh="连点两下，{method} 会把请求发两次",
    en="tapped twice, {method} sends its request twice",
    zh_details="响应回来之前再点一次，同样的内容就提交两份：两个订单、两条评论。请在发请求前检查并设置一个标记，"
    "在 complete 里复位；或者用它禁用按钮；或者先 wx.showLoading({{ title: '提交中', mask: true }})。",
    en_details="A second tap before the response submits everything again: two orders, two comments. Test "
    "and set a flag before the request and reset it in `complete`; or disable the button with it; or call "
    "wx.showLoading({{ title: '…', mask: true }}) first.",
)


class MissingDoubleTapGuard(Rule):
    id = "missing-double-tap-guard"
    level = "warn"
    core = True
    options: ClassVar = {
        "methods": {
            "type": "string",
            "enum": ["writing", "all"],
            "default": "writing",
            "description": "`all`: requests of any method need a guard, not only those that change something",
        }
    }

    def check(self, program: Program) -> Iterator[Finding]:
        for tap in program.double_taps:
            binding = tap.handler.binding
            bound = Related(binding, "事件绑定在这里", "bound here") if binding else None
            sent = tuple(
                Related(request.name, "请求从这里发出", "the request is sent from here")
                for request in tap.requests
            )
            yield self.finding(
                tap.handler.place,
                MESSAGE,
                confidence=tap.confidence,
                related=(*sent, bound) if bound else sent,
                steps=tuple(Related(step.place, step.zh, step.en) for step in tap.steps),
                method=tap.handler.method,
            )
