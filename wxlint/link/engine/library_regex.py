"""Regular expressions at work: `new RegExp(text)`, `split`, `match`, `exec`, `replace` with a function.

Only on texts that are known; all else is unknown.
"""

from __future__ import annotations

import re

from wxlint.link.engine import ops
from wxlint.link.engine.calls import call
from wxlint.link.engine.heap import NULL, UNDEF, Closure, Obj, There, Val
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import arg, make_list
from wxlint.link.engine.regex import Regex, is_short
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text

#: Matches in one text that are followed.
_MOST = 64


def regexp(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`RegExp(pattern, flags)`; some object where it is not followed."""
    return _made(args, place) or There(m.fresh().term, "object", place)


def _made(args: list[Val], place: Place | None) -> Regex | None:
    pattern, flags = arg(args, 0), arg(args, 1)
    if isinstance(pattern, Regex):
        return pattern if flags is UNDEF else None
    source = pattern.known if type(pattern) is TEXT else None
    named = flags.known if type(flags) is TEXT else "" if flags is UNDEF else None
    if not source or named is None:
        return None
    made = Regex(f"/{source}/{named}", place)
    return made if made.compiled is not None else None


def split_by(m: Machine, value: Text, regex: Regex, place: Place | None) -> Obj | None:
    """`text.split(regex)`; None where that is not known."""
    found = _matches(value, regex, every=True)
    # Groups would stand between the pieces, and what is empty parts the text everywhere.
    if found is None or regex.compiled is None or regex.compiled.groups or not all(map(_takes, found)):
        return None
    starts, ends = [0, *(one.end() for one in found)], [one.start() for one in found]
    known = value.known or ""
    return make_list(
        [within(value, *span, place) for span in zip(starts, [*ends, len(known)], strict=True)], place
    )


def matched(m: Machine, value: Text, regex: Regex, place: Place | None) -> Val | None:
    """`text.match(regex)`, and `regex.exec(text)` without the flag `g`; None where that is not known."""
    found = _matches(value, regex, every=regex.everywhere)
    if found is None:
        return None
    if not found:
        return NULL
    if regex.everywhere:
        return make_list([within(value, *one.span(), place) for one in found], place)
    return make_list(_groups(value, found[0], place), place)


def replaced_by_calls(
    m: Machine, value: Text, regex: Regex, function: Closure, place: Place | None, *, every: bool
) -> Val | None:
    """`text.replace(regex, function)`; None where that is not known."""
    found = _matches(value, regex, every=every or regex.everywhere)
    if found is None:
        if m.survey:
            _maybe_once(m, function)
        return None
    built: Val | None = None
    at = 0
    for one in found:
        given = [*_groups(value, one, place), Constant(one.start()), value]
        new = call(m, function, UNDEF, given, None, None, m.frame)
        before = within(value, at, one.start(), place)
        built = before if built is None else ops.add(m, built, before, place, place, value.place)
        built = ops.add(m, built, new, place, place, value.place)
        at = one.end()
    rest = within(value, at, len(value.known or ""), place)
    return value if built is None else ops.add(m, built, rest, place, place, value.place)


def _maybe_once(m: Machine, function: Closure) -> None:
    given: list[Val] = [m.fresh() for _ in function.func.params]
    m.maybe(lambda: _called(m, function, given))


def _called(m: Machine, function: Closure, given: list[Val]) -> None:
    call(m, function, UNDEF, given, None, None, m.frame)


def _matches(value: Text, regex: Regex, *, every: bool) -> list[re.Match[str]] | None:
    """The matches in a text, in order; None where they are not known, or too many."""
    known = value.known
    if known is None or regex.compiled is None or not is_short(known):
        return None
    found = list(regex.compiled.finditer(known))
    return (found if every else found[:1]) if len(found) <= _MOST else None


def _takes(match: re.Match[str]) -> bool:
    return match.end() > match.start()


def _groups(value: Text, match: re.Match[str], place: Place | None) -> list[Val]:
    """A match and its groups: `undefined` for one that took no part."""
    spans = [match.span(at) for at in range(len(match.groups()) + 1)]
    return [within(value, *span, place) if span[0] >= 0 else UNDEF for span in spans]


def within(value: Text, start: int, end: int, place: Place | None) -> Text:
    """A piece of a known text; each part of it stands where it was written."""
    return Text(value.cut(start, end) or (Part("", value.parts[0].place or place),), value.place or place)


__all__ = ["matched", "regexp", "replaced_by_calls", "split_by", "within"]
