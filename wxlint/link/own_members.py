"""What a project puts into an API object: members of its own, or another `request`, as mocks do."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wxlint.link.engine.heap import ApiObject, Val
from wxlint.link.engine.module import Unit
from wxlint.read.files import Files
from wxlint.read.source import Source
from wxlint.regexps import regexp

_REPLACES = regexp(
    rb"""\bdefineProperty\((?:wx|uni|[\w$.]*\b(?:global|platform))\s*,\s*["']request["']|\bwx\.request\s*=(?![=>])"""
)


class OwnMembers:
    """Finds such members in scripts. `names`: those of the API objects."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._puts = {f"{name}.".encode(): (name, _puts_into(name)) for name in names}

    def note(self, script: bytes, variables: dict[str, Val]) -> None:
        """Tells the API objects among some variables what a script puts into them."""
        for begins, (name, puts) in self._puts.items():
            found = puts.findall(script) if begins in script else None
            api = variables.get(name) if found else None
            if found and isinstance(api, ApiObject):
                from wxlint.platform.members import members

                api.own.update({one.decode() for one in found} - members())


def _puts_into(name: str) -> re.Pattern[bytes]:
    return regexp(rb"%b\.([A-Za-z]\w*)\s*=(?![=>])" % re.escape(name).encode())


def is_replaced(files: Files, units: Mapping[str, Unit | None]) -> bool:
    """Whether a script that is not read (None) puts a `request` in the place of the platform's.

    Which addresses that one takes is not known: a mock answers `/api/list` itself.
    """
    sources = (files.read(path) for path, unit in units.items() if unit is None)
    return any(_REPLACES.search(one.utf8) for one in sources if isinstance(one, Source))
