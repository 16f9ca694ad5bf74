"""Writes a mini-program of N pages whose mistakes are known: a project of any size to measure on.

    python benchmarks/generate.py 500 FOLDER

Each page reaches the network twice: it loads a list and it saves a form, through three modules
(`api/orders.js` → `utils/http.js` → `utils/transport.js`, which holds the one `wx.request`) or, on every
other page, saves by a `wx.request` of its own. A page holds at most one mistake of the core rules. The same N
gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

CORE_RULES = (
    "non-https-url",
    "lowercase-method",
    "post-without-data",
    "unpaired-loading",
    "missing-double-tap-guard",
    "short-timeout",
)


class Kind(NamedTuple):
    """What is wrong with a page (a core rule, or None), and whether the page makes its request itself."""

    mistake: str | None
    direct: bool


# Page i is of kind i modulo 14: two sound kinds, then each mistake in both ways of writing.
KINDS = tuple(Kind(mistake, direct) for mistake in (None, *CORE_RULES) for direct in (False, True))


def planted(pages: int, *, direct: bool) -> dict[str, int]:
    """How many pages of a project of `pages` pages break each core rule, directly or through the wrapper."""
    counts = dict.fromkeys(CORE_RULES, 0)
    for index in range(pages):
        kind = KINDS[index % len(KINDS)]
        if kind.mistake is not None and kind.direct is direct:
            counts[kind.mistake] += 1
    return counts


def generate(pages: int) -> dict[str, str]:
    """The files of a project of `pages` pages: path (with `/`) to text."""
    names = [f"page{index:04}" for index in range(pages)]
    files = {
        "app.js": "App({ globalData: { opened: 0 }, onLaunch() { this.globalData.opened += 1 } })\n",
        "app.json": _json(
            {
                "pages": [f"pages/{name}/{name}" for name in names],
                "window": {"navigationBarTitleText": "订单"},
                "networkTimeout": {"request": 20000},
            }
        ),
        "project.config.json": _json(
            {"appid": "touristappid", "compileType": "miniprogram", "miniprogramRoot": "./"}
        ),
        "api/orders.js": _ORDERS,
        "utils/http.js": _HTTP,
        "utils/transport.js": _TRANSPORT,
    }
    for index, name in enumerate(names):
        folder = f"pages/{name}/{name}"
        files[f"{folder}.js"] = page_script(KINDS[index % len(KINDS)], index)
        files[f"{folder}.wxml"] = _MARKUP
        files[f"{folder}.json"] = _json({"navigationBarTitleText": f"订单 {index}"})
        files[f"{folder}.wxss"] = ".row { padding: 16rpx; }\n"
    return files


def write(pages: int, folder: Path) -> None:
    """Write a project of `pages` pages into `folder`, which is made if need be."""
    for path, text in generate(pages).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def page_script(kind: Kind, index: int) -> str:
    """The script of page `index`, of this kind."""
    guarded = kind.mistake != "missing-double-tap-guard"
    lines = ["wx.showLoading({ title: '提交中' })", *(_direct(kind) if kind.direct else _wrapped(kind))]
    if guarded:
        lines = ["if (this.saving) return", "this.saving = true", *lines]
    submit = "\n".join("    " + line for line in lines)
    return _PAGE.replace("@INDEX@", str(index)).replace("@SUBMIT@", submit)


def _direct(kind: Kind) -> list[str]:
    """The request that a page makes itself, line by line."""
    wrong = kind.mistake
    paired = wrong != "unpaired-loading"
    return [
        "wx.request({",
        f"  url: '{'http' if wrong == 'non-https-url' else 'https'}://api.shop.example/orders',",
        f"  method: '{'post' if wrong == 'lowercase-method' else 'POST'}',",
        *([] if wrong == "post-without-data" else ["  data: this.data.form,"]),
        f"  timeout: {800 if wrong == 'short-timeout' else 10000},",
        "  success: res => {",
        *([] if paired else ["    wx.hideLoading()"]),
        "    this.setData({ saved: res.statusCode === 200, failed: res.statusCode !== 200 })",
        "  },",
        "  fail: () => this.setData({ failed: true }),",
        "  complete: () => {",
        *(["    wx.hideLoading()"] if paired else []),
        "    this.saving = false",
        "  }",
        "})",
    ]


def _wrapped(kind: Kind) -> list[str]:
    """The same through `api/orders.js`: the mistake is in what the page hands over."""
    options = {
        "non-https-url": ", { host: 'http://old.shop.example' }",
        "lowercase-method": ", { method: 'post' }",
        "short-timeout": ", { timeout: 800 }",
    }.get(kind.mistake or "", "")
    form = "" if kind.mistake == "post-without-data" else "this.data.form"
    hide = ["  wx.hideLoading()"]
    return [
        f"orders.save({form}{options}).then(() => {{",
        *hide,
        "  this.saving = false",
        "  this.setData({ saved: true, failed: false })",
        "}).catch(() => {",
        *([] if kind.mistake == "unpaired-loading" else hide),
        "  this.saving = false",
        "  this.setData({ failed: true })",
        "})",
    ]


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


_ORDERS = """\
const http = require('../utils/http')

function list(query) {
  return http.read('/orders', query)
}

function save(order, options) {
  return http.write('/orders', order, options)
}

module.exports = { list, save }
"""

_HTTP = """\
const { send } = require('./transport')

const HOST = 'https://api.shop.example'

function read(path, query) {
  return send({ url: HOST + path, method: 'GET', data: query })
}

function write(path, data, { host = HOST, method = 'POST', timeout = 10000 } = {}) {
  return send({ url: host + path, method, data, timeout })
}

module.exports = { read, write }
"""

_TRANSPORT = """\
function send({ url, method, data, timeout }) {
  return new Promise((resolve, reject) => {
    wx.request({
      url,
      method,
      data,
      timeout,
      success: res => {
        if (res.statusCode >= 200 && res.statusCode < 300) resolve(res.data)
        else reject(new Error('HTTP ' + res.statusCode))
      },
      fail: reject
    })
  })
}

module.exports = { send }
"""

_MARKUP = """\
<view class="row" wx:for="{{rows}}" wx:key="id" data-id="{{item.id}}" bindtap="choose">
  {{item.title}} {{item.price}}
</view>
<input value="{{form.note}}" bindblur="note" />
<button bindtap="submit">提交</button>
<view wx:if="{{failed}}">没有成功，请再试一次</view>
"""

_PAGE = """\
const orders = require('../../api/orders')

const PAGE = @INDEX@
const STATES = { new: '待付款', paid: '已付款', sent: '已发货', done: '已完成' }

function price(cents) {
  const sign = cents < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(cents) / 100)
  const rest = String(Math.abs(cents) % 100).padStart(2, '0')
  return `${sign}¥${whole}.${rest}`
}

function rows(items, chosen) {
  return items
    .filter(item => item && item.state in STATES)
    .sort((a, b) => b.createdAt - a.createdAt)
    .map(item => ({
      id: item.id,
      title: `${STATES[item.state]} · ${item.title}`,
      price: price(item.cents),
      chosen: item.id === chosen
    }))
}

function total(items) {
  let sum = 0
  for (const item of items) {
    if (item.state === 'done') continue
    sum += item.cents * (item.count || 1)
  }
  return sum
}

Page({
  data: {
    rows: [],
    total: price(0),
    chosen: null,
    failed: false,
    saved: false,
    form: { page: PAGE, note: '' }
  },

  onLoad(query) {
    this.items = []
    this.load(Number(query.from) || 0)
  },

  load(from) {
    orders.list({ page: PAGE, from }).then(items => {
      this.items = this.items.concat(items)
      this.show()
    }).catch(() => this.setData({ failed: true }))
  },

  show() {
    this.setData({ rows: rows(this.items, this.data.chosen), total: price(total(this.items)) })
  },

  choose(event) {
    const { id } = event.currentTarget.dataset
    this.setData({ chosen: id, 'form.order': id })
    this.show()
  },

  note(event) {
    this.setData({ 'form.note': event.detail.value.trim().slice(0, 200) })
  },

  submit() {
@SUBMIT@
  }
})
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Write a mini-program of N pages with known mistakes.")
    parser.add_argument("pages", type=int, help="how many pages")
    parser.add_argument("folder", type=Path, help="where to write; made if it is not there")
    arguments = parser.parse_args()
    if arguments.pages < 1:
        parser.error("a mini-program has at least one page")
    if arguments.folder.is_dir() and any(arguments.folder.iterdir()):
        parser.error("the folder is not empty")
    write(arguments.pages, arguments.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
