"""Each mark of the sample projects is found where it stands, and nothing else is, at any level."""

import pytest

from tests.rules import example as run
from tests.samples.marks import PROJECTS, SAMPLES, Marks, marked
from wxlint.judge.pack import load

RULES = set(load().by_id)

#: Rules about suppressions, and about what a project lists.
ELSEWHERE = {"unlisted-domain", "unused-suppression"}


def found(project: str) -> Marks:
    """What every rule finds in a sample project, `info` and the rules that are off by default too."""
    report = run.check(SAMPLES / project)
    return {(one.finding.place.path, one.line, one.finding.rule) for one in report.findings}


@pytest.mark.parametrize("project", PROJECTS)
def test_what_is_marked_is_found_and_nothing_else(project: str) -> None:
    assert found(project) == {mark for mark in marked(project) if mark[2] in RULES}


def test_every_rule_that_a_project_which_opens_can_break_fires_in_the_flawed_one() -> None:
    others = {rule for rule in RULES if rule.startswith("broken-")} | ELSEWHERE
    assert RULES - others == {rule for _, _, rule in marked("coffee_shop")} & RULES


def test_the_mended_twin_has_no_mark() -> None:
    assert marked("coffee_shop_mended") == set()


@pytest.mark.parametrize("project", PROJECTS)
def test_no_sample_needs_a_suppression(project: str) -> None:
    texts = [file for file in (SAMPLES / project).rglob("*") if file.suffix in (".js", ".ts", ".wxml")]
    assert not [file for file in texts if "wxlint-disable" in file.read_text(encoding="utf-8")]
