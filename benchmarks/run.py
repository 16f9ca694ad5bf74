"""Measures wxlint and other linters side by side and prints one Markdown report.

    python -m benchmarks [[NAME=]FOLDER…] [--json FILE]

Progress goes to standard error, the report to standard output. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timezone
from pathlib import Path

from benchmarks import again, contestants, generate, machine
from benchmarks.arguments import ROOT, Project, named, parsed
from benchmarks.contestants import Contestant
from benchmarks.install import NotInstallableError, install
from benchmarks.measure import Entry, Measured, memory_floor, side_by_side
from benchmarks.records import WXLINT, Report, Trial, save
from benchmarks.report import to_markdown
from benchmarks.totals import WARM_CHECK

PEERS: dict[str, Callable[[Path, str], list[Contestant]]] = {
    "eslint": lambda folder, version: [
        contestants.eslint(folder, version, selector=False),
        contestants.eslint(folder, version, selector=True),
    ],
    "semgrep": lambda folder, version: [
        contestants.semgrep(folder, version, one=False),
        contestants.semgrep(folder, version, one=True),
    ],
    "ast-grep": lambda folder, version: [contestants.ast_grep(folder, version)],
    "oxlint": lambda folder, version: [contestants.oxlint(folder, version)],
}


def main() -> int:
    arguments = parsed(sys.argv[1:], list(PEERS))
    date = datetime.now(timezone.utc).date().isoformat()
    about = machine.describe()  # before there is work to do, for the load's sake
    entrants, left_out = _entrants(arguments.wxlint, arguments.peers, arguments.cache)
    with tempfile.TemporaryDirectory(prefix="wxlint-bench-") as name:
        work = Path(name)
        projects = itertools.chain(
            _samples(arguments), named(arguments.projects), _generated(arguments.pages, work)
        )
        startup = _startup(arguments.wxlint, entrants, work, arguments.startup_rounds)
        trials = [_trial(project, entrants, work, arguments) for project in projects]
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
        patience=arguments.patience,
    )
    sys.stdout.write(to_markdown(report))
    if arguments.json:
        save(report, arguments.json)
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
    _aged(1, tiny)
    python = wxlint.parent / "python"
    entries = [
        Entry("python -c pass", (str(python if python.exists() else sys.executable), "-c", "pass"), tiny)
    ]
    names = {each.name for each in entrants}
    if "wxlint" in names:
        entries.append(Entry("wxlint --version", (str(wxlint), "--version"), tiny))
        caches = {"wxlint check": ("--no-cache",), WARM_CHECK: ("--cache-dir", str(work / "tiny-cache"))}
        for name, options in caches.items():
            command = (str(wxlint), "check", *options, "--isolated", ".")
            entries.append(Entry(name, command, tiny, accepted=frozenset({0, 1})))
    if "ESLint" in names:
        entries.append(Entry("node -e 0", ("node", "-e", "0"), tiny))
    entries += [each.entry(tiny) for each in entrants if each.name != "wxlint"]
    return side_by_side(entries, rounds, work, _say)


def _trial(
    project: Project, entrants: Sequence[Contestant], work: Path, arguments: argparse.Namespace
) -> Trial:
    """Everybody on one project: cold, and then, unless it is not asked for, the runs after the first."""
    _say(f"measuring {project.name}")
    cold = [each.entry(project.folder) for each in entrants]
    with tempfile.TemporaryDirectory(dir=work) as name, again.changeable(project.folder, Path(name)) as copy:
        later = list(again.again(entrants, project.folder, copy, Path(name))) if arguments.again else []
        entries = [*cold, *(each.entry for each in later)]
        runs = side_by_side(entries, arguments.rounds, work, _say, arguments.patience)
        kinds = again.by_kind(later, runs[len(cold) :])
        if arguments.again and any(each.name == WXLINT for each in entrants):
            edits = again.session(arguments.wxlint, copy, arguments.rounds, work, arguments.patience)
            if edits is not None:
                kinds[again.SESSION] = [edits]
    runs = runs[: len(cold)]
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
    return Trial(
        project.name,
        len(sizes),
        sum(sizes),
        runs,
        outcomes,
        planted,
        pages=project.pages,
        given=project.given,
        again=kinds,
    )


def _samples(arguments: argparse.Namespace) -> Iterable[Project]:
    folder = ROOT / "sample_projects"
    if arguments.samples and folder.is_dir():
        programs = (path for path in sorted(folder.iterdir()) if any(path.rglob("app.json")))
        yield from (Project(path.name, path) for path in programs)


def _generated(sizes: Sequence[int], work: Path) -> Iterable[Project]:
    """One project at a time: each is written when its turn comes, and is gone when the next one's comes."""
    for pages in sizes:
        folder = work / f"generated-{pages}"
        _aged(pages, folder)
        yield Project(f"generated, {pages:,} pages", folder, pages)
        shutil.rmtree(folder)


def _aged(pages: int, folder: Path) -> None:
    """Writes a project as if an hour ago: caches look twice at a file that changed just now."""
    generate.write(pages, folder)
    then = time.time() - 3600
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
