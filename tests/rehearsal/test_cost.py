"""Handlers that could take for ever: each costs less than half a second, whatever its ways."""

import json
import time
from pathlib import Path

import pytest

from tests.rehearsal.agree import read

REQUEST = (
    "wx.request({ url: 'https://shop.example.com/a', method: 'POST', data: {}, success: () => this.done() })"
)
LIMIT = 0.5


def _nested() -> str:
    inside = REQUEST
    for at in range(60):
        inside = (
            f"if (this.data.a{at}) {{ this.busy = {at % 2 == 0}\n{inside}\n}} else {{ wx.hideLoading() }}"
        )
    return inside.replace("this.busy = True", "this.busy = true").replace(
        "this.busy = False", "this.busy = false"
    )


def _sequential() -> str:
    return "\n".join(f"if (this.data.a{at}) {{ {REQUEST} }}" for at in range(40))


def _chain() -> str:
    return "Promise.resolve()" + "".join(
        f".then((v) => v && v.a{at} ? this.one() : null)" for at in range(60)
    )


def _promises() -> str:
    return "\n".join(
        f"if (await this.one()) {{ wx.hideLoading() }} else if (e.detail.a{at}) return" for at in range(30)
    )


HANDLERS = {
    "60 unknown branches, one in another": _nested(),
    "40 conditions in a row, each around a request": _sequential(),
    "functions that call each other": "this.ping(e)",
    "a chain of 60 promises": _chain(),
    "30 answers awaited, one after the other": _promises(),
    "a loop of unknown length around a request": f"for (const one of e.detail.list) {{ {REQUEST} }}",
}
OTHERS = """
  done() { wx.hideLoading(); this.busy = false },
  one() {
    return new Promise((resolve, reject) => {
      wx.request({ url: 'https://shop.example.com/b', success: resolve, fail: reject })
    })
  },
  ping(e) {
    if (e.detail.a) {
      wx.showLoading({})
      this.pong(e)
    } else {
      wx.request({ url: 'https://shop.example.com/c', fail: () => this.pong(e) })
    }
  },
  pong(e) {
    if (e.detail.b) this.ping(e)
    this.ping(e)
  },
"""


@pytest.mark.parametrize("name", HANDLERS)
def test_a_handler_costs_less_than_half_a_second(name: str, tmp_path: Path) -> None:
    body = f"wx.showLoading({{ title: 'a' }})\nif (this.busy) return\nthis.busy = true\n{HANDLERS[name]}"
    files = {
        "app.json": json.dumps({"pages": ["pages/index/index"]}),
        "app.js": "App({})\n",
        "pages/index/index.js": f"Page({{\n{OTHERS}\nasync onSubmit(e) {{\n{body}\n}},\n}})\n",
        "pages/index/index.wxml": '<button bindtap="onSubmit">ok</button>\n',
    }
    began = time.process_time()
    read(files, tmp_path)
    assert time.process_time() - began < LIMIT
