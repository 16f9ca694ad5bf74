"""One script's bytes to facts: what is lowered, when, and with which places."""

from wxlint.read import ir
from wxlint.read.script import Script


def script(text: str, suffix: str = "js") -> Script:
    return Script(text.encode(), suffix)


def only(text: str, suffix: str = "js") -> ir.Stmt:
    """The one statement of a script."""
    (stmt,) = script(text, suffix).body
    return stmt


def told(text: str, place: ir.Call | ir.Func) -> str:
    """The source text of something that has a place."""
    return text.encode()[place.start : place.end].decode()


class TestFunctions:
    def test_a_body_is_lowered_when_it_is_asked_for(self) -> None:
        page = script("function f() { g() }")
        (declared,) = page.body
        assert isinstance(declared, ir.FuncDecl)
        assert declared.func.body is None
        assert [type(stmt) for stmt in page.body_of(declared.func)] == [ir.Call]
        assert page.body_of(declared.func) is declared.func.body

    def test_an_expression_body_is_what_is_returned(self) -> None:
        page = script("(x => x.y)")
        (arrow,) = page.body
        assert isinstance(arrow, ir.Func)
        (returned,) = page.body_of(arrow)
        assert isinstance(returned, ir.Return)
        assert isinstance(returned.value, ir.GetMember)

    def test_what_var_declares_belongs_to_the_function(self) -> None:
        page = script("var a; if (b) { var c = 1; for (var d in e) {} } function f() { var g } let h")
        assert page.hoisted == ["a", "c", "d"]
        inner = next(stmt.func for stmt in page.body if isinstance(stmt, ir.FuncDecl))
        page.body_of(inner)
        assert inner.hoisted == ["g"]

    def test_a_comment_behind_a_body_is_no_part_of_the_function(self) -> None:
        text = "(function f() {} // 空\n)"
        for suffix in ("js", "ts"):
            found = only(text, suffix)
            assert isinstance(found, ir.Func)
            assert told(text, found) == "function f() {}"

    def test_a_block_of_a_class_is_a_function_that_runs_once(self) -> None:
        page = script("class A { static { f() } }")
        (declared,) = page.body
        assert isinstance(declared, ir.ClassDecl)
        (member,) = declared.cls.members
        assert (member.kind, member.static) == ("block", True)
        assert isinstance(member.value, ir.Func)
        assert [type(stmt) for stmt in page.body_of(member.value)] == [ir.Call]


class TestAwait:
    """The grammars take some awaited calls for calls of what is awaited."""

    def test_a_call_with_types_is_awaited_as_a_whole(self) -> None:
        text = "await http.post<Item[]>(url).data"
        awaited = only(text, "ts")
        assert isinstance(awaited, ir.Await)
        assert isinstance(awaited.value, ir.GetMember)
        call = awaited.value.object
        assert isinstance(call, ir.Call)
        assert told(text, call) == "http.post<Item[]>(url)"

    def test_a_call_of_what_a_compiler_wrote_is_awaited_as_a_whole(self) -> None:
        text = "async () => { await (0, api_1.login)(code) }"
        page = script(text)
        (arrow,) = page.body
        assert isinstance(arrow, ir.Func)
        (awaited,) = page.body_of(arrow)
        assert isinstance(awaited, ir.Await)
        assert isinstance(awaited.value, ir.Call)
        assert isinstance(awaited.value.callee, ir.Seq)
        assert told(text, awaited.value) == "(0, api_1.login)(code)"

    def test_parentheses_keep_what_is_called_from_being_awaited(self) -> None:
        call = only("(await f)(x)")
        assert isinstance(call, ir.Call)
        assert isinstance(call.callee, ir.Await)


class TestTypescript:
    def test_types_leave_nothing_behind(self) -> None:
        text = "interface A { b: C }\ntype D = E\nlet h: I = <J>k as L\nm!.n<O>(p satisfies Q)"
        declared, call = script(text, "ts").body
        assert isinstance(declared, ir.VarDecl)
        assert isinstance(declared.decls[0][1], ir.Name)
        assert isinstance(call, ir.Call)
        assert isinstance(call.args[0], ir.Name)

    def test_a_call_of_what_may_be_missing_is_optional(self) -> None:
        for suffix in ("js", "ts"):
            call = only("options.success?.(res)", suffix)
            assert isinstance(call, ir.Call)
            assert call.optional

    def test_an_enum_is_a_table(self) -> None:
        declared = only("enum Method { Get = 'GET', Post = 'POST', A = 4, B }", "ts")
        assert isinstance(declared, ir.VarDecl)
        table = declared.decls[0][1]
        assert isinstance(table, ir.ObjectLit)
        values = {prop.key: prop.value.value for prop in table.props if isinstance(prop.value, ir.Lit)}
        assert values == {"Get": "GET", "Post": "POST", "A": 4, "B": 5}

    def test_imports_of_types_load_nothing(self) -> None:
        kept = script(
            "import type { A } from './a'\nimport { type B, c } from './b'\nexport type { D }", "ts"
        ).body
        assert [(stmt.source, stmt.names) for stmt in kept if isinstance(stmt, ir.Import)] == [
            ("./b", [("c", "c")])
        ]


class TestLiterals:
    def test_escapes_are_values_and_have_no_inner_place(self) -> None:
        plain, escaped = (
            only(text)
            for text in (
                "('中文')",
                r"('\x41\u4e2d\u{1F600}\n\
')",
            )
        )
        assert isinstance(plain, ir.Lit)
        assert isinstance(escaped, ir.Lit)
        assert (plain.value, plain.inner) == ("中文", 2)
        assert (escaped.value, escaped.inner) == ("A中😀\n", -1)

    def test_numbers_are_what_javascript_makes_of_them(self) -> None:
        texts = ("0x1F", "0b11", "0o17", "017", "1_000", ".5", "5.", "1e3", "10n")
        values = [stmt.value for stmt in map(only, texts) if isinstance(stmt, ir.Lit)]
        assert values == [31, 3, 15, 15, 1000, 0.5, 5.0, 1000.0, 10]


class TestLineEnds:
    """A statement ends at the end of its line where JavaScript says so, and the grammar does not."""

    def test_a_declaration_without_a_value_ends_with_its_line(self) -> None:
        for text in (
            "let a, b\n(() => { f() })()",
            "var a\r\n\r\n  [1, 2].forEach(f)",
            "let a\n`b`\nlet c\n(d)",
        ):
            page = script(text)
            assert page.problems == []
            assert isinstance(page.body[0], ir.VarDecl)

    def test_places_behind_it_stay_right(self) -> None:
        text = "let 名\n(() => {})()\nwx.request({ url: '/a' })"
        call = script(text).body[-1]
        assert isinstance(call, ir.Call)
        assert told(text, call) == "wx.request({ url: '/a' })"

    def test_a_call_goes_on_over_lines(self) -> None:
        declared = only("const a = b\n(c)")
        assert isinstance(declared, ir.VarDecl)
        assert isinstance(declared.decls[0][1], ir.Call)

    def test_what_is_broken_stays_so(self) -> None:
        assert [problem.code for problem in script("let a = 1\nfoo(\n").problems] == ["unclosed-bracket"]


class TestComments:
    def test_those_that_name_the_tool_are_told_with_their_places(self) -> None:
        text = "// 空\n/* wxlint-disable a */ f() // wxlint-disable-line b\n'wxlint-disable'\n"
        found = script(text).comments
        assert [one.text for one in found] == [" wxlint-disable a ", " wxlint-disable-line b"]
        assert text.encode()[found[1].start : found[1].end].decode() == "// wxlint-disable-line b"
