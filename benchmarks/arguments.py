"""What a series of measurements is asked to do: the command line of `python -m benchmarks`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.install import default_cache

ROOT = Path(__file__).resolve().parent.parent
#: The sizes of a series of generated projects. The largest take minutes a run: they are made when asked for.
SIZES = (250, 500, 1_000, 2_000, 5_000, 10_000)
_QUICK = {"rounds": 3, "startup_rounds": 5, "peers": "ast-grep,oxlint"}


class Project(NamedTuple):
    """A folder to measure on and the name it has in the report.

    `pages`: those of a generated project, else 0. `given`: somebody named it.
    """

    name: str
    folder: Path
    pages: int = 0
    given: bool = False


def named(given: Sequence[str]) -> list[Project]:
    """Folders as given: `FOLDER`, or `NAME=FOLDER` where the folder's own name says too little."""
    found = []
    for text in given:
        name, separator, folder = text.rpartition("=")
        path = Path(folder if separator else text).resolve()
        found.append(Project(name or path.name, path, given=True))
    return found


def parsed(given: Sequence[str], peers: Sequence[str]) -> argparse.Namespace:
    """The options, of which `peers` may be named; where they make no sense, a sentence and exit status 2."""
    parser = _parser(peers)
    arguments = parser.parse_args(given)
    if arguments.quick:
        parser.set_defaults(**_QUICK)
        arguments = parser.parse_args(given)
    arguments.peers = [name for name in arguments.peers.split(",") if name]
    arguments.wxlint = arguments.wxlint.absolute()  # not resolved: a link into .venv is what makes it a .venv
    arguments.cache = arguments.cache.resolve()
    sizes = {*(arguments.pages or []), *(size for size in SIZES if size <= arguments.scale)}
    if arguments.pages is None and not arguments.scale:
        sizes = {100}
    unknown = [name for name in arguments.peers if name not in peers]
    if unknown:
        parser.error(f"no such peer: {', '.join(unknown)}; there are {', '.join(peers)}")
    if arguments.rounds < 1 or arguments.startup_rounds < 0 or any(pages < 0 for pages in sizes):
        parser.error("rounds and pages are whole numbers above zero")
    if arguments.patience <= 0:
        parser.error("patience is a number of seconds above zero")
    arguments.pages = sorted(sizes - {0})
    for project in named(arguments.projects):
        if not project.folder.is_dir():
            parser.error(f"no such folder: {project.folder}")
    if arguments.cache == ROOT or ROOT in arguments.cache.parents:
        parser.error("the cache folder must be outside the repository")
    return arguments


def _parser(peers: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure wxlint beside other linters."
    )
    parser.add_argument("projects", nargs="*", metavar="[NAME=]FOLDER", help="more projects to measure on")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single run there")
    parser.add_argument(
        "--quick", action="store_true", help="two minutes: fewer rounds, no linter that takes long"
    )
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds on a project (default 5)")
    parser.add_argument(
        "--startup-rounds", type=int, default=20, help="the same for start-up; 0 leaves it out"
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=30.0,
        metavar="SECONDS",
        help="who has taken so long on a project takes no part in its further rounds (default 30)",
    )
    parser.add_argument(
        "--pages", type=int, action="append", help="size of a generated project (default 100); repeatable"
    )
    parser.add_argument(
        "--scale",
        type=int,
        default=0,
        metavar="MOST",
        help=f"generated projects of {', '.join(f'{size:,}' for size in SIZES)} pages, up to this many",
    )
    parser.add_argument(
        "--no-samples", dest="samples", action="store_false", help="leave out sample_projects/"
    )
    parser.add_argument(
        "--no-again", dest="again", action="store_false", help="cold runs only: no cache, no session"
    )
    parser.add_argument(
        "--peers", default=",".join(peers), help="which of them, by comma; '' for none (default: all)"
    )
    parser.add_argument(
        "--wxlint", type=Path, default=ROOT / ".venv/bin/wxlint", help="the program (default: .venv's)"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=default_cache(),
        help="where the others are installed (or $WXLINT_BENCH_CACHE)",
    )
    return parser
