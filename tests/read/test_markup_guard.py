"""Whether an event can fire while the data has given values: the whole of what markup says about a guard."""

import pytest

from wxlint.read.markup import Markup, read_markup
from wxlint.read.markup_guard import fires, handed_in
from wxlint.read.markup_truth import Known, Vague, Value
from wxlint.read.source import Source

BUSY: Known = {"busy": True, "state.busy": True, "mode": "sending", "left": 0}
FREE: Known = {"busy": False, "state.busy": False, "mode": "idle", "left": 3}


def read(text: str) -> Markup:
    return read_markup(Source("a.wxml", text.encode()))


def answers(text: str) -> tuple[bool | None, bool | None]:
    """Whether the last binding fires while busy, and while free."""
    markup = read(text)
    return fires(markup, markup.bindings[-1], BUSY), fires(markup, markup.bindings[-1], FREE)


@pytest.mark.parametrize(
    "text",
    [
        '<button disabled="{{busy}}" bindtap="go"/>',
        '<button disabled="{{ busy ? true : false }}" bindtap="go"/>',
        '<button disabled="{{state.busy}}" bindtap="go"/>',
        '<button disabled="{{!left}}" bindtap="go"/>',
        '<button disabled="{{mode === \'sending\'}}" bindtap="go"/>',
        '<button disabled="{{busy || other}}" bindtap="go" wx:if="{{true}}"/>',
        '<button wx:if="{{!busy}}" bindtap="go"/>',
        '<view wx:if="{{busy}}">wait</view><button wx:else bindtap="go"/>',
        '<view wx:if="{{busy}}"/><view wx:elif="{{false}}"/><button wx:else bindtap="go"/>',
        '<view wx:if="{{mode == \'x\'}}"/><!-- c --><button wx:elif="{{mode == \'idle\'}}" bindtap="go"/>',
        '<view hidden="{{busy}}"><text bindtap="go">x</text></view>',
        '<block wx:if="{{!busy}}"><view><text bindtap="go"/></view></block>',
        "<view bindtap=\"{{busy ? '' : 'go'}}\"/>",
        "<view bindtap=\"{{busy ? null : 'go'}}\"/>",
        "<view bindtap=\"{{ !busy && 'go' }}\"/>",
        "<view style=\"color: red; {{busy ? 'pointer-events: none' : ''}}\"><text bindtap=\"go\"/></view>",
        '<van-button disabled="{{busy}}" bind:click="go"/>',
        '<van-button loading="{{busy}}" bind:click="go"/>',
        '<input disabled="{{busy}}" bindconfirm="go"/>',
        '<form bindsubmit="go"><button form-type="submit" disabled="{{busy}}"/></form>',
        '<form bindsubmit="go"><view hidden="{{busy}}"><button formType="submit"/></view></form>',
        '<form bindsubmit="go"><button form-type="submit" wx:if="{{!busy}}"/><view wx:else/></form>',
        """<form bindsubmit="go">
             <button form-type="submit" disabled="{{busy}}"/>
             <button form-type="reset"/>
           </form>""",
    ],
)
def test_these_hold_an_event_back_while_busy_and_let_it_through_after(text: str) -> None:
    held, free = answers(text)
    assert held is False
    assert free is not False


@pytest.mark.parametrize(
    "text",
    [
        '<button bindtap="go"/>',
        '<button loading="{{busy}}" bindtap="go"/>',
        '<view disabled="{{busy}}" bindtap="go"/>',
        '<button disabled="{{!busy}}" bindtap="go"/>',
        '<button disabled="{{false}}" bindtap="go"/>',
        '<button data-disabled="{{busy}}" bindtap="go"/>',
        "<button class=\"{{busy ? 'disabled' : ''}}\" bindtap=\"go\"/>",
        '<button wx:if="{{busy}}" bindtap="go"/>',
        '<view wx:if="{{!busy}}"/><button wx:else bindtap="go"/>',
        '<view><button disabled="{{busy}}"/></view><view bindtap="go"/>',
        '<view bindtap="go"><button disabled="{{busy}}"/></view>',
        '<view><view hidden="{{busy}}"/><view bindtap="go"/></view>',
        '<block hidden="{{busy}}"><view bindtap="go"/></block>',
        '<input disabled="{{busy}}" bindtap="go"/>',
        '<form bindsubmit="go"><button form-type="submit" loading="{{busy}}"/></form>',
        """<form bindsubmit="go">
             <button form-type="submit" disabled="{{busy}}"/>
             <button form-type="submit"/>
           </form>""",
        '<form bindsubmit="go"><button disabled="{{busy}}"/></form>',
        "<view style=\"{{busy ? 'opacity: 0' : ''}}\" bindtap=\"go\"/>",
    ],
)
def test_these_hold_nothing_back(text: str) -> None:
    assert answers(text)[0] is True


@pytest.mark.parametrize(
    "text",
    [
        '<button disabled="{{other}}" bindtap="go"/>',
        '<button disabled="{{busy && other}}" bindtap="go"/>',
        '<button disabled="{{count > 0}}" bindtap="go"/>',
        '<button disabled="{{m.locked(busy)}}" bindtap="go"/>',
        '<view wx:for="{{list}}" wx:for-item="busy"><button disabled="{{busy}}" bindtap="go"/></view>',
        '<button wx:for="{{list}}" wx:for-index="busy" disabled="{{busy}}" bindtap="go"/>',
        '<wxs module="busy" src="./busy.wxs"/><button disabled="{{busy}}" bindtap="go"/>',
        '<view bindtap="{{handler}}"/>',
        "<view style=\"{{other ? 'pointer-events:none' : ''}}\" bindtap=\"go\"/>",
        '<form bindsubmit="go"><button form-type="{{kind}}" disabled="{{other}}"/></form>',
    ],
)
def test_what_the_data_does_not_settle_is_unknown(text: str) -> None:
    assert answers(text)[0] is None


def test_the_variables_of_a_loop_hide_fields_only_inside_of_it() -> None:
    text = '<view wx:for="{{list}}"><text/></view><button disabled="{{item}}" bindtap="go"/>'
    markup = read(text)
    assert fires(markup, markup.bindings[0], {"item": True}) is False


def test_the_default_names_of_a_loop_are_item_and_index() -> None:
    markup = read('<view wx:for="{{list}}" hidden="{{item}}"><view hidden="{{index}}" bindtap="go"/></view>')
    assert fires(markup, markup.bindings[0], {"item": True, "index": 1}) is None


def test_a_value_of_which_only_the_truth_is_known_is_enough() -> None:
    markup = read('<button disabled="{{busy}}" bindtap="go"/>')
    assert fires(markup, markup.bindings[0], {"busy": Vague.TRUTHY}) is False
    assert fires(markup, markup.bindings[0], {"busy": Vague.FALSY}) is True


class TestTemplates:
    @pytest.mark.parametrize(
        ("data", "inside"),
        [
            ('data="{{busy}}"', {"busy": True}),
            ('data="{{locked: busy, ready: !busy}}"', {"locked": True, "ready": False}),
            ('data="{{...state}}"', {"busy": True}),
            ('data="{{state}}"', {"state": Vague.UNKNOWN, "state.busy": True}),
            ('data="{{busy, ...unknown()}}"', {}),
            ('data="{{...state, busy: false}}"', {"busy": False}),
            ('data="{{busy: other}}"', {"busy": Vague.UNKNOWN}),
            ('data="busy"', {}),
            ('data="{{a b}}"', {}),
            ("", {}),
        ],
    )
    def test_what_is_known_inside_is_what_is_handed_in(self, data: str, inside: dict[str, Value]) -> None:
        markup = read(f'<template is="t" {data}/>')
        assert handed_in(markup, markup.uses[0], BUSY) == inside

    def test_a_guard_inside_of_a_template_is_asked_by_the_templates_own_names(self) -> None:
        markup = read(
            '<template name="t"><button disabled="{{locked}}" bindtap="go"/></template>'
            '<template is="t" data="{{locked: busy}}"/>'
        )
        inside = handed_in(markup, markup.uses[0], BUSY)
        assert fires(markup, markup.bindings[0], inside) is False
        assert fires(markup, markup.bindings[0], BUSY) is None
