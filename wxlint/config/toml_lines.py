"""The line of every key of a TOML document, which the standard parser does not tell."""

from __future__ import annotations

import re

from wxlint.regexps import regexp

Way = tuple[str | int, ...]

_BLANK = regexp(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = regexp(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(\.?)""")
_TEXT = regexp(r'"{3}(?:[^\\]|\\.)*?"{3,5}|\'{3}.*?\'{3,5}|"(?:[^"\\]|\\.)*"|\'[^\']*\'', re.DOTALL)
_BARE = regexp(r"[^,\]}\n#]*")


def toml_lines(text: str) -> dict[Way, int]:
    """The way to each key, table and item -> its line, from 1. The text was parsed before: it is TOML."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lines: dict[Way, int] = {}
        self._counts: dict[Way, int] = {}

    def scan(self) -> dict[Way, int]:
        table: Way = ()
        while self._more():
            if self._text.startswith("[[", self._at):
                self._at += 2
                name = self._within(self._key())
                index = self._counts[name] = self._counts.get(name, -1) + 1
                self._note(name)
                table = (*name, index)
                self._note(table)
                self._at += 2
            elif self._text.startswith("[", self._at):
                self._at += 1
                table = self._within(self._key())
                self._note(table)
                self._at += 1
            else:
                self._pair(table)
        return self._lines

    def _more(self) -> bool:
        """Goes past blanks and comments; whether anything is left."""
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._at < len(self._text)

    def _note(self, way: Way) -> None:
        self._lines.setdefault(way, self._text.count("\n", 0, self._at) + 1)

    def _within(self, key: list[str]) -> Way:
        """A header's key as a way: inside an array of tables it means the last one."""
        way: Way = ()
        for index, name in enumerate(key):
            way = (*way, name)
            if way in self._counts and index < len(key) - 1:
                way = (*way, self._counts[way])
        return way

    def _key(self) -> list[str]:
        names: list[str] = []
        while found := _KEY.match(self._text, self._at):
            names.append(next(name for name in found.group(1, 2, 3) if name is not None))
            self._at = found.end()
            if not found.group(4):
                break
        return names

    def _pair(self, table: Way) -> None:
        start = self._at
        way = table
        for name in self._key():
            way = (*way, name)
            self._lines.setdefault(way, self._text.count("\n", 0, start) + 1)
        # What is not a key ends the scan instead of going round in circles.
        self._at = self._at + 1 if self._at > start else len(self._text)
        self._value(way)

    def _value(self, way: Way) -> None:
        self._more()
        opening = self._text[self._at : self._at + 1]
        if opening == "[":
            self._container(way, "]")
        elif opening == "{":
            self._container(way, "}")
        else:
            value = _TEXT.match(self._text, self._at) or _BARE.match(self._text, self._at)
            self._at = value.end() if value else len(self._text)

    def _container(self, way: Way, closing: str) -> None:
        self._at += 1
        index = 0
        while self._more() and self._text[self._at] != closing:
            if self._text[self._at] == ",":
                self._at += 1
            elif closing == "}":
                self._pair(way)
            else:
                self._note((*way, index))
                self._value((*way, index))
                index += 1
        self._at += 1
