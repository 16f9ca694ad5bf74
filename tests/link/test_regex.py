"""Regular expressions that are followed give what a JavaScript engine gives; the others give nothing."""

import pytest
import quickjs

from wxlint.link.engine.heap import text
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.regex import Regex, holds, replaced
from wxlint.link.survey import Survey
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text

PLACE = Place("a.js", 0, 1)
FOLLOWED = [
    "/^https?:\\/\\//i",
    "/^([a-z][a-z\\d\\+\\-\\.]*:)?\\/\\//i",
    "/\\/+$/",
    "/^\\/+/",
    "/[?&]id=(\\d+)/",
    "/\\?.*$/",
    "/a|b$/g",
    "/[^\\w.-]/g",
    "/[[&|~-]/g",
    "/\\/{2,}/g",
    "/(?:x|y)z?/",
    "/./g",
    "/\\bshop\\b/i",
]
TEXTS = [
    "https://Shop.example.com/a//b/",
    "HTTP://a.example.com",
    "//cdn.example.com/x?id=12&b=[c]",
    "/goods/list",
    "goods/list///",
    "a-b|c~d&&e--f",
    "",
    "xyz",
]
LEFT = [
    "/(a+)+$/",
    "/a++/",
    "/(?=a)/",
    "/(?<year>\\d+)/",
    "/\\u4e00/",
    "/[\\u4e00-\\u9fa5]/",
    "/(a)\\1/",
    "/a.*b.*c.*d.*e/",
    "/^a$/m",
    "/[]/",
    "/{id}/",
    "/" + "a" * 200 + "/",
]


@pytest.fixture
def machine() -> Machine:
    return Survey().machine


@pytest.mark.parametrize("source", FOLLOWED)
@pytest.mark.parametrize("given", TEXTS)
def test_it_gives_what_an_engine_gives(source: str, given: str, machine: Machine) -> None:
    engine = quickjs.Context()
    engine.set("given", given)
    regex = Regex(source, PLACE)
    found = replaced(text(given), regex, text("_"), PLACE, every=False)
    assert found is not None
    assert found.known == engine.eval(f"given.replace({source}, '_')")
    if "g" not in source.rpartition("/")[2]:
        assert holds(machine, regex, [text(given)], PLACE) == Constant(
            engine.eval(f"{source}.test(given)"), PLACE
        )


@pytest.mark.parametrize("source", LEFT)
def test_what_the_two_languages_read_differently_or_what_may_take_long_is_left(source: str) -> None:
    assert replaced(text("aaa"), Regex(source, PLACE), text("_"), PLACE, every=False) is None


def test_pieces_that_are_not_touched_stand_where_they_were_written() -> None:
    base, path = Part("https://a.example.com//", Place("config.js", 5, 30)), Part("x/", Place("a.js", 9, 13))
    found = replaced(Text((base, path)), Regex("/\\/+$/", PLACE), text(""), PLACE, every=False)
    assert found is not None
    assert [(part.text, part.place) for part in found.parts] == [(base.text, base.place), ("x", path.place)]


@pytest.mark.parametrize(
    ("known", "expected"), [("//x/", "x/{…}"), ("x/", "x/{…}"), ("//", None), ("", None)]
)
def test_of_an_unknown_rest_only_the_beginning_is_looked_at(known: str, expected: str | None) -> None:
    given = Text((Part(known, PLACE), Part(None, PLACE)) if known else (Part(None, PLACE),))
    found = replaced(given, Regex("/^\\/+/", PLACE), text(""), PLACE, every=False)
    assert (found.shown() if found else None) == expected
    assert replaced(given, Regex("/\\/+$/", PLACE), text(""), PLACE, every=False) is None


@pytest.mark.parametrize("by", ["$1", "$&"])
def test_a_replacement_that_refers_to_the_match_is_left(by: str) -> None:
    assert replaced(text("abc"), Regex("/(b)/", PLACE), text(by), PLACE, every=False) is None


@pytest.mark.parametrize(
    ("source", "beginning", "expected"),
    [
        ("/^https?:\\/\\//", "https://a", True),
        ("/^https?:\\/\\//", "/goods/", False),
        ("/^https?:\\/\\//", "http", None),
        ("/^https?:\\/\\//", "httpd", False),
        ("/^([a-z][a-z\\d+\\-.]*:)?\\/\\//i", "/goods/", False),
        ("/^([a-z][a-z\\d+\\-.]*:)?\\/\\//i", "goods", None),
        ("/^([a-z][a-z\\d+\\-.]*:)?\\/\\//i", "goods/", False),
        ("/^([a-z][a-z\\d+\\-.]*:)?\\/\\//i", "//cdn", True),
        ("/^(?:http|ws):/", "/a", False),
        ("/^(?:http|ws):/", "w", None),
        ("/^(?:http|ws):/", "http", None),
        ("/^a|b/", "c", None),
        ("/^ab$/", "ab", None),
        ("/^a{3}b/", "aa", None),
        ("/b/", "a", None),
        ("/^a/", "", None),
    ],
)
def test_a_beginning_settles_what_no_rest_can_change(
    source: str, beginning: str, expected: bool | None, machine: Machine
) -> None:
    given = Text((Part(beginning, PLACE), Part(None, PLACE)))
    found = holds(machine, Regex(source, PLACE), [given], PLACE)
    assert (found.value if isinstance(found, Constant) else None) == expected
