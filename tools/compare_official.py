"""Our verdict on configuration documents beside that of the vendor's own compile core.

`python tools/compare_official.py [FOLDER…]` fetches npm's `miniprogram-ci` with npm itself into a folder
that is no part of the repository, lets both judge the documents of `official_cases.py`, and prints where they
agree. Real projects may be given to be judged too. The package is asked, not read. Needs node and npm.
"""

from __future__ import annotations

import argparse
import json
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from tools.official_cases import BASE, PAGES, Case, beyond_schemas, of_schemas
from wxlint.config import Source
from wxlint.errors import NoProgramError
from wxlint.judge.run import judge
from wxlint.session import Session

ROOT = Path(__file__).parent.parent
PACKAGE = "miniprogram-ci@2.1.42"
SCRATCH = ROOT / "benchmarks" / ".work" / "official"
RULES = (
    "invalid-app-json",
    "invalid-page-json",
    "invalid-project-config",
    "invalid-sitemap",
    "missing-page-file",
)
#: Why only one side refuses: by what was done, or a case's name, which holds the word.
EXPLAINED = {
    "only we": {
        "renamed": "a key that is nearly a known one has no effect at run time; the tools only warn",
        "both spellings": "the tools drop one of both spellings, with all its pages",
    },
    "only they": {"miniprogramRoot": "a build may write the folder that it names"},
}


class Verdict(NamedTuple):
    """What one side refuses, in its words."""

    errors: list[str]
    warnings: list[str]


# -- both verdicts -------------------------------------------------------------------------------------------


def write(folder: Path, files: dict[str, Any]) -> None:
    """Writes files by their paths; what is no text is written as JSON."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")


def ours(folder: Path) -> Verdict:
    """What we say is an error in the configuration documents of a folder."""
    session = Session(folder, Source(isolated=True))
    config = session.configure()
    try:
        programs, files = session.programs(config)
    except NoProgramError as error:
        return Verdict([error.en], [])
    report = judge(programs, files, config.judge)
    found = [one.finding for one in report.findings if one.finding.rule in (*RULES, "broken-json")]
    said = [f"{one.place.path}: {one.text('en')}" for one in found if one.level == "error"]
    return Verdict(said, [])


class Official:
    """The vendor's judge, in a process that answers one line with another."""

    def __init__(self, scratch: Path) -> None:
        install(scratch)
        command = ["node", str(ROOT / "tools" / "compare_official.js"), str(scratch)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def verdict(self, folder: Path, pages: Iterable[str]) -> Verdict:
        """What it says of a project. `pages`: pages and components whose JSON it is asked about too."""
        asked, answered = cast("IO[str]", self.process.stdin), cast("IO[str]", self.process.stdout)
        asked.write(json.dumps({"folder": str(folder), "pages": list(pages)}) + "\n")
        asked.flush()
        answer = json.loads(answered.readline())
        return Verdict(answer["errors"], answer["warnings"])


def install(scratch: Path) -> None:
    """Fetches the package, once, with what npm is configured to fetch from."""
    if (scratch / "node_modules" / "miniprogram-ci").is_dir():
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise SystemExit("node and npm are needed")
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "package.json").write_text('{"private": true}\n', "utf-8")
    options = ["--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    subprocess.run([npm, "install", *options, PACKAGE], cwd=scratch, check=True)


def compare(official: Official, cases: Iterable[Case]) -> tuple[Counter[tuple[str, str, str]], list[str]]:
    """How often both agree, by document and mutation, and the cases in which they do not."""
    counts: Counter[tuple[str, str, str]] = Counter()
    told: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        for number, case in enumerate(cases):
            folder = Path(place) / str(number)
            write(folder, {**BASE, **case.files})
            theirs, mine = official.verdict(folder, PAGES), ours(folder)
            shutil.rmtree(folder)
            both = {
                (True, True): "both refuse",
                (False, False): "both accept",
                (True, False): "only they",
                (False, True): "only we",
            }
            which = both[bool(theirs.errors), bool(mine.errors)]
            told_of = f"{case.mutation} {case.name}"
            if any(word in told_of for word in EXPLAINED.get(which, ())):
                which = "explained"
            counts[case.document, case.mutation, which] += 1
            if which in ("only they", "only we"):
                said = (theirs.errors or mine.errors)[0]
                told.append(f"{which}: {case.document}, {case.mutation}: {case.name}: {said}")
    return counts, told


COLUMNS = ("both refuse", "both accept", "only they", "only we", "explained")


def table(counts: Counter[tuple[str, str, str]]) -> str:
    """The counts in Markdown, a row for each document and mutation."""
    lines = [f"| document | mutation | {' | '.join(COLUMNS)} |", "| --- | --- |" + " ---: |" * len(COLUMNS)]
    for document, mutation in dict.fromkeys((document, mutation) for document, mutation, _ in counts):
        cells = " | ".join(str(counts[document, mutation, column]) for column in COLUMNS)
        lines.append(f"| {document} | {mutation} | {cells} |")
    sums = (str(sum(n for (_, _, which), n in counts.items() if which == column)) for column in COLUMNS)
    return "\n".join([*lines, f"| all | | {' | '.join(sums)} |"])


def mirrored(folder: Path, place: Path) -> Path:
    """A copy of a project in which each file has its size only, and the JSON what it holds.

    TypeScript gets a `.js` beside it: the tools make one, but not the part of them that is asked here.
    """
    for above, names, files in os.walk(folder):
        names[:] = [name for name in names if name not in ("node_modules", ".git")]
        there = place / Path(above).relative_to(folder)
        there.mkdir(parents=True, exist_ok=True)
        for name in files:
            source, copied = Path(above, name), there / name
            if name.endswith(".json"):
                shutil.copyfile(source, copied)
            else:
                copied.touch()
                os.truncate(copied, source.stat().st_size)
            if name.endswith(".ts"):
                copied.with_suffix(".js").touch()
    return place


def projects(official: Official, folders: Iterable[Path]) -> Iterator[str]:
    """Both verdicts on real projects, each mini-program below a folder on its own."""
    for folder in folders:
        session = Session(folder, Source(isolated=True))
        programs, _ = session.programs(session.configure())
        with tempfile.TemporaryDirectory() as place:
            copied = mirrored(folder, Path(place))
            for program in programs:
                config = next((one.path for one in program.documents if one.kind == "project"), None)
                top = posixpath.dirname(config) if config is not None else program.root
                pages = [
                    posixpath.relpath(one.path, program.root or ".").removesuffix(".json")
                    for one in program.documents
                    if one.kind == "page"
                ]
                theirs, mine = official.verdict(copied / top, pages), ours(folder)
                yield f"{folder.name}/{program.root}: they {len(theirs.errors)}, we {len(mine.errors)}"
                yield from (f"    they: {line}" for line in theirs.errors)
                yield from (f"    we: {line}" for line in mine.errors)


def main() -> int:
    """Prints the table, what is in no agreement, and the verdicts on the projects that are given."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, help="real projects to be judged too")
    parser.add_argument("--scratch", type=Path, default=SCRATCH, help="where the package is put")
    parser.add_argument("--only-folders", action="store_true", help="make no documents")
    asked = parser.parse_args()
    official = Official(asked.scratch)
    told: list[str] = []
    if not asked.only_folders:
        counts, told = compare(official, [*of_schemas(), *beyond_schemas()])
        print(table(counts))
        print("\n".join(told))
    for line in projects(official, asked.folders):
        print(line)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
