"""Code frames: whatever a line holds and however long it is, the underline stands below the span."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxlint.judge.report import Span
from wxlint.read.source import Source
from wxlint.tell.clean import visible
from wxlint.tell.frame import CUT, Row, frame
from wxlint.tell.width import cells


def rows(text: str, wanted: str, width: int = 60, context: int = 0) -> list[Row]:
    """The frame of the first place at which `wanted` stands in a file."""
    source = Source("a.js", text.encode())
    start = text.encode().index(wanted.encode())
    end = start + len(wanted.encode())
    return frame(source, Span(*source.line_column(start), *source.line_column(end)), width, context)


def underlined(row: Row) -> str:
    """The signs above the underline."""
    assert row.mark is not None
    column, length = row.mark
    at, found = 0, ""
    for character in row.code:
        if column <= at < column + length:
            found += character
        at += cells(character)
    return found


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("wx.request({ url })", "url"),
        ("const 地址 = 'http://x'", "'http://x'"),
        ("\t\twx.request({\turl })", "url"),
        ("/* ☕ */ wx.request()", "wx.request"),
        ("x = '\x1b[31m' + url", "url"),
        ("x = '\u202e' + url", "url"),
        ("\ufeffvar url", "url"),
    ],
)
def test_the_underline_stands_below_the_span(line: str, wanted: str) -> None:
    (row,) = rows(f"first\n{line}\nlast\n", wanted)
    assert row.number == 2
    assert underlined(row) == wanted


def test_a_sequence_of_emoji_before_the_span_does_not_shift_it() -> None:
    (row,) = rows("s = '👩\u200d👩\u200d👧❤\ufe0f'; url()", "url")
    assert row.mark == (cells("s = '👩\u200d👩\u200d👧❤\ufe0f'; "), 3)


@pytest.mark.parametrize("text", ["a\r\nurl()\r\n", "a\rurl()\rb", "a\nurl()\u2028b"])
def test_lines_end_where_editors_end_them(text: str) -> None:
    (row,) = rows(text, "url")
    assert row.number == 2
    assert row.code.startswith("url()")
    assert "\r" not in row.code


def test_the_lines_around_the_span_are_its_context() -> None:
    assert [row.number for row in rows("1\n2\n3 url\n4\n5\n", "url", context=1)] == [2, 3, 4]


def test_blank_lines_at_the_ends_of_the_context_are_left_out() -> None:
    assert [row.number for row in rows("1\n\n3 url\n\n5\n", "url", context=1)] == [3]


def test_a_span_of_a_few_lines_is_shown_whole() -> None:
    shown = rows("wx.request({\n  url,\n})\n", "wx.request({\n  url,\n})")
    assert [(row.number, underlined(row)) for row in shown] == [(1, "wx.request({"), (2, "url,"), (3, "})")]


def test_the_middle_of_a_long_span_is_cut_out() -> None:
    call = "wx.request({\n" + "  a,\n" * 20 + "})"
    shown = rows(call, call)
    assert [row.number for row in shown] == [1, None, 22]
    assert shown[1].code == CUT


def test_a_span_that_ends_with_a_line_does_not_reach_into_the_next() -> None:
    assert [row.number for row in rows("url()\nnext()\n", "url()\n")] == [1]


def test_an_empty_span_is_one_sign_wide() -> None:
    (row,) = frame(Source("a.js", b"f("), Span(1, 3, 1, 3), 60)
    assert row.mark == (2, 1)


def test_a_file_that_could_not_be_read_has_no_frame() -> None:
    assert frame(Source("a.js", b""), Span(1, 1, 1, 1), 60) == []


def test_a_line_of_megabytes_is_cut_around_the_span() -> None:
    (row,) = rows("x=1;" * 1_000_000 + "wx.request(u)" + ";y=2" * 1_000_000, "wx.request")
    assert cells(row.code) <= 60
    assert underlined(row) == "wx.request"
    assert row.code.startswith(CUT)
    assert row.code.endswith(CUT)


def test_a_span_wider_than_the_frame_is_cut_at_its_end() -> None:
    (row,) = rows("call(" + "a" * 500 + ")", "a" * 500)
    assert cells(row.code) <= 60
    assert row.mark is not None
    assert sum(row.mark) <= 60


def sides(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(alphabet=alphabet, max_size=90)


def plain_signs(text: str) -> Iterator[str]:
    return (character for character in text if visible(character) == character)


@given(before=sides("ab \t中文☕。"), after=sides("ab \t中文☕。"), width=st.integers(30, 100))
def test_in_any_line_the_underline_stands_below_the_span(before: str, after: str, width: int) -> None:
    (row,) = rows(f"{before}URL名{after}", "URL名", width)
    assert cells(row.code) <= width
    assert underlined(row) == "URL名"
