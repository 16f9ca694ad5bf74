"""A plain call of `check` is read without Click: as Click reads it, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wxlint.cli.app import app, check
from wxlint.cli.call import OPTIONS, Asked, Call, call, plain


def by_click(arguments: list[str]) -> Call | None:
    """What Click makes of the arguments of `check`; None where it finds a mistake, or is asked for help."""
    if {"-h", "--help"} & {*arguments}:
        return None
    try:
        context = check.make_context(
            "check", list(arguments), parent=click.Context(app, **app.context_settings)
        )
    except click.ClickException:
        return None
    return call(dict(context.params))


WORDS = st.sampled_from(
    ["a", "shop/pages", "a b", "订单.js", "core", "zh", "error", "3", "0", "-3", "٣", "", "-"]
)


def values(asked: Asked) -> st.SearchStrategy[str]:
    right: dict[str, st.SearchStrategy[str]] = {
        "choice": st.sampled_from(asked.choices or ("",)),
        "number": st.integers(1, 99).map(str),
        "path": st.sampled_from(["wxlint.toml", "../c", "订单"]),
        "text": st.sampled_from(["all", "json:out.json", "address, ip-host,,", "=x", "a=b"]),
    }
    return st.one_of(right[asked.takes], WORDS)


@st.composite
def option(draw: st.DrawFn) -> list[str]:
    asked = draw(st.sampled_from(OPTIONS))
    name = draw(st.sampled_from(asked.names))
    if asked.takes == "nothing":
        return [name]
    value = draw(values(asked))
    return draw(st.sampled_from([[name, value], [f"{name}={value}"]]))


PARTS = st.one_of(
    option(),
    WORDS.map(lambda word: [word]),
    st.sampled_from(["--", "-qq", "-h", "--help", "--lan=zh", "--format", "--nothing"]).map(
        lambda one: [one]
    ),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, max_size=6))
def test_what_is_read_is_what_click_reads(parts: list[list[str]]) -> None:
    arguments = [one for part in parts for one in part]
    read = plain(["check", *arguments])
    assert read is None or read == by_click(arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], {}),
        (["a", "--no-cache", "b"], {"paths": ("a", "b"), "no_cache": True}),
        (
            ["--format", "json:x.json", "--format=text", "."],
            {"formats": ("json:x.json", "text"), "paths": (".",)},
        ),
        (["--select", "address, ip-host", "--select=x"], {"select": ("address", "ip-host", "x")}),
        (["--config", "c.toml", "--jobs=2", "-q"], {"config_file": Path("c.toml"), "jobs": 2, "quiet": True}),
        (["--profile", "core", "--profile", "strict"], {"profile": "strict"}),
    ],
)
def test_plain_calls_are_read(arguments: list[str], said: dict[str, Any]) -> None:
    assert plain(["check", *arguments]) == Call(**said) == by_click(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rules"],
        ["chekc", "."],
        ["--version"],
        ["check", "--help"],
        ["check", "--", "-a"],
        ["check", "-qq"],
        ["check", "-q=1"],
        ["check", "--quiet=1"],
        ["check", "--sel", "x"],
        ["check", "--select"],
        ["check", "--select", "--quiet"],
        ["check", "--select="],
        ["check", "--profile", "all"],
        ["check", "--jobs", "0"],
        ["check", "--jobs", "٣"],
        ["check", "--jobs", "two"],
        ["check", "-"],
    ],
)
def test_whatever_else_is_said_is_left_to_click(arguments: list[str]) -> None:
    assert plain(arguments) is None


def test_each_option_is_a_member_of_the_call() -> None:
    members = set(Call.__struct_fields__)
    assert {asked.sets for asked in OPTIONS} == members - {"paths"}
    assert {parameter.name for parameter in check.params} == members
