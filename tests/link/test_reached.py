"""Requests are found wherever what they send hangs on: modules, state, tables, loops, what happens once."""

from pathlib import Path

import pytest

from tests.link.frameworks import BASE, calls, found, linked
from tests.link.projects import page, scripted


class TestModules:
    def test_an_import_in_a_cycle_is_bound_when_the_other_module_is_done(self, tmp_path: Path) -> None:
        files = {
            "utils/http.js": "import { token } from './api'\n"
            "export const send = (path, data) => wx.request({ url: 'https://a.example.com' + path,\n"
            "  method: 'POST', data, header: { token: token() } })",
            "utils/api.js": "import { send } from './http'\nexport const token = () => 'x'\n"
            "export const list = id => send('/list/' + id, {})",
            "utils/index.js": "export * from './api'\nexport { send } from './http'",
        }
        script = (
            "import { send } from '../../utils/http'\nimport { list } from '../../utils/index'\n"
            "Page({ onLoad() { send('/one', {}); list(3) } })"
        )
        assert calls(tmp_path, script, files) == [
            ("POST", "https://a.example.com/one"),
            ("POST", "https://a.example.com/list/3"),
        ]


class TestState:
    """What an entry finds, which another one left: whether its request is reached at all."""

    def test_what_one_handler_pushes_the_other_finds(self, tmp_path: Path) -> None:
        script = (
            "const send = list => wx.request({ url: BASE + '/' + list, method: 'POST', data: {} })\n"
            "const queue = []\n"
            "Page({ data: { chosen: [] },\n"
            "  choose(e) { this.data.chosen.push(e.detail); queue.push(e.detail) },\n"
            "  onHide() { if (queue.length) send('queue') },\n"
            "  onUnload() { for (const one of this.data.chosen) send(one.id) } })"
        )
        assert calls(tmp_path, script) == [
            ("POST", "https://a.example.com/queue"),
            ("POST", "https://a.example.com/{}"),
        ]

    def test_a_list_that_a_loop_may_fill_may_be_empty(self, tmp_path: Path) -> None:
        script = (
            "const send = (path, data) => wx.request({ url: BASE + path, method: 'POST', data })\n"
            "Page({ onLoad(query) { const list = []\n"
            "  for (let i = 0; i < query.count; i++) list.push(i)\n"
            "  if (list.length > 0) send('/some', { list })\n  else send('/none', {}) } })"
        )
        assert [url for _, url in calls(tmp_path, script)] == [
            "https://a.example.com/some",
            "https://a.example.com/none",
        ]

    def test_what_is_not_there_is_no_empty_text(self, tmp_path: Path) -> None:
        script = (
            "const send = path => wx.request({ url: BASE + path })\n"
            "Page({ data: {}, onLoad() {\n"
            "  if (this.data.reason == '' || this.data.reason == 0) return send('/no')\n"
            "  if (this.data.reason == null) send('/yes') } })"
        )
        assert calls(tmp_path, script) == [("GET", "https://a.example.com/yes")]

    def test_a_member_that_is_tested_is_what_the_test_lets_pass(self, tmp_path: Path) -> None:
        script = (
            "const send = path => wx.request({ url: BASE + path })\n"
            "Page({ data: { id: '', off: false }, onPick(e) { this.setData({ id: e.detail, off: e.off }) },\n"
            "  onTap() { send(this.data.id ? '/' + this.data.id : '') },\n"
            "  onOpen() { if (!this.data.id) return send('/none')\n    send('/some/' + this.data.id) },\n"
            "  onTurn() { if (this.data.off && this.data.id) this.setData({ id: '' })\n"
            "    send('/any/' + this.data.id) } })"
        )
        assert [url for _, url in calls(tmp_path, script)] == [
            "https://a.example.com/{} | https://a.example.com",
            "https://a.example.com/none",
            "https://a.example.com/some/{}",
            "https://a.example.com/any/ | https://a.example.com/any/{}",
        ]

    def test_an_empty_text_is_gone_where_the_page_s_start_fills_it(self, tmp_path: Path) -> None:
        script = (
            "const send = path => wx.request({ url: BASE + path })\n"
            "Page({ data: { word: '', other: '' }, id: '', code: '',\n"
            "  onLoad(query) { this.id = query.id; this.code = query.code\n"
            "    if (query.other) this.setData({ other: query.other }) },\n"
            "  onTap() { send('/id/' + this.id); send('/code/' + this.code)\n"
            "    send('/word/' + this.data.word); send('/other/' + this.data.other) },\n"
            "  onReset() { this.code = '' },\n"
            "  onInput(e) { this.setData({ word: e.detail.value }) } })"
        )
        assert [url for _, url in calls(tmp_path, script)] == [
            "https://a.example.com/id/{}",
            "https://a.example.com/code/ | https://a.example.com/code/{}",
            "https://a.example.com/word/ | https://a.example.com/word/{}",
            "https://a.example.com/other/ | https://a.example.com/other/{}",
        ]

    def test_an_expression_that_counts_gives_any_number(self, tmp_path: Path) -> None:
        script = (
            "const send = path => wx.request({ url: BASE + path })\n"
            "Page({ data: { page: 1, tab: 1 }, onLoad() { this.more() },\n"
            "  more() { send('/list?page=' + this.data.page); this.setData({ page: this.data.page + 1 }) },\n"
            "  onReachBottom() { this.more() },\n"
            "  onTab() { this.setData({ tab: 2 }); this.setData({ tab: 3 }) },\n"
            "  onShow() { send('/tab?at=' + this.data.tab) } })"
        )
        files = page("pages/a/a", '<view bindtap="onTab"/>')
        assert [url for _, url in calls(tmp_path, script, files)] == [
            "https://a.example.com/list?page=1 | https://a.example.com/list?page={}",
            "https://a.example.com/tab?at=1 | https://a.example.com/tab?at=2 | https://a.example.com/tab?at=3",
        ]

    def test_a_component_s_script_that_a_page_imports_registers_the_component(self, tmp_path: Path) -> None:
        files = {
            "app.json": {"pages": ["pages/a/a"], "usingComponents": {"note": "/parts/note"}},
            "parts/note.json": {"component": True},
            "parts/note.wxml": "<view/>",
            "parts/note.js": "Component({ methods: { show() {} } })\nmodule.exports = () => {}",
        }
        script = (
            "const note = require('../../parts/note')\n"
            "const send = path => wx.request({ url: BASE + path })\n"
            "Page({ data: { open: false }, onShow() {\n"
            "  if (this.data.open) send('/x')\n  else this.setData({ open: true }) } })"
        )
        assert calls(tmp_path, script, files) == [("GET", "https://a.example.com/x")]


class TestVeryManyValues:
    """An address that may be one of very many keeps how it begins; what follows is as harmless as it was."""

    def test_every_host_is_kept(self, tmp_path: Path) -> None:
        table = "{" + ", ".join(f"k{at}: '/p{at}'" for at in range(8)) + "}"
        script = (
            "const host = wx.getStorageSync('test') ? 'https://t.example.com' : 'https://p.example.com'\n"
            f"const send = key => wx.request({{ url: host + {table}[key] }})\n"
            "Page({ onLoad(query) { send(query.key) } })"
        )
        assert calls(tmp_path, script) == [("GET", "https://t.example.com{} | https://p.example.com{}")]

    def test_one_of_many_constants_in_a_query_needs_no_encoding(self, tmp_path: Path) -> None:
        table = "{" + ", ".join(f"k{at}: 'v{at}'" for at in range(11)) + "}"
        script = (
            f"Page({{ onLoad(query) {{ wx.request({{ url: BASE + '/x?type=' + {table}[query.key] }}) }} }})"
        )
        assert found(tmp_path, scripted(BASE + script)) == []


def test_a_text_that_is_tested_is_not_empty_behind_its_test(tmp_path: Path) -> None:
    script = (
        "function query(o) { let s = ''; for (const k in o) s += '&' + k + '=' + encodeURIComponent(o[k])\n"
        "  return s }\n"
        "function get(o) { const q = query(o); wx.request({ url: BASE + '/x' + (q ? '?' + q : '') }) }\n"
        "Page({ onLoad(options) { get(options) } })"
    )
    assert calls(tmp_path, script) == [("GET", "https://a.example.com/x?{} | https://a.example.com/x")]


def test_a_long_computation_on_the_way_hides_no_request(tmp_path: Path) -> None:
    script = (
        "Page({ data: { weeks: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20], cache: {} },\n"
        "  store(key, value) { this.data.cache[key] = value },\n"
        "  onLoad(query) { this.store(query.key, query.all); this.load(query.id) },\n"
        "  load(id) { const that = this\n    if (this.data.cache.all) render(this.data.cache.all)\n"
        "    function render(all) { that.setDates(that.data.weeks.map(w => [0,1,2,3,4,5,6].map(d => {\n"
        "      const day = new Date(all.year, all.month + 1 - 1 + 0, all.day + w * 7 - d + 0 + 1 - 1)\n"
        "      const same = day.getDate() + 1 - 1 === all.day && day.getMonth() + 1 - 1 === all.month\n"
        "      return { month: day.getMonth() + 1 - 1 + 1, date: day.getDate() + 0 + 0 + 0, same } }))) }\n"
        "    wx.request({ url: BASE + '/x/' + id }) },\n"
        "  setDates(dates) { return dates } })"
    )
    assert ("GET", "https://a.example.com/x/{}") in calls(tmp_path, script)


@pytest.mark.parametrize(
    "typed",
    [
        "this.setData({ [`form.${e.currentTarget.dataset.key}`]: e.detail.value })",
        "this.setData({ ['form.' + e.currentTarget.dataset.key]: e.detail.value.trim() })",
        "const key = `form.${e.target.dataset.key}Text`; this.setData({ [key]: e.detail.value })",
    ],
)
def test_a_form_is_filled_in_by_names_that_are_not_known(tmp_path: Path, typed: str) -> None:
    script = (
        "const send = form => wx.request({ url: BASE + '/' + form.kind, method: 'POST', data: form })\n"
        "Page({ data: { form: { kind: 'a', whyText: '' } },\n"
        f"  onType(e) {{ {typed} }},\n"
        "  onSend() { const { form } = this.data; if (!form.whyText.trim()) return; send(form) } })"
    )
    [(method, address)] = calls(tmp_path, script)
    assert method == "POST"
    assert "https://a.example.com/a" in address.split(" | ")


@pytest.mark.parametrize(
    "typed",
    [
        "this.setData({ [e.currentTarget.dataset.key]: e.detail.value })",
        "this.setData({ [`${e.currentTarget.id}Text`]: e.detail.value })",
        "const changes = {}; changes[e.currentTarget.dataset.key] = e.detail.value; this.setData(changes)",
        "this.setData({ ...e.currentTarget.dataset })",
    ],
)
def test_a_field_that_is_empty_is_filled_in_by_a_name_that_is_not_known(tmp_path: Path, typed: str) -> None:
    script = (
        "const send = (kind, data) => wx.request({ url: BASE + '/' + kind, method: 'POST', data })\n"
        "Page({ data: { kind: 'a', whyText: '', ready: false },\n"
        f"  onType(e) {{ {typed} }},\n"
        "  onSend() { if (!this.data.whyText) return; send(this.data.kind, { why: this.data.whyText }) },\n"
        "  onOther() { if (this.data.ready) send('ready', {}) } })"
    )
    assert calls(tmp_path, script) == [("POST", "https://a.example.com/a")]


@pytest.mark.parametrize(
    "typed",
    [
        "this.setData({ [`list[${e.target.dataset.at}].why`]: e.detail.value })",
        "this.setData({ [`other.${e.target.dataset.key}`]: e.detail.value })",
        "this.setData({ [`how${e.target.dataset.key}`]: e.detail.value })",
    ],
)
def test_what_is_written_elsewhere_fills_in_nothing(tmp_path: Path, typed: str) -> None:
    script = (
        "const send = data => wx.request({ url: BASE + '/a', method: 'POST', data })\n"
        "Page({ data: { why: '', list: [], other: { why: '' } },\n"
        f"  onType(e) {{ {typed} }},\n"
        "  onSend() { if (!this.data.why) return; send({ why: this.data.why }) } })"
    )
    assert calls(tmp_path, script) == []


def test_a_package_that_a_script_requires_is_counted_once(tmp_path: Path) -> None:
    files = {
        "app.json": {"pages": ["pages/a/a"]},
        "app.js": "App({})",
        **page("pages/a/a"),
        "pages/a/a.js": "require('ui'); Page({})",
        "miniprogram_npm/ui/index.js": "module.exports = {}",
    }
    assert linked(tmp_path, files).left_out == {"miniprogram_npm": 1}


def test_a_cache_has_nothing_yet_for_most_of_its_names(tmp_path: Path) -> None:
    script = (
        "const kept = {}\nconst get = url => new Promise((resolve, reject) => {\n"
        "  wx.request({ url: BASE + url, success: resolve, fail: reject }) })\n"
        "const once = url => kept[url] || (kept[url] = get(url))\n"
        "Page({ onLoad() { once('/a') }, onShow() { once('/b') } })"
    )
    assert calls(tmp_path, script) == [("GET", "https://a.example.com/a"), ("GET", "https://a.example.com/b")]


@pytest.mark.parametrize("flag", ["this.begun", "this.data.begun", "begun", "getApp().globalData.begun"])
@pytest.mark.parametrize("hook", ["onLoad", "onShow"])
def test_a_start_that_happens_once_sends_what_it_sends(tmp_path: Path, flag: str, hook: str) -> None:
    script = (
        "let begun\nconst get = url => wx.request({ url: BASE + url })\n"
        f"Page({{ {hook}() {{ if (!{flag}) {{ {flag} = true; get('/x') }} }} }})"
    )
    assert calls(tmp_path, script) == [("GET", "https://a.example.com/x")]


def test_what_is_sent_while_modules_are_loaded_is_sent_the_app_s_too(tmp_path: Path) -> None:
    files = {
        "utils/http.js": "const send = path => wx.request({ url: 'https://a.example.com' + path })\n"
        "module.exports = { send }\nsend('/module')",
        "app.js": "const { send } = require('./utils/http')\n"
        "send('/top');\n(function () { send('/called') })()\n"
        "App({ ready: new Promise(done => { send('/executor'); done() }), onLaunch() { send('/launch') } })",
    }
    script = "const { send } = require('../../utils/http')\nsend('/page')\n"
    sent = calls(tmp_path, script + "Page({ onLoad() { send('/load') } })", files)
    names = ("module", "top", "called", "executor", "launch", "page", "load")
    assert sorted(sent) == sorted(("GET", f"https://a.example.com/{name}") for name in names)


def test_a_property_that_data_names_again_may_be_what_the_page_gives(tmp_path: Path) -> None:
    files = {
        "app.json": {"pages": ["pages/a/a"], "usingComponents": {"gate": "/parts/gate"}},
        **page("pages/a/a", '<gate kind="cell"/>'),
        **page("parts/gate", component=True),
    }
    files["parts/gate.js"] = (
        "const get = path => wx.request({ url: 'https://a.example.com' + path })\n"
        "Component({ properties: { kind: String }, data: { kind: 'info' },\n"
        "  ready() { if (this.properties.kind === 'info') get('/info'); else get('/cell') } })"
    )
    assert calls(tmp_path, "", files) == [
        ("GET", "https://a.example.com/info"),
        ("GET", "https://a.example.com/cell"),
    ]


def test_methods_whose_names_are_put_together_lead_on_to_a_request(tmp_path: Path) -> None:
    files = {
        "utils/resource.js": "class Resource {\n"
        "  constructor(url) {\n    this.url = url\n    const kinds = { get: 'GET', save: 'POST' }\n"
        "    for (const name in kinds) {\n"
        "      this[name + 'Async'] = (...args) => this.send_(kinds[name], args)\n    }\n  }\n"
        f"  send_(method, args) {{ let sum = 0; {'sum += 1; ' * 400}\n"
        "    return wx.request({ url: this.url, method, data: args[0] }) }\n}\n"
        "export default path => new Resource('https://a.example.com' + path)",
    }
    script = (
        "import resource from '../../utils/resource'\nPage({\n"
        "  onLoad() { this.goods = resource('/goods') },\n"
        "  onShow() { this.goods.getAsync({ id: 1 }); this.goods.saveAsync({ id: 1 }) } })"
    )
    expected = [("GET", "https://a.example.com/goods"), ("POST", "https://a.example.com/goods")]
    assert calls(tmp_path, script, files) == expected


class TestTables:
    """A service for each address of a table, made by a loop of the module's top level."""

    MADE = (
        "Object.keys(table).forEach(name => { api[name] = data => send(table[name], data) })",
        "for (const name in table) api[name] = data => send(table[name], data)",
        "for (const [name, line] of Object.entries(table)) api[name] = data => send(line, data)",
        (
            "Object.keys(table).map(name => ({ name, run: data => send(table[name], data) }))\n"
            "  .forEach(one => { api[one.name] = one.run })"
        ),
        (
            "Object.assign(api, Object.keys(table).reduce((all, name) => {\n"
            "  all[name] = data => send(table[name], data); return all }, {}))"
        ),
    )

    @staticmethod
    def sent(folder: Path, made: str, count: int) -> list[tuple[str, str]]:
        table = ", ".join(f"get{at}: '/{at}', save{at}: 'POST /{at}'" for at in range(count))
        files = {
            "api.js": f"const table = {{ {table} }}\nconst api = {{}}\n"
            "const send = (line, data) => { const [path, method = 'GET'] = line.split(/\\s+/).reverse()\n"
            "  return wx.request({ url: 'https://a.example.com' + path, method, data }) }\n"
            f"{made}\nmodule.exports = api"
        }
        script = (
            "const api = require('../../api')\n"
            "Page({ onLoad(query) { api.get1({ id: query.id }); api.save20({}); api.missing({}) } })"
        )
        return calls(folder, script, files)

    @pytest.mark.parametrize("made", MADE)
    def test_each_is_known_of_a_long_table(self, tmp_path: Path, made: str) -> None:
        assert self.sent(tmp_path, made, 50) == [
            ("GET", "https://a.example.com/1"),
            ("POST", "https://a.example.com/20"),
        ]

    @pytest.mark.parametrize("made", MADE)
    def test_of_a_very_long_one_nothing_is_said(self, tmp_path: Path, made: str) -> None:
        assert not any("example.com/" in url for _, url in self.sent(tmp_path, made, 200))

    @pytest.mark.parametrize(
        ("count", "known"), [(1, True), (9, True), (10, True), (11, True), (23, True), (30, False)]
    )
    @pytest.mark.parametrize("step", ["i < lines.length", "i <= lines.length - 1"])
    def test_a_loop_that_counts_ends_where_it_is_known_to(
        self, tmp_path: Path, count: int, known: bool, step: str
    ) -> None:
        script = (
            "const send = path => wx.request({ url: BASE + path })\n"
            f"Page({{ onLoad() {{ const lines = {[f'p{at}' for at in range(count)]}\n"
            f"  let all = ''\n  for (let i = 0; {step}; i++) {{ all += '/' + lines[i] }}\n  send(all) }} }})"
        )
        ((_, sent),) = calls(tmp_path, script)
        whole = "https://a.example.com" + "".join(f"/p{at}" for at in range(count))
        assert (sent == whole) == known
        assert all(whole.startswith(one.partition("{")[0]) for one in sent.split(" | "))

    def test_a_loop_of_more_than_ten_counted_turns_still_is_one_of_many(self, tmp_path: Path) -> None:
        script = (
            "const BASE = 'https://a.example.com'\nPage({ onLoad() {\n"
            "  for (let i = 0; i < COUNT; i++) { wx.request({ url: BASE + '/x/' + i }) } } })"
        )
        for count, expected in ((10, 0), (12, 1)):
            folder = tmp_path / str(count)
            folder.mkdir()
            program = linked(folder, scripted(script.replace("COUNT", str(count))))
            assert len(program.looped_requests) == expected
