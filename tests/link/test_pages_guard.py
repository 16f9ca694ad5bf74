"""What keeps a bound element from being used, as conditions on the data of its page; and what does not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.link.projects import one_page
from wxlint.link.bound import BoundElement, Guard
from wxlint.link.pages import bindings
from wxlint.read.files import Files
from wxlint.read.markup_expression import Conditional, Constant, Expression, Name, Not, Operation
from wxlint.read.markup_truth import evaluate, truth
from wxlint.read.source import Source


def shown(expression: Expression) -> str:
    """An expression as text; `?` stands for what is opaque."""
    if isinstance(expression, Name):
        return expression.dotted
    if isinstance(expression, Constant):
        return repr(expression.value) if isinstance(expression.value, (str, bool)) else "undefined"
    if isinstance(expression, Not):
        return "!" + shown(expression.operand)
    if isinstance(expression, Operation):
        return f"({shown(expression.left)} {expression.operator} {shown(expression.right)})"
    if isinstance(expression, Conditional):
        return f"({shown(expression.test)} ? {shown(expression.yes)} : {shown(expression.no)})"
    return "?"


def element(folder: Path, markup: str, files: Mapping[str, object] | None = None) -> BoundElement:
    """The one element of a page that binds `go`."""
    found = bindings(*one_page(folder, markup, files)).elements
    (bound,) = [one for one in found if "go" in one.methods]
    return bound


def guards(folder: Path, markup: str, files: Mapping[str, object] | None = None) -> list[str]:
    """Its guards: kind and condition, with a `~` where the component decides."""
    return [
        f"{guard.kind}{'' if guard.certain else '~'}: {shown(guard.condition)}"
        for guard in element(folder, markup, files).guards
    ]


GO = '<button bindtap="go"/>'


class TestOwn:
    @pytest.mark.parametrize(
        ("attributes", "expected"),
        [
            ('disabled="{{busy}}"', "disabled: busy"),
            ('disabled="{{state.busy || !ready}}"', "disabled: (state.busy || !ready)"),
            ('disabled="{{list[0].busy}}"', "disabled: list.0.busy"),
            ("disabled", "disabled: True"),
            ('disabled="false"', "disabled: 'false'"),
            ('wx:if="{{!busy}}"', "if: !!busy"),
            ('wx:if="{{a && b}}"', "if: !(a && b)"),
            ('hidden="{{busy}}"', "hidden: busy"),
            ('disabled="{{a + b}}"', "disabled: ?"),
            ('disabled="{{a}}{{b}}"', "disabled: ?"),
            ("style=\"{{busy ? 'pointer-events: none' : ''}}\"", "style: (busy ? True : False)"),
            ("style=\"color:red;{{busy && 'pointer-events:none'}}\"", "style: (busy && True)"),
            ("style=\"pointer-events: {{busy ? 'none' : 'auto'}}\"", "style: (busy ? True : False)"),
            ('style="pointer-events:none"', "style: True"),
        ],
    )
    def test_an_attribute_guards(self, tmp_path: Path, attributes: str, expected: str) -> None:
        assert guards(tmp_path, f'<button {attributes} bindtap="go"/>') == [expected]

    @pytest.mark.parametrize(
        "attributes",
        [
            'loading="{{busy}}"',
            'disabled="{{false}}"',
            'disabled=""',
            'disable="{{busy}}"',
            'Disabled="{{busy}}"',
            'data-disabled="{{busy}}"',
            'hidden="{{0}}"',
            'wx:if="{{true}}"',
            'wx:if="yes"',
            """style="{{busy ? 'color: grey' : ''}}" """,
            'style="pointer-events: auto"',
            'class="{{busy}}"',
            'wx:for="{{list}}"',
            'form-type="submit"',
        ],
    )
    def test_an_attribute_does_not_guard(self, tmp_path: Path, attributes: str) -> None:
        assert guards(tmp_path, f'<button {attributes} bindtap="go"/>') == []

    @pytest.mark.parametrize("tag", ["view", "text", "image", "navigator", "form", "scroll-view", "label"])
    def test_elements_that_cannot_be_disabled_are_not(self, tmp_path: Path, tag: str) -> None:
        assert guards(tmp_path, f'<{tag} disabled="{{{{busy}}}}" bindtap="go"/>') == []

    @pytest.mark.parametrize(
        ("tag", "event"),
        [("input", "confirm"), ("picker", "change"), ("switch", "change"), ("textarea", "blur")],
    )
    def test_a_disabled_field_keeps_its_own_events(self, tmp_path: Path, tag: str, event: str) -> None:
        markup = f'<{tag} disabled="{{{{busy}}}}" bind{event}="go"/>'
        assert guards(tmp_path, markup) == ["disabled: busy"]

    def test_a_disabled_field_is_tapped_all_the_same(self, tmp_path: Path) -> None:
        assert guards(tmp_path, '<input disabled="{{busy}}" bindtap="go"/>') == []

    def test_a_component_may_heed_what_it_is_told(self, tmp_path: Path) -> None:
        markup = '<van-button disabled="{{a}}" loading="{{b}}" wx:if="{{c}}" bindclick="go"/>'
        assert guards(tmp_path, markup) == ["if: !c", "disabled~: a", "loading~: b"]

    def test_nothing_is_bound_while_the_name_is_empty(self, tmp_path: Path) -> None:
        markup = """<view bindtap="{{busy ? '' : 'go'}}"/>"""
        assert guards(tmp_path, markup) == ["handler: !(busy ? '' : 'go')"]

    def test_a_name_that_is_never_empty_is_no_guard(self, tmp_path: Path) -> None:
        assert guards(tmp_path, """<view bindtap="{{busy ? 'stop' : 'go'}}"/>""") == []

    def test_a_guard_stands_where_it_is_written(self, tmp_path: Path) -> None:
        (guard,) = element(tmp_path, '<button disabled="{{busy}}" bindtap="go"/>').guards
        source = Files(tmp_path).read("pages/a/a.wxml")
        assert isinstance(source, Source)
        assert source.slice(guard.place.start, guard.place.end) == "{{busy}}"


class TestAround:
    def test_what_is_around_an_element_guards_it_too_outermost_first(self, tmp_path: Path) -> None:
        markup = f'<view hidden="{{{{a}}}}"><block wx:if="{{{{b}}}}"><view>{GO}</view></block></view>'
        assert guards(tmp_path, markup) == ["hidden: a", "if: !b"]

    @pytest.mark.parametrize(
        "markup",
        [
            f'<view wx:if="{{{{a}}}}"/>{GO}',
            f'<view hidden="{{{{a}}}}"></view><view>{GO}</view>',
            f'<view disabled="{{{{a}}}}">{GO}</view>',
            '<button disabled="{{a}}"><view bindtap="go"/></button>',
            f'<block hidden="{{{{a}}}}">{GO}</block>',
            f'<van-cell loading="{{{{a}}}}">{GO}</van-cell>',
            f'<view><button disabled="{{{{a}}}}" bindtap="other"/>{GO}</view>',
        ],
    )
    def test_what_is_beside_it_or_says_nothing_of_what_is_inside_does_not(
        self, tmp_path: Path, markup: str
    ) -> None:
        assert guards(tmp_path, markup) == []

    def test_else_is_away_while_the_if_before_it_holds(self, tmp_path: Path) -> None:
        markup = '<view wx:if="{{busy}}"/><button wx:else bindtap="go"/>'
        assert guards(tmp_path, markup) == ["else: busy"]

    def test_elif_is_away_while_one_before_it_holds_or_it_does_not(self, tmp_path: Path) -> None:
        before = '<view wx:if="{{a}}"/><view wx:elif="{{b}}"/>'
        markup = before + '<button wx:elif="{{c}}" bindtap="go"/><view wx:else/>'
        assert guards(tmp_path, markup) == ["elif: !c", "elif: b", "elif: a"]

    def test_else_belongs_to_the_nearest_if(self, tmp_path: Path) -> None:
        markup = '<view wx:if="{{a}}"/><view wx:if="{{b}}"/><button wx:else bindtap="go"/>'
        assert guards(tmp_path, markup) == ["else: b"]

    def test_else_without_an_if_is_no_guard(self, tmp_path: Path) -> None:
        assert guards(tmp_path, '<view wx:if="{{a}}"/><view/><button wx:else bindtap="go"/>') == []

    def test_the_if_inside_of_a_sibling_is_not_its_own(self, tmp_path: Path) -> None:
        assert guards(tmp_path, '<view><view wx:if="{{a}}"/></view><button wx:else bindtap="go"/>') == []

    def test_depth_costs_nothing(self, tmp_path: Path) -> None:
        deep = '<view bindtap="a">' * 3000 + GO + "</view>" * 3000
        assert guards(tmp_path, deep) == []


class TestNames:
    def test_an_element_of_a_list_is_a_path_into_the_list(self, tmp_path: Path) -> None:
        markup = '<view wx:for="{{state.orders}}"><button disabled="{{item.busy}}" bindtap="go"/></view>'
        assert guards(tmp_path, markup) == ["disabled: state.orders.*.busy"]

    def test_a_list_of_lists_is_a_path_too(self, tmp_path: Path) -> None:
        markup = (
            '<view wx:for="{{groups}}" wx:for-item="group"><view wx:for="{{group.rows}}" wx:for-item="row">'
            '<button disabled="{{row.busy || group.busy}}" bindtap="go"/></view></view>'
        )
        assert guards(tmp_path, markup) == ["disabled: (groups.*.rows.*.busy || groups.*.busy)"]

    def test_the_place_in_a_list_is_not_known(self, tmp_path: Path) -> None:
        markup = '<button wx:for="{{list}}" wx:if="{{index == busy}}" bindtap="go"/>'
        assert guards(tmp_path, markup) == ["if: !(? == busy)"]

    def test_the_elements_of_what_is_no_field_are_not_known(self, tmp_path: Path) -> None:
        markup = '<button wx:for="{{[a, b]}}" disabled="{{item.busy}}" bindtap="go"/>'
        assert guards(tmp_path, markup) == ["disabled: ?"]

    def test_item_is_a_field_where_there_is_no_list(self, tmp_path: Path) -> None:
        assert guards(tmp_path, '<button disabled="{{item.busy}}" bindtap="go"/>') == ["disabled: item.busy"]

    def test_a_renamed_element_leaves_item_to_the_data(self, tmp_path: Path) -> None:
        markup = '<button wx:for="{{list}}" wx:for-item="one" disabled="{{item.busy}}" bindtap="go"/>'
        assert guards(tmp_path, markup) == ["disabled: item.busy"]

    def test_a_module_of_the_view_layer_is_no_field(self, tmp_path: Path) -> None:
        markup = '<wxs module="m">x</wxs><button disabled="{{m.busy}}" bindtap="go"/>'
        assert guards(tmp_path, markup) == ["disabled: ?"]


class TestTemplates:
    def used(self, folder: Path, data: str, inside: str = "{{busy}}", around: str = "{}") -> list[str]:
        """The guards inside of a template that is used with some data."""
        template = f'<template name="t"><button disabled="{inside}" bindtap="go"/></template>'
        return guards(folder, template + around.format(f'<template is="t" {data}/>'))

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ('data="{{busy}}"', "disabled: busy"),
            ('data="{{busy: sending}}"', "disabled: sending"),
            ('data="{{busy: a || b}}"', "disabled: (a || b)"),
            ('data="{{...state}}"', "disabled: state.busy"),
            ('data="{{...state, busy: sending}}"', "disabled: sending"),
            ('data="{{busy: sending, ...state}}"', "disabled: ?"),
            ('data="{{...a, ...b}}"', "disabled: ?"),
            ('data="{{busy: true}}"', "disabled: True"),
            ('data="{{ {} }}"', "disabled: ?"),
            ('data="busy"', "disabled: ?"),
        ],
    )
    def test_its_names_are_what_it_is_handed(self, tmp_path: Path, data: str, expected: str) -> None:
        assert self.used(tmp_path, data) == [expected]

    @pytest.mark.parametrize("data", ["", 'data="{{other}}"', 'data="{{busy: false}}"'])
    def test_what_it_is_not_handed_it_does_not_have(self, tmp_path: Path, data: str) -> None:
        assert self.used(tmp_path, data) == []

    def test_members_are_handed_along(self, tmp_path: Path) -> None:
        assert self.used(tmp_path, 'data="{{form: state.form}}"', "{{form.busy}}") == [
            "disabled: state.form.busy"
        ]

    def test_the_element_of_a_list_is_handed_along(self, tmp_path: Path) -> None:
        around = '<view wx:for="{{{{orders}}}}">{}</view>'
        assert self.used(tmp_path, 'data="{{...item}}"', around=around) == ["disabled: orders.*.busy"]

    def test_from_template_to_template(self, tmp_path: Path) -> None:
        markup = (
            '<template name="in"><button disabled="{{c}}" bindtap="go"/></template>'
            '<template name="out"><template is="in" data="{{c: b.x}}"/></template>'
            '<template is="out" data="{{b: a}}"/>'
        )
        assert guards(tmp_path, markup) == ["disabled: a.x"]

    def test_what_is_around_its_use_guards_it(self, tmp_path: Path) -> None:
        around = '<view wx:if="{{{{ready}}}}">{}</view>'
        assert self.used(tmp_path, 'data="{{busy}}"', around=around) == ["if: !ready", "disabled: busy"]

    def test_its_use_may_be_conditional_itself(self, tmp_path: Path) -> None:
        assert self.used(tmp_path, 'data="{{busy}}" wx:if="{{ready}}"') == ["if: !ready", "disabled: busy"]

    def test_what_is_around_its_definition_does_not(self, tmp_path: Path) -> None:
        template = f'<view wx:if="{{{{a}}}}"><template name="t">{GO}</template></view>'
        assert guards(tmp_path, template + '<template is="t"/>') == []

    def test_an_include_has_the_names_of_the_page(self, tmp_path: Path) -> None:
        files = {"x.wxml": '<button disabled="{{busy}}" bindtap="go"/>'}
        markup = '<view wx:if="{{ready}}"><include src="/x"/></view>'
        assert guards(tmp_path, markup, files) == ["if: !ready", "disabled: busy"]

    def test_a_condition_that_grows_at_every_step_becomes_opaque(self, tmp_path: Path) -> None:
        levels = "".join(
            f'<template name="t{n}"><template is="t{n + 1}" data="{{{{x: x || !x && x}}}}"/></template>'
            for n in range(20)
        )
        last = '<template name="t20"><button disabled="{{x}}" bindtap="go"/></template>'
        (shown_guard,) = guards(tmp_path, f'{levels}{last}<template is="t0" data="{{{{x}}}}"/>')
        assert len(shown_guard) < 5000


class TestForms:
    @pytest.mark.parametrize(
        ("inside", "expected"),
        [
            ('<button form-type="submit" disabled="{{busy}}"/>', ["disabled: busy"]),
            ('<button formType="submit" disabled="{{busy}}"/>', ["disabled: busy"]),
            (
                '<view hidden="{{a}}"><button form-type="submit" wx:if="{{b}}"/></view>',
                ["hidden: a", "if: !b"],
            ),
            ('<button form-type="submit" loading="{{busy}}"/>', []),
            ('<button form-type="reset" disabled="{{busy}}"/>', []),
            ('<button disabled="{{busy}}"/>', []),
            ("", []),
            ('<button form-type="submit" disabled="{{a}}"/><button form-type="submit"/>', []),
            (
                '<button form-type="submit" disabled="{{a}}"/><button form-type="reset"/>',
                ["disabled: a"],
            ),
            (
                '<button form-type="submit" disabled="{{a}}"/><button form-type="submit" hidden="{{b}}"/>',
                ["disabled: (a && b)"],
            ),
            (
                (
                    '<button form-type="submit" wx:if="{{x}}" disabled="{{a}}"/>'
                    '<button form-type="submit" wx:else disabled="{{b}}"/>'
                ),
                ["if: ((!x || a) && (x || b))"],
            ),
            ("""<button form-type="{{x ? 'submit' : ''}}" disabled="{{a}}"/>""", ["disabled: a"]),
            ('<van-button form-type="submit" disabled="{{a}}"/>', ["disabled~: a"]),
        ],
    )
    def test_a_form_is_guarded_by_its_submit_buttons(
        self, tmp_path: Path, inside: str, expected: list[str]
    ) -> None:
        assert guards(tmp_path, f'<form bindsubmit="go">{inside}</form>') == expected

    def test_what_is_around_the_form_guards_it_once(self, tmp_path: Path) -> None:
        markup = (
            '<view wx:if="{{ready}}"><form hidden="{{done}}" bindsubmit="go">'
            '<button form-type="submit" disabled="{{busy}}"/></form></view>'
        )
        assert guards(tmp_path, markup) == ["if: !ready", "hidden: done", "disabled: busy"]

    def test_reset_has_its_own_buttons(self, tmp_path: Path) -> None:
        buttons = '<button form-type="submit"/><button form-type="reset" disabled="{{a}}"/>'
        markup = f'<form bindreset="go">{buttons}</form>'
        assert guards(tmp_path, markup) == ["disabled: a"]

    def test_a_button_of_another_form_is_not_its_own(self, tmp_path: Path) -> None:
        other = '<form bindsubmit="x"><button form-type="submit"/></form>'
        markup = f'<form bindsubmit="go"><button form-type="submit" disabled="{{{{a}}}}"/></form>{other}'
        assert guards(tmp_path, markup) == ["disabled: a"]

    def test_a_tap_on_the_form_is_no_submit(self, tmp_path: Path) -> None:
        markup = '<form bindtap="go"><button form-type="submit" disabled="{{a}}"/></form>'
        assert guards(tmp_path, markup) == []

    def test_a_submit_of_a_component_is_no_forms(self, tmp_path: Path) -> None:
        markup = '<my-form bindsubmit="go"><button form-type="submit" disabled="{{a}}"/></my-form>'
        assert guards(tmp_path, markup) == []

    def test_the_button_may_be_in_a_template_or_an_include(self, tmp_path: Path) -> None:
        files = {
            "t.wxml": '<template name="t"><button form-type="submit" disabled="{{off}}"/></template>',
            "i.wxml": '<button form-type="submit" disabled="{{b}}"/>',
        }
        form = '<form bindsubmit="go"><template is="t" data="{{off: a}}"/><include src="/i"/></form>'
        assert guards(tmp_path, '<import src="/t"/>' + form, files) == ["disabled: (b && a)"]


@pytest.mark.parametrize(
    ("known", "blocked"),
    [({"busy": True}, True), ({"busy": False}, False), ({}, None), ({"other": True}, None)],
)
def test_a_condition_can_be_asked_with_what_is_known_of_the_data(
    tmp_path: Path, known: dict[str, bool], blocked: bool | None
) -> None:
    (guard,) = element(tmp_path, '<button wx:if="{{!busy}}" bindtap="go"/>').guards
    assert isinstance(guard, Guard)
    assert truth(evaluate(guard.condition, known)) is blocked
