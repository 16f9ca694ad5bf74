"""Bytes become text, and offsets become the lines and columns that an editor shows."""

import codecs
import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxlint.read.problems import SOURCE_SENTENCES, SourceCode
from wxlint.read.source import Source


def source(data: bytes | str) -> Source:
    return Source("a.js", data.encode() if isinstance(data, str) else data)


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in source(data).problems]


class TestLines:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_each_kind_of_line_end_ends_a_line(self, end: str) -> None:
        read = source(f"one{end}two{end}three")
        assert read.line_count == 3
        assert read.line_column(read.utf8.index(b"three")) == (3, 1)
        assert read.line_text(2) == "two"

    @pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
    def test_what_no_editor_counts_ends_no_line(self, separator: str) -> None:
        read = source(f"a{separator}b")
        assert read.line_count == 1
        assert read.line_column(len(read.utf8) - 1) == (1, 3)

    def test_a_text_that_ends_in_a_line_end_has_an_empty_last_line(self) -> None:
        read = source("a\n")
        assert read.line_column(2) == (2, 1)
        assert (read.line_text(1), read.line_text(2), read.line_text(3)) == ("a", "", "")

    def test_the_empty_text_has_one_line(self) -> None:
        assert source("").line_count == 1
        assert source("").line_column(0) == (1, 1)

    def test_offsets_beyond_the_text_are_clamped(self) -> None:
        assert source("ab\nc").line_column(99) == (2, 2)
        assert source("ab\nc").line_column(-1) == (1, 1)
        assert source("ab\nc").offset(1, 99) == 2
        assert source("ab\nc").offset(9, 1) == 4
        assert source("ab\nc").offset(0, 0) == 0

    def test_places_inside_of_a_crlf_stay_on_its_line(self) -> None:
        assert source("a\r\nb").line_column(2) == (1, 3)


class TestColumns:
    def test_columns_count_code_points_and_the_protocol_counts_utf16_units(self) -> None:
        read = source("中😀é x")
        at = read.utf8.index(b"x")
        assert read.line_column(at) == (1, 5)
        assert read.utf16_position(at) == (0, 5)
        assert read.offset(1, 5) == at
        assert read.utf16_offset(0, 5) == at

    def test_an_offset_inside_a_character_counts_as_its_start(self) -> None:
        assert source("中x").line_column(1) == (1, 1)
        assert source("😀x").utf16_position(2) == (0, 0)

    def test_a_position_inside_a_surrogate_pair_is_the_start_of_the_character(self) -> None:
        assert source("😀x").utf16_offset(0, 1) == 0

    def test_a_byte_order_mark_takes_no_column(self) -> None:
        read = source(codecs.BOM_UTF8 + b"ab")
        assert read.line_column(3) == (1, 1)
        assert read.line_column(0) == (1, 1)
        assert read.offset(1, 1) == 3
        assert read.text == "ab"

    def test_one_line_of_six_megabytes_is_no_trouble(self) -> None:
        read = source("x中" * 1_500_000)
        assert read.line_column(len(read.utf8)) == (1, 3_000_001)


class TestEncodings:
    def test_plain_text_in_utf_8_has_no_problem(self) -> None:
        assert codes("中文 plain 😀".encode()) == []
        assert source("中文").editable

    def test_a_utf_8_byte_order_mark_is_noted_and_the_offsets_stay_those_of_the_file(self) -> None:
        read = source(codecs.BOM_UTF8 + b"x")
        assert [(p.code, p.start, p.end) for p in read.problems] == [("bom", 0, 3)]
        assert read.utf8 == read.data
        assert read.editable

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16_is_said_and_read(self, encoding: str) -> None:
        read = source("wx.request({url: '/中文'})".encode(encoding))
        assert [p.code for p in read.problems] == ["utf-16"]
        assert read.text == "wx.request({url: '/中文'})"
        assert not read.editable

    def test_utf_32_is_said_and_read(self) -> None:
        read = source("wx.login()".encode("utf-32"))
        assert [p.code for p in read.problems] == ["utf-32"]
        assert read.text == "wx.login()"

    def test_gbk_is_said_and_read_and_its_columns_are_those_of_the_characters(self) -> None:
        read = source("// 请求接口，带上令牌\nwx.login()".encode("gbk"))
        assert [(p.code, p.start) for p in read.problems] == [("gbk", 3)]
        assert read.text.startswith("// 请求接口")
        assert read.line_column(read.utf8.index(b"login")) == (2, 4)
        assert not read.editable

    def test_a_backslash_inside_a_gbk_character_does_not_escape_the_quote(self) -> None:
        assert source("a = '誠'; b = '很好'".encode("gbk")).text == "a = '誠'; b = '很好'"

    def test_a_damaged_spot_in_utf_8_is_replaced_where_it_is(self) -> None:
        data = "a = '这里是一段中文".encode() + b"\xff\xfe'; b = '\xe4\xb8'"
        read = source(data)
        problem = read.problems[0]
        assert (problem.code, problem.detail) == ("invalid-utf-8", "2")
        assert read.slice(problem.start, problem.end) == "\ufffd\ufffd"
        assert "这里是一段中文" in read.text

    def test_latin_1_is_not_taken_for_gbk(self) -> None:
        assert codes("caf\xe9 au lait".encode("latin-1")) == ["invalid-utf-8"]

    def test_trailing_nuls_are_said_and_left_out(self) -> None:
        read = source(b"App({})\0\0\0")
        assert [(p.code, p.detail) for p in read.problems] == [("trailing-nul", "3")]
        assert read.text == "App({})"
        assert read.editable

    def test_a_nul_inside_the_text_is_text(self) -> None:
        assert codes(b"a\0b") == []

    def test_a_file_of_nuls_is_an_empty_text(self) -> None:
        assert source(b"\0" * 600).text == ""

    def test_every_problem_has_a_sentence_in_both_languages(self) -> None:
        assert set(SOURCE_SENTENCES) == set(get_args(SourceCode))
        problem = source(b"x\0").problems[0]
        assert "NUL" in problem.sentence("en")
        assert "空字节" in problem.sentence("zh")


@given(st.binary(max_size=300))
def test_any_bytes_become_a_text_and_every_offset_has_a_place(data: bytes) -> None:
    read = source(data)
    assert read.utf8[read.start :].decode("utf-8") == read.text
    for offset in range(len(data) + 2):
        line, column = read.line_column(offset)
        assert min(line, column) >= 1


@given(st.text(alphabet=st.sampled_from("ab中😀é\n\r\u2028\x00 "), max_size=60))
def test_line_and_column_lead_back_to_the_offset(text: str) -> None:
    read = source(text)
    at = read.start
    for character in read.text:
        line, column = read.line_column(at)
        if character not in "\r\n":
            assert read.offset(line, column) == at
            assert read.utf16_offset(*read.utf16_position(at)) == at
            assert read.line_text(line)[column - 1] == character
        at += len(character.encode())


@given(
    pieces=st.lists(
        st.sampled_from([b"a", b"\r", b"\n", b"\x0b", b"\x0c", b"\x1c", b"\xc2\x85", b"\xe2\x80\xa8"])
    ),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_lines_end_at_lf_crlf_and_cr_alone(pieces: list[bytes], mark: bytes) -> None:
    data = mark + b"".join(pieces)
    source = Source("a.js", data)
    ends = [len(mark), *(one.end() for one in re.finditer(rb"\r\n|\r|\n", data))]
    assert source.line_count == len(ends)
    assert [source.line_column(end) for end in ends] == [(at + 1, 1) for at in range(len(ends))]
