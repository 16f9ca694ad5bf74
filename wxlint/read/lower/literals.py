"""What the text of a literal means: escapes, numbers, the names of keys."""

from __future__ import annotations

import re

from wxlint.regexps import regexp

_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
    "\n": "",
    "\r": "",
    "\r\n": "",
}
_HEX = regexp(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})")
_PLAIN = regexp(r"\\(\r\n|.|\n)", re.DOTALL)


def unescape(text: str) -> str:
    """The value of a string literal's inside."""
    if "\\" not in text:
        return text
    text = _HEX.sub(lambda found: _character(found.group(1) or found.group(2) or found.group(3)), text)
    return _PLAIN.sub(lambda found: _ESCAPES.get(found.group(1), found.group(1)), text)


def _character(digits: str) -> str:
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return "\\\\" if code == 0x5C else chr(code)


def number_value(text: str) -> float | int:
    """The value of a numeric literal; integers stay integers."""
    plain = text.replace("_", "").rstrip("n")
    try:
        if plain[:2].lower() in ("0x", "0o", "0b"):
            return int(plain, 0)
        if len(plain) > 1 and plain[0] == "0" and plain.isdigit():
            return int(plain, 8) if not set(plain) & {"8", "9"} else int(plain)
        if plain.isdigit():
            return int(plain)
        return float(plain)
    except ValueError:
        return float("nan")


def number_key(text: str) -> str:
    """The name of the member that a number names: `{1.0: x}` is `{'1': x}`."""
    value = number_value(text)
    return str(int(value)) if value == int(value) else str(value)
