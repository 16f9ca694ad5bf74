"""The mini-program around a folder: what the command line and the editor check for a file."""

from __future__ import annotations

import os
from pathlib import Path

from wxlint.link.frameworks.kinds import framework_of
from wxlint.read.files import Files
from wxlint.read.json_doc import read_json
from wxlint.read.source import Source


def around(folder: Path) -> Path | None:
    """The outermost folder of the mini-program that a folder is in: that of its app.json (of a framework's
    sources), or of the developer tools' configuration that points to it; None where there is none.
    """
    app: Path | None = None
    made = False
    for above in (folder, *folder.parents):
        if app is None:
            made = bool(framework_of(Files(above), ""))
            app = above if made or (above / "app.json").is_file() else None
        # The configuration of a framework's program points to what is built.
        configured = (above / "project.config.json").is_file()
        if configured and (app is None or made or app in _app_folders(above)):
            return above
        if (above / ".git").exists():
            break
    return app


def _app_folders(folder: Path) -> set[Path]:
    """The folders of app.json that a project.config.json names."""
    try:
        data = (folder / "project.config.json").read_bytes()
    except OSError:
        return {folder}
    root = read_json(Source("project.config.json", data)).root
    named = (root.get(key) for key in ("miniprogramRoot", "srcMiniprogramRoot")) if root else ()
    # The tools strip a leading `/` and `./`.
    folders = {Path(os.path.normpath(folder / (node.text or "").lstrip("./"))) for node in named if node}
    return folders or {folder}
