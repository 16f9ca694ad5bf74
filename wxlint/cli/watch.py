"""`wxlint check --watch`: runs a check, waits until something that it rests on changes, and runs it again."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from wxlint.cache import configured_above, configured_inside
from wxlint.cli.speech import Speech
from wxlint.errors import WxlintError
from wxlint.judge.report import Report
from wxlint.read.files import CACHE_FOLDER, Files

#: Seconds between two looks at the disk, unless a look takes longer than a tenth of that.
_PAUSE = 0.3
_SHARE = 10

_State = tuple[int, int] | tuple[str, ...] | None
"""What a path was: of a file its size and time of change, of a folder the names in it; None: not there."""

_Seen = dict[str, _State]
Clear = Callable[[], None]


class Watched:
    """What a check rests on, as it was when the check looked at it."""

    def __init__(self, base: Path, given: Path | None = None) -> None:
        """`base`: the folder that is checked; `given`: a configuration that lies elsewhere."""
        self._base = base
        self._always = [str(file) for file in (*configured_above(base), *([given] if given else ()))]
        self._folders: frozenset[str] = frozenset()
        self._seen: _Seen = {}

    def look(self) -> None:
        """Called before a check: what the last one rested on is as it is now."""
        self._seen = {path: self._state(path) for path in (*self._seen, *self._always)}

    def rest_on(self, files: Files, rules: Iterable[str]) -> None:
        """Called after a check: it rests on these files, and on rules that these files hold."""
        now = Files(self._base)
        further = (*map(str, configured_inside(files)), *rules)
        seen: _Seen = {path: self._state(path) for path in (*self._always, *further)}
        for path, stamp in files.read_stamps.items():
            seen[self._full(path)] = None if stamp is None else (stamp.size, stamp.modified_ns)
        for path in files.absent - files.read_stamps.keys():
            # A folder in the place of a file is no file either; what has appeared meanwhile is a change.
            seen[self._full(path)] = None if now.exists(path) else self._state(self._full(path))
        listed = {self._full(folder): names for folder, names in files.listed.items()}
        before = {path: self._seen[path] for path in self._always if path in self._seen}
        self._folders = frozenset(listed)
        self._seen = {**seen, **listed, **before}

    def wait(self) -> None:
        """Returns once something is not as it was, and has then been left alone for a moment."""
        while not self.changes():
            pass
        self.look()
        while self.changes():
            self.look()

    def changes(self) -> bool:
        """Waits a moment; whether anything is not as it was then."""
        begun = time.monotonic()
        found = any(self._state(path) != state for path, state in self._seen.items())
        if not found:
            time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - begun)))
        return found

    def _state(self, path: str) -> _State:
        try:
            if path in self._folders:
                return tuple(sorted(name for name in os.listdir(path) if name != CACHE_FOLDER))  # noqa: PTH208
            # Thousands of files, three times a second: `Path` would take longer than the disk.
            there = os.stat(path)  # noqa: PTH116
        except OSError:
            return None
        return there.st_size, there.st_mtime_ns

    def _full(self, path: str) -> str:
        return os.path.join(self._base, path) if path else str(self._base)  # noqa: PTH118 - likewise


def watch(run: Callable[[Clear], tuple[Report, Iterable[str]]], watched: Watched, speech: Speech) -> int:
    """Runs a check again and again until it is interrupted; the result is 0.

    `run` clears the screen once it knows what it finds, tells it, and gives the report and the files of the
    rules that found it. What is wrong with a configuration while it is written ends nothing; what is wrong
    from the start does.
    """
    clear: Clear = _keep
    try:
        while True:
            watched.look()
            begun = time.monotonic()
            try:
                report, rules = run(clear)
            except WxlintError as error:
                if clear is _keep:
                    raise
                clear()
                sys.stderr.write(f"wxlint: {error.text(speech.language)}\n")
            else:
                watched.rest_on(report.files, rules)
            _say(speech, time.monotonic() - begun)
            # It does nothing where standard output is no terminal.
            clear = click.clear
            watched.wait()
    except KeyboardInterrupt:
        return 0


def _keep() -> None:
    """The first report stands below what was on the screen."""


def _say(speech: Speech, taken: float) -> None:
    sys.stdout.flush()
    now = time.strftime("%H:%M:%S")
    sys.stderr.write(
        speech.says(
            f"[{now}] 检查用时 {taken:.2f} 秒；文件改变后会再次检查，按 Ctrl-C 结束\n",
            f"[{now}] checked in {taken:.2f} s; waiting for changes, Ctrl-C ends\n",
        )
    )
    sys.stderr.flush()
