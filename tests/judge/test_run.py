"""The report: one order, one finding a mistake, everything hidden counted, faults named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judge.helpers import BAD, judged, program, related, rule, rule_set, settings
from wxlint.errors import FaultError, PackError
from wxlint.judge.merge import Fingerprints, merged
from wxlint.judge.pack import LoadedRule, PackFolder
from wxlint.judge.report import Report, joined
from wxlint.judge.rule import Confidence, Edit, Finding, Fix, Place, Program, Related
from wxlint.judge.run import judge
from wxlint.judge.settings import JudgeSettings
from wxlint.model.program import Request
from wxlint.model.values import Record
from wxlint.platform.apis import api
from wxlint.read.files import Files
from wxlint.read.source import Source


def finding(
    *,
    confidence: Confidence = "certain",
    related: tuple[Related, ...] = (),
    fix: Fix | None = None,
    word: str = "x",
) -> Finding:
    return Finding("bad-word", Place("a.js", 0, 3), "warn", confidence, BAD, {"word": word}, related, (), fix)


def test_findings_come_by_path_line_column_and_rule(tmp_path: Path) -> None:
    files = {"b.js": "BAD", "a.js": "x\n BAD BAD\nBAD", "a/c.js": "BAD"}
    report = judged(tmp_path, files, rules=rule_set(rule("z-rule"), rule("b-rule")))
    told = [(one.finding.place.path, one.line, one.column, one.finding.rule) for one in report.findings]
    assert told == sorted(told)
    assert len(told) == 10


def test_places_are_told_in_lines_and_code_points(tmp_path: Path) -> None:
    (one,) = judged(tmp_path, {"a.js": "\ufeff中\r\n'😀' BAD\n"}).findings
    assert (one.line, one.column, one.end_line, one.end_column) == (2, 5, 2, 8)


def test_the_order_does_not_depend_on_that_of_programs_or_rules(tmp_path: Path) -> None:
    programs = [program(tmp_path, {f"{name}.js": "BAD x BAD"}) for name in "abc"]
    rules = [rule("z-rule"), rule("a-rule")]
    expected = judge(programs, Files(tmp_path), JudgeSettings(), rule_set(*rules))
    random.Random(1).shuffle(programs)
    again = judge(programs, Files(tmp_path), JudgeSettings(), rule_set(*reversed(rules)))
    assert again.findings == expected.findings
    assert again.summary == expected.summary


def test_the_same_finding_of_several_sites_is_one_with_all_related_places() -> None:
    one, other = related(Place("c.js", 5, 6)), related(Place("b.js", 1, 2))
    (single,) = merged([finding(related=(one,)), finding(related=(other, one)), finding()])
    assert single.related == (other, one)


def test_of_the_same_findings_the_certain_one_counts() -> None:
    (single,) = merged([finding(confidence="likely"), finding(confidence="certain")])
    assert single.confidence == "certain"


def test_findings_that_say_different_things_stay_apart() -> None:
    assert len(merged([finding(word="x"), finding(word="y")])) == 2


def test_sites_that_would_mend_a_place_differently_leave_no_fix() -> None:
    one, other = (Fix((Edit(Place("a.js", 0, 3), text),), safe=True) for text in "ab")
    assert merged([finding(fix=one), finding(fix=one), finding()])[0].fix == one
    assert merged([finding(fix=one), finding(fix=other)])[0].fix is None


def test_only_findings_in_the_files_asked_for_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    files = {"a.js": "BAD", "b/c.js": "BAD BAD", "b.js": "BAD"}
    report = judged(tmp_path, files, settings(only=["b"]))
    assert {one.finding.place.path for one in report.findings} == {"b/c.js"}
    assert report.hidden.elsewhere == 2
    assert (report.summary.warn, report.summary.files) == (2, 3)


def test_findings_that_are_not_sure_enough_are_counted(tmp_path: Path) -> None:
    def check(self: object, program: Program) -> list[Finding]:
        return [finding(), finding(confidence="likely", word="y")]

    rules = rule_set(rule("bad-word", check=check))
    report = judged(tmp_path, {"a.js": "BAD"}, settings(min_confidence="certain"), rules)
    assert [one.finding.confidence for one in report.findings] == ["certain"]
    assert report.hidden.unsure == 1


def test_the_summary_counts_each_file_and_site_once(tmp_path: Path) -> None:
    request = api("wx", "request")
    assert request
    direct, through = (Place("a.js", start, start + 1) for start in (0, 9))
    one = Request(request, "direct", direct, direct, direct, Record({}))
    call = Request(request, "effective", through, through, direct, Record({}))
    programs = [Program(root, (one, call), files=("a.js", root)) for root in ("x", "y")]
    (tmp_path / "a.js").write_text("wx")
    summary = judge(programs, Files(tmp_path), JudgeSettings(), rule_set()).summary
    assert (summary.files, summary.projects, summary.sites, summary.effective_sites) == (3, 2, 1, 1)


def test_reports_of_one_folder_are_joined_in_one_order(tmp_path: Path) -> None:
    reports = [judged(tmp_path, {path: "BAD // wxlint-disable-line\nBAD"}) for path in ("b.js", "a.js")]
    report = joined(reports)
    assert [one.finding.place.path for one in report.findings] == ["a.js", "b.js"]
    assert (report.hidden.suppressed, report.summary.files, report.summary.warn) == (2, 2, 2)


def fingerprints(report: Report) -> list[str]:
    return [one.fingerprint for one in report.findings]


@given(st.lists(st.sampled_from(["", "let a = 1", "  // 中文", "BED"])), st.text(" \t", max_size=3))
def test_a_fingerprint_survives_moved_and_indented_lines(above: list[str], indent: str) -> None:
    def of(text: str) -> list[str]:
        named = Fingerprints([])
        source = Source("a.js", text.encode())
        return [
            named.of("bad-word", source, line + 1)
            for line, part in enumerate(text.split("\n"))
            if "BAD" in part
        ]

    original = ["BAD", "x", "y = BAD", "BAD"]
    moved = "\n".join([*above, *(indent + line for line in original)])
    assert of(moved) == of("\n".join(original))
    assert len(set(of(moved))) == 3


def test_a_fingerprint_is_the_same_from_a_folder_above(tmp_path: Path) -> None:
    alone = judged(tmp_path / "shop", {"a.js": "BAD\nBAD"})
    above = judge(
        [program(tmp_path, {"shop/a.js": "BAD\nBAD"}, root="shop")],
        Files(tmp_path),
        JudgeSettings(),
        rule_set(),
    )
    assert fingerprints(above) == fingerprints(alone)


def test_findings_differ_in_their_fingerprints_by_rule_file_and_text(tmp_path: Path) -> None:
    files = {"a.js": "BAD\nBAD", "b.js": "BAD\nmy BAD"}
    report = judged(tmp_path, files, rules=rule_set(rule("a-rule"), rule("b-rule")))
    assert len(set(fingerprints(report))) == 8


def failing(check: object, *, builtin: bool) -> LoadedRule:
    kind = rule("bad-word", check=check).kind
    return LoadedRule(kind, "words", "lint/words/bad_word.py", "", "", PackFolder("lint", "./lint", builtin))


def raising(self: object, program: Program) -> list[Finding]:
    raise KeyError("url")


def test_a_built_in_rule_that_raises_is_a_fault_of_wxlint_and_named(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match=r"the rule bad-word failed .*: KeyError: 'url'"):
        judged(tmp_path, {"a.js": ""}, rules=rule_set(failing(raising, builtin=True)))


def test_a_rule_of_a_pack_that_raises_is_a_fault_of_the_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"the rule bad-word of rule pack \./lint failed"):
        judged(tmp_path, {"a.js": ""}, rules=rule_set(failing(raising, builtin=False)))


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (lambda self, program: ["text"], "yielded str, not a Finding"),
        (
            lambda self, program: [Finding("bad-word", Place("a.js", 0, 1), "warn", "certain", BAD, {})],
            "KeyError: 'word'",
        ),
        (lambda self, program: None, "TypeError"),
    ],
)
def test_a_rule_that_yields_what_cannot_be_told_is_named(tmp_path: Path, check: object, said: str) -> None:
    with pytest.raises(PackError, match=said):
        judged(tmp_path, {"a.js": ""}, rules=rule_set(failing(check, builtin=False)))
