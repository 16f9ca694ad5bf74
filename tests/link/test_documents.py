"""Which configuration documents a program hands over, and what of the files around them is claimed."""

from pathlib import Path

import pytest

from tests.link.projects import app, apps, page, write
from wxlint.link.project import AppFiles

SCRIPT = {"app.js": "App({})"}
PAGES = {"app.json": {"pages": ["pages/a/a"]}, **SCRIPT, **page("pages/a/a")}


def kinds(found: AppFiles) -> list[tuple[str, str]]:
    return [(one.kind, one.path) for one in found.documents]


def refused(found: AppFiles) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in found.refusals]


def test_every_document_is_handed_over_once(tmp_path: Path) -> None:
    files = {
        **PAGES,
        "pages/a/a.json": {"usingComponents": {"c": "/components/c/c"}},
        **page("components/c/c", "<view/>", component=True),
        "project.config.json": {"appid": "x"},
        "project.private.config.json": {"setting": {}},
        "sitemap.json": {"rules": []},
        "package.json": {"name": "n"},
        "pages/old/old.json": {"disableScroll": 1},
    }
    assert kinds(app(tmp_path, files)) == [
        ("app", "app.json"),
        ("page", "pages/a/a.json"),
        ("page", "components/c/c.json"),
        ("sitemap", "sitemap.json"),
        ("project", "project.config.json"),
        ("project-private", "project.private.config.json"),
    ]


def test_the_sitemap_is_the_one_that_app_json_names(tmp_path: Path) -> None:
    named = {**PAGES, "app.json": {"pages": ["pages/a/a"], "sitemapLocation": "b/map.json"}}
    found = app(tmp_path, {**named, "b/map.json": {"rules": []}, "sitemap.json": {}})
    assert ("sitemap", "b/map.json") in kinds(found)
    assert ("sitemap", "sitemap.json") not in kinds(found)


@pytest.mark.parametrize("text", ["", "{", '{"disableScroll": }', '{"a": 1 "b"', "x"])
def test_half_a_document_is_not_handed_over(tmp_path: Path, text: str) -> None:
    found = app(tmp_path, {**PAGES, "pages/a/a.json": text})
    assert ("page", "pages/a/a.json") not in kinds(found)
    assert found.problems


@pytest.mark.parametrize("text", ["{} // end", '{"disableScroll": true,}', "{'disableScroll': true}"])
def test_one_with_mistakes_that_leave_no_doubt_is(tmp_path: Path, text: str) -> None:
    found = app(tmp_path, {**PAGES, "pages/a/a.json": text})
    assert ("page", "pages/a/a.json") in kinds(found)
    assert found.problems


def test_of_pages_that_a_broken_app_json_names_nothing_is_claimed(tmp_path: Path) -> None:
    (found,) = apps(tmp_path, {**PAGES, "app.json": '{"pages": ["pages/a/a", "pages/gone/gone"'})
    assert found.missing
    assert found.refusals == ()


def test_of_components_that_a_broken_page_names_nothing_is_claimed(tmp_path: Path) -> None:
    broken = '{"usingComponents": {"c": "/gone/gone"'
    assert refused(app(tmp_path, {**PAGES, "pages/a/a.json": broken})) == []


def test_a_folder_that_holds_nothing_may_be_a_submodule_that_was_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "module").mkdir()
    config = {
        "pages": ["pages/a/a"],
        "subPackages": [
            {"root": "module", "pages": ["pages/b"]},
            {"root": "more", "pages": ["pages/d", "pages/gone"]},
        ],
    }
    found = app(tmp_path, {**PAGES, "app.json": config, **page("more/pages/d")})
    assert refused(found) == [("page", "pages/gone")]


def test_an_app_without_pages_is_one_where_a_project_says_so(tmp_path: Path) -> None:
    assert apps(tmp_path / "a", {**SCRIPT, "app.json": {"window": {}}}) == []
    found = app(tmp_path / "b", {**SCRIPT, "app.json": {"window": {}}, "project.config.json": {}})
    assert ("app", "app.json") in kinds(found)


def test_uni_app_has_its_pages_json_and_comments_in_it_are_legal(tmp_path: Path) -> None:
    files = {
        "manifest.json": {"networkTimeout": {"request": 1000}},
        "pages.json": '{\n  // the first is the start\n  "pages": [{"path": "pages/a/a"}]\n}',
        "main.js": "",
        "pages/a/a.vue": "<template><view/></template>",
    }
    (found,) = apps(tmp_path, files)
    assert kinds(found) == [("uni-pages", "pages.json")]
    assert [one.milliseconds for one in found.timeouts] == [1000]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('{"a": [1, 2,]}', '{"a": [1, 2]}'),
        ('{"a": 1,,"b": 2}', '{"a": 1,"b": 2}'),
        ('{\n  // one\n  "a": 1\n}', '{\n  "a": 1\n}'),
        ('{\r\n  /* one\r\n  two */\r\n  "a": 1\r\n}', '{\r\n  "a": 1\r\n}'),
        ('{"a": 1 // one\n}', '{"a": 1\n}'),
        ('{/* one */"a": 1}', '{"a": 1}'),
        ('// 一\n{"a": 1}\n', '{"a": 1}\n'),
    ],
)
def test_what_is_too_much_is_taken_out(tmp_path: Path, text: str, mended: str) -> None:
    found = app(tmp_path, {**PAGES, "pages/a/a.json": text})
    data = text.encode()
    for problem in reversed(found.problems):
        assert problem.fix is not None
        assert problem.fix.safe
        for edit in problem.fix.edits:
            data = data[: edit.place.start] + edit.text.encode() + data[edit.place.end :]
    assert data.decode() == mended


def test_what_is_missing_from_json_has_no_cure(tmp_path: Path) -> None:
    found = app(tmp_path, {**PAGES, "pages/a/a.json": '{"a": 1 "b": 2}'})
    assert [problem.fix for problem in found.problems] == [None]


def test_a_page_without_a_json_file_is_drawn_as_app_json_says(tmp_path: Path) -> None:
    config = {"pages": ["pages/a/a"], "renderer": "skyline", "lazyCodeLoading": "requiredComponents"}
    files = {**SCRIPT, "pages/a/a.js": "Page({})", "pages/a/a.wxml": "<view/>"}
    assert refused(app(tmp_path / "a", {**files, "app.json": config})) == [("skyline-framework", "")]
    whole = {**config, "componentFramework": "glass-easel"}
    assert refused(app(tmp_path / "b", {**files, "app.json": whole})) == []


def test_another_vendors_documents_are_not_judged(tmp_path: Path) -> None:
    config = {"pages": ["pages/a/a"], "tabBar": {"items": [{"pagePath": "pages/a/a", "name": "a"}]}}
    found = app(tmp_path, {**SCRIPT, "app.json": config, "pages/a/a.js": "", "pages/a/a.axml": ""})
    assert (kinds(found), refused(found)) == ([], [])


def test_what_a_link_out_of_the_folder_holds_is_not_known(tmp_path: Path) -> None:
    shared = write(tmp_path / "shared", {"b.js": "Page({})", "b.wxml": "", "i.png": "x"})
    config = {
        "pages": ["pages/a/a", "link/b"],
        "subPackages": [{"root": "far", "pages": ["b"]}],
        "tabBar": {"list": [{"pagePath": "pages/a/a", "iconPath": "link/i.png"}, {"pagePath": "link/b"}]},
        "workers": "far",
    }
    folder = write(tmp_path / "mini", {**PAGES, "app.json": config})
    for name in ("link", "far"):
        (folder / name).symlink_to(shared, target_is_directory=True)
    assert refused(app(folder)) == []
