"""uni-app's conditional compilation: what `#ifdef` leaves out is blanked, so that places stay right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxlint.regexps import regexp

_DIRECTIVE = regexp(rb"(?://|/\*|<!--)[ \t]*#(ifdef|ifndef|endif)\b((?:(?!\*/|-->)[^\r\n])*)")
_TOKEN = regexp(r"\|\||&&|[!()]|[^\s|&!()]+")
_COMPARISONS = frozenset({">", "<", ">=", "<=", "==", "===", "!=", "!=="})
_BLANK = regexp(rb"[^\r\n]")


def keep_branches(data: bytes, defined: frozenset[str]) -> bytes:
    """The text with each branch that is not built turned into spaces, byte for byte; line ends stay.

    `defined`: the platforms that are built for. A comparison of versions (`uniVersion > 3.9`) holds.
    A directive that never ends has no effect, as in the framework's own tools.
    """
    if b"#if" not in data:
        return data
    out = bytearray(data)
    for start, end in _dropped(data, defined):
        out[start:end] = blank(data[start:end])
    return bytes(out)


def blank(data: bytes) -> bytes:
    """Spaces and line ends, as many bytes as were given."""
    return _BLANK.sub(b" ", data)


def _dropped(data: bytes, defined: frozenset[str]) -> Iterator[tuple[int, int]]:
    open_branches: list[tuple[int, bool]] = []
    for found in _DIRECTIVE.finditer(data):
        word = found.group(1)
        if word == b"endif":
            if open_branches:
                start, kept = open_branches.pop()
                if not kept:
                    yield start, found.start()
            continue
        condition = found.group(2).decode("utf-8", "replace")
        start = found.end() if found.group().startswith(b"//") else _comment_end(data, found)
        open_branches.append((start, holds(condition, defined) == (word == b"ifdef")))


def _comment_end(data: bytes, found: re.Match[bytes]) -> int:
    closing = b"*/" if found.group().startswith(b"/*") else b"-->"
    end = data.find(closing, found.start())
    return end + len(closing) if end >= 0 else found.end()


def holds(condition: str, defined: frozenset[str]) -> bool:
    """Whether a condition such as `MP-WEIXIN || H5 && !VUE3` holds."""
    return _Condition(_TOKEN.findall(condition), defined).alternatives()


class _Condition:
    """Reads a condition's tokens from left to right; what is malformed does not hold."""

    def __init__(self, tokens: list[str], defined: frozenset[str]) -> None:
        self._tokens = tokens[::-1]
        self._defined = defined

    def alternatives(self) -> bool:
        """Terms with `||` between them."""
        value = self._together()
        while self._take("||"):
            value = self._together() or value
        return value

    def _together(self) -> bool:
        value = self._one()
        while self._take("&&"):
            value = self._one() and value
        return value

    def _one(self) -> bool:
        if self._take("!"):
            return not self._one()
        if self._take("("):
            value = self.alternatives()
            self._take(")")
            return value
        words: list[str] = []
        while self._tokens and self._tokens[-1] not in ("||", "&&", "!", "(", ")"):
            words.append(self._tokens.pop())
        return any(word in _COMPARISONS for word in words) or (bool(words) and words[0] in self._defined)

    def _take(self, token: str) -> bool:
        if self._tokens and self._tokens[-1] == token:
            self._tokens.pop()
            return True
        return False
