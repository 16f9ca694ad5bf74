"""What answers do: promises they leave open, requests that start themselves again, unnoticed failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from tests.rehearsal.engine import FAIL, NEVER, Engine, Forced, Report

Stack = tuple[str, ...]
#: Requests of one play whose failure is looked at.
MAX_FAILURES = 4


class Answers(Engine):
    """An engine that is asked what becomes of answers."""

    def __init__(self, files: Mapping[str, str]) -> None:
        super().__init__(files)
        self.left_open: dict[str, set[str]] = {}
        #: Where a `new Promise` stands that, on some way, a request was sent from.
        self.around: set[str] = set()
        self.retries: dict[str, set[str]] = {}
        self._silent: dict[Stack, bool] = {}

    @property
    def silent(self) -> set[Stack]:
        """The requests whose failure changed nothing, in every play."""
        return {stack for stack, is_silent in self._silent.items() if is_silent}

    @property
    def failed(self) -> set[Stack]:
        """The requests that were made to fail."""
        return set(self._silent)

    def look_at_promises(self, report: Report) -> None:
        """The promises that a way has left open. A user who just says no leaves nothing open."""
        for place, settled, sent in report.promises:
            if sent:
                self.around.add(place)
            if not settled and (sent or "api-fail" in report.outcomes or not report.asked):
                self.left_open.setdefault(place, set()).update(report.blames)

    def answers(self, play: Callable[[Forced | None], None]) -> None:
        """Plays one thing with other answers. `play` takes how requests end."""
        play(None)
        count = len(self.report().sends)
        self._look_at_retries(play)
        for number in range(min(count, MAX_FAILURES)):
            self._look_at_failure(play, number)

    def _look_at_retries(self, play: Callable[[Forced | None], None]) -> None:
        endless = Counter[tuple[str, str]]()
        for pick, kind in enumerate(("success", "success", "status", "fail")):
            play({"every": pick})
            endless.update((kind, place) for place in set(self.report().endless))
        for (kind, place), count in endless.items():
            # On success: whatever the body says.
            if count == (2 if kind == "success" else 1):
                self.retries.setdefault(place, set()).add(kind)

    def _look_at_failure(self, play: Callable[[Forced | None], None], number: int) -> None:
        """Whether the failure of the n-th request differs in anything from no answer at all."""
        shown: list[object] = []
        report = None
        for pick in (FAIL, NEVER):
            play({str(number): pick})
            report = self.report()
            shown.append((Counter(report.effects), self.do("state"), report.view, report.bar, report.pulled))
        if report is not None and len(report.stacks) > number:
            stack = tuple(report.stacks[number])
            self._silent[stack] = self._silent.get(stack, True) and shown[0] == shown[1]
