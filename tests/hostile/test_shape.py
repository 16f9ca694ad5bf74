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


@pytest.mark.parametrize("waiting", ["await 1;", "await wx.login();", "(await f)();"])
def test_an_await_where_none_may_stand_is_no_fault(project: Project, waiting: str) -> None:
    send = "wx.request({ url: 'https://a.cn', success() { wx.hideLoading() } })"
    project.write(BAD, f"Page({{ onLoad() {{ {waiting} wx.showLoading(); {send} }} }})")
    project.check()


NESTED = {
    "arrays": ("[", "", "]"),
    "calls": ("f(", "", ")"),
    "parentheses": ("(", "1", ")"),
    "objects": ("{a:", "1", "}"),
    "negations": ("!", "1", ""),
    "members": ("a.b[", "0", "]"),
    "chained calls": ("a", "", "()"),
    "chained members": ("a", "", ".b"),
    "conditions": ("a ? b : ", "c", ""),
    "functions": ("() => ", "1", ""),
    "templates": ("`${", "1", "}`"),
}
"""What opens, what is innermost, what closes."""


def nested(name: str, end: str) -> str:
    """An expression nested deeper than any stack, with `end` (a line's end, or nothing) after each level."""
    opening, inner, closing = NESTED[name]
    if opening == "a":
        return opening + (closing + end) * DEEP
    return (opening + end) * DEEP + inner + (closing + end) * DEEP


@pytest.mark.parametrize("end", ["\n", ""], ids=["lines", "one line"])
@pytest.mark.parametrize("name", NESTED)
def test_a_deep_expression_costs_no_finding(project: Project, name: str, end: str) -> None:
    statement = "x = " + nested(name, end)
    project.write(BAD, with_statement(statement))
    assert project.check().mistake(BAD)[0] == 4 + statement.count("\n")


@pytest.mark.parametrize(
    "statement",
    [
        "if (a) {\n" * DEEP + "}\n" * DEEP,
        "if (a) b(); else\n" * DEEP + "c()",
        "while (a)\n" * DEEP + "c()",
        "a: {\n" * DEEP + "}\n" * DEEP,
        "function f() {\n" * DEEP + "}\n" * DEEP,
        "class A{static{" * DEEP + "}}\n" * DEEP,
    ],
    ids=["blocks", "else-ifs", "loops", "labels", "functions", "classes"],
)
def test_a_deep_statement_costs_no_finding(project: Project, statement: str) -> None:
    project.write(BAD, with_statement(statement))
    assert project.check().mistake(BAD)[0] == 4 + statement.count("\n")


@pytest.mark.parametrize("end", ["\n", ""], ids=["lines", "one line"])
@pytest.mark.parametrize("term", ["1", "'a'", "a", "f()", "`a${b}`"])
def test_a_sum_of_twenty_thousand_terms_costs_no_finding(project: Project, term: str, end: str) -> None:
    statement = f"x = {term}" + f" + {term}{end}" * DEEP
    project.write(BAD, with_statement(statement))
    assert project.check().mistake(BAD)[0] == 4 + statement.count("\n")


@pytest.mark.parametrize("opening", ["[\n", "f(\n", "{a:\n", "`${\n", "function f() {\n", "[", "f("])
def test_depth_without_an_end_is_said(project: Project, opening: str) -> None:
    project.write(BAD, opening * DEEP)
    assert project.check().names(BAD)


@pytest.mark.parametrize("name", ["arrays", "calls", "parentheses", "conditions", "templates"])
def test_a_url_that_is_nested_deep_costs_no_other_finding(project: Project, name: str) -> None:
    url = nested(name, "\n")
    project.write(BAD, SCRIPT.replace("'https://api.example.com/order'", url))
    assert project.check().mistake(BAD)[0] == 3 + url.count("\n")


@pytest.mark.parametrize("term", ["'/a'", "a"])
def test_a_url_of_twenty_thousand_terms_is_judged_by_its_beginning(project: Project, term: str) -> None:
    url = "'http://api.example.com/'" + f" +\n{term}" * DEEP
    project.write(BAD, SCRIPT.replace("'https://api.example.com/order'", url))
    checked = project.check()
    (found,) = checked.of(BAD, "non-https-url")
    assert (found["line"], found["column"]) == (3, SCRIPT.splitlines()[2].index("'https") + 1)
    assert checked.mistake(BAD)[0] == 3 + DEEP


def test_functions_that_call_each_other_for_ever_are_followed_to_an_end(project: Project) -> None:
    calls = "".join(f"function f{n}() {{ f{n + 1}(); f{n + 2}() }}\n" for n in range(2_000))
    project.write(BAD, calls + "function f2000() { f0() }\nfunction f2001() { f1() }\n" + SCRIPT)
    assert project.check().mistake(BAD)[0] == 2_005


def test_a_long_line_of_data_in_a_page_costs_no_finding(project: Project) -> None:
    project.write(BAD, with_statement("const icon = 'data:image/png;base64," + "iVBORw0KGgo" * 2_000 + "'"))
    assert project.check().mistake(BAD)[0] == 4


@pytest.mark.parametrize(
    "script",
    ["a.b(c,1);" * 700_000 + MISTAKE, with_statement("x = '" + "中" * 2_000_000 + "'")],
    ids=["code", "string"],
)
def test_a_line_of_six_megabytes_is_judged_or_said(project: Project, script: str) -> None:
    assert len(script.encode()) > 6_000_000
    project.write(BAD, script)
    checked = project.check()
    last = project.told("--format", "text").stdout.decode().splitlines()[-1]
    assert checked.names(BAD) or "1 file not checked" in last


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
