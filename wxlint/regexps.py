"""Regular expressions that are compiled when they are first asked: a run of one page asks one in five."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("match", "search", "fullmatch", "sub", "finditer", "findall", "split")


class _Pattern:
    """Stands for a compiled regular expression; from the first question on it has that one's own methods."""

    def __init__(self, source: Any, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regexp(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A constant regular expression of a module, compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))
