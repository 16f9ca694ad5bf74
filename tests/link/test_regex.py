"""Regular expressions that are followed give what a JavaScript engine gives; the others give nothing."""

import re
from itertools import product
from pathlib import Path

import pytest
import quickjs

from tests.link.frameworks import requests
from tests.link.projects import scripted
from wxlint.link.engine.heap import text
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.regex import Regex, holds, replaced
from wxlint.link.engine.spelling import is_plain_pattern
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
    "/\\/(?=\\w+($|\\?))/",
    "/\\/(?!\\/)/g",
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
    "/(?<=a)b/",
    "/(?=a)?b/",
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


HOLE = Part(None, PLACE, "parameter")


@pytest.mark.parametrize(
    ("source", "given", "expected"),
    [
        # What may be cut off where the hole is empty is not known any more.
        ("/\\/+$/", ["https://a/x/", HOLE], "https://a/x{…}"),
        ("/\\/+$/", ["https://a/x", HOLE], "https://a/x{…}"),
        ("/\\/+$/", ["https://a/x/", HOLE, "/y"], "https://a/x{…}y"),
        ("/\\/+$/", ["https://a/x/", HOLE, "?b=c"], "https://a/x{…}?b=c"),
        ("/\\/$/", ["https://a/x/?id=", HOLE], "https://a/x/?id={…}"),
        ("/\\?.*$/", ["https://a/x?id=", HOLE], "https://a/x{…}"),
        ("/\\?.*$/", ["https://a/x/", HOLE, "/y"], "https://a/x/{…}"),
        ("/:id/", ["https://a/:id/", HOLE, "/y"], "https://a/{…}/y"),
        ("/:id/", ["https://a/:i", HOLE, "/y"], "https://a/{…}/y"),
        ("/:id/", ["https://a/", HOLE, "dx"], "https://a/{…}x"),
        ("/(^|y):id/", ["https://a/", HOLE, "y:id"], "https://a/{…}"),
        ("/b+/g", ["https://a/", HOLE, "/bb/c"], "https://a/{…}/{…}"),
        ("/\\/\\.(?=\\w+($|\\?))/", ["https://a/x/", HOLE], "https://a/x{…}"),
        ("/x*/", ["https://a/", HOLE], None),
        ("/[^a]/", ["https://a/", HOLE], None),
        ("/\\b:id/", ["https://a/", HOLE], None),
        ("/a(?!b)/", ["https://x/", HOLE], None),
        ("/x{2}/", ["https://a/", HOLE], None),
    ],
)
def test_what_no_match_can_reach_stays(source: str, given: list[str | Part], expected: str | None) -> None:
    parts = tuple(Part(one, PLACE) if isinstance(one, str) else one for one in given)
    for new in (text("_"), text("$1"), text("")):
        found = replaced(Text(parts), Regex(source, PLACE), new, PLACE, every=False)
        assert (found.shown() if found else None) == expected


@pytest.mark.parametrize("source", FOLLOWED)
def test_what_stays_is_there_whatever_the_hole_holds(source: str) -> None:
    engine = quickjs.Context()
    for before, after in product(
        ("https://a/b//x", "/", "?id=1&b=2", "shop/a"), ("", "/", "/b//", "?b", "-shop")
    ):
        parts = (Part(before, PLACE), Part(None, PLACE), *((Part(after, PLACE),) if after else ()))
        for new in ("", "_"):
            found = replaced(Text(parts), Regex(source, PLACE), text(new), PLACE, every=False)
            if found is None:
                continue
            pattern = "".join(".*" if one.text is None else re.escape(one.text) for one in found.parts)
            for rest in ("", "/", "//", "x", "b", "?", "s", "hop", "id=3", "a/b/c//", "http://"):
                engine.set("given", before + rest + after)
                made = engine.eval(f"given.replace({source}, '{new}')")
                assert re.fullmatch(pattern, made, re.DOTALL), (found.shown(), made)


def test_what_comes_in_the_place_of_a_match_may_have_holes() -> None:
    found = replaced(
        text("https://a/:id/c"), Regex("/:id/", PLACE), Text((HOLE, Part("x", PLACE))), PLACE, every=False
    )
    assert found is not None
    assert found.shown() == "https://a/{…}x/c"


@pytest.mark.parametrize("by", ["$1", "$&", "<$1|$2>", "$$1", "$3", "$", "a$", "$x$1", "$1$1"])
@pytest.mark.parametrize(
    "source", ["/(b)/", "/(b)(x)?/g", "/^\\/(.+?)\\/$/", "/^\\/?(.*)$/", "/none/", "/b/g", "/(x)|b/"]
)
@pytest.mark.parametrize("given", ["abcb", "/api/", "/api", "api", ""])
def test_a_replacement_may_refer_to_the_match(source: str, by: str, given: str) -> None:
    found = replaced(text(given), Regex(source, PLACE), text(by), PLACE, every=False)
    engine = quickjs.Context()
    engine.set("given", given)
    assert found is not None
    assert found.known == engine.eval(f"given.replace({source}, '{by}')")


@pytest.mark.parametrize("by", ["$10", "$`", "$'", "$<name>", "$01"])
def test_rare_references_are_left(by: str) -> None:
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


USES = [
    "given.split(REGEX).join('|')",
    "(given.match(REGEX) || ['none']).join('|')",
    "given.replace(REGEX, (all, first) => '<' + all + (typeof first === 'string' ? first : '') + '>')",
    "given.replace(new RegExp(REGEX), match => match + match)",
]


# Of very many pieces the rest is not known.
@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("source", sorted({*FOLLOWED} - {"/./g"}))
def test_what_is_made_with_it_is_what_an_engine_makes(source: str, use: str, tmp_path: Path) -> None:
    script = f"const use = given => {use.replace('REGEX', source)}\n"
    engine = quickjs.Context()
    engine.eval(script)
    expected = [engine.eval(f"use({text!r})") for text in TEXTS]
    sent = "".join(f"wx.request({{ url: 'x{{' + use({text!r}) + '}}' }})\n" for text in TEXTS)
    files = scripted(f"{script}Page({{ onLoad() {{\n{sent}}} }})")
    found = [urls for _, _, urls in requests(tmp_path, files)]
    parted = "split" in use and "(" in re.sub(r"\(\?[:=!]", "", source)
    assert found == [["x{{}}" if parted else f"x{{{text}}}"] for text in expected]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("new RegExp('a' + '+', 'g')", "-b-"),
        ("RegExp('A', 'i')", "-baa"),
        ("new RegExp('')", None),
        ("new RegExp(query.pattern)", None),
        ("new RegExp('a', query.flags)", None),
        ("new RegExp('(a+)+')", None),
        ("new RegExp('a', 'y')", None),
    ],
)
def test_one_that_is_made_of_texts_is_as_one_that_is_written(
    made: str, expected: str | None, tmp_path: Path
) -> None:
    sent = f"wx.request({{ url: 'x' + 'abaa'.replace({made}, '-') }})"
    ((_, _, urls),) = requests(tmp_path, scripted(f"Page({{ onLoad(query) {{ {sent} }} }})"))
    assert urls == [f"x{'{}' if expected is None else expected}"]


PLAIN = (r"/^1\d{10}$/", "/^1[3|5][0-9]{9}$/", "/^[a-z-]+$/i", "/^(13|15)[0-9]{9}$/g", r"/^((a|b)\.)?\w$/")
OTHERS = (
    *(r"/1\d{10}$/", r"/^1\d{10}/", r"/^\d+|a$/", r"/^\d+$/m"),
    *("/^.+$/", "/^[^0-9]+$/", r"/^\S+$/", "/^a b$/", "/^(a|.)$/"),
)


@pytest.mark.parametrize("source", PLAIN)
def test_a_pattern_of_what_a_query_holds_as_it_is(source: str) -> None:
    assert is_plain_pattern(source)


@pytest.mark.parametrize("source", OTHERS)
def test_a_pattern_of_anything_else(source: str) -> None:
    assert not is_plain_pattern(source)
