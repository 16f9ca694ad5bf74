"""An event that WXML binds to a method that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxlint.judge.rule import Edit, Finding, Fix, Message, Program, Rule
from wxlint.model.program import UnboundHandler

MESSAGE = Message(
    zh="没有 {method} 这个方法，{event} 事件不会有任何反应",
    en="there is no method {method}: nothing happens on {event}",
    zh_details="这个页面或组件的方法里，连同它的 behaviors，没有叫这个名字的。事件来了什么也不会执行，"
    "只有控制台里有一行警告。请改正名字、补上方法，或者去掉绑定。",
    en_details="No method of this page or component, its behaviors included, has this name. The event comes "
    "and nothing runs; only the console has a line about it. Mend the name, write the method, or take the "
    "binding away.",
)


NAME = re.compile(r"[A-Za-z_$][\w$]*")


def stub(unbound: UnboundHandler) -> Fix | None:
    """A method that does nothing yet; what it should do, only its author can tell."""
    if unbound.opening is None or not NAME.fullmatch(unbound.method):
        return None
    return Fix((Edit(unbound.opening, f"\n  {unbound.method}() {{}},"),), safe=False)


class MissingHandler(Rule):
    id = "missing-handler"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for unbound in program.unbound_handlers:
            yield self.finding(
                unbound.place,
                MESSAGE,
                confidence="certain" if unbound.certain else "likely",
                fix=stub(unbound),
                method=unbound.method,
                event=unbound.event,
            )
