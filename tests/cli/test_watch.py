"""`--watch` tells what a run would, again after each change, until it is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import IO

import pytest

from tests.cli.helpers import SCRIPT, Cli, app, write
from wxlint.cli.watch import Watched
from wxlint.session import Session

PAGE = "pages/index/index.js"
SECONDS = 20
MENDED = SCRIPT.replace("'post'", "'POST'")


class Watch:
    """A run of `wxlint check --watch`, and the lines that it writes."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "wxlint", "check", "--watch", "--lang", "en", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines: Queue[str] = Queue()
        self.errors: Queue[str] = Queue()
        self._readers = [
            threading.Thread(target=_read, args=(stream, queue))
            for stream, queue in ((self.process.stdout, self.lines), (self.process.stderr, self.errors))
        ]
        for reader in self._readers:
            reader.start()

    def next(self) -> tuple[list[str], str]:
        """The next report, and what stands on standard error below it."""
        told = self.errors.get(timeout=SECONDS)
        if "waiting for changes" not in told:
            told += self.next()[1]
        lines = list[str]()
        with suppress(Empty):
            while True:
                lines.append(self.lines.get(timeout=0.2))
        return lines, told

    def end(self) -> int:
        """The exit status after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()


def _read(stream: IO[str], queue: Queue[str]) -> None:
    with stream:
        for line in stream:
            queue.put(line)


@pytest.fixture
def watch() -> Iterator[Callable[..., Watch]]:
    made: list[Watch] = []

    def start(*arguments: object) -> Watch:
        made.append(Watch(*map(str, arguments)))
        return made[-1]

    yield start
    for one in made:
        one.stop()


posix = pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent otherwise")


@posix
def test_each_change_is_told_and_ctrl_c_ends_well(tmp_path: Path, watch: Callable[..., Watch]) -> None:
    page = app(tmp_path) / PAGE
    run = watch("--format", "concise", tmp_path)
    lines, told = run.next()
    assert "lowercase-method" in "".join(lines)
    assert told.startswith("[")
    write(page, MENDED)
    assert "lowercase-method" not in "".join(run.next()[0])
    write(page, SCRIPT)
    lines, _ = run.next()
    assert "lowercase-method" in "".join(lines)
    # On no terminal, nothing is cleared.
    assert "\x1b" not in "".join(lines)
    assert run.end() == 0
    assert run.errors.empty()


@posix
def test_a_configuration_that_is_wrong_for_a_while_ends_nothing(
    tmp_path: Path, watch: Callable[..., Watch]
) -> None:
    app(tmp_path)
    run = watch("--format", "concise", tmp_path)
    run.next()
    write(tmp_path / "wxlint.toml", "selct = []")
    assert "there is no key `selct`" in run.next()[1]
    write(tmp_path / "wxlint.toml", "ignore = ['lowercase-method']")
    assert "lowercase-method" not in "".join(run.next()[0])
    (tmp_path / "app.json").rename(tmp_path / "gone.json")
    assert "there is no mini-program" in run.next()[1]
    (tmp_path / "gone.json").rename(tmp_path / "app.json")
    assert run.next()[0]
    assert run.end() == 0


@posix
def test_ctrl_c_during_a_check_ends_well_too(tmp_path: Path, watch: Callable[..., Watch]) -> None:
    app(tmp_path, *(f"p{number}" for number in range(400)))
    run = watch(tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        run.process.wait(0.6)
    assert run.end() == 0
    assert "Traceback" not in "".join(run.errors.queue)


def test_what_is_wrong_from_the_start_is_said_and_ends_it(tmp_path: Path, cli: Cli) -> None:
    assert cli("check", "--watch", tmp_path / "nowhere").status == 2
    assert cli("check", "--watch", tmp_path).status == 3
    write(app(tmp_path) / "wxlint.toml", "selct = []")
    assert cli("check", "--watch", tmp_path).status == 2
    assert cli("check", "--watch", "--stdin-filename", tmp_path / PAGE).status == 2


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda folder: write(folder / PAGE, MENDED + "\n"),
    "removed": lambda folder: (folder / PAGE).unlink(),
    "a module that was looked for": lambda folder: write(folder / "utils/gone.js", ""),
    "a file beside it": lambda folder: write(folder / "pages/index/index.ts", ""),
    "a configuration": lambda folder: write(folder / "wxlint.toml", ""),
    "a configuration above": lambda folder: write(folder.parent / "wxlint.toml", ""),
    "a configuration inside": lambda folder: write(folder / "pages/wxlint.toml", ""),
    "a folder": lambda folder: (folder / "new").mkdir(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_a_check_rests_on_is_watched(tmp_path: Path, name: str) -> None:
    folder = app(tmp_path / "app", script=SCRIPT + "require('../../utils/gone')\n")
    watched, session = Watched(folder), Session(folder)
    watched.look()
    watched.rest_on(session.check(session.configure()).files, ())
    assert not watched.changes()
    CHANGES[name](folder)
    assert watched.changes()
    watched.look()
    assert not watched.changes()


def test_what_changes_while_a_check_runs_is_a_change(tmp_path: Path) -> None:
    folder = app(tmp_path)
    watched, session = Watched(folder), Session(folder)
    watched.look()
    report = session.check(session.configure())
    write(folder / PAGE, MENDED + "\n")
    watched.rest_on(report.files, ())
    assert watched.changes()


def test_what_is_kept_in_the_cache_folder_is_no_change(tmp_path: Path) -> None:
    folder = app(tmp_path)
    watched, session = Watched(folder), Session(folder)
    watched.look()
    watched.rest_on(session.check(session.configure()).files, ())
    write(folder / ".wxlint_cache/a.report", "")
    assert not watched.changes()
