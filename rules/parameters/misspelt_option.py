"""An option that the API does not know, though it knows one that is meant."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Edit, Finding, Fix, Message, Program, Rule
from wxlint.model.near import slip
from wxlint.model.program import Request
from wxlint.model.values import Text, Value, absent, alternatives, kinds

MESSAGE = Message(
    zh="{call} 没有“{wrong}”这个选项，应当是“{right}”",
    en="{call} has no option `{wrong}`; it is called `{right}`",
    zh_details="平台会忽略不认识的选项，也不报错：这里写的值根本没有生效。",
    en_details="The platform silently ignores options that it does not know: what is written here has no "
    "effect.",
)


class MisspeltOption(Rule):
    id = "misspelt-option"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            members = request.record.members if request.record and not request.record.array else {}
            for wrong, member in members.items():
                right = meant(request, wrong)
                # Where the right one is set as well, the other is there for somebody else.
                if right is None or right in members or not fits(request, right, wrong, member.value):
                    continue
                place = member.key or request.name
                safe = wrong not in request.api.foreign_names
                # Only a property that is written in an object can be renamed by replacing its key.
                name = f"{right}: {wrong}" if member.shorthand else right
                yield self.finding(
                    place,
                    MESSAGE,
                    confidence=request.confidence,
                    related=request.sent_from(place),
                    fix=Fix((Edit(member.key, name),), safe) if member.key and member.whole else None,
                    call=request.api.call,
                    wrong=wrong,
                    right=right,
                )


def meant(request: Request, name: str) -> str | None:
    """The option that a name stands for; None for a legal one, and for one that is near to none."""
    api = request.api
    known = api.misspellings.get(name) or api.foreign_names.get(name)
    return None if name in api.options else known or slip(name, api.options)


def fits(request: Request, right: str, wrong: str, value: Value) -> bool:
    """Whether the value could be the right option's: what could not is something of the program's own."""
    api, values = request.api, list(alternatives(value))
    if wrong == "type":
        texts = [one.known.upper() for one in values if isinstance(one, Text) and one.known]
        return any(text in (*api.methods, *api.undocumented_methods) for text in texts)
    legal = set(api.options[right])
    there = [one for one in values if not absent(one)]
    # What is missing on some way, and not known on others, the program may take out wherever it is set:
    # `if (options.params) { …; delete options.params }`.
    whole = len(there) == len(values)
    return any(kinds(one) & legal or (whole and not kinds(one)) for one in there)
