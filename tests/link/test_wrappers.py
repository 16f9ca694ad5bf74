"""Which functions are wrappers, and which request each of their calls is."""

from pathlib import Path

import pytest

from tests.link.frameworks import calls
from tests.link.projects import page


class TestParameters:
    @pytest.mark.parametrize(
        "url",
        [
            "'/x?id=' + encodeURIComponent(id)",
            "'/x?page=' + (id - 1) * 10",
            "'/x?days=' + Math.max(1, Math.floor(id))",
            "'/x/' + String(id).padStart(8, '0')",
            "'/x/' + id.trim().toLowerCase()",
            "'/x?' + Object.keys({ id }).map(key => key + '=' + encodeURIComponent({ id }[key])).join('&')",
            "['/x', id].join('/')",
            "'/x'.concat('/', id)",
        ],
    )
    def test_what_the_language_makes_of_one_still_is_one(self, tmp_path: Path, url: str) -> None:
        script = (
            f"const get = id => wx.request({{ url: BASE + {url} }})\n"
            "Page({ onLoad(query) { get(query.id) }, onShow() { get(this.data.id) } })"
        )
        assert [one for one, _ in calls(tmp_path, script)] == ["GET", "GET"]

    def test_a_loop_over_one_builds_the_query_of_it(self, tmp_path: Path) -> None:
        script = (
            "function query(o) { let s = ''\n"
            "  for (const k in o) s += k + '=' + encodeURIComponent(o[k]) + '&'\n  return s }\n"
            "const get = o => wx.request({ url: BASE + '/x?' + query(o) })\n"
            "Page({ onLoad(query) { get(query) }, onShow() { get({ a: 1 }) } })"
        )
        assert calls(tmp_path, script) == [
            ("GET", "https://a.example.com/x? | https://a.example.com/x?{}"),
            ("GET", "https://a.example.com/x?a=1&"),
        ]

    @pytest.mark.parametrize(
        "url", ["(kind === 'a' ? '/a' : '/b')", "(kind ? '/a' : '/b')", "({ a: '/a', b: '/b' })[kind]"]
    )
    def test_one_that_chooses_the_address_supplies_it(self, tmp_path: Path, url: str) -> None:
        script = (
            f"const get = kind => wx.request({{ url: BASE + {url} }})\nPage({{ onLoad() {{ get('a') }} }})"
        )
        assert calls(tmp_path, script) == [("GET", "https://a.example.com/a")]

    def test_a_field_of_the_data_and_a_condition_make_no_wrapper(self, tmp_path: Path) -> None:
        script = (
            "const save = (id, quiet) => { if (!quiet) wx.showLoading({ title: 'x' })\n"
            "  wx.request({ url: BASE + '/x', method: 'POST', data: { id: encodeURIComponent(id) } }) }\n"
            "Page({ onLoad(query) { save(query.id, true) } })"
        )
        assert calls(tmp_path, script) == []


class TestFunctions:
    def test_a_page_that_is_handed_on_has_its_methods(self, tmp_path: Path) -> None:
        script = (
            "function reload(page, id) { page.get(id) }\n"
            "Page({ onLoad(query) { reload(this, query.id) },\n"
            "  get(id) { wx.request({ url: BASE + '/x/' + id }) } })"
        )
        assert calls(tmp_path, script) == [("GET", "https://a.example.com/x/{}")]

    def test_a_function_that_is_handed_on_sends_for_the_one_that_calls_it(self, tmp_path: Path) -> None:
        script = (
            "const get = url => wx.request({ url: BASE + url })\n"
            "const twice = (send, url) => { send(url); send(url) }\n"
            "Page({ onLoad() { twice(get, '/x') } })"
        )
        assert calls(tmp_path, script) == [("GET", "https://a.example.com/x")]

    def test_a_function_made_in_the_call_sees_its_parameters(self, tmp_path: Path) -> None:
        script = (
            "function post(url, data) {\n"
            "  const send = () => wx.request({ url: BASE + url, method: 'POST', data })\n  send() }\n"
            "Page({ onLoad() { post('/x', {}) } })"
        )
        assert calls(tmp_path, script) == [("POST", "https://a.example.com/x")]

    def test_a_request_in_an_answer_is_its_own_call(self, tmp_path: Path) -> None:
        script = (
            "const post = o => wx.request({ url: BASE + o.url, method: 'POST', data: o.data,\n"
            "  success: res => o.success(res) })\n"
            "Page({ onLoad() { post({ url: '/a', data: {}, success: () => {\n"
            "  post({ url: '/b', data: {}, success() {} }) } }) } })"
        )
        assert calls(tmp_path, script) == [
            ("POST", "https://a.example.com/a"),
            ("POST", "https://a.example.com/b"),
        ]


class TestMethods:
    """Methods of a page that its other methods call."""

    def test_what_a_method_sends_is_listed_at_its_callers_and_in_itself(self, tmp_path: Path) -> None:
        script = (
            "Page({ onTap() { this.save('/a', 'PUT') }, onOpen() { this.save('/b') },\n"
            "  save(path, way = 'post') { this.send(path, way) },\n"
            "  send(path, way) { wx.request({ url: BASE + path, method: way }) },\n"
            "  nobody(path, way = 'get') { this.send(path, way) } })"
        )
        files = page("pages/a/a", '<view bindtap="onTap"/><view bindtap="onOpen"/>')
        assert calls(tmp_path, script, files) == [
            ("PUT", "https://a.example.com/a"),
            ("post", "https://a.example.com/b"),
            # The call inside `save`, with what it says by itself, and the one in what nobody calls.
            ("post", "https://a.example.com{}"),
            ("get", "https://a.example.com{}"),
        ]


def test_a_field_that_a_parameter_once_filled_makes_no_wrapper_of_who_reads_it(tmp_path: Path) -> None:
    script = (
        "Page({ onLoad() { this.send() }, keep(token) { this.token = token },\n"
        "  send() { wx.request({ url: BASE + '/x', header: { token: this.token } }) } })"
    )
    assert calls(tmp_path, script) == []


def test_what_a_wrapper_sends_of_its_own_is_not_its_caller_s(tmp_path: Path) -> None:
    script = (
        "const send = o => new Promise((resolve, reject) => {\n"
        "  wx.request({ ...o, url: BASE + o.url, success: resolve, fail: reject }) })\n"
        "const get = async (url, data) => { const first = await send({ url, data })\n"
        "  if (first.statusCode !== 401) return first.data\n"
        "  await send({ url: '/refresh', method: 'POST', data: { id: 1 } })\n"
        "  return get(url, data) }\n"
        "Page({ onLoad() { get('/a'); get('/b', { id: 2 }) } })"
    )
    assert calls(tmp_path, script) == [
        ("POST", "https://a.example.com/refresh"),
        ("GET", "https://a.example.com/a"),
        ("GET", "https://a.example.com/b"),
    ]


_CLIENT = """
export class Base {
  request(one) {
    wx.request({ url: 'https://a.example.com/' + one.url, method: one.method, header: one.header,
      success: res => one.then && one.then(res.data) })
  }
}
class Login extends Base {
  token(then) {
    const kept = wx.getStorageSync('token')
    if (kept) return then(kept)
    wx.login({ success: res => this.request({
      url: 'login?code=' + encodeURIComponent(res.code),
      then: fresh => { wx.setStorageSync('token', fresh); then(fresh) },
    }) })
  }
}
const login = new Login()
export class Client extends Base {
  request(one) {
    login.token(kept => { one.header = { token: kept.id }; super.request(one) })
  }
}
class Orders extends Client {
  pay(id, then) { this.request({ url: 'pay/' + id, method: 'POST', then: res => then(res) }) }
}
export const orders = new Orders()
"""


def test_a_function_that_waits_for_a_token_sends_what_its_maker_was_given(tmp_path: Path) -> None:
    script = (
        "import { orders, Client } from '../../utils/client'\nconst client = new Client()\n"
        "Page({ onPay() { orders.pay(1, () => this.setData({ paid: 1 })) },\n"
        "onDrop() { client.request({ url: 'drop', method: 'DELETE' }) } })"
    )
    found = calls(tmp_path, script, {"utils/client.js": _CLIENT})
    assert ("POST", "https://a.example.com/pay/1") in found
    assert ("DELETE", "https://a.example.com/drop") in found
    assert [url for _, url in found if "login" not in url and "|" in url] == []
    assert len(found) == 3


def test_a_helper_that_calls_back_with_what_it_is_given_is_the_wrapper(tmp_path: Path) -> None:
    script = (
        "const withBase = (path, then) => then(BASE + path)\n"
        "Page({ onLoad() { withBase('/one', url => wx.request({ url })) },\n"
        "onShow() { withBase('/two', url => wx.request({ url })) } })"
    )
    assert sorted(calls(tmp_path, script)) == [
        ("GET", "https://a.example.com/one"),
        ("GET", "https://a.example.com/two"),
    ]


EACH = (
    "const each = (object, call) => {\n"
    "  if (object && typeof object.length === 'number') {\n"
    "    for (let at = 0; at < object.length; at++) call.call(object[at], object[at], at)\n"
    "  } else for (const key in object) {\n"
    "    if (object.hasOwnProperty(key)) call.call(null, object[key], key)\n  }\n}\n"
)


@pytest.mark.parametrize(
    "copy",
    [
        "for (const key in given) options.data[key] = given[key]",
        "each(given, (value, key) => { options.data[key] = value })",
        "each(Object.assign({}, { page: 1 }, given), (value, key) => { options.data[key] = value })",
        "Object.assign(options.data, given)",
        "options.data = { ...given, page: 1 }",
    ],
)
def test_who_copies_what_it_is_given_into_the_body_is_a_wrapper(copy: str, tmp_path: Path) -> None:
    script = (
        f"{EACH}const send = given => {{\n"
        f"  const options = {{ url: BASE + '/x', method: 'POST', data: {{}} }}\n  {copy}\n"
        "  wx.request(options)\n}\nPage({ onLoad() { send({ id: 1 }) } })"
    )
    assert calls(tmp_path, script) == [("POST", "https://a.example.com/x")]


def test_who_puts_one_thing_that_it_is_given_into_the_body_is_none(tmp_path: Path) -> None:
    script = (
        "const send = id => wx.request({ url: BASE + '/x', data: { id } })\n"
        "const sum = list => { const data = {}; for (const one of list) data[one.id] = 1\n"
        "  wx.request({ url: BASE + '/y', data }) }\nPage({ onLoad(query) { send(1); sum(query.list) } })"
    )
    assert calls(tmp_path, script) == []


def test_what_the_app_puts_into_the_global_object_is_what_pages_take_from_it(tmp_path: Path) -> None:
    script = (
        "const { Net, Paths } = global\nPage({ onLoad() { Net.send(Paths.list, 'POST') },\n"
        "onShow() { global.Net.send(global.other, 'PUT') } })"
    )
    net = (
        "export class Net { static send(path, method) {\n"
        "  wx.request({ url: 'https://a.example.com' + path, method }) } }"
    )
    app = (
        "import { Net } from './net'\n"
        "App({ onLaunch() { global.Net = Net; global.Paths = { list: '/list' } } })"
    )
    assert calls(tmp_path, script, {"net.js": net, "app.js": app}) == [
        ("POST", "https://a.example.com/list"),
        ("PUT", "https://a.example.com{}"),
    ]


REFRESH = (
    "const waiting = []\n"
    "const renew = options => new Promise((resolve, reject) => {\n"
    "  waiting.push({ options, resolve, reject })\n"
    "  if (waiting.length > 1) return\n"
    "  wx.request({ url: BASE + '/token', method: 'POST', data: {}, fail: reject, success: res => {\n"
    "    const all = waiting.splice(0)\n"
    "    if (res.statusCode !== 200) all.forEach(one => one.reject(res))\n"
    "    else all.forEach(one => send(one.options).then(one.resolve, one.reject))\n  } })\n})\n"
    "const send = options => new Promise((resolve, reject) => {\n"
    "  wx.request({ url: BASE + options.url, method: options.method, data: options.data, fail: reject,\n"
    "    success: res => {\n"
    "      res.statusCode === 401 ? renew(options).then(resolve, reject) : resolve(res.data)\n"
    "    }\n  })\n})\n"
    "const get = (url, data) => send({ url, method: 'GET', data })\n"
    "const put = (url, data) => send({ url, method: 'PUT', data })\n"
)


def test_what_waited_for_a_new_token_is_not_sent_by_who_is_sent_again_with_it(tmp_path: Path) -> None:
    found = calls(tmp_path, REFRESH + "Page({ onLoad() { get('/a') }, onTap() { put('/b', { id: 1 }) } })")
    assert {("GET", "https://a.example.com/a"), ("PUT", "https://a.example.com/b")} < set(found)


@pytest.mark.parametrize(
    ("first", "again"),
    [("'/a', 1", "path, page + 1"), ("['/a', '/b'], 0", "path, page + 1"), ("'/a', 1", "'/b', page")],
)
def test_what_a_wrapper_sends_in_turn_is_sent_by_its_caller(first: str, again: str, tmp_path: Path) -> None:
    script = (
        "const send = (path, page) => wx.request({ url: BASE + (path[page].length ? path[page] : path),\n"
        "  data: { page }, fail: () => {}, success: res => {\n"
        f"    if (res.statusCode === 200 && page < 5) send({again})\n  }} }})\n"
        f"Page({{ onLoad() {{ send({first}) }} }})"
    )
    assert len(calls(tmp_path, script)) == 1


def test_who_is_only_called_again_with_a_token_sends_what_is_sent_then(tmp_path: Path) -> None:
    script = (
        "let token = ''\n"
        "const send = options => {\n"
        "  if (!options.token) {\n"
        "    wx.login({ success: res => send({ ...options, token: res.code }) })\n    return\n  }\n"
        "  wx.request({ url: BASE + options.url, method: options.method, header: { t: options.token } })\n}\n"
        "Page({ onLoad() { send({ url: '/a', method: 'GET' }) } })"
    )
    assert calls(tmp_path, script) == [("GET", "https://a.example.com/a")]


@pytest.mark.parametrize(
    ("url", "mark"),
    [
        ("`/items/${query.id}/tags`", "?"),
        ("`/${query.kind}/${query.id}/tags`", "?"),
        ("'/items/' + query.list.length", "?"),
        ("`/items?kind=${query.kind}/tags`", "&"),
        ("'/items' + query.rest", "both"),
        ("`/items/${query.id}`", "both"),
    ],
)
@pytest.mark.parametrize("asked", ["url.includes('?')", "url.indexOf('?') > -1", "url.indexOf('?') !== -1"])
def test_a_path_that_goes_on_behind_what_is_not_known_has_no_query_yet(
    url: str, mark: str, asked: str, tmp_path: Path
) -> None:
    script = (
        f"const get = url => wx.request({{ url: BASE + url + ({asked} ? '&' : '?') + 'page=1' }})\n"
        f"Page({{ onLoad(query) {{ get({url}) }} }})"
    )
    [(_, found)] = calls(tmp_path, script)
    marks = {one[-len("?page=1")] for one in found.split(" | ")}
    assert marks == ({"?", "&"} if mark == "both" else {mark})
