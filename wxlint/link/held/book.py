"""The book of a survey: which run changed what that others can see, in the order in which they ran."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import msgspec

from wxlint.link.engine.journal import MISSING
from wxlint.link.raw import Raw

Key = tuple[int, ...]
"""When something runs: the phase, the number of the page, what further orders it."""

#: The phases of a survey.
LOAD_APP, LAUNCH, LOAD, WEIGH, STARTS, REST = range(6)
UNREACHED, RENEW, STARTS_AGAIN, FINISH, REST_AGAIN, FINISH_REST, LACKING, END = range(6, 14)
#: The page of what belongs to the app, and of functions that nothing calls, which come behind all pages.
APP, ALONE = -1, 1 << 20
#: Changes that one run may make to the memory, as far as its age tells them apart.
_AGES = 1 << 24


class Fallback(Exception):  # noqa: N818 - not an error: the whole program is run instead
    """What an edit does reaches beyond its page, or it is not known that it does not."""


class Ran(msgspec.Struct):
    """One run of an entry: what others had spent before, whether that mattered, what it took."""

    key: Key
    spent: int
    weighty: bool
    cost: int


class Group(msgspec.Struct):
    """What the runs of one page in one phase left behind.

    `first`: by channel, what they were the first to note there, with what they noted of it. `noted`: by
    channel, all that they noted. `barren`: how often runs of a function (and closure) came to nothing.
    `names`: of the functions that sent something. `shared`: what they wrote to tables that are not their own,
    None where that cannot be told. `loaded`: the modules that they loaded. `loading`: the requests of those.
    """

    key: Key
    label: str
    first: dict[str, dict[Any, Any]] = {}
    noted: dict[str, Any] = {}
    barren: dict[tuple[int, int], int] = {}
    names: frozenset[str] = frozenset()
    shared: list[Any] | None = []
    loaded: list[str] = []
    loading: list[Raw] = []
    ran: list[Ran] = []


class Book:
    """Who runs, and what each wrote. `label`: the page, component or module whose code runs now."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.now = Group((LOAD_APP, APP), "app")
        self.key: Key = self.now.key
        self.label = "app"
        #: While a page is run anew: what others did is not noted again.
        self.replaying = False
        #: The survey is over, and what was done with answers is told: the rehearsal uses none.
        self.over = False
        #: Pairs of labels of which one used what the other's requests gave.
        self.crossed: set[tuple[str, str]] = set()
        #: Which label ran from which time on.
        self._times: list[int] = []
        self._labels: list[str] = []
        #: How old the memory was as what began to run.
        self._ages: list[tuple[Key, int]] = []
        #: (when, table, key, before, after) of every change that others can see; those before `_at` are made.
        self._ledger: list[tuple[Key, Any, Any, Any, Any]] = []
        self._at = 0

    # -- who runs --------------------------------------------------------------------------------------------

    def runs(self, label: str, time: int) -> None:
        """From a time on, the code of a label runs."""
        self.label = label
        self._times.append(time)
        self._labels.append(label)

    @property
    def since(self) -> int:
        """When what runs now began."""
        return self._times[-1] if self._times else 0

    def ran_at(self, born: int) -> str:
        """The label whose code ran at a time; "" before all of them."""
        at = bisect_right(self._times, born)
        return self._labels[at - 1] if at and born > 0 else ""

    # -- time ------------------------------------------------------------------------------------------------

    def age(self, key: Key) -> int:
        """How old the memory is as something begins to run."""
        at = bisect_right(self._ages, key, key=lambda one: one[0])
        if at and self._ages[at - 1][0] == key:
            return self._ages[at - 1][1]
        before = self._ages[at - 1][1] if at else 0
        after = self._ages[at][1] if at < len(self._ages) else before + 2 * _AGES
        if after - before < 1_000:
            raise Fallback("ages")
        self._ages.insert(at, (key, (before + after) // 2))
        return (before + after) // 2

    def changed(self, table: Any, key: Any, before: Any) -> None:
        """Something that others can see has changed from what it was before."""
        if not self.replaying:
            self._ledger.append((self.key, table, key, before, seen(table, key)))
            self._at = len(self._ledger)

    def travel(self, key: Key) -> None:
        """What others see becomes what it was as `key` ran."""
        ledger = self._ledger
        while self._at and ledger[self._at - 1][0] >= key:
            self._at -= 1
            _, table, name, before, _ = ledger[self._at]
            _put(table, name, before)
        while self._at < len(ledger) and ledger[self._at][0] < key:
            _, table, name, _, after = ledger[self._at]
            _put(table, name, after)
            self._at += 1

    # -- groups ----------------------------------------------------------------------------------------------

    def before(self, key: Key) -> Iterator[Group]:
        """The groups that ran before."""
        return (one for one in self.groups if one.key < key)


def seen(table: Any, key: Any) -> Any:
    """What is in a place now."""
    if isinstance(table, set):
        return key in table
    return table.get(key, MISSING) if isinstance(table, dict) else getattr(table, key)


def _put(table: Any, key: Any, value: Any) -> None:
    if isinstance(table, set):
        (table.add if value else table.discard)(key)
    elif not isinstance(table, dict):
        setattr(table, key, value)
    elif value is MISSING:
        table.pop(key, None)
    else:
        table[key] = value
