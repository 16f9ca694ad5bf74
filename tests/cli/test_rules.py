"""`wxlint rules` and `wxlint explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.helpers import Cli, write
from wxlint.judge.pack import load

PACK = '''
from wxlint.judge.rule import Rule
class OurOwn(Rule):
    """Ours."""
    id = "our-own"
    level = "info"
    def check(self, program):
        yield from ()
'''


def test_the_table_has_a_line_for_every_rule(cli: Cli) -> None:
    run = cli("rules", "--isolated")
    assert run.status == 0
    for rule in load():
        assert f"  {rule.id} " in run.out


def test_programs_get_the_table_as_json(cli: Cli) -> None:
    document = json.loads(cli("rules", "--format", "json").out)
    records = {record["id"]: record for record in document["rules"]}
    assert document["version"] == 1
    assert set(records) == set(load().by_id)
    assert records["lowercase-method"]["group"] == "parameters"
    assert records["lowercase-method"]["level"] == "warn"
    assert records["lowercase-method"]["core"] is True
    assert records["short-timeout"]["options"]["min-ms"]["default"] == 3000


def test_rules_speak_both_languages(cli: Cli) -> None:
    tables = [cli("rules", "--lang", language).out for language in ("zh", "en")]
    assert tables[0] != tables[1]


@pytest.mark.parametrize("rule", sorted(load().by_id))
def test_every_rule_is_explained_in_both_languages(cli: Cli, rule: str) -> None:
    pages = [cli("explain", rule, "--lang", language).out for language in ("zh", "en")]
    assert all(page.startswith(f"# {rule}\n") for page in pages)
    assert pages[0] != pages[1]


def test_a_rule_that_does_not_exist_is_told_with_the_nearest_one(cli: Cli) -> None:
    run = cli("explain", "lowercase-metod")
    assert (run.status, run.out) == (2, "")
    assert "there is no rule `lowercase-metod`; did you mean `lowercase-method`?" in run.err


def test_a_group_is_answered_with_its_rules(cli: Cli) -> None:
    run = cli("explain", "timeout")
    assert (run.status, run.out) == (2, "")
    assert (
        "`timeout` is a group; name one of its rules: long-timeout, short-timeout, unset-timeout" in run.err
    )
    assert "did you mean `timeout`?" in cli("explain", "timeouts").err


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("ip-host", "Level error, group address."),
        ("short-timeout", "Level warn, group timeout, in the core profile too."),
        ("unset-timeout", "Group timeout; off unless --profile strict, --select or [severity] turns it on."),
    ],
)
def test_a_page_begins_with_what_the_rule_counts_for(cli: Cli, rule: str, said: str) -> None:
    assert cli("explain", rule).out.splitlines()[:3] == [f"# {rule}", "", said]


def test_rules_of_ones_own_pack_are_listed_and_explained(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "wxlint.toml", "packs = ['./lint']")
    write(tmp_path / "lint/house/our_own.py", PACK)
    monkeypatch.chdir(tmp_path)
    assert "house (lint)\n  our-own" in cli("rules").out
    assert "This rule has no page." in cli("explain", "our-own").out
    write(tmp_path / "lint/house/our_own.md", "# our-own\n\nNever do it.\n")
    assert "Never do it." in cli("explain", "our-own").out
    assert "our-own" not in cli("rules", "--isolated").out


def test_a_page_cannot_steer_the_terminal(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "wxlint.toml", "packs = ['./lint']")
    write(tmp_path / "lint/house/our_own.py", PACK)
    write(tmp_path / "lint/house/our_own.md", "# our-own\n\nred \x1b[31m\n")
    monkeypatch.chdir(tmp_path)
    assert "\x1b" not in cli("explain", "our-own").out
