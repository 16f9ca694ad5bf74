"""The journal: every write, so that it can be undone and joined with what another way wrote."""

from __future__ import annotations

from typing import Any

from wxlint.link.engine.heap import MAX_ALTERNATIVES, UNDEF, Alt, Obj, Sym, Val, identity, spread
from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature, Part, Text

_MISSING: Any = object()

Outcome = dict[Any, tuple[Any, Any, Any]]
"""What one way wrote: (table, key) -> the table, the key, the last value."""


class Journal:
    """Writes that can be undone, and values that can be joined."""

    def __init__(self) -> None:
        self.journal: list[tuple[Any, Any, Any]] = []
        #: Where it is kept: every write since, for those who want the values too.
        self.writes: list[tuple[Any, Any, Any]] | None = None
        #: The last number that an unknown or an alternative was given.
        self.counter = 0

    # -- unknowns and joins ----------------------------------------------------------------------------------

    def fresh(self, nature: Nature = "unknown", place: Place | None = None, *, foreign: bool = False) -> Sym:
        """An unknown that equals nothing else."""
        self.counter += 1
        return Sym(("atom", self.counter), nature, place, foreign)

    def join(self, values: list[Val]) -> Val:
        """One of the values. Equal ones are one; too many are an unknown."""
        first = values[0]
        if all(value is first for value in values):
            return first
        seen: dict[Any, Val] = {}
        for value in values:
            for inner in spread(value):
                key = identity(inner)
                known = seen.setdefault(key, inner)
                if type(known) is Sym and isinstance(inner, Sym) and known.term != inner.term:
                    # One of two unknowns is a third: it equals neither.
                    seen[key] = Sym(self.fresh().term, inner.nature, known.place, inner.foreign)
        if len(seen) == 1:
            return next(iter(seen.values()))
        kept = tuple(seen.values())
        if len(kept) > MAX_ALTERNATIVES:
            return self._widened(kept)
        self.counter += 1
        return Alt(kept, self.counter)

    def _widened(self, values: tuple[Val, ...]) -> Val:
        if all(isinstance(value, Constant) and type(value.value) in (int, float) for value in values):
            return self.fresh("number")
        texts = [value for value in values if isinstance(value, Text)]
        if len(texts) == len(values):
            return _beginning(texts)
        foreign = any(isinstance(value, Sym) and value.foreign for value in values)
        functions = any(isinstance(value, Obj) and value.kind == "function" for value in values)
        given = any(isinstance(value, Sym) and value.nature == "parameter" for value in values)
        return self.fresh("parameter" if given else "unknown", foreign=foreign or functions)

    # -- the journal -----------------------------------------------------------------------------------------

    def put(self, table: dict[str, Val], key: str, value: Val) -> None:
        """Writes a variable or member so that it can be undone."""
        self.journal.append((table, key, table.get(key, _MISSING)))
        table[key] = value
        if self.writes is not None:
            self.writes.append((table, key, value))

    def put_field(self, target: Any, field: str, value: Any) -> None:
        """Writes an attribute of an object so that it can be undone."""
        self.journal.append((target, field, getattr(target, field)))
        setattr(target, field, value)

    def remove(self, table: dict[str, Val], key: str) -> None:
        """Deletes a member so that it can be undone."""
        if key in table:
            self.journal.append((table, key, table.pop(key)))

    def undo(self, mark: int) -> None:
        """Takes back every write since the journal had `mark` entries."""
        journal = self.journal
        while len(journal) > mark:
            table, key, old = journal.pop()
            if type(table) is not dict:
                setattr(table, key, old)
            elif old is _MISSING:
                table.pop(key, None)
            else:
                table[key] = old

    def finals(self, mark: int) -> Outcome:
        """What was written since the journal had `mark` entries, as it is now."""
        finals: Outcome = {}
        for table, key, _ in self.journal[mark:]:
            if (id(table), key) not in finals:
                now = table.get(key, _MISSING) if type(table) is dict else getattr(table, key)
                finals[id(table), key] = (table, key, now)
        return finals

    def merge(self, outcomes: list[Outcome], *, also_now: bool) -> None:
        """The state becomes one of the outcomes (or, with `also_now`, stays as it is)."""
        places: dict[Any, tuple[Any, Any]] = {}
        for outcome in outcomes:
            for where, (table, key, _) in outcome.items():
                places[where] = (table, key)
        for where, (table, key) in places.items():
            now = table.get(key, _MISSING) if type(table) is dict else getattr(table, key)
            finals = [outcome[where][2] if where in outcome else now for outcome in outcomes]
            if also_now:
                finals.append(now)
            self._put_joined(table, key, finals)

    def _put_joined(self, table: Any, key: Any, finals: list[Any]) -> None:
        if type(table) is not dict:
            self.put_field(table, key, self._join_field(finals))
            return
        present = [UNDEF if value is _MISSING else value for value in finals]
        joined = self.join(present)
        if table.get(key, _MISSING) is not joined:
            self.journal.append((table, key, table.get(key, _MISSING)))
            table[key] = joined

    def _join_field(self, finals: list[Any]) -> Any:
        lists = [value for value in finals if isinstance(value, list)]
        if lists:
            longest: list[Val] = max(lists, key=len)
            return [
                self.join([items[at] if at < len(items) else UNDEF for items in lists])
                for at in range(len(longest))
            ]
        return next((value for value in finals if value is not None), None)


def _beginning(texts: list[Text]) -> Text:
    """What very many texts have in common: the pieces that they all begin with, and a hole."""
    parts = min((text.parts for text in texts), key=len)
    same = 0
    while same < len(parts) and all(text.parts[same] == parts[same] for text in texts):
        same += 1
    rest = [part for text in texts for part in text.parts[same:]]
    nature: Nature = "parameter" if any(part.nature == "parameter" for part in rest) else "unknown"
    return Text((*parts[:same], Part(None, texts[0].place, nature)), texts[0].place)
