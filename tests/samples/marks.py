"""What the sample projects say must be found in them: marks in comments, and `EXPECTED.tsv` for JSON."""

import csv
import re
from pathlib import Path

SAMPLES = Path(__file__).parent.parent.parent / "sample_projects"
PROJECTS = ("bookstore_ts", "coffee_shop", "coffee_shop_mended")

IN_SCRIPT = re.compile(r"// ! ([a-z, -]+)$")
IN_MARKUP = re.compile(r"<!-- ! ([a-z, -]+?) -->")

Marks = set[tuple[str, int, str]]
"""Path, line and rule of each finding."""


def marked(project: str) -> Marks:
    """Everything that must be found in a sample project, and nothing else must."""
    found: Marks = set()
    folder = SAMPLES / project
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        if file.suffix in (".js", ".ts"):
            found |= _of_lines(path, file, IN_SCRIPT, 0)
        elif file.suffix == ".wxml":
            found |= _of_lines(path, file, IN_MARKUP, 1)
    table = folder / "EXPECTED.tsv"
    if table.exists():
        with table.open(encoding="utf-8", newline="") as rows:
            found |= {
                (row["path"], int(row["line"]), row["rule"]) for row in csv.DictReader(rows, delimiter="\t")
            }
    return found


def _of_lines(path: str, file: Path, mark: re.Pattern[str], below: int) -> Marks:
    """The marks of one file; a mark in markup stands `below` lines above what it names."""
    found: Marks = set()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for rules in mark.findall(line):
            found |= {(path, number + below, rule.strip()) for rule in rules.split(",")}
    return found
