"""Which folders hold a mini-program, and which app.json is none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.link.projects import apps, page, write
from wxlint.link.project_roots import find_roots
from wxlint.link.settings import LinkSettings
from wxlint.read.files import Files

APP = {"pages": ["pages/a/a"]}


def roots(folder: Path, files: Mapping[str, object], **settings: Any) -> list[str]:
    """The folders of the apps that are found."""
    return [app.root for app in apps(folder, files, **settings)]


class TestFound:
    def test_an_app_json_with_pages_is_a_mini_program(self, tmp_path: Path) -> None:
        assert roots(tmp_path, {"app.json": APP}) == [""]

    def test_several_mini_programs_of_a_repository_come_in_the_order_of_their_paths(
        self, tmp_path: Path
    ) -> None:
        assert roots(tmp_path, {"shop/app.json": APP, "admin/app.json": APP}) == ["admin", "shop"]

    def test_a_mini_program_inside_of_another_is_one(self, tmp_path: Path) -> None:
        assert roots(tmp_path, {"app.json": APP, "examples/small/app.json": APP}) == ["", "examples/small"]

    def test_an_app_json_without_any_code_is_a_variant_of_one_that_has_some(self, tmp_path: Path) -> None:
        files = {"app.json": APP, "app.js": "", "qq/app.json": APP, "qq/project.config.json": {}}
        assert roots(tmp_path, files) == [""]
        assert roots(tmp_path, files, below=("qq",)) == ["qq"]

    def test_a_mini_program_that_has_some_code_is_no_variant(self, tmp_path: Path) -> None:
        files = {"app.json": APP, "app.js": "", "qq/app.json": APP, "qq/pages/a/a.wxml": ""}
        assert roots(tmp_path, files) == ["", "qq"]

    def test_only_the_folders_that_are_asked_for_are_looked_through(self, tmp_path: Path) -> None:
        files = {"a/app.json": APP, "b/app.json": APP, "c/app.json": APP}
        assert roots(tmp_path, files, below=("a", "c")) == ["a", "c"]

    def test_a_folder_that_is_asked_for_twice_is_looked_through_once(self, tmp_path: Path) -> None:
        files = {"a/app.json": APP, "a/app.ts": "", "a/app.js": ""}
        (found,) = apps(tmp_path, files, below=("a", ""))
        assert found.left_out == {".js beside .ts": 1}

    def test_an_app_json_that_is_broken_is_still_walked(self, tmp_path: Path) -> None:
        (found,) = apps(tmp_path, {"app.json": '{"pages": ["pages/a/a",], // all\n', **page("pages/a/a")})
        assert [one.path for one in found.pages] == ["pages/a/a"]
        assert {problem.kind for problem in found.problems} == {"json"}

    @pytest.mark.parametrize("text", ["", "{", "\0\0\0\0", "pages"])
    def test_an_app_json_of_nothing_beside_an_app_script_is_said(self, tmp_path: Path, text: str) -> None:
        (found,) = apps(tmp_path, {"app.json": text, "app.js": "App({})"})
        assert found.problems[0].kind == "json"
        assert found.problems[0].zh
        assert found.problems[0].en

    def test_an_app_json_that_leads_nowhere_is_said_beside_an_app_script(self, tmp_path: Path) -> None:
        (tmp_path / "app.json").symlink_to("gone.json")
        (found,) = apps(tmp_path, {"app.js": "App({})"})
        assert [problem.kind for problem in found.problems] == ["file"]


class TestNone:
    @pytest.mark.parametrize(
        "content",
        [
            {"name": "api", "buildpacks": []},
            {"expo": {"name": "phone"}},
            {"usingComponents": {}},
            [],
            "null",
            "",
            "not json",
        ],
    )
    def test_another_tools_app_json_is_none(self, tmp_path: Path, content: object) -> None:
        assert roots(tmp_path, {"app.json": content}) == []

    def test_an_app_json_without_pages_is_none_even_beside_a_script(self, tmp_path: Path) -> None:
        assert roots(tmp_path, {"app.json": {"name": "api"}, "app.js": "listen()"}) == []

    @pytest.mark.parametrize("folder", ["node_modules/x", "miniprogram_npm/x", ".git/x"])
    def test_folders_of_tools_are_not_looked_through(self, tmp_path: Path, folder: str) -> None:
        assert roots(tmp_path, {f"{folder}/app.json": APP}) == []

    def test_an_excluded_folder_is_not_looked_through(self, tmp_path: Path) -> None:
        files = {"app.json": APP, "old/app.json": APP}
        assert roots(tmp_path, files, exclude=("old/",)) == [""]

    def test_what_the_server_runs_is_no_mini_program(self, tmp_path: Path) -> None:
        config = {"miniprogramRoot": "client/", "cloudfunctionRoot": "./server/"}
        files = {"project.config.json": config, "client/app.json": APP, "server/f/app.json": APP}
        assert roots(tmp_path, files) == ["client"]

    def test_a_link_to_a_folder_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "again").symlink_to(".", target_is_directory=True)
        assert roots(tmp_path, {"app.json": APP}) == [""]


class TestCompiled:
    @pytest.mark.parametrize("output", ["dist", "unpackage/dist/build/mp-weixin", "build/app", "output"])
    def test_what_was_compiled_from_a_mini_program_beside_it_is_left_out(
        self, tmp_path: Path, output: str
    ) -> None:
        files = {"src/app.json": APP, f"{output}/app.json": APP, f"{output}/pages/a/a.js": ""}
        (found,) = apps(tmp_path, files)
        assert found.root == "src"
        assert found.left_out == {output.partition("/")[0]: 1}

    @pytest.mark.parametrize("source", ["src/app.config.ts", "src/app.wpy", "src/app.mpx"])
    def test_what_a_framework_compiled_is_left_out(self, tmp_path: Path, source: str) -> None:
        assert roots(tmp_path, {"dist/app.json": APP, source: ""}) == []

    def test_the_sources_of_mpvue_are_no_mini_program_though_they_have_an_app_json(
        self, tmp_path: Path
    ) -> None:
        files = {"src/app.json": APP, "src/App.vue": "", "src/main.js": "", "dist/wx/app.json": APP}
        assert roots(tmp_path, files) == []
        found = find_roots(Files(tmp_path), LinkSettings())
        assert found.frameworks == ("src",)
        assert found.compiled == ("dist/wx",)

    def test_what_uni_app_compiled_is_left_out_and_its_sources_are_named(self, tmp_path: Path) -> None:
        files = {
            "manifest.json": {},
            "pages.json": {"pages": []},
            "unpackage/dist/dev/mp-weixin/app.json": APP,
        }
        found = find_roots(Files(write(tmp_path, files)), LinkSettings())
        assert found.apps == ()
        assert found.compiled == ("unpackage/dist/dev/mp-weixin",)
        assert found.frameworks == ("",)

    def test_a_folder_of_that_name_without_a_source_beside_it_is_a_mini_program(self, tmp_path: Path) -> None:
        assert roots(tmp_path, {"dist/app.json": APP}) == ["dist"]

    def test_a_mini_program_elsewhere_is_not_its_source(self, tmp_path: Path) -> None:
        assert roots(tmp_path, {"one/dist/app.json": APP, "two/app.json": APP}) == ["one/dist", "two"]

    def test_another_output_is_not_its_source(self, tmp_path: Path) -> None:
        files = {"dist/dev/app.json": APP, "dist/release/app.json": APP}
        assert roots(tmp_path, files) == ["dist/dev", "dist/release"]

    def test_pages_json_alone_is_no_source(self, tmp_path: Path) -> None:
        assert roots(tmp_path, {"dist/app.json": APP, "pages.json": {}}) == ["dist"]

    def test_an_output_that_the_configuration_includes_is_read(self, tmp_path: Path) -> None:
        files = {"src/app.json": APP, "dist/app.json": APP}
        assert roots(tmp_path, files, include=("dist/",)) == ["dist", "src"]

    def test_the_folder_that_the_tools_configuration_compiles_into_is_left_out(self, tmp_path: Path) -> None:
        config = {"miniprogramRoot": "out/", "srcMiniprogramRoot": "in/"}
        files = {"project.config.json": config, "in/app.json": APP, "out/app.json": APP}
        assert roots(tmp_path, files) == ["in"]


class TestConfiguration:
    @pytest.mark.parametrize("written", ["client", "client/", "./client/", "/client", "../client/"])
    def test_the_configuration_of_an_app_is_the_one_that_names_its_folder(
        self, tmp_path: Path, written: str
    ) -> None:
        config = {"miniprogramRoot": written, "setting": {"useCompilerPlugins": ["typescript"]}}
        (found,) = apps(tmp_path, {"project.config.json": config, "client/app.json": APP})
        assert found.typescript

    def test_the_nearest_configuration_counts(self, tmp_path: Path) -> None:
        typescript = {"setting": {"useCompilerPlugins": ["typescript"]}}
        files = {"project.config.json": typescript, "app/project.config.json": {}, "app/app.json": APP}
        (found,) = apps(tmp_path, files)
        assert not found.typescript

    def test_the_configuration_above_the_folder_that_is_asked_for_counts(self, tmp_path: Path) -> None:
        config = {"miniprogramRoot": "client/", "setting": {"useCompilerPlugins": ["typescript"]}}
        files = {"all/project.config.json": config, "all/client/app.json": APP}
        (found,) = apps(tmp_path, files, below=("all/client",))
        assert found.typescript

    @pytest.mark.parametrize("plugins", [False, [], ["less"], "typescript", None])
    def test_typescript_is_compiled_only_where_it_is_said(self, tmp_path: Path, plugins: object) -> None:
        config = {"setting": {"useCompilerPlugins": plugins}}
        (found,) = apps(tmp_path, {"project.config.json": config, "app.json": APP})
        assert not found.typescript

    def test_folders_of_other_code_are_named_and_counted(self, tmp_path: Path) -> None:
        config = {"miniprogramRoot": "client", "cloudfunctionRoot": "cloud", "pluginRoot": "plugin"}
        files = {
            "project.config.json": config,
            "client/app.json": APP,
            "cloud/login/index.js": "",
            "cloud/login/node_modules/x/index.js": "",
            "plugin/index.js": "",
            "plugin/readme.md": "",
        }
        (found,) = apps(tmp_path, files)
        assert found.outside == ("cloud", "plugin")
        assert found.left_out == {"cloud": 1, "plugin": 1}

    def test_a_cloud_folder_around_the_app_leaves_nothing_out(self, tmp_path: Path) -> None:
        config = {"cloudfunctionRoot": "./"}
        (found,) = apps(tmp_path, {"project.config.json": config, "app.json": APP, "app.js": ""})
        assert found.outside == ()

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"miniprogramRoot": 1}', "\ufeff{}"])
    def test_a_configuration_of_nothing_stops_nothing(self, tmp_path: Path, content: str) -> None:
        assert roots(tmp_path, {"project.config.json": content, "app.json": APP}) == [""]

    def test_a_broken_configuration_is_said_once_in_each_app_that_it_belongs_to(self, tmp_path: Path) -> None:
        files = {"project.config.json": '{"setting": {},}', "app.json": APP}
        (found,) = apps(tmp_path, files)
        (problem,) = found.problems
        assert (problem.kind, problem.place.path, problem.place.start) == ("json", "project.config.json", 14)
