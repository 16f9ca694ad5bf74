"""The flawed sample breaks every rule of behaviour, in each style that real projects are written in."""

from collections import Counter

import pytest

from tests.samples.marks import marked, near_misses, styled

#: The rules that play what a handler does.
RULES = (
    "unpaired-loading",
    "hidden-toast",
    "missing-double-tap-guard",
    "unreleased-guard",
    "unchecked-status",
    "unhandled-failure",
    "unsettled-promise",
    "awaited-request-task",
    "unparsed-upload-body",
    "unbounded-retry",
    "request-in-loop",
    "undebounced-request",
)
#: In so many defects at least each style is found.
STYLES = {
    "callback": 20,
    "promise": 10,
    "await": 8,
    "wrapper": 10,
    "component": 4,
    "behavior": 3,
    "template": 3,
}

DEFECTS = styled("coffee_shop")
NEAR = Counter(near_misses("coffee_shop"))


def test_there_are_many_defects_of_behaviour() -> None:
    assert len(DEFECTS) >= 50


def test_a_mark_names_its_styles_where_the_rule_is_one_of_behaviour_and_only_there() -> None:
    of_behaviour = {mark for mark in marked("coffee_shop") if mark[2] in RULES}
    assert {(one.path, one.line, one.rule) for one in DEFECTS} == of_behaviour


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_broken_and_nearly_broken_at_least_as_often(rule: str) -> None:
    assert NEAR[rule] >= sum(one.rule == rule for one in DEFECTS) >= 2


@pytest.mark.parametrize("style", STYLES)
def test_each_style_has_its_defects(style: str) -> None:
    assert sum(style in one.styles for one in DEFECTS) >= STYLES[style]


def test_no_other_style_is_named() -> None:
    assert frozenset().union(*(one.styles for one in DEFECTS)) == set(STYLES)
