"""Little pages that look wrong and are not, each beside the one that is: loadings, second taps, flags."""

from pathlib import Path

import pytest

from tests.link.projects import write
from wxlint.link.program import load
from wxlint.link.settings import LinkSettings
from wxlint.model.program import Program
from wxlint.read.files import Files

PAGE = "pages/a/a"


def program(folder: Path, script: str, markup: str = "<view/>", **files: object) -> Program:
    """The program of an app with one page, which a user may pull down; `files`: more of them, by path."""
    common = {
        "app.json": {"pages": [PAGE], "window": {"enablePullDownRefresh": True}},
        "app.js": "App({ globalData: {} })",
        f"{PAGE}.js": script,
        f"{PAGE}.wxml": markup,
        f"{PAGE}.json": {},
    }
    (found,) = load(Files(write(folder, {**common, **files})), LinkSettings())
    return found


def stuck(found: Program) -> list[str]:
    """The flags that stay set."""
    return [one.flag for one in found.stuck_guards]


def leaks(found: Program) -> list[tuple[str, str]]:
    """What stays on the screen, and on which outcome."""
    return [(one.indicator, one.outcome.kind) for one in found.leaks]


def twice(found: Program) -> list[str]:
    """The handlers that send again when they are tapped again."""
    return [one.handler.method for one in found.double_taps]


# -- flags -------------------------------------------------------------------------------------------------

REQUEST = "wx.request({ url: 'https://a.com/x', success: () => {} })"


def test_a_panel_that_its_own_button_closes_is_no_guard(tmp_path: Path) -> None:
    script = f"""Page({{
      data: {{ editing: false }},
      edit() {{ this.setData({{ editing: true }}) }},
      cancel() {{ this.setData({{ editing: false }}); {REQUEST} }},
    }})"""
    markup = '<view wx:if="{{editing}}"><button bindtap="cancel"/></view><button wx:else bindtap="edit"/>'
    assert stuck(program(tmp_path, script, markup)) == []


def test_a_button_that_is_away_until_the_request_succeeds_is_guarded(tmp_path: Path) -> None:
    script = """Page({
      data: { busy: false },
      more() {
        this.setData({ busy: true })
        wx.request({ url: 'https://a.com/x', success: () => this.setData({ busy: false }) })
      },
    })"""
    assert stuck(program(tmp_path, script, '<button wx:if="{{!busy}}" bindtap="more"/>')) == ["busy"]


def test_what_the_next_tap_sets_back_is_a_toggle(tmp_path: Path) -> None:
    script = f"""Page({{
      data: {{ open: false }},
      toggle() {{
        if (!this.data.open) {{ {REQUEST} }}
        this.setData({{ open: !this.data.open }})
      }},
    }})"""
    assert stuck(program(tmp_path, script, '<view bindtap="toggle"/>')) == []


@pytest.mark.parametrize("value", ["null", "99", "''"])
def test_a_value_that_something_shows_is_no_flag(tmp_path: Path, value: str) -> None:
    script = f"""Page({{
      data: {{ chosen: 7 }},
      choose() {{ if (!this.data.chosen) return; this.setData({{ chosen: {value} }}); {REQUEST} }},
    }})"""
    assert stuck(program(tmp_path, script, '<view bindtap="choose"/>')) == []


def test_one_and_nought_are_flags(tmp_path: Path) -> None:
    script = f"""Page({{
      data: {{ sent: 0 }},
      send() {{ if (this.data.sent) return; this.setData({{ sent: 1 }}); {REQUEST} }},
    }})"""
    assert stuck(program(tmp_path, script, '<view bindtap="send"/>')) == ["sent"]


def test_a_button_that_an_input_enables_again_is_not_dead(tmp_path: Path) -> None:
    script = f"""Page({{
      data: {{ disabled: true }},
      input(e) {{ this.setData({{ disabled: e.detail.value === '' }}) }},
      send() {{ this.setData({{ disabled: true }}); {REQUEST} }},
    }})"""
    markup = '<input bindinput="input"/><button disabled="{{disabled}}" bindtap="send"/>'
    assert stuck(program(tmp_path, script, markup)) == []


# -- where a page starts -----------------------------------------------------------------------------------

PAGER = """
    class Pager {
      constructor(url) { this.url = url }
      first() {
        if (!this.url) throw 'no url'
        return new Promise((resolve, reject) => wx.request({ url: this.url, success: resolve, fail: reject }))
      }
    }
"""


def test_what_onload_makes_is_there_when_the_user_pulls(tmp_path: Path) -> None:
    script = f"""{PAGER}
    Page({{
      pager: null,
      onLoad() {{ this.pager = new Pager('https://a.com/x') }},
      onPullDownRefresh() {{ this.pager.first().finally(() => wx.stopPullDownRefresh()) }},
    }})"""
    assert leaks(program(tmp_path, script)) == []


def test_what_something_takes_away_again_may_be_missing(tmp_path: Path) -> None:
    script = f"""{PAGER}
    Page({{
      url: null,
      onLoad() {{ this.url = 'https://a.com/x' }},
      clear() {{ this.url = null }},
      onPullDownRefresh() {{
        if (!this.url) return
        new Pager(this.url).first().finally(() => wx.stopPullDownRefresh())
      }},
    }})"""
    assert leaks(program(tmp_path, script, '<view bindtap="clear"/>')) == [("pull-down", "return")]


# -- promises ----------------------------------------------------------------------------------------------

LOADS = """
    function load() {
      return new Promise((resolve, reject) => {
        wx.request({ url: 'https://a.com/x', success: resolve, fail: reject })
      })
    }
    Page({
      onLoad() { wx.showLoading({ title: 'a' }); load().%s },
    })
"""
#: The beginning of what such a file is: callbacks that a queue calls, and no way to see when.
QUEUE = """
    // Promises/A+
    function Promise(executor) { this._subscribers = []; executor(value => publish(this, value)) }
    Promise.prototype.then = function (callback) { this._subscribers.push(callback); return this }
    function publish(promise, value) { scheduleFlush(() => promise._subscribers.forEach(one => one(value))) }
    module.exports = Promise
"""


@pytest.mark.parametrize(
    "from_where",
    ["require('../../lib/es6-promise')", "require('es6-promise').Promise", "require('bluebird')"],
)
def test_a_promise_of_ones_own_settles_too(tmp_path: Path, from_where: str) -> None:
    own = f"const Promise = {from_where}\n" + LOADS
    files = {"lib/es6-promise.js": QUEUE}
    assert leaks(program(tmp_path / "a", own % "finally(() => wx.hideLoading())", **files)) == []
    found = leaks(program(tmp_path / "b", own % "then(() => wx.hideLoading())", **files))
    assert found == [("loading", "fail")]


def test_a_module_that_wraps_promises_is_run(tmp_path: Path) -> None:
    send = "wx.request({ url: 'https://a.com', complete: done })"
    wrapper = f"module.exports = () => new Promise(done => {send})"
    script = """
      const load = require('../../lib/promised')
      Page({ onLoad() { wx.showLoading({ title: 'a' }); load().then(() => {}) } })
    """
    found = leaks(program(tmp_path, script, **{"lib/promised.js": wrapper}))
    assert found == [("loading", "fail")]


def test_a_promise_from_before_is_not_known_to_stay_open(tmp_path: Path) -> None:
    script = """
      let waiting = null
      function load() {
        if (waiting) return waiting.promise
        waiting = {}
        waiting.promise = new Promise(resolve => { waiting.resolve = resolve })
        wx.request({ url: 'https://a.com/x', complete: res => { waiting.resolve(res); waiting = null } })
        return waiting.promise
      }
      Page({ onLoad() { wx.showLoading({ title: 'a' }); load().then(() => wx.hideLoading()) } })
    """
    assert leaks(program(tmp_path, script)) == []


# -- what is played ----------------------------------------------------------------------------------------


def test_a_method_whose_caller_is_never_reached_is_not_played_alone(tmp_path: Path) -> None:
    script = """Page({
      onLoad() {
        return
        this.load().finally(() => wx.hideLoading())
      },
      load() {
        wx.showLoading({ title: 'a' })
        return new Promise(done => wx.request({ url: 'https://a.com/x', complete: done }))
      },
    })"""
    assert leaks(program(tmp_path, script)) == []


# -- loops -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("loop", "beginning"),
    [
        ("q.list.forEach((one) => wx.request({ url: one }))", "q.list.forEach"),
        ("q.list.map(async (one) => { wx.request({ url: one }) })", "q.list.map"),
        ("const send = (one) => wx.request({ url: one }); q.list.forEach(send)", "q.list.forEach(send)"),
        ("for (const one of q.list) wx.request({ url: one })", "for"),
        ("for (let i = 0; i < q.n; i++) { const url = q.url[i]; wx.request({ url }) }", "for"),
        ("let i = q.n; while (i--) wx.request({ url: q.url[i] })", "while"),
        ("let i = q.n; do { wx.request({ url: q.url[i] }) } while (i--)", "do"),
        ("q.list.forEach((one) => { for (const url of one) wx.request({ url }) })", "for"),
    ],
)
def test_a_request_in_a_loop_is_told_with_where_the_loop_begins(
    tmp_path: Path, loop: str, beginning: str
) -> None:
    script = f"Page({{ onLoad(q) {{ {loop} }} }})"
    (looped,) = program(tmp_path, script).looped_requests
    assert looped.loop is not None
    assert script[looped.loop.start : looped.loop.end] == beginning


# -- what a failure does not have ----------------------------------------------------------------------------

LOADED = """Page({ onTap() {
  wx.showLoading({ title: 'a' })
  wx.request({ url: 'https://a.com/x', success: hide, %s })
} })"""
HIDE = "const hide = () => wx.hideLoading()\n"


@pytest.mark.parametrize(
    ("handler", "left"),
    [
        # A failure has no `data`: the handler ends there.
        ("fail: (res) => { this.say(res.data.msg); wx.hideLoading() }", ["fail"]),
        ("fail: (res) => { const { data } = res; if (data.code) {}; wx.hideLoading() }", ["fail"]),
        ("fail: (res) => { const body = res.data; this.text = body.msg; wx.hideLoading() }", ["fail"]),
        ("fail: (res) => { wx.hideLoading(); this.text = res.data.msg }", []),
        ("fail: (res) => { this.text = res.data.msg }, complete: hide", []),
        ("fail: (res) => { this.text = res.errMsg.length; wx.hideLoading() }", []),
        ("fail: (res) => { this.text = res.data; wx.hideLoading() }", []),
        ("fail: (res) => { this.text = res.data && res.data.msg; wx.hideLoading() }", []),
        ("fail: (res) => { this.text = (res.data || {}).msg; wx.hideLoading() }", []),
        ("fail: (res) => { this.text = res.data?.msg; wx.hideLoading() }", []),
        ("fail: (res) => { if (res.data) this.text = res.data.msg; wx.hideLoading() }", []),
        ("fail: (res) => { res.data = {}; this.text = res.data.msg; wx.hideLoading() }", []),
        ("fail: (res) => { try { this.text = res.data.msg } catch (e) {} wx.hideLoading() }", []),
        ("fail: (res) => { try { this.text = res.data.msg } finally { wx.hideLoading() } }", []),
        ("fail: (res) => { this.text = res.response.msg; wx.hideLoading() }", []),
    ],
)
def test_a_member_of_the_body_of_a_failure_ends_its_handler(
    tmp_path: Path, handler: str, left: list[str]
) -> None:
    script = HIDE + LOADED % handler
    found = program(tmp_path, script, "<view bindtap='onTap'/>")
    assert [outcome for _, outcome in leaks(found)] == left


def test_a_failure_that_a_wrapper_hands_on_has_no_body_either(tmp_path: Path) -> None:
    script = """
const send = (url) => new Promise((resolve, reject) => wx.request({ url, success: resolve, fail: reject }))
Page({
  async onOne() {
    wx.showLoading({ title: 'a' })
    try { await send('https://a.com/x') } catch (e) { this.text = e.data.msg }
    wx.hideLoading()
  },
  async onTwo() {
    wx.showLoading({ title: 'a' })
    try { await send('https://a.com/x') } catch (e) { this.text = e.errMsg } finally { wx.hideLoading() }
  },
  onThree() {
    wx.showLoading({ title: 'a' })
    send('https://a.com/x').then(() => wx.hideLoading(), (e) => { this.text = e.data.msg; wx.hideLoading() })
  },
})"""
    markup = "".join(f"<view bindtap='{name}'/>" for name in ("onOne", "onTwo", "onThree"))
    found = program(tmp_path, script, markup)
    assert leaks(found) == [("loading", "fail"), ("loading", "fail")]


# -- helpers -----------------------------------------------------------------------------------------------

UTIL = """
const show = (title) => { if (wx.canIUse('showLoading')) wx.showLoading({ title }) }
const begin = (page, title) => { page.setData({ title }); show(title) }
const hide = () => { if (wx.canIUse('hideLoading')) wx.hideLoading() }
const brief = (title) => { wx.showLoading({ title }); setTimeout(() => wx.hideLoading(), 500) }
const send = (url, success) => { show('a'); wx.request({ url, success: (res) => { hide(); success(res) } }) }
const until = (promise) => { show('a'); promise.then(() => hide()) }
const report = (url, tell) => { tell(true); wx.request({ url, success: () => tell(false) }) }
module.exports = { show, begin, hide, brief, send, until, report }
"""
GET = "wx.request({ url: 'https://a.com/x', success: () => util.hide() })"


def places(found: Program, script: str) -> list[tuple[str, str]]:
    """Where what stays is shown (in the page, the call; else its file), and on which outcome."""
    shown = [(one.place, one.outcome.kind) for one in found.leaks]
    return [
        (script[one.start : one.end] if one.path.startswith("pages") else one.path, kind)
        for one, kind in shown
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"util.show('x'); {GET}", [("util.show('x')", "fail")]),
        (f"util.begin(this, 'x'); {GET}", [("util.begin(this, 'x')", "fail")]),
        (f"this.busy(); {GET}", [("this.busy()", "fail")]),
        (f"wx.showLoading({{ title: 'x' }}); {GET}", [("wx.showLoading({ title: 'x' })", "fail")]),
        ("util.show('x'); wx.request({ url: 'https://a.com/x', complete: () => util.hide() })", []),
        ("util.show('x'); wx.request({ url: 'https://a.com/x', complete: util.hide })", []),
        ("util.show('x'); util.hide(); wx.request({ url: 'https://a.com/x' })", []),
        ("util.brief('x'); wx.request({ url: 'https://a.com/x' })", []),
        # What a page hands over to others is its own doing.
        (
            "util.report('https://a.com/x', (on) => on && wx.showLoading({ title: 'x' }))",
            [("wx.showLoading({ title: 'x' })", "fail")],
        ),
        # Who sends it too is at fault itself.
        ("util.send('https://a.com/x', () => {})", [("utils/util.js", "fail")]),
        # Who hides it elsewhere is, too.
        (
            "util.until(new Promise((success, fail) => wx.request({ url: 'https://a.com', success, fail })))",
            [("utils/util.js", "fail")],
        ),
    ],
)
def test_what_a_helper_shows_is_shown_by_its_caller(
    tmp_path: Path, body: str, expected: list[tuple[str, str]]
) -> None:
    script = f"""const util = require('../../utils/util')
Page({{ busy() {{ util.show('y') }}, onTap() {{ {body} }} }})"""
    found = program(tmp_path, script, "<view bindtap='onTap'/>", **{"utils/util.js": UTIL})
    assert places(found, script) == expected


def test_each_caller_of_a_helper_answers_for_itself_however_many_there_are(tmp_path: Path) -> None:
    names = [f"on{number}" for number in range(40)]
    hides = {name: "success" if number % 8 == 7 else "complete" for number, name in enumerate(names)}
    handlers = ", ".join(
        f"{name}() {{ util.show('{name}'); wx.request({{ url: 'https://a.com/x', {end}: util.hide }}) }}"
        for name, end in hides.items()
    )
    script = f"const util = require('../../utils/util')\nPage({{ {handlers} }})"
    markup = "".join(f"<view bindtap='{name}'/>" for name in names)
    found = program(tmp_path, script, markup, **{"utils/util.js": UTIL})
    assert places(found, script) == [
        (f"util.show('{name}')", "fail") for name, end in hides.items() if end == "success"
    ]


@pytest.mark.parametrize(
    ("asked", "left"),
    [("hideLoading", 0), ("request", 0), ("showLoading.object.mask", 1), ("getUserProfile", 1)],
)
def test_what_every_phone_has_is_there(tmp_path: Path, asked: str, left: int) -> None:
    script = f"""
    const hide = () => {{ if (wx.canIUse('{asked}')) wx.hideLoading() }}
    Page({{ onTap() {{
      wx.showLoading({{ title: 'a' }})
      wx.request({{ url: 'https://a.com/x', complete: () => hide() }})
    }} }})"""
    assert len(leaks(program(tmp_path, script, "<view bindtap='onTap'/>"))) == left


# -- tables ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        # Of a key that is not known nothing says that it is not in the table.
        ("one.id === e.currentTarget.dataset.id", []),
        ("one.id === this.data.id", []),
        ("one.id === 7", ["go"]),
        ("one.id === 1 || one.id === 7", []),
        ("one.id === 0", ["go"]),
    ],
)
def test_what_is_looked_for_in_a_table_may_be_there(tmp_path: Path, test: str, expected: list[str]) -> None:
    script = f"""
const TABLE = [{{ id: 0, to: '/pages/c/c' }}, {{ id: 1, to: '/pages/b/b' }}]
Page({{
  onLoad(q) {{ this.setData({{ id: q.id, rows: q.rows }}) }},
  go(e) {{
    const found = TABLE.find((one) => {test})
    wx.request({{ url: 'https://a.com/x', method: 'POST', data: {{}}, success: () => {{}} }})
    if (!found || found.id === 0) return
    wx.navigateTo({{ url: found.to }})
  }},
}})"""
    script = script.replace("|| found.id === 0", "" if expected == [] else "|| found.id === 0")
    assert (
        twice(program(tmp_path, script, "<view wx:for='{{rows}}' bindtap='go' data-id='{{item.id}}'/>"))
        == expected
    )


def test_a_request_that_is_awaited_in_its_turn_is_so_in_a_run_that_takes_too_long(tmp_path: Path) -> None:
    script = (
        "let sum = 0, HOST = 'https://a.example.com/'\nconst send = (id, full) => {\n"
        "  const sent = new Promise(success => wx.request({ url: HOST + id, success }))\n"
        f"  if (full) {{ {'sum += id; ' * 6000}}}\n  return sent\n}}\n"
        "const all = async (ids, full) => { for (const id of ids) await send(id, full) }\n"
        "Page({ onLoad(query) { all(query.ids, false) }, onShow() { all(this.data.ids, true) } })"
    )
    assert program(tmp_path, script).looped_requests == ()
