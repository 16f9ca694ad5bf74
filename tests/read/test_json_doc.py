"""JSON is judged as `JSON.parse` judges it, every mistake once, and all that is meant is read with its
place.
"""

import codecs
import json
import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxlint.read.json_doc import DEEPEST, JsonDocument, JsonNode, read_json
from wxlint.read.problems import JSON_SENTENCES, JsonCode
from wxlint.read.source import Source


def read(text: str | bytes, *, comments: bool = False) -> JsonDocument:
    return read_json(Source("app.json", text.encode() if isinstance(text, str) else text), comments=comments)


def root(text: str) -> JsonNode:
    document = read(text)
    assert document.root is not None
    return document.root


class TestPlaces:
    TEXT = '{\n  "页面": ["a", {"deep": -1.5e2}],\n  "on": true\n}\n'

    def at(self, node: JsonNode) -> str:
        return self.TEXT.encode()[node.start : node.end].decode()

    def test_every_value_lies_where_it_is_written(self) -> None:
        document = root(self.TEXT)
        assert self.at(document) == self.TEXT.strip()
        pages = document.get("页面")
        assert pages is not None
        assert self.at(pages) == '["a", {"deep": -1.5e2}]'
        found = document.find(["页面", 1, "deep"])
        assert found is not None
        assert (self.at(found), found.value) == ("-1.5e2", -150.0)

    def test_every_key_lies_where_it_is_written(self) -> None:
        member = root(self.TEXT).member("页面")
        assert member is not None
        assert self.TEXT.encode()[member.key_start : member.key_end].decode() == '"页面"'

    def test_a_way_that_leads_nowhere_finds_nothing(self) -> None:
        document = root(self.TEXT)
        ways: list[list[str | int]] = [
            ["x"],
            ["页面", 7],
            ["页面", "0"],
            ["on", 0],
            ["on", "x", "y"],
            ["页面", -1],
        ]
        for path in ways:
            assert document.find(path) is None
        assert document.find([]) is document


class TestStrict:
    @pytest.mark.parametrize(
        "text",
        ["{}", "[]", "null", " 1 ", '""', "-0", "0.5", "1e9", '"\\u00e9\\ud83d\\ude00"', '{"a":{"a":[]}}',
         '"\u2028"', '"a // b"', '"/* */"', '"it\'s"', '{"":1}', '"，"', '"\x7f"', "[1,\r\n\t2]"],
    )  # fmt: skip
    def test_what_the_platform_takes_has_no_problem(self, text: str) -> None:
        document = read(text)
        assert document.problems == ()
        assert document.root is not None
        assert document.root.plain() == json.loads(text)

    @pytest.mark.parametrize(
        ("text", "code", "where"),
        [
            ('{"a": 1 // why\n}', "comment", "// why"),
            ('/* * / x */{"a": 1}', "comment", "/* * / x */"),
            ('{"a": 1} /* no end', "unclosed-comment", "/* no end"),
            ('{"a": 1,}', "trailing-comma", ","),
            ('{"a": [1, 2, ], "b": 1}', "trailing-comma", ","),
            ("{,}", "extra-comma", ","),
            ('{"a": 1,, "b": 2}', "extra-comma", ","),
            ('{"a": 1 "b": 2}', "missing-comma", '"b"'),
            ('{"a": [1 2]}', "missing-comma", "2"),
            ('{"a": [{} {}]}', "missing-comma", "{"),
            ('{"a" 1}', "missing-colon", "1"),
            ('{"a": , "b": 1}', "missing-value", '"a"'),
            ('{"a"}', "missing-value", '"a"'),
            ("{a: 1}", "unquoted-key", "a"),
            ("{中文: 1}", "unquoted-key", "中文"),
            ("{1: 1}", "unquoted-key", "1"),
            ("{'a': 1}", "single-quotes", "'a'"),
            ("""{"a": 'it"s'}""", "single-quotes", "'it\"s'"),
            ('{"a"：1}', "full-width", "："),
            ('{"a": 1，"b": 2}', "full-width", "，"),
            ("{“a”: 1}", "full-width", "“a”"),
            ('{"a":\u00a01}', "odd-space", "\u00a0"),
            ('{"a":\u30001}', "odd-space", "\u3000"),
            ('{"a": "x,\n"b": 1}', "unclosed-string", '"x'),
            ('{"a": "x\ty"}', "control-character", '"x\ty"'),
            ('{"a": "\\x"}', "bad-escape", '"\\x"'),
            ('{"a": "\\u12"}', "bad-escape", '"\\u12"'),
            ('{"a": 01}', "bad-number", "01"),
            ('{"a": .5}', "bad-number", ".5"),
            ('{"a": +1}', "bad-number", "+1"),
            ('{"a": 1.}', "bad-number", "1."),
            ('{"a": 0x10}', "bad-number", "0x10"),
            ('{"a": NaN}', "bad-number", "NaN"),
            ('{"a": -Infinity}', "bad-number", "-Infinity"),
            ('{"a": True}', "unknown-word", "True"),
            ('{"a": undefined}', "unknown-word", "undefined"),
            ('{"a": nullx}', "unknown-word", "nullx"),
            ('{"a": [1, 2}', "unclosed", "["),
            ('{"a": {"b": 1}', "unclosed", "{"),
            ('{"a": {"b": [', "unclosed", "["),
            ('{"a": 1}}', "unexpected", "}"),
            ('{"a": 1]}', "unexpected", "]"),
            ('{"a": 1} x y', "unexpected", "x"),
            ('{"a": 1},\n{"b": 1}', "unexpected", ","),
            ('{"a": 1: 2}', "unexpected", ":"),
            ('{{"a": 1}}', "unexpected", "{"),
            ('{"a": @1}', "unexpected", "@"),
            ('{"a": 1;\n"b": 2}', "unexpected", ";"),
            ("", "empty", ""),
            (" \n ", "empty", ""),
        ],
    )
    def test_each_mistake_is_said_once_where_it_is(self, text: str, code: str, where: str) -> None:
        document = read(text)
        assert [(p.code, text.encode()[p.start : p.end].decode()) for p in document.problems] == [
            (code, where)
        ]
        assert document.problems[0].sentence("zh")
        assert document.problems[0].sentence("en")

    def test_a_byte_order_mark_stops_the_platform_too(self) -> None:
        document = read(codecs.BOM_UTF8 + b'{"a": 1}')
        assert [(p.code, p.start, p.end) for p in document.problems] == [("bom", 0, 3)]
        assert document.root is not None
        assert document.root.plain() == {"a": 1}

    def test_an_encoding_that_is_not_utf_8_is_said_and_read(self) -> None:
        document = read('{"标题": "首页，商城"}'.encode("gbk"))
        assert [p.code for p in document.problems] == ["gbk"]
        assert document.root is not None
        assert document.root.plain() == {"标题": "首页，商城"}

    def test_trailing_nuls_are_not_json(self) -> None:
        assert [p.code for p in read(b"{}\0").problems] == ["trailing-nul"]

    def test_duplicate_keys_are_legal_and_the_last_counts(self) -> None:
        document = read('{"a": 1, "a": 2}')
        assert document.problems == ()
        assert document.root is not None
        assert document.root.plain() == {"a": 2}
        assert [member.key for member in document.root.members] == ["a", "a"]
        member = document.root.member("a")
        assert member is not None
        assert member.value.value == 2


class TestReadingOn:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("// x\n{'pages': ['a', 'b',], \"debug\": true,}", {"pages": ["a", "b"], "debug": True}),
            ('{"a": "x,\n"b": 1}', {"a": "x", "b": 1}),
            ('{"a" 1 "b": [1 2], c: undefined}', {"a": 1, "b": [1, 2], "c": None}),
            ("{“a”：1，“b”：2}", {"a": 1, "b": 2}),
            ('{"a": {"b": 1, "c": 2', {"a": {"b": 1, "c": 2}}),
            ('{"a": [1, {"b": 2], "c": 3}', {"a": [1, {"b": 2}], "c": 3}),
            ('{"a": 1}\n{"b": 2}', {"a": 1}),
            ('{"a":, "b": 2}', {"b": 2}),
            ('{"t": "\\q\\n"}', {"t": "q\n"}),
            ('{"t": "\\ud83d"}', {"t": "\ufffd"}),
        ],
    )
    def test_what_is_meant_is_read_past_the_mistakes(self, text: str, meant: object) -> None:
        assert root(text).plain() == meant

    def test_several_mistakes_are_several_problems_in_the_order_of_the_text(self) -> None:
        found = [p.code for p in read("{a: 1, // x\n 'b': 01,}").problems]
        assert found == ["unquoted-key", "comment", "single-quotes", "bad-number", "trailing-comma"]

    def test_the_same_mistake_again_and_again_can_be_told_once(self) -> None:
        document = read("{a: 1, // x\n b: 2, // y\n}")
        assert [p.code for p in document.distinct] == ["unquoted-key", "comment", "trailing-comma"]
        assert document.distinct[0].start == 1

    def test_comments_may_be_allowed_and_nothing_else(self) -> None:
        assert read('{"a": 1 /* x */} // y', comments=True).problems == ()
        assert [p.code for p in read('{"a": 1, /* x */}', comments=True).problems] == ["trailing-comma"]
        assert [p.code for p in read("// only a comment", comments=True).problems] == ["empty"]


class TestHostile:
    @pytest.mark.parametrize(
        "nest",
        ["[" * 20_000, '{"a":' * 20_000, "[" * 20_000 + "]" * 20_000],
        ids=["arrays", "objects", "closed"],
    )
    def test_nesting_without_end_is_said_and_does_not_recurse(self, nest: str) -> None:
        document = read(nest)
        assert "too-deep" in [p.code for p in document.problems]
        assert document.root is not None
        document.root.plain()

    def test_after_a_place_that_is_too_deep_the_rest_is_read(self) -> None:
        deep = "[" * (DEEPEST + 5) + "]" * (DEEPEST + 5)
        document = read(f'{{"a": {deep}, "b": 1}}')
        assert [p.code for p in document.problems] == ["too-deep"]
        assert document.root is not None
        found = document.root.get("b")
        assert found is not None
        assert found.value == 1

    def test_a_number_of_many_digits_is_a_number(self) -> None:
        assert root("1" * 5000).value == float("inf")
        assert root("12345678901234567890").value == 1.2345678901234567e19

    @pytest.mark.parametrize(
        "text", ['"' + "\\" * 1_000_001, "/*" + "*" * 1_000_000, "'" + "x" * 1_000_000, "中" * 400_000]
    )
    def test_long_mistakes_are_read_in_time(self, text: str) -> None:
        begun = time.perf_counter()
        read(text)
        assert time.perf_counter() - begun < 3


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(json_values, st.sampled_from([None, 2]), st.booleans())
def test_whatever_is_json_is_read_as_python_reads_it(
    value: object, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    document = read(text.encode("utf-8", "replace"))
    if "\ufffd" not in text and "?" not in text and "\\ud" not in text:
        assert document.root is not None
        assert document.problems == ()
        assert document.root.plain() == json.loads(text)


def accepts(text: str) -> bool:
    try:
        json.loads(text, parse_constant=lambda _: 1 / 0)
    except (ValueError, ZeroDivisionError):
        return False
    return True


@given(st.text(alphabet=st.sampled_from("{}[]:,\"'\\ \n1.-eatrufls/*中，“”：\u00a0"), max_size=40))
def test_it_refuses_exactly_what_a_strict_reader_refuses_and_never_raises(text: str) -> None:
    document = read(text)
    assert (document.problems == ()) == accepts(text)
    for problem in document.problems:
        assert 0 <= problem.start <= problem.end <= len(text.encode())


def every(node: JsonNode) -> list[JsonNode]:
    below = [member.value for member in node.members] + list(node.items)
    return [node] + [deeper for child in below for deeper in every(child)]


@given(st.text(alphabet=st.sampled_from('{}[]:,"a1 \n'), max_size=40))
def test_places_lie_inside_of_their_parents_in_order(text: str) -> None:
    document = read(text)
    for node in every(document.root) if document.root else []:
        children = [member.value for member in node.members] + list(node.items)
        edges = [node.start, *(edge for child in children for edge in (child.start, child.end)), node.end]
        assert edges == sorted(edges)


def test_every_problem_has_a_sentence_in_both_languages() -> None:
    assert set(JSON_SENTENCES) == set(get_args(JsonCode))
    for sentence in JSON_SENTENCES.values():
        assert sentence.zh
        assert sentence.en
