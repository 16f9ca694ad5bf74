"""The table of shapes in the samples' README names files in which each shape is, right and wrong."""

import json
import re
from typing import Any

import pytest

from tests.samples.marks import SAMPLES, marked

FOLDERS = {"coffee_shop": "", "bookstore_ts": "miniprogram/"}
ROW = re.compile(
    r"\| (?P<shape>[^|]+(?:\\\|[^|]*)*) \| (?P<coffee_shop>[^|]*) ?\| (?P<bookstore_ts>[^|]*) ?\|"
)
CODE = re.compile(r"`([^`]+)`")


def rows() -> dict[str, dict[str, list[str]]]:
    """Shape -> project -> the files that are named."""
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    section = text.partition("## What they show\n")[2].partition("\n## ")[0]
    found = (ROW.fullmatch(line) for line in section.splitlines())
    return {
        row["shape"]: {project: CODE.findall(row[project]) for project in FOLDERS}
        for row in found
        if row is not None and not row["shape"].startswith(("of ", "---"))
    }


def touched(project: str) -> set[str]:
    """The files in which something is found, or through which it is reached."""
    report: dict[str, Any] = json.loads((SAMPLES / "expected" / f"{project}.json").read_text("utf-8"))
    sent: dict[str, Any] = json.loads((SAMPLES / "expected" / f"{project}.requests.json").read_text("utf-8"))
    related = {one["path"] for finding in report["findings"] for one in finding["related"]}
    wrappers = {one["path"] for request in sent["requests"] for one in request["wrapper"]}
    return {path for path, _, _ in marked(project)} | related | wrappers


SHAPES = rows()


def test_the_table_is_read() -> None:
    assert len(SHAPES) == 39


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_there_wrong_and_right(shape: str) -> None:
    assert any(SHAPES[shape].values())
    for project, names in SHAPES[shape].items():
        files = [SAMPLES / project / FOLDERS[project] / name for name in names]
        assert [file for file in files if not file.is_file()] == []
        if files:
            assert any("// ok" in file.read_text(encoding="utf-8") for file in files)
            assert touched(project) & {FOLDERS[project] + name for name in names}
