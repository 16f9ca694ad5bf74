"""What wrappers send, known from one check to the next."""

from __future__ import annotations

from wxlint.link.engine.heap import Val
from wxlint.link.held.book import Key
from wxlint.link.held.survey import RecordedSurvey
from wxlint.link.raw import Raw
from wxlint.link.wrappers import Wrappers


class HeldWrappers(Wrappers):
    """Asks of each function what a first look at the program would ask, and remembers the answer."""

    def __init__(self, survey: RecordedSurvey) -> None:
        super().__init__(survey)
        self._recorded = survey
        #: By which request a function came to be looked at: when that was sent, and whose code sent it.
        self._asked: dict[tuple[int, ...], tuple[Key, str]] = {}
        #: What functions were given, which are told by their `id`.
        self._given: dict[tuple[int, ...], dict[int, Val]] = {}

    def forget(self, label: str) -> None:
        """Forgets what was asked because of requests that are made anew."""
        for number in [number for number, (_, whose) in self._asked.items() if whose == label]:
            del self._asked[number]

    def _knows(self, number: tuple[int, ...], raw: Raw, given: dict[int, Val]) -> bool:
        when = self._recorded.when(raw)
        asked = self._asked.get(number)
        if asked is not None and asked[0] <= when:
            return True
        self._asked[number] = when, self._recorded.sender(raw)
        self._given[number] = given
        return False
