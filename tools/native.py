"""Compiles the modules in which a cold run spends its time, with mypyc and the machine's C compiler.

The compiled copy stands apart from the sources, in `build/native/`, with a stamp of what it was made from;
`wxlint/native.py` says when it is taken. A machine that cannot compile has none, and runs the sources.

Usage: python tools/native.py
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from wxlint import native  # noqa: E402 - this checkout's, wherever the interpreter comes from

#: The interpreter, what lowers scripts for it, and what of `link` runs it. None of them may make records of
#: msgspec, which mypyc takes for classes of its own.
COMPILED = (
    "wxlint/link/engine/*.py",
    "wxlint/read/lower/*.py",
    *(f"wxlint/link/{name}.py" for name in (
        "again", "any_outcome", "beginning", "blame", "client_options", "clients", "detours", "elements",
        "flags", "given", "handed", "helpers", "instance", "lasting", "leaks", "memory", "mishaps",
        "own_members", "page_data", "pages", "pages_compose", "pages_guard", "pages_names", "promised", "raw",
        "rehearsal", "rehearser", "runs", "screen", "snapshot", "survey", "ways", "weigh", "world",
        "wrappers", "frameworks/interceptors", "frameworks/world",
    )),
)  # fmt: skip
#: What compiled code remembers where it asks Python for it.
HEADER = ROOT / "tools/native.h"
#: Calls within the library need not go by the table of what others may call in it.
FLAGS = ("-fvisibility=hidden", "-fno-semantic-interposition")
#: A session that holds its programs watches how exchanges are written to, which only the source's objects let
#: it; a table is a kind of `dict`, which compiled classes are no good at.
LEFT = frozenset(("__init__.py", "exchange.py", "table.py"))


def modules() -> list[str]:
    """The modules to compile, as paths from the project's root."""
    found = [path for pattern in COMPILED for path in sorted(ROOT.glob(pattern)) if path.name not in LEFT]
    return [path.relative_to(ROOT).as_posix() for path in found]


def main() -> int:
    """Makes the compiled copy, unless there is one of these sources; the exit status."""
    os.environ.pop(native.SWITCH, None)
    if native.is_taken() and not _is_older():
        return 0
    lacking = _lacking()
    if lacking:
        print(f"Not compiled ({lacking}): wxlint runs from its sources, in about twice the time.")
        return 0
    print("Compiling what takes wxlint's time: about a minute, once", flush=True)
    shutil.rmtree(native.COPY, ignore_errors=True)
    try:
        _fetch()
        compile_into(native.COPY)
    except Exception as error:  # noqa: BLE001 - whatever a foreign compiler says: the sources run
        print(f"Not compiled ({type(error).__name__}: {error}): wxlint runs from its sources.")
        return 0
    native.stamp(native.COPY)
    return 0


def _is_older() -> bool:
    """Whether the copy was made before how it is made was changed."""
    made = (native.COPY / native.STAMP).stat().st_mtime
    return any(path.stat().st_mtime > made for path in (Path(__file__), HEADER))


def _lacking() -> str | None:
    """What the machine lacks to compile C for this Python; None where nothing."""
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    if not shutil.which(compiler.split()[0]):
        return "there is no C compiler"
    if not Path(sysconfig.get_paths()["include"], "Python.h").is_file():
        return "Python's C headers are not there"
    return None


def _fetch() -> None:
    """Installs mypyc, unless it is there."""
    if not find_spec("mypyc") or not find_spec("setuptools"):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements/native.txt")], check=True)
        invalidate_caches()


def compile_into(folder: Path, sources: Sequence[str] | None = None, base: Path = ROOT) -> None:
    """Compiles modules into a folder, where each is as deep as its source. Raises what compilers do.

    `sources`: their paths from a base; wxlint's own if there are none.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    # mypyc names modules by their paths from here.
    os.chdir(base)
    with tempfile.TemporaryDirectory() as scratch:
        # `make types` is strict; here types are only what the compiler goes by.
        options = ["--config-file", "", "--ignore-missing-imports", "--cache-dir", scratch]
        # What it says of generators that it runs as lists is known, and not for who sets up wxlint.
        with redirect_stdout(io.StringIO()) as said:
            try:
                extensions = mypycify(
                    [*options, *(sources or modules())],
                    opt_level="2",
                    debug_level="0",
                    multi_file=True,
                    target_dir=scratch,
                    group_name="wxlint",
                )
            except SystemExit as end:
                raise RuntimeError(said.getvalue()) from end
        command = build_ext(Distribution({"ext_modules": extensions}))
        command.build_lib, command.build_temp = str(folder), scratch
        command.ensure_finalized()
        command.build_extensions = lambda: _in_parallel(command)
        command.run()


def _in_parallel(command: Any) -> None:
    """Builds extensions, each C file by a compiler of its own, on all cores."""
    compile_all = command.compiler.compile
    takes_flags = command.compiler.compiler_type == "unix"

    def compile_one(source: str, extra_postargs: list[str], **options: Any) -> list[str]:
        flags = [*FLAGS, *(["-include", str(HEADER)] if "__native" in source else [])] if takes_flags else []
        made: list[str] = compile_all([source], extra_postargs=[*extra_postargs, *flags], **options)
        return made

    def compile_each(sources: list[str], **options: Any) -> list[str]:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = list(pool.map(lambda source: compile_one(source, **options), sources))
        return [one for objects in made for one in objects]

    command.compiler.compile = compile_each
    type(command).build_extensions(command)


if __name__ == "__main__":
    sys.exit(main())
