"""Scripts of odd shape: unfinished, deeper than any stack, longer than any screen."""

import json

import pytest

from tests.hostile.project import BAD, MISTAKE, SCRIPT, Project

DEEP = 20_000


def with_statement(statement: str) -> str:
    """The script with a statement before its mistake, which moves a line down."""
    return SCRIPT.replace("    wx.request", f"    {statement}\n    wx.request")


def test_an_unclosed_call_is_said_and_what_has_a_shape_is_judged(project: Project) -> None:
    project.write(
        BAD, SCRIPT.replace("\n  }\n})\n", "\n  },\n  onShow() {\n    wx.request({ url: 'https://\n")
    )
    checked = project.check()
    assert checked.mistake(BAD)[0] == 3
    assert [one for one in checked.of(BAD) if one["rule"] != "lowercase-method"] or BAD in checked.errors


def test_a_script_of_words_is_said(project: Project) -> None:
    project.write(BAD, "this is (no {script at [all\n")
    assert project.check().names(BAD)


@pytest.mark.parametrize(
    "statement",
    [
        "x = " + "[" * DEEP + "]" * DEEP,
        "x = " + "f(" * DEEP + ")" * DEEP,
        "x = " + "(" * DEEP + "1" + ")" * DEEP,
        "x = " + "{a:" * DEEP + "1" + "}" * DEEP,
        "x = " + "!" * DEEP + "1",
        "x = a" + ".b" * DEEP,
        "x = a" + "()" * DEEP,
        "x = a" + " ? b : c" * DEEP,
        "x = " + "() => " * DEEP + "1",
        "x = " + "`${" * DEEP + "1" + "}`" * DEEP,
        "if (a) {" * DEEP + "}" * DEEP,
        "if (a) b(); else " * DEEP + "c()",
        "x = 1" + " + 1" * DEEP,
        "x = 'a'" + " + 'a'" * DEEP,
    ],
    ids=[
        "arrays", "calls", "parentheses", "objects", "negations", "members", "chained calls", "conditions",
        "functions", "templates", "blocks", "else-ifs", "sum", "concatenation",
    ],
)  # fmt: skip
def test_depth_costs_no_finding(project: Project, statement: str) -> None:
    project.write(BAD, with_statement(statement))
    assert project.check().mistake(BAD)[0] == 4


@pytest.mark.parametrize("opening", ["[", "f(", "{a:", "`${", "function f() {"])
def test_depth_without_an_end_is_said(project: Project, opening: str) -> None:
    project.write(BAD, opening * DEEP)
    assert project.check().names(BAD)


@pytest.mark.parametrize(
    "url",
    [
        "'http://api.example.com'" + " + '/a'" * DEEP,
        "'http://api.example.com/'" + " + a" * DEEP,
        "f(" * DEEP + "'http://api.example.com'" + ")" * DEEP,
        "a ? 'http://api.example.com/' : " * DEEP + "'http://api.example.com/'",
    ],
    ids=["literals", "variables", "calls", "conditions"],
)
def test_a_url_that_is_deep_or_long_is_no_end(project: Project, url: str) -> None:
    project.write(BAD, SCRIPT.replace("'https://api.example.com/order'", url))
    assert project.check().mistake(BAD)[0] == 3


def test_a_literal_behind_twenty_thousand_terms_is_known(project: Project) -> None:
    url = "'http://api.example.com/'" + " + a" * DEEP
    project.write(BAD, SCRIPT.replace("'https://api.example.com/order'", url))
    (found,) = project.check().of(BAD, "non-https-url")
    assert (found["line"], found["column"]) == (3, SCRIPT.splitlines()[2].index("'https") + 1)


def test_functions_that_call_each_other_for_ever_are_followed_to_an_end(project: Project) -> None:
    calls = "".join(f"function f{n}() {{ f{n + 1}(); f{n + 2}() }}\n" for n in range(2_000))
    project.write(BAD, calls + "function f2000() { f0() }\nfunction f2001() { f1() }\n" + SCRIPT)
    assert project.check().mistake(BAD)[0] == 2_005


def test_a_line_of_six_megabytes_is_read(project: Project) -> None:
    filler = "a.b(c,1);" * 700_000
    assert len(filler) > 6_000_000
    project.write(BAD, filler + MISTAKE)
    assert project.check().mistake(BAD) == (1, len(filler) + MISTAKE.index("'post'") + 1)


def test_a_string_of_six_megabytes_is_read(project: Project) -> None:
    project.write(BAD, with_statement("x = '" + "中" * 2_000_000 + "'"))
    assert project.check().mistake(BAD)[0] == 4


def test_deep_json_is_said_and_the_page_is_judged(project: Project) -> None:
    project.write("pages/bad/bad.json", '{"usingComponents":' + "[" * DEEP + "]" * DEEP + "}")
    assert project.check().mistake(BAD)[0] == 3


@pytest.mark.parametrize("text", ["", "{", '{"usingComponents": {', "[" * DEEP, "null", "\0\0"])
def test_json_without_an_end_is_said_and_the_page_is_judged(project: Project, text: str) -> None:
    project.write("pages/bad/bad.json", text)
    assert project.check().mistake(BAD)[0] == 3


@pytest.mark.parametrize(
    "markup",
    [
        "<view>" * DEEP + "</view>" * DEEP,
        "<view>" * DEEP,
        "</view>" * DEEP,
        "<view bindtap='",
        "<view class='{{" + "(" * DEEP + "}}'></view>",
        '<include src="bad.wxml"/><import src="./bad.wxml"/>',
        "<!--" * DEEP,
    ],
    ids=["nested", "unclosed", "unopened", "open attribute", "deep mustache", "includes itself", "comments"],
)
def test_markup_of_any_shape_costs_no_finding(project: Project, markup: str) -> None:
    project.write("pages/bad/bad.wxml", markup)
    assert project.check().mistake(BAD)[0] == 3


def test_an_app_json_in_pieces_is_said_and_its_pages_are_judged(project: Project) -> None:
    pages = json.dumps(["pages/bad/bad", "pages/good/good"])
    project.write("app.json", f'{{ "pages": {pages}, // two\n "window": {{ }},,\n')
    assert project.check().names("app.json")
