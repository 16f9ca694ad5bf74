"""The verdict of the platform's own compiler, and of ours, on files that are broken on purpose."""

from __future__ import annotations

import platform
import posixpath
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from wxlint.read.markup import read_markup
from wxlint.read.source import Source

#: What is taken away or put in, one at a time: where people slip.
_SLIPS = re.compile(rb"</[\w-]+>|/>|>|<(?=[a-z])|\"|\{\{|\}\}|=(?=\")")
_MISSING = re.compile(r":\d+:\d+:(\S+) not found from")
_DEEP = "1/2/3/4/5/6"
_FOLDERS = {"Linux": "linux", "Darwin": "mac"}


class Verdicts(msgspec.Struct):
    """How often both find a mistake or neither does; what only the compiler found, what only we did."""

    both: int = 0
    neither: int = 0
    only_compiler: list[str] = []
    only_ours: list[str] = []


def compiler(installed: Path) -> Path | None:
    """A copy of the compiler that may be run, outside of the repository; None where there is none for this
    system.
    """
    folder = _FOLDERS.get(platform.system())
    found = installed / "node_modules/miniprogram-compiler/bin" / (folder or "none") / "wcc"
    if not found.exists():
        return None
    program = installed / "wcc"
    shutil.copy(found, program)
    program.chmod(0o755)
    return program


def objection(program: Path, data: bytes) -> str | None:
    """What the compiler says against a file on its own; None where it takes it.

    It stops first where the file of a `<wxs>` is missing, so these are made, empty, as it asks for them.
    """
    with tempfile.TemporaryDirectory() as folder:
        # Deep down, so that `../../` stays inside of the folder.
        place = Path(folder) / _DEEP / "a.wxml"
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
        given = [f"{_DEEP}/a.wxml"]
        while True:
            done = subprocess.run([str(program), "-d", *given], cwd=folder, capture_output=True, check=False)
            said = done.stderr.decode("utf-8", "replace").strip()
            missing = _MISSING.search(said)
            if missing is None:
                return said.partition("\n")[0] or None
            written = missing[1]
            script = posixpath.normpath(written[1:] if written.startswith("/") else f"{_DEEP}/{written}")
            if script in given or script.startswith(".."):
                return said
            (Path(folder) / script).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / script).touch()
            given.append(script)


def broken(files: list[Path], number: int) -> Iterator[tuple[str, bytes]]:
    """Copies of files with one slip each, always the same ones."""
    chance = random.Random(1)
    for _ in range(number):
        file = chance.choice(files)
        data = file.read_bytes()
        places = list(_SLIPS.finditer(data))
        if not places:
            continue
        place = chance.choice(places)
        lost = place.group().decode()
        line = data.count(b"\n", 0, place.start()) + 1
        yield f"{file.name}:{line} without {lost}", data[: place.start()] + data[place.end() :]


def compare(program: Path, files: list[Path], number: int) -> Verdicts:
    """Breaks files and asks both."""
    verdicts = Verdicts()
    for what, data in broken(files, number):
        theirs = objection(program, data)
        problems = read_markup(Source("a.wxml", data)).problems
        if theirs and problems:
            verdicts.both += 1
        elif theirs:
            verdicts.only_compiler.append(f"{what}: {theirs}")
        elif problems:
            verdicts.only_ours.append(f"{what}: {problems[0].code}")
        else:
            verdicts.neither += 1
    return verdicts
