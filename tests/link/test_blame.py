"""Which outcome a finding names where there are several, and where it says that a flag is tested."""

from pathlib import Path

import pytest

from tests.link.test_behaviour_near_misses import leaks, program, stuck
from wxlint.model.place import Place
from wxlint.model.program import Outcome, Program

SCRIPT = "pages/a/a.js"


def words(text: str, place: Place | None) -> str:
    """What stands at a place."""
    assert place is not None
    return text.encode()[place.start : place.end].decode()


def outcome(found: Program) -> Outcome:
    """The outcome that the one leak names."""
    (leak,) = found.leaks
    return leak.outcome


PULL = """Page({{
  onPullDownRefresh() {{
    wx.request({{ url: 'https://a.com/visit', success: () => {{}} }})
    this.fetch(() => wx.stopPullDownRefresh())
  }},
  fetch(done) {{
    wx.request({{
      url: 'https://a.com/list',
      success: (res) => {{ {success} }},
      fail: () => {{ {fail} }},
    }})
  }},
}})"""


def test_what_another_request_does_is_not_to_blame(tmp_path: Path) -> None:
    found = program(tmp_path, PULL.format(success="if (res.data.kind !== 'blocked') done()", fail="done()"))
    assert leaks(found) == [("pull-down", "success")]
    assert outcome(found).partly


def test_a_branch_is_told_by_its_test(tmp_path: Path) -> None:
    script = PULL.format(success="if (res.data.kind !== 'blocked') done()", fail="done()")
    found = program(tmp_path, script)
    assert words(script, outcome(found).branch) == "res.data.kind !== 'blocked'"


def test_a_failure_that_always_leaves_it_is_told_before_a_branch(tmp_path: Path) -> None:
    found = program(tmp_path, PULL.format(success="if (res.data.kind !== 'blocked') done()", fail=""))
    assert (outcome(found).kind, outcome(found).partly) == ("fail", False)


@pytest.mark.parametrize(
    ("body", "told"),
    [("", "when no request is sent"), ("wx.stopPullDownRefresh()", None)],
)
def test_a_way_on_which_nothing_is_sent_says_so(tmp_path: Path, body: str, told: str | None) -> None:
    script = f"""Page({{
      onPullDownRefresh() {{
        if (wx.getStorageSync('token')) {{
          wx.request({{ url: 'https://a.com/list', complete: () => wx.stopPullDownRefresh() }})
        }} else {{
          {body}
        }}
      }},
    }})"""
    assert [leak.outcome.en for leak in program(tmp_path, script).leaks] == ([told] if told else [])


def test_a_promise_is_told_with_the_outcome_of_its_own_request(tmp_path: Path) -> None:
    script = """const send = (url) => new Promise((resolve, reject) => {
      wx.request({
        url: 'https://a.com' + url,
        success: (res) => { if (res.data.errno !== 501) resolve(res.data) },
        fail: reject,
      })
    })
    Page({
      onLoad() {
        send('/a').then((a) => this.setData({ a })).catch(() => {})
        send('/b').then((b) => this.setData({ b })).catch(() => {})
      },
    })"""
    (promise,) = program(tmp_path, script).unsettled_promises
    assert (promise.outcome.kind, promise.outcome.partly) == ("success", True)
    assert words(script, promise.outcome.branch) == "res.data.errno !== 501"
    assert words(script, promise.place) == "new Promise"
    assert promise.wrapped == promise.outcome.place


@pytest.mark.parametrize(
    ("then", "partly"),
    [
        ("if (code) sdk.send(code)", True),
        ("if (!code) return; sdk.send(code)", True),
        ("if (code) this.done = true", False),
    ],
)
def test_a_failure_behind_which_a_test_decides_is_told_as_a_branch(
    tmp_path: Path, then: str, partly: bool
) -> None:
    script = f"""const sdk = require('sdk')
    Page({{
      onLoad() {{
        wx.showLoading({{ title: 'a' }})
        wx.checkSession({{
          success: () => sdk.send(this.code),
          fail: () => wx.login({{ success: ({{ code }}) => {{ {then} }} }}),
        }})
        wx.request({{ url: 'https://a.com/visit', success: () => {{}} }})
      }},
    }})"""
    (leak,) = program(tmp_path, script).leaks
    assert (leak.outcome.kind, leak.outcome.partly) == ("api-fail", partly)
    assert words(script, leak.outcome.where).startswith(("code", "!code") if partly else "wx.checkSession")


def test_a_request_that_is_sent_again_is_not_the_promises_own(tmp_path: Path) -> None:
    script = """const send = (url) => new Promise((resolve, reject) => {
      wx.request({
        url: 'https://a.com' + url,
        success: (res) => {
          if (res.data.errno === 3002 || res.data.errno === 3003) login().then(() => send(url))
          else resolve(res.data)
        },
        fail: reject,
      })
    })
    const login = () => new Promise((resolve, reject) => wx.login({ success: resolve, fail: reject }))
    Page({
      onLoad() {
        send('/a').then((a) => this.setData({ a })).catch(() => {})
      },
    })"""
    promise = program(tmp_path, script).unsettled_promises[0]
    assert (promise.outcome.kind, promise.outcome.partly) == ("success", True)


# -- where a flag is tested ----------------------------------------------------------------------------------

SEND = """Page({{
  data: {{ busy: false }},
  send() {{
    const list = this.data.list || []
    {test}
    {set_}
    wx.request({{ url: 'https://a.com/x', method: 'POST', data: {{ list }}, {options} }})
  }},
}})"""


@pytest.mark.parametrize(
    ("test", "set_", "where"),
    [
        ("if (this.busy) return", "this.busy = true", "this.busy"),
        ("if (list.length > 9 || this.busy) return", "this.busy = true", "list.length > 9 || this.busy"),
        ("const on = this.busy; if (on) return", "this.busy = true", "on"),
    ],
)
def test_a_flag_is_tested_where_the_third_tap_turns_back(
    tmp_path: Path, test: str, set_: str, where: str
) -> None:
    script = SEND.format(test=test, set_=set_, options="success: () => { this.busy = false }")
    (guard,) = program(tmp_path, script, '<button bindtap="send"/>').stuck_guards
    assert words(script, guard.tested) == where


def test_a_flag_that_the_markup_tests_is_tested_there(tmp_path: Path) -> None:
    script = SEND.format(
        test="", set_="this.setData({ busy: true })", options="success: () => this.setData({ busy: false })"
    )
    markup = '<button disabled="{{busy}}" bindtap="send"/>'
    (guard,) = program(tmp_path, script, markup).stuck_guards
    assert (guard.tested.path, words(markup, guard.tested)) == ("pages/a/a.wxml", "{{busy}}")


# -- what outlives the page ----------------------------------------------------------------------------------

MODULE = """let busy = false
Page({{
  onLoad() {{ {start} }},
  send() {{
    if (busy) return
    busy = true
    wx.request({{ url: 'https://a.com/x', method: 'POST', data: {{}}, success: () => {{ busy = false }} }})
  }},
}})"""


@pytest.mark.parametrize(("start", "survives"), [("", True), ("busy = false", False)])
def test_a_variable_outlives_the_page_unless_its_start_puts_it_back(
    tmp_path: Path, start: str, survives: bool
) -> None:
    (guard,) = program(tmp_path, MODULE.format(start=start), '<button bindtap="send"/>').stuck_guards
    assert guard.survives is survives


def test_a_field_of_the_page_goes_with_it(tmp_path: Path) -> None:
    script = SEND.format(
        test="if (this.busy) return", set_="this.busy = true", options="success: () => { this.busy = false }"
    )
    found = program(tmp_path, script, '<button bindtap="send"/>')
    assert (stuck(found), found.stuck_guards[0].survives) == (["busy"], False)


TWO_CODES = """Page({
  async onPullDownRefresh() {
    wx.showNavigationBarLoading()
    this.load().then(() => {
      wx.hideNavigationBarLoading()
      wx.stopPullDownRefresh()
    })
  },
  load() {
    return new Promise((resolve, reject) => {
      this.get().then((res) => {
        if (res.data.code == 200) resolve()
        else reject()
      }, reject)
    })
  },
  get() {
    return new Promise((resolve, reject) => {
      wx.request({
        url: 'https://a.com/list',
        success: (res) => {
          if (res.data.code == 91 || res.data.code == 92) this.old = true
          else this.old = false
          resolve(res)
        },
        fail: reject,
      })
    })
  },
})"""


def test_the_second_of_two_alternatives_is_tried_too(tmp_path: Path) -> None:
    found = program(tmp_path, TWO_CODES)
    assert {(leak.indicator, bool(leak.closed)) for leak in found.leaks} == {
        ("navigation-bar", True),
        ("pull-down", True),
    }


def test_a_pull_down_that_some_way_ends_is_not_said_to_be_ended_nowhere(tmp_path: Path) -> None:
    script = """Page({
      onPullDownRefresh() {
        wx.request({ url: 'https://a.com/list', success: () => this.show(), fail: () => {} })
      },
      show() {},
      onDone() { wx.stopPullDownRefresh() },
    })"""
    (leak,) = program(tmp_path, script).leaks
    assert (leak.closed, leak.elsewhere) == ((), True)
    (leak,) = program(tmp_path, script.replace("wx.stopPullDownRefresh()", "")).leaks
    assert (leak.closed, leak.elsewhere) == ((), False)


def test_a_body_without_one_code_that_may_say_yes_may_have_another(tmp_path: Path) -> None:
    script = """Page({
      onPullDownRefresh() {
        wx.request({
          url: 'https://a.com/list',
          success: (res) => {
            if (res.data.code == 1) return wx.reLaunch({ url: '/pages/a/a' })
            if (res.data.code == 0) wx.stopPullDownRefresh()
          },
          fail: () => wx.stopPullDownRefresh(),
        })
      },
    })"""
    (leak,) = program(tmp_path, script).leaks
    assert (leak.outcome.kind, len(leak.closed)) == ("status", 2)


ENDED = """Page({{
  onLoad(options) {{
    wx.showLoading()
    this.fetch(options).then((res) => {{
      if (options.shown) wx.hideLoading()
    }})
  }},
  async fetch(options) {{
    const wanted = options.id ? '1' : ''
    if (wanted !== '') {{
      await new Promise((resolve) => {{
        wx.request({{ url: 'https://a.com/x', complete: () => {{ wx.hideLoading(); resolve() }} }})
      }})
    }}{early}
    return wanted
  }},
}})"""


@pytest.mark.parametrize(
    ("early", "kind"),
    [("", "unsent"), (" else if (options.none) {\n      return ''\n    }", "return")],
)
def test_what_ends_with_a_return_does_not_return_early(tmp_path: Path, early: str, kind: str) -> None:
    assert outcome(program(tmp_path, ENDED.format(early=early))).kind == kind
