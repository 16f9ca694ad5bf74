"""A page, component, icon or package that the configuration names and that is not there, or does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Confidence, Finding, Message, Program, Rule

MESSAGE = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="编译时会逐个核对 app.json 和 usingComponents 里写的页面、组件、图标和分包，"
    "有一个对不上，整个小程序都编译不过。",
    en_details="The build looks up every page, component, icon and sub-package that app.json and "
    "usingComponents name; if one does not fit, nothing of the mini-program is built.",
)
DROPPED = Message(
    zh="{problem_zh}",
    en="{problem_en}",
    zh_details="两种写法同时出现时，编译只认小写的 subpackages，没有任何提示：这里列的页面不在代码包里，"
    "真机上打不开。请合并成一个。",
    en_details="Given both spellings, the build takes `subpackages` and says nothing: the pages listed here "
    "are not in the package, and cannot be opened on a phone. Merge the two lists.",
)


class MissingPageFile(Rule):
    id = "missing-page-file"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for refusal in program.refusals:
            # The build does not look for a component's script; without one the component does nothing.
            sure: Confidence = "likely" if refusal.code == "component-script" else "certain"
            message = DROPPED if refusal.code == "both-spellings" else MESSAGE
            yield self.finding(
                refusal.place, message, confidence=sure, problem_zh=refusal.zh, problem_en=refusal.en
            )
