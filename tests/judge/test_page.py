"""The shape of a rule's page."""

from pathlib import Path

from wxlint.judge.page import Mark, parse_page, read_page

PAGE = """\
# `lost-cup`

## zh

杯子丢了。

### 为什么

因为没有人看着它。

```toml
## not a section
```

## en

The cup is lost.

### Why

Nobody looked after it.

## examples

### 丢了 | Lost

```js bad
const cup = null
//    ^^^ lost-cup
```

```js fixed
const cup = {}
```

```wxml
<view id="cup" />
```

### 还在 | There

```js good file=util/cup.js
const cup = {}
```
"""


def marks(code: str, language: str = "js") -> tuple[Mark, ...]:
    page = parse_page(f"# x\n## zh\na\n## examples\n### b | c\n```{language} bad\n{code}\n```\n")
    return page.examples[0].files[0].marks


def test_a_page_has_a_line_and_a_text_in_each_language() -> None:
    page = parse_page(PAGE)
    assert page.rule == "lost-cup"
    assert (page.zh.summary, page.en.summary) == ("杯子丢了。", "The cup is lost.")
    assert page.en.body == "### Why\n\nNobody looked after it."
    assert page.zh.body.endswith("```toml\n## not a section\n```")


def test_an_example_is_all_blocks_below_its_heading() -> None:
    lost, there = parse_page(PAGE).examples
    assert (lost.zh, lost.en, lost.kind) == ("丢了", "Lost", "bad")
    assert [block.path for block in lost.files] == ["pages/index/index.js", "pages/index/index.wxml"]
    assert [block.text for block in lost.fixed] == ["const cup = {}\n"]
    assert (there.kind, there.files[0].path) == ("good", "util/cup.js")


def test_a_mark_is_no_part_of_the_file_but_of_what_is_shown() -> None:
    block = parse_page(PAGE).examples[0].files[0]
    assert block.text == "const cup = null\n"
    assert block.marks == (Mark(1, 7, 10, "lost-cup"),)
    assert block.shown == "const cup = null\n//    ^^^ lost-cup"


def test_marks_below_each_other_belong_to_the_same_line() -> None:
    assert marks("a.b()\n^ one\n//^ two, three\nc()\n^ four") == (
        Mark(1, 1, 2, "one"),
        Mark(1, 3, 4, "three"),
        Mark(1, 3, 4, "two"),
        Mark(2, 1, 2, "four"),
    )


def test_a_mark_may_name_another_level_and_a_lesser_confidence() -> None:
    assert marks("a.b()\n// ^^^ ip-host [info, likely], other") == (
        Mark(1, 4, 7, "ip-host", ("info", "likely")),
        Mark(1, 4, 7, "other"),
    )


def test_a_mark_may_stand_in_a_comment_of_markup() -> None:
    assert marks("<view />\n<!-- ^^ one -->", "wxml") == (Mark(1, 6, 8, "one"),)


def test_columns_count_code_points() -> None:
    assert marks("a('价😀', 1)\n//     ^ one") == (Mark(1, 8, 9, "one"),)


def test_a_line_with_a_caret_in_it_is_no_mark() -> None:
    assert marks("a()\nx = a ^ b") == ()
    assert marks("a()\n/^ab/.test(x)") == ()


def test_the_page_in_one_language_says_nothing_in_the_other() -> None:
    page = parse_page(PAGE)
    zh, en = page.markdown("zh"), page.markdown("en")
    assert zh.startswith("# lost-cup\n\n杯子丢了。\n")
    assert "### 错误：丢了\n\n```js\nconst cup = null\n//    ^^^ lost-cup\n```" in zh
    assert "### Right: There" in en
    assert "Lost" not in zh
    assert "丢了" not in en
    assert "fixed" not in en
    assert "const cup = {}\n```\n\n### " not in en


def test_a_page_in_one_language_only_is_shown_in_both() -> None:
    page = parse_page("# x\n## en\nOnly here.\n")
    assert page.section("zh").summary == "Only here."
    assert page.section("en").summary == "Only here."


def test_a_page_of_another_shape_is_shown_whole() -> None:
    page = parse_page("# x\nFirst line.\n\nMore.\n\n## Why\nBecause.\n")
    assert page.section("zh").summary == "First line."
    assert page.section("en").body.endswith("Because.")
    assert page.examples == ()


def test_a_page_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(PAGE, encoding="utf-8")
    assert read_page(tmp_path / "x.md") == parse_page(PAGE)
