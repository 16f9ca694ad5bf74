"""What is made of values that are not known: of the same ones, in the same way, the same again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wxlint.link.engine.heap import Alt, Sym, Val, identity

#: Of so many and one more different values is kept what was made of them.
_MOST_MADE: Final = 7


class Repeated:
    """What was made on one way, and which of a few values that comes of which."""

    def __init__(self) -> None:
        self._made: dict[object, tuple[tuple[list[Val], Val], ...]] = {}
        self._sources: dict[int, tuple[Alt, list[Val]]] = {}

    def same(self, base: Alt, name: str, members: list[Val], join: Callable[[list[Val]], Val]) -> Val:
        """The member of one of a few values, read again: the same unknown as when it was read before."""
        known = self._made_of((base.number, name), members)
        if known is not None:
            return known
        return self.made((base.number, name), members, self.derived(base, members, join(members)))

    def derived(self, base: Alt, results: list[Val], joined: Val) -> Val:
        """What comes of one of a few values, joined from what comes of each: they are decided together."""
        known = self._made_of(base.number, results)
        if known is not None:
            return known
        if isinstance(joined, Alt) and len(results) == len(base.values):
            self._sources[joined.number] = (base, results)
        return self.made(base.number, results, joined)

    def made(self, by: object, values: list[Val], joined: Val) -> Val:
        """What comes of some values by something that is done again: of the same values the same again."""
        known = self._made_of(by, values)
        if known is not None:
            return known
        self._made[by] = (*self._made.get(by, ())[-_MOST_MADE:], (values, joined))
        return joined

    def _made_of(self, by: object, values: list[Val]) -> Val | None:
        for known, joined in self._made.get(by, ()):
            if len(known) == len(values) and all(map(_is_same, known, values)):
                return joined
        return None


def _is_same(one: Val, other: Val) -> bool:
    return identity(one) == identity(other) and (not isinstance(one, Sym) or one.term == other.term)  # type: ignore[union-attr]
