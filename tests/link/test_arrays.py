"""Lists keep the order that the language gives them: what is made of one is what an engine makes."""

from pathlib import Path

import pytest
import quickjs

from tests.link.frameworks import requests
from tests.link.projects import scripted

USES = [
    "'POST /b'.split(' ').reverse().join('|')",
    "'POST /b'.split(' ').reverse()[0]",
    "['b', 'a', 10, 9, 'B'].sort().join('|')",
    "Object.keys({ b: 1, a: 2, C: 3 }).sort().join('|')",
    "(list => list.toReversed().concat(list).join('|'))(['a', 'b'])",
    "(list => list.toSorted().concat(list).join('|'))(['b', 'a'])",
    "(list => { list.unshift('x', 'y'); return list.join('|') })(['a'])",
    "(list => list.pop() + '|' + list.join('|'))(['a', 'b', 'c'])",
    "(list => list.shift() + '|' + list.length + list[0])(['a', 'b', 'c'])",
    "'a/b/c.png'.split('/').pop()",
    "[['a'], 'b', [['c']]].flat().length",
    "[['a'], 'b', [['c', 'd']]].flat(2).join('|')",
    "['a', 'b'].flatMap(one => [one, one + one]).join('|')",
    "['a', 'b'].flatMap(one => one).join('|')",
    "(list => { const same = list.reverse(); return list.join('|') + same[0] })(['a', 'b'])",
    *(
        f"(list => list.splice({taken}).join('|') + '/' + list.join('|'))(['a', 'b', 'c', 'd'])"
        for taken in ("1", "-1", "1, 2, 'x'", "9, 1, 'x', 'y'", "0, 1 / 0", "0 / 0, 1", "-9, 1", "1, -1, 'x'")
    ),
    "(function () { return [].slice.call(arguments, 1).join('|') })('a', 'b', 'c')",
    "(function () { return Array.prototype.slice.call(arguments).join('|') })('a', 'b')",
    "(function () { arguments[1] = 'x'; return arguments[0] + arguments[1] + arguments.length })('a', 'b')",
    "(function () { [].splice.call(arguments, 1, 0, 'x'); return arguments[1] + arguments[2] })('a', 'b')",
    "(function () { { return [].shift.call(arguments) + arguments.length } })('a', 'b')",
    "(() => { Array.prototype.rest = function () { return this.slice(1) }; return ['a', 'b'].rest()[0] })()",
    "(() => { String.prototype.twice = function () { return this + this }; return 'ab'.twice() })()",
    "(() => { Number.prototype.pad = function () { return '0' + this }; return (7).pad() })()",
    "(() => { Array.prototype.join2 = Array.prototype.join; return ['a', 'b'].join2('+') })()",
]


def sent(folder: Path, script: str) -> list[str]:
    """The URLs of the one request of a program with one page, whose script is given."""
    ((_, _, urls),) = requests(folder, scripted(script))
    return urls


@pytest.mark.parametrize("use", USES)
def test_a_method_gives_what_an_engine_gives(use: str, tmp_path: Path) -> None:
    copies = "".join(
        f"Array.prototype.{name} = function () {{ return this.slice().{of}() }};"
        for name, of in (("toReversed", "reverse"), ("toSorted", "sort"))
    )
    expected = quickjs.Context().eval(f"{copies} String({use})")
    for at, script in enumerate(
        (f"Page({{ onLoad() {{ wx.request({{ url: 'x' + {use} }}) }} }})",
         f"const made = {use}\nPage({{ onLoad() {{ wx.request({{ url: 'x' + made }}) }} }})")
    ):  # fmt: skip
        folder = tmp_path / str(at)
        folder.mkdir()
        assert sent(folder, script) == [f"x{expected}"]


@pytest.mark.parametrize(
    "use",
    [
        # Of what is not known there may be lists.
        "[query.a, 'b'].flat()[2]",
        "list.shift()",
        "list.pop()",
        "['b', 'a'].concat(query.a).pop()",
    ],
)
def test_what_is_not_known_stays_so(use: str, tmp_path: Path) -> None:
    script = (
        "const list = ['a', 'b']\n"
        f"Page({{ onLoad(query) {{ wx.request({{ url: 'x' + {use} }}) }}, onTap(e) {{ list.push(e.a) }} }})"
    )
    assert sent(tmp_path, script)[-1] == "x{}"


def test_what_a_branch_takes_away_may_be_there(tmp_path: Path) -> None:
    script = (
        "Page({ onLoad(query) { const list = ['a', 'b']\n"
        "  if (query.x) list.pop()\n  if (query.y) list.shift()\n"
        "  wx.request({ url: 'x' + list.length }) } })"
    )
    assert sent(tmp_path, script) == ["x{}"]


@pytest.mark.parametrize(
    "use", ["a.flat(Infinity)", "a.flatMap(x => x)", "a.join()", "`${a}`", "a.concat(a)", "JSON.stringify(a)"]
)
def test_a_list_that_is_in_itself_ends(use: str, tmp_path: Path) -> None:
    script = f"const a = [1]\na.push(a, a)\nconst b = {use}\nwx.request({{ url: 'x' + b, data: a }})"
    assert len(requests(tmp_path, scripted(f"Page({{ onLoad() {{ {script} }} }})"))) == 1
