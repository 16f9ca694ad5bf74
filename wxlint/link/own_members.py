"""What a project puts into an API object under a name that the platform does not have: `wx.inited = true`."""

from __future__ import annotations

import re

from wxlint.link.engine.heap import ApiObject, Val


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
    return re.compile(rb"%b\.([A-Za-z]\w*)\s*=(?![=>])" % re.escape(name).encode())
