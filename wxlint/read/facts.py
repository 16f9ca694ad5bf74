"""The facts of files that were read before: the same text at the same path has the same facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from wxlint.read.json_doc import JsonDocument
    from wxlint.read.markup import Markup
    from wxlint.read.script import Script
    from wxlint.read.source import Source

Fact = TypeVar("Fact")
_Key = tuple[str, str, bytes]


class Scripts(Protocol):
    """Who may know the facts of a script without reading it."""

    def knows(self, data: bytes, suffix: str) -> bool:
        """Whether it probably knows those of a text."""

    def script(self, data: bytes, suffix: str, made: Script | None = None) -> Script:
        """The facts of a text. `made`: they were read just now, for the case that they are not known."""


class Facts:
    """Reads scripts, markup and JSON. `kept`: what is read is kept, for those who read it again.

    Facts are not changed by those who use them. A path is part of what they are asked by: two pages with the
    same text are two scripts, whose functions are told apart by what they are in memory.
    """

    def __init__(self, *, kept: bool = False, scripts: Scripts | None = None) -> None:
        """`scripts`: is asked for the facts of a script first."""
        self._kept = kept
        self._scripts = scripts
        #: Scripts that were read before anybody asked for them.
        self._ahead: dict[_Key, Script] = {}
        self._known: dict[_Key, object] = {}
        self._asked: dict[_Key, object] = {}

    def turn(self) -> None:
        """Begins a new reading of all files: what the last one did not ask for is forgotten."""
        self._known, self._asked = self._asked, {}

    def lacks(self, data: bytes, suffix: str) -> bool:
        """Whether a script will have to be read."""
        return self._scripts is None or not self._scripts.knows(data, suffix)

    def foresee(self, path: str, suffix: str, script: Script) -> None:
        """Somebody has read a script that will be asked for."""
        self._ahead[path, "script " + suffix, script.data] = script

    def script(self, path: str, data: bytes, suffix: str) -> Script:
        """The facts of a script. `data`: its text, which of some files is not all that is in them."""
        key = (path, "script " + suffix, data)
        made = self._ahead.pop(key, None)

        def read() -> Script:
            if self._scripts is not None:
                return self._scripts.script(data, suffix, made)
            if made is not None:
                return made
            from wxlint.read.script import Script

            return Script(data, suffix)

        return self._of(key, read)

    def markup(self, source: Source) -> Markup:
        """The facts of a file of markup."""
        from wxlint.read.markup import read_markup

        return self._of((source.path, "markup", source.data), lambda: read_markup(source))

    def json(self, source: Source, *, comments: bool = False) -> JsonDocument:
        """What a JSON file holds. `comments`: they are allowed in it."""
        from wxlint.read.json_doc import read_json

        kind = "json with comments" if comments else "json"
        return self._of((source.path, kind, source.data), lambda: read_json(source, comments=comments))

    def _of(self, key: _Key, read: Callable[[], Fact]) -> Fact:
        if not self._kept:
            return read()
        found = self._asked.get(key)
        if found is None:
            found = self._known.get(key)
            found = self._asked[key] = read() if found is None else found
        return found  # type: ignore[return-value] # the kind is part of the key
