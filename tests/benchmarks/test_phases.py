"""The table of phases: one row a project, with all that a run takes in it."""

import sys
from pathlib import Path

import pytest

from benchmarks import phases
from wxlint.link.rehearser import Rehearser
from wxlint.link.survey import Survey

SAMPLE = Path(__file__).parents[2] / "sample_projects" / "coffee_shop"


def test_each_project_has_a_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["phases", str(SAMPLE)])
    for owner, name in ((Survey, "run"), (Rehearser, "run")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    phases.main()
    heading, _, row, _, about = capsys.readouterr().out.strip().split("\n")
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert heading.count("|") == row.count("|")
    assert cells[0] == "coffee_shop"
    parse, survey, rehearsal, whole = map(float, cells[2:6])
    assert whole >= survey + rehearsal
    assert survey > 0
    assert rehearsal > 0
    assert parse < whole
    assert float(cells[-1]) > 1
    assert about.startswith("(CPU seconds of one process; starts: the least ")
