"""Listeners are run once, whoever registers them: what they send is found, whatever they hold."""

from pathlib import Path

from tests.link.frameworks import requests
from tests.link.projects import scripted

URL = "https://a.example.com/"


def sent(folder: Path, script: str, wxml: str = "<view/>") -> list[str]:
    """The URLs of a page's requests, in the order of their places."""
    files = scripted(script, {"pages/a/a.wxml": wxml})
    return [url for _, _, found in requests(folder, files) for url in found]


PLAYER = """
const player = wx.createInnerAudioContext()
function listen(name) { player.onEnded(() => { wx.request({ url: '%s' + name }) }) }
Page({
  onLoad() { listen('load') },
  play() { listen('play'); wx.request({ url: '%sdone' }) },
  again() { this.play() },
})
"""


def test_a_listener_sends_whoever_registered_it(tmp_path: Path) -> None:
    wxml = "<view bindtap='play'/><view bindtap='again'/>"
    found = sent(tmp_path, PLAYER % (URL, URL), wxml)
    assert {URL + "load", URL + "play", URL + "done"} <= set(found)


def test_listeners_with_other_functions_in_them_are_others(tmp_path: Path) -> None:
    script = f"""
    const player = wx.createInnerAudioContext()
    const ended = (then) => player.onEnded(() => then())
    Page({{
      onLoad() {{ ended(() => wx.request({{ url: '{URL}one' }})) }},
      onShow() {{ ended(() => wx.request({{ url: '{URL}two' }})) }},
    }})
    """
    assert sorted(sent(tmp_path, script)) == [URL + "one", URL + "two"]


def test_what_is_no_listener_runs_each_time(tmp_path: Path) -> None:
    script = f"""
    const each = (list, path) => list.forEach(() => wx.request({{ url: '{URL}' + path }}))
    Page({{ onLoad(query) {{ each(query.a, 'one'); each(query.b, 'two') }} }})
    """
    assert {URL + "one", URL + "two"} <= set(sent(tmp_path, script))


def test_what_an_entry_listens_for_is_found_in_its_last_run_too(tmp_path: Path) -> None:
    """What it sends lacks something at first: it runs a third time."""
    script = f"""
    const player = wx.createInnerAudioContext()
    Page({{
      data: {{ id: null, first: null, wait: 1 }},
      onLoad() {{
        player.onEnded(() => {{ wx.request({{ url: '{URL}ended' }}) }})
        wx.request({{ url: '{URL}start', method: 'POST', data: this.data.id, timeout: this.data.wait }})
      }},
      copy() {{ this.setData({{ id: this.data.first }}) }},
      ask() {{
        this.setData({{ wait: 2 }})
        wx.request({{ url: '{URL}ask', success: (res) => this.setData({{ first: res.data.id }}) }})
      }},
    }})
    """
    found = sent(tmp_path, script, "<view bindtap='copy'/><view bindtap='ask'/>")
    assert URL + "ended" in found
