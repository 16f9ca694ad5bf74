"""Finds the nearest configuration and reads it: its table, and the line of everything in it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from wxlint.config.toml_lines import Way, toml_lines
from wxlint.errors import ConfigError

_UNQUOTED = ("；文字要写在引号里", "; a text stands in quotes")


class Document:
    """A configuration as it was found: `file`, its `table` (of any type until it is checked), its lines."""

    def __init__(self, file: Path, table: Any, line: Callable[[Way], int]) -> None:
        self.file = file
        self.table = table
        self.line = line
        """The line of a key or value, from 1; that of what holds it where it is not written by itself."""


def nearest(folder: Path) -> Document | None:
    """The configuration nearest to a folder, from the folder itself up to the repository's root.

    Raises ConfigError where a file that should hold one cannot be read.
    """
    for above in _up(folder):
        for name in ("wxlint.toml", "pyproject.toml", "package.json"):
            file = above / name
            if file.is_file():
                document = read(file)
                if document is not None:
                    return document
    return None


def _up(folder: Path) -> Iterator[Path]:
    for above in (folder, *folder.parents):
        yield above
        if (above / ".git").exists():
            return


def read(file: Path) -> Document | None:
    """The configuration that a file holds; None for a pyproject.toml or package.json that holds none.

    Raises ConfigError where the file cannot be read or parsed.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{shown(file)}：配置文件无法读取：{error.strerror}",
            f"{shown(file)}: cannot be read: {error.strerror}",
        ) from error
    if file.name in ("package.json", "pyproject.toml") and b"wxlint" not in data:
        return None
    return _read_json(file, data) if file.suffix == ".json" else _read_toml(file, data)


def _read_toml(file: Path, data: bytes) -> Document | None:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        table = _toml(text)
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        where = f"{shown(file)}:{number}"
        raise ConfigError(
            f"{where}：文件不是 UTF-8 编码；请另存为 UTF-8", f"{where}: not UTF-8; save the file as UTF-8"
        ) from error
    except ValueError as error:
        at = re.search(r"at line (\d+)", str(error))
        where = f"{shown(file)}:{at.group(1)}" if at else shown(file)
        zh, en = _UNQUOTED if str(error).startswith("Invalid value") else ("", "")
        raise ConfigError(
            f"{where}：不是合法的 TOML：{error}{zh}", f"{where}: not valid TOML: {error}{en}"
        ) from error
    section: Way = ("tool", "wxlint") if file.name == "pyproject.toml" else ()
    for name in section:
        table = table.get(name) if isinstance(table, dict) else None
    if table is None:
        return None
    lines: dict[Way, int] = {}

    def line(way: Way) -> int:
        # Only a mistake needs the lines.
        if not lines:
            lines.update(toml_lines(text))
        whole = section + way
        return next((lines[whole[:end]] for end in range(len(whole), 0, -1) if whole[:end] in lines), 1)

    return Document(file, table, line)


def _toml(text: str) -> Any:
    """The document of a TOML text; ValueError where it is none."""
    if sys.version_info >= (3, 11):
        from tomllib import loads
    else:
        from tomli import loads
    return loads(text)


def _read_json(file: Path, data: bytes) -> Document | None:
    from wxlint.read.json_doc import JsonMember, read_json
    from wxlint.read.source import Source

    source = Source(file.name, data)
    document = read_json(source)
    member = document.root.member("wxlint") if document.root and file.name == "package.json" else None
    inside = document.root if file.name != "package.json" else member.value if member else None
    if inside is None:
        return None
    if document.problems:
        problem = document.problems[0]
        where = f"{shown(file)}:{source.line_column(problem.start)[0]}"
        raise ConfigError(f"{where}：{problem.sentence('zh')}", f"{where}: {problem.sentence('en')}")
    root = inside

    def line(way: Way) -> int:
        start = member.key_start if member else 0
        for length in range(1, len(way) + 1):
            holder, last = root.find(way[: length - 1]), way[length - 1]
            found: JsonMember | None = holder.member(last) if holder and isinstance(last, str) else None
            item = root.find(way[:length])
            start = found.key_start if found else item.start if item else start
        return source.line_column(start)[0]

    return Document(file, root.plain(), line)


def shown(file: Path) -> str:
    """The path of a configuration as messages name it: from where the user stands, where it is below."""
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.as_posix()
