"""Puts a series of measurements where people read it: `python -m benchmarks.publish RUNS.json`.

The report of the whole series goes to `results/`, named by its date; the plot and the tables that
docs/performance.md shows are made anew. A table stands there between `<!-- measured:NAME -->` and
`<!-- /measured -->`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.arguments import ROOT
from benchmarks.plot import plot
from benchmarks.records import Report, load
from benchmarks.report import start_up, to_markdown
from benchmarks.scale import lines, scale
from benchmarks.totals import goals, totals

_PICTURE = "![Seconds of a run against the pages of the project, by linter](performance.svg)"
_BLOCK = re.compile(r"(<!-- measured:(\w+) -->\n).*?(<!-- /measured -->)", re.DOTALL)


def publish(report: Report, root: Path) -> list[Path]:
    """Write the report, the plot and the tables into a checkout; the files that were written."""
    result = root / "benchmarks" / "results" / f"{report.date}.md"
    result.parent.mkdir(exist_ok=True)
    result.write_text(to_markdown(report), encoding="utf-8")
    written = [result, insert(tables(report), root)]
    drawn = lines(report)
    if drawn:
        picture = root / "docs" / "performance.svg"
        picture.write_text(plot(drawn), encoding="utf-8")
        written.append(picture)
    return written


def tables(report: Report) -> dict[str, str]:
    """What the document quotes, by the names of its blocks: as much of it as the series tells."""
    machine = report.machine
    parts = (machine.get("processor"), f"{machine.get('cores')} cores", f"Python {machine.get('python')}")
    result = f"../benchmarks/results/{report.date}.md"
    about = f"Measured {report.date} on {', '.join(map(str, parts))}; [the whole series]({result})."
    found = {
        "about": about,
        "startup": start_up(report),
        "totals": totals(report),
        "plot": _PICTURE if lines(report) else "",
        "scale": scale(report),
        "goals": goals(report),
    }
    return {name: text for name, text in found.items() if text}


def insert(found: Mapping[str, str], root: Path) -> Path:
    """Put tables into those blocks of docs/performance.md that have their names, and nothing else."""
    document = root / "docs" / "performance.md"
    text = document.read_text(encoding="utf-8")
    document.write_text(rewritten(text, found), encoding="utf-8")
    return document


def rewritten(text: str, found: Mapping[str, str]) -> str:
    """The text of a document with the blocks of these names made anew."""

    def block(match: re.Match[str]) -> str:
        new = found.get(match[2])
        return match[0] if new is None else f"{match[1]}{new}\n{match[3]}"

    return _BLOCK.sub(block, text)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.publish", description="Put measurements into the documents."
    )
    parser.add_argument("runs", type=Path, help="what `python -m benchmarks --json` wrote")
    arguments = parser.parse_args()
    try:
        report = load(arguments.runs)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    for path in publish(report, ROOT):
        print(path.relative_to(ROOT), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
