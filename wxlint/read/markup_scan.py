"""WXML's tags, attributes and comments, read in one pass over the bytes.

WXML is not HTML: no element is void, `<wxs>` holds a script, and `{{ a < b }}` is an expression wherever it
stands. Two compilers of the platform read it, and they differ in what they forgive. What both of them
object to is a problem here; what one of them takes is read as that one takes it. Reading never stops: after
each problem it goes on where a person would.
"""

from __future__ import annotations

import re

import msgspec

from wxlint.read.problems import MarkupCode
from wxlint.regexps import regexp

_TEXT = regexp(rb"[^<{]*(?:\{(?!\{)[^<{]*)*")
_TAG_NAME = regexp(rb"[A-Za-z_][\w:.\-]*")
_CLOSE = regexp(rb"</\s*([\w:.\-]*)\s*([^<>]*)>?")
_SPACE = regexp(rb"[ \t-\r]*")
_ATTRIBUTE_NAME = regexp(rb"[A-Za-z_:][\w:.\-]*")
# An attribute as nearly all are written, of which nothing is to be said; the others are read step by step.
_PLAIN_ATTRIBUTE = regexp(
    rb"""[ \t-\r]*([A-Za-z_:][\w:.\-]*)="([^"{]*(?:\{\{[^"'{}</]*\}\}[^"{]*)*)(?<![=\\])\""""
)
_EQUALS = regexp(rb"[ \t-\r]*=[ \t-\r]*")
_BARE_VALUE = regexp(rb"[\w.\-]+")
# `a=b c"`: the older compiler forgives the quote that is missing in front of a name.
_HALF_QUOTED_VALUE = regexp(rb'[A-Za-z_\-](?:[^"<>={]|\{\{(?:[^"}]|\}(?!\})){0,500}\}\}|\{(?!\{))*(?=")')
# What follows a value: the end of its tag, or the next attribute.
_AFTER_VALUE = regexp(rb"[ \t-\r]*/?>|[ \t-\r]+[A-Za-z_:][\w:.\-]*[ \t-\r]*=[ \t-\r]*[\"'{]")
_SENSELESS = regexp(rb"/(?!>)|[^\s<>/A-Za-z_:]+|[<:]")
_WXS_END = regexp(rb"</wxs[ \t-\r]*>")
_TAG_AHEAD = regexp(rb"<[A-Za-z_/!]")
# Inside of `{{ }}`: strings (which end with their line), braces, and what no expression holds.
_IN_MUSTACHE = regexp(
    rb"""'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*"|\{\{|[{}]|</[A-Za-z]|<!--|/>""", re.DOTALL
)
_BACKSLASH = 0x5C
#: Braces inside of braces, beyond which `{{` is taken for one that nothing ends: each is looked through
#: only once.
_DEEPEST = 50
_FOREIGN_STRING = regexp(rb"=.$|[<>\n\r]", re.DOTALL)


class Attribute(msgspec.Struct, frozen=True, gc=False):
    """An attribute: its name's place and its value as written, without the quotes (None: there is no
    value).
    """

    name: str
    start: int
    value: str | None = None
    value_start: int = -1
    value_end: int = -1

    @property
    def end(self) -> int:
        """The end of the name."""
        return self.start + len(self.name)


class Tag(msgspec.Struct):
    """An element as it is read; `close` is the end of the whole element, `last` the index after its last
    child's.
    """

    name: str
    start: int
    end: int
    parent: int
    attributes: list[Attribute]
    self_closing: bool = False
    close: int = -1
    last: int = -1


class Comment(msgspec.Struct, frozen=True, gc=False):
    """A comment: its place with `<!--` and `-->`, and the text between them."""

    text: str
    start: int
    end: int


class Flaw(msgspec.Struct, frozen=True, gc=False):
    """A place that does not parse."""

    code: MarkupCode
    start: int
    end: int
    detail: str = ""


class Scan:
    """One pass over a text. `tags` are in the order of the text; `scripts` are the insides of `<wxs>`, by
    tag.
    """

    def __init__(self, data: bytes, start: int) -> None:
        self.data = data
        self.tags: list[Tag] = []
        self.comments: list[Comment] = []
        self.flaws: list[Flaw] = []
        self.scripts: dict[int, tuple[int, int]] = {}
        self.open: list[int] = []
        self._run(start)

    def _run(self, at: int) -> None:
        data = self.data
        size = len(data)
        while True:
            found = _TEXT.match(data, at)
            at = found.end() if found else size
            if at >= size:
                break
            ahead = data[at : at + 2]
            if ahead == b"{{":
                at = self._mustache(at)
            elif ahead == b"</":
                at = self._close_tag(at)
            elif data.startswith(b"<!--", at):
                at = self._comment(at)
            elif ahead == b"<!":
                # A declaration (`<!DOCTYPE html>`), which the newer compiler passes over.
                end = data.find(b">", at)
                at = size if end < 0 else end + 1
            elif _TAG_NAME.match(data, at + 1):
                at = self._open_tag(at)
            else:
                at += 1
        if self.open:
            # Those around it are open for the same reason.
            tag = self.tags[self.open[-1]]
            self._flaw("unclosed-element", tag.start, tag.start + 1 + len(tag.name), tag.name)
        while self.open:
            self._end_element(size)

    def _flaw(self, code: MarkupCode, start: int, end: int, detail: str = "") -> None:
        self.flaws.append(Flaw(code, start, end, detail))

    def _text(self, start: int, end: int) -> str:
        return self.data[start:end].decode("utf-8", "replace")

    def _comment(self, at: int) -> int:
        # Both compilers let a comment without an end run to the end of the file.
        end = self.data.find(b"-->", at + 4)
        inner, end = (len(self.data), len(self.data)) if end < 0 else (end, end + 3)
        self.comments.append(Comment(self._text(at + 4, inner), at, end))
        return end

    def _mustache(self, at: int) -> int:
        end = mustache_end(self.data, at, len(self.data))
        if end < 0:
            self._flaw("unclosed-mustache", at, at + 2)
            return at + 2
        return end

    # Elements

    def _end_element(self, end: int) -> None:
        tag = self.tags[self.open.pop()]
        tag.close, tag.last = end, len(self.tags)

    def _close_tag(self, at: int) -> int:
        found = _CLOSE.match(self.data, at)
        if found is None:
            return at + 2
        name = found[1].decode().lower()
        rest = found[2].strip()
        if rest:
            self._flaw(
                "bad-close", found.start(2), found.start(2) + len(rest), self._text(*found.span(2)).strip()
            )
        for depth in range(len(self.open) - 1, -1, -1):
            if self.tags[self.open[depth]].name.lower() == name:
                break
        else:
            self._flaw("stray-close", at, found.end(), found[1].decode())
            return found.end()
        while len(self.open) - 1 > depth:
            tag = self.tags[self.open[-1]]
            self._flaw("unclosed-element", tag.start, tag.start + 1 + len(tag.name), tag.name)
            self._end_element(at)
        self._end_element(found.end())
        return found.end()

    def _open_tag(self, at: int) -> int:
        named = _TAG_NAME.match(self.data, at + 1)
        name = named[0].decode() if named else ""
        tag = Tag(name, at, -1, self.open[-1] if self.open else -1, [])
        index = len(self.tags)
        self.tags.append(tag)
        self.open.append(index)
        end = self._attributes(tag, at + 1 + len(name))
        tag.end = end
        if tag.self_closing:
            self._end_element(end)
        elif name == "wxs":
            end = self._script(index, end)
        return end

    def _script(self, index: int, start: int) -> int:
        found = _WXS_END.search(self.data, start)
        tag = self.tags[index]
        if found is None:
            self._flaw("unclosed-wxs", tag.start, tag.end)
            self.scripts[index] = (start, len(self.data))
            end = len(self.data)
        else:
            self.scripts[index] = (start, found.start())
            end = found.end()
        self._end_element(end)
        return end

    # Attributes

    def _attributes(self, tag: Tag, at: int) -> int:
        """Reads up to the end of the tag and says where that is."""
        data = self.data
        while True:
            plain = _PLAIN_ATTRIBUTE.match(data, at)
            if plain is not None:
                at = plain.end()
                begin, end = plain.span(2)
                value = plain[2].decode("utf-8", "replace")
                tag.attributes.append(Attribute(plain[1].decode(), plain.start(1), value, begin, end))
                continue
            at = _SPACE.match(data, at).end()  # type: ignore[union-attr] # it matches the empty text
            if data.startswith(b">", at):
                return at + 1
            if data.startswith(b"/>", at):
                tag.self_closing = True
                return at + 2
            named = _ATTRIBUTE_NAME.match(data, at)
            if named is not None:
                at = self._attribute(tag, named)
            elif at >= len(data) or _TAG_AHEAD.match(data, at):
                self._flaw("unclosed-tag", tag.start, tag.start + 1 + len(tag.name), tag.name)
                return at
            else:
                senseless = _SENSELESS.match(data, at)
                end = senseless.end() if senseless else at + 1
                self._flaw("bad-attribute", at, end, self._text(at, end))
                at = end

    def _attribute(self, tag: Tag, named: re.Match[bytes]) -> int:
        data = self.data
        name, start, at = named[0].decode(), named.start(), named.end()
        equals = _EQUALS.match(data, at)
        if equals is None:
            tag.attributes.append(Attribute(name, start))
            return at
        at = equals.end()
        quote = data[at : at + 1]
        if quote in (b'"', b"'"):
            begin = at + 1
            end = self._value_end(begin, quote)
            at = end + 1 if data.startswith(quote, end) else end
        elif data.startswith(b"{{", at):
            begin, end = at, mustache_end(data, at, len(data))
            if end < 0:
                self._flaw("unclosed-mustache", at, at + 2)
                end = at + 2
            at = end
        else:
            half = _HALF_QUOTED_VALUE.match(data, at)
            bare = half or _BARE_VALUE.match(data, at)
            if bare is None:
                tag.attributes.append(Attribute(name, start))
                return at
            begin, end = bare.span()
            at = end
            if half:
                at += 1
            else:
                self._flaw("unquoted-value", begin, end, self._text(begin, end))
        tag.attributes.append(Attribute(name, start, self._text(begin, end), begin, end))
        return at

    def _value_end(self, begin: int, quote: bytes) -> int:
        """The end of a quoted value: the next quote, unless that stands inside of `{{ }}`."""
        data = self.data
        end = _closing(data, quote, begin)
        if end < 0:
            return self._cut_value(begin)
        at = data.find(b"{{", begin, end)
        while at >= 0:
            close = mustache_end(data, at, end)
            if close < 0:
                close = mustache_end(data, at, len(data), quote)
                if close < 0:
                    self._flaw("unclosed-mustache", at, at + 2)
                    break
                end = _closing(data, quote, close)
                if end < 0:
                    return self._cut_value(begin)
            at = data.find(b"{{", close, end)
        if data[end - 1 : end] == b"=" and _TAG_AHEAD.search(data, begin, end):
            # `a="x/> <view b="1"`: this quote opens the value of another tag's attribute.
            return self._cut_value(begin)
        return end

    def _cut_value(self, begin: int) -> int:
        """Where a value without its closing quote was meant to end: before the end of its tag or line."""
        self._flaw("unclosed-quote", begin - 1, begin)
        ends = (self.data.find(mark, begin) for mark in (b"/>", b">", b"\n", b"\r"))
        return min((end for end in ends if end >= 0), default=len(self.data))


def _closing(data: bytes, quote: bytes, begin: int) -> int:
    """The offset of the next quote, or -1.

    The older compiler passes over one behind a backslash, as in a text of a script; for the newer one it
    ends the value: it does where an attribute or the end of the tag follows.
    """
    end = first = data.find(quote, begin)
    while end > begin and data[end - 1] == _BACKSLASH and not _AFTER_VALUE.match(data, end + 1):
        before = data[max(begin, end - 16) : end]
        if (len(before) - len(before.rstrip(b"\\"))) % 2 == 0:
            # A backslash that is written with one before it.
            break
        end = data.find(quote, end + 1)
    return end if end >= 0 else first


def mustache_end(data: bytes, at: int, limit: int, quote: bytes | None = None) -> int:
    """The offset after the `}}` that ends the `{{` at `at`, or -1 where none does before `limit`.

    `quote`: the quotes around the value, where a string inside of `{{ }}` may be written with them too.
    Such a string is believed only if it does not look like the way from one attribute to the next.
    """
    depth = 0
    at += 2
    while True:
        found = _IN_MUSTACHE.search(data, at, limit)
        if found is None:
            return -1
        if depth > _DEEPEST:
            return -1
        token = found[0]
        at = found.end()
        if token == b"{":
            depth += 1
        elif token == b"}":
            if depth:
                depth -= 1
            elif data.startswith(b"}", at) and at < limit:
                return at + 1
        elif token == b"{{":
            # An object's value may itself be an object; elsewhere this begins the next expression.
            if not depth:
                return -1
            depth += 2
        elif token[:1] not in (b"'", b'"') or (token[:1] == quote and _FOREIGN_STRING.search(token)):
            return -1
