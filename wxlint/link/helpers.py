"""Functions that show or hide something for those who call them, and do no more: `util.showLoading('…')`.

What such a one shows is shown by its caller: that is who has to see to it that it is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping

from wxlint.link.engine.frame import Frame
from wxlint.link.raw import Entry, Written, calls_to, functions_of
from wxlint.link.survey import Survey
from wxlint.model.place import Place


class Helpers:
    """Tells them from functions that do more. `own`: whose each script of the app, a page or component is."""

    def __init__(self, survey: Survey, own: Mapping[str, str]) -> None:
        sending = set[Written]().union(*(functions_of(raw.frame) for raw in survey.requests))
        showing = set[Written]().union(*(entry.showing for entry in survey.entries))
        hiding = set[Written]().union(*(entry.hiding for entry in survey.entries))
        #: The functions that do more for who shows something than to show it, and for who hides it.
        self._more = {True: sending | hiding, False: sending | showing}
        #: What this rests on of modules that pages have in common.
        self.basis = tuple(
            frozenset(one for one in some if own.get(one[0], "app") == "app")
            for some in (sending, showing, hiding)
        )

    def caller(self, frame: Frame | None, place: Place, *, shows: bool) -> Place:
        """The call by which the program shows (or hides) something, as it is for those who call helpers."""
        return self._outermost(place, calls_to(frame, place), shows=shows)

    def shown(self, entry: Entry) -> frozenset[Place]:
        """The calls by which an entry shows anything."""
        return frozenset(self._outermost(place, calls, shows=True) for place, calls in entry.shown)

    def _outermost(self, place: Place, calls: tuple[tuple[Written, Place], ...], *, shows: bool) -> Place:
        for function, call in calls:
            if function in self._more[shows]:
                break
            place = call
        return place
