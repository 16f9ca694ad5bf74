"""The report of a run, kept so that the next run can replay it where nothing that it rests on has changed.

It rests on the files that were read, on those that were looked for and are not there, on what folders hold,
on the configuration and on wxlint itself. A kept report is a convenience: where it is torn, foreign, older
or cannot be written, the run takes longer, and says the same.
"""

from __future__ import annotations

import os
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


class _Kept(msgspec.Struct, frozen=True):
    """One run: when it ended, what it rests on, what it told.

    `configurations`: those that count for the folder and what is in it, and where there could be one.
    `bounds`: the repository's root, beyond which none is looked for.
    """

    ended_ns: int
    read: dict[str, Seen]
    absent: tuple[str, ...]
    listed: dict[str, tuple[str, ...]]
    configurations: dict[str, Seen | None]
    bounds: tuple[str, ...]
    told: Told


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
        try:
            kept = msgspec.msgpack.decode(self._file.read_bytes(), type=_Kept)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None
        files = Files(self._base)
        if not self._holds(kept, files):
            return None
        told = kept.told
        return Report(files, told.findings, told.summary, told.hidden), told

    def keep(self, report: Report, told: Told, file: Path | None) -> None:
        """Keeps what a run told. `file`: the configuration that it was given, where it was given one."""
        read: dict[str, Seen] = {}
        for path, stamp in report.files.read_stamps.items():
            source = report.files.read(path)
            if stamp is None or not isinstance(source, Source):
                return
            read[path] = Seen(stamp.size, stamp.modified_ns, _hash(source.data))
        configurations, bounds = _above(self._base)
        inside = configured_inside(report.files)
        configurations.update((str(one), _seen(one)) for one in (*inside, *([file] if file else ())))
        absent = tuple(sorted(report.files.absent))
        kept = _Kept(time.time_ns(), read, absent, report.files.listed, configurations, bounds, told)
        try:
            self._write(msgspec.msgpack.encode(kept))
        except OSError:
            # The disk is full, or not ours to write to: the next run takes its time.
            return

    def _write(self, data: bytes) -> None:
        from wxlint.stored import write_whole

        write_whole(self._file, data)
        kept = sorted(self._folder.glob("*.report"), key=_modified, reverse=True)
        for old in kept[_MOST_KEPT:]:
            old.unlink(missing_ok=True)

    def _holds(self, kept: _Kept, files: Files) -> bool:
        """Whether all that a run rests on is as it was."""
        return (
            all(_unchanged(self._base / path, seen, kept.ended_ns) for path, seen in kept.read.items())
            and not any(files.exists(path) or files.is_folder(path) for path in kept.absent)
            and all(_names(files, folder) == names for folder, names in kept.listed.items())
            and all(_unchanged(Path(path), seen, kept.ended_ns) for path, seen in kept.configurations.items())
            and all(map(os.path.exists, kept.bounds))
        )


def _names(files: Files, folder: str) -> tuple[str, ...]:
    files.list(folder)
    return files.listed.get(folder, ())


def _unchanged(file: Path, seen: Seen | None, ended_ns: int) -> bool:
    """Whether a file is as it was seen (None: not there). It is read only where its stamp does not tell."""
    try:
        there = file.stat()
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
        return _hash(file.read_bytes()) == seen.digest
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
