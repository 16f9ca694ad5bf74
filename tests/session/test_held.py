"""An edit of one page runs that page; where others may see what it does, the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest

import wxlint.link.held.programs
from tests.session.shop import MARKUP, PAGES, files, write
from tests.session.test_laws import answer, fresh, shop
from wxlint.link.held.linker import HeldLinker
from wxlint.link.project_files import PageFiles
from wxlint.model.program import Program
from wxlint.session import Session

HOME, ORDER, CART = (f"pages/{name}/{name}.js" for name in ("home", "order", "cart"))


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each program that is linked as a whole, and one for each page that is linked anew."""
    made: list[str] = []

    class Counted(HeldLinker):
        def program(self) -> Program:
            made.append("all")
            return super().program()

        def relink(self, page: PageFiles) -> Program:
            made.append(page.path)
            return super().relink(page)

    monkeypatch.setattr(wxlint.link.held.programs, "HeldLinker", Counted)
    return made


def after(folder: Path, linked: list[str], *edits: tuple[str, str | None]) -> list[str]:
    """What is linked after some edits of a project that was checked before; the answer is a fresh run's."""
    session = Session(folder, hold=True)
    answer(session)
    for path, text in edits:
        write(folder, path, text)
    linked.clear()
    found = answer(session)
    counted = [*linked]
    assert found == fresh(folder)
    return counted


SEND = "wx.request({ url: '/relative', method: 'Delete' });"

ALONE = {
    "a comment": (HOME, PAGES[0] + "// a word\n"),
    "a line before all": (HOME, "\n" + PAGES[0]),
    "a condition": (HOME, PAGES[0].replace("load() {", "load() { if (this.done) return;")),
    "a field": (HOME, PAGES[0].replace("load() {", "load() { this.done = true;")),
    "a request in what sends": (HOME, PAGES[0].replace("load() {", "load() { " + SEND)),
    "what is read of others": (
        HOME,
        PAGES[0].replace("load() {", "load() { this.u = getApp().globalData;"),
    ),
    "a handler": (HOME, PAGES[0].replace("load() {", "again() { this.load() },\n  load() {")),
    "its markup": ("pages/home/home.wxml", MARKUP[0].replace("button", "view")),
    "it does not parse": (HOME, PAGES[0].replace("load() {", "load() { if (")),
}


@pytest.mark.parametrize("name", ALONE)
def test_an_edit_of_a_page_runs_that_page(tmp_path: Path, linked: list[str], name: str) -> None:
    assert after(shop(tmp_path), linked, ALONE[name]) == ["pages/home/home"]


TOGETHER = {
    "what others read is written": (HOME, PAGES[0].replace("load() {", "load() { getApp().a = 1;")),
    "another module is needed": (HOME, "import '../../utils/extra'\n" + PAGES[0]),
    "a module that pages share": ("utils/request.js", files()["utils/request.js"] + "// a word\n"),
    "the app": ("app.js", files()["app.js"] + "// a word\n"),
    "a page comes": ("app.json", '{"pages": ["pages/home/home", "pages/cart/cart"]}'),
    "it writes what others read": (CART, PAGES[2] + "// a word\n"),
    "others' functions matter now": (
        HOME, PAGES[0].replace("load() {", "two() { wx.showLoading() },\n  load() {")
    ),
    "a library is given a function": (HOME, PAGES[0] + "shell.use({ start() { " + SEND + " } })\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOGETHER)
def test_an_edit_that_others_may_see_runs_all(tmp_path: Path, linked: list[str], name: str) -> None:
    folder = shop(tmp_path)
    write(folder, "utils/extra.js", "getApp().globalData.extra = true\n")
    assert "all" in after(folder, linked, TOGETHER[name])


def test_an_edit_of_what_does_not_run_runs_nothing(tmp_path: Path, linked: list[str]) -> None:
    edit = "pages/home/home.json", '{"navigationBarTitleText": "a", "backgroundTextStyl": "dark"}'
    assert after(shop(tmp_path), linked, edit) == []


def test_two_pages_are_linked_one_after_the_other(tmp_path: Path, linked: list[str]) -> None:
    edits = (HOME, "\n" + PAGES[0]), (ORDER, "\n" + PAGES[3])
    write(shop(tmp_path), ORDER, PAGES[3])
    assert after(tmp_path, linked, *edits) == ["pages/home/home", "pages/order/order"]


def test_a_page_may_be_edited_again_and_again(tmp_path: Path, linked: list[str]) -> None:
    session = Session(shop(tmp_path), hold=True)
    first = answer(session)
    for typed in ("this.done = 1;", "wx.showLoading();", "", SEND, "if (", "", "return;", ""):
        write(tmp_path, HOME, PAGES[0].replace("load() {", "load() { " + typed if typed else "load() {"))
        found = answer(session)
        assert found == fresh(tmp_path)
        assert typed or found == first
    assert "pages/home/home" in linked


def test_a_page_that_gave_a_function_to_a_library_is_run_with_all(tmp_path: Path, linked: list[str]) -> None:
    given = PAGES[0] + "setInterval(() => { " + SEND + " }, 60000)\n"
    write(shop(tmp_path), HOME, given)
    assert "all" in after(tmp_path, linked, (HOME, given + "// a word\n"))
    write(tmp_path, ORDER, PAGES[3])
    assert after(tmp_path, linked, (ORDER, "\n" + PAGES[3])) == ["pages/order/order"]


def test_a_component_that_a_page_selects_is_run_with_all(tmp_path: Path, linked: list[str]) -> None:
    folder = shop(tmp_path)
    part = "Component({ methods: { send(url) { wx.request({ url }) } } })\n"
    page = PAGES[0].replace("load() {", "load() { this.selectComponent('#part').send('/x');")
    for path, text in (
        ("parts/part.js", part),
        ("parts/part.json", '{"component": true}'),
        ("parts/part.wxml", "<view />"),
        ("pages/home/home.json", '{"usingComponents": {"a-part": "/parts/part"}}'),
        ("pages/home/home.wxml", MARKUP[0] + '<a-part id="part" />'),
        (HOME, page),
    ):
        write(folder, path, text)
    assert "all" in after(folder, linked, ("parts/part.js", part.replace("url })", "url: url + '/y' })")))
    assert "all" in after(folder, linked, (HOME, page.replace("'/x'", "'/z'")))
    assert "all" in after(folder, linked, (HOME, PAGES[0]), ("parts/part.js", part))


def test_configuration_that_changes_runs_all(tmp_path: Path, linked: list[str]) -> None:
    edit = "wxlint.toml", "exclude = ['utils/format.js']\n"
    assert after(shop(tmp_path), linked, edit) == ["all"]
