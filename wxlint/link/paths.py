"""Names for folders that tsconfig.json gives to modules, and that a bundler or compiler goes by."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from wxlint.link.project_files import below
from wxlint.link.project_reader import texts
from wxlint.read.files import Files
from wxlint.read.json_doc import JsonNode
from wxlint.read.source import Source

_NOTHING = JsonNode("object", 0, 0)


def paths_of(files: Files, root: str) -> dict[str, str]:
    """`paths` of the nearest tsconfig.json, as ways from the program's folder (`root`)."""
    for folder in upwards(root):
        for name in ("tsconfig.json", "jsconfig.json"):
            source = files.read(below(folder, name))
            if isinstance(source, Source):
                options = (files.facts.json(source, comments=True).root or _NOTHING).get(
                    "compilerOptions"
                ) or _NOTHING
                return dict(_paths(options, folder, root))
    return {}


def _paths(options: JsonNode, folder: str, root: str) -> Iterator[tuple[str, str]]:
    base = options.get("baseUrl")
    start = posixpath.join("/", folder, base.text or "." if base is not None else ".")
    paths = options.get("paths")
    for member in paths.members if paths is not None else ():
        for target in texts(member.value)[:1]:
            way = posixpath.relpath(posixpath.join(start, target.text or ""), posixpath.join("/", root))
            yield member.key, way


def upwards(folder: str) -> Iterator[str]:
    """A folder and those above it, up to the checked one."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


__all__ = ["paths_of", "upwards"]
