"""Why a script does not parse: what is wrong, marked where it helps, one problem for one mistake."""

import pytest

from wxlint.read import ir
from wxlint.read.script import Script

#: A broken script with the place between `«` and `»`, and what is said of it.
BROKEN = [
    # Quotes and comments without an end.
    ("const a = «'abc»\nfoo()", "open-text"),
    ("wx.request({ url: «'https://a.example.com»\n})", "open-text"),
    ("const a = «`»abc\nfoo()", "open-text"),
    ("«/*» abc\nfoo()", "open-comment"),
    # Brackets: the innermost one that is not closed, and by the indentation the one that was meant.
    ("foo«(»1, 2", "unclosed-bracket"),
    ("Page(«{»\n  onLoad() { a() }\n", "unclosed-bracket"),
    ("const a = «{»\n  b: 1,\n  c() { d() },\n", "unclosed-bracket"),
    ("if «(»a { b() }", "unclosed-bracket"),
    ("if (a) «{»\n  b()\n", "unclosed-bracket"),
    ("Page({\n  onLoad() { a«(»1 }\n})", "unclosed-bracket"),
    ("Page({\n  onLoad() {\n    if (a) «{»\n      b()\n  },\n  onShow() { c() }\n})\n", "unclosed-bracket"),
    ("Page({\n  onLoad() {\n    wx.request(«{» url: 'x'\n  },\n  onShow() { a() }\n})\n", "unclosed-bracket"),
    ("Page({})\n«}»)", "stray-bracket"),
    ("foo(1, 2)«)»", "stray-bracket"),
    ("return «}»", "stray-bracket"),
    # What the parser expected.
    ("wx.request({url: 'a' «method»: 'b'})", "missing-before"),
    ("wx.request({\n  url: base + '/a'\n  «method»: 'b'\n})", "missing-before"),
    ("Page({\n  onLoad() { a() }\n  «onShow»() { b() }\n})", "missing-before"),
    ("Page({ data: { a: 1 }\n  «onLoad»() {} })", "missing-before"),
    ("foo(a «b»)", "missing-before"),
    ("const a = [1 «2»]", "missing-before"),
    ("import a «form» 'b'", "missing-before"),
    ("if «a» > 1 { b() }", "missing-before"),
    ("const «=» 3", "no-name"),
    ("let a = «;»\nfoo()", "no-value"),
    ("const a = {b:«» }", "nothing-here"),
    ("«else» { }", "no-place"),
    ("a = b «c»", "no-place"),
    ("«a ? b»", "unparsed"),
]


@pytest.mark.parametrize(("marked", "code"), BROKEN)
def test_what_is_wrong_and_where(marked: str, code: str) -> None:
    before, _, rest = marked.partition("«")
    inside, _, after = rest.partition("»")
    problems = Script((before + inside + after).encode(), "js").problems
    start = len(before.encode())
    assert [(one.code, one.start, one.end) for one in problems] == [
        (code, start, start + len(inside.encode()))
    ]


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("foo(a b)", "它前面少了 `,`", "`,` is missing before this"),
        ("foo(1", "这个 `(` 没有闭合", "this `(` is never closed"),
        ("let a = ;", "它前面少了值", "a value is missing before this"),
        ("import a form 'b'", "它前面少了 `from`", "`from` is missing before this"),
    ],
)
def test_it_is_said_in_words(text: str, zh: str, en: str) -> None:
    (problem,) = Script(text.encode(), "js").problems
    assert (problem.sentence("zh"), problem.sentence("en")) == (zh, en)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "const { a = 1, ...rest } = b\nclass C { #d = 1; static async e() { return (await f)?.g ?? a } }",
        "a = b\n++c\n",
        "`${`${'}'}`}` /* ( */; // [\n/[(]/.test(a)",
    ],
)
def test_a_script_that_parses_has_no_problem(text: str) -> None:
    assert Script(text.encode(), "js").problems == []


def test_at_most_three_are_told() -> None:
    assert len(Script(b"foo(a b)\n" * 20, "js").problems) == 3


def test_a_bracket_that_is_never_closed_is_told_once() -> None:
    (problem,) = Script(b"Page({\n  a() { b( },\n  c() { d e }\n})\n", "js").problems[:1]
    assert problem.code == "unclosed-bracket"
    assert len({one.start for one in Script(b"foo(((\n", "js").problems}) == 1


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("js", "let a = 1\nin_stock = 2\nlet b = a\ninstanceof_x = 3\n"),
        ("ts", "interface A {\n  a: string\n  in_stock: boolean\n}\n"),
        ("ts", "interface A {\n  a: (boolean) => void\n  b: ( string ) => string\n}\n"),
        ("tsx", "let a = <Picture src='https://a.com/b?c=1&d=2&e=3&amp;f=4' alt='a&' />\n"),
        ("js", "let a = <Text>one&two</Text>\n"),
        ("ts", "export type * from './a'\nexport const a = 1\n"),
        ("tsx", "const A = styled(View)<{ color: string }>`a: ${(p) => p.color};`\n"),
        ("js", "let a = b >= 10\u00a0? b\u00a0: '0' + b\nlet c = d\u3000? 1 : 2\n"),
        ("ts", "let a\u00a0=\u00a01\u00a0\nlet b = a\u2003// c\na = b\u00a0\nb\u00a0= a\u00a0? 1 : 2\n"),
        ("ts", "const a = styled.view<{\n  b: string\n}>`a`, c = styled.text<{ d: Map<string, E> }>`f`\n"),
    ],
)
def test_what_the_grammar_takes_for_something_else_is_no_problem(suffix: str, text: str) -> None:
    found = Script(f"{text}const last = 1\n".encode(), suffix)
    assert found.problems == []
    assert isinstance(found.body[-1], ir.VarDecl)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("js", "let a = 1 in_stock = 2\n"),
        ("js", "let a = b\u00a0? c\u00a0d\n"),
        ("js", "let a = 1 &b c\n"),
        ("ts", "let a = 1 (boolean) =>\n"),
        ("ts", "export type * = 1\n"),
        ("ts", "const a = styled.view<{ b: string }> `c` d\n"),
        ("ts", "const a = styled.view<{ b: string }> c\n"),
    ],
)
def test_what_only_looks_like_it_is_one(suffix: str, text: str) -> None:
    assert Script(text.encode(), suffix).problems


def test_places_and_texts_stay_as_they_are_written() -> None:
    text = "let a = <Picture src='/b?c=1&d=2' />\nlet e = f\nin_stock('g&h')\n"
    last = Script(text.encode(), "js").body[-1]
    assert isinstance(last, ir.Call)
    assert text[last.start : last.end] == "in_stock('g&h')"
    (argument,) = last.args
    assert isinstance(argument, ir.Lit)
    assert argument.value == "g&h"


def test_what_nobody_sees_is_told_by_its_number() -> None:
    (problem,) = Script(b"let a = 1\n\x08foo()\n", "js").problems
    assert "`U+0008`" in problem.sentence("en")


def test_the_template_behind_types_is_read() -> None:
    text = "const a = tag<{ b: string }>`c${d}`\n"
    (declared,) = Script(text.encode(), "ts").body
    assert isinstance(declared, ir.VarDecl)
    ((_, value),) = declared.decls
    assert isinstance(value, ir.Opaque)
    assert text[value.start : value.end] == "tag<{ b: string }>`c${d}`"


def test_spaces_beyond_ascii_stay_in_texts() -> None:
    text = "let a = b\u00a0? 'c\u00a0d' : `e\u3000f`\ng('h\u00a0i')\n"
    script = Script(text.encode(), "js")
    assert script.problems == []
    last = script.body[-1]
    assert isinstance(last, ir.Call)
    (argument,) = last.args
    assert isinstance(argument, ir.Lit)
    assert argument.value == "h\u00a0i"
