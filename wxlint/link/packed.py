"""What project.config.json leaves out of the package: `packOptions.ignore`, as the platform's tools read it.

Such a file is not there on a phone. Paths are those below `miniprogramRoot`, and letter case does not count:
https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html, and `utils/filerules` of
miniprogram-ci.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from wxlint.read.json_doc import JsonNode
from wxlint.regexps import regexp

_Rule = Callable[[str], bool]

#: The wildcards of a glob: `**` with the `/` behind it, `*`, `?`, a set, one of a few alternatives.
_WILD = regexp(r"(?:(?<=/)|^)\*\*/|\*+|\?|\[[^\]]+\]|\{[^{}]*\}")


class Packed:
    """Says of a file whether the package is made without it. `options`: `packOptions`; nothing is ignored
    where there are none.
    """

    def __init__(self, options: JsonNode | None = None) -> None:
        self._options = options
        self._ignored = tuple(_rules(options, "ignore"))
        self._included = tuple(_rules(options, "include"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and self._options == other._options

    def __hash__(self) -> int:
        return hash(bool(self._options))

    def ignores(self, path: str) -> bool:
        """Whether a file, below the app's folder, stays out. A `.ts` stays out where what is made of it does:
        projects that compile it themselves leave the `.ts` alone out.
        """
        if not self._ignored:
            return False
        stem = path.removesuffix(".ts")
        names = {one.lower() for one in (path, stem + ".js" if stem != path else path)}
        return all(map(self._stays_out, names))

    def _stays_out(self, path: str) -> bool:
        return any(rule(path) for rule in self._ignored) and not any(rule(path) for rule in self._included)


def _rules(options: JsonNode | None, name: str) -> Iterator[_Rule]:
    listed = options.get(name) if options is not None else None
    for item in listed.items if listed is not None else ():
        kind, value = item.get("type"), item.get("value")
        rule = _rule(kind.text, value.text.lower()) if kind and value and value.text else None
        if rule is not None:
            yield rule


def _rule(kind: str | None, value: str) -> _Rule | None:
    whole = value.strip("/")
    if kind == "prefix":
        return lambda path: path.rpartition("/")[2].startswith(value)
    if kind == "suffix":
        return lambda path: path.rpartition("/")[2].endswith(value)
    if kind == "folder":
        return lambda path: path.startswith(whole + "/")
    if kind == "file":
        return lambda path: path == whole
    pattern = _glob(value) if kind == "glob" else _regexp(value) if kind == "regexp" else None
    if pattern is None:
        return None
    return lambda path: any(pattern.search(one) is not None for one in (path, "/" + path))


@cache
def _glob(value: str) -> re.Pattern[str] | None:
    """A glob over whole paths. `*` and `**` pass by names that begin with a dot."""
    if value.startswith(("!", "#")):
        return None
    expression, at = "", 0
    for found in _WILD.finditer(value):
        expression += re.escape(value[at : found.start()]) + _wild(found[0], value[: found.start()])
        at = found.end()
    try:
        return re.compile(rf"\A{expression}{re.escape(value[at:])}\Z")
    except re.error:
        return None


def _wild(found: str, before: str) -> str:
    first = r"(?!\.)" if not before or before.endswith("/") else ""
    if found == "**/":
        return r"(?:(?!\.)[^/]+/)*"
    if found.startswith("**") and first:
        return r"(?:(?!\.)[^/]+/)*(?!\.)[^/]+"
    if found.startswith("*"):
        return first + ("[^/]+" if first else "[^/]*")
    if found == "?":
        return first + "[^/]"
    if found.startswith("{"):
        return "(?:" + "|".join(map(re.escape, found[1:-1].split(","))) + ")"
    return "[" + found[1:-1].replace("\\", r"\\").replace("[", r"\[").replace("!", "^", 1) + "]"


@cache
def _regexp(value: str) -> re.Pattern[str] | None:
    """A regular expression, where it is one that Python reads alike and that cannot take long."""
    from wxlint.link.engine.regex import compiled

    return compiled(f"/{value}/i")


__all__ = ["Packed"]
