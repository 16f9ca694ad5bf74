"""Measures wxlint and other linters side by side and prints one Markdown report.

    python -m benchmarks [[NAME=]FOLDER…] [--json FILE]

Progress goes to standard error, the report to standard output. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

from benchmarks import contestants, generate, machine
from benchmarks.contestants import Contestant
from benchmarks.install import NotInstallableError, default_cache, install
from benchmarks.measure import Entry, Measured, memory_floor, side_by_side
from benchmarks.report import Report, Trial, to_json, to_markdown

ROOT = Path(__file__).resolve().parent.parent
PEERS: dict[str, Callable[[Path, str], list[Contestant]]] = {
    "eslint": lambda folder, version: [
        contestants.eslint(folder, version, selector=False),
        contestants.eslint(folder, version, selector=True),
    ],
    "semgrep": lambda folder, version: [contestants.semgrep(folder, version)],
    "ast-grep": lambda folder, version: [contestants.ast_grep(folder, version)],
    "oxlint": lambda folder, version: [contestants.oxlint(folder, version)],
}


class Project(NamedTuple):
    """A folder to measure on, the name it has in the report, and its pages if it was generated (else 0)."""

    name: str
    folder: Path
    pages: int = 0


def main() -> int:
    arguments = _arguments()
    date = datetime.now(timezone.utc).date().isoformat()
    about = machine.describe()  # before there is work to do, for the load's sake
    entrants, left_out = _entrants(arguments.wxlint, arguments.peers, arguments.cache)
    with tempfile.TemporaryDirectory(prefix="wxlint-bench-") as name:
        work = Path(name)
        projects = [*_samples(arguments), *_named(arguments.projects), *_generated(arguments.pages, work)]
        startup = _startup(arguments.wxlint, entrants, work, arguments.startup_rounds)
        trials = [_trial(project, entrants, work, arguments.rounds) for project in projects]
        floor = memory_floor(work)
    report = Report(
        date=date,
        machine=about,
        versions={each.name: each.version for each in entrants},
        core=[each.name for each in entrants if each.core],
        rounds={"startup": arguments.startup_rounds, "projects": arguments.rounds},
        floor=floor,
        left_out=left_out,
        startup=startup,
        trials=trials,
    )
    sys.stdout.write(to_markdown(report))
    if arguments.json:
        arguments.json.write_text(
            json.dumps(to_json(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0


def _entrants(wxlint: Path, peers: Sequence[str], cache: Path) -> tuple[list[Contestant], list[str]]:
    """Those who can be measured here, and a line about each who cannot."""
    found: list[Contestant] = []
    missing: list[str] = []
    version = machine.program_version(str(wxlint), "--version") if wxlint.exists() else ""
    if version:
        revision = machine.revision(ROOT)
        found.append(contestants.wxlint(wxlint, f"{version} ({revision})" if revision else version))
    else:
        missing.append(
            "wxlint: no program that runs; `make setup` installs it, `--wxlint FILE` names another"
        )
    for peer in peers:
        _say(f"installing {peer}")
        try:
            found += PEERS[peer](*install(peer, cache))
        except NotInstallableError as error:
            missing.append(f"{peer}: {error}")
            _say(error.details)
        except OSError as error:  # its text would name folders of this machine
            missing.append(f"{peer}: the cache folder cannot be used: {error.strerror}")
        except StopIteration:
            missing.append(f"{peer}: its package does not hold its program")
    for line in missing:
        _say(f"left out: {line}")
    return found, missing


def _startup(wxlint: Path, entrants: Sequence[Contestant], work: Path, rounds: int) -> list[Measured]:
    """A project of one page, where next to nothing but starting up is left."""
    if rounds == 0:
        return []
    _say("measuring start-up")
    tiny = work / "tiny"
    generate.write(1, tiny)
    python = wxlint.parent / "python"
    entries = [
        Entry("python -c pass", (str(python if python.exists() else sys.executable), "-c", "pass"), tiny)
    ]
    names = {each.name for each in entrants}
    if "wxlint" in names:
        entries.append(Entry("wxlint --version", (str(wxlint), "--version"), tiny))
        command = (str(wxlint), "check", "--no-cache", "--isolated", ".")
        entries.append(Entry("wxlint check", command, tiny, accepted=frozenset({0, 1})))
    if "ESLint" in names:
        entries.append(Entry("node -e 0", ("node", "-e", "0"), tiny))
    entries += [each.entry(tiny) for each in entrants if each.name != "wxlint"]
    return side_by_side(entries, rounds, work, _say)


def _trial(project: Project, entrants: Sequence[Contestant], work: Path, rounds: int) -> Trial:
    _say(f"measuring {project.name}")
    runs = side_by_side([each.entry(project.folder) for each in entrants], rounds, work, _say)
    counters = {each.name: each.count for each in entrants}
    outcomes = {}
    for run in runs:
        if run.failure is not None:
            continue
        try:
            outcomes[run.name] = counters[run.name](run)
        except (ValueError, KeyError):  # a sentence instead of JSON, as for a project without scripts
            _say(f"{run.name}: its output cannot be counted: {run.output[:200]!r}")
    planted = {
        way: generate.planted(project.pages, direct=direct)
        for way, direct in (("in the page", True), ("through the wrapper", False))
        if project.pages
    }
    sizes = [path.stat().st_size for path in contestants.scripts(project.folder, "*.js", "*.ts")]
    return Trial(project.name, len(sizes), sum(sizes), runs, outcomes, planted)


def _samples(arguments: argparse.Namespace) -> Iterable[Project]:
    folder = ROOT / "sample_projects"
    if arguments.samples and folder.is_dir():
        programs = (path for path in sorted(folder.iterdir()) if any(path.rglob("app.json")))
        yield from (Project(path.name, path) for path in programs)


def _generated(sizes: Sequence[int], work: Path) -> Iterable[Project]:
    for pages in sizes:
        folder = work / f"generated-{pages}"
        generate.write(pages, folder)
        yield Project(f"generated, {pages} pages", folder, pages)


def _named(given: Sequence[str]) -> Iterable[Project]:
    """Folders as given: `FOLDER`, or `NAME=FOLDER` where the folder's own name says too little."""
    for text in given:
        name, separator, folder = text.rpartition("=")
        path = Path(folder if separator else text).resolve()
        yield Project(name or path.name, path)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure wxlint beside other linters."
    )
    parser.add_argument("projects", nargs="*", metavar="[NAME=]FOLDER", help="more projects to measure on")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single run there")
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds on a project (default 5)")
    parser.add_argument(
        "--startup-rounds", type=int, default=20, help="the same for start-up; 0 leaves it out"
    )
    parser.add_argument(
        "--pages", type=int, action="append", help="size of a generated project (default 100); repeatable"
    )
    parser.add_argument(
        "--no-samples", dest="samples", action="store_false", help="leave out sample_projects/"
    )
    parser.add_argument(
        "--peers", default=",".join(PEERS), help="which of them, by comma; '' for none (default: all)"
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
    arguments = parser.parse_args()
    arguments.peers = [name for name in arguments.peers.split(",") if name]
    arguments.wxlint = arguments.wxlint.absolute()  # not resolved: a link into .venv is what makes it a .venv
    arguments.cache = arguments.cache.resolve()
    arguments.pages = [100] if arguments.pages is None else [pages for pages in arguments.pages if pages]
    unknown = [name for name in arguments.peers if name not in PEERS]
    if unknown:
        parser.error(f"no such peer: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    if arguments.rounds < 1 or arguments.startup_rounds < 0 or any(pages < 0 for pages in arguments.pages):
        parser.error("rounds and pages are whole numbers above zero")
    for project in _named(arguments.projects):
        if not project.folder.is_dir():
            parser.error(f"no such folder: {project.folder}")
    if arguments.cache == ROOT or ROOT in arguments.cache.parents:
        parser.error("the cache folder must be outside the repository")
    return arguments


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
