"""Taro's sources: the module that is the API object, components that are functions, what is left alone."""

from pathlib import Path

import pytest

from tests.link.frameworks import found, linked, requests, taro
from tests.link.projects import apps

GET = "Taro.request({ url: 'https://a.example.com/x' })"
TARO = "import Taro from '@tarojs/taro'\n"


class TestProgram:
    def test_its_configuration_names_pages_and_packages(self, tmp_path: Path) -> None:
        files = taro(TARO + f"export default function A() {{ {GET} }}", **{
            "src/app.config.ts": "const pages = ['pages/a/a']\nexport default defineAppConfig({ pages,\n"
            "  subPackages: [{ root: 'sub', pages: ['b/index'] }], networkTimeout: { request: 500 } })",
            "src/sub/b/index.jsx": TARO + f"export default () => {{ {GET} }}",
            "src/pages/other/other.tsx": TARO + f"export default () => {{ {GET} }}",
        })  # fmt: skip
        program = linked(tmp_path, files)
        assert program.root == "src"
        assert [one.place.path for one in program.requests] == ["src/pages/a/a.tsx", "src/sub/b/index.jsx"]
        assert [(one.milliseconds, one.place.path) for one in program.timeouts] == [
            (500, "src/app.config.ts")
        ]

    def test_a_configuration_of_another_tool_is_none(self, tmp_path: Path) -> None:
        assert apps(tmp_path, {"app.config.ts": "export default { pages: true }", "server.ts": ""}) == []
        assert apps(tmp_path / "b", {"app.config.js": "module.exports = { name: 'x' }", "app.js": ""}) == []

    def test_before_taro_3_a_field_of_the_apps_class_names_its_pages(self, tmp_path: Path) -> None:
        app = (
            "import Taro, { Component, Config } from '@tarojs/taro'\nimport Index from './pages/a/a'\n"
            "class App extends Component {\n  config: Config = { pages: ['pages/a/a', 'pages/b/b'] }\n"
            "  render() { return <Index/> }\n}\n"
            "Taro.render(<App/>, document.getElementById('app'))"
        )
        page = TARO + f"export default class A extends Taro.Component {{ onShow() {{ {GET} }} }}"
        files = {"src/app.tsx": app, "src/pages/a/a.tsx": page, "src/pages/b/b.tsx": page}
        program = linked(tmp_path, files)
        assert (program.root, [one.place.path for one in program.requests]) == (
            "src", ["src/pages/a/a.tsx", "src/pages/b/b.tsx"],
        )  # fmt: skip

    def test_a_class_of_another_app_is_none(self, tmp_path: Path) -> None:
        server = "import x from 'express'\nclass App { config = { pages: 1 } }"
        assert (
            apps(tmp_path, {"app.js": server, "lib/app.ts": "import '@tarojs/taro'\nconst pages = 1"}) == []
        )

    def test_what_it_was_built_into_is_left_out(self, tmp_path: Path) -> None:
        built = {"dist/app.json": {"pages": ["pages/a/a"]}, "dist/app.js": "App({})"}
        config = {"project.config.json": {"miniprogramRoot": "dist/"}}
        (app,) = apps(tmp_path, {**taro(TARO + GET), **built, **config})
        assert (app.root, app.framework) == ("src", "taro")


class TestRequests:
    def test_the_module_is_the_api_object_however_it_is_imported(self, tmp_path: Path) -> None:
        page = (
            "import Taro, { request, uploadFile as send } from '@tarojs/taro'\n"
            "import * as All from '@tarojs/taro'\n"
            "export default function A() {\n"
            "  Taro.request({ url: 'https://a.example.com/1' })\n"
            "  request({ url: 'https://a.example.com/2' })\n"
            "  send({ url: 'https://a.example.com/3', filePath: 'a', name: 'b' })\n"
            "  All.request({ url: 'https://a.example.com/4' })\n}"
        )
        assert [(api, url) for api, _, (url,) in requests(tmp_path, taro(page))] == [
            ("Taro.request", "https://a.example.com/1"),
            ("Taro.request", "https://a.example.com/2"),
            ("Taro.uploadFile", "https://a.example.com/3"),
            ("Taro.request", "https://a.example.com/4"),
        ]

    def test_arrows_in_markup_run(self, tmp_path: Path) -> None:
        page = TARO + (
            "export default function A() {\n  const host = 'https://a.example.com'\n"
            "  const send = method => Taro.request({ url: host, method, data: {} })\n"
            "  return <View><Button onClick={() => send('post')}>x</Button></View>\n}"
        )
        assert found(tmp_path, taro(page)) == [("lowercase-method", "src/pages/a/a.tsx", "'post'")]

    def test_an_element_runs_before_what_it_calls(self, tmp_path: Path) -> None:
        page = "import { Goods } from './goods'\nexport default function A() { return <Goods/> }"
        files = taro(page, **{
            "src/api.ts": TARO + "const HOST = 'https://a.b/'\n"
            "export const send = (id, data) => Taro.request({ url: HOST + id, method: 'POST', data })\n"
            "export const buy = (id, data) => send(id, data)",
            "src/pages/a/goods.tsx": "import { buy } from '@/api'\nexport function Goods() {\n"
            "  const pay = () => buy(1)\n  return <Button onClick={() => pay()}/>\n}",
        })  # fmt: skip
        assert [(rule, path) for rule, path, _ in found(tmp_path, files)] == [
            ("post-without-data", "src/pages/a/goods.tsx")
        ]

    @pytest.mark.parametrize("module", ["react", "@tarojs/taro"])
    def test_the_state_of_a_class_is_what_is_set_too(self, tmp_path: Path, module: str) -> None:
        page = (
            f"import {{ Component }} from '{module}'\n{TARO}"
            "export default class A extends Component {\n"
            "  state = { order: {}, host: 'http://a.example.com/' }\n"
            "  componentDidMount() { this.setState({ order: this.props.order }, () => this.load()) }\n"
            "  change() {\n"
            "    this.setState((old, props) => ({ host: props.x ? 'https://b.example.com/' : old.host }))\n"
            "  }\n  load() {\n    const { host, order } = this.state\n"
            "    Taro.request({ url: host + order.id })\n  }\n}"
        )
        assert found(tmp_path, taro(page)) == [
            ("non-https-url", "src/pages/a/a.tsx", "'http://a.example.com/'")
        ]
        ((_, _, urls),) = requests(tmp_path, taro(page))
        assert "https://b.example.com/{}" in urls

    def test_methods_of_a_class_run_on_its_fields(self, tmp_path: Path) -> None:
        page = TARO + (
            "import { Component } from 'react'\nexport default class A extends Component {\n"
            "  host = 'https://a.example.com'\n  componentDidMount() { this.load() }\n"
            "  load = () => Taro.request({ url: this.host + '/x' })\n  render() { return <View/> }\n}"
        )
        assert ("Taro.request", None, ["https://a.example.com/x"]) in requests(tmp_path, taro(page))

    @pytest.mark.parametrize(
        "exported",
        [
            "export default connect(state => state)(A)",
            "const Page = A\nexport default wrap({ Page })",
            "export default A",
        ],
    )
    def test_a_class_that_others_wrap_is_a_component(self, tmp_path: Path, exported: str) -> None:
        script = (
            TARO + "import { Component } from 'react'\nimport { connect } from 'react-redux'\n"
            "import wrap from '../../wrap'\n"
            "class A extends Component {\n  send = () => { " + GET + " }\n"
            "  render() { return <View onClick={this.send} /> }\n}\n" + exported
        )
        wrap = "import { connect } from 'react-redux'\nexport default ({ Page }) => connect(x => x)(Page)"
        program = linked(tmp_path, taro(script, **{"src/wrap.js": wrap}))
        assert [one.kind for one in program.requests] == ["direct"]

    def test_a_class_that_renders_nothing_is_made_by_nobody(self, tmp_path: Path) -> None:
        script = TARO + "class A {\n  send = () => { " + GET + " }\n}\nexport default () => null"
        assert requests(tmp_path, taro(script)) == []

    def test_hooks_run_what_they_are_given(self, tmp_path: Path) -> None:
        page = (
            "import Taro, { useDidShow } from '@tarojs/taro'\nimport { useEffect } from 'react'\n"
            f"export default function A() {{ useEffect(() => {{ {GET} }}, [])\n"
            f"useDidShow(() => {{ {GET} }})\n"
            "return <View/> }"
        )
        assert len(requests(tmp_path, taro(page))) == 2

    def test_wrappers_are_followed_through_aliases(self, tmp_path: Path) -> None:
        page = (
            "import { get } from '@/libs/http'\nimport Up from '~lib/up'\n"
            "export default () => { get('/x'); Up() }"
        )
        files = taro(page, **{
            "tsconfig.json": '{ "compilerOptions": { /* here */ "paths": '
            '{ "@/*": ["./src/*"], "~lib/*": ["src/libs/*"] } } }',
            "src/libs/http.ts": TARO + "const HOST = 'https://a.example.com'\n"
            "export const get = (url: string) => Taro.request({ url: HOST + url })",
            "src/libs/up.tsx": TARO + f"export default () => {GET}",
        })  # fmt: skip
        made = linked(tmp_path, files).requests
        assert [(one.kind, one.place.path) for one in made] == [
            ("direct", "src/libs/http.ts"),
            ("direct", "src/libs/up.tsx"),
            ("effective", "src/pages/a/a.tsx"),
        ]
        assert {one.confidence for one in made} == {"likely"}

    def test_patch_is_legal_for_this_vendor(self, tmp_path: Path) -> None:
        page = (
            TARO + "export default () => { Taro.request({ url: 'https://a.example.com', method: 'PATCH' }) }"
        )
        assert found(tmp_path, taro(page)) == []
        native = page.replace("Taro.request", "wx.request")
        assert [rule for rule, *_ in found(tmp_path / "wx", taro(native))] == ["unknown-method"]


class TestSilence:
    @pytest.mark.parametrize(
        ("start", "rules"), [("1", []), ("false", []), ("''", ["unencoded-query"]), ("", ["unencoded-query"])]
    )
    def test_a_state_that_starts_as_a_number_is_one(
        self, tmp_path: Path, start: str, rules: list[str]
    ) -> None:
        page = TARO + (
            "import React, { useState } from 'react'\nexport default function A() {\n"
            f"  const [value, setValue] = useState({start})\n  const [other] = React.useState({start})\n"
            "  const go = () => { setValue(value + 1); Taro.request({ url: 'https://a.b/?x=' + value }) }\n"
            "  return <View onClick={go}>{other}</View>\n}"
        )
        assert [rule for rule, *_ in found(tmp_path, taro(page))] == rules

    def test_every_request_is_a_promise(self, tmp_path: Path) -> None:
        page = TARO + f"export default async () => {{ const a = await {GET}; {GET}.then(b => b) }}"
        assert found(tmp_path, taro(page)) == []

    def test_the_native_one_is_none(self, tmp_path: Path) -> None:
        page = "export default async () => { await wx.request({ url: 'https://a.example.com' }) }"
        assert [rule for rule, *_ in found(tmp_path, taro(page))] == ["awaited-request-task"]

    def test_an_interceptor_completes_the_url(self, tmp_path: Path) -> None:
        files = taro(TARO + "export default () => { Taro.request({ url: '/x' }) }", **{
            "src/app.tsx": TARO + "Taro.addInterceptor(chain => { const params = chain.requestParams\n"
            "params.url = 'https://a.example.com' + params.url\nreturn chain.proceed(params) })\n"
            "export default function App() {}",
        })  # fmt: skip
        assert requests(tmp_path, files) == [("Taro.request", None, ["https://a.example.com/x"])]

    def test_without_one_the_url_is_relative(self, tmp_path: Path) -> None:
        page = TARO + "export default () => { Taro.request({ url: '/x' }) }"
        assert [rule for rule, *_ in found(tmp_path, taro(page))] == ["relative-url"]

    def test_what_a_build_puts_in_is_there(self, tmp_path: Path) -> None:
        page = (
            TARO + "export default () => { Taro.request({ url: (process.env.TARO_APP_HOST ?? '') + '/x' }) }"
        )
        assert found(tmp_path, taro(page)) == []

    def test_other_platforms_are_not_built(self, tmp_path: Path) -> None:
        page = TARO + (
            "export default () => { const host = process.env.TARO_ENV === 'h5' ? '' : 'https://a.example.com'\n"
            "Taro.request({ url: host + '/x' }) }"
        )
        assert requests(tmp_path, taro(page)) == [("Taro.request", None, ["https://a.example.com/x"])]


class TestMakers:
    """Functions that a maker gives, and that nobody in the sources calls (a store's actions do)."""

    ACTIONS = (
        "import Taro from '@tarojs/taro'\n"
        "export function action(options) { return (dispatch) =>\n"
        "  Taro.request({ url: 'https://a.example.com' + options.url }).then((res) => dispatch(res)) }\n"
    )

    @pytest.mark.parametrize("end", ["A", "connect(() => ({}), cart)(A)"])
    def test_each_of_them_is_run(self, tmp_path: Path, end: str) -> None:
        files = {
            "src/action.ts": self.ACTIONS,
            "src/cart.ts": (
                "import { action } from './action'\n"
                "export function list() { return action({ url: '/list' }) }\n"
                "export const count = () => action({ url: '/count' })\n"
                "export const add = () => action({ url: '/add' })\n"
            ),
        }
        page = (
            "import { connect } from 'redux'\nimport * as cart from '../../cart'\n"
            "function A() { return <View/> }\nexport default "
        )
        ((_, _, urls),) = requests(tmp_path, taro(page + end, **files))
        assert sorted(urls) == [f"https://a.example.com/{one}" for one in ("add", "count", "list")]

    def test_a_store_is_given_the_same_actions_for_each_list(self, tmp_path: Path) -> None:
        lists = (
            "const List = (url) => ({ actions: {\n"
            "  load({ commit }) { Taro.request({ url: 'https://a.example.com' + url }).then(commit) },\n"
            "  save({ commit }) { Taro.request({ url: 'https://b.example.com' + url }).then(commit) } } })\n"
        )
        page = (
            TARO + "import { Store } from 'vuex'\n" + lists + "const two = { modules: { c: List('/c') } }\n"
            "export const store = new Store({ modules: { a: List('/a'), b: List('/b'), two } })\n"
        )
        made = requests(tmp_path, taro(page))
        assert [sorted(url for url in urls if "{}" not in url) for _, _, urls in made] == [
            [f"https://{host}.example.com/{one}" for one in "abc"] for host in "ab"
        ]

    def test_what_is_called_is_not_run_again_on_unknowns(self, tmp_path: Path) -> None:
        page = (
            TARO + "const to = (url) => (id) => Taro.request({ url: 'https://a.example.com' + url + id })\n"
            "const one = to('/one/')\nconst two = to('/two/')\n"
            "export default function A() { one('1'); two('2') }"
        )
        made = requests(tmp_path, taro(page))
        assert sorted({url for _, _, urls in made for url in urls if "{}" not in url}) == [
            "https://a.example.com/one/1",
            "https://a.example.com/two/2",
        ]
