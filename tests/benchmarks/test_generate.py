"""The generated projects: deterministic, complete, and with the mistakes that they are said to hold."""

import json
from pathlib import Path

import pytest

from benchmarks.generate import CORE_RULES, KINDS, Kind, generate, page_script, planted, write


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(15, tmp_path / name)
    texts = [
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "two")
    ]
    assert texts[0] == texts[1]
    assert texts[0] == {path: text.encode() for path, text in generate(15).items()}


@pytest.mark.parametrize("pages", [1, 14, 200])
def test_every_page_of_app_json_has_its_files(pages: int) -> None:
    files = generate(pages)
    listed = json.loads(files["app.json"])["pages"]
    assert len(listed) == pages
    assert all(f"{page}.{kind}" in files for page in listed for kind in ("js", "json", "wxml", "wxss"))


def test_a_larger_project_holds_the_pages_of_a_smaller_one() -> None:
    small, large = generate(3), generate(30)
    pages = [path for path in small if path.startswith("pages/")]
    assert all(large[path] == small[path] for path in pages)


def test_pages_reach_the_one_request_through_three_modules() -> None:
    files = generate(1)
    assert "require('../../api/orders')" in files["pages/page0000/page0000.js"]
    assert "wx.request" not in files["pages/page0000/page0000.js"]
    assert "require('../utils/http')" in files["api/orders.js"]
    assert "require('./transport')" in files["utils/http.js"]
    assert files["utils/transport.js"].count("wx.request(") == 1


def test_fourteen_pages_plant_each_mistake_once_in_each_way() -> None:
    once = dict.fromkeys(CORE_RULES, 1)
    assert planted(14, direct=True) == once
    assert planted(14, direct=False) == once
    assert sum(planted(2, direct=True).values()) == 0


@pytest.mark.parametrize(
    ("mistake", "sound", "flawed"),
    [
        ("non-https-url", "'https://api.shop.example/orders'", "'http://api.shop.example/orders'"),
        ("lowercase-method", "method: 'POST'", "method: 'post'"),
        ("post-without-data", "data: this.data.form,", ""),
        ("missing-double-tap-guard", "if (this.saving) return", ""),
        ("short-timeout", "timeout: 10000", "timeout: 800"),
    ],
)
def test_a_mistake_is_the_only_difference_from_the_sound_page(mistake: str, sound: str, flawed: str) -> None:
    clean = page_script(Kind(None, direct=True), 0)
    page = page_script(Kind(mistake, direct=True), 0)
    assert clean.count(sound) == 1
    assert sound not in page
    assert flawed in page


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.mistake == "unpaired-loading"])
def test_the_leaking_loading_is_hidden_on_success_only(kind: Kind) -> None:
    page = page_script(kind, 0)
    assert page.count("wx.showLoading(") == page.count("wx.hideLoading(") == 1
    success = page.index("success: res" if kind.direct else "orders.save(")
    failure = page.index("fail: ()" if kind.direct else ".catch(() => {\n      this.saving")
    assert success < page.index("wx.hideLoading(") < failure
