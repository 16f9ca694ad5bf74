"""The disk as it is: whatever lies there is read or said, and nothing hangs, escapes or raises."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from wxlint.read.files import LARGEST, Files, normal
from wxlint.read.problems import FILE_SENTENCES, FileCode, FileProblem
from wxlint.read.source import Source


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "pages").mkdir(parents=True)
    (folder / "app.js").write_bytes(b"App({})\r\n")
    (folder / "pages" / "a.js").write_bytes(b"Page({})")
    (tmp_path / "secret.js").write_bytes(b"secret")
    return folder


def problem(files: Files, path: str) -> str:
    read = files.read(path)
    assert isinstance(read, FileProblem), read
    assert read.sentence("zh")
    assert read.sentence("en")
    return read.code


class TestReading:
    def test_a_file_is_read_byte_for_byte(self, base: Path) -> None:
        read = Files(base).read("app.js")
        assert isinstance(read, Source)
        assert (read.path, read.data) == ("app.js", b"App({})\r\n")

    def test_every_spelling_of_a_path_is_one_path(self, base: Path) -> None:
        files = Files(base)
        assert files.read("./pages//../app.js") is files.read("app.js")
        assert list(files.read_stamps) == ["app.js"]

    def test_a_file_that_is_read_once_stays_as_it_was_read(self, base: Path) -> None:
        files = Files(base)
        first = files.read("app.js")
        (base / "app.js").write_bytes(b"changed")
        assert files.read("app.js") is first

    @pytest.mark.parametrize(
        "path", ["nothing.js", "app.js/below", "a\0b", "x" * 5000, "\ud800.js", "no/way.js"]
    )
    def test_what_is_not_there_is_missing(self, base: Path, path: str) -> None:
        assert problem(Files(base), path) == "missing"

    def test_a_folder_named_like_a_script_is_a_folder(self, base: Path) -> None:
        (base / "x.js").mkdir()
        assert problem(Files(base), "x.js") == "folder"
        assert not Files(base).exists("x.js")

    @pytest.mark.parametrize("path", ["../secret.js", "../../..", "/etc/hostname", ".."])
    def test_a_path_out_of_the_folder_is_not_read(self, base: Path, path: str) -> None:
        assert problem(Files(base), path) == "outside"
        assert not Files(base).exists(path)

    def test_a_file_that_is_too_large_is_not_read(self, base: Path) -> None:
        with (base / "big.js").open("wb") as big:
            big.truncate(LARGEST + 1)
        assert problem(Files(base), "big.js") == "too-large"

    def test_a_file_that_the_system_refuses_says_why(
        self, base: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
        read = Files(base).read("app.js")
        assert isinstance(read, FileProblem)
        assert read.sentence("en") == "the file cannot be read: Permission denied"


class TestOddities:
    def test_a_pipe_is_never_opened(self, base: Path) -> None:
        os.mkfifo(base / "b.js")
        assert problem(Files(base), "b.js") == "special"

    def test_a_link_to_a_pipe_is_never_opened(self, base: Path) -> None:
        os.mkfifo(base / "pipe")
        (base / "b.js").symlink_to("pipe")
        assert problem(Files(base), "b.js") == "special"

    def test_a_pipe_that_takes_a_files_place_does_not_hang(
        self, base: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = Files(base)
        looked_at = files._stat("app.js")
        (base / "app.js").unlink()
        os.mkfifo(base / "app.js")
        monkeypatch.setattr(files, "_stat", lambda _: looked_at)
        assert problem(files, "app.js") == "special"

    def test_a_socket_is_special(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind("s.js")
            assert problem(Files(tmp_path), "s.js") == "special"

    def test_a_link_inside_the_folder_is_followed(self, base: Path) -> None:
        (base / "link.js").symlink_to("pages/a.js")
        (base / "more").symlink_to("pages")
        files = Files(base)
        assert isinstance(files.read("link.js"), Source)
        assert isinstance(files.read("more/a.js"), Source)

    def test_a_link_out_of_the_folder_is_not_followed(self, base: Path) -> None:
        (base / "link.js").symlink_to("../secret.js")
        (base / "up").symlink_to("..")
        files = Files(base)
        assert problem(files, "link.js") == "outside"
        assert problem(files, "up/secret.js") == "outside"
        assert files.list("up") == FileProblem("up", "outside")

    def test_a_link_to_nothing_is_dangling(self, base: Path) -> None:
        (base / "link.js").symlink_to("gone.js")
        files = Files(base)
        assert problem(files, "link.js") == "dangling-link"
        assert "link.js" in files.absent

    def test_a_loop_of_links_is_said(self, base: Path) -> None:
        (base / "x.js").symlink_to("y.js")
        (base / "y.js").symlink_to("x.js")
        assert problem(Files(base), "x.js") == "link-loop"

    def test_a_folder_that_links_to_its_parent_is_walked_once(self, base: Path) -> None:
        (base / "pages" / "again").symlink_to("../pages")
        walked = [entry.path for entry in Files(base).walk()]
        assert walked == ["app.js", "pages/a.js"]

    def test_a_name_that_is_not_utf_8_is_said_and_can_be_printed(self, base: Path) -> None:
        (base / os.fsdecode(b"\xc4\xe3.js")).write_bytes(b"")
        found = [entry for entry in Files(base).walk() if entry.kind == "bad"]
        assert [entry.problem.code for entry in found if entry.problem] == ["undecodable-name"]
        found[0].path.encode("utf-8")

    def test_the_base_may_itself_be_a_link(self, base: Path, tmp_path: Path) -> None:
        (tmp_path / "alias").symlink_to(base)
        assert isinstance(Files(tmp_path / "alias").read("app.js"), Source)


class TestListing:
    def test_a_folder_lists_its_names_in_order(self, base: Path) -> None:
        listed = Files(base).list()
        assert not isinstance(listed, FileProblem)
        assert [(entry.name, entry.kind) for entry in listed] == [
            ("app.js", "file"),
            ("pages", "folder"),
        ]

    def test_what_is_no_folder_cannot_be_listed(self, base: Path) -> None:
        assert Files(base).list("nowhere") == FileProblem("nowhere", "missing")
        refused = Files(base).list("app.js")
        assert isinstance(refused, FileProblem)

    def test_a_walk_leaves_out_the_folders_that_it_is_told_to(self, base: Path) -> None:
        (base / "node_modules" / "x").mkdir(parents=True)
        (base / "node_modules" / "x" / "index.js").write_bytes(b"")
        walked = [entry.path for entry in Files(base).walk(skip=frozenset({"node_modules"}))]
        assert walked == ["app.js", "pages/a.js"]

    def test_a_deep_tree_is_walked_to_its_end(self, base: Path) -> None:
        deep = base.joinpath(*["d"] * 200)
        deep.mkdir(parents=True)
        (deep / "z.js").write_bytes(b"")
        assert any(entry.name == "z.js" for entry in Files(base).walk())


class TestOverlay:
    def test_unsaved_text_stands_before_what_is_on_disk(self, base: Path) -> None:
        read = Files(base, {"app.js": b"unsaved"}).read("app.js")
        assert isinstance(read, Source)
        assert read.data == b"unsaved"

    def test_a_file_that_was_never_saved_is_there_and_is_listed(self, base: Path) -> None:
        files = Files(base, {"new/deep/b.js": b""})
        assert files.exists("new/deep/b.js")
        assert files.is_folder("new/deep")
        assert "new/deep/b.js" in [entry.path for entry in files.walk()]
        assert not files.exists("new/deep/c.js")


def _there(files: Files, path: str) -> bool:
    return files.exists(path) or files.is_folder(path)


class TestRecord:
    def test_what_was_read_and_what_was_not_there_is_recorded(self, base: Path) -> None:
        files = Files(base)
        files.read("app.js")
        files.exists("pages/a.ts")
        files.is_folder("sub")
        files.read("gone.js")
        files.list("pages")
        assert files.read_stamps["app.js"] is not None
        assert files.read_stamps["app.js"].size == 9
        assert files.absent == {"pages/a.ts", "sub", "gone.js"}
        assert files.listed == {"pages": ("a.js",)}

    def test_what_was_recorded_is_looked_for_again(
        self, base: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        names = ("a.ts", "A.js", "b.ts", "é.ts", "e\u0301.ts", "ſ.ts", "s.ts", "gone/c.ts", "link", "..", "")
        changes: list[Callable[[Path], object]] = [
            lambda at: (at / "b.ts").touch(),
            lambda at: (at / "B.TS").touch(),
            lambda at: (at / "e\u0301.ts").touch(),
            lambda at: (at / "a.ts").mkdir(),
            lambda at: (at / "gone").mkdir(),
            lambda at: (at / "a.js").unlink(),
            lambda at: (at / "link").symlink_to("nowhere"),
            lambda at: (at / "link").symlink_to("a.js"),
            lambda at: (at / "link").symlink_to("../../secret.js"),
            lambda at: (at / ".wxlint_cache").mkdir(),
            lambda at: (at / "a.js").write_text("edited"),
            lambda at: (at / "a.js").rename(at / "b.js"),
            lambda at: at.symlink_to(at.rename(at.parent / "moved").name),
            lambda at: at.symlink_to(at.rename(tmp_path_factory.mktemp("out") / "moved")),
            shutil.rmtree,
        ]
        for number, change in enumerate([lambda _: None, *changes]):
            at = base / f"folder{number}"
            at.mkdir()
            (at / "a.js").touch()
            before = Files(base)
            before.list(at.name)
            absent = [one for one in names if not _there(before, f"{at.name}/{one}")]
            listed = before.listed[at.name]
            change(at)
            after = Files(base)
            after.list(at.name)
            same = after.listed.get(at.name) == listed
            gone = not any(_there(after, f"{at.name}/{one}") for one in absent)
            assert Files(base).is_unchanged(at.name, listed, absent) is (same and gone), number
            assert Files(base).is_unchanged(at.name, None, absent) is gone, number
            assert Files(base).is_unchanged(at.name, None, absent[:1]) is not _there(after, f"{at.name}/a.ts")

    @pytest.mark.parametrize("folder", ["..", "../secret.js", "/", "/etc", "a\0b", "x" * 5000, "\ud800"])
    def test_where_there_is_no_folder_of_ours_nothing_is(self, base: Path, folder: str) -> None:
        assert Files(base).is_unchanged(folder, None, ["a", "passwd", "secret.js", "project", "etc"])
        assert not Files(base).is_unchanged(folder, ["a"], [])

    def test_a_link_on_the_way_is_followed(self, base: Path) -> None:
        (base / "pages/deep/deeper").mkdir(parents=True)
        (base / "pages/deep/deeper/a.js").touch()
        (base / "linked").symlink_to("pages/deep")
        (base / "out").symlink_to("..")
        files = Files(base)
        assert files.exists("linked/deeper/a.js")
        assert files.exists("out/project/app.js")
        assert not files.exists("out/secret.js")

    def test_unsaved_text_has_no_stamp(self, base: Path) -> None:
        files = Files(base, {"app.js": b"x"})
        files.read("app.js")
        assert files.read_stamps == {"app.js": None}


@pytest.mark.parametrize(
    ("path", "spelt"),
    [("", ""), (".", ""), ("./a", "a"), ("a/../b", "b"), ("a//b/", "a/b"), ("../a", "../a")],
)
def test_a_path_has_one_spelling(path: str, spelt: str) -> None:
    assert normal(path) == spelt


def test_every_file_problem_has_a_sentence_in_both_languages() -> None:
    assert set(FILE_SENTENCES) == set(get_args(FileCode))
    for sentence in FILE_SENTENCES.values():
        assert sentence.zh
        assert sentence.en
