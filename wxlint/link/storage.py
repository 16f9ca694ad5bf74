"""The phone's storage in rehearsal: what was put there on the way, and else one unknown for each key."""

from __future__ import annotations

from wxlint.link.engine.heap import Obj, Sym, Val, text
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.machine import Machine
from wxlint.model.place import Place

#: Members that write soon after they were called: before the user does anything, or an answer comes.
_SOON = frozenset(("setStorage", "removeStorage", "clearStorage", "batchSetStorage"))


class Storage:
    """What is stored. `writes`: how often something was written that is not known; `empty`: there is nothing
    else than what was written on the way.
    """

    def __init__(self) -> None:
        self.writes = 0
        self.empty = False
        self.kept: dict[str, Val] = {}

    def copy(self) -> Storage:
        """The same, apart from what is written later."""
        made = Storage()
        made.writes, made.kept, made.empty = self.writes, self.kept, self.empty
        return made

    def called(self, m: Machine, name: str, place: Place, args: list[Val]) -> Val:
        """What a member that reads or writes the storage at once gives."""
        key = _text_of(args[0]) if args else None
        if name == "getStorageSync" and key is not None:
            # What is not there is read as an empty text.
            known = self.kept.get(key, text("") if self.empty else None)
            return known if known is not None else Sym(("read", name, key, self.writes), "unknown", place)
        if name.startswith(("set", "remove", "clear", "batchSet")):
            self._write(m, name, key, args[1] if len(args) > 1 else None)
        return m.fresh(place=place)

    def told(self, m: Machine, name: str, options: Val) -> None:
        """A member is called that may write to the storage, and calls back."""
        if name in _SOON:
            members = options.props if isinstance(options, Obj) else {}
            key = members.get("key")
            self._write(m, name, _text_of(key) if key is not None else None, members.get("data"))

    def _write(self, m: Machine, name: str, key: str | None, value: Val | None) -> None:
        m.stored += 1
        value = text("") if name.startswith("remove") else value
        if key is not None and value is not None and not name.startswith("batch"):
            self.kept = {**self.kept, key: value}
            return
        self.kept, self.empty = {}, name.startswith("clear")
        self.writes += not self.empty


def _text_of(value: Val) -> str | None:
    return value.known if type(value) is TEXT else None
