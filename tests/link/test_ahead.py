"""Scripts that are read in several processes before they are asked for: the same facts, one read each."""

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import wxlint.read.script
from wxlint.config import Source
from wxlint.link import ahead
from wxlint.read.facts import Facts
from wxlint.read.script import Script
from wxlint.session import Session

PAGE = """
const { base } = require('../../utils/config')
Page({ onLoad() { wx.request({ url: base + '/a', method: 'post' }) } })
"""
BROKEN = "Page({ onLoad() { wx.request({ url: 'http://api.example.com/a' }) }, onShow() { if ( } })\n"
CONFIG = "module.exports = { base: 'http://api.example.com' }\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Nine pages, of which two hold the same text, and one does not parse."""
    names = [f"p{number}" for number in range(9)]
    pages = ",".join(f'"pages/{name}/{name}"' for name in names)
    texts = {f"pages/{name}/{name}.js": PAGE + f"// {name[1:]}\n" for name in names}
    texts["pages/p3/p3.js"] = texts["pages/p2/p2.js"]
    texts |= {"pages/p5/p5.js": BROKEN, "app.js": "App({})\n", "utils/config.js": CONFIG}
    texts["app.json"] = f'{{"pages": [{pages}]}}\n'
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The texts that this process parses."""
    found, here, parse = list[bytes](), os.getpid(), wxlint.read.script._parse

    def noted(data: bytes, grammar: Any) -> object:
        if os.getpid() == here:
            found.append(data)
        return parse(data, grammar)

    monkeypatch.setattr(wxlint.read.script, "_parse", noted)
    return found


def findings(folder: Path, jobs: int) -> object:
    session = Session(folder, Source(isolated=True), jobs=jobs)
    report = session.check(session.configure())
    return report.findings, report.summary


def test_what_is_read_ahead_is_what_reading_gives(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(ahead, "WORTH_SHARING", 0)
    assert findings(project, 3) == findings(project, 1)


def test_nothing_is_parsed_twice_that_parses(
    project: Path, monkeypatch: pytest.MonkeyPatch, parsed: list[bytes]
) -> None:
    def copied(tasks: Sequence[Callable[[], object]], jobs: int) -> list[Any]:
        """As if a copy had run every task."""
        assert jobs == 2
        sent = [pickle.dumps(task()) for task in tasks]
        parsed.clear()
        return [pickle.loads(one) for one in sent]

    monkeypatch.setattr(ahead, "WORTH_SHARING", 0)
    monkeypatch.setattr(ahead, "shared", copied)
    findings(project, 2)
    # The module that no app.json names, once, and the script of which only the tree says what is wrong.
    assert sorted(set(parsed)) == sorted([BROKEN.encode(), CONFIG.encode()])


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_small_project_is_read_here(
    project: Path, monkeypatch: pytest.MonkeyPatch, parsed: list[bytes], jobs: int
) -> None:
    monkeypatch.setattr(ahead, "shared", lambda *_: pytest.fail("it is small"))
    findings(project, jobs)
    assert parsed.count(CONFIG.encode()) == 1


def test_one_text_at_two_paths_is_two_scripts() -> None:
    facts, data = Facts(), b"let a = 1"
    first, second = Script(data, "js"), Script(data, "js")
    facts.foresee("a.js", "js", first)
    facts.foresee("b.js", "js", second)
    assert facts.script("b.js", data, "js") is second
    assert facts.script("a.js", data, "js") is first
    assert facts.script("a.js", data, "js") is not first


def test_what_was_edited_since_is_read_again() -> None:
    facts = Facts()
    facts.foresee("a.js", "js", Script(b"let a = 1", "js"))
    assert facts.script("a.js", b"let a = 2", "js").data == b"let a = 2"
