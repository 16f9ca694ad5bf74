"""What outlives a tap: the fields and data of pages, `globalData`, the variables of modules."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.link.engine.heap import NULL, Alt, Obj, Val, spread, truth
from wxlint.link.engine.machine import Machine
from wxlint.link.survey import Survey
from wxlint.link.world import World

Field = tuple[int, str]
"""A variable or member: the id of the table that holds it, and its name."""


class Lasting:
    """The tables that outlive a run. `kinds`: id -> "module", "this", "data" or "app"."""

    def __init__(self, survey: Survey, world: World) -> None:
        self.kinds: dict[int, str] = {}
        #: The fields that hold one of a few values, by the number of the alternative.
        self._fields: dict[int, tuple[Field, Alt]] = {}
        for unit in world.units.values():
            if unit is not None:
                self._add("module", unit.scope.vars)
                self._add_members("module", unit.scope.vars)
        for entry in survey.entries:
            instance = entry.instance
            if instance is None or instance is world.app:
                continue
            self._add("this", instance.props)
            for data in spread(instance.props.get("data", NULL)):
                if isinstance(data, Obj):
                    self._add("data", data.props)
                    self._add_members("data", data.props)
        self._add("app", world.app.props)
        for shared in spread(world.app.props.get("globalData", NULL)):
            if isinstance(shared, Obj):
                self._add("app", shared.props)

    def _add(self, kind: str, table: dict[str, Val]) -> None:
        if id(table) in self.kinds:
            return
        self.kinds[id(table)] = kind
        for name, value in table.items():
            if isinstance(value, Alt):
                self._fields[value.number] = ((id(table), name), value)

    def _add_members(self, kind: str, table: dict[str, Val]) -> None:
        for value in table.values():
            if isinstance(value, Obj) and value.kind == "object":
                self._add(kind, value.props)

    def began(self, m: Machine) -> frozenset[tuple[Field, bool | None]]:
        """What the fields that were asked for held, as conditions, when the way that is played began."""
        return frozenset((field, truth(value)) for field, value in self.found(m))

    def found(self, m: Machine) -> Iterator[tuple[Field, Val]]:
        """The fields that were asked for on the way that is played, and which of a few values each held."""
        asked = (self._fields[number] for number in m.chosen if number in self._fields)
        return ((field, value.values[m.chosen[value.number]]) for field, value in asked)


__all__ = ["Field", "Lasting"]
