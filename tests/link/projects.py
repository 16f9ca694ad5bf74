"""Tiny projects for the tests of the project walk: files by their paths, as text, bytes, or JSON."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wxlint.link.project import AppFiles, PageFiles, find_apps
from wxlint.link.settings import LinkSettings
from wxlint.read.files import Files


def write(folder: Path, files: Mapping[str, object]) -> Path:
    """Writes the files; what is neither text nor bytes is written as JSON."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return folder


def page(path: str, markup: str = "<view/>", /, **config: object) -> dict[str, object]:
    """The files of a page or component."""
    return {f"{path}.js": "Page({})", f"{path}.wxml": markup, f"{path}.json": config}


def scripted(script: str, files: Mapping[str, object] | None = None) -> dict[str, object]:
    """A program with one page, `pages/a/a`, whose script is given; further files may replace its others."""
    made = {"app.json": {"pages": ["pages/a/a"]}, "app.js": "App({})", **page("pages/a/a"), **(files or {})}
    return {**made, "pages/a/a.js": script}


def apps(folder: Path, files: Mapping[str, object] | None = None, **settings: Any) -> list[AppFiles]:
    """The apps of a folder, once the files are written to it."""
    write(folder, files or {})
    return find_apps(Files(folder), LinkSettings(**settings))


def app(folder: Path, files: Mapping[str, object] | None = None, **settings: Any) -> AppFiles:
    """The one app of a folder."""
    (found,) = apps(folder, files, **settings)
    return found


def one_page(
    folder: Path, markup: str, files: Mapping[str, object] | None = None
) -> tuple[AppFiles, PageFiles]:
    """An app with one page, `pages/a/a`, that has the given markup."""
    made = app(
        folder,
        {
            "app.json": {"pages": ["pages/a/a"]},
            "app.js": "App({})",
            **page("pages/a/a", markup),
            **(files or {}),
        },
    )
    return made, made.pages[0]
