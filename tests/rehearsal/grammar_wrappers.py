"""The grammar's modules: clients around `wx.request`, and functions that guard a handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.rehearsal.grammar_blocks import Draw

#: Functions around a handler: name -> module.
GUARDS = {
    "throttle": """module.exports = function throttle(fn, wait) {
  let last = 0
  return function (...args) {
    const now = Date.now()
    if (now - last < wait) return
    last = now
    return fn.apply(this, args)
  }
}
""",
    "timer throttle": """module.exports = (fn, wait) => {
  let timer = null
  return function () {
    if (timer) return
    timer = setTimeout(() => {
      timer = null
    }, wait)
    fn.apply(this, arguments)
  }
}
""",
    "debounce": """module.exports = function debounce(fn, wait) {
  let timer
  return function (...args) {
    clearTimeout(timer)
    timer = setTimeout(() => {
      fn.apply(this, args)
    }, wait)
  }
}
""",
    "once": """module.exports = (fn) => {
  let done = false
  return function (...args) {
    if (done) return
    done = true
    fn.apply(this, args)
  }
}
""",
    "lock": """module.exports = (fn) => {
  let locked = false
  return async function (...args) {
    if (locked) return
    locked = true
    try {
      return await fn.apply(this, args)
    } finally {
      locked = false
    }
  }
}
""",
    "none": """module.exports = (fn) =>
  function (...args) {
    return fn.apply(this, args)
  }
""",
}


def guarded(name: str) -> str:
    """The module `utils/guard` that has the function."""
    return GUARDS.get(name, "module.exports = (fn) => fn\n")


_CHECKED = """success(res) {
        if (%s) {
          resolve(res)
        } else {%s
          reject(res)
        }
      }"""
_TOAST = "\n          wx.showToast({ title: 'w', icon: 'none' })"
_GOOD = (
    "success: resolve",
    "success: (res) => resolve(res)",
    _CHECKED % ("res.statusCode === 200", ""),
    _CHECKED % ("res.data.code === 0", _TOAST),
    "success(res) {\n        if (res.statusCode === 200) resolve(res)\n      }",
)
_BAD = (
    "fail: reject",
    "fail: (err) => reject(err)",
    f"fail(err) {{{_TOAST}\n        reject(err)\n      }}",
    "fail: () => {}",
)
_LAST = ("", "", "complete: () => {}", "complete() {\n        wx.hideLoading()\n      }")


def api_module(draw: Draw) -> str:
    """The module `utils/api`, with `get`, `post` and `send`."""
    # What is forgotten altogether is rare.
    good, bad = draw.pick((*_GOOD[:4], *_GOOD)), draw.pick((*_BAD[:3], *_BAD))
    parts = ["url: base + url", "method", "data", good, bad, draw.pick(_LAST)]
    options = "".join(f"      {part},\n" for part in parts if part)
    shows = "    wx.showLoading({ title: 'w' })\n" if draw.chance(12) else ""
    request = f"new Promise((resolve, reject) => {{\n{shows}    wx.request({{\n{options}    }})\n  }})"
    shape = draw.pick(["functions", "functions", "class", "async"])
    if shape == "class":
        methods = f"  call(method, url, data) {{\n  return {request}\n  }}\n{_METHODS}"
        return f"{_BASE}class Client {{\n{methods}}}\nmodule.exports = new Client()\n"
    text = f"{_BASE}function call(method, url, data) {{\n  return {request}\n}}\n{_SEND}"
    if shape == "async":
        text += _ASYNC.format(draw.pick(["", "    wx.hideLoading()\n"]))
    return text + _VERBS.format("safe" if shape == "async" else "call")


_VERBS = """const get = (url, data) => {0}('GET', url, data)
const post = (url, data) => {0}('POST', url, data)
module.exports = {{ get, post, send }}
"""
_BASE = "const base = 'https://shop.example.com'\n"
_SEND = """function send(url, data, done, failed) {
  wx.request({
    url: base + url,
    method: 'POST',
    data,
    success: (res) => done(res),
    fail: (err) => failed(err),
  })
}
"""
_METHODS = """  get(url, data) {
    return this.call('GET', url, data)
  }
  post(url, data) {
    return this.call('POST', url, data)
  }
  send(url, data, done, failed) {
    this.call('POST', url, data).then(done, failed)
  }
"""
_ASYNC = """async function safe(method, url, data) {{
  try {{
    return await call(method, url, data)
  }} finally {{
{0}  }}
}}
"""
