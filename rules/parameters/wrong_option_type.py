"""An option whose value is of a type that the API refuses, or a required one that is missing."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Confidence, Finding, Message, Place, Program, Rule
from wxlint.model.near import slip
from wxlint.model.program import Request
from wxlint.model.values import Constant, Text, Value, kinds

TYPE = Message(
    zh="{option} 应当是 {expected}，现在是 {actual}",
    en="`{option}` must be {expected}, not {actual}",
    zh_details="类型不对时，{call} 会直接报参数错误，或者忽略这个值。请改成 {expected}。",
    en_details="With a value of another type {call} fails at once, or goes on without the value. Make it "
    "{expected}.",
)
MISSING = Message(
    zh="{call} 缺少必填的 {option}",
    en="{call} needs `{option}`",
    zh_details="没有 {option}，请求不会发出，直接走 fail。请补上它。",
    en_details="Without `{option}` nothing is sent, and `fail` is called at once. Add it.",
)
# A switch may be written as 0 or 1: it is a truth all the same.
LENIENT = {"boolean": {"boolean", "number"}}


class WrongOptionType(Rule):
    id = "wrong-option-type"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            call = request.api.call
            for option in request.api.required:
                if request.lacks(option) and not misspelt(request, option):
                    yield self.finding(
                        request.name, MISSING, confidence=request.confidence, call=call, option=option
                    )
            for option, types in request.api.options.items():
                for place, actual, confidence in refused(request, option, types):
                    yield self.finding(
                        place,
                        TYPE,
                        confidence=confidence,
                        related=request.sent_from(place),
                        option=option,
                        expected=" / ".join(types),
                        actual=actual,
                        call=call,
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
        # `condition && value` leaves false, 0 or '' where the option is left out on purpose.
        if len(wrong) < len(values) and is_falsy(value):
            continue
        sure = request.confidence if len(wrong) == len(values) else "likely"
        yield value.place or request.name, min(kinds(value)), sure


def is_falsy(value: Value) -> bool:
    """Whether the value is false, 0 or an empty text."""
    return (isinstance(value, Constant) and not value.value) or (
        isinstance(value, Text) and value.known == ""
    )
