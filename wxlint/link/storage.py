"""The phone's storage in rehearsal: what was put there on the way, and else one unknown for each key."""

from __future__ import annotations

from wxlint.link.engine.heap import Sym, Val
from wxlint.link.engine.machine import Machine
from wxlint.model.place import Place
from wxlint.model.values import Text


class Storage:
    """What is stored. `writes`: how often something was written that is not known."""

    def __init__(self) -> None:
        self.writes = 0
        self.kept: dict[str, Val] = {}

    def copy(self) -> Storage:
        """The same, apart from what is written later."""
        made = Storage()
        made.writes, made.kept = self.writes, self.kept
        return made

    def called(self, m: Machine, name: str, args: list[Val], place: Place) -> Val:
        """What a member that reads or writes the storage at once gives."""
        key = next((one.known for one in args[:1] if type(one) is Text), None)
        known = self.kept.get(key) if key is not None and name == "getStorageSync" else None
        if known is not None:
            return known
        if not name.startswith("get"):
            m.stored += 1
        if name == "setStorageSync" and key is not None and len(args) > 1:
            self.kept = {**self.kept, key: args[1]}
        elif not name.startswith("get") or key is None:
            self.kept = {}
            self.writes += 1
            return m.fresh(place=place)
        return Sym(("read", name, key, self.writes), "unknown", place)
