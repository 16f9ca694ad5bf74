"""Which ways through an entry are still to be played, and in which order."""

from __future__ import annotations

from collections import deque
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from wxlint.link.engine.decisions import Test

_Asked: TypeAlias = "tuple[int, int]"
"""A test that was decided, and for the how manieth time on its way; all that is no test is one."""
_NO_TEST: _Asked = (0, 0)
#: So many of the ways in which a request ends are tried before what data may hold.
_COMMON = 3

Meaning: TypeAlias = "tuple[bool | None, ...]"
"""What each of a few values says as a condition; empty where a decision is not among values."""

Seen: TypeAlias = "tuple[object, ...]"
"""All that a way showed (`Stage.seen`)."""


class Detour(NamedTuple):
    """A way to play: its decisions; what was seen, and what tested, on the way that it turns off from."""

    script: list[int]
    seen: Seen | None = None
    met: frozenset[_Asked] = frozenset()


class Detours:
    """The ways that are still to be played.

    `every`: whether all are wanted. Else a way on which something was sent, and another decision changed
    nothing that is seen, is followed further only at tests that the way it turns off from did not come to
    (the `b` of `a || b`). Where nothing was sent yet, one more of many early returns was tried.
    """

    def __init__(self, *, every: bool) -> None:
        self.every = every
        # How requests end is tried before what data may hold: it is what most mistakes are about.
        self._first = deque[Detour]()
        self._waiting = deque([Detour([])])

    def __bool__(self) -> bool:
        return bool(self._first or self._waiting)

    def take(self) -> Detour:
        """The way to play next."""
        return (self._first or self._waiting).popleft()

    def turn_off(
        self,
        way: Detour,
        taken: list[tuple[int, int, bool]],
        asked: list[Test | None],
        meaning: list[Meaning],
        seen: Seen | None,
        blamed: int | None = None,
        turned: int | None = None,
        opened: int = 0,
    ) -> None:
        """Adds the ways that turn off from one that was played: `taken` are its decisions, by `asked`, among
        values of some `meaning`. `blamed`: the one for which nothing comes after it; `turned`: the one from
        which on they only led to an early return; `opened`: so many were taken before anything was answered.
        """
        near, far = list[Detour](), list[Detour]()
        same = not self.every and seen is not None and bool(seen[0]) and bool(way.script) and seen == way.seen
        tests = _numbered(asked)
        met, picks = frozenset(tests), [choice for choice, *_ in taken]
        for at in range(len(way.script), len(taken)):
            if same and (tests[at] == _NO_TEST or tests[at] in way.met):
                continue
            pick, count, outcome = taken[at]
            others = [other for other in range(count) if other != pick]
            if not others:
                continue
            prefix = picks[:at]
            if not outcome and turned is not None and at >= turned:
                # An early return hangs, as a rule, on what was decided last: that is changed first, and to
                # something that says something else as a condition.
                first, others = _by_meaning(others, pick, meaning[at])
                (near if at < opened else far).extend(Detour([*prefix, other], seen, met) for other in first)
            if at == blamed:
                self._first.extend(Detour([*prefix, other], seen, met) for other in others)
                others = []
            elif outcome:
                # That nobody is logged in is the rarest of them: the program asks for it in one place.
                self._first.extend(Detour([*prefix, other], seen, met) for other in others if other < _COMMON)
                others = [other for other in others if other >= _COMMON]
            self._waiting.extend(Detour([*prefix, other], seen, met) for other in others)
        # By turns what the user's own event met and what came later: of neither all ways are played before
        # any of the other (a login that is tried again and again, behind `if (!isLoggedIn()) return`).
        pairs = zip_longest(reversed(near), reversed(far))
        self._waiting.extendleft(reversed([one for pair in pairs for one in pair if one is not None]))


def _by_meaning(others: list[int], pick: int, meaning: Meaning) -> tuple[list[int], list[int]]:
    """Those alternatives that say something else than the one that was picked, one of each; and the rest."""
    if not meaning:
        return others, []
    first = {meaning[other]: other for other in reversed(others) if meaning[other] != meaning[pick]}
    return list(first.values()), [other for other in others if other not in first.values()]


def _numbered(asked: list[Test | None]) -> list[_Asked]:
    """For each decision the test that it was, and for the how manieth time on the way."""
    times: dict[int, int] = {}
    numbered: list[_Asked] = []
    for test in asked:
        if test is not None:
            times[id(test[1])] = times.get(id(test[1]), 0) + 1
        numbered.append(_NO_TEST if test is None else (id(test[1]), times[id(test[1])]))
    return numbered
