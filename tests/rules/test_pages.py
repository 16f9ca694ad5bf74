"""The rules' pages: complete in both languages, and every example true."""

from pathlib import Path

import pytest

from tests.rules import example as run
from wxlint.judge.pack import load
from wxlint.judge.page import Example, Page, read_page

PAGES: dict[str, Page] = {rule.id: read_page(rule.page) for rule in load()}
EXAMPLES, GOOD = (
    [
        pytest.param(rule, example, id=f"{rule}: {example.en}")
        for rule, page in PAGES.items()
        for example in page.examples
        if example.kind in kinds
    ]
    for kinds in (("bad", "good"), ("good",))
)
# Where a script is broken is the reader's to say, and tested there.
SILENT_ONLY = ("broken-script", "broken-markup")


@pytest.mark.parametrize("rule", PAGES)
def test_a_page_speaks_both_languages_alike(rule: str) -> None:
    page = PAGES[rule]
    assert page.rule == rule
    for section in (page.zh, page.en):
        # It is one line, and a whole sentence: the table of rules and the README show it by itself.
        assert section.summary.endswith((".", "。"))
        assert section.body
    assert page.zh.body.count("### ") == page.en.body.count("### ")
    assert any("一" <= letter <= "鿿" for letter in page.zh.summary)
    assert not any("一" <= letter <= "鿿" for letter in page.en.summary)
    assert all(example.zh and example.en and example.zh != example.en for example in page.examples)


@pytest.mark.parametrize("rule", PAGES)
def test_a_page_explains_every_option(rule: str) -> None:
    for option in load().by_id[rule].kind.options:
        assert f"`{option}`" in PAGES[rule].zh.body
        assert f"`{option}`" in PAGES[rule].en.body


@pytest.mark.parametrize("rule", PAGES)
def test_a_page_shows_what_is_wrong_and_what_is_right(rule: str) -> None:
    kinds = {example.kind for example in PAGES[rule].examples}
    assert kinds == ({"good"} if rule in SILENT_ONLY else {"bad", "good"})


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_bad_example_is_marked_and_a_good_one_is_not(rule: str, example: Example) -> None:
    marks = [mark for block in example.files for mark in block.marks]
    assert bool(marks) == (example.kind == "bad")
    assert {mark.rule for mark in marks} <= {rule}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_rule_finds_what_is_marked_and_nothing_else(rule: str, example: Example, tmp_path: Path) -> None:
    run.write(example, tmp_path)
    report = run.check(tmp_path)
    assert run.found(report, [rule]) == run.expected(example)
    for block in example.fixed:
        assert run.fixed(report, rule, block.path) == block.text


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_code_is_good_in_the_eyes_of_every_rule(rule: str, example: Example, tmp_path: Path) -> None:
    run.write(example, tmp_path)
    found = {judged.finding.rule for judged in run.check(tmp_path).findings} - {"unset-timeout"}
    # A page about an address or an option shows the call alone; one about what happens shows all of it.
    whole = load().by_id[rule].group in ("interaction", "response")
    assert found <= (set() if whole else {"unhandled-failure"})
