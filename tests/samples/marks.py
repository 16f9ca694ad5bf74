"""What the sample projects say must be found in them: marks in comments, and `EXPECTED.tsv` for JSON."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).parent.parent.parent / "sample_projects"
PROJECTS = ("bookstore_ts", "coffee_shop", "coffee_shop_mended")

_RULES = r"((?:(?:^|, |(?<=! ))[a-z-]+(?: \([a-z, ]+\))?)+)"
IN_SCRIPT = re.compile(rf"// ! {_RULES}$")
IN_MARKUP = re.compile(rf"<!-- ! {_RULES} -->")
#: One rule of a mark, and the styles in which the code is written that breaks it.
ONE = re.compile(r"([a-z-]+)(?: \(([a-z, ]+)\))?")
#: A near miss that names the rule that it nearly breaks.
NEAR = re.compile(r"// ok \(([a-z-]+)\): ")

Marks = set[tuple[str, int, str]]
"""Path, line and rule of each finding."""


class Styled(NamedTuple):
    """A mark that says how the code is written: with callbacks, in a component, and so on."""

    path: str
    line: int
    rule: str
    styles: frozenset[str]


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
            found |= {(path, number + below, rule) for rule, _ in ONE.findall(rules)}
    return found


def styled(project: str) -> list[Styled]:
    """The marks that name their styles."""
    return [
        Styled(path, number, rule, frozenset(styles.split(", ")))
        for path, number, line in _scripts(project)
        for rules in IN_SCRIPT.findall(line)
        for rule, styles in ONE.findall(rules)
        if styles
    ]


def near_misses(project: str) -> list[str]:
    """The rules that near misses name, once for each."""
    return [rule for _, _, line in _scripts(project) for rule in NEAR.findall(line)]


def _scripts(project: str) -> Iterator[tuple[str, int, str]]:
    folder = SAMPLES / project
    for file in sorted(folder.rglob("*.?s")):
        path = file.relative_to(folder).as_posix()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            yield path, number, line
