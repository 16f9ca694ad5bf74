"""The one place that touches the disk: what is there, what could not be read and why, and what was asked for.

Paths go in and come out relative to the base folder, with `/`. Nothing here raises because of what is on the
disk: a pipe, a loop of links, a folder named `x.js` is a `FileProblem`. Text that an editor has not saved
lies over the disk (`overlay`). Names match as the disk matches them: where it ignores case, so does this.
"""

from __future__ import annotations

import errno
import os
import posixpath
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from wxlint.read.facts import Facts
from wxlint.read.problems import FileCode, FileProblem
from wxlint.read.source import Source

#: The largest file that is read, in bytes: far over what the platform accepts as a whole app.
LARGEST = 32 * 1024 * 1024

#: Where wxlint keeps what it knows of a folder: no part of what is checked.
CACHE_FOLDER = ".wxlint_cache"

#: They stand for folders, which a list of what is in one does not hold.
_NO_NAMES = frozenset(("", ".", ".."))
#: To look for fewer names is less work than to list a folder.
_FEW = 4
_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL}
# A pipe between the look and the open must not make the open wait for a writer.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Entry(msgspec.Struct, frozen=True):
    """One name in a folder: `path` is its relative path; `problem` is why a `bad` one cannot be read."""

    name: str
    path: str
    kind: Literal["file", "folder", "bad"]
    link: bool = False
    problem: FileProblem | None = None


class Stamp(msgspec.Struct, frozen=True):
    """What tells whether a file has changed since it was read: its size in bytes and time of change."""

    size: int
    modified_ns: int


class Files:
    """Files below a base folder. A link is followed only where it leads to something inside that folder."""

    def __init__(
        self,
        base: str | os.PathLike[str],
        overlay: Mapping[str, bytes] | None = None,
        facts: Facts | None = None,
    ) -> None:
        """`overlay`: the bytes that stand for a relative path instead of what the disk has, if anything.

        `facts`: what is known of files that were read before.
        """
        root = os.path.realpath(base)
        self.base = Path(root)
        self._before = root if root.endswith(os.sep) else root + os.sep
        self.facts = facts or Facts()
        self.overlay = {normal(path): data for path, data in (overlay or {}).items()}
        #: What was read, with its stamp (None for overlaid text); what was looked for and is not there; which
        #: folders were listed, with their names. Together: everything of the disk that an answer depends on.
        self.read_stamps: dict[str, Stamp | None] = {}
        self.absent: set[str] = set()
        self.listed: dict[str, tuple[str, ...]] = {}
        self._sources: dict[str, Source | FileProblem] = {}
        self._real_folders: dict[str, str] = {"": root}
        self._overlay_folders = {
            folder.as_posix() for path in self.overlay for folder in Path(path).parents if folder != Path()
        }

    def read(self, path: str) -> Source | FileProblem:
        """The file at a relative path, or why it cannot be read. Read once; asked again, the same answer."""
        path = normal(path)
        known = self._sources.get(path)
        if known is None:
            known = self._sources[path] = self._read(path)
            if isinstance(known, FileProblem) and known.code in ("missing", "dangling-link"):
                self.absent.add(path)
        return known

    def exists(self, path: str) -> bool:
        """Whether a regular file is there, inside the base folder."""
        path = normal(path)
        if path in self.overlay or isinstance(self._sources.get(path), Source):
            return True
        there = self._stat(path)
        found = not isinstance(there, FileProblem) and stat.S_ISREG(there.st_mode)
        if not found:
            self.absent.add(path)
        return found

    def is_folder(self, path: str) -> bool:
        """Whether a folder is there, inside the base folder."""
        path = normal(path)
        if path in self._overlay_folders:
            return True
        there = self._stat(path)
        found = not isinstance(there, FileProblem) and stat.S_ISDIR(there.st_mode)
        if not found:
            self.absent.add(path)
        return found

    def size(self, path: str) -> int | None:
        """The bytes of a file that is not read for what it holds; None where there is none."""
        path = normal(path)
        if path in self.overlay:
            return len(self.overlay[path])
        there = self._stat(path)
        if isinstance(there, FileProblem) or not stat.S_ISREG(there.st_mode):
            self.absent.add(path)
            return None
        self.read_stamps.setdefault(path, Stamp(there.st_size, there.st_mtime_ns))
        return there.st_size

    def is_unchanged(self, folder: str, listed: Sequence[str] | None, absent: Sequence[str]) -> bool:
        """Whether a folder holds the names that it held as it was listed (None: it was not), and no others.

        `absent`: names that are no files and no folders. Nothing is noted, and no file is looked at where the
        names in the folder tell.
        """
        if listed is not None and isinstance(self._stat(folder), FileProblem):
            return False
        try:
            few = listed is None and len(absent) < _FEW
            there = None if few else os.listdir(self._full(folder))  # noqa: PTH208 - names are what is asked
        except (OSError, ValueError):
            there = None
        if listed is not None and (there is None or _listed(there) != [*listed]):
            return False
        prefix = folder + "/" if folder else ""
        return not any(self._is_there(prefix + name) for name in _perhaps_in(absent, there))

    def _is_there(self, path: str) -> bool:
        there = self._stat(path)
        return not isinstance(there, FileProblem) and (
            stat.S_ISREG(there.st_mode) or stat.S_ISDIR(there.st_mode)
        )

    def list(self, folder: str = "") -> tuple[Entry, ...] | FileProblem:
        """What a folder holds, sorted by name, or why it cannot be listed."""
        folder = normal(folder)
        prefix = folder + "/" if folder else ""
        entries = self._overlaid(prefix)
        there = self._stat(folder)
        if isinstance(there, FileProblem):
            if folder not in self._overlay_folders:
                self.absent.add(folder)
                return there
        else:
            try:
                with os.scandir(self._full(folder)) as found:
                    for entry in found:
                        if entry.name != CACHE_FOLDER:
                            entries.setdefault(entry.name, self._entry(prefix + entry.name, entry))
            except OSError as error:
                return _problem(folder, error)
        self.listed[folder] = tuple(sorted(entries))
        return tuple(entries[name] for name in self.listed[folder])

    def walk(self, folder: str = "", skip: frozenset[str] = frozenset()) -> Iterator[Entry]:
        """Every file below a folder, and every name that cannot be read; not the folders named in `skip`.

        Links to folders are not walked into: what they show is met where it really is.
        """
        waiting = [folder]
        while waiting:
            entries = self.list(waiting.pop())
            if isinstance(entries, FileProblem):
                yield Entry(posixpath.basename(entries.path), entries.path, "bad", problem=entries)
                continue
            for entry in entries:
                if entry.kind != "folder":
                    yield entry
            # Last in, first out: reversed, so that the folders are walked in the order of their names.
            waiting.extend(
                entry.path
                for entry in reversed(entries)
                if entry.kind == "folder" and not entry.link and entry.name not in skip
            )

    def _overlaid(self, prefix: str) -> dict[str, Entry]:
        """What unsaved text puts directly below a folder."""
        laid: dict[str, Literal["file", "folder"]] = dict.fromkeys(self._overlay_folders, "folder")
        laid.update(dict.fromkeys(self.overlay, "file"))
        below = {path[len(prefix) :]: kind for path, kind in laid.items() if path.startswith(prefix)}
        return {name: Entry(name, prefix + name, kind) for name, kind in below.items() if "/" not in name}

    def _entry(self, path: str, found: os.DirEntry[str]) -> Entry:
        shown = _encodable(path)
        if shown != path:
            return Entry(found.name, shown, "bad", problem=FileProblem(shown, "undecodable-name"))
        if not found.is_symlink():
            if found.is_file(follow_symlinks=False):
                return Entry(found.name, path, "file")
            if found.is_dir(follow_symlinks=False):
                return Entry(found.name, path, "folder")
            return Entry(found.name, path, "bad", problem=FileProblem(path, "special"))
        there = self._stat(path)
        if isinstance(there, FileProblem):
            return Entry(found.name, path, "bad", link=True, problem=there)
        if stat.S_ISDIR(there.st_mode):
            return Entry(found.name, path, "folder", link=True)
        problem = _unreadable_kind(path, there)
        return Entry(found.name, path, "bad" if problem else "file", link=True, problem=problem)

    def _read(self, path: str) -> Source | FileProblem:
        if path in self.overlay:
            self.read_stamps[path] = None
            return Source(path, self.overlay[path])
        there = self._stat(path)
        if isinstance(there, FileProblem):
            return there
        problem = _unreadable_kind(path, there)
        if problem is not None:
            return problem
        try:
            handle = os.open(self._full(path), _OPEN)
            with os.fdopen(handle, "rb") as opened:
                there = os.fstat(opened.fileno())
                problem = _unreadable_kind(path, there)
                if problem is not None:
                    return problem
                data = opened.read(LARGEST + 1)
        except OSError as error:
            return _problem(path, error)
        self.read_stamps[path] = Stamp(there.st_size, there.st_mtime_ns)
        return Source(path, data)

    def _stat(self, path: str) -> os.stat_result | FileProblem:
        """What is at a path, links followed as far as the base folder reaches."""
        if path == ".." or path.startswith(("../", "/")) or os.path.splitdrive(path)[0]:
            return FileProblem(path, "outside")
        full = self._full(path)
        try:
            there = os.lstat(full)
            if stat.S_ISLNK(there.st_mode):
                return self._followed(path, full)
            if not self._inside(self._real_folder(posixpath.dirname(path))):
                return FileProblem(path, "outside")
        except (OSError, ValueError) as error:
            return _problem(path, error)
        return there

    def _followed(self, path: str, full: str) -> os.stat_result | FileProblem:
        """What a link leads to. Where it leads is looked at before anything there is touched."""
        if not self._inside(os.path.realpath(full)):
            return FileProblem(path, "outside")
        try:
            return Path(full).stat()
        except FileNotFoundError:
            return FileProblem(path, "dangling-link")

    def _real_folder(self, folder: str) -> str:
        """Where a folder really is, once all links on the way to it are followed."""
        known, waiting = self._real_folders, [folder]
        while waiting[-1] not in known:
            waiting.append(posixpath.dirname(waiting[-1]))
        real = known[waiting.pop()]
        for below in reversed(waiting):
            full = self._full(below)
            if _is_plain(full):
                real = os.path.join(real, posixpath.basename(below))  # noqa: PTH118
            else:
                real = os.path.realpath(full)
            known[below] = real
        return real

    def _inside(self, real: str) -> bool:
        base = str(self.base)
        return real == base or real.startswith(self._before)

    def _full(self, path: str) -> str:
        # `Path` would be friendlier and slower, and this is asked for every module that is looked for.
        return self._before + path


def normal(path: str) -> str:
    """A relative path in its one spelling: `/` between names, no `.`, no `a/..`; the base folder is `""`."""
    if os.sep == "\\":
        path = path.replace("\\", "/")
    if "/." not in path and "//" not in path and path[:1] not in "./" and path[-1:] != "/":
        return path
    path = posixpath.normpath(path) if path else ""
    return "" if path == "." else path


def _listed(names: Sequence[str]) -> list[str]:
    return sorted(name for name in names if name != CACHE_FOLDER)


def _perhaps_in(names: Sequence[str], there: Sequence[str] | None) -> Sequence[str]:
    """The names that a folder may have that holds these (None: not known what it holds).

    Each disk decides for itself which names are the same; all agree where they differ in plain letters.
    """
    if there is None or os.sep != "/" or not all(map(str.isascii, there)):
        return names
    known = {name.lower() for name in there}
    return [name for name in names if name.lower() in known or not name.isascii() or name in _NO_NAMES]


def _is_plain(full: str) -> bool:
    """Whether a folder is surely no link to another one. Windows has further kinds of links."""
    try:
        return os.sep == "/" and not stat.S_ISLNK(os.lstat(full).st_mode)
    except (OSError, ValueError):
        return False


def _encodable(path: str) -> str:
    """The path as it can be shown: bytes of a name that are not UTF-8 become `?`."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _unreadable_kind(path: str, there: os.stat_result) -> FileProblem | None:
    """Why something that is there is no file to read."""
    if stat.S_ISDIR(there.st_mode):
        return FileProblem(path, "folder")
    if not stat.S_ISREG(there.st_mode):
        return FileProblem(path, "special")
    if there.st_size > LARGEST:
        return FileProblem(path, "too-large", f"{there.st_size / 1024 / 1024:.0f} MB")
    return None


def _problem(path: str, error: OSError | ValueError) -> FileProblem:
    """The problem that an error of the system stands for."""
    if isinstance(error, ValueError) or error.errno in _ABSENT:
        return FileProblem(_encodable(path), "missing")
    code: FileCode = "link-loop" if error.errno == errno.ELOOP else "unreadable"
    return FileProblem(path, code, "" if code == "link-loop" else error.strerror or "")
