"""The small validator says what the reference implementation says, in better words."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxlint.config import schema
from wxlint.judge.pack import load
from wxlint.judge.schema import CHECKED, DESCRIBING, wrongs

SHIPPED = schema()


def words(part: Any) -> set[str]:
    """Every word that a schema uses."""
    found = set(part)
    for name in ("properties", "$defs"):
        for inner in part.get(name, {}).values():
            found |= words(inner)
    for name in ("items", "additionalProperties"):
        if isinstance(part.get(name), dict):
            found |= words(part[name])
    return found


def test_the_shipped_schema_is_one_and_uses_only_words_that_are_checked() -> None:
    jsonschema.Draft202012Validator.check_schema(SHIPPED)
    assert words(SHIPPED) <= CHECKED | DESCRIBING


def test_the_options_of_every_built_in_rule_are_schemas() -> None:
    for rule in load():
        for option in rule.kind.options.values():
            jsonschema.Draft202012Validator.check_schema(option)


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from(["", "wx", "warn", "core", "a b", "strict"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*SHIPPED["properties"], "paths", "other"]), inner, max_size=4)
    ),
    max_leaves=8,
)
CONFIGURATIONS = st.fixed_dictionaries({}, optional=dict.fromkeys(SHIPPED["properties"], PLAIN)) | PLAIN


@given(CONFIGURATIONS)
def test_what_jsonschema_accepts_is_accepted_and_nothing_else(value: Any) -> None:
    accepted = jsonschema.Draft202012Validator(SHIPPED).is_valid(value)
    assert (not list(wrongs(value, SHIPPED))) == accepted


@pytest.mark.parametrize(
    ("value", "part", "said"),
    [
        ("3000", {"type": "integer"}, 'expected a whole number, not "3000"'),
        (True, {"type": "number"}, "expected a number, not true"),
        (5, {"minimum": 10}, "must not be under 10"),
        (50, {"maximum": 10}, "must not be over 10"),
        ("a b", {"pattern": "^\\w+$"}, '"a b" does not match ^\\w+$'),
        ("", {"minLength": 1}, "must not be empty"),
        ([], {"minItems": 1}, "at least one item is needed"),
        ({}, {"required": ["paths"]}, "`paths` is missing"),
        ("alll", {"enum": ["all", "write"]}, '"alll" is none of `all`, `write`; did you mean `all`?'),
        (
            {"min_ms": 1},
            {"properties": {"min-ms": {}}, "additionalProperties": False},
            "there is no key `min_ms`; did you mean `min-ms`?",
        ),
    ],
)
def test_a_fault_is_said_in_words(value: Any, part: dict[str, Any], said: str) -> None:
    (wrong,) = wrongs(value, part)
    assert wrong.en == said
    assert wrong.zh
