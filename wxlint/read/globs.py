"""Path patterns as `.gitignore` writes them, below one folder and moved to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from wxlint.regexps import regexp

#: What one segment of a pattern may hold besides plain characters: `*`, `?`, a set `[…]`.
_SPECIAL = regexp(r"\*+|\?|\[!?\]?[^\]]*\]")


class Globs:
    """Patterns over paths that are relative to one folder and written with `/`.

    `*` and `?` stay inside one name, `**` stands for any number of folders. A pattern without a `/` before
    its end matches a name at any depth. What matches a folder matches everything below it.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self.patterns = tuple(patterns)

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def match(self, path: str) -> bool:
        """Whether any pattern matches the path or a folder on the way to it."""
        return any(_compiled(pattern).match(path) for pattern in self.patterns)

    def below(self, folder: str) -> Globs:
        """The same patterns for paths that are relative to `folder`, a folder below this one (`a/b`)."""
        names = [name for name in folder.split("/") if name]
        return Globs([rest for pattern in self.patterns for rest in _rests(_segments(pattern), names)])

    def above(self, folder: str) -> Globs:
        """The same patterns for paths that are relative to an outer folder, in which this one is `folder`."""
        return Globs(["/" + "/".join([_escaped(folder), *_segments(pattern)]) for pattern in self.patterns])


def _segments(pattern: str) -> list[str]:
    """The names of a pattern from the folder on: one that floats gets its leading `**`."""
    bare = pattern.strip("/")
    names = [name for name in bare.split("/") if name not in ("", ".")]
    return names if len(names) > 1 or pattern.startswith(("/", "./")) else ["**", *names]


def _escaped(folder: str) -> str:
    return re.sub(r"[*?\[]", lambda found: f"[{found.group()}]", folder)


def _rests(pattern: Sequence[str], folders: Sequence[str]) -> Iterator[str]:
    """What is left of a pattern below the given folders, once for each way in which it can match them."""
    if not folders:
        yield "/" + "/".join(pattern)
    elif not pattern:
        yield "/**"
    elif pattern[0] == "**":
        yield from _rests(pattern[1:], folders)
        yield from _rests(pattern, folders[1:])
    elif re.fullmatch(_segment(pattern[0]), folders[0]):
        yield from _rests(pattern[1:], folders[1:])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    expression = ""
    names = _segments(pattern)
    for index, name in enumerate(names):
        last = index == len(names) - 1
        if name == "**":
            expression += ".*" if last else "(?:[^/]+/)*"
        else:
            expression += _segment(name) + ("(?:/|$)" if last else "/")
    return re.compile(expression)


def _segment(name: str) -> str:
    """The regular expression of one name of a pattern."""
    expression, at = "", 0
    for found in _SPECIAL.finditer(name):
        expression += re.escape(name[at : found.start()])
        special = found.group()
        if special[0] == "*":
            expression += "[^/]*"
        elif special == "?":
            expression += "[^/]"
        else:
            expression += _set(special)
        at = found.end()
    return expression + re.escape(name[at:])


def _set(written: str) -> str:
    """The regular expression of `[…]`; one that makes no sense (`[z-a]`) stands for its own characters."""
    inner = written[1:-1].replace("\\", r"\\").replace("[", r"\[")
    expression = f"[^/{inner[1:]}]" if inner.startswith("!") else "[" + inner.replace("^", r"\^") + "]"
    try:
        re.compile(expression)
    except re.error:
        return re.escape(written)
    return expression
