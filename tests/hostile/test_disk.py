"""What is no ordinary file: links that lead nowhere, in a circle or out of the project, and pipes."""

import os

import pytest

from tests.hostile.project import BAD, SCRIPT, Project


def test_a_dangling_link_is_said(project: Project) -> None:
    (project.folder / BAD).unlink()
    (project.folder / BAD).symlink_to("nowhere.js")
    assert project.check().names(BAD)


def test_a_dangling_link_that_nothing_needs_is_no_end(project: Project) -> None:
    (project.folder / "utils").symlink_to("nowhere")
    (project.folder / "pages/bad/helper.js").symlink_to("nowhere.js")
    project.check()


def test_a_loop_of_links_is_said(project: Project) -> None:
    (project.folder / BAD).unlink()
    (project.folder / BAD).symlink_to("other.js")
    (project.folder / "pages/bad/other.js").symlink_to("bad.js")
    assert project.check().names(BAD)


@pytest.mark.parametrize("target", ["..", ".", "../.."])
def test_a_link_to_a_folder_above_is_walked_once(project: Project, target: str) -> None:
    (project.folder / "pages/bad/again").symlink_to(target, target_is_directory=True)
    checked = project.check()
    assert len(checked.findings) == len(checked.of(BAD)) + len(checked.of("pages/good/good.js"))


def test_a_link_out_of_the_project_is_not_followed(project: Project) -> None:
    outside = project.folder.parent / "outside.js"
    outside.write_text(SCRIPT)
    (project.folder / BAD).unlink()
    (project.folder / BAD).symlink_to("../../../outside.js")
    checked = project.check()
    assert checked.names(BAD)
    assert not checked.of(BAD, "lowercase-method")


def test_a_pipe_for_a_script_is_not_opened(project: Project) -> None:
    (project.folder / BAD).unlink()
    os.mkfifo(project.folder / BAD)
    assert project.check().names(BAD)


def test_a_pipe_that_a_script_requires_is_not_opened(project: Project) -> None:
    os.mkfifo(project.folder / "pages/bad/b.js")
    project.write(BAD, "const b = require('./b.js')\nconst url = b.url\n" + SCRIPT)
    assert project.check().mistake(BAD)[0] == 5


def test_a_pipe_among_the_files_is_not_opened(project: Project) -> None:
    for name in ("b.js", "b.json", "b.wxml", "app.ts", "project.config.json", "wxlint.toml"):
        os.mkfifo(project.folder / name)
    project.check()


def test_a_folder_with_the_name_of_a_script_is_said(project: Project) -> None:
    (project.folder / BAD).unlink()
    (project.folder / BAD).mkdir()
    assert project.check().names(BAD)


@pytest.mark.parametrize(
    "path",
    [
        "../../..",
        "../../../",
        "../../../outside",
        "../../../../../../../../../etc/passwd",
        "/etc/passwd",
        "/",
        ".",
    ],
)
def test_what_lies_out_of_the_project_is_not_read(project: Project, path: str) -> None:
    (project.folder.parent / "outside.js").write_text("module.exports = { url: 'http://secret.example.com' }")
    script = SCRIPT.replace("'https://api.example.com/order'", "outside.url")
    project.write(BAD, f"const outside = require('{path}')\n{script}")
    checked = project.check()
    assert checked.mistake(BAD)[0] == 4
    assert "secret" not in str(checked)


def test_a_page_out_of_the_project_is_not_read(project: Project) -> None:
    (project.folder.parent / "outside.js").write_text(SCRIPT)
    project.write("app.json", '{"pages": ["../outside", "pages/bad/bad", "pages/good/good"]}')
    assert {one["path"] for one in project.check().findings} <= {BAD, "pages/good/good.js", "app.json"}
