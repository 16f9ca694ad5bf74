"""The report of a run, kept so that the next run can replay it where nothing that it rests on has changed.

It rests on the files that were read, on those that were looked for and are not there, on what folders hold,
on the configuration and on wxlint itself. A kept report is a convenience: where it is torn, foreign, older
or cannot be written, the run takes longer, and says the same.
"""

from __future__ import annotations

import os
import posixpath
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from wxlint import __version__
from wxlint.judge.report import Hidden, Judged, Report, Summary
from wxlint.model.finding import Language, Level
from wxlint.read.files import CACHE_FOLDER, Files
from wxlint.read.source import Source

if TYPE_CHECKING:
    from wxlint.stored import StoredScripts

#: Runs with different paths and options that are kept beside each other.
_MOST_KEPT = 24
#: A file that changed so shortly before a run ended may have changed again without another time of change.
_TOO_RECENT_NS = 2_000_000_000
_GRAMMARS = ("tree_sitter", "tree_sitter_javascript", "tree_sitter_typescript")
_CONFIGURATIONS = ("wxlint.toml", "pyproject.toml", "package.json")


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What a file was like: its size in bytes, its time of change, and a hash of what is in it."""

    size: int
    modified_ns: int
    digest: bytes


class Told(msgspec.Struct, frozen=True):
    """A report without its files, and what the configuration says of how it is told."""

    findings: tuple[Judged, ...]
    summary: Summary
    hidden: Hidden
    language: Language | None
    fail_on: Level
    idle: tuple[tuple[str, str], ...]
    idle_wrappers: tuple[tuple[str, str], ...]


class _Kept(msgspec.Struct, frozen=True):
    """One run: when it ended, what it rests on, what it told.

    `read`, `absent`, `listed`: by folder, the names of the files that were read, of what was looked for and
    is not there, of all that it holds. `configurations`: those that count for the folder and what is in it,
    and where there could be one. `bounds`: the root of the repository, beyond which none is looked for.
    `told`: a `Told`, which is not looked at where something has changed.
    """

    ended_ns: int
    read: dict[str, dict[str, Seen]]
    absent: dict[str, list[str]]
    listed: dict[str, list[str]]
    configurations: dict[str, Seen | None]
    bounds: tuple[str, ...]
    told: msgspec.Raw


class Cache:
    """The kept reports of a folder. `asked`: what decides what is reported, besides what is on the disk."""

    def __init__(self, base: Path, folder: Path | None, asked: object) -> None:
        """`base`: the folder that is checked. `folder`: where reports are kept; None for the usual place."""
        self._base = base
        self._folder = folder or base / CACHE_FOLDER
        own = __version__, _own_state()
        self._version = _hash(msgspec.json.encode(own)).hex()
        named = msgspec.json.encode((*own, str(base), asked))
        self._file = self._folder / f"{_hash(named).hex()}.report"

    def scripts(self) -> StoredScripts:
        """The facts of the scripts that were read in earlier runs."""
        from wxlint.stored import StoredScripts

        return StoredScripts(self._folder, self._version)

    def replay(self) -> tuple[Report, Told] | None:
        """The report of the last run that was asked the same, if it would say the same again."""
        files = Files(self._base)
        try:
            kept = msgspec.msgpack.decode(self._file.read_bytes(), type=_Kept)
            if not self._holds(kept, files):
                return None
            told = msgspec.msgpack.decode(kept.told, type=Told)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None
        return Report(files, told.findings, told.summary, told.hidden), told

    def keep(self, report: Report, told: Told, file: Path | None) -> None:
        """Keeps what a run told. `file`: the configuration that it was given, where it was given one."""
        read: dict[str, dict[str, Seen]] = {}
        for path, stamp in report.files.read_stamps.items():
            source = report.files.read(path)
            if stamp is None or not isinstance(source, Source):
                return
            folder, name = posixpath.split(path)
            read.setdefault(folder, {})[name] = Seen(stamp.size, stamp.modified_ns, _hash(source.data))
        configurations, bounds = _above(self._base)
        inside = configured_inside(report.files)
        configurations.update((str(one), _seen(one)) for one in (*inside, *([file] if file else ())))
        absent: dict[str, list[str]] = {}
        for path in sorted(report.files.absent):
            folder, name = posixpath.split(path)
            absent.setdefault(folder, []).append(name)
        listed = {folder: list(names) for folder, names in report.files.listed.items()}
        ended_ns = time.time_ns()
        try:
            whole = msgspec.Raw(msgspec.msgpack.encode(told))
            kept = _Kept(ended_ns, read, absent, listed, configurations, bounds, whole)
            self._write(msgspec.msgpack.encode(kept))
        except (OSError, UnicodeEncodeError):
            # The disk is full, or not ours to write to, or a name is no text: the next run takes its time.
            return

    def _write(self, data: bytes) -> None:
        from wxlint.stored import write_whole

        write_whole(self._file, data)
        kept = sorted(self._folder.glob("*.report"), key=_modified, reverse=True)
        for old in kept[_MOST_KEPT:]:
            old.unlink(missing_ok=True)

    def _holds(self, kept: _Kept, files: Files) -> bool:
        """Whether all that a run rests on is as it was."""
        base = str(self._base)
        return (
            all(
                _unchanged(f"{base}/{folder}/{name}", seen, kept.ended_ns)
                for folder, names in kept.read.items()
                for name, seen in names.items()
            )
            and all(
                files.is_unchanged(folder, kept.listed.get(folder), kept.absent.get(folder, ()))
                for folder in kept.listed.keys() | kept.absent.keys()
            )
            and all(_unchanged(path, seen, kept.ended_ns) for path, seen in kept.configurations.items())
            and all(map(os.path.exists, kept.bounds))
        )


def _unchanged(file: str, seen: Seen | None, ended_ns: int) -> bool:
    """Whether a file is as it was seen (None: not there). It is read only where its stamp does not tell."""
    try:
        there = os.stat(file)  # noqa: PTH116 - thousands of them are looked at
    except OSError:
        return seen is None
    if seen is None:
        return False
    if (there.st_size, there.st_mtime_ns) == (seen.size, seen.modified_ns):
        if seen.modified_ns < ended_ns - _TOO_RECENT_NS:
            return True
    elif there.st_size != seen.size:
        return False
    try:
        return _hash(Path(file).read_bytes()) == seen.digest
    except OSError:
        return False


def configured_inside(files: Files) -> Iterator[Path]:
    """The configurations in the folders that were listed."""
    for folder, names in files.listed.items():
        yield from (files.base / folder / name for name in _CONFIGURATIONS if name in names)


def configured_above(base: Path) -> Iterator[Path]:
    """The configurations that a folder has or could have, and what ends the way up to them: there or not."""
    for folder in (base, *base.parents):
        yield from (folder / name for name in _CONFIGURATIONS)
        yield folder / ".git"
        if (folder / ".git").exists():
            return


def _above(base: Path) -> tuple[dict[str, Seen | None], tuple[str, ...]]:
    """The configurations that a folder has or could have, up to the repository's root, and that root."""
    found = {str(file): _seen(file) for file in configured_above(base)}
    roots = [file for file in found if file.endswith(".git") and Path(file).exists()]
    for root in roots:
        del found[root]
    return found, tuple(roots)


def _seen(file: Path) -> Seen | None:
    try:
        there, data = file.stat(), file.read_bytes()
    except OSError:
        return None
    return Seen(there.st_size, there.st_mtime_ns, _hash(data))


def _own_state() -> dict[str, int]:
    """When each file of wxlint, its rules and its grammars was last changed: others may say other things."""
    package = Path(__file__).parent
    folders = [package, package.parent / "rules"]
    folders += [Path(place, name) for place in sys.path for name in _GRAMMARS]
    found: dict[str, int] = {}
    for folder in folders:
        for above, names, files in os.walk(folder):
            names[:] = [name for name in names if name != "__pycache__"]
            found.update((f"{above}/{name}", _modified(Path(above, name))) for name in files)
    return found


def _modified(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _hash(data: bytes) -> bytes:
    try:
        # `hashlib` loads OpenSSL, which takes longer than the rest of a replayed run.
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=16).digest()
