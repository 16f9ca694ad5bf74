"""The facts of scripts, kept on the disk by what is in them: a run after an edit parses what was edited.

A convenience: what is torn, foreign or of another version is not there, and scripts are parsed.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from wxlint.read.script import Script

#: Bytes that are kept at most: twelve megabytes of script take twice as much.
_LARGEST = 64 * 1024 * 1024
_ENDING = ".scripts"


class StoredScripts:
    """The scripts that were read in a folder. `version`: what their facts hang on besides their texts."""

    def __init__(self, folder: Path, version: str) -> None:
        self._file = folder / f"{version}{_ENDING}"
        self._known: dict[bytes, msgspec.Raw] | None = None
        self._asked: set[bytes] = set()
        self._new: dict[bytes, Script] = {}

    def knows(self, data: bytes, suffix: str) -> bool:
        """Whether something is kept of a script."""
        return _key(data, suffix) in self._kept

    def script(self, data: bytes, suffix: str, made: Script | None = None) -> Script:
        """The facts of a script, as `Script(data, suffix)` gives them. `made`: they were read just now."""
        known, key = self._kept, _key(data, suffix)
        self._asked.add(key)
        stored = known.get(key)
        if stored is not None:
            try:
                return Script.decoded(data, suffix, stored)
            except (msgspec.MsgspecError, RecursionError, ValueError):
                del known[key]
        script = self._new[key] = made or Script(data, suffix)
        return script

    def keep(self) -> None:
        """Keeps what was read; what was not asked for any more, while there is room."""
        written = ((key, script.encoded) for key, script in self._new.items())
        new = {key: msgspec.Raw(one) for key, one in written if one is not None}
        self._new.clear()
        if not new:
            return
        known = self._known or {}
        asked = {key: stored for key, stored in known.items() if key in self._asked}
        every: dict[bytes, msgspec.Raw] = {}
        room = _LARGEST
        for key, stored in {**new, **asked, **known}.items():
            room -= len(memoryview(stored))
            if room > 0:
                every[key] = stored
        try:
            write_whole(self._file, msgspec.msgpack.encode(every))
            for other in self._file.parent.glob("*" + _ENDING):
                if other != self._file:
                    other.unlink(missing_ok=True)
        except OSError:
            # The disk is full, or not ours to write to.
            return

    @property
    def _kept(self) -> dict[bytes, msgspec.Raw]:
        if self._known is None:
            try:
                self._known = msgspec.msgpack.decode(self._file.read_bytes(), type=dict[bytes, msgspec.Raw])
            except (OSError, msgspec.MsgspecError, ValueError):
                self._known = {}
        return self._known


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file of a cache: whole or not at all, in a folder that keeps itself out of git."""
    if not file.parent.is_dir():
        file.parent.mkdir(parents=True)
        (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    unfinished = file.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(file)


def _key(data: bytes, suffix: str) -> bytes:
    return _hash(suffix.encode() + b"\0" + data)


def _hash(data: bytes) -> bytes:
    try:
        # `hashlib` loads OpenSSL.
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=16).digest()
