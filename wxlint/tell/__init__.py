"""Findings told to people and programs: every format is a small module, imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, TextIO, cast

import msgspec

from wxlint.errors import CallError
from wxlint.tell.options import Options, RuleCard

if TYPE_CHECKING:
    from wxlint.judge.report import Report

__all__ = ["FORMATS", "Format", "Options", "RuleCard", "write"]


class Format(msgspec.Struct, frozen=True):
    """A format: the module that renders it, whom it is for, and how it escapes what a stream cannot encode.

    Those for `people` leave `info` findings out unless asked, and their last line says what is not shown.
    """

    module: str
    people: bool = False
    escapes: Literal["text", "json", "xml"] = "text"


FORMATS: dict[str, Format] = {
    "text": Format("text", people=True),
    "concise": Format("concise", people=True),
    "grouped": Format("grouped", people=True),
    "json": Format("findings_json", escapes="json"),
    "jsonl": Format("findings_jsonl", escapes="json"),
    "sarif": Format("sarif", escapes="json"),
    "github": Format("github"),
    "gitlab": Format("gitlab", escapes="json"),
    "junit": Format("junit", escapes="xml"),
    "checkstyle": Format("checkstyle", escapes="xml"),
    "rdjson": Format("rdjson", escapes="json"),
}


def write(name: str, report: Report, stream: TextIO, options: Options) -> None:
    """Writes a report in one format. What the stream's encoding lacks is written as an escape, not an error.

    Raises `CallError` for a format that does not exist.
    """
    known = FORMATS.get(name)
    if known is None:
        names = ", ".join(FORMATS)
        raise CallError(
            f"没有名为 {name} 的输出格式；可用的有：{names}",
            f"there is no format {name}; the formats are {names}",
        )
    module = importlib.import_module(f"wxlint.tell.{known.module}")
    render = cast("Callable[[Report, Options], Iterator[str]]", module.render)
    pieces = render(report, options.on(stream))
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if not encoding.lower().startswith("utf"):
        pieces = (_fitted(piece, encoding, known.escapes) for piece in pieces)
    stream.writelines(pieces)


def _fitted(piece: str, encoding: str, escapes: Literal["text", "json", "xml"]) -> str:
    """The piece with what an encoding lacks escaped as its format does."""
    if escapes == "json":
        from wxlint.tell.clean import ascii_json

        return ascii_json(piece)
    errors = "xmlcharrefreplace" if escapes == "xml" else "backslashreplace"
    return piece.encode(encoding, errors).decode(encoding)
