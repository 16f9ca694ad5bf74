"""Counting what the linters print, and the report made of it."""

import json
from pathlib import Path

import pytest

from benchmarks.contestants import (
    Outcome,
    count_ast_grep,
    count_eslint,
    count_oxlint,
    count_semgrep,
    count_wxlint,
    scripts,
)
from benchmarks.generate import CORE_RULES
from benchmarks.install import PEERS, pinned_version
from benchmarks.measure import Measured, Run
from benchmarks.records import Report, Trial, load, save
from benchmarks.report import to_markdown


def printed(output: object, errors: str = "") -> Measured:
    return Measured("x", (), output if isinstance(output, str) else json.dumps(output), errors)


def test_wxlint_counts_by_rule_and_broken_scripts() -> None:
    findings = [{"rule": "lowercase-method"}, {"rule": "broken-script"}, {"rule": "lowercase-method"}]
    outcome = count_wxlint(printed({"summary": {"files": 7}, "findings": findings}))
    assert outcome == Outcome(7, {"lowercase-method": 2, "broken-script": 1}, unparsed=1)
    assert (outcome.core, outcome.total) == (2, 3)


def test_eslint_names_a_selector_after_its_rule_and_tells_files_not_parsed() -> None:
    rules = ["core/short-timeout", "no-restricted-syntax", None]
    outcome = count_eslint(printed([{"messages": [{"ruleId": rule} for rule in rules]}, {"messages": []}]))
    assert outcome == Outcome(2, {"short-timeout": 1, "non-https-url": 1}, unparsed=1)


def test_semgrep_rules_lose_the_path_of_their_file() -> None:
    report = {
        "results": [{"check_id": "peers.semgrep.non-https-url"}],
        "errors": [{"path": "a.js"}, {"path": "a.js"}],
        "paths": {"scanned": ["a.js", "b.js"]},
    }
    assert count_semgrep(printed(report)) == Outcome(2, {"non-https-url": 1}, unparsed=1)


def test_ast_grep_prints_a_finding_a_line_and_its_files_apart() -> None:
    lines = '{"ruleId": "short-timeout"}\n{"ruleId": "short-timeout"}\n'
    errors = "sg: summary|file: scannedFileCount=3,skippedFileCount=0\n"
    assert count_ast_grep(printed(lines, errors)) == Outcome(3, {"short-timeout": 2})
    assert count_ast_grep(printed("")) == Outcome(None, {})


def test_oxlint_diagnostics_without_a_code_are_files_not_parsed() -> None:
    report = {"number_of_files": 4, "diagnostics": [{"code": "eslint(no-x)"}, {"filename": "a.js"}]}
    assert count_oxlint(printed(report)) == Outcome(4, {"eslint(no-x)": 1}, unparsed=1)


def test_scripts_leave_out_what_no_linter_is_asked_to_read(tmp_path: Path) -> None:
    kept = ["app.js", "pages/a.js"]
    for name in [*kept, "node_modules/x.js", "a/miniprogram_npm/y/z.js", "lib.min.js", "pages/a.wxml"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert [path.relative_to(tmp_path).as_posix() for path in scripts(tmp_path, "*.js")] == kept


@pytest.mark.parametrize("file", ["eslint/core-rules.mjs", "semgrep/rules.yml", "ast-grep/rules/core.yml"])
def test_every_peer_has_every_core_rule(file: str) -> None:
    text = (PEERS / file).read_text(encoding="utf-8")
    assert [rule for rule in CORE_RULES if rule not in text] == []


@pytest.mark.parametrize(
    ("peer", "pins", "version"),
    [
        ("eslint", '{"dependencies": {"@typescript-eslint/parser": "8.1.0", "eslint": "9.2.0"}}', "9.2.0"),
        ("ast-grep", '{"dependencies": {"@ast-grep/cli": "0.5.1"}}', "0.5.1"),
        ("semgrep", "# pinned\nsemgrep==1.2.3\n", "1.2.3"),
    ],
)
def test_the_version_is_that_of_the_pin(peer: str, pins: str, version: str) -> None:
    assert pinned_version(peer, pins) == version


def report(*trials: Trial) -> Report:
    return Report(
        date="2026-01-31",
        machine={"processor": "Some CPU"},
        versions={"wxlint": "0.1.0", "oxlint": "1.0.0"},
        core=["wxlint"],
        rounds={"startup": 1, "projects": 2},
        floor=10_000_000,
        left_out=["semgrep: npm is not installed"],
        startup=[
            Measured("wxlint check", [Run(0.08, 30_000_000, 0)]),
            Measured("oxlint", [Run(0.04, 9_000_000, 0)]),
        ],
        trials=trials,
    )


TRIAL = Trial(
    project="shop",
    scripts=3,
    size=50_000,
    measured=[
        Measured("wxlint", [Run(0.1, 40_000_000, 1), Run(0.3, 41_000_000, 1)], "secret/path"),
        Measured("oxlint", [Run(0.1, 70_000_000, 0), Run(0.1, 70_000_000, 0)]),
        Measured("Semgrep", (), failure="exit status 2"),
    ],
    outcomes={
        "wxlint": Outcome(3, {"short-timeout": 1, "ip-host": 4}),
        "oxlint": Outcome(3, {"eslint(no-x)": 2}, unparsed=1),
    },
    planted={"in the page": {"short-timeout": 1}},
)


def test_the_report_says_all_of_it() -> None:
    lines = to_markdown(report(TRIAL)).splitlines()
    assert "| processor | Some CPU |" in lines
    assert "Left out: semgrep: npm is not installed" in lines
    assert "| oxlint | 40.0 ms | 40.0 ms – 40.0 ms | 0.50 × | ≤ 10 |" in lines
    assert (
        "| shop (3 scripts, 0.05 MB) | wxlint | 200 ms | 100 ms – 300 ms | 1.0 × | 41 | 3 | 1 | 5 |" in lines
    )
    assert "|  | oxlint | 100 ms | 100 ms – 100 ms | 0.50 × | 70 | 3 (1 not parsed) | – | 2 |" in lines
    assert "|  | Semgrep | exit status 2 | – | – | – | – | – | – |" in lines
    assert "| shop | planted, in the page | 0 | 0 | 0 | 0 | 0 | 1 |" in lines
    assert "|  | wxlint | 0 | 0 | 0 | 0 | 0 | 1 |" in lines


def test_several_projects_get_a_geometric_mean() -> None:
    assert "| oxlint | 0.50 × | 2 |" in to_markdown(report(TRIAL, TRIAL))
    assert "geometric" not in to_markdown(report(TRIAL))


def test_json_has_every_run_and_nothing_that_was_printed(tmp_path: Path) -> None:
    save(report(TRIAL), tmp_path / "runs.json")
    text = (tmp_path / "runs.json").read_text(encoding="utf-8")
    assert json.loads(text)["trials"][0]["measured"][0]["runs"][1]["seconds"] == 0.3
    assert "secret" not in text


def test_a_report_is_made_from_json_as_from_the_run_itself(tmp_path: Path) -> None:
    save(report(TRIAL, TRIAL), tmp_path / "runs.json")
    assert to_markdown(load(tmp_path / "runs.json")) == to_markdown(report(TRIAL, TRIAL))


def test_json_that_holds_something_else_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "runs.json").write_text("[]")
    with pytest.raises(ValueError, match="no measurements"):
        load(tmp_path / "runs.json")
