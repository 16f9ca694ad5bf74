"""An option whose value is of a type that the API refuses, or a required one that is missing."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Confidence, Finding, Message, Place, Program, Rule
from wxlint.model.near import slip
from wxlint.model.program import Request
from wxlint.model.values import falsy, kinds

TYPE = Message(
    zh="{option} 应当是 {expected}，现在是 {actual}",
    en="`{option}` must be {expected}, not {actual}",
    zh_details="类型不对时，请求会直接报参数错误，或者忽略这个值。请改成 {expected}。",
    en_details="A value of another type makes the request fail at once, or is ignored. Make it {expected}.",
)
MISSING = Message(
    zh="{call} 必填的 {option} {zh_state}",
    en="{call} needs `{option}`, which is {en_state}",
    zh_details="没有 {option}，请求不会发出，直接走 fail。请补上它；值来自别处时，"
    "多半是配置里没有这一项，或者名字写错了。",
    en_details="Without `{option}` nothing is sent, and `fail` is called at once. Add it; if the value "
    "comes from elsewhere, look there for a missing entry or a misspelt name.",
)
# A switch may be written as 0 or 1: it is a truth all the same.
LENIENT = {"boolean": {"boolean", "number"}}


class WrongOptionType(Rule):
    id = "wrong-option-type"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            given = request.record.members if request.record is not None else {}
            for option in request.api.required:
                if request.lacks(option) and not misspelt(request, option):
                    states = ("是 undefined 或 null", "undefined or null"), ("没有写", "missing")
                    zh, en = states[option not in given]
                    yield self.finding(
                        request.name,
                        MISSING,
                        confidence=request.confidence,
                        call=request.api.call,
                        option=option,
                        zh_state=zh,
                        en_state=en,
                    )
            for option, types in request.api.options.items():
                for place, actual, confidence in refused(request, option, types) if option in given else ():
                    yield self.finding(
                        place,
                        TYPE,
                        confidence=confidence,
                        related=request.sent_from(place),
                        option=option,
                        expected=" / ".join(types),
                        actual=actual,
                    )


def misspelt(request: Request, option: str) -> bool:
    """Whether the option is there under a wrong name, which has a rule of its own."""
    api = request.api
    names = request.record.members if request.record else {}
    return any((api.misspellings.get(name) or slip(name, api.options)) == option for name in names)


def refused(request: Request, option: str, types: tuple[str, ...]) -> Iterator[tuple[Place, str, Confidence]]:
    """The values of an option that are known to be of none of the types: where, which type, how sure."""
    legal = set(types).union(*(LENIENT.get(kind, ()) for kind in types))
    values = request.option(option)
    wrong = [value for value in values if kinds(value) and not kinds(value) & legal]
    for value in wrong:
        place, only = value.place or request.name, len(wrong) == len(values)
        # Beside another value, `condition && value` leaves false, 0 or '' where the option is left out on
        # purpose, and what is written elsewhere is how a variable starts.
        if only or (request.holds(place) and not falsy(value)):
            yield place, min(kinds(value)), request.confidence if only else "likely"
