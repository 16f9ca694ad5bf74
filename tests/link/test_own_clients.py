"""Clients that stand in the project's own folders and put a request together as axios does."""

from pathlib import Path

import pytest

from tests.link.frameworks import found, requests, uni_app

CLIENT = """
class Handlers {
  constructor() { this.all = [] }
  use(done, failed) { this.all.push({ done, failed }) }
}
const send = (config) => new Promise((done, failed) => {
  const base = config.base
  const given = { url: base ? base + '/' + config.url.replace(/^\\/+/, '') : config.url, complete: done }
  if (config.method === 'UPLOAD') uni.uploadFile({ ...given, filePath: config.filePath, name: 'file' })
  else if (config.method === 'DOWNLOAD') uni.downloadFile(given)
  else uni.request({ ...given, method: config.method, data: config.data })
})
const mixed = (own, config) =>
  ({ ...config, base: own.base || '', method: config.method || own.method || 'GET' })
export class Client {
  constructor(own) { this.own = own; this.handlers = new Handlers() }
  run(config) {
    config = mixed(this.own, config)
    const chain = [send, undefined]
    let promise = Promise.resolve(config)
    this.handlers.all.forEach((one) => { chain.unshift(one.done, one.failed) })
    while (chain.length) promise = promise.then(chain.shift(), chain.shift())
    return promise
  }
  get(url, options = {}) { return this.run({ url, method: 'GET', ...options }) }
  put(url, data, options = {}) { return this.run({ url, data, method: 'PUT', ...options }) }
  upload(url, config = {}) { config.url = url; config.method = 'UPLOAD'; return this.run(config) }
  download(url, config = {}) { config.url = url; config.method = 'DOWNLOAD'; return this.run(config) }
}
"""
PAGE = (
    "import {{ Client }} from '@/client.js'\nconst http = new Client({{ base: {base} }})\n{more}\n"
    "export default {{ onLoad() {{ {calls} }} }}"
)
ADD = "http.handlers.use((config) => { config.header = { a: '1' }; return config }, (e) => Promise.reject(e))"


def program(calls: str, base: str = "'https://a.example.com'", more: str = "") -> dict[str, object]:
    """A program whose page calls the client."""
    return uni_app(PAGE.format(base=base, more=more, calls=calls), **{"client.js": CLIENT})


@pytest.mark.parametrize("more", ["", ADD])
def test_a_chain_of_promises_is_followed(tmp_path: Path, more: str) -> None:
    made = requests(tmp_path, program("http.get('/x'); http.put('y', {})", more=more))
    known = {(method, url) for _, method, urls in made for url in urls if "{}" not in url}
    assert {("GET", "https://a.example.com/x"), ("PUT", "https://a.example.com/y")} <= known


@pytest.mark.parametrize("calls", ["", "http.get('/x')", "http.upload('/x', { filePath: this.f })"])
@pytest.mark.parametrize("base", ["'https://a.example.com'", "getApp().globalData.base", "hosts()"])
def test_a_path_behind_an_unknown_base_is_not_relative(tmp_path: Path, calls: str, base: str) -> None:
    assert found(tmp_path, program(calls, base, "import { hosts } from 'hosts'")) == []


def test_a_path_behind_no_base_is(tmp_path: Path) -> None:
    made = found(tmp_path, program("http.get('/x')", "''"))
    assert made == [("relative-url", "pages/a/a.vue", "'/x'")]


@pytest.mark.parametrize(
    ("taking", "methods"),
    [
        ("waiting.shift()('https://a.example.com')", ["PUT"]),
        ("waiting.pop()('https://a.example.com')", ["DELETE"]),
        ("if (this.a) waiting.shift()\n  waiting.shift()('https://a.example.com')", ["PUT", "DELETE"]),
    ],
)
def test_what_is_taken_of_a_list_that_was_just_made_is_known(
    tmp_path: Path, taking: str, methods: list[str]
) -> None:
    page = (
        "const put = (url) => uni.request({ url, method: 'PUT', data: {} })\n"
        "const remove = (url) => uni.request({ url, method: 'DELETE' })\n"
        "export default { onLoad() { const waiting = [put, remove]\n  " + taking + " } }"
    )
    made = requests(tmp_path, uni_app(page))
    assert [one for _, one, urls in made if urls == ["https://a.example.com"]] == methods
