"""A request task that is waited for as if it were a promise."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

MESSAGE = Message(
    zh="{call} 返回的是任务对象，不是 Promise，等不到响应",
    en="{call} returns a task, not a promise: nothing waits for the response",
    zh_details="await 马上得到任务对象，后面的代码在响应之前就执行了；.then、.catch 会抛出 TypeError。"
    "网络接口不支持 Promise 风格的调用，请用 new Promise 封装一次：success 里 resolve，fail 里 reject。",
    en_details="`await` gives the task at once, and the code after it runs before the response; `.then` and "
    "`.catch` throw a TypeError. The network APIs have no promise style. Wrap the call in a `new Promise`: "
    "resolve in `success`, reject in `fail`.",
)


class AwaitedRequestTask(Rule):
    id = "awaited-request-task"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        direct = {request.place: request for request in program.requests if request.kind == "direct"}
        for use in program.awaited_tasks:
            request = direct.get(use.site)
            if request is None:
                continue
            inside = use.place.path == use.site.path and use.place.start <= use.site.start < use.place.end
            yield self.finding(
                use.place,
                MESSAGE,
                related=() if inside else request.sent_from(use.place),
                call=request.api.call,
            )
