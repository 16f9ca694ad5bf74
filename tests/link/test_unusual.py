"""Values that few programs make: proxies, objects of entries, what a list gives from its end, `||=`."""

from pathlib import Path

import pytest

from tests.link.frameworks import BASE, linked
from tests.link.frameworks import urls as urls_of
from tests.link.projects import scripted

PROXIES = {
    "of the platform": (
        "const api = new Proxy(wx, { get: (t, name) => (options) => t[name](options) })",
        "api.request({ url: 'https://a.example.com/x' })",
        {"https://a.example.com/x"},
    ),
    "of nothing: the name is the address": (
        "const api = new Proxy({}, { get: (t, name) => () => wx.request({ url: `${BASE}/${name}` }) })",
        "api.users(); api.orders()",
        {"https://a.example.com/users", "https://a.example.com/orders"},
    ),
    "of a function": (
        "const send = new Proxy((o) => wx.request(o), { apply: (t, x, [o]) => t({ url: BASE + o.url }) })",
        "send({ url: '/x' })",
        {"https://a.example.com/x"},
    ),
    "that has no traps": (
        "const at = new Proxy({ host: 'https://a.example.com' }, {})",
        "wx.request({ url: at.host + '/x' })",
        {"https://a.example.com/x"},
    ),
    "that keeps what is put into it": (
        "const at = new Proxy({}, { set(t, name, value) { t[name] = value } })\nat.host = BASE",
        "wx.request({ url: at.host + '/x' })",
        {"https://a.example.com/x"},
    ),
    "that asks itself for ever": (
        "const at = new Proxy({}, { get: (t, name, self) => self[name] })",
        "wx.request({ url: at.host }); wx.request({ url: 'https://a.example.com/x' })",
        {"https://a.example.com/x"},
    ),
}


@pytest.mark.parametrize("name", PROXIES)
def test_a_proxy_gives_what_its_handler_makes_of_a_name(name: str, tmp_path: Path) -> None:
    before, does, urls = PROXIES[name]
    program = linked(tmp_path, scripted(f"{BASE}{before}\nPage({{ onLoad() {{ {does} }} }})"))
    assert {url for one in program.requests for url in urls_of(one) if "{" not in url} >= urls


MADE = {
    "of known pairs": "Object.fromEntries([['a', '/a'], ['b', '/b']])",
    "of pairs that were mapped": "Object.fromEntries(['a', 'b'].map((name) => [name, '/' + name]))",
    "of pairs of which one is not known": "Object.fromEntries([['a', '/a'], [options.x, 1], ['b', '/b']])",
}


@pytest.mark.parametrize("name", MADE)
def test_an_object_is_made_of_its_entries(name: str, tmp_path: Path) -> None:
    script = (
        "Page({ onLoad(options) { const at = %s\nwx.request({ url: 'https://a.example.com' + at.a })\n"
        "wx.request({ url: 'https://a.example.com' + at.b }) } })"
    )
    program = linked(tmp_path, scripted(script % MADE[name]))
    assert [urls_of(one) for one in program.requests] == [
        ["https://a.example.com/a"],
        ["https://a.example.com/b"],
    ]


BACKWARD = {
    "['/a', '/b', '/c'].reduceRight((all, one) => all + one, '')": "/c/b/a",
    "['/a', '/b', '/c'].findLast((one) => one !== '/c')": "/b",
    "'/' + ['/a', '/b', '/a'].lastIndexOf('/a')": "/2",
    "'/' + ['/a', '/b', '/c'].findLastIndex((one) => one !== '/c')": "/1",
    "'/' + ['/a'].findLastIndex((one) => one === '/c')": "/-1",
    "'/' + ['/a'].lastIndexOf('/c')": "/-1",
}


@pytest.mark.parametrize("asked", BACKWARD)
def test_a_known_list_is_gone_through_from_its_end(asked: str, tmp_path: Path) -> None:
    program = linked(tmp_path, scripted(f"wx.request({{ url: 'https://a.example.com' + ({asked}) }})"))
    assert [urls_of(one) for one in program.requests] == [["https://a.example.com" + BACKWARD[asked]]]


def test_where_a_function_asks_for_the_index_it_is_not_known(tmp_path: Path) -> None:
    script = "['/a', '/b'].findLast((one, at) => { wx.request({ url: 'https://a.example.com' + one + at }) })"
    program = linked(tmp_path, scripted(script))
    assert all("{}" in url for one in program.requests for url in urls_of(one))


@pytest.mark.parametrize("op", ["||=", "??="])
def test_what_is_assigned_where_nothing_is_yet_replaces_nothing(op: str, tmp_path: Path) -> None:
    script = f"{BASE}let made\nPage({{ go() {{ made {op} {{ url: BASE }}; wx.request(made) }} }})"
    program = linked(tmp_path, scripted(script))
    assert [urls_of(one) for one in program.requests] == [["https://a.example.com"]]


ASKED = {
    "isDefined(id)": ["{}"],
    "is.isDefined(id) && id !== ''": ["{}"],
    "!is.isEmpty(id)": ["{}"],
    # What else a function does with the value is not known to say what it is.
    "tell(id)": ["undefined", "{}"],
}


@pytest.mark.parametrize("test", ASKED)
def test_what_a_function_says_a_value_is_holds_behind_it(test: str, tmp_path: Path) -> None:
    before = (
        f"{BASE}const isDefined = one => typeof one !== 'undefined'\n"
        "const is = { isDefined, isEmpty: one => one === undefined || one === '' }\n"
        "const tell = one => { last = one; return true }\nlet last\n"
    )
    script = (
        "Page({ onLoad(options) { let id\nif (options.own) id = options.id\n"
        f"  if ({test}) wx.request({{ url: BASE + '/' + id }}) }} }})"
    )
    program = linked(tmp_path, scripted(before + script))
    ends = {url.rpartition("/")[2] for one in program.requests for url in urls_of(one)}
    assert sorted(ends) == sorted(ASKED[test])
