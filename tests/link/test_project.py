"""From app.json to the files of its pages and components: what is found, what is said to be missing."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.link.projects import app, apps, one_page, page, write
from wxlint.link.project import find_apps
from wxlint.link.settings import LinkSettings
from wxlint.model.place import Place
from wxlint.read.files import Files
from wxlint.read.source import Source

SCRIPT = {"app.js": "App({})"}


def missing(folder: Path, files: Mapping[str, object], **settings: Any) -> list[tuple[str, str]]:
    """Kind and name of what is not there."""
    return [(one.kind, one.name) for one in app(folder, files, **settings).missing]


class TestPages:
    def test_a_page_has_the_files_that_are_beside_its_path(self, tmp_path: Path) -> None:
        _, found = one_page(tmp_path, "<view/>")
        assert (found.path, found.kind, found.package) == ("pages/a/a", "page", "")
        assert (found.script, found.markup, found.json) == (
            "pages/a/a.js", "pages/a/a.wxml", "pages/a/a.json",
        )  # fmt: skip

    def test_paths_are_relative_to_the_checked_folder(self, tmp_path: Path) -> None:
        found = app(
            tmp_path,
            {"mini/app.json": {"pages": ["a"]}, "mini/app.js": "", "mini/a.js": "", "mini/a.wxml": ""},
        )
        assert (found.root, found.script, found.pages[0].path) == ("mini", "mini/app.js", "a")
        assert found.pages[0].script == "mini/a.js"
        assert found.files == ("mini/a.js", "mini/a.wxml", "mini/app.js", "mini/app.json")

    def test_a_page_without_a_json_file_is_a_page(self, tmp_path: Path) -> None:
        found = app(tmp_path, {**SCRIPT, "app.json": {"pages": ["a"]}, "a.js": "", "a.wxml": ""})
        assert found.pages[0].json is None
        assert found.missing == ()

    def test_a_page_that_is_not_in_app_json_is_none(self, tmp_path: Path) -> None:
        found, _ = one_page(tmp_path, "", page("pages/old/old"))
        assert [one.path for one in found.pages] == ["pages/a/a"]

    @pytest.mark.parametrize("spelling", ["subPackages", "subpackages"])
    @pytest.mark.parametrize("root", ["more", "more/", "/more/"])
    def test_pages_of_a_sub_package_are_below_its_root(
        self, tmp_path: Path, spelling: str, root: str
    ) -> None:
        config = {"pages": [], spelling: [{"root": root, "pages": ["pages/b"], "independent": True}]}
        found = app(tmp_path, {**SCRIPT, "app.json": config, **page("more/pages/b")})
        assert [(one.path, one.package) for one in found.pages] == [("more/pages/b", "more")]
        assert [(one.root, one.independent) for one in found.packages] == [("more", True)]

    def test_both_spellings_at_once_are_both_walked(self, tmp_path: Path) -> None:
        config = {
            "pages": [],
            "subPackages": [{"root": "x", "pages": ["p"]}],
            "subpackages": [{"root": "y", "pages": ["p"]}, {"root": "x", "pages": ["p"]}],
        }
        found = app(tmp_path, {**SCRIPT, "app.json": config, **page("x/p"), **page("y/p")})
        assert [one.path for one in found.pages] == ["x/p", "y/p"]
        assert [one.root for one in found.packages] == ["x", "y"]

    def test_the_script_that_a_sub_package_starts_is_named(self, tmp_path: Path) -> None:
        config = {"pages": [], "subPackages": [{"root": "game", "pages": [], "entry": "game.js"}]}
        found = app(tmp_path, {**SCRIPT, "app.json": config, "game/game.js": ""})
        assert found.packages[0].entry == "game/game.js"

    def test_a_page_that_is_listed_twice_is_one_page(self, tmp_path: Path) -> None:
        found = app(tmp_path, {**SCRIPT, "app.json": {"pages": ["a", "a", "/a"]}, **page("a")})
        assert len(found.pages) == 1

    @pytest.mark.parametrize("listed", [[1, None, {}, [], ""], {}, "a", None, 3])
    def test_what_is_no_path_is_passed_over(self, tmp_path: Path, listed: object) -> None:
        files = {**SCRIPT, "app.json": {"pages": listed, "subpackages": [1, {"root": 2}, {"pages": ["a"]}]}}
        for found in apps(tmp_path, files):
            assert (found.pages, found.missing) == ((), ())

    def test_a_page_out_of_the_app_is_not_read(self, tmp_path: Path) -> None:
        files = {
            "mini/app.json": {"pages": ["../secret"]},
            "mini/app.js": "",
            **page("secret"),
            **page("mini/secret"),
        }
        found = app(tmp_path, files)
        assert found.pages == ()
        assert [(one.kind, one.name) for one in found.missing] == [("page", "../secret")]


class TestScripts:
    def test_of_a_script_and_its_compiled_twin_the_source_is_read(self, tmp_path: Path) -> None:
        files = {
            "app.ts": "",
            "app.js": "",
            "app.json": {"pages": ["a"]},
            **page("a"),
            "a.ts": "",
            "b.js": "",
        }
        found = app(tmp_path, files)
        assert (found.script, found.pages[0].script) == ("app.ts", "a.ts")
        assert found.left_out == {".js beside .ts": 2}

    def test_a_typescript_page_is_found_whatever_the_configuration_says(self, tmp_path: Path) -> None:
        found = app(tmp_path, {"app.ts": "", "app.json": {"pages": ["a"]}, "a.ts": "", "a.wxml": ""})
        assert found.pages[0].script == "a.ts"
        assert not found.typescript
        assert found.left_out == {}


class TestMissing:
    @pytest.mark.parametrize(
        ("there", "kinds"),
        [
            (["a.js", "a.wxml"], []),
            (["a.ts", "a.wxml"], []),
            (["a.wxml"], ["page-script"]),
            (["a.js", "a.json"], ["page-markup"]),
            (["a.json"], ["page"]),
            ([], ["page"]),
        ],
    )
    def test_a_page_needs_a_script_and_markup(
        self, tmp_path: Path, there: list[str], kinds: list[str]
    ) -> None:
        files = {**SCRIPT, "app.json": {"pages": ["a"]}, **dict.fromkeys(there, "{}")}
        assert [kind for kind, _ in missing(tmp_path, files)] == kinds

    def test_it_is_said_where_it_is_named(self, tmp_path: Path) -> None:
        (said,) = app(tmp_path, {**SCRIPT, "app.json": '{"pages": ["gone"]}'}).missing
        assert said.place == Place("app.json", 12, 16)

    def test_an_app_needs_a_script(self, tmp_path: Path) -> None:
        assert missing(tmp_path, {"app.json": {"pages": []}}) == [("app-script", "app.js")]

    def test_a_sub_package_needs_its_folder(self, tmp_path: Path) -> None:
        config = {"pages": [], "subPackages": [{"root": "gone", "pages": ["a", "b"]}]}
        assert missing(tmp_path, {**SCRIPT, "app.json": config}) == [("package", "gone")]

    def test_a_component_that_is_named_by_a_path_has_to_be_there(self, tmp_path: Path) -> None:
        found, _ = one_page(
            tmp_path, "", page("pages/a/a", usingComponents={"x": "./gone", "y": "/gone/too"})
        )
        assert [(one.kind, one.name) for one in found.missing] == [
            ("component", "./gone"),
            ("component", "/gone/too"),
        ]

    def test_markup_of_another_vendor_is_left_out_not_missing(self, tmp_path: Path) -> None:
        found = app(tmp_path, {**SCRIPT, "app.json": {"pages": ["a"]}, "a.js": "", "a.swan": ""})
        assert (found.missing, found.left_out) == ((), {".swan": 1})

    def test_a_file_that_markup_takes_in_has_to_be_there(self, tmp_path: Path) -> None:
        found, _ = one_page(
            tmp_path, '<import src="../gone"/><include src="/gone.wxml"/><import src="{{x}}"/>'
        )
        assert [(one.kind, one.name) for one in found.missing] == [
            ("import", "../gone"),
            ("include", "/gone.wxml"),
        ]


class TestComponents:
    def used(self, folder: Path, value: str, *paths: str) -> list[str]:
        """The components that a page reaches by one value of `usingComponents`."""
        files = {name: content for path in paths for name, content in page(path).items()}
        found, _ = one_page(folder, "<x/>", {**files, **page("pages/a/a", usingComponents={"x": value})})
        assert [one.path for one in found.components] == [
            path for path in found.pages[0].components.values() if path is not None
        ]
        return [one.path for one in found.components]

    @pytest.mark.parametrize(
        ("value", "path"),
        [
            ("./x", "pages/a/x"),
            ("x", "pages/a/x"),
            ("../../parts/x", "parts/x"),
            ("/parts/x", "parts/x"),
            ("/parts/x", "parts/x/index"),
            ("../../parts/x/", "parts/x/index"),
            ("parts/x", "parts/x"),
            ("../../../../parts/x", "parts/x"),
        ],
    )
    def test_it_is_found_as_the_platform_finds_it(self, tmp_path: Path, value: str, path: str) -> None:
        assert self.used(tmp_path, value, path) == [path]

    def test_a_file_beside_the_page_comes_before_one_at_the_root(self, tmp_path: Path) -> None:
        assert self.used(tmp_path, "parts/x", "parts/x", "pages/a/parts/x") == ["pages/a/parts/x"]

    def test_a_file_comes_before_the_index_of_a_folder(self, tmp_path: Path) -> None:
        assert self.used(tmp_path, "./x", "pages/a/x/index", "pages/a/x") == ["pages/a/x"]

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            ("@vant/weapp/button/index", "npm"),
            ("weui-miniprogram/cell/cell", "npm"),
            ("/miniprogram_npm/lin-ui/grid/index", "npm"),
            ("../../miniprogram_npm/lin-ui/grid/index", "npm"),
            ("plugin://map/view", "plugin"),
            ("plugin-private://wx1234/view", "plugin-private"),
        ],
    )
    def test_npm_and_plugins_stay_outside_and_are_counted(
        self, tmp_path: Path, value: str, reason: str
    ) -> None:
        found, one = one_page(tmp_path, "", page("pages/a/a", usingComponents={"x": value, "y": value}))
        assert (found.components, found.missing, found.left_out) == ((), (), {reason: 1})
        assert one.components == {"x": None, "y": None}

    def test_an_installed_package_stays_outside_and_its_files_are_counted(self, tmp_path: Path) -> None:
        files = {**page("miniprogram_npm/ui/cell"), **page("pages/a/a", usingComponents={"x": "ui/cell"})}
        found, _ = one_page(tmp_path, "", files)
        assert (found.components, found.left_out) == ((), {"miniprogram_npm": 2})

    def test_an_installed_package_is_read_where_the_configuration_includes_it(self, tmp_path: Path) -> None:
        files = {**page("miniprogram_npm/ui/cell"), **page("a", usingComponents={"x": "ui/cell"})}
        found = app(
            tmp_path, {**SCRIPT, "app.json": {"pages": ["a"]}, **files}, include=("miniprogram_npm/ui",)
        )
        assert [one.path for one in found.components] == ["miniprogram_npm/ui/cell"]

    def test_a_component_that_a_component_uses_is_reached(self, tmp_path: Path) -> None:
        files = {
            **page("pages/a/a", usingComponents={"x": "/x/x"}),
            **page("x/x", usingComponents={"y": "../y/y"}),
            **page("y/y", usingComponents={"x": "../x/x", "y": "./y"}),
        }
        found, _ = one_page(tmp_path, "", files)
        assert [one.path for one in found.components] == ["x/x", "y/y"]
        assert {one.kind for one in found.components} == {"component"}

    def test_components_of_app_json_are_those_of_every_page(self, tmp_path: Path) -> None:
        files = {
            "app.json": {"pages": ["a"], "usingComponents": {"x": "./x", "y": "x"}},
            **page("a"),
            **page("x"),
        }
        found = app(tmp_path, {**SCRIPT, **files})
        assert found.global_components == {"x": "x", "y": "x"}
        assert found.component(found.pages[0], "x") == (True, "x")
        assert found.component(found.pages[0], "z") == (False, None)

    def test_a_pages_own_component_comes_before_the_apps(self, tmp_path: Path) -> None:
        files = {"app.json": {"pages": ["a"], "usingComponents": {"x": "./x"}}, **page("x"), **page("y")}
        found = app(tmp_path, {**SCRIPT, **files, **page("a", usingComponents={"x": "./y"})})
        assert found.component(found.pages[0], "x") == (True, "y")

    def test_a_component_that_nothing_uses_is_not_reached(self, tmp_path: Path) -> None:
        found, _ = one_page(tmp_path, "", page("parts/x"))
        assert found.components == ()

    def test_a_component_belongs_to_the_sub_package_that_it_is_in(self, tmp_path: Path) -> None:
        config = {"pages": [], "subPackages": [{"root": "more", "pages": ["a"]}]}
        files = {
            **page("more/a", usingComponents={"x": "./x", "y": "/moreover"}),
            **page("more/x"),
            **page("moreover"),
        }
        found = app(tmp_path, {**SCRIPT, "app.json": config, **files})
        assert [(one.path, one.package) for one in found.components] == [("more/x", "more"), ("moreover", "")]

    def test_the_tab_bar_of_ones_own_is_a_component(self, tmp_path: Path) -> None:
        config = {"pages": [], "tabBar": {"custom": True, "list": []}}
        found = app(tmp_path, {**SCRIPT, "app.json": config, **page("custom-tab-bar/index")})
        assert [one.path for one in found.components] == ["custom-tab-bar/index"]

    def test_the_platforms_own_tab_bar_is_not(self, tmp_path: Path) -> None:
        files = {"app.json": {"pages": [], "tabBar": {"list": []}}, **page("custom-tab-bar/index")}
        assert app(tmp_path, {**SCRIPT, **files}).components == ()

    def test_the_app_bar_is_a_component(self, tmp_path: Path) -> None:
        found = app(tmp_path, {**SCRIPT, "app.json": {"pages": [], "appBar": {}}, **page("app-bar/index")})
        assert [one.path for one in found.components] == ["app-bar/index"]

    def test_the_default_of_a_generic_component_is_reached(self, tmp_path: Path) -> None:
        generics = {"row": {"default": "./row"}, "cell": True}
        found, one = one_page(
            tmp_path, "", {**page("pages/a/a", componentGenerics=generics), **page("pages/a/row")}
        )
        assert [one.path for one in found.components] == ["pages/a/row"]
        assert one.components == {"row": "pages/a/row", "cell": None}

    def test_an_alias_is_followed_where_nothing_else_is_there(self, tmp_path: Path) -> None:
        files = {"app.json": {"pages": ["a"], "resolveAlias": {"@/*": "/*"}}, **page("parts/x")}
        found = app(tmp_path, {**SCRIPT, **files, **page("a", usingComponents={"x": "@/parts/x"})})
        assert [one.path for one in found.components] == ["parts/x"]
        assert found.aliases == {"@/*": "/*"}

    @pytest.mark.parametrize("value", [1, None, {}, "", []])
    def test_what_names_no_component_is_passed_over(self, tmp_path: Path, value: object) -> None:
        found, _ = one_page(tmp_path, "", page("pages/a/a", usingComponents={"x": value}))
        assert (found.components, found.missing) == ((), ())


class TestHooks:
    @pytest.mark.parametrize(
        ("window", "own", "called"),
        [
            (None, None, False),
            (True, None, True),
            (None, True, True),
            (True, False, False),
            (False, True, True),
            ("true", None, True),
            (False, None, False),
        ],
    )
    def test_pulling_down_has_to_be_enabled(
        self, tmp_path: Path, window: object, own: object, called: bool
    ) -> None:
        key = "enablePullDownRefresh"
        config = {"pages": ["a"], "window": {} if window is None else {key: window}}
        files = page("a", **({} if own is None else {key: own}))
        found = app(tmp_path, {**SCRIPT, "app.json": config, **files})
        assert ("onPullDownRefresh" in found.pages[0].hooks) is called

    def test_a_tab_page_is_told_of_its_tab(self, tmp_path: Path) -> None:
        config = {"pages": ["a", "b"], "tabBar": {"list": [{"pagePath": "a"}]}}
        found = app(tmp_path, {**SCRIPT, "app.json": config, **page("a"), **page("b")})
        assert ["onTabItemTap" in one.hooks for one in found.pages] == [True, False]

    def test_every_page_is_told_of_its_life(self, tmp_path: Path) -> None:
        _, found = one_page(tmp_path, "")
        assert found.hooks >= {"onLoad", "onShow", "onReachBottom", "onPageScroll", "onUnload"}
        assert "attached" not in found.hooks

    def test_a_component_has_life_times_of_its_own(self, tmp_path: Path) -> None:
        files = {**page("x"), **page("pages/a/a", usingComponents={"x": "/x"})}
        found, _ = one_page(tmp_path, "", files)
        assert found.components[0].hooks >= {"attached", "detached", "show"}
        assert "onLoad" not in found.components[0].hooks


class TestTimeouts:
    def configured(self, folder: Path, text: str) -> list[tuple[str, float, str]]:
        files = write(folder, {"app.json": text})
        (found,) = find_apps(Files(files), LinkSettings())
        source = Files(files).read("app.json")
        assert isinstance(source, Source)
        return [
            (one.api, one.milliseconds, source.slice(one.place.start, one.place.end))
            for one in found.timeouts
        ]

    def test_each_is_known_with_its_place(self, tmp_path: Path) -> None:
        text = '{"pages": [], "networkTimeout": {"request": 1500, "downloadFile": 9e4}}'
        assert self.configured(tmp_path, text) == [("request", 1500, "1500"), ("downloadFile", 90000, "9e4")]

    def test_of_duplicates_the_last_counts(self, tmp_path: Path) -> None:
        text = '{"pages": [], "networkTimeout": {"request": 1, "request": 2}}'
        assert self.configured(tmp_path, text) == [("request", 2, "2")]

    @pytest.mark.parametrize(
        "member",
        [
            '"networktimeout": {"request": 1}',
            '"networkTimeout": {"Request": 1}',
            '"networkTimeout": {"request": "1"}',
            '"networkTimeout": {"request": true}',
            '"networkTimeout": {"request": null}',
            '"networkTimeout": 1',
            '"networkTimeout": [1]',
            '"window": {"networkTimeout": {"request": 1}}',
        ],
    )
    def test_what_the_platform_does_not_read_is_none(self, tmp_path: Path, member: str) -> None:
        assert self.configured(tmp_path, f'{{"pages": [], {member}}}') == []


class TestProblems:
    def problems(self, folder: Path, files: Mapping[str, object]) -> list[tuple[str, str]]:
        found, _ = one_page(folder, "", files)
        for problem in found.problems:
            assert problem.zh
            assert problem.en
        return [(problem.kind, problem.place.path) for problem in found.problems]

    def test_a_clean_project_has_none(self, tmp_path: Path) -> None:
        assert self.problems(tmp_path, {}) == []

    def test_broken_json_is_said_and_what_it_says_still_counts(self, tmp_path: Path) -> None:
        files = {"pages/a/a.json": '{"usingComponents": {"x": "/x",}}', **page("x")}
        assert self.problems(tmp_path, files) == [("json", "pages/a/a.json")]

    def test_broken_markup_is_said(self, tmp_path: Path) -> None:
        assert self.problems(tmp_path, {"pages/a/a.wxml": "<view>"}) == [("markup", "pages/a/a.wxml")]

    def test_broken_markup_that_is_imported_twice_is_said_once(self, tmp_path: Path) -> None:
        imports = '<import src="/t"/><import src="/t.wxml"/>'
        assert self.problems(tmp_path, {"pages/a/a.wxml": imports, "t.wxml": "</view>"}) == [
            ("markup", "t.wxml")
        ]

    def test_an_encoding_that_the_platform_does_not_read_is_said(self, tmp_path: Path) -> None:
        gbk = "Page({}) // 提交订单，请稍候".encode("gbk")
        files = {"pages/a/a.js": gbk, "pages/a/a.wxml": "<view>提交订单，请稍候</view>".encode("gbk")}
        assert self.problems(tmp_path, files) == [("script", "pages/a/a.js"), ("markup", "pages/a/a.wxml")]

    def test_a_byte_order_mark_is_a_problem_of_json_alone(self, tmp_path: Path) -> None:
        files = {
            "pages/a/a.js": "\ufeffPage({})",
            "pages/a/a.wxml": "\ufeff<view/>",
            "pages/a/a.json": "\ufeff{}",
        }
        assert self.problems(tmp_path, files) == [("json", "pages/a/a.json")]

    def test_a_file_that_cannot_be_opened_is_said_once(self, tmp_path: Path) -> None:
        found, _ = one_page(tmp_path, "")
        (tmp_path / "pages/a/a.js").unlink()
        os.mkfifo(tmp_path / "pages/a/a.js")
        found = app(tmp_path)
        assert [(one.kind, one.place) for one in found.problems] == [("file", Place("pages/a/a.js", 0, 0))]

    @pytest.mark.parametrize("name", ["pages/a/a.js", "pages/a/a.wxml", "pages/a/a.json", "app.js"])
    def test_a_folder_a_loop_and_a_link_to_nothing_are_said(self, tmp_path: Path, name: str) -> None:
        one_page(tmp_path, "")
        file = tmp_path / name
        file.unlink()
        file.mkdir()
        assert [one.place.path for one in app(tmp_path).problems] == [name]
        file.rmdir()
        file.symlink_to(file.name)
        assert [one.place.path for one in app(tmp_path).problems] == [name]
        file.unlink()
        file.symlink_to("gone")
        assert [one.place.path for one in app(tmp_path).problems] == [name]

    @pytest.mark.parametrize("name", ["pages/a/a.js", "pages/a/a.ts", "pages/a/a.wxml", "app.js"])
    def test_a_file_that_cannot_be_opened_is_not_missing_too(self, tmp_path: Path, name: str) -> None:
        one_page(tmp_path, "")
        for other in (name, name.replace(".ts", ".js")):
            (tmp_path / other).unlink(missing_ok=True)
        os.mkfifo(tmp_path / name)
        found = app(tmp_path)
        assert (len(found.problems), found.missing) == (1, ())

    @pytest.mark.parametrize(
        ("name", "kind"),
        [("pages/a/a.js", "page-script"), ("pages/a/a.wxml", "page-markup"), ("app.js", "app-script")],
    )
    def test_a_folder_of_that_name_is_no_file(self, tmp_path: Path, name: str, kind: str) -> None:
        one_page(tmp_path, "")
        (tmp_path / name).unlink()
        (tmp_path / name).mkdir()
        assert [one.kind for one in app(tmp_path).missing] == [kind]

    def test_a_page_of_which_nothing_can_be_opened_is_there(self, tmp_path: Path) -> None:
        one_page(tmp_path, "")
        for name in ("pages/a/a.js", "pages/a/a.wxml"):
            (tmp_path / name).unlink()
            os.mkfifo(tmp_path / name)
        assert app(tmp_path).missing == ()

    def test_a_pipe_that_nothing_names_is_no_problem(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "b.js")
        os.mkfifo(tmp_path / "b.wxml")
        assert self.problems(tmp_path, {}) == []


class TestExcluded:
    FILES: ClassVar[Mapping[str, object]] = {
        **SCRIPT,
        "app.json": {"pages": ["a", "b/b"]},
        **page("a"),
        **page("b/b"),
    }

    def test_an_excluded_page_is_left_out_and_not_missing(self, tmp_path: Path) -> None:
        found = app(tmp_path, self.FILES, exclude=("b/",))
        assert [one.path for one in found.pages] == ["a"]
        assert (found.missing, found.left_out) == ((), {"exclude": 3})

    def test_an_excluded_script_leaves_the_page_its_markup(self, tmp_path: Path) -> None:
        found = app(tmp_path, self.FILES, exclude=("b/b.js",))
        assert (found.pages[1].script, found.pages[1].markup) == (None, "b/b.wxml")
        assert (found.missing, found.left_out) == ((), {"exclude": 1})

    def test_an_excluded_component_is_not_read(self, tmp_path: Path) -> None:
        files = {**self.FILES, **page("a", usingComponents={"x": "/x"}), **page("x")}
        found = app(tmp_path, files, exclude=("x.*",))
        assert (found.components, found.missing, found.pages[0].components) == ((), (), {"x": None})

    def test_an_excluded_import_is_not_missing(self, tmp_path: Path) -> None:
        files = {**self.FILES, "a.wxml": '<import src="t"/>', "t.wxml": "<view>"}
        found = app(tmp_path, files, exclude=("t.wxml",))
        assert (found.missing, found.problems) == ((), ())


def test_unsaved_text_counts(tmp_path: Path) -> None:
    one_page(tmp_path, "")
    overlay = {"app.json": b'{"pages": ["b"]}', "b.js": b"Page({})", "b.wxml": b""}
    (found,) = find_apps(Files(tmp_path, overlay), LinkSettings())
    assert [one.path for one in found.pages] == ["b"]


def test_comments_of_markup_that_name_wxlint_are_kept(tmp_path: Path) -> None:
    found, _ = one_page(tmp_path, "<!-- wxlint-disable-next-line x --><view/><!-- other -->")
    assert [(one.text, one.place) for one in found.comments] == [
        (" wxlint-disable-next-line x ", Place("pages/a/a.wxml", 0, 35))
    ]
