"""WXML as the platform's compilers read it: what is bound, what is linked, and where all of it stands."""

import time
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxlint.read.markup import Element, Markup, read_markup
from wxlint.read.markup_value import choices, only_expression, parts
from wxlint.read.problems import MARKUP_SENTENCES, MarkupCode
from wxlint.read.source import Source


def read(text: str) -> Markup:
    return read_markup(Source("a.wxml", text.encode()))


def at(text: str, start: int, end: int) -> str:
    return text.encode()[start:end].decode()


def names(markup: Markup) -> list[str]:
    return [element.name for element in markup.elements]


def values(element: Element) -> dict[str, str | None]:
    return {attribute.name: attribute.value for attribute in element.attributes}


class TestElements:
    def test_elements_know_their_places_parents_and_children(self) -> None:
        text = '<view class="中">\n  <text>a</text><image src="x"/>\n</view><block></block>'
        markup = read(text)
        assert names(markup) == ["view", "text", "image", "block"]
        assert [element.parent for element in markup.elements] == [-1, 0, 0, -1]
        assert list(markup.children(-1)) == [0, 3]
        assert list(markup.children(0)) == [1, 2]
        assert list(markup.descendants(0)) == [1, 2]
        assert list(markup.ancestors(2)) == [0]
        view, label, image, _ = markup.elements
        assert at(text, view.start, view.end) == '<view class="中">'
        assert at(text, label.start, label.close) == "<text>a</text>"
        assert (image.self_closing, image.end) == (True, image.close)

    def test_no_element_is_void(self) -> None:
        markup = read("<input></input><image><view/></image>")
        assert [element.parent for element in markup.elements] == [-1, -1, 1]
        assert markup.problems == ()

    def test_letter_case_of_a_closing_tag_is_forgiven_as_the_newer_compiler_does(self) -> None:
        assert read("<View></view>").problems == ()

    @pytest.mark.parametrize(
        "text",
        [
            "a < b",
            "1<2",
            "{{ a < b }}",
            "{{ a<b }}",
            "<",
            "a <",
            "{{ '<view>' }}",
            "{ <= }",
            "&lt;view>",
            "}}",
        ],
    )
    def test_what_is_no_tag_is_text(self, text: str) -> None:
        markup = read(f"<view>{text}</view>")
        assert names(markup) == ["view"]
        assert markup.problems == ()

    def test_a_declaration_is_passed_over(self) -> None:
        markup = read("<!DOCTYPE wxml><view/>")
        assert (names(markup), markup.problems) == (["view"], ())


class TestAttributes:
    def test_an_attribute_has_its_name_and_its_value_without_quotes_each_with_its_place(self) -> None:
        text = """<view 	class = "a 中"\n data-id='{{id}}' hidden/>"""
        (view,) = read(text).elements
        assert values(view) == {"class": "a 中", "data-id": "{{id}}", "hidden": None}
        for attribute in view.attributes:
            assert at(text, attribute.start, attribute.end) == attribute.name
            if attribute.value is not None:
                assert at(text, attribute.value_start, attribute.value_end) == attribute.value

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ('"x>y"', "x>y"),
            ("'a=\"b\"'", 'a="b"'),
            ('""', ""),
            ('"a\nb"', "a\nb"),
            ("\"{{ a > b ? '/>' : 1 }}\"", "{{ a > b ? '/>' : 1 }}"),
            ('"{{ a == "x" ? 1 : 2 }}"', '{{ a == "x" ? 1 : 2 }}'),
            ("'{{ a['b'] }}'", "{{ a['b'] }}"),
            ('"{{ {a: {b: 1}} }}"', "{{ {a: {b: 1}} }}"),
            ('"{{a}}{{b}} c"', "{{a}}{{b}} c"),
            ('"{{a}}}"', "{{a}}}"),
            ('"{a}}"', "{a}}"),
            ("{{a}}", "{{a}}"),
            ('x {{ a < 1 ? {b: 1} : 2 }}"', "x {{ a < 1 ? {b: 1} : 2 }}"),
            (r'"url(\"x.png\"); y"', r"url(\"x.png\"); y"),
            (r'"url(\"{{p}}\"); {{q}}"', r"url(\"{{p}}\"); {{q}}"),
            (r"'it\'s'", r"it\'s"),
            ('"C:\\"', "C:\\"),
            (r'"C:\\"', r"C:\\"),
        ],
    )
    def test_quotes_and_mustaches_end_where_the_platform_ends_them(self, written: str, value: str) -> None:
        markup = read(f'<view a={written} b="1">x</view>')
        assert values(markup.elements[0]) == {"a": value, "b": "1"}
        assert markup.problems == ()

    def test_of_attributes_with_the_same_name_the_last_counts(self) -> None:
        markup = read('<view bindtap="a" bindtap="b"/>')
        assert markup.elements[0].value("bindtap") == "b"
        assert [binding.handlers[0].text for binding in markup.bindings] == ["b"]

    def test_a_missing_attribute_and_one_without_a_value_differ(self) -> None:
        (view,) = read("<view hidden/>").elements
        assert (view.value("hidden"), view.value("disabled")) == ("", None)

    def test_attributes_without_a_space_between_are_two(self) -> None:
        assert values(read('<view a="1"b="2"/>').elements[0]) == {"a": "1", "b": "2"}


class TestBindings:
    @pytest.mark.parametrize(
        ("name", "prefix", "event"),
        [
            ("bindtap", "bind", "tap"),
            ("bind:tap", "bind", "tap"),
            ("catchtap", "catch", "tap"),
            ("catch:tap", "catch", "tap"),
            ("mut-bind:tap", "mut-bind", "tap"),
            ("capture-bind:tap", "capture-bind", "tap"),
            ("capture-bindtap", "capture-bind", "tap"),
            ("capture-catch:touchstart", "capture-catch", "touchstart"),
            ("capture-mut-bind:tap", "capture-mut-bind", "tap"),
            ("bind:my-event_2", "bind", "my-event_2"),
            ("bindsubmitToGroup", "bind", "submitToGroup"),
            ("bindTap", "bind", "Tap"),
        ],
    )
    def test_each_prefix_binds(self, name: str, prefix: str, event: str) -> None:
        text = f'<view {name}="go"/>'
        (binding,) = read(text).bindings
        assert (binding.prefix, binding.event, binding.kind) == (prefix, event, "literal")
        (handler,) = binding.handlers
        assert at(text, handler.start, handler.end) == handler.text == "go"
        assert binding.stops == ("catch" in prefix)

    @pytest.mark.parametrize(
        "name",
        ["mut-bindtap", "tap", "on-tap", "ontap", "bind", "bind:", "catch", "data-bindtap", "wx:bindtap",
         "bind:a:b", "model:value", "change:prop", "worklet:onscroll", "mark:bind", "createliveactivity",
         "Bindtap", "binder:tap"],
    )  # fmt: skip
    def test_what_only_looks_like_a_prefix_binds_nothing(self, name: str) -> None:
        assert read(f'<view {name}="go"/>').bindings == ()

    def test_branches_with_literal_names_are_all_handlers(self) -> None:
        text = "<view bindtap=\"{{ a ? 'one' : b ? 'two' : '' }}\"/>"
        (binding,) = read(text).bindings
        assert binding.kind == "choice"
        assert [choice.text for choice in binding.handlers] == ["one", "two", ""]
        assert [at(text, choice.start, choice.end) for choice in binding.handlers] == ["one", "two", ""]

    @pytest.mark.parametrize(
        ("value", "names_found"),
        [
            ("{{handler}}", []),
            ("{{item.handler}}", []),
            ("on{{kind}}", []),
            ("{{'on' + kind}}", []),
            ("{{a ? 'one' : other}}", ["one"]),
            ("{{a && 'one'}}", []),
            ("{{ ?? }}", []),
        ],
    )
    def test_a_name_from_the_data_is_dynamic(self, value: str, names_found: list[str]) -> None:
        (binding,) = read(f'<view bindtap="{value}"/>').bindings
        assert binding.kind == "dynamic"
        assert [choice.text for choice in binding.handlers] == names_found

    def test_a_constant_inside_of_a_mustache_is_a_name(self) -> None:
        (binding,) = read("<view bindtap=\"{{'go'}}\"/>").bindings
        assert (binding.kind, binding.handlers[0].text) == ("literal", "go")

    @pytest.mark.parametrize("value", ['=""', '=" "', ""])
    def test_an_empty_value_binds_nothing(self, value: str) -> None:
        (binding,) = read(f"<view catchtouchmove{value}/>").bindings
        assert (binding.kind, binding.handlers) == ("none", ())

    def test_a_function_of_a_wxs_module_is_no_handler_of_the_page(self) -> None:
        markup = read('<wxs module="m" src="./m.wxs"/><view bindtap="{{m.tap}}" bindinput="{{n.tap}}"/>')
        assert [(binding.kind, binding.function) for binding in markup.bindings] == [
            ("wxs", "m.tap"),
            ("dynamic", None),
        ]


class TestOtherFiles:
    def test_imports_includes_templates_and_their_uses(self) -> None:
        text = """
        <import src="../t.wxml"/>
        <include src="/parts/head"/>
        <template name="row"><view bindtap="go"><text/></view></template>
        <template is="row" data="{{ ...item, busy }}"/>
        <template is="{{ wide ? 'row' : 'cell' }}"/>
        <template is="{{kind}}"/>
        """
        markup = read(text)
        assert [link.src for link in markup.imports] == ["../t.wxml"]
        assert [link.src for link in markup.includes] == ["/parts/head"]
        assert all(at(text, link.start, link.end) == link.src for link in markup.links)
        (template,) = markup.templates
        assert (template.name, at(text, template.start, template.end)) == ("row", "row")
        assert [([name.text for name in use.names], use.complete) for use in markup.uses] == [
            (["row"], True),
            (["row", "cell"], True),
            ([], False),
        ]
        assert markup.uses[0].data is not None
        assert markup.template_of(names(markup).index("text")) == template
        assert markup.template_of(0) is None

    def test_a_link_without_a_path_is_none(self) -> None:
        assert read("<import/><include src/><template/>").links == ()

    def test_wxs_is_raw_and_has_its_place(self) -> None:
        text = "<wxs module=\"m\">if (a < b && '<view>') { s = '{{' }</wxs><view/>"
        markup = read(text)
        (wxs,) = markup.wxs
        assert names(markup) == ["wxs", "view"]
        assert (wxs.module, wxs.src) == ("m", None)
        assert at(text, wxs.start, wxs.end) == "if (a < b && '<view>') { s = '{{' }"

    def test_wxs_from_a_file_has_no_text(self) -> None:
        (one, two) = read('<wxs module="a" src="./a.wxs"/><wxs module="b" src="./b.wxs"></wxs>').wxs
        assert (one.src, one.start) == ("./a.wxs", one.end)
        assert (two.src, two.start) == ("./b.wxs", two.end)

    def test_comments_keep_their_text_and_place(self) -> None:
        text = "<!-- wxlint-disable-next-line missing-handler -->\n<view/><!-- <text> {{ -- > --><!---->"
        markup = read(text)
        assert [comment.text for comment in markup.comments] == [
            " wxlint-disable-next-line missing-handler ", " <text> {{ -- > ", "",
        ]  # fmt: skip
        assert at(text, markup.comments[0].start, markup.comments[0].end).endswith("-->")
        assert names(markup) == ["view"]

    def test_a_comment_without_an_end_runs_to_the_end_as_both_compilers_have_it(self) -> None:
        markup = read("<view/><!-- <text/>")
        assert (names(markup), markup.problems) == (["view"], ())


class TestParts:
    def test_a_value_falls_into_text_and_expressions_with_their_places(self) -> None:
        text = '<view class="中 {{ a }}-{{b}}"/>'
        attribute = read(text).elements[0].attributes[0]
        found = parts(attribute)
        assert [(part.text, part.dynamic) for part in found] == [
            ("中 ", False), (" a ", True), ("-", False), ("b", True),
        ]  # fmt: skip
        assert [at(text, part.start, part.end) for part in found] == [part.text for part in found]

    @pytest.mark.parametrize(
        ("value", "alone"),
        [("{{a}}", True), (" {{a}} ", True), ("{{a}}{{b}}", False), ("x{{a}}", False), ("a", False)],
    )
    def test_a_value_may_be_one_expression_alone(self, value: str, alone: bool) -> None:
        assert (only_expression(read(f'<view a="{value}"/>').elements[0].attributes[0]) is not None) == alone

    def test_an_empty_value_comes_to_no_text(self) -> None:
        found = choices(read('<view a=""/>').elements[0].attributes[0])
        assert (found.choices, found.complete) == ((), True)


class TestProblems:
    @pytest.mark.parametrize(
        ("text", "code", "where", "elements"),
        [
            ("<view><text></view>", "unclosed-element", "<text", ["view", "text"]),
            ("<view><image src='x'><text/></view>", "unclosed-element", "<image", ["view", "image", "text"]),
            ("<view><view></view>", "unclosed-element", "<view", ["view", "view"]),
            ("</view><text/>", "stray-close", "</view>", ["text"]),
            ("<view></text></view>", "stray-close", "</text>", ["view"]),
            ('<view></view a="1">', "bad-close", 'a="1"', ["view"]),
            ("<view><text</view>", "unclosed-tag", "<text", ["view", "text"]),
            ('<view a="1" <text/>', "unclosed-tag", "<view", ["view", "text"]),
            ("<view", "unclosed-tag", "<view", ["view"]),
            ("<wxs module='m'>var a", "unclosed-wxs", "<wxs module='m'>", ["wxs"]),
            ('<view a="{{b}"/><text/>', "unclosed-mustache", "{{", ["view", "text"]),
            ('<view a="{{b" c="{{d}}"/><text/>', "unclosed-mustache", "{{", ["view", "text"]),
            ('<view a="{{b}} {{ "/><text/>', "unclosed-mustache", "{{", ["view", "text"]),
            ("<view>{{ b </view><text>{{c}}</text>", "unclosed-mustache", "{{", ["view", "text"]),
            ("<view>{{ b } {{c}}</view>", "unclosed-mustache", "{{", ["view"]),
            ('<view a="x/>\n<text b="1"/>', "unclosed-quote", '"', ["view", "text"]),
            ('<view a="x/>', "unclosed-quote", '"', ["view"]),
            ("<view a=x b='1'>y</view>", "unquoted-value", "x", ["view"]),
            ('<view a=x b="1">y</view>', "unquoted-value", "x", ["view"]),
            ('<view a=1" b="1">y</view>', "unquoted-value", "1", ["view"]),
            ('<view a="1""/>', "bad-attribute", '"', ["view"]),
            ('<view a="1",b="2"/>', "bad-attribute", ",", ["view"]),
            ('<view @tap="a"/>', "bad-attribute", "@", ["view"]),
            ("<view / >x</view>", "bad-attribute", "/", ["view"]),
        ],
    )
    def test_each_mistake_is_said_once_and_the_rest_is_read(
        self, text: str, code: str, where: str, elements: list[str]
    ) -> None:
        markup = read(text)
        found = [(problem.code, at(text, problem.start, problem.end)) for problem in markup.problems]
        assert found[0] == (code, where)
        assert {problem for problem, _ in found[1:]} <= {"unclosed-element", "bad-attribute"}
        assert names(markup) == elements
        assert markup.problems[0].sentence("zh")
        assert markup.problems[0].sentence("en")

    def test_after_a_mistake_the_bindings_below_it_are_found(self) -> None:
        markup = read('<view a="{{b}><text bindtap="go">x</text></view>\n<view bindtap="on"/>')
        assert "on" in [handler.text for binding in markup.bindings for handler in binding.handlers]

    def test_every_problem_has_a_sentence_in_both_languages(self) -> None:
        assert set(MARKUP_SENTENCES) == set(get_args(MarkupCode))
        for sentence in MARKUP_SENTENCES.values():
            assert sentence.zh
            assert sentence.en


class TestHostile:
    @pytest.mark.parametrize(
        "text",
        ["<view>" * 20_000, "<" * 100_000, "{{" * 100_000, "</" * 100_000, '<view a="' * 20_000,
         "<view a=" * 20_000, "<view " + "a " * 100_000, "<!--" * 100_000, "{{ { " * 20_000, "{{'" * 30_000,
         "<view " + "a=x{{y " * 20_000, "<view " + "a='{{" * 20_000, "<view a='{{" + "(" * 50_000 + "}}'/>",
         '<view bindtap="{{' + "a?'b':" * 20_000 + "'c'}}\"/>", "<wxs>" * 20_000, "x" * 6_000_000],
        ids=range(16),
    )  # fmt: skip
    def test_it_is_read_in_time(self, text: str) -> None:
        begun = time.perf_counter()
        read(text)
        assert time.perf_counter() - begun < 5


markup_pieces = st.sampled_from(
    ["<", ">", "/>", "</", "view", "wxs", "text", " ", '"', "'", "=", "{{", "}}", "{", "}", "a", "?", ":",
     "bindtap", "<!--", "-->", "\n", "中", "😀", "template", "is", "name", "src", "import", "wx:if", "&", "!",
     "\0"],
)  # fmt: skip


@given(st.lists(markup_pieces, max_size=40).map("".join))
def test_any_text_is_read_and_every_place_holds_what_it_says(text: str) -> None:
    markup = read(text)
    size = len(text.encode())
    for element in markup.elements:
        assert at(text, element.start, element.start + 1 + len(element.name)) == f"<{element.name}"
        assert element.start < element.end <= element.close <= size
        for attribute in element.attributes:
            assert at(text, attribute.start, attribute.end) == attribute.name
            if attribute.value is not None:
                assert at(text, attribute.value_start, attribute.value_end) == attribute.value
                for part in parts(attribute):
                    assert at(text, part.start, part.end) == part.text
    for binding in markup.bindings:
        for handler in binding.handlers:
            if "\\" not in text:
                assert at(text, handler.start, handler.end) == handler.text
    for comment in markup.comments:
        assert comment.text in at(text, comment.start, comment.end)
    for problem in markup.problems:
        assert 0 <= problem.start <= problem.end <= size


@given(st.binary(max_size=120))
def test_any_bytes_are_read(data: bytes) -> None:
    read_markup(Source("a.wxml", data))


def test_the_facts_survive_being_written_and_read_back() -> None:
    markup = read(
        '<import src="a"/><view wx:if="{{a}}" bindtap="{{b ? \'c\' : \'\'}}"><!-- x --></view></text>'
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(markup), type=Markup) == markup
