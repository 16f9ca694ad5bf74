"""What a page binds: its own markup, what it includes, templates, components; and what binds nothing."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from tests.link.projects import one_page, page
from wxlint.link.bound import BoundElement, PageBindings
from wxlint.link.pages import bindings
from wxlint.read.files import Files
from wxlint.read.source import Source


def bound(folder: Path, markup: str, files: Mapping[str, object] | None = None) -> PageBindings:
    """What a page with the given markup binds."""
    return bindings(*one_page(folder, markup, files))


def one(folder: Path, markup: str, files: Mapping[str, object] | None = None) -> BoundElement:
    """The one bound element of a page."""
    (element,) = bound(folder, markup, files).elements
    return element


def names(folder: Path, markup: str, files: Mapping[str, object] | None = None) -> list[tuple[str, ...]]:
    """The methods of each bound element, in order."""
    return [element.methods for element in bound(folder, markup, files).elements]


def text(folder: Path, element: BoundElement) -> str:
    """The text at the place where a handler is named."""
    source = Files(folder).read(element.place.path)
    assert isinstance(source, Source)
    return source.slice(element.place.start, element.place.end)


class TestBound:
    def test_an_element_binds_a_method_to_an_event(self, tmp_path: Path) -> None:
        element = one(tmp_path, '<button bindtap="save"/>')
        assert (element.element, element.prefix, element.event, element.methods) == (
            "button",
            "bind",
            "tap",
            ("save",),
        )
        assert (element.certain, element.custom, element.guards) == (True, False, ())
        assert text(tmp_path, element) == "save"

    def test_each_event_of_an_element_is_one(self, tmp_path: Path) -> None:
        assert names(tmp_path, '<input bindinput="a" bind:blur="b" capture-catch:tap="c"/>') == [
            ("a",),
            ("b",),
            ("c",),
        ]

    def test_all_methods_of_a_page_are_known_by_name(self, tmp_path: Path) -> None:
        found = bound(
            tmp_path, """<view bindtap="a" catchtap="{{x ? 'b' : 'c'}}"><view bindtap="a"/></view>"""
        )
        assert found.methods == {"a", "b", "c"}
        assert found.complete

    def test_alternatives_are_all_named_each_at_its_place(self, tmp_path: Path) -> None:
        element = one(tmp_path, """<view bindtap="{{x ? 'a' : y ? 'b' : ''}}"/>""")
        assert element.methods == ("a", "b")
        source = Files(tmp_path).read("pages/a/a.wxml")
        assert isinstance(source, Source)
        assert [source.slice(place.start, place.end) for place in element.places] == ["a", "b"]
        assert text(tmp_path, element) == "{{x ? 'a' : y ? 'b' : ''}}"

    @pytest.mark.parametrize(
        "markup",
        ['<view bindtap=""/>', "<view bindtap/>", '<view binding:tap="a"/>', '<view bind:="a"/>', "<view/>"],
    )
    def test_what_binds_nothing_is_none(self, tmp_path: Path, markup: str) -> None:
        assert names(tmp_path, markup) == []

    @pytest.mark.parametrize(
        "markup", ['<!-- <view bindtap="a"/> -->', "<view>bindtap='a'</view>", '<view data-bindtap="a"/>']
    )
    def test_what_only_looks_like_it_is_none(self, tmp_path: Path, markup: str) -> None:
        assert names(tmp_path, markup) == []

    def test_a_name_that_the_data_gives_is_not_known(self, tmp_path: Path) -> None:
        found = bound(tmp_path, '<view bindtap="{{handler}}"/>')
        assert (found.elements[0].methods, found.elements[0].certain, found.complete) == ((), False, False)

    def test_of_a_name_that_the_data_may_give_the_written_one_is_known(self, tmp_path: Path) -> None:
        element = one(tmp_path, """<view bindtap="{{x ? 'a' : handler}}"/>""")
        assert (element.methods, element.certain) == (("a",), False)

    def test_a_name_that_is_put_together_is_not_known(self, tmp_path: Path) -> None:
        element = one(tmp_path, '<view bindtap="on{{kind}}"/>')
        assert (element.methods, element.certain) == ((), False)

    def test_a_function_of_the_view_layer_is_no_method(self, tmp_path: Path) -> None:
        found = bound(tmp_path, '<wxs module="m">module.exports = {}</wxs><view bindtap="{{m.go}}"/>')
        assert (found.elements[0].methods, found.elements[0].function) == ((), "m.go")
        assert found.complete

    def test_of_a_page_whose_markup_is_not_read_nothing_is_known(self, tmp_path: Path) -> None:
        app, found = one_page(tmp_path, "")
        assert not bindings(app, msgspec.structs.replace(found, markup=None)).complete


class TestRepeatable:
    @pytest.mark.parametrize("event", ["tap", "longpress", "submit", "change", "getphonenumber", "confirm"])
    def test_what_a_user_does_can_be_done_again(self, tmp_path: Path, event: str) -> None:
        assert one(tmp_path, f'<view bind{event}="a"/>').repeatable is True

    @pytest.mark.parametrize("event", ["load", "error", "animationend", "timeupdate", "TAP"])
    def test_what_the_platform_does_cannot(self, tmp_path: Path, event: str) -> None:
        assert one(tmp_path, f'<view bind{event}="a"/>').repeatable is False

    def test_what_a_component_emits_is_its_own_affair(self, tmp_path: Path) -> None:
        assert one(tmp_path, '<my-part bindsubmit="a"/>').repeatable is None

    def test_a_tap_on_a_component_is_a_tap(self, tmp_path: Path) -> None:
        assert one(tmp_path, '<my-part bindtap="a"/>').repeatable is True


class TestComponents:
    def test_a_component_is_known_by_the_name_that_the_page_gives_it(self, tmp_path: Path) -> None:
        files = {
            **page("pages/a/a", '<x bindpick="a"/>', usingComponents={"x": "/parts/x"}),
            **page("parts/x"),
        }
        app, found = one_page(tmp_path, '<x bindpick="a"/>', files)
        (element,) = bindings(app, found).elements
        assert (element.custom, element.component) == (True, "parts/x")

    def test_a_component_of_the_app_is_known_on_every_page(self, tmp_path: Path) -> None:
        config = {"pages": ["pages/a/a"], "usingComponents": {"x": "/parts/x"}}
        element = one(tmp_path, '<x bindpick="a"/>', {"app.json": config, **page("parts/x")})
        assert (element.custom, element.component) == (True, "parts/x")

    @pytest.mark.parametrize("value", ["@vant/weapp/button/index", "plugin://p/x", "./gone"])
    def test_one_that_is_not_read_is_a_component_without_a_path(self, tmp_path: Path, value: str) -> None:
        config = {"pages": ["pages/a/a"], "usingComponents": {"x": value}}
        element = one(tmp_path, '<x bindpick="a"/>', {"app.json": config})
        assert (element.custom, element.component) == (True, None)

    def test_an_element_that_is_not_the_platforms_is_a_component(self, tmp_path: Path) -> None:
        assert one(tmp_path, '<van-button bindclick="a"/>').custom

    def test_a_component_may_have_the_name_of_an_element_of_the_platform(self, tmp_path: Path) -> None:
        config = {"pages": ["pages/a/a"], "usingComponents": {"navigation-bar": "/bar"}}
        element = one(tmp_path, '<navigation-bar bindback="a"/>', {"app.json": config, **page("bar")})
        assert (element.custom, element.component) == (True, "bar")

    def test_what_stands_in_a_slot_belongs_to_the_page(self, tmp_path: Path) -> None:
        element = one(tmp_path, '<my-card><button bindtap="a"/></my-card>')
        assert (element.element, element.custom) == ("button", False)

    def test_the_markup_of_a_component_binds_its_own_methods(self, tmp_path: Path) -> None:
        files = {"app.json": {"pages": ["pages/a/a"], "usingComponents": {"x": "/x"}}}
        app, found = one_page(
            tmp_path, '<x bindpick="ofPage"/>', {**files, **page("x", '<view bindtap="ofPart"/>')}
        )
        assert bindings(app, found).methods == {"ofPage"}
        assert bindings(app, app.components[0]).methods == {"ofPart"}


class TestIncludes:
    def test_what_is_included_belongs_to_the_page(self, tmp_path: Path) -> None:
        files = {"parts/foot.wxml": '<button bindtap="b"/>'}
        found = bound(tmp_path, '<view bindtap="a"/><include src="../../parts/foot"/>', files)
        assert [element.methods for element in found.elements] == [("a",), ("b",)]
        assert found.elements[1].place.path == "parts/foot.wxml"
        assert found.complete

    @pytest.mark.parametrize(
        "src", ["/parts/foot.wxml", "/parts/foot", "../../parts/foot.wxml", "../../parts/foot"]
    )
    def test_its_path_is_written_in_any_way(self, tmp_path: Path, src: str) -> None:
        files = {"parts/foot.wxml": '<button bindtap="b"/>'}
        assert names(tmp_path, f'<include src="{src}"/>', files) == [("b",)]

    def test_an_include_of_an_include_is_followed(self, tmp_path: Path) -> None:
        files = {"parts/a.wxml": '<include src="b"/>', "parts/b.wxml": '<view bindtap="b"/>'}
        assert names(tmp_path, '<include src="/parts/a"/>', files) == [("b",)]

    def test_templates_are_not_included(self, tmp_path: Path) -> None:
        files = {"foot.wxml": '<template name="t"><view bindtap="b"/></template>'}
        assert names(tmp_path, '<include src="/foot"/>', files) == []

    def test_an_import_brings_no_elements(self, tmp_path: Path) -> None:
        assert names(tmp_path, '<import src="/foot"/>', {"foot.wxml": '<view bindtap="b"/>'}) == []

    def test_a_file_that_includes_itself_is_included_once(self, tmp_path: Path) -> None:
        files = {
            "x.wxml": '<view bindtap="x"/><include src="y"/>',
            "y.wxml": '<view bindtap="y"/><include src="x"/>',
        }
        assert names(tmp_path, '<include src="/x"/>', files) == [("x",), ("y",)]

    def test_twice_is_twice(self, tmp_path: Path) -> None:
        files = {"x.wxml": '<view bindtap="x"/>'}
        assert names(tmp_path, '<include src="/x"/><include src="/x"/>', files) == [("x",), ("x",)]

    def test_without_its_file_more_may_be_bound(self, tmp_path: Path) -> None:
        assert not bound(tmp_path, '<include src="/gone"/>').complete


TEMPLATE = '<template name="row"><button bindtap="pick"/></template>'


class TestTemplates:
    def test_a_template_that_is_not_used_binds_nothing(self, tmp_path: Path) -> None:
        assert names(tmp_path, TEMPLATE) == []

    def test_its_handlers_belong_to_the_page_that_uses_it(self, tmp_path: Path) -> None:
        element = one(tmp_path, '<import src="/row"/><template is="row"/>', {"row.wxml": TEMPLATE})
        assert (element.methods, element.certain, element.place.path) == (("pick",), True, "row.wxml")

    def test_a_template_of_the_same_file_is_used(self, tmp_path: Path) -> None:
        assert names(tmp_path, TEMPLATE + '<template is="row"/>') == [("pick",)]

    def test_a_template_that_is_not_imported_is_not_known(self, tmp_path: Path) -> None:
        found = bound(tmp_path, '<template is="row"/>', {"row.wxml": TEMPLATE})
        assert found.elements == ()
        assert [(place.start, name) for place, name in found.unknown_templates] == [(14, "row")]

    def test_an_import_brings_no_templates_of_the_files_that_it_imports(self, tmp_path: Path) -> None:
        files = {"middle.wxml": '<import src="row"/>', "row.wxml": TEMPLATE}
        assert names(tmp_path, '<import src="/middle"/><template is="row"/>', files) == []

    def test_a_template_uses_the_templates_of_its_own_file(self, tmp_path: Path) -> None:
        files = {"list.wxml": '<import src="row"/><template name="list"><template is="row"/></template>'}
        markup = '<import src="/list"/><template is="list"/>'
        assert names(tmp_path, markup, {**files, "row.wxml": TEMPLATE}) == [("pick",)]

    def test_the_files_own_template_comes_before_an_imported_one(self, tmp_path: Path) -> None:
        own = '<template name="row"><view bindtap="own"/></template>'
        markup = f'<import src="/row"/>{own}<template is="row"/>'
        assert names(tmp_path, markup, {"row.wxml": TEMPLATE}) == [("own",)]

    def test_of_two_imported_ones_with_one_name_either_may_be_meant(self, tmp_path: Path) -> None:
        files = {"x.wxml": TEMPLATE, "y.wxml": TEMPLATE.replace("pick", "other")}
        found = bound(tmp_path, '<import src="/x"/><import src="/y"/><template is="row"/>', files)
        assert [(element.methods, element.certain) for element in found.elements] == [
            (("pick",), False),
            (("other",), False),
        ]

    def test_an_included_file_uses_its_own_templates(self, tmp_path: Path) -> None:
        files = {"part.wxml": '<import src="row"/><template is="row"/>', "row.wxml": TEMPLATE}
        assert names(tmp_path, '<include src="/part"/>', files) == [("pick",)]

    def test_an_included_file_uses_those_of_the_file_that_includes_it(self, tmp_path: Path) -> None:
        files = {"part.wxml": '<template is="row"/>', "row.wxml": TEMPLATE}
        assert names(tmp_path, '<import src="/row"/><include src="/part"/>', files) == [("pick",)]

    def test_by_a_name_that_is_not_known_it_may_be_any(self, tmp_path: Path) -> None:
        files = {"row.wxml": TEMPLATE + TEMPLATE.replace("row", "cell").replace("pick", "open")}
        found = bound(tmp_path, '<import src="/row"/><template is="{{kind}}"/>', files)
        assert [(element.methods, element.certain) for element in found.elements] == [
            (("pick",), False),
            (("open",), False),
        ]
        assert not found.complete

    def test_of_names_that_are_written_out_each_may_be_meant(self, tmp_path: Path) -> None:
        files = {"row.wxml": TEMPLATE + TEMPLATE.replace("row", "cell").replace("pick", "open")}
        markup = """<import src="/row"/><template is="{{x ? 'row' : 'cell'}}"/>"""
        assert names(tmp_path, markup, files) == [("pick",), ("open",)]

    def test_a_template_that_uses_itself_is_put_in_once(self, tmp_path: Path) -> None:
        tree = '<template name="t"><view bindtap="a"/><template is="t"/></template>'
        assert names(tmp_path, tree + '<template is="t"/>') == [("a",)]

    def test_templates_that_use_each_other_many_times_over_come_to_an_end(self, tmp_path: Path) -> None:
        levels = "".join(
            f'<template name="t{n}"><view bindtap="a{n}"/>{f"""<template is="t{n + 1}"/>""" * 10}</template>'
            for n in range(15)
        )
        found = bound(tmp_path, levels + '<template is="t0"/>')
        assert found.methods == {f"a{n}" for n in range(15)}
        assert len(found.elements) < 100
        assert found.complete

    def test_a_name_that_is_handed_in_is_known(self, tmp_path: Path) -> None:
        row = '<template name="row"><button bindtap="{{onPick}}"/></template>'
        markup = row + """<template is="row" data="{{onPick: 'pick'}}"/>"""
        element = one(tmp_path, markup)
        assert (element.methods, element.certain) == (("pick",), True)
        assert text(tmp_path, element) == "{{onPick}}"

    def test_components_in_a_template_are_the_pages(self, tmp_path: Path) -> None:
        config = {"pages": ["pages/a/a"], "usingComponents": {"x": "/parts/x"}}
        row = '<template name="row"><x bindpick="pick"/></template><template is="row"/>'
        assert one(tmp_path, row, {"app.json": config, **page("parts/x")}).component == "parts/x"
