"""Functions that only compute are run once for arguments of a kind; nothing of a request is lost by it."""

from pathlib import Path

from tests.link.frameworks import requests
from tests.link.projects import page, write
from wxlint.config import Source
from wxlint.session import Session

#: More steps than are worth remembering, none of which tells anything.
LONG = "let n = 0\n" + "\n".join(f"n = n + s.charCodeAt({at}) * {at}" for at in range(30))
BASE = "https://a.example.com"


def project(script: str, util: str = "") -> dict[str, object]:
    """A page whose `onLoad` is the script; it knows the module as `util`."""
    load = f"const util = require('../../util')\nPage({{ onLoad(query) {{ {script} }} }})"
    return {
        "app.json": {"pages": ["pages/a/a"]},
        "app.js": "App({})",
        **page("pages/a/a"),
        "pages/a/a.js": load,
        "util.js": util,
    }


def urls(folder: Path, script: str, util: str) -> set[str]:
    """The URLs of the page's requests."""
    return {url for _, _, found in requests(folder, project(script, util)) for url in found}


def test_an_address_that_a_long_function_makes_is_made_for_each_argument(tmp_path: Path) -> None:
    util = f"module.exports = {{ make(path, s) {{ {LONG}\n return '{BASE}' + path }} }}"
    script = "wx.request({ url: util.make('/x', query.s) }); wx.request({ url: util.make('/y', query.s) })"
    assert urls(tmp_path, script, util) == {BASE + "/x", BASE + "/y"}


def test_what_a_function_is_given_the_second_time_counts(tmp_path: Path) -> None:
    util = f"module.exports = {{ pick(path, s) {{ {LONG}\n return path || n }} }}"
    script = f"util.pick(query.path, query.s); wx.request({{ url: util.pick('{BASE}/x', query.s) }})"
    assert urls(tmp_path, script, util) == {BASE + "/x"}


def test_a_function_that_changes_what_it_is_given_is_run_each_time(tmp_path: Path) -> None:
    util = f"module.exports = {{ fill(o, s) {{ {LONG}\n o.url = '{BASE}/x' }} }}"
    script = "const one = {}; util.fill(one, query.s); const o = {}; util.fill(o, query.s); wx.request(o)"
    assert urls(tmp_path, script, util) == {BASE + "/x"}


def test_a_function_that_changes_its_module_is_run_each_time(tmp_path: Path) -> None:
    util = f"""let base = ''
module.exports = {{
  set(b, s) {{ {LONG}
    base = b }},
  send() {{ wx.request({{ url: base + '/x' }}) }} }}"""
    script = f"util.set('{BASE}', query.s); util.send()"
    assert BASE + "/x" in urls(tmp_path, script, util)


def test_a_day_of_the_month_is_a_number(tmp_path: Path) -> None:
    script = f"const day = new Date().getDate(); wx.request({{ url: '{BASE}/x?day=' + day }})"
    session = Session(write(tmp_path, project(script)), Source(isolated=True))
    rules = {one.finding.rule for one in session.check(session.configure()).findings}
    assert "unencoded-query" not in rules


def test_a_page_whose_data_takes_long_to_compute_is_a_page(tmp_path: Path) -> None:
    long = "let n = 0\n" + "\n".join(f"n = n + s.charCodeAt({at}) * {at}" for at in range(400))
    files = project("", f"module.exports = (s) => {{ {long}\n return n }}")
    data = ", ".join(f"a{at}: days('{at}')" for at in range(9))
    load = f"onLoad(query) {{ wx.request({{ url: '{BASE}/x' }}) }}"
    files["pages/a/a.js"] = f"const days = require('../../util')\nPage({{ data: {{ {data} }}, {load} }})"
    assert requests(tmp_path, files)
