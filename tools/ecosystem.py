"""Checks real projects: a table of what was found and how long it took, and what a change of wxlint altered.

`python tools/ecosystem.py FOLDER… --save before.tsv`, then, after the change, `… --against before.tsv`. A
folder is a project, or holds several; the projects themselves are never part of this repository.
"""

from __future__ import annotations

import argparse
import difflib
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

#: A run without findings at or over the limit, with some, and over a folder without a mini-program.
ANSWERS = (0, 1, 3)


class Run(NamedTuple):
    """One folder, checked: the exit status, wall seconds, and the report, or what was said instead."""

    folder: Path
    status: int
    seconds: float
    report: dict[str, Any]
    said: str

    def lines(self) -> list[str]:
        """Each finding as `folder path line column rule level`, tab-separated, in the report's order."""
        keys = ("path", "line", "column", "rule", "severity")
        return [
            "\t".join([self.folder.name, *(str(finding[key]) for key in keys)])
            for finding in self.report.get("findings", ())
        ]


def check(folder: Path) -> Run:
    """Checks one folder in a process of its own, as its user would with no configuration."""
    start = "import sys; from wxlint.cli import main; sys.exit(main())"
    command = [
        sys.executable,
        "-c",
        start,
        "check",
        str(folder),
        "--isolated",
        "--no-cache",
        "--format",
        "json",
    ]
    before = time.perf_counter()
    run = subprocess.run(command, capture_output=True, check=False)
    seconds = time.perf_counter() - before
    report = json.loads(run.stdout) if run.returncode in (0, 1) else {}
    return Run(folder, run.returncode, seconds, report, run.stderr.decode(errors="replace").strip())


def table(runs: list[Run]) -> str:
    """The runs as a Markdown table, and below it the findings by rule."""
    rows = [
        "| project | files | sites | effective | findings | seconds |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for run in runs:
        counts = run.report.get("summary")
        shown = (
            f"{counts['files']} | {counts['sites']} | {counts['effective_sites']} | {len(run.lines())}"
            if counts
            else f"status {run.status}: {run.said.partition(chr(10))[0]} | | |"
        )
        rows.append(f"| {run.folder.name} | {shown} | {run.seconds:.2f} |")
    rules = Counter(finding["rule"] for run in runs for finding in run.report.get("findings", ()))
    rows += ["", "| rule | findings |", "| --- | --: |"]
    rows += [f"| {rule} | {count} |" for rule, count in sorted(rules.items())]
    return "\n".join(rows)


def main() -> int:
    """Checks the folders of the command line; 1 where wxlint itself failed on one of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write every finding to this file")
    parser.add_argument("--against", type=Path, metavar="FILE", help="show what differs from a saved file")
    given = parser.parse_args()
    runs = [check(folder) for folder in given.folders]
    found = [line for run in runs for line in run.lines()]
    if given.against:
        saved = given.against.read_text(encoding="utf-8").splitlines()
        print("\n".join(difflib.unified_diff(saved, found, "before", "now", lineterm="", n=0)))
    else:
        print(table(runs))
    if given.save:
        given.save.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    return 0 if all(run.status in ANSWERS for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
