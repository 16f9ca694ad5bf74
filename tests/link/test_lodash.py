"""What lodash makes of the options of requests, its source not being at hand."""

from pathlib import Path

import pytest

from tests.link.frameworks import found, requests, taro, uni_app

PAGE = (
    "import Taro from '@tarojs/taro'\n%s\n"
    "function send(url, options) { return Taro.request(%s) }\n"
    "export default function A() { send('/x', { method: 'PUT', header: { b: '2' }, data: {} }) }"
)
BASE = "{ url: 'https://a.example.com' + url, header: { a: '1' } }"


@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("import _ from 'lodash'", "_.merge({}, %s, options)"),
        ("import { merge } from 'lodash-es'", "merge({}, %s, options)"),
        ("import merge from 'lodash/merge'", "merge({}, %s, options)"),
        ("const merge = require('lodash.merge')", "merge({ method: 'GET' }, options, %s)"),
        ("import { assign } from 'lodash'", "assign({}, options, %s)"),
        ("import { defaults } from 'lodash'", "defaults(%s, options, { method: 'GET' })"),
        ("import { cloneDeep, extend } from 'lodash'", "extend(cloneDeep(%s), options)"),
        ("import { omit } from 'lodash'", "{ ...omit(options, ['other', 'url'], 'more'), ...%s }"),
        ("import { pick } from 'lodash'", "{ ...pick(options, 'method', 'data'), ...%s }"),
    ],
)
def test_options_that_it_puts_together_are_followed(tmp_path: Path, module: str, options: str) -> None:
    made = requests(tmp_path, taro(PAGE % (module, options % BASE)))
    assert made[-1] == ("Taro.request", "PUT", ["https://a.example.com/x"])


@pytest.mark.parametrize(
    "call", ["_.mapKeys({}, %s)", "_(%s).value()", "_.omit(%s, names)", "_.merge(a, %s)"]
)
def test_what_is_not_known_stays_so(tmp_path: Path, call: str) -> None:
    page = f"import _ from 'lodash'\nexport default {{ onLoad() {{ uni.request({call % BASE}) }} }}"
    ((api, method, _),) = requests(tmp_path, uni_app(page.replace("+ url", "+ this.url")))
    assert (api, method) == ("uni.request", None)


def test_what_is_undefined_leaves_what_was_there(tmp_path: Path) -> None:
    page = (
        "import { merge, defaults } from 'lodash'\n"
        "export default { onLoad() {\n"
        "  uni.request(merge({ url: 'https://a.example.com' }, { url: undefined }))\n"
        "  uni.request(defaults({ url: undefined }, { url: 'https://b.example.com' }))\n"
        "} }"
    )
    made = requests(tmp_path, uni_app(page))
    assert [urls for _, _, urls in made] == [["https://a.example.com"], ["https://b.example.com"]]


def test_a_finding_stands_where_it_is_written(tmp_path: Path) -> None:
    page = (
        "import _ from 'lodash'\nconst base = { header: { a: '1' }, dataType: 'json' }\n"
        "export default { onLoad() {\n"
        "  uni.request(_.merge({}, base, { url: 'https://a.example.com', method: 'post', data: {} }))\n"
        "} }"
    )
    assert found(tmp_path, uni_app(page)) == [("lowercase-method", "pages/a/a.vue", "'post'")]
