"""Rule packs: loaded the same way whoever wrote them, and named in a sentence where they are wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wxlint.errors import PackError
from wxlint.judge.pack import PackFolder, builtin_pack, load

RULE = """
from collections.abc import Iterator
from wxlint.judge.rule import Finding, Message, Program, Rule

class TooLoud(Rule):
    id = "too-loud"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        yield from ()
"""


def pack(folder: Path, **files: str) -> PackFolder:
    """A pack of files in its group `house`; `__` in a name stands for `/`."""
    for name, text in files.items():
        file = folder / "lint" / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return PackFolder(str(folder / "lint"), "./lint")


def test_a_pack_of_ones_own_stands_beside_the_built_in_rules(tmp_path: Path) -> None:
    rules = load([pack(tmp_path, house__too_loud=RULE)])
    loaded = rules.by_id["too-loud"]
    assert (loaded.group, loaded.docs, loaded.pack.name) == ("house", "", "./lint")
    assert "unused-suppression" in rules.by_id
    assert rules.named("house") == {"too-loud"}


def test_a_rule_has_its_page_beside_it(tmp_path: Path) -> None:
    folder = pack(tmp_path, house__too_loud=RULE)
    (tmp_path / "lint/house/too_loud.md").write_text("# too-loud")
    loaded = load([folder]).by_id["too-loud"]
    assert loaded.docs == "./lint/house/too_loud.md"
    assert Path(loaded.page).is_file()


def test_every_built_in_rule_loads_and_has_its_page() -> None:
    for rule in load():
        assert rule.page, rule.id
        assert rule.docs.startswith("rules/")


def test_nothing_named_rules_becomes_importable() -> None:
    load()
    assert "rules" not in sys.modules
    assert not any(name.startswith("rules.") for name in sys.modules)


def test_files_with_an_underscore_are_no_rules_and_can_be_shared(tmp_path: Path) -> None:
    shared = pack(
        tmp_path,
        house___words='WORD = "loud"',
        house__too_loud="from ._words import WORD\n" + RULE.replace('"too-loud"', '"too-" + WORD'),
        _tests__test_pack="raise SystemError",
    )
    assert "too-loud" in load([shared]).by_id


def test_two_packs_may_have_files_of_the_same_name(tmp_path: Path) -> None:
    one = pack(tmp_path / "a", house__too_loud=RULE)
    other = pack(tmp_path / "b", house__too_soft=RULE.replace("too-loud", "too-soft"))
    assert {"too-loud", "too-soft"} <= set(load([one, other]).by_id)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"house__too_loud": "class :"}, r"too_loud\.py:1: not valid Python"),
        (
            {"house__too_loud": "import nothing_of_that_name"},
            r"too_loud\.py:1: the rule cannot be loaded: ModuleNotFoundError",
        ),
        (
            {"house__too_loud": "\n\nraise SystemExit(3)"},
            r"too_loud\.py:3: the rule cannot be loaded: SystemExit: 3",
        ),
        ({"house__too_loud": "x = 1"}, r"too_loud\.py: must define exactly one subclass of Rule, not 0"),
        ({"house__too_loud": RULE + RULE.replace("TooLoud", "Other")}, "exactly one subclass of Rule, not 2"),
        ({"house__too_soft": RULE}, r"the rule's id is 'too-loud'; it must be the file's name: 'too-soft'"),
        (
            {"house__too_loud": RULE.replace('"warn"', '"fatal"')},
            "level must be one of error/warn/info/off, not 'fatal'",
        ),
        ({"house__too_loud": RULE.replace("check", "chekc")}, "the rule has no check method"),
        ({"house__too_loud": RULE + '    options = {"n": {"type": "integer"}}'}, "the default of option n"),
        (
            {"house__too_loud": RULE + '    options = {"n": {"if": {}, "default": 1}}'},
            "the schema of option n uses if",
        ),
        (
            {"house__unused_suppression": RULE.replace("too-loud", "unused-suppression")},
            "has a rule unused-suppression already",
        ),
        ({"_house__too_loud": RULE}, "contains no rule"),
        ({"too_loud": RULE}, "contains no rule"),
        ({}, r"\./lint cannot be read"),
    ],
)
def test_a_pack_that_is_wrong_is_named_in_one_sentence(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    with pytest.raises(PackError, match=said) as raised:
        load([pack(tmp_path, **files)])
    assert raised.value.zh
    assert raised.value.status == 2


def test_the_built_in_pack_is_the_folder_beside_the_package() -> None:
    assert Path(builtin_pack().folder).name in ("rules", "_rules")
