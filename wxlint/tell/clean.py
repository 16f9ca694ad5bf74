"""Makes text that came from a project harmless: it cannot steer a terminal or give a CI runner orders."""

from __future__ import annotations

import re

from wxlint.regexps import regexp

# Line and paragraph separators, which some viewers break lines at, and the marks that reorder text or hide in
# it: a reader must see what the compiler sees.
_INVISIBLE = "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
# With them C0 and C1 controls and DEL, and halves of surrogate pairs, which cannot be encoded.
_UNSAFE = regexp(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}]")
# GitHub and Azure find `##[error]` and `##vso[…]` anywhere in a line, TeamCity `##teamcity[…]`.
_ORDER_INSIDE = regexp(r"##(?=(?:vso|teamcity)?\[)", re.IGNORECASE)
_ORDER_FIRST = regexp(r"^(\s*):(?=:)")
_JSON_UNSAFE = regexp(f"[\x7f-\x9f{_INVISIBLE}]|#(?=#)")
_SURROGATE = regexp("[\ud800-\udfff]")
_NOT_ASCII = regexp("[^\x00-\x7f]")


def visible(text: str) -> str:
    """The text on one line, with every code point that is not plainly shown written out."""
    return _UNSAFE.sub(_escape, text)


def whole(text: str) -> str:
    """The text with halves of surrogate pairs replaced by U+FFFD, so that it can be encoded."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def harmless_line(line: str) -> str:
    """A line of output that no CI runner takes for a command; a backslash shows where it was defused."""
    return _ORDER_FIRST.sub(r"\1\\:", _ORDER_INSIDE.sub(r"#\\#", line))


def harmless_json(document: str) -> str:
    """The same JSON with `##` and invisible characters escaped: the same to a parser, text to a CI runner."""
    return _JSON_UNSAFE.sub(json_escape, document)


def ascii_json(document: str) -> str:
    """The same JSON in ASCII, for a stream that is not Unicode."""
    return _NOT_ASCII.sub(json_escape, document)


def json_escape(match: re.Match[str]) -> str:
    """One matched character as JSON escapes (two for what lies outside the basic plane)."""
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if short is not None:
        return short
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\u{{{code:x}}}"
