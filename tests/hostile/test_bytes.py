"""Files in odd encodings and with odd lines: read, or said to be unreadable, and never a column off."""

import pytest

from tests.hostile.project import BAD, MISTAKE, SCRIPT, Project

COLUMN = SCRIPT.splitlines()[2].index("'post'") + 1


def test_a_byte_order_mark_is_no_column(project: Project) -> None:
    line = f"Page({{ onLoad() {{ {MISTAKE} }} }})"
    project.write(BAD, b"\xef\xbb\xbf" + line.encode())
    assert project.check().mistake(BAD) == (1, line.index("'post'") + 1)


def test_a_byte_order_mark_in_a_json_file_is_a_finding_and_the_page_is_judged(project: Project) -> None:
    project.write("pages/bad/bad.json", b"\xef\xbb\xbf{}")
    checked = project.check()
    assert checked.names("pages/bad/bad.json")
    assert checked.mistake(BAD) == (3, COLUMN)


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "lone CR"])
def test_lines_end_as_in_an_editor(project: Project, end: str) -> None:
    project.write(BAD, SCRIPT.replace("\n", end))
    assert project.check().mistake(BAD) == (3, COLUMN)


def test_a_line_separator_is_no_line_of_an_editor(project: Project) -> None:
    project.write(BAD, SCRIPT.replace("wx.request", "/* a\u2028b */ wx.request"))
    assert project.check().mistake(BAD) == (3, COLUMN + len("/* a\u2028b */ "))


def test_a_line_separator_ends_a_line_comment(project: Project) -> None:
    project.write(BAD, SCRIPT.replace("wx.request", "// note\u2028wx.request"))
    assert project.check().mistake(BAD) == (3, COLUMN + len("// note\u2028"))


def test_gbk_in_a_comment_is_said_and_the_file_is_judged(project: Project) -> None:
    project.write(BAD, SCRIPT.replace("\n", " // 下单，提交订单\n").encode("gbk"))
    checked = project.check()
    assert checked.mistake(BAD) == (3, COLUMN)
    assert checked.names(BAD)
    assert [one for one in checked.of(BAD) if "GBK" in one["message"]] or "GBK" in checked.errors


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_said(project: Project, encoding: str) -> None:
    project.write(BAD, SCRIPT.encode(encoding))
    checked = project.check()
    assert [one for one in checked.of(BAD) if "UTF-" in one["message"]] or "UTF-" in checked.errors


def test_bytes_that_are_not_utf_8_in_a_string_are_said_and_the_file_is_judged(project: Project) -> None:
    project.write(BAD, SCRIPT.encode().replace(b"onLoad() {", b"onLoad() { const a = '\xff\xfe\xe4\xb8';"))
    checked = project.check()
    assert checked.mistake(BAD) == (3, COLUMN)
    assert [one for one in checked.of(BAD) if "UTF-8" in one["message"]] or "UTF-8" in checked.errors


def test_nul_bytes_at_the_end_are_no_code(project: Project) -> None:
    project.write(BAD, SCRIPT.encode() + b"\0" * 4096)
    checked = project.check()
    assert checked.mistake(BAD) == (3, COLUMN)
    assert [one for one in checked.of(BAD) if "NUL" in one["message"]] or "NUL" in checked.errors


def test_a_file_of_nothing_but_nul_bytes_is_said(project: Project) -> None:
    project.write(BAD, b"\0" * 4096)
    assert project.check().names(BAD)


def test_columns_count_an_emoji_once(project: Project) -> None:
    project.write(BAD, SCRIPT.replace("    wx", "    '👩\u200d👩\u200d👧☕\ufe0f'; wx"))
    assert project.check().mistake(BAD) == (3, COLUMN + len("'👩\u200d👩\u200d👧☕\ufe0f'; "))
