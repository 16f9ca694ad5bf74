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
    "leading": """module.exports = function (fn, wait) {
  let timer = null
  return function (...args) {
    if (!timer) fn.apply(this, args)
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = null
    }, wait)
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
        options = _options(draw).replace("let running = 0\nfunction request(", "request(").rstrip("\n")
        methods = f"  call(method, url, data) {{\n  return {request}\n  }}\n{_METHODS}{options}\n"
        return f"{_BASE}let running = 0\nclass Client {{\n{methods}}}\nmodule.exports = new Client()\n"
    text = f"{_BASE}function call(method, url, data) {{\n  return {request}\n}}\n{_SEND}{_options(draw)}"
    if shape == "async":
        text += _ASYNC.format(draw.pick(["", "    wx.hideLoading()\n"]))
    return text + _VERBS.format("safe" if shape == "async" else "call")


def _options(draw: Draw) -> str:
    """A client with callbacks in its options, which may count what is under way and show a loading for it."""
    shows = draw.chance(30)
    before = "  if (running === 0) wx.showLoading({ title: 'w' })\n  running += 1\n" if shows else ""
    after = "      running -= 1\n      if (running === 0) wx.hideLoading()\n" if shows else ""
    success = draw.pick(["", "if (res.statusCode !== 200) return\n      ", _ELSE_FAIL])
    call = draw.pick(["{0} && {0}({1})", "if ({0}) {0}({1})", "if (typeof {0} === 'function') {0}({1})"])
    hand_on = [call.format(f"options.{name}", value) for name, value in _HANDS_ON]
    members = [f"success: (res) => {{\n      {success}{hand_on[0]}\n    }},"]
    members += [f"fail: (err) => {{\n      {hand_on[1]}\n    }},"] if draw.chance(85) else []
    members += [f"complete: () => {{\n{after}      {hand_on[2]}\n    }},"]
    lines = [f"    {one}" for one in members]
    return _OPTIONS % (before, "\n".join(lines))


_HANDS_ON = (("success", "res"), ("fail", "err"), ("complete", ""))
_ELSE_FAIL = (
    "if (res.data.code !== 0) {\n        options.fail && options.fail(res)\n        return\n      }\n      "
)
_OPTIONS = """let running = 0
function request(options) {
%s  wx.request({
    url: base + options.url,
    method: options.method,
    data: options.data,
%s
  })
}
"""
_VERBS = """const get = (url, data) => {0}('GET', url, data)
const post = (url, data) => {0}('POST', url, data)
module.exports = {{ get, post, send, request }}
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
