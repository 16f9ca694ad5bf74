"""An event that WXML binds to a method that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxlint.judge.rule import Edit, Finding, Fix, Message, Program, Related, Rule
from wxlint.model.program import UnboundHandler

MESSAGE = Message(
    zh="没有 {method} 这个方法，{event} 事件不会有任何反应",
    en="there is no method `{method}`: nothing happens on {event}",
    zh_details="这个页面或组件（包括它的 behaviors）没有叫这个名字的方法。事件触发时什么也不会执行，"
    "只在控制台里有一行警告。请改正名字、补上方法，或者去掉绑定。",
    en_details="This page or component, its behaviors included, has no method of this name. When the event "
    "fires nothing runs; there is only a warning in the console. Correct the name, add the method, or remove "
    "the binding.",
)


NAME = re.compile(r"[A-Za-z_$][\w$]*")


def stub(unbound: list[UnboundHandler]) -> Fix | None:
    """A method that does nothing yet, in each page without it; what it should do, only its author knows."""
    method = unbound[0].method
    openings = {one.opening for one in unbound}
    if None in openings or not NAME.fullmatch(method):
        return None
    text = f"\n  {method}() {{}},"
    return Fix(tuple(Edit(one, text) for one in sorted(filter(None, openings))), safe=False)


def related(unbound: UnboundHandler) -> Related:
    """Another element that is bound to the same missing method."""
    return Related(
        unbound.place, f"这里的 {unbound.event} 事件也绑定了它", f"{unbound.event} is bound to it here too"
    )


class MissingHandler(Rule):
    id = "missing-handler"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        # A method that is not there is one mistake, however many elements of a template are bound to it.
        groups: dict[tuple[str, str], list[UnboundHandler]] = {}
        for unbound in sorted(program.unbound_handlers, key=lambda one: one.place):
            groups.setdefault((unbound.place.path, unbound.method), []).append(unbound)
        for group in groups.values():
            sure = [one for one in group if one.certain]
            first = (sure or group)[0]
            yield self.finding(
                first.place,
                MESSAGE,
                confidence="certain" if sure else "likely",
                related=tuple(dict.fromkeys(related(one) for one in group if one.place != first.place)),
                fix=stub(group),
                method=first.method,
                event=first.event,
            )
