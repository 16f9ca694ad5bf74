"""Cells of a terminal: Chinese, emoji, accents; and text wrapped to a number of them."""

import pytest

from wxlint.tell.width import cell_widths, cells, wrap


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("", 0),
        ("wx.request", 10),
        ("请求", 4),
        ("，。：（）", 10),
        ("ｗｘ", 4),
        ("한국어", 6),
        ("\u1112\u1161\u11ab", 2),  # one syllable, decomposed
        ("é", 1),
        ("e\u0301", 1),
        ("☕", 2),
        ("☕\ufe0f", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("🇨🇳", 2),
        ("1\ufe0f\u20e3", 2),
        ("a👩\u200d💻b", 4),
        ("\u00ad", 1),
    ],
)
def test_a_text_takes_as_many_cells_as_a_terminal_gives_it(text: str, wide: int) -> None:
    assert cells(text) == wide
    assert sum(cell_widths(text)) == wide
    assert len(cell_widths(text)) == len(text)


def test_a_sequence_has_its_cells_at_its_first_code_point() -> None:
    assert cell_widths("a👩\u200d💻e\u0301") == [1, 2, 0, 0, 1, 0]


@pytest.mark.parametrize("width", range(12, 60))
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    text = "值里有 &、# 或空格时，服务器收到的参数会变。用 encode 包起来（☕️ 也要），works for 所有值。"
    lines = list(wrap(text, width, first="  = "))
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "").replace("=", "") == text.replace(" ", "")


def test_lines_after_the_first_stand_under_its_text() -> None:
    assert list(wrap("one two three", 9, first=" 1. ")) == [" 1. one", "    two", "    three"]


def test_no_line_begins_with_closing_punctuation_or_ends_with_opening() -> None:
    for width in range(4, 30):
        for line in wrap("请求失败（没有网络），加载提示“提交中”不会消失。改法：关闭它！", width):
            assert line[0] not in "）”，。：！"
            assert line[-1] not in "（“"


def test_a_word_longer_than_a_line_stays_whole() -> None:
    url = "https://api.example.com/a/very/long/path"
    assert list(wrap(f"see {url} now", 12)) == ["see", url, "now"]


def test_latin_words_in_chinese_text_are_not_broken() -> None:
    assert list(wrap("请用encodeURIComponent包住", 20)) == ["请用", "encodeURIComponent包", "住"]
