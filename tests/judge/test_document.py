"""What is said of a configuration document: held to the reference implementation, in words, at its place."""

from __future__ import annotations

import json
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxlint.judge.document import Fault, faults
from wxlint.judge.holds import CHECKED, holds
from wxlint.model.document import Document
from wxlint.platform.documents import DocumentKind, schema
from wxlint.read.json_doc import read_json
from wxlint.read.source import Source

KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
DESCRIBING = {"$schema", "$comment", "$defs", "title", "description", "default", "examples"}
OURS = {"x-expected", "x-message"}


def found(kind: DocumentKind, text: str) -> list[tuple[str, Fault]]:
    """Each fault with the text that it marks."""
    root = read_json(Source("x.json", text.encode())).root
    assert root is not None
    listed = faults(Document(kind, "x.json", root))
    return [(text.encode()[one.place.start : one.place.end].decode(), one) for one in listed]


def words(part: Any) -> set[str]:
    """Every word that a schema uses."""
    used = set(part)
    for name in ("properties", "$defs"):
        for inner in part.get(name, {}).values():
            used |= words(inner)
    for name in ("items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"):
        if isinstance(part.get(name), dict):
            used |= words(part[name])
    for inner in part.get("anyOf", ()):
        used |= words(inner)
    return used


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_uses_only_words_that_are_checked(kind: DocumentKind) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert words(schema(kind)) <= CHECKED | DESCRIBING | OURS


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_names_its_source(kind: DocumentKind) -> None:
    def check(part: dict[str, Any]) -> None:
        for name, inner in part.get("properties", {}).items():
            assert "$comment" in inner or "$ref" in inner or part.get("type") is None, name
            check(inner)

    check(schema(kind))
    for part in schema(kind).get("$defs", {}).values():
        check(part)


def values(kind: DocumentKind) -> st.SearchStrategy[Any]:
    """Documents that are nearly right: known keys with values of any kind, and what the schema lists."""
    keys, texts = set[str](), {"x", "", "#fff", "@x", "/*", "getFuzzyLocation"}

    def gather(part: Any) -> None:
        if isinstance(part, dict):
            keys.update(part.get("properties", {}))
            texts.update(one for one in part.get("enum", ()) if isinstance(one, str))
            for inner in part.values():
                gather(inner)
        elif isinstance(part, list):
            for inner in part:
                gather(inner)

    gather(schema(kind))
    leaves = st.none() | st.booleans() | st.integers(-2, 2) | st.floats(0, 9) | st.sampled_from(sorted(texts))
    names = st.sampled_from(sorted(keys))
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=6) | st.dictionaries(names, inner, max_size=5),
        max_leaves=12,
    )


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_the_quick_answer_lets_pass_is_what_jsonschema_lets_pass(kind: DocumentKind, data: Any) -> None:
    value = data.draw(values(kind))
    assert holds(value, schema(kind), schema(kind)) == jsonschema.Draft202012Validator(schema(kind)).is_valid(
        value
    )


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_fault_has_a_place_and_words_in_both_languages(kind: DocumentKind, data: Any) -> None:
    value = data.draw(values(kind))
    listed = found(kind, json.dumps(value))
    assert bool([one for _, one in listed if not one.ignored]) == (
        not holds(value, schema(kind), schema(kind))
    )
    for text, one in listed:
        assert text
        assert one.zh
        assert one.en.isascii() or not json.dumps(value, ensure_ascii=False).isascii()


@pytest.mark.parametrize(
    ("kind", "document", "marked", "mended", "said"),
    [
        ("app", '{"pages": [], "networkTimeout": {"request": "3000"}}', '"3000"', "3000",
         'networkTimeout.request must be a number of milliseconds, not the string "3000"'),
        ("app", '{"pages": [], "networkTimeout": {"request": "3s"}}', '"3s"', None,
         'networkTimeout.request must be a number of milliseconds, not the string "3s"'),
        ("app", '{"pages": [], "networkTimeout": {"reqest": 3000}}', "reqest", "request",
         "the platform knows no networkTimeout.reqest; did you mean `request`?"),
        ("app", '{"pages": "pages/a"}', '"pages/a"', None,
         'pages must be an array, not the string "pages/a"'),
        ("app", '{"pages": ["a", 5]}', "5", None,
         "pages[1] must be a string, not the number 5"),
        ("app", '{"pages": [], "debug": "false"}', '"false"', "false",
         'debug must be true or false, not the string "false"'),
        ("app", '{"pages": [], "style": "V2"}', '"V2"', '"v2"',
         'style must be "v2", not the string "V2"; did you mean "v2"?'),
        ("app", '{"pages": [], "workers": 1}', "1", None,
         "workers must be the path of a folder, not the number 1"),
        ("app", '{"pages": [], "tabBar": {"list": [{}, {"pagePath": "a"}]}}', "{", None,
         "tabBar.list[0] lacks `pagePath`"),
        ("app", '{"pages": [], "tabBar": {}}', "tabBar", None,
         "tabBar lacks `list`"),
        ("app", "{}", "{", None,
         "the document lacks `pages`"),
        ("app", "[]", "[]", None,
         "the document must be an object, not an array"),
        ("app", '{"pages": [], "useExtendedLib": {"wui": true}}', "wui", None,
         'a key of useExtendedLib must be "kbone" or "weui", not "wui"'),
        ("page", '{"disableScroll": 1}', "1", None,
         "disableScroll must be true or false, not the number 1"),
        ("page", '{"backgroundColor": "red"}', '"red"', None,
         'backgroundColor must be a hexadecimal colour such as "#ffffff", not the string "red"'),
        ("project", '{"setting": {"es6": null}}', "null", None,
         "setting.es6 must be true or false, not null"),
        ("sitemap", '{"rules": [{"action": "alow", "page": "*"}]}', '"alow"', '"allow"',
         'rules[0].action must be "allow" or "disallow", not the string "alow"; did you mean "allow"?'),
        ("uni-pages", '{"pages": [{"path": 1}]}', "1", None,
         "pages[0].path must be a string, not the number 1"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_words_at_its_place(
    kind: DocumentKind, document: str, marked: str, mended: str | None, said: str
) -> None:
    ((text, fault),) = found(kind, document)
    assert (text, fault.en) == (marked, said)
    assert (fault.fix.edits[0].text if fault.fix is not None else None) == mended
    assert any("一" <= letter <= "鿿" for letter in fault.zh)


def test_tabs_beyond_the_last_that_is_legal_are_marked_at_the_first() -> None:
    tabs = ", ".join(f'{{"pagePath": "p{at}"}}' for at in range(7))
    ((text, fault),) = found("app", f'{{"pages": [], "tabBar": {{"list": [{tabs}]}}}}')
    assert (text, fault.en) == ('{"pagePath": "p5"}', "tabBar.list takes at most 5 items and has 7")
    assert found("app", f'{{"pages": [], "tabBar": {{"custom": true, "list": [{tabs}]}}}}') == []


def test_places_are_right_behind_what_is_not_ascii_and_of_duplicate_keys_the_last_counts() -> None:
    document = '{"pages": [], "debug": "是", "window": {"navigationBarTitleText": "价😀"}, "debug": 1}'
    ((text, fault),) = found("app", document)
    assert (text, fault.place.end) == ("1", len(document.encode()) - 1)


def test_a_mended_letter_case_is_safe_and_a_guess_is_not() -> None:
    ((_, case),) = found("page", '{"enablePulldownRefresh": true}')
    ((_, guess),) = found("page", '{"enablePullDownRefesh": true}')
    assert case.fix is not None
    assert guess.fix is not None
    assert (case.fix.safe, guess.fix.safe) == (True, False)
