"""Which rules run, and at which level their findings are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judge.helpers import BAD, judged, rule, rule_set, settings
from wxlint.judge.rule import Finding, Place, Program
from wxlint.judge.settings import JudgeSettings

RULES = rule_set(
    rule("an-error", "error", core=True),
    rule("a-warning"),
    rule("a-note", "info"),
    rule("an-off", "off"),
    rule("elsewhere", group="other"),
)


def levels(folder: Path, given: JudgeSettings, path: str = "a.js") -> dict[str, str]:
    """Rule -> level of what is told about one mark."""
    report = judged(folder, {path: "BAD"}, given, RULES)
    return {one.finding.rule: one.finding.level for one in report.findings}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (settings(), {"an-error": "error", "a-warning": "warn", "a-note": "info", "elsewhere": "warn"}),
        (settings(profile="core"), {"an-error": "error"}),
        (
            settings(profile="strict"),
            {
                "an-error": "error",
                "a-warning": "warn",
                "a-note": "warn",
                "an-off": "warn",
                "elsewhere": "warn",
            },
        ),
        (settings(select=["a-note"]), {"a-note": "info"}),
        (settings(select=["an-off"]), {"an-off": "warn"}),
        (settings(select=["other"]), {"elsewhere": "warn"}),
        (settings(select=["words"], ignore=["a-note", "an-error"]), {"a-warning": "warn", "an-off": "warn"}),
        (settings(ignore=["words"]), {"elsewhere": "warn"}),
        (settings(select=["a-note"], ignore=["words"]), {"a-note": "info"}),
        (settings(select=["all"], ignore=["words"]), {"elsewhere": "warn"}),
        (settings(select=["a-note"], ignore=["a-note"]), {}),
        (settings(ignore=["all"]), {}),
        (settings(profile="core", severity={"an-off": "info"}), {"an-error": "error", "an-off": "info"}),
        (
            settings(select=["a-note"], severity={"a-note": "error", "a-warning": "error"}),
            {"a-note": "error"},
        ),
        (settings(profile="strict", severity={"a-note": "info"}, select=["a-note"]), {"a-note": "info"}),
        (
            settings(select=["words"], severity={"an-error": "off", "a-warning": "off"}),
            {"a-note": "info", "an-off": "warn"},
        ),
    ],
)
def test_profile_selection_and_severity(tmp_path: Path, given: JudgeSettings, told: dict[str, str]) -> None:
    assert levels(tmp_path, given) == told


@pytest.mark.parametrize(
    ("override", "path", "told"),
    [
        ({"paths": ["demo"], "ignore": ["a-warning"]}, "demo/a.js", {}),
        ({"paths": ["demo"], "ignore": ["a-warning"]}, "a.js", {"a-warning": "warn"}),
        ({"paths": ["*.js"], "ignore": ["words"]}, "pages/a.js", {}),
        (
            {"paths": ["/pages/**"], "severity": {"a-warning": "error"}},
            "pages/x/a.js",
            {"a-warning": "error"},
        ),
        ({"paths": ["/pages/**"], "severity": {"a-warning": "off"}}, "pages/x/a.js", {}),
    ],
)
def test_an_override_holds_for_its_paths(
    tmp_path: Path, override: object, path: str, told: dict[str, str]
) -> None:
    assert levels(tmp_path, settings(select=["a-warning"], overrides=[override]), path) == told


def test_an_override_can_turn_a_rule_on_for_its_paths_only(tmp_path: Path) -> None:
    given = settings(
        ignore=["elsewhere"], profile="core", overrides=[{"paths": ["b"], "severity": {"an-off": "error"}}]
    )
    assert levels(tmp_path, given, "b/a.js") == {"an-error": "error", "an-off": "error"}
    assert levels(tmp_path, given, "a.js") == {"an-error": "error"}


def test_of_several_overrides_the_last_one_that_matches_counts(tmp_path: Path) -> None:
    overrides = [{"paths": ["a.js"], "severity": {"a-note": level}} for level in ("error", "warn")]
    assert levels(tmp_path, settings(select=["a-note"], overrides=overrides)) == {"a-note": "warn"}


@pytest.mark.parametrize(("configured", "told"), [("warn", "info"), ("error", "info"), ("info", "info")])
def test_what_a_rule_itself_places_lower_is_never_raised_by_its_severity(
    tmp_path: Path, configured: str, told: str
) -> None:
    def check(self: object, program: Program) -> list[Finding]:
        return [Finding("two-levels", Place("a.js", 0, 3), "info", "certain", BAD, {"word": "x"})]

    rules = rule_set(rule("two-levels", "error", check=check))
    report = judged(tmp_path, {"a.js": "BAD"}, settings(severity={"two-levels": configured}), rules)
    assert [one.finding.level for one in report.findings] == [told]
