"""One file's bytes as text, and the way between byte offsets and the lines and columns that people see.

Every offset in wxlint is a byte offset into `Source.utf8`. That is the file itself, byte for byte, whenever
the file is UTF-8 (less NUL bytes at its end). A file in another encoding is read all the same: then `utf8` is
its text written as UTF-8, `problems` says so, and offsets serve for lines and columns but not for edits
(`editable`).
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

import msgspec

from wxlint.read.problems import SourceCode, SourceProblem
from wxlint.regexps import regexp

_REPLACED = regexp("\ufffd+")
_NOT_ASCII = regexp(r"[^\x00-\x7f]+")


class _Decoded(msgspec.Struct, frozen=True):
    utf8: bytes
    problems: tuple[SourceProblem, ...]


class Source(msgspec.Struct, frozen=True, dict=True):
    """A file's path (relative to the checked folder, with `/`) and its bytes as they are on disk."""

    path: str
    data: bytes

    @property
    def utf8(self) -> bytes:
        """The text as UTF-8 bytes, which every reader reads; a UTF-8 byte order mark stays in it."""
        return self._decoded.utf8

    @cached_property
    def text(self) -> str:
        """The text without a byte order mark."""
        return self.utf8[self.start :].decode("utf-8")

    @property
    def problems(self) -> tuple[SourceProblem, ...]:
        """What is wrong with the encoding; empty for almost every file."""
        return self._decoded.problems

    @property
    def editable(self) -> bool:
        """Whether offsets into `utf8` are offsets into the file, so that an edit lands where it should."""
        return self.data.startswith(self.utf8)

    @property
    def start(self) -> int:
        """The offset at which the text begins: after the byte order mark, where there is one."""
        return 3 if self.utf8.startswith(codecs.BOM_UTF8) else 0

    def line_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (code points) of a byte offset; inside a character, of its start."""
        line, begin, offset = self._line_of(offset)
        return line + 1, _code_points(self.utf8[begin:offset]) + 1

    def utf16_position(self, offset: int) -> tuple[int, int]:
        """The 0-based line and character (UTF-16 units) of a byte offset: the language server protocol's."""
        line, begin, offset = self._line_of(offset)
        return line, len(_whole_characters(self.utf8[begin:offset]).encode("utf-16-le")) // 2

    def offset(self, line: int, column: int) -> int:
        """The byte offset of a 1-based line and column (code points), clamped to the line and to the text."""
        text, begin = self._line_text(line - 1)
        return begin + len(text[: max(column - 1, 0)].encode("utf-8"))

    def utf16_offset(self, line: int, character: int) -> int:
        """The byte offset of a 0-based line and character (UTF-16 units), clamped likewise."""
        text, begin = self._line_text(line)
        units = text.encode("utf-16-le")[: 2 * max(character, 0)]
        return begin + len(units.decode("utf-16-le", "ignore").encode("utf-8"))

    def line_text(self, line: int) -> str:
        """The text of a 1-based line without its end; empty where there is no such line."""
        return self._line_text(line - 1)[0] if 1 <= line <= self.line_count else ""

    @property
    def line_count(self) -> int:
        """The number of lines; an empty text has one."""
        return len(self._line_starts)

    def slice(self, start: int, end: int) -> str:
        """The text between two byte offsets."""
        return self.utf8[start:end].decode("utf-8", "replace")

    @cached_property
    def _decoded(self) -> _Decoded:
        return _decode(self.data)

    @cached_property
    def _line_starts(self) -> list[int]:
        # Lines end where editors and the language server protocol end them, and `bytes` too: LF, CRLF, lone
        # CR. JavaScript also ends a line at U+2028/U+2029, but editors do not count these, and neither does
        # tree-sitter, whose rows are not used (they end at LF only).
        lines = self.utf8.splitlines(keepends=True)
        starts = [*accumulate(map(len, lines), initial=0)]
        if lines and not lines[-1].endswith((b"\n", b"\r")):
            starts.pop()
        # A byte order mark is no column of the first line, in any editor.
        starts[0] = self.start
        return starts

    def _line_of(self, offset: int) -> tuple[int, int, int]:
        """0-based line, the offset of its start, and the offset clamped to the text."""
        offset = min(max(offset, self.start), len(self.utf8))
        line = bisect_right(self._line_starts, offset) - 1
        return line, self._line_starts[line], offset

    def _line_text(self, line: int) -> tuple[str, int]:
        """A 0-based line's text without its end, and the offset of its start; clamped to the last line."""
        if line < 0:
            return "", self.start
        if line >= self.line_count:
            return "", len(self.utf8)
        begin = self._line_starts[line]
        last = line + 1 == self.line_count
        end = len(self.utf8) if last else self._line_starts[line + 1]
        bare = self.utf8[begin:end]
        return (bare if last else bare.rstrip(b"\r\n")).decode("utf-8"), begin


def _whole_characters(part: bytes) -> str:
    return part.decode("utf-8", "ignore")


def _code_points(part: bytes) -> int:
    return len(part) if part.isascii() else len(_whole_characters(part))


def _decode(data: bytes) -> _Decoded:
    """Reads UTF-8 as the platform does, and whatever else is met as well as it can be read."""
    bare = data.rstrip(b"\x00")
    wide = _wide_encoding(data)
    if wide is not None:
        return _transcoded(data, *wide)
    problems: list[SourceProblem] = []
    if bare.startswith(codecs.BOM_UTF8):
        problems.append(SourceProblem("bom", 0, 3))
    text_problem = None
    if not bare.isascii():
        try:
            bare.decode("utf-8")
        except UnicodeDecodeError:
            bare, text_problem = _repaired(bare)
    if text_problem is not None:
        problems.append(text_problem)
    nuls = len(data) - len(data.rstrip(b"\x00"))
    if nuls:
        problems.append(SourceProblem("trailing-nul", len(bare), len(bare), str(nuls)))
    return _Decoded(bare, tuple(problems))


def _wide_encoding(data: bytes) -> tuple[str, SourceProblem] | None:
    """The UTF-16 or UTF-32 encoding that the first bytes announce, or that their NUL bytes give away."""
    for mark, name in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")):
        if data.startswith(mark):
            return name, SourceProblem("utf-32", 0, 0)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", SourceProblem("utf-16", 0, 0)
    head = data[:512]
    pairs = len(head) // 2
    if pairs < 4:
        return None
    # Source text is mostly ASCII, so in UTF-16 nearly every other byte is NUL; in UTF-8 none is.
    for name, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if high.count(0) * 2 > pairs and low.count(0) * 8 < pairs:
            return name, SourceProblem("utf-16", 0, 0)
    return None


def _transcoded(data: bytes, encoding: str, problem: SourceProblem) -> _Decoded:
    text = data.decode(encoding, "replace").rstrip("\x00")
    utf8 = text.encode("utf-8")
    return _Decoded(utf8, (msgspec.structs.replace(problem, end=len(utf8)),))


def _repaired(bare: bytes) -> tuple[bytes, SourceProblem]:
    """The text of bytes that are not UTF-8: as GBK where they are that, else U+FFFD for each wrong part."""
    replaced = bare.decode("utf-8", "replace")
    wrong = replaced.count("\ufffd")
    # UTF-8 with a damaged spot has many whole Chinese characters; GBK that is read as UTF-8 has hardly any.
    whole = sum(character > "\u07ff" for run in _NOT_ASCII.findall(replaced) for character in run) - wrong
    if whole < wrong:
        try:
            text = bare.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            return _located(text, _NOT_ASCII, "gbk")
    return _located(replaced, _REPLACED, "invalid-utf-8")


def _located(text: str, wrong: re.Pattern[str], code: SourceCode) -> tuple[bytes, SourceProblem]:
    """The text as UTF-8, and one problem at the first place that `wrong` matches, with their number."""
    places = list(wrong.finditer(text))
    start = len(text[: places[0].start()].encode("utf-8"))
    end = start + len(places[0].group().encode("utf-8"))
    return text.encode("utf-8"), SourceProblem(code, start, end, str(len(places)))
