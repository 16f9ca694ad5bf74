"""What project.config.json leaves out of the package is not there on a phone."""

import json
from pathlib import Path

import pytest

from tests.link.projects import app, apps, page
from wxlint.link.packed import Packed
from wxlint.link.resolve import Resolver
from wxlint.read.files import Files
from wxlint.read.json_doc import read_json
from wxlint.read.source import Source

APP = {"pages": ["pages/a/a"]}


def packed(*rules: tuple[str, str], include: tuple[tuple[str, str], ...] = ()) -> Packed:
    def listed(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
        return [{"type": kind, "value": value} for kind, value in pairs]

    text = json.dumps({"ignore": listed(rules), "include": listed(include)})
    return Packed(read_json(Source("project.config.json", text.encode())).root)


@pytest.mark.parametrize(
    ("kind", "value", "ignored", "kept"),
    [
        ("folder", "mock", ["mock/a.js", "mock/b/c.wxml", "Mock/A.js"], ["mocks/a.js", "lib/mock/a.js"]),
        ("folder", "/lib/mock/", ["lib/mock/a.js"], ["mock/a.js", "lib/mock.js"]),
        ("file", "utils/Debug.js", ["utils/debug.js"], ["debug.js", "utils/debug.json", "a/utils/debug.js"]),
        ("suffix", ".test.js", ["a/b.test.js", "c.test.js"], ["a.test.js/b.js", "test.js.json"]),
        ("prefix", "test-", ["a/test-b.js", "test-b.js"], ["a/my-test-b.js", "test-b/c.js"]),
        ("glob", "docs/**", ["docs/a.js", "docs/a/b.js"], ["docs", "a/docs/b.js", "docs/.a/b.js"]),
        ("glob", "**/*.mock.js", ["a.mock.js", "a/b/c.mock.js"], ["a/mock.js", "a/c.mock.jsx"]),
        ("glob", "pages/*/mock.{js,json}", ["pages/a/mock.js"], ["pages/a/b/mock.js", "pages/a/mock.ts"]),
        ("glob", "/utils/?[ab].js", ["utils/xa.js"], ["utils/xc.js", "utils/a.js"]),
        ("glob", "!utils/*.js", [], ["utils/a.js", "a.js"]),
        ("regexp", r"\.scss$", ["a/b.scss", "A.SCSS"], ["a.scss.js"]),
        ("regexp", "^/mock/", ["mock/a.js"], ["lib/mock/a.js"]),
        ("regexp", "(", [], ["a.js"]),
        ("regexp", "(a+)+$", [], ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!.js"]),
        ("other", "a.js", [], ["a.js"]),
        ("folder", "", [], ["a.js"]),
    ],
)
def test_a_rule_is_read_as_the_tools_read_it(
    kind: str, value: str, ignored: list[str], kept: list[str]
) -> None:
    rules = packed((kind, value))
    assert [path for path in ignored if not rules.ignores(path)] == []
    assert [path for path in kept if rules.ignores(path)] == []


def test_what_is_included_goes_in_all_the_same() -> None:
    rules = packed(("folder", "lib"), include=(("file", "lib/a.js"),))
    assert rules.ignores("lib/b.js")
    assert not rules.ignores("lib/a.js")


def test_a_ts_goes_in_where_the_js_that_is_made_of_it_does() -> None:
    assert not packed(("suffix", ".ts")).ignores("pages/a/a.ts")
    assert packed(("suffix", ".ts"), ("suffix", ".js")).ignores("pages/a/a.ts")
    assert packed(("folder", "mock")).ignores("mock/a.ts")


def test_a_page_that_is_left_out_is_not_missing(tmp_path: Path) -> None:
    ignore = {"ignore": [{"type": "folder", "value": "pages/b"}]}
    files = {
        "app.json": {"pages": ["pages/a/a", "pages/b/b"]},
        "app.js": "App({})",
        "project.config.json": {"packOptions": ignore},
        **page("pages/a/a"),
        **page("pages/b/b"),
    }
    found = app(tmp_path, files)
    assert [one.path for one in found.pages] == ["pages/a/a"]
    assert found.missing == ()
    assert found.left_out["packOptions"] == 3


def test_a_mini_program_in_a_folder_that_is_left_out_is_no_project(tmp_path: Path) -> None:
    ignore = {"packOptions": {"ignore": [{"type": "glob", "value": "old/**"}]}}
    files = {"app.json": APP, "old/app.json": APP, "kept/app.json": APP, "project.config.json": ignore}
    assert [one.root for one in apps(tmp_path, files)] == ["", "kept"]


def test_one_that_has_a_configuration_of_its_own_is(tmp_path: Path) -> None:
    ignore = {"packOptions": {"ignore": [{"type": "folder", "value": "old"}]}}
    files = {"app.json": APP, "old/app.json": APP, "project.config.json": ignore}
    found = apps(tmp_path, {**files, "old/project.config.json": {}})
    assert [one.root for one in found] == ["", "old"]


def test_rules_count_from_the_folder_of_the_mini_program_on(tmp_path: Path) -> None:
    ignore = {"miniprogramRoot": "src", "packOptions": {"ignore": [{"type": "folder", "value": "pages/b"}]}}
    pages = {f"src/{path}": text for one in "ab" for path, text in page(f"pages/{one}/{one}").items()}
    files = {"src/app.json": {"pages": ["pages/a/a", "pages/b/b"]}, "project.config.json": ignore, **pages}
    assert [one.path for one in app(tmp_path, files).pages] == ["pages/a/a"]


class TestModules:
    def resolved(self, folder: Path, request: str, *rules: tuple[str, str], **paths: str) -> str | None:
        for path in ("utils/a.js", "mock/a.js", "src/api/b.ts", "src/api/index.ts"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text("")
        ways = {"@api/*": "src/api/*", "api": "src/api/index.ts", "@/*": "src/*"} | paths
        resolver = Resolver(Files(folder), "", {}, typescript=True, paths=ways, packed=packed(*rules))
        found = resolver.resolve(request, "pages/a/a.ts")
        return None if found is None else ("lenient " if found.lenient else "") + found.path

    def test_a_module_that_is_left_out_is_not_there(self, tmp_path: Path) -> None:
        assert self.resolved(tmp_path, "../../mock/a") == "mock/a.js"
        assert self.resolved(tmp_path, "../../mock/a", ("folder", "mock")) is None
        assert self.resolved(tmp_path, "../../utils/a", ("folder", "mock")) == "utils/a.js"

    @pytest.mark.parametrize(
        ("request_", "path"),
        [
            ("@api/b", "lenient src/api/b.ts"),
            ("api", "lenient src/api/index.ts"),
            ("@/api/b", "lenient src/api/b.ts"),
            ("@api/none", None),
            ("utils/a", "lenient utils/a.js"),
            ("utils/a.js", "lenient utils/a.js"),
            ("utils/none", None),
            ("@utils/a", None),
            ("utils", None),
            ("@apis/b", None),
            ("./api/b", None),
            ("lodash", None),
        ],
    )
    def test_names_of_tsconfig_are_a_bundlers(self, tmp_path: Path, request_: str, path: str | None) -> None:
        assert self.resolved(tmp_path, request_) == path

    def test_what_the_platform_finds_comes_first(self, tmp_path: Path) -> None:
        assert self.resolved(tmp_path, "/utils/a", **{"/*": "src/*"}) == "lenient utils/a.js"


def test_the_nearest_tsconfig_gives_names(tmp_path: Path) -> None:
    options = '{ "compilerOptions": { "baseUrl": ".", "paths": { "@api/*": ["mini/api/*"] /* ours */ } } }'
    files = {"mini/app.json": APP, "tsconfig.json": options}
    assert app(tmp_path, files).paths == {"@api/*": "api/*"}
