"""HTTP clients from npm that are not at hand: their documented calls are requests of the place that calls."""

from pathlib import Path

import pytest

from tests.link.frameworks import found, requests, taro, uni_app
from tests.link.projects import page

LUCH = "import Request from 'luch-request'\n"
BASE = "const http = new Request({ baseURL: 'https://a.com/api/', header: { a: '1' }, timeout: 9000 })\n"
ADAPTER = """
export default function adapter(config) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: config.baseURL + config.url, method: (config.method || 'get').toUpperCase(), data: config.data,
      header: config.headers, success: resolve, fail: reject
    })
  })
}
"""


def luch(script: str, /, **files: object) -> dict[str, object]:
    """A uni-app program whose page uses luch-request when it loads."""
    return uni_app(f"{LUCH}{BASE}export default {{ onLoad(q) {{ {script} }} }}", **files)


def native(script: str, /, **files: object) -> dict[str, object]:
    """A mini-program of one page with that script."""
    program: dict[str, object] = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})"}
    return {**program, **page("pages/a/a"), "pages/a/a.js": script, **files}


class TestLuchRequest:
    @pytest.mark.parametrize(
        ("call", "expected"),
        [
            ("http.get('/x')", ("uni.request", "GET", ["https://a.com/api/x"])),
            ("http.get('x', { params: { id: q.id } })", ("uni.request", "GET", ["https://a.com/api/x?{}"])),
            ("http.get('/x?a=1', { params: q })", ("uni.request", "GET", ["https://a.com/api/x?a=1&{}"])),
            ("http.get('/x', { params: {} })", ("uni.request", "GET", ["https://a.com/api/x"])),
            ("http.get('https://b.com/x')", ("uni.request", "GET", ["https://b.com/x"])),
            ("http.get('//b.com/x')", ("uni.request", "GET", ["//b.com/x"])),
            ("http.get('/x', { baseURL: 'https://c.com' })", ("uni.request", "GET", ["https://c.com/x"])),
            ("http.get('/x', { baseURL: q.base })", ("uni.request", "GET", ["{}/x"])),
            ("http.get(q.url)", ("uni.request", "GET", [])),
            ("http.get(`/x/${q.id}`)", ("uni.request", "GET", ["https://a.com/api/x/{}"])),
            ("http.post('/x', {})", ("uni.request", "POST", ["https://a.com/api/x"])),
            ("http.post('/x', {}, { method: 'PUT' })", ("uni.request", "PUT", ["https://a.com/api/x"])),
            ("http.put('/x', {})", ("uni.request", "PUT", ["https://a.com/api/x"])),
            ("http.delete('/x')", ("uni.request", "DELETE", ["https://a.com/api/x"])),
            ("http.request({ url: '/x' })", ("uni.request", "GET", ["https://a.com/api/x"])),
            ("http.request({ url: '/x', method: 'put' })", ("uni.request", "put", ["https://a.com/api/x"])),
            ("http.request({ url: '/x', method: q.m })", ("uni.request", None, ["https://a.com/api/x"])),
            ("http.middleware({ url: '/x', method: 'POST' })", ("uni.request", "POST", ["https://a.com/api/x"])),
            ("http.upload('/x', { filePath: q.f, name: 'f' })",
             ("uni.uploadFile", None, ["https://a.com/api/x"])),
            ("http.download('/x')", ("uni.downloadFile", None, ["https://a.com/api/x"])),
            ("http.request({ url: '/x', method: 'UPLOAD', name: 'f', filePath: q.f })",
             ("uni.uploadFile", None, ["https://a.com/api/x"])),
        ],
    )  # fmt: skip
    def test_a_documented_call_is_a_request(
        self, tmp_path: Path, call: str, expected: tuple[str, str | None, list[str]]
    ) -> None:
        assert requests(tmp_path, luch(call)) == [expected]

    @pytest.mark.parametrize(
        "call",
        ["http.fetch('/x')", "http.interceptors.request.eject(1)", "http.get", "Request.get('/x')",
         "other.get('/x')", "new Map().get('/x')", "q.http.post('/x')"],
    )  # fmt: skip
    def test_another_call_is_none(self, tmp_path: Path, call: str) -> None:
        assert requests(tmp_path, luch(call)) == []

    @pytest.mark.parametrize("name", ["luch-requests", "@/a/luch-request", "@my/luch-request", "client"])
    def test_a_module_of_another_name_is_not_the_client(self, tmp_path: Path, name: str) -> None:
        script = f"import Request from '{name}'\n{BASE}export default {{ onLoad() {{ http.get('/x') }} }}"
        assert requests(tmp_path, uni_app(script)) == []

    def test_one_whose_source_is_there_is_the_program_s_own_code(self, tmp_path: Path) -> None:
        own = "export default class { get(path) { uni.request({ url: 'https://own.com' + path }) } }"
        files = {"uni_modules/luch-request/index.js": own}
        script = "import Request from '@/uni_modules/luch-request'\nconst http = new Request()\n"
        script += "export default { onLoad() { http.get('/x') } }"
        assert ("uni.request", None, ["https://own.com/x"]) in requests(tmp_path, uni_app(script, **files))

    def test_without_a_framework_there_is_no_uni_to_call(self, tmp_path: Path) -> None:
        script = f"const Request = require('luch-request')\n{BASE}Page({{ onLoad() {{ http.get('/x') }} }})"
        assert requests(tmp_path, native(script)) == []

    @pytest.mark.parametrize(
        ("setting", "url"),
        [
            ("http.setConfig((c) => { c.baseURL = 'https://b.com'; return c })", "https://b.com/x"),
            ("http.setConfig((c) => ({ ...c, baseURL: 'https://b.com' }))", "https://b.com/x"),
            ("http.config.baseURL = 'https://b.com'", "https://b.com/x"),
            ("http.setConfig(somebody)", "{}/x"),
            ("http.setConfig((c) => { c.timeout = 1; return c })", "https://a.com/api/x"),
        ],
    )
    def test_the_defaults_may_be_set_later(self, tmp_path: Path, setting: str, url: str) -> None:
        script = f"{LUCH}import somebody from 'some-config'\n{BASE}{setting}\n"
        script += "export default { onLoad() { http.get('/x') } }"
        assert requests(tmp_path, uni_app(script)) == [("uni.request", "GET", [url])]

    @pytest.mark.parametrize(
        ("interceptor", "expected"),
        [
            ("(c) => { c.header.token = 't'; return c }", [("GET", ["https://a.com/api/x"])]),
            ("(c) => c", [("GET", ["https://a.com/api/x"])]),
            ("async (c) => { await wait(); return c }", [("GET", ["https://a.com/api/x"])]),
            (
                "(c) => { if (c.custom) return Promise.reject(c); return c }",
                [("GET", ["https://a.com/api/x"])],
            ),
            ("(c) => { c.url = '/v2' + c.url; return c }", [("GET", ["https://a.com/api/v2/x"])]),
            ("(c) => Promise.resolve(c)", [("GET", ["https://a.com/api/x"])]),
            ("(c) => Promise.reject(c)", []),
            ("(c) => { throw c }", []),
            ("(c) => sign(c)", [(None, [])]),
        ],
    )
    def test_interceptors_come_first(
        self, tmp_path: Path, interceptor: str, expected: list[tuple[str | None, list[str]]]
    ) -> None:
        script = f"{LUCH}import {{ wait, sign }} from 'some-client'\n{BASE}"
        script += f"http.interceptors.request.use({interceptor}, (e) => Promise.reject(e))\n"
        script += "export default { onLoad() { http.get('/x') } }"
        assert requests(tmp_path, uni_app(script)) == [("uni.request", *one) for one in expected]

    def test_a_wrapper_around_it_is_one_whose_callers_are_judged(self, tmp_path: Path) -> None:
        http = f"{LUCH}{BASE}export default (config) => http.middleware(config)"
        page = "import send from '@/http'\nconst save = (data) => send({ url: '/x', method: 'post', data })\n"
        page += "export default { onLoad() { save({}); send({ url: '/y', method: 'POST' }) } }"
        files = uni_app(page, **{"http.js": http})
        assert ("uni.request", "post", ["https://a.com/api/x"]) in requests(tmp_path, files)
        assert found(tmp_path, files) == [
            ("lowercase-method", "pages/a/a.vue", "'post'"),
            ("post-without-data", "pages/a/a.vue", "send"),
        ]

    def test_what_is_not_known_and_what_is_right_is_not_judged(self, tmp_path: Path) -> None:
        call = "http.post(q.url, q.data); http.post('/x', q.data, q.options); http.get('/x', { custom: 1 })"
        call += "; http.request(q); http.request({ url: '/x', data: {}, ...q })"
        assert found(tmp_path, luch(call)) == []

    def test_the_base_is_judged_where_it_is_written(self, tmp_path: Path) -> None:
        script = f"{LUCH}const http = new Request({{ baseURL: 'http://a.com' }})\n"
        script += "export default { onLoad() { http.get('/x'); http.get('https://b.com/y') } }"
        assert found(tmp_path, uni_app(script)) == [("non-https-url", "pages/a/a.vue", "'http://a.com'")]

    def test_a_declared_wrapper_of_the_same_call_goes_before(self, tmp_path: Path) -> None:
        config = '[[wrappers]]\ncall = "http.get"\nurl = 0\nmethod = "GET"\nbase = "http://a.com"\n'
        files = luch("http.get('/x')", **{"wxlint.toml": config})
        ((rule, _, text),) = found(tmp_path, files)
        assert (rule, "/x" in text) == ("non-https-url", True)


AXIOS = "import axios from 'axios'\nimport adapter from './adapter'\n"


class TestAxios:
    def test_the_program_s_own_sender_is_given_what_a_call_says(self, tmp_path: Path) -> None:
        script = f"{AXIOS}const send = axios.create({{ baseURL: 'https://a.com', adapter }})\n"
        script += "Page({ onLoad() { send({ url: '/x', method: 'post', data: {} }); send.get('/y') } })"
        assert [
            one for one in requests(tmp_path, native(script, **{"pages/a/adapter.js": ADAPTER})) if one[2]
        ] == [
            ("wx.request", "POST", ["https://a.com/x"]),
            ("wx.request", "GET", ["https://a.com/y"]),
        ]

    @pytest.mark.parametrize("given", ["", "adapter: require('some-adapter')", "adapter: undefined"])
    def test_without_a_sender_that_is_known_nothing_is(self, tmp_path: Path, given: str) -> None:
        script = f"const axios = require('axios')\nconst send = axios.create({{ {given} }})\n"
        script += "Page({ onLoad() { send({ url: '/x' }); axios.get('/y') } })"
        assert requests(tmp_path, native(script)) == []

    def test_a_package_of_a_sender_calls_the_platform(self, tmp_path: Path) -> None:
        script = "import axios from 'axios'\nimport adapter from 'axios-miniprogram-adapter'\n"
        script += "axios.defaults.adapter = adapter\naxios.defaults.baseURL = 'https://a.com'\n"
        script += "Page({ onLoad() { axios('/x', { params: { a: 1 } }); axios.post('/y', {}) } })"
        assert requests(tmp_path, native(script)) == [
            ("wx.request", "GET", ["https://a.com/x?{}"]),
            ("wx.request", "POST", ["https://a.com/y"]),
        ]

    def test_taro_s_own_sends_by_itself_in_upper_case(self, tmp_path: Path) -> None:
        script = "import axios, { PostData } from 'taro-axios'\n"
        script += "const api = axios.create({ baseURL: 'https://a.com' })\n"
        script += "export default function A() {\n"
        script += "  api.post('/x', { a: 1 }); api({ url: '/y', method: 'delete' })\n"
        script += "  api.post('/z', new PostData({ file: 1 })); return null }"
        assert requests(tmp_path, taro(script)) == [
            ("Taro.request", "POST", ["https://a.com/x"]),
            ("Taro.request", "DELETE", ["https://a.com/y"]),
        ]
        assert found(tmp_path, taro(script)) == []


class TestOthers:
    def test_flyio(self, tmp_path: Path) -> None:
        script = "const Fly = require('flyio/dist/npm/wx')\nconst fly = new Fly()\n"
        script += "fly.config.baseURL = 'https://a.com/'\n"
        script += "fly.interceptors.request.use((r) => { r.headers.a = 1 })\n"
        script += "Page({ onLoad() { fly.get('/x', { a: 1 }); fly.post('/y')\n"
        script += "  fly.request('/z', {}, { method: 'put' }) } })"
        files = native(script)
        assert requests(tmp_path, files) == [
            ("wx.request", "GET", ["https://a.com/x"]),
            ("wx.request", "POST", ["https://a.com/y"]),
            ("wx.request", "PUT", ["https://a.com/z"]),
        ]
        assert found(tmp_path, files) == []

    def test_request_miniprogram(self, tmp_path: Path) -> None:
        script = "import { $http } from '@escook/request-miniprogram'\n$http.baseUrl = 'https://a.com'\n"
        script += "$http.beforeRequest = (o) => { wx.showLoading({ title: 'a' }) }\nwx.$http = $http\n"
        script += "Page({ async onLoad() { await wx.$http.get('/x', { a: 1 }); await wx.$http.post('/y') } })"
        assert requests(tmp_path, native(script)) == [
            ("wx.request", "GET", ["https://a.com/x"]),
            ("wx.request", "POST", ["https://a.com/y"]),
        ]

    def test_request_miniprogram_whose_hook_changes_the_url(self, tmp_path: Path) -> None:
        script = "import { $http } from '@escook/request-miniprogram'\n$http.baseUrl = 'https://a.com'\n"
        script += "$http.beforeRequest = (o) => { o.url = sign(o.url) }\nimport { sign } from 'signer'\n"
        script += "Page({ onLoad() { $http.get('/x') } })"
        ((call, method, urls),) = requests(tmp_path, native(script))
        assert (call, method, [one for one in urls if "x" in one]) == ("wx.request", "GET", [])

    def test_uni_ajax(self, tmp_path: Path) -> None:
        script = "import ajax from 'uni-ajax'\nconst api = ajax.create({ baseURL: 'https://a.com' })\n"
        script += "export default { onLoad() { api.get('x', { a: 1 })\n"
        script += "  api({ url: '/y', method: 'post', data: {} })\n"
        script += "  api.get({ url: '/z', query: { a: 1 } }) } }"
        assert requests(tmp_path, uni_app(script)) == [
            ("uni.request", "GET", ["https://a.com/x"]),
            ("uni.request", "POST", ["https://a.com/y"]),
            ("uni.request", "GET", ["https://a.com/z?{}"]),
        ]
