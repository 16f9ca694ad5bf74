"""The compiled copy of the modules that a cold run spends its time in, if one was made (`tools/native.py`).

It stands apart from the sources, in `build/native/`, and is taken only while it is what these very sources
compile to: an edit has its effect at once, and from then on the sources run. What it answers is the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableSequence
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import msgspec

PACKAGE = Path(__file__).parent
#: One copy for each kind of Python, as extension modules are named: `.cpython-311-x86_64-linux-gnu.so`.
COPY = PACKAGE.parent / "build" / "native" / EXTENSION_SUFFIXES[0].strip(".").rpartition(".")[0]
STAMP = "stamp.json"
#: Set to 0, the sources run.
SWITCH = "WXLINT_NATIVE"
#: Of the package: what compiled modules are made of, or were compiled to work with.
_SOURCES = ("link", "model", "platform", "read")


def prefer(package: str, path: MutableSequence[str]) -> None:
    """Modules of a package are looked for among the compiled ones first. `path`: its `__path__`."""
    if is_taken():
        path.insert(0, str(COPY.joinpath(*package.split("."))))


@cache
def is_taken() -> bool:
    """Whether compiled modules run: there are some, and they were made of the present sources."""
    if os.environ.get(SWITCH) == "0":
        return False
    try:
        stamped = msgspec.json.decode((COPY / STAMP).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return False
    if stamped != dict(_states()):
        return False
    # All compiled modules share one library, which they import by its name.
    sys.path.append(str(COPY))
    return True


def stamp(copy: Path) -> None:
    """Writes down which sources a compiled copy was made of."""
    (copy / STAMP).write_bytes(msgspec.json.encode(dict(_states())))


def _states() -> Iterator[tuple[str, list[int]]]:
    """Each source, with when it was written (nanoseconds) and its size in bytes."""
    waiting, above = [str(PACKAGE / name) for name in _SOURCES], len(str(PACKAGE)) + 1
    for folder in waiting:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    state = entry.stat()
                    yield entry.path[above:], [state.st_mtime_ns, state.st_size]
                elif entry.name != "__pycache__" and entry.is_dir():
                    waiting.append(entry.path)
