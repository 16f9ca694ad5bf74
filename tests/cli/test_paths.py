"""What a PATH means: which folder is checked, and whose findings are shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.helpers import Cli, app, write

PAGE = "pages/index/index.js"
FOUND = "lowercase-method"


def test_without_a_path_the_current_folder_is_checked(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(app(tmp_path))
    assert cli.check().places == [(PAGE, FOUND)]


def test_paths_of_findings_are_relative_to_the_folder_that_was_checked(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path / "shop")
    assert cli.check(tmp_path / "shop").places == [(PAGE, FOUND)]
    assert cli.check(tmp_path).places == [(f"shop/{PAGE}", FOUND)]


def test_a_folder_above_several_projects_checks_them_all(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path / "one")
    app(tmp_path / "two")
    assert cli.check(tmp_path).places == [(f"one/{PAGE}", FOUND), (f"two/{PAGE}", FOUND)]


def test_of_a_file_the_whole_project_is_read_and_only_its_findings_are_shown(
    tmp_path: Path, cli: Cli
) -> None:
    app(tmp_path, "index", "order")
    whole = cli.check(tmp_path).findings
    part = cli.check(tmp_path / PAGE)
    assert part.findings == [one for one in whole if one["path"] == PAGE]
    assert len(part.findings) == 1


def test_the_other_findings_are_counted_for_people(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, "index", "order")
    assert "1 in other files" in cli("check", tmp_path / PAGE).out.splitlines()[-1]


def test_a_folder_inside_a_project_shows_its_own_findings(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, "index", "order")
    assert cli.check(tmp_path / "pages/order").places == [("pages/order/order.js", FOUND)]


def test_several_files_of_one_project(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path, "a", "b", "c")
    run = cli.check(*(tmp_path / f"pages/{page}/{page}.js" for page in "ac"))
    assert run.places == [(f"pages/{page}/{page}.js", FOUND) for page in "ac"]


def test_files_outside_of_every_mini_program_do_not_keep_the_others_from_being_checked(
    tmp_path: Path, cli: Cli
) -> None:
    app(tmp_path / "shop")
    other = write(tmp_path / "server.js", "wx.request({ method: 'post' })")
    run = cli.check(tmp_path / "shop" / PAGE, other)
    assert (run.status, run.places) == (1, [(PAGE, FOUND)])


def test_paths_in_several_projects_are_relative_to_what_holds_them_all(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path / "one")
    app(tmp_path / "two", "index", "order")
    app(tmp_path / "three")
    run = cli.check(tmp_path / "one", tmp_path / "two" / PAGE)
    assert run.places == [(f"one/{PAGE}", FOUND), (f"two/{PAGE}", FOUND)]


def test_the_project_of_a_file_is_the_one_of_the_developer_tools(tmp_path: Path, cli: Cli) -> None:
    write(tmp_path / "project.config.json", '{"miniprogramRoot": "./miniprogram/"}')
    app(tmp_path / "miniprogram")
    assert cli.check(tmp_path / "miniprogram" / PAGE).places == [(f"miniprogram/{PAGE}", FOUND)]


def test_a_file_of_the_cloud_functions_belongs_to_the_project(tmp_path: Path, cli: Cli) -> None:
    write(tmp_path / "project.config.json", '{"miniprogramRoot": "app", "cloudfunctionRoot": "cloud"}')
    app(tmp_path / "app")
    run = cli.check(write(tmp_path / "cloud/login/index.js", "exports.main = 1"))
    assert (run.status, run.findings) == (0, [])


def test_people_see_paths_from_where_they_stand(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    app(tmp_path / "shop")
    monkeypatch.chdir(tmp_path)
    assert cli("check", "shop", "--format", "concise").out.startswith(f"shop/{PAGE}:3:")


def test_below_the_checked_folder_too(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    app(tmp_path, "index", "order")
    monkeypatch.chdir(tmp_path / "pages/order")
    assert cli("check", "--format", "concise").out.startswith("order.js:3:")
    assert cli("check", "../index", "--format", "concise").out.startswith("../index/index.js:3:")
    assert cli("check", "../..", "--format", "concise").out.startswith("../index/index.js:3:")
    monkeypatch.chdir(tmp_path.parent)
    assert cli("check", tmp_path, "--format", "concise").out.startswith(f"{tmp_path.name}/{PAGE}:3:")


def test_a_path_that_is_not_there_ends_with_2(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path)
    run = cli.check(tmp_path, tmp_path / "none")
    assert (run.status, run.out) == (2, "")
    assert "there is no such path" in run.err


@pytest.mark.parametrize("name", ["", "a.js"])
def test_where_no_mini_program_is_it_ends_with_3(tmp_path: Path, cli: Cli, name: str) -> None:
    write(tmp_path / "a.js", "wx.request({})")
    run = cli.check(tmp_path / name)
    assert (run.status, run.out) == (3, "")
    assert "mini-program" in run.err


def test_the_hook_is_told_how_to_leave_other_files_out(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "server/a.js", "")
    assert ".pre-commit-config.yaml" not in cli.check(file).err
    monkeypatch.setenv("PRE_COMMIT", "1")
    run = cli.check(file)
    assert run.status == 3
    assert "files: ^miniprogram/" in run.err


def test_a_link_to_a_project_is_that_project(tmp_path: Path, cli: Cli) -> None:
    app(tmp_path / "shop")
    (tmp_path / "link").symlink_to(tmp_path / "shop")
    assert cli.check(tmp_path / "link").places == [(PAGE, FOUND)]
    assert cli.check(tmp_path / "link" / PAGE).places == [(PAGE, FOUND)]


def test_a_path_that_is_a_loop_or_a_dangling_link_is_not_there(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "none")
    assert [cli.check(tmp_path / name).status for name in ("loop", "dangling")] == [2, 2]


def test_a_current_folder_that_was_removed_ends_with_2(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    run = cli.check()
    assert run.status == 2
    assert "the current folder has been removed" in run.err


def test_of_a_framework_the_folder_of_its_sources_is_the_one_that_was_checked(
    tmp_path: Path, cli: Cli
) -> None:
    write(tmp_path / "project.config.json", '{"miniprogramRoot": "dist/"}')
    write(tmp_path / "package.json", "{}")
    source = tmp_path / "src"
    write(source / "pages.json", '{"pages": [{"path": "pages/index"}]}')
    write(source / "manifest.json", "{}")
    write(source / "send.js", "export const send = (url, method) => uni.request({ url, method, data: {} })\n")
    call = "send('https://a.example.com/x', 'post')"
    script = f"import {{ send }} from '@/send'\nexport default {{ onLoad() {{ {call} }} }}\n"
    write(source / "pages/index.vue", f"<script>\n{script}</script>\n")
    whole, part = cli.check(tmp_path), cli.check(source)
    assert whole.places == [("src/pages/index.vue", FOUND)]
    assert part.places == [("pages/index.vue", FOUND)]
    assert whole.findings[0]["fingerprint"] == part.findings[0]["fingerprint"]
    for at, run in zip(("src/", ""), (whole, part), strict=True):
        (record,) = run.findings
        assert [edit["path"] for edit in record["fix"]["edits"]] == [f"{at}pages/index.vue"]
    for folder, at in ((tmp_path, "src/"), (source, "")):
        requests = json.loads(cli("requests", folder, "--format", "json").out)["requests"]
        assert {one["path"] for one in requests} == {f"{at}send.js", f"{at}pages/index.vue"}
        assert [one["path"] for record in requests for one in record["wrapper"]] == [f"{at}send.js"]
    # The other formats name files as the user would.
    assert "src/pages/index.vue:3:" in cli("check", source, "--format", "concise").out.replace("\\", "/")
