"""Expressions of the markup become small trees, and come to what JavaScript makes of them."""

import json

import pytest
import quickjs
from hypothesis import given
from hypothesis import strategies as st

from wxlint.read.markup_expression import (
    UNDEFINED,
    Conditional,
    Constant,
    Expression,
    Name,
    Not,
    Opaque,
    Operation,
    Undefined,
    parse_expression,
    parse_template_data,
)
from wxlint.read.markup_truth import Vague, Value, evaluate, truth


def shown(expression: Expression) -> str:
    """A tree on one line, every operation in parentheses."""
    match expression:
        case Name():
            return expression.dotted
        case Constant():
            return "undefined" if isinstance(expression.value, Undefined) else json.dumps(expression.value)
        case Not():
            return f"!{shown(expression.operand)}"
        case Operation():
            return f"({shown(expression.left)} {expression.operator} {shown(expression.right)})"
        case Conditional():
            return f"({shown(expression.test)} ? {shown(expression.yes)} : {shown(expression.no)})"
        case Opaque():
            return f"[{', '.join(shown(part) for part in expression.parts)}]"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", "a"),
        ("a.b.c", "a.b.c"),
        ("a['b'][0].c", "a.b.0.c"),
        ("a?.b", "a.b"),
        ("a?.['b']", "a.b"),
        ("!a", "!a"),
        ("!!a.b", "!!a.b"),
        ("a && b || c", "((a && b) || c)"),
        ("a || b && c", "(a || (b && c))"),
        ("a ?? b", "(a ?? b)"),
        ("!a && b === 'x'", '(!a && (b === "x"))'),
        ("a == 1 ? 'y' : b ? null : undefined", '((a == 1.0) ? "y" : (b ? null : undefined))'),
        ("(a)", "a"),
        ("-1", "-1.0"),
        ("0x1F", "31.0"),
        (".5e1", "5.0"),
        ("'it\\'s'", '"it\'s"'),
        ("true", "true"),
        ("trueish", "trueish"),
        ("$a_1", "$a_1"),
        ("a + b", "[a, b]"),
        ("a > 0 && b", "([a, 0.0] && b)"),
        ("a.length === 0", "(a.length === 0.0)"),
        ("f(a, b).c", "[[f, a, b]]"),
        ("a[b]", "[a, b]"),
        ("a[b].c", "[[a, b]]"),
        ("-a", "[a]"),
        ("[a, ...b]", "[a, b]"),
        ("{x: a, y}", "[a, y]"),
        (" a ", "a"),
        ("中文", "中文"),
        ("a != void(0)", "(a != undefined)"),
        ("void 0 === a", "(undefined === a)"),
        ("typeof a === 'b'", '([a] === "b")'),
        ("!typeof(a)", "![a]"),
        ("void", "void"),
        ("typeof && a", "(typeof && a)"),
        ("void.a", "void.a"),
    ],
)
def test_an_expression_has_its_tree(text: str, tree: str) -> None:
    assert shown(parse_expression(text)) == tree


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a.",
        "a ? b",
        "a b",
        "(a",
        "a)",
        "&& a",
        "a &&",
        "'a",
        "a = b",
        "a => b",
        "a, b",
        "`a`",
        "a;",
        "{a",
        ".",
    ],
)
def test_what_is_no_expression_is_opaque(text: str) -> None:
    assert parse_expression(text) == Opaque()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "a" + ")" * 5000,
        "!" * 5000 + "a",
        "a" + " && a" * 5000,
        "a[" * 5000,
        "a?b:" * 5000 + "c",
        "a." * 5000,
    ],
    ids=["parentheses", "nots", "chain", "indices", "conditionals", "members"],
)
def test_what_is_endless_is_opaque_and_does_not_recurse(text: str) -> None:
    assert parse_expression(text) == Opaque()


def test_places_are_bytes_from_the_given_start() -> None:
    text = "'中' === a.b"
    tree = parse_expression(text, 100)
    assert isinstance(tree, Operation)
    assert isinstance(tree.right, Name)
    assert text.encode()[tree.right.start - 100 : tree.right.end - 100] == b"a.b"


class TestTemplateData:
    def test_members_and_spreads(self) -> None:
        members = parse_template_data(" ...item, busy: state.busy, list, 'x-y': 1 ")
        assert members is not None
        assert [(member.name, shown(member.value)) for member in members] == [
            (None, "item"),
            ("busy", "state.busy"),
            ("list", "list"),
            ("x-y", "1.0"),
        ]

    def test_no_data_is_no_member(self) -> None:
        assert parse_template_data("") == ()

    @pytest.mark.parametrize("text", ["a b", "a: ", "{a}", "...", "1 + 2"])
    def test_what_is_no_list_of_members_is_unknown(self, text: str) -> None:
        assert parse_template_data(text) is None


class TestValues:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("on", True),
            ("!on", False),
            ("off || zero", 0.0),
            ("on && text", "x"),
            ("on === true", True),
            ("one === 1", True),
            ("text == 'x' ? '' : 'y'", ""),
            ("nothing ?? 'z'", "z"),
            ("nothing == missing", True),
            ("nothing === missing", False),
            ("unsaid", Vague.UNKNOWN),
            ("unsaid && off", Vague.FALSY),
            ("unsaid || on", Vague.TRUTHY),
            ("off && unsaid", False),
            ("on || unsaid", True),
            ("unsaid ? 'a' : 'b'", Vague.TRUTHY),
            ("unsaid ? 'a' : 'a'", "a"),
            ("unsaid ? '' : 'a'", Vague.UNKNOWN),
            ("!unsaid", Vague.UNKNOWN),
            ("!some", False),
            ("!none", True),
            ("some === false", False),
            ("none === 'x'", False),
            ("some == false", Vague.UNKNOWN),
            ("some === true", Vague.UNKNOWN),
            ("some ?? off", Vague.TRUTHY),
            ("none ?? on", Vague.UNKNOWN),
            ("unsaid ?? off", Vague.UNKNOWN),
            ("one + 1", Vague.UNKNOWN),
            ("on.deeper", Vague.UNKNOWN),
        ],
    )
    def test_an_expression_comes_to_what_is_known(self, text: str, value: Value) -> None:
        known: dict[str, Value] = {
            "on": True, "off": False, "zero": 0, "one": 1, "text": "x", "nothing": None, "missing": UNDEFINED,
            "some": Vague.TRUTHY, "none": Vague.FALSY,
        }  # fmt: skip
        found = evaluate(parse_expression(text), known)
        assert (type(found), found) == (type(value), value)


scalars = st.sampled_from([True, False, None, "", "0", "1", "x", " ", "NaN", 0.0, 1.0, -1.0, 2.5])
atoms = st.sampled_from(
    ["a", "b", "c", "true", "false", "null", "undefined", "0", "1", "''", "'x'", "'0'", "'1'"]
)
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        inner.map(lambda one: f"!{one}"),
        st.tuples(inner, st.sampled_from(["&&", "||", "==", "!=", "===", "!=="]), inner).map(
            lambda three: f"({three[0]} {three[1]} {three[2]})"
        ),
        st.tuples(inner, inner, inner).map(lambda three: f"({three[0]} ? {three[1]} : {three[2]})"),
    ),
    max_leaves=8,
)
engine = quickjs.Context()


def in_javascript(text: str, known: dict[str, Value]) -> object:
    engine.eval(f"var {', '.join(f'{name} = {json.dumps(value)}' for name, value in known.items())}")
    return json.loads(
        engine.eval(f"(v => JSON.stringify(v === undefined ? ['undefined'] : [null, v]))({text})")
    )


@given(expressions, st.fixed_dictionaries({"a": scalars, "b": scalars, "c": scalars}))
def test_what_is_all_known_comes_to_what_a_javascript_engine_says(text: str, known: dict[str, Value]) -> None:
    ours = evaluate(parse_expression(text), known)
    assert (["undefined"] if isinstance(ours, Undefined) else [None, ours]) == in_javascript(text, known)


@given(
    expressions,
    st.fixed_dictionaries({"a": scalars, "b": scalars, "c": scalars}),
    st.sets(st.sampled_from("abc")),
)
def test_what_is_said_while_fields_are_unknown_holds_for_whatever_they_hold(
    text: str, whole: dict[str, Value], vague: set[str]
) -> None:
    less = {name: value for name, value in whole.items() if name not in vague}
    partly: dict[str, Value] = {
        **less,
        **{name: Vague.TRUTHY if truth(whole[name]) else Vague.FALSY for name in vague - {"c"}},
    }
    expression = parse_expression(text)
    exact = truth(evaluate(expression, whole))
    for known in (less, partly):
        said = truth(evaluate(expression, known))
        assert said is None or said is exact


@given(st.text(alphabet=st.sampled_from("ab.!&|=?:()[]{}'\" ,0+<中\\"), max_size=30))
def test_any_text_is_parsed_without_an_error(text: str) -> None:
    parse_expression(text)
    parse_template_data(text)
