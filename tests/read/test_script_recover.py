"""What is still known of a script that does not parse: whole methods are whole, and nothing is invented."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from wxlint.read import ir
from wxlint.read.script import Script


def nodes(script: Script) -> Iterator[Any]:
    """Everything that the script was lowered to, the bodies of functions too."""
    waiting: list[Any] = [script.body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, tuple)):
            waiting.extend(one)
        elif isinstance(one, msgspec.Struct):
            yield one
            if isinstance(one, ir.Func):
                script.body_of(one)
            waiting.extend(getattr(one, name) for name in one.__struct_fields__)


def calls(text: str) -> set[str]:
    """The names of what is called anywhere in the script."""
    found = (one.callee for one in nodes(Script(text.encode(), "js")) if isinstance(one, ir.Call))
    return {callee.name for callee in found if isinstance(callee, (ir.Name, ir.GetMember))}


def members(text: str, of: str) -> list[str | None]:
    """The members of the object that a function is called with."""
    for one in nodes(Script(text.encode(), "js")):
        if isinstance(one, ir.Call) and isinstance(one.callee, ir.Name) and one.callee.name == of:
            (given,) = one.args
            assert isinstance(given, ir.ObjectLit)
            return [prop.key for prop in given.props]
    return []


@pytest.mark.parametrize(
    "text",
    [
        "Page({ onLoad() { a() }, onShow() { b() }",
        "Page({ onLoad() { a() }, onShow() { b()",
        "Page({ onLoad() { a() } onShow() { b() } })",
        "Page({ onLoad() { a() }, onShow: function () { b() }, ",
        "Page({ onLoad() { a() }, onShow() { b(); wx.request({ url: 'https://",
        "Page({ async onLoad() { a() }, onShow() { if (c) { b() } ",
    ],
)
def test_the_methods_of_half_a_page_are_methods(text: str) -> None:
    assert {"onLoad", "onShow"} <= set(members(text, "Page"))
    assert {"a", "b"} <= calls(text)


def test_the_methods_of_half_a_component_are_methods() -> None:
    text = "Component({ data: {}, methods: { async save() { a() }, "
    assert members(text, "Component")[1:] == ["data", "methods"]
    assert "a" in calls(text)


def test_what_an_unfinished_object_lacks_may_still_come() -> None:
    (call,) = (
        one
        for one in nodes(Script(b"wx.request({ url: 'x', method: 'POST',", "js"))
        if isinstance(one, ir.Call)
    )
    (options,) = call.args
    assert isinstance(options, ir.ObjectLit)
    assert [prop.kind for prop in options.props] == ["spread", "init", "init"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("const a = { b() { c() },", ir.VarDecl),
        ("module.exports = { b() { c() },", ir.Assign),
        ("export default { b() { c() },", ir.ExportDefault),
        ("foo({ b() { c() },", ir.Call),
        ("{ b: 1, d() { c() },", ir.ObjectLit),
    ],
)
def test_an_unfinished_object_goes_where_it_was_to_go(text: str, kind: type) -> None:
    assert [type(stmt) for stmt in Script(text.encode(), "js").body] == [kind]


def test_a_value_beside_broken_code_is_unknown() -> None:
    pairs = [
        one for one in nodes(Script(b"wx.request({url: 'a' method: 'b'})", "js")) if isinstance(one, ir.Prop)
    ]
    assert [(one.key, type(one.value)) for one in pairs] == [("url", ir.Opaque)]


def test_statements_before_and_behind_a_broken_place_stay() -> None:
    assert {"a", "b"} <= calls("a()\nconst = 3\nb()\n")
