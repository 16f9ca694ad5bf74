"""A small shop that is edited: what each of its files may hold, and how an edit is drawn."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import strategies as st

Edit = tuple[str, str | None]
"""A file, and what it holds from now on; None: it is gone."""
Typed = tuple[int, int, str | int]
"""A file by its number, a place in it, and what is typed there, or how much is taken out."""

REQUEST = """
let busy = 0
const base = 'https://api.example.com'
export function send(path, options = {}) {
  wx.showLoading({ title: '…' })
  return new Promise((resolve, reject) => {
    wx.request({
      url: base + path, method: options.method || 'GET', data: options.data,
      success(res) { wx.hideLoading(); resolve(res.data) },
      fail: reject,
    })
  })
}
"""
OTHER_REQUEST = """
export const send = (path, options) => new Promise((resolve) => {
  wx.request({ url: 'http://api.example.com' + path, method: 'post', ...options, success: resolve })
})
"""
FORMAT = """
const two = (n) => (n < 10 ? '0' + n : '' + n)
function day(time) { const d = new Date(time); return [d.getFullYear(), d.getMonth() + 1].map(two).join('-') }
const seen = []
const remember = (one) => seen.push(one)
module.exports = { day, two, remember, seen, host: 'https://img.example.com/' }
"""
MIXIN = """
export default Behavior({
  data: { page: 1, more: true },
  methods: {
    reload() { this.setData({ page: 1 }); this.load() },
    share() { wx.request({ url: getApp().globalData.host + '/share', complete: () => {} }) },
  },
})
"""
APP = """
import { send } from './utils/request'
App({
  globalData: { user: null, host: 'https://api.example.com', cart: [] },
  onLaunch() { send('/login').then((user) => { this.globalData.user = user }).catch(() => {}) },
})
"""
PAGES = (
    """
import { send } from '../../utils/request'
Page({
  data: { list: [], busy: false },
  onLoad(query) { this.id = query.id; this.load() },
  load() {
    send('/list', { data: { id: this.id } }).then((list) => this.setData({ list: list.items }))
  },
  submit() {
    if (this.data.busy) return
    this.setData({ busy: true })
    send('/order', { method: 'POST', data: this.data.list }).then(() => {
      this.setData({ busy: false })
      wx.navigateBack()
    })
  },
})
""",
    """
const { day } = require('../../utils/format')
const app = getApp()
Page({
  data: { when: '' },
  onShow() { this.setData({ when: day(Date.now()) }) },
  buy(e) {
    wx.showLoading({ title: '…' })
    wx.request({
      url: app.globalData.host + '/buy?id=' + e.currentTarget.dataset.id,
      method: 'POST', data: { day: this.data.when },
      success: (res) => { if (res.data.code === 0) { wx.hideLoading(); app.globalData.user = res.data } },
    })
  },
  onPullDownRefresh() { this.buy({ currentTarget: { dataset: {} } }) },
})
""",
    """
import { send } from '../../utils/request'
import mixin from '../../utils/mixin'
import format from '../../utils/format'
let sending = false
Component({
  behaviors: [mixin],
  data: { host: '' },
  lifetimes: { attached() { this.setData({ host: format.host }); this.load() } },
  methods: {
    async load() {
      if (sending) return
      sending = true
      const list = await send('/page/' + this.data.page)
      sending = false
      this.setData({ list, when: format.day(list.time) })
      this.triggerEvent('loaded', list)
    },
    submit() { getApp().globalData.host = 'https://other.example.com'; format.remember(this); this.share() },
    buy() { wx.uploadFile({ url: this.data.host + 'up', filePath: this.file, name: 'file' }) },
  },
})
""",
    """
Page({
  data: { host: 'http://192.168.1.2' },
  submit() {
    const pages = getCurrentPages()
    pages[0].setData({ host: this.data.host })
    for (const one of this.data.list) wx.request({ url: one.url, method: 'put', success() {} })
  },
  buy: debounce(function () { this.submit() }),
  onReachBottom() { this.submit() },
})
function debounce(run) { return function () { setTimeout(() => run.call(this), 100) } }
""",
    "Page({ onLoad() { wx.request({ url: getApp().globalData.host + '/a'",
    "Page({})\n",
)
MARKUP = (
    '<view bindtap="submit">a</view><button bindtap="buy" data-id="{{id}}" disabled="{{busy}}">b</button>\n',
    '<card wx:for="{{list}}" bind:loaded="load"/>\n<view wx:if="{{!busy}}"><view bindtap="submit"/></view>\n',
    '<import src="../../parts/row.wxml" /><template is="row" data="{{list}}" />\n',
    "<view",
)
NAMES = ("home", "order", "cart")
_JSON: tuple[dict[str, object], ...] = (
    {},
    {"usingComponents": {"card": "/parts/card"}},
    {"enablePullDownRefresh": True, "navigationBarTitleText": "a"},
    {"usingComponents": {"card": "/parts/none"}, "component": True},
)
_LISTS = (NAMES, NAMES[:2], (NAMES[2], NAMES[0]), (*NAMES, "new"))


def _app_json(names: tuple[str, ...], **more: object) -> str:
    return json.dumps({"pages": [f"pages/{one}/{one}" for one in names], **more})


def files() -> dict[str, str]:
    """The shop as it is before any edit."""
    made = {
        "app.json": _app_json(NAMES),
        "app.js": APP,
        "utils/request.js": REQUEST,
        "utils/format.js": FORMAT,
        "utils/mixin.js": MIXIN,
        "parts/row.wxml": '<template name="row"><view bindtap="submit" /></template>',
        "parts/card.js": "Component({ methods: { tap() { this.triggerEvent('loaded') } } })",
        "parts/card.json": '{"component": true}',
        "parts/card.wxml": '<view bindtap="tap" />',
    }
    for at, name in enumerate(NAMES):
        made[f"pages/{name}/{name}.js"] = PAGES[at]
        made[f"pages/{name}/{name}.wxml"] = MARKUP[at % 2]
        made[f"pages/{name}/{name}.json"] = json.dumps(_JSON[at])
    return made


_WHOLE: dict[str, tuple[str, ...]] = {
    "app.json": (*map(_app_json, _LISTS), _app_json(NAMES, networkTimeout={"request": 100}), "{"),
    "app.js": (APP, "App({ globalData: {} })", APP.replace("user: null", "user: {}, extra: 'x'")),
    "utils/request.js": (REQUEST, OTHER_REQUEST),
    "utils/format.js": (FORMAT, "module.exports = { host: '//img.example.com' }"),
    "utils/mixin.js": (MIXIN,),
    "utils/extra.js": ("module.exports = getApp().globalData\n",),
    "parts/card.js": (PAGES[2].replace("../../", "../"), "Component({})"),
    "wxlint.toml": ("ignore = ['lowercase-method']\n", "exclude = ['utils/**']\n", "profile = 'strict'\n"),
    "pages/wxlint.toml": ("ignore = ['all']\n",),
    "project.config.json": ('{"setting": {"urlCheck": false}}',),
}
for _name in (*NAMES, "new"):
    _WHOLE[f"pages/{_name}/{_name}.js"] = PAGES
    _WHOLE[f"pages/{_name}/{_name}.wxml"] = MARKUP
    _WHOLE[f"pages/{_name}/{_name}.json"] = tuple(map(json.dumps, _JSON))

#: What one types: it lengthens, breaks, mends, sends, shows, writes to what pages share.
TYPED = (
    " ",
    "\n",
    "// a word\n",
    "// wxlint-disable-next-line\n",
    "}",
    "(",
    "'",
    "wx.hideLoading();",
    "wx.showLoading();",
    "this.load();",
    "wx.request({ url: '/relative', method: 'Delete' });",
    "getApp().globalData.user = this.data;",
    "getApp().globalData.count++;",
    "require('../../utils/format').remember(this);",
    "require('../../utils/format').day(1);",
    "require('../../utils/extra').flag = true;",
    "this.setData({ busy: !this.data.busy });",
    "await 1;",
    "wx.onSocketOpen(() => this.load());",
)

WHOLE = st.sampled_from([(path, text) for path, texts in _WHOLE.items() for text in (None, *texts)])
TYPING = st.tuples(
    st.integers(0, 40), st.integers(0, 400), st.one_of(st.sampled_from(TYPED), st.integers(1, 40))
)
EDITS = st.lists(st.one_of(WHOLE, TYPING, TYPING), min_size=1, max_size=6)


def edited(now: dict[str, str], edit: Edit | Typed) -> Edit:
    """The edit of the files as they are now."""
    if len(edit) == 2:
        return edit
    number, at, typed = edit
    scripts = sorted(now)
    path = scripts[number % len(scripts)] if scripts else "app.js"
    text = now.get(path, "")
    at %= len(text) + 1
    if isinstance(typed, int):
        return path, text[:at] + text[at + typed :]
    # Where a statement may stand, as a rule: that is where what is typed does something.
    line = text.rfind("{", 0, at) + 1
    return path, text[:line] + typed + text[line:]


def write(folder: Path, path: str, text: str | None) -> None:
    """Puts a file there, or takes it away."""
    file = folder / path
    if text is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
