"""uni-app's sources: what is a program, which pages run, what requests they make, what is left alone."""

from pathlib import Path

import pytest

from tests.link.frameworks import found, linked, requests, uni_app
from tests.link.projects import apps, page, write
from wxlint.around import around
from wxlint.errors import NoProgramError
from wxlint.session import Session

GET = "uni.request({ url: 'https://a.example.com/x' })"
METHODS = "methods: { go() { uni.request({ url: this.url }) } }"


def in_method(body: str) -> str:
    return "export default { methods: { go() { " + body + " } } }"


class TestProgram:
    def test_pages_and_packages_are_read_with_comments(self, tmp_path: Path) -> None:
        files = uni_app(in_method(GET))
        files["pages.json"] = (
            '{ "pages": [{ "path": "pages/a/a" }], // main\n'
            '  "subPackages": [{ "root": "sub", "pages": [{ "path": "b/b" }] }] }'
        )
        files["sub/b/b.vue"] = f"<script>{in_method(GET)}</script>"
        (app,) = apps(tmp_path, files)
        assert (app.framework, app.script) == ("uni-app", "main.js")
        assert [(one.path, one.script, one.package) for one in app.pages] == [
            ("pages/a/a", "pages/a/a.vue", ""),
            ("sub/b/b", "sub/b/b.vue", "sub"),
        ]
        assert len(linked(tmp_path, {}).requests) == 2

    def test_pages_that_the_build_lists_are_those_of_their_folders(self, tmp_path: Path) -> None:
        page = f"<script>{in_method(GET)}</script>"
        files = {
            "pages.config.ts": "export default defineUniPages({ pages: [] })",
            "src/App.vue": "<script>export default {}</script>",
            "src/main.ts": "import App from './App.vue'",
            "src/pages/a/a.vue": page,
            "src/pages/a/components/inner.vue": page,
            "src/pages-sub/b.vue": page,
            "src/components/other.vue": page,
        }
        (app,) = apps(tmp_path, files)
        assert (app.root, app.framework, app.script) == ("src", "uni-app", "src/main.ts")
        assert [one.path for one in app.pages] == ["pages-sub/b", "pages/a/a"]
        assert len(linked(tmp_path, {}).requests) == 2

    def test_an_app_of_vue_alone_is_none(self, tmp_path: Path) -> None:
        app = "<script>export default {}</script>"
        assert apps(tmp_path, {"src/App.vue": app, "src/main.ts": "", "src/pages/a.vue": app}) == []

    def test_a_folder_with_one_of_the_two_files_is_none(self, tmp_path: Path) -> None:
        assert apps(tmp_path, {"pages.json": {"pages": []}, "main.js": ""}) == []

    def test_a_component_that_is_left_out_as_a_bundle_ends_the_walk(self, tmp_path: Path) -> None:
        files = uni_app(in_method(GET), "<big-chart/>")
        files["components/big-chart/big-chart.vue"] = "<script>" + "export default { data: '%s' }" % (
            "x" * 9000
        )
        program = linked(tmp_path, files)
        assert len(program.requests) == 1

    def test_a_native_program_beside_it_stays_what_it_is(self, tmp_path: Path) -> None:
        native = {
            "native/app.json": {"pages": ["pages/a/a"]},
            "native/app.js": "App({})",
            **{f"native/{path}": text for path, text in page("pages/a/a").items()},
        }
        made = {f"uni/{path}": text for path, text in uni_app(in_method(GET)).items()}
        assert [(app.root, app.framework) for app in apps(tmp_path, {**native, **made})] == [
            ("native", ""),
            ("uni", "uni-app"),
        ]

    def test_what_it_was_built_into_is_left_out(self, tmp_path: Path) -> None:
        built = {f"unpackage/dist/build/mp-weixin/{path}": text for path, text in page("pages/a/a").items()}
        built["unpackage/dist/build/mp-weixin/app.json"] = {"pages": ["pages/a/a"]}
        (app,) = apps(tmp_path, {**uni_app(in_method(GET)), **built})
        assert app.framework == "uni-app"
        assert app.left_out == {"unpackage": 2}

    def test_the_manifest_holds_timeouts_and_the_check_of_domains(self, tmp_path: Path) -> None:
        files = uni_app("export default {}")
        manifest = {"networkTimeout": {"request": 500}, "mp-weixin": {"setting": {"urlCheck": False}}}
        program = linked(tmp_path, {**files, "manifest.json": manifest})
        assert [(one.api, one.milliseconds) for one in program.timeouts] == [("request", 500)]
        assert [place.path for place in program.unchecked_urls] == ["manifest.json"]

    def test_a_file_in_it_leads_to_its_folder(self, tmp_path: Path) -> None:
        write(tmp_path, uni_app(in_method(GET)))
        assert around(tmp_path / "pages" / "a") == tmp_path

    def test_a_folder_without_a_program_is_said_to_be_one(self, tmp_path: Path) -> None:
        session = Session(write(tmp_path, {"a.vue": f"<script>{GET}</script>"}))
        with pytest.raises(NoProgramError, match="uni-app"):
            session.check(session.configure())


class TestRequests:
    def test_options_of_this_and_of_modules_are_known(self, tmp_path: Path) -> None:
        script = (
            "import { HOST } from '@/config'\n"
            "export default { data() { return { path: '/x' } },\n"
            "  methods: { go() { uni.request({ url: HOST + this.path, method: 'POST', data: {} }) } } }"
        )
        files = uni_app(script, **{"config.js": "export const HOST = 'https://a.example.com'"})
        assert requests(tmp_path, files) == [("uni.request", "POST", ["https://a.example.com/x"])]

    def test_places_are_those_of_the_file(self, tmp_path: Path) -> None:
        files = uni_app(
            in_method("uni.request({ url: 'http://a.example.com', method: 'post' })"), "<view>你好</view>"
        )
        assert found(tmp_path, files) == [
            ("post-without-data", "pages/a/a.vue", "uni.request"),
            ("non-https-url", "pages/a/a.vue", "'http://a.example.com'"),
            ("lowercase-method", "pages/a/a.vue", "'post'"),
        ]

    def test_branches_of_other_platforms_are_not_read(self, tmp_path: Path) -> None:
        body = (
            "let url = '/api'\n// #ifndef H5\nurl = 'https://a.example.com/api'\n// #endif\n"
            "// #ifdef APP-PLUS\nurl = 'http://1.2.3.4'\n// #endif\nuni.request({ url })"
        )
        files = uni_app(in_method(body))
        assert requests(tmp_path, files) == [("uni.request", None, ["https://a.example.com/api"])]
        assert found(tmp_path, {}) == []

    def test_the_version_of_vue_decides(self, tmp_path: Path) -> None:
        body = f"// #ifdef VUE3\n{GET}\n// #endif\n// #ifndef VUE3\nuni.request({{ url: '/old' }})\n// #endif"
        files = uni_app(in_method(body))
        assert requests(tmp_path / "new", files) == [("uni.request", None, ["https://a.example.com/x"])]
        old = {**files, "manifest.json": {"vueVersion": "2"}}
        assert requests(tmp_path / "old", old) == [("uni.request", None, ["/old"])]

    def test_a_setup_script_runs(self, tmp_path: Path) -> None:
        files = uni_app("export default {}")
        files["pages/a/a.vue"] = (
            "<script setup lang='ts'>\nimport { ref } from 'vue'\n"
            "import { onLoad } from '@dcloudio/uni-app'\n"
            "const host = ref<string>('https://a.example.com')\n"
            "onLoad(() => { uni.request({ url: host.value + '/load' }) })\n"
            "function save() { uni.request({ url: host.value + '/save', method: 'PUT' }) }\n"
            "</script>\n<template><button @click='save'/></template>"
        )
        program = linked(tmp_path, files)
        assert [one.urls[0].prefix for one in program.requests] == [
            "https://a.example.com/load",
            "https://a.example.com/save",
        ]
        assert [(one.method, one.event) for one in program.requests[1].handlers] == [("save", "click")]

    def test_plugins_put_clients_on_every_component(self, tmp_path: Path) -> None:
        files = uni_app(in_method("this.$api.get('/x')"), **{
            "main.js": "import { createSSRApp } from 'vue'\nimport api from '@/api'\n"
            "export function createApp() { const app = createSSRApp({})\napp.use(api)\nreturn { app } }",
            "api.js": "const get = url => uni.request({ url: 'https://a.example.com' + url })\n"
            "export default { install(app) { app.config.globalProperties.$api = { get } } }",
        })  # fmt: skip
        assert ("uni.request", None, ["https://a.example.com/x"]) in requests(tmp_path, files)

    def test_the_old_prototype_does_the_same(self, tmp_path: Path) -> None:
        files = uni_app(in_method("uni.request({ url: this.$host + '/x' })"), **{
            "manifest.json": {"vueVersion": "2"},
            "main.js": "import Vue from 'vue'\nVue.prototype.$host = 'https://a.example.com'\n"
            "new Vue({}).$mount()",
        })  # fmt: skip
        assert requests(tmp_path, files) == [("uni.request", None, ["https://a.example.com/x"])]

    def test_the_app_has_the_global_data_of_its_component(self, tmp_path: Path) -> None:
        data = "globalData: { host: 'https://a.example.com', later: '' }"
        files = uni_app(in_method("uni.request({ url: getApp().globalData.host + '/x' })"), **{
            "App.vue": f"<script>export default {{ {data} }}</script>",
        })  # fmt: skip
        assert requests(tmp_path, files) == [("uni.request", None, ["https://a.example.com/x"])]

    def test_mixins_watchers_and_components_count(self, tmp_path: Path) -> None:
        script = (
            "import mixin from './mixin.js'\n"
            "export default { mixins: [mixin], watch: { id() { uni.request({ url: this.host + '/w' }) } } }"
        )
        files = uni_app(script, "<my-list/>", **{
            "pages/a/mixin.js": "export default { data() { return { host: 'https://a.example.com' } },\n"
            "methods: { load() { uni.request({ url: this.host + '/m' }) } } }",
            "components/my-list/my-list.vue": f"<script>{in_method(GET)}</script>",
            "components/not-used/not-used.vue": f"<script>{in_method(GET)}</script>",
        })  # fmt: skip
        assert sorted(url for _, _, (url,) in requests(tmp_path, files)) == [
            "https://a.example.com/m",
            "https://a.example.com/w",
            "https://a.example.com/x",
        ]

    @pytest.mark.parametrize(
        ("tag", "path", "count"),
        [
            ("Cart", "components/Cart/Cart.vue", 1),
            ("cart", "components/cart/cart.vue", 1),
            ("MyCart", "uni_modules/my/components/MyCart/MyCart.vue", 1),
            ("Cart", "components/Other/Other.vue", 0),
            ("Cart", "components/Cart.vue", 0),
        ],
    )
    def test_components_need_no_dash_in_their_name(
        self, tmp_path: Path, tag: str, path: str, count: int
    ) -> None:
        files = uni_app("export default {}", f"<view><{tag} ref='c'/></view>", **{
            path: f"<script>{in_method(GET)}</script>",
        })  # fmt: skip
        assert len(requests(tmp_path, files)) == count

    def test_handlers_are_the_plain_names_of_the_template(self, tmp_path: Path) -> None:
        files = uni_app(in_method(GET), '<button @tap="go"/>')
        (request,) = linked(tmp_path, files).requests
        (handler,) = request.handlers
        assert (handler.page, handler.method, handler.event) == ("pages/a/a", "go", "tap")
        assert handler.binding is not None


class TestSilence:
    def test_a_field_that_starts_empty_is_not_known(self, tmp_path: Path) -> None:
        script = f"export default {{ data() {{ return {{ url: '' }} }}, {METHODS} }}"
        assert found(tmp_path, uni_app(script)) == []

    @pytest.mark.parametrize("name", ["later", "absent"])
    def test_what_the_global_data_may_hold_later_is_not_known(self, tmp_path: Path, name: str) -> None:
        files = uni_app(in_method(f"uni.request({{ url: getApp().globalData.{name} + '/x' }})"), **{
            "App.vue": "<script>export default { globalData: { later: '' } }</script>",
        })  # fmt: skip
        assert found(tmp_path, files) == []

    def test_a_field_that_the_template_writes_is_not_known(self, tmp_path: Path) -> None:
        script = f"export default {{ data() {{ return {{ url: 'x' }} }}, {METHODS} }}"
        names = [rule for rule, *_ in found(tmp_path / "plain", uni_app(script))]
        assert names == ["relative-url"]
        program = linked(tmp_path / "model", uni_app(script, '<input v-model="url"/>'))
        assert len(program.requests[0].option("url")) == 2

    def test_an_interceptor_completes_the_url(self, tmp_path: Path) -> None:
        files = uni_app(in_method("uni.request({ url: '/x' })"), **{
            "main.js": "uni.addInterceptor('request', { invoke(args) {\n"
            "args.url = 'https://a.example.com' + args.url } })",
        })  # fmt: skip
        assert requests(tmp_path, files) == [("uni.request", None, ["https://a.example.com/x"])]
        assert found(tmp_path, {}) == []

    def test_an_interceptor_of_another_api_does_not(self, tmp_path: Path) -> None:
        files = uni_app(in_method("uni.request({ url: '/x' })"), **{
            "main.js": "uni.addInterceptor('uploadFile', { invoke(args) { args.url = 'https://a.b' } })",
        })  # fmt: skip
        assert [rule for rule, *_ in found(tmp_path, files)] == ["relative-url"]

    def test_what_a_build_puts_in_is_there(self, tmp_path: Path) -> None:
        body = "uni.request({ url: (import.meta.env.VITE_HOST || '') + '/x' })"
        assert requests(tmp_path, uni_app(in_method(body))) == [("uni.request", None, ["{}/x"])]

    def test_a_release_is_built(self, tmp_path: Path) -> None:
        body = (
            "const host = process.env.NODE_ENV === 'development' ? 'http://127.0.0.1' : 'https://a.example.com'\n"
            "uni.request({ url: host })"
        )
        assert found(tmp_path, uni_app(in_method(body))) == []

    def test_a_promise_may_be_awaited_and_its_answer_is_not_known(self, tmp_path: Path) -> None:
        body = "const [error, answer] = await uni.request({ url: 'https://a.example.com/' + this.id })"
        script = "export default { methods: { async go() { " + body + " } } }"
        assert found(tmp_path, uni_app(script)) == []

    def test_loadings_and_taps_are_not_judged(self, tmp_path: Path) -> None:
        body = "uni.showLoading({ title: 'x' }); uni.request({ url: 'https://a.b', method: 'POST', data })"
        assert found(tmp_path, uni_app(in_method(body), '<button @click="go"/>')) == []
