"""The tokens of JSON, and of what people write for it: each mistake is a token that says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from wxlint.read.problems import JsonCode
from wxlint.regexps import regexp

#: `mark` is one of `{ } [ ] : ,`; `bare` is a word without quotes; `junk` is what no reading gives a sense
#: to.
TokenKind = Literal["mark", "string", "number", "boolean", "null", "bare", "comment", "junk"]
Scalar = str | int | float | bool | None


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token: its place in bytes, its value as meant, and what about it is not JSON."""

    kind: TokenKind
    start: int
    end: int
    value: Scalar = None
    problem: JsonCode | None = None
    detail: str = ""


# One alternative for each way that a token may begin. The strict forms come first, so that what follows
# them only ever sees mistakes. Spaces and punctuation of Chinese input methods are mistakes with an obvious
# sense.
_TOKEN = regexp(
    rb"""
    [ \t\n\r]* (?=[^ \t\n\r])
    (?: (?P<mark>    [{}\[\],:] )
      | (?P<string>  "[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*" )
      | (?P<number>  -?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+\-]) )
      | (?P<word>    (?:true|false|null)(?![\w$]) )
      | (?P<comment> //[^\n\r]* | /\*(?:[^*]|\*(?!/))*\*/ )
      | (?P<unended> /\*[\s\S]* )
      | (?P<single>  '[^'\\\n\r]*(?:\\.[^'\\\n\r]*)*' )
      | (?P<control> "[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*" )
      | (?P<open>    ["'][^\n\r]* )
      | (?P<curly>   \xe2\x80[\x9c\x9d](?:(?!\xe2\x80[\x9c\x9d])[^\n\r])*\xe2\x80[\x9c\x9d] )
      | (?P<wide>    \xef\xbc\x8c | \xef\xbc\x9a )
      | (?P<space>   (?:\xc2\xa0 | \xe3\x80\x80 | \xe2\x80[\x80-\x8b\xa8\xa9] | \xef\xbb\xbf | [\x0b\x0c])+ )
      | (?P<bare>    (?:[\w$.+\-]|(?!\xc2\xa0|\xe2\x80|\xe3\x80|\xef\xbc|\xef\xbb)[\x80-\xff])+ )
      | (?P<junk>    [^\s\w$"'{}\[\],:/+\-.\x80-\xff]+ | [\xc2\xe2\xe3\xef][\x80-\xbf]* | . )
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBER_LIKE = regexp(rb"[+-]?(?:\.?\d|Infinity\b|NaN\b)")
_ESCAPE = regexp(r"\\(?:u[0-9a-fA-F]{4}|.|$)", re.DOTALL)
_LONE_SURROGATE = regexp(r"[\ud800-\udfff]")
_WORDS: dict[bytes, tuple[TokenKind, bool | None]] = {
    b"true": ("boolean", True),
    b"false": ("boolean", False),
    b"null": ("null", None),
}


def scan(data: bytes, start: int) -> Iterator[Token]:
    """The tokens of a UTF-8 text from a byte offset on; every byte but white space is in one."""
    matched = _TOKEN.match(data, start)
    while matched is not None:
        group = matched.lastgroup or ""
        begin, end = matched.span(group)
        token = _MAKERS[group](data[begin:end], begin, end)
        yield token
        matched = _TOKEN.match(data, token.end)


def _mark(raw: bytes, start: int, end: int) -> Token:
    return Token("mark", start, end, raw.decode())


def _string(raw: bytes, start: int, end: int) -> Token:
    value, problem, detail = _unescaped(raw[1:-1])
    return Token("string", start, end, value, problem, detail)


def _number(raw: bytes, start: int, end: int) -> Token:
    return Token("number", start, end, _number_value(raw))


def _word(raw: bytes, start: int, end: int) -> Token:
    kind, value = _WORDS[raw]
    return Token(kind, start, end, value)


def _comment(raw: bytes, start: int, end: int) -> Token:
    return Token("comment", start, end, raw.decode(), "comment")


def _unended(raw: bytes, start: int, end: int) -> Token:
    return Token("comment", start, end, raw.decode(), "unclosed-comment")


def _single(raw: bytes, start: int, end: int) -> Token:
    return Token("string", start, end, _unescaped(raw[1:-1])[0], "single-quotes")


def _control(raw: bytes, start: int, end: int) -> Token:
    return Token("string", start, end, _unescaped(raw[1:-1])[0], "control-character")


def _open(raw: bytes, start: int, _end: int) -> Token:
    # The quote that is missing belongs before the comma or bracket that ends the line, if one does.
    inside = raw[1:].rstrip(b" \t,]}:")
    return Token("string", start, start + 1 + len(inside), _unescaped(inside)[0], "unclosed-string")


def _curly(raw: bytes, start: int, end: int) -> Token:
    return Token("string", start, end, raw[3:-3].decode(), "full-width", raw[:3].decode())


def _wide(raw: bytes, start: int, end: int) -> Token:
    mark = raw.decode()
    return Token("mark", start, end, "," if mark == "，" else ":", "full-width", mark)


def _space(raw: bytes, start: int, end: int) -> Token:
    return Token("comment", start, end, None, "odd-space", f"U+{ord(raw.decode()[0]):04X}")


def _bare(raw: bytes, start: int, end: int) -> Token:
    text = raw.decode()
    return Token("bare", start, end, text, "bad-number" if _NUMBER_LIKE.match(raw) else "unknown-word", text)


def _junk(raw: bytes, start: int, end: int) -> Token:
    return Token("junk", start, end, None, "unexpected", raw.decode("utf-8", "replace"))


_MAKERS: dict[str, Callable[[bytes, int, int], Token]] = {
    "mark": _mark,
    "string": _string,
    "number": _number,
    "word": _word,
    "comment": _comment,
    "unended": _unended,
    "single": _single,
    "control": _control,
    "open": _open,
    "curly": _curly,
    "wide": _wide,
    "space": _space,
    "bare": _bare,
    "junk": _junk,
}


def _number_value(raw: bytes) -> int | float:
    # Python refuses to read integers of thousands of digits; JavaScript reads every number as a double
    # anyway.
    return int(raw) if raw.lstrip(b"-").isdigit() and len(raw) < 17 else float(raw)


def _unescaped(raw: bytes) -> tuple[str, JsonCode | None, str]:
    """The text of a string's inside, and what is wrong with its escapes."""
    text = raw.decode()
    if "\\" not in text:
        return text, None, ""
    # Unlike msgspec, it takes half of a surrogate pair; texts with escapes are rare.
    import json

    wrong = ""
    parts: list[str] = []
    last = 0
    for escape in _ESCAPE.finditer(text):
        parts.append(text[last : escape.start()])
        last = escape.end()
        try:
            parts.append(json.loads(f'"{escape.group()}"'))
        except ValueError:
            wrong = wrong or escape.group()
            parts.append(escape.group()[1:])
    parts.append(text[last:])
    whole = "".join(parts)
    if _LONE_SURROGATE.search(whole):
        # Pairs become the character they stand for; a half alone cannot be written as UTF-8 by anyone.
        whole = whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole, "bad-escape" if wrong else None, wrong
