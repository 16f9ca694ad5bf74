"""What the markup of a component names: the methods that handle its events, and its components."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import partial

from wxlint.link.engine.module import Unit
from wxlint.link.frameworks.sources import script_of
from wxlint.link.project_files import AppFiles, below
from wxlint.model.place import Place
from wxlint.read.files import Files
from wxlint.read.json_doc import JsonNode
from wxlint.read.vue import SingleFile
from wxlint.regexps import regexp

_JSX_LISTENER = regexp(rb"\son([A-Z]\w*)=\{\s*(?:this\.)?([A-Za-z_$][\w$]*)\s*\}")


def listeners(path: str, unit: Unit, single: SingleFile | None) -> dict[str, list[tuple[str, Place]]]:
    """Method -> the events that it handles, each with the place where its name is written."""
    found: dict[str, list[tuple[str, Place]]] = {}
    if single is not None:
        for one in single.listeners:
            found.setdefault(one.method, []).append((one.event, Place(path, one.start, one.end)))
    elif path.endswith(("x", ".js")):
        for match in _JSX_LISTENER.finditer(unit.script.data):
            event = match.group(1).decode().lower()
            place = Place(path, match.start(2), match.end(2))
            found.setdefault(match.group(2).decode(), []).append((event, place))
    return found


class Easycom:
    """uni-app's components that need no import: a tag's name says where its file is."""

    def __init__(self, files: Files, app: AppFiles) -> None:
        self._files = files
        self._root = app.root
        self._patterns = list(_patterns(app.document.root)) if app.framework == "uni-app" else []
        self._scans = app.framework == "uni-app"
        self._found: dict[str, str | None] = {}

    def of(self, single: SingleFile) -> Iterator[str]:
        """The files of the components that a template names."""
        for tag in single.tags if self._scans else ():
            if tag not in self._found:
                self._found[tag] = self._find(tag)
            path = self._found[tag]
            if path is not None:
                yield path

    def _find(self, tag: str) -> str | None:
        for pattern, target in self._patterns:
            match = pattern.fullmatch(tag)
            if match is not None:
                way = re.sub(r"\$(\d)", partial(_group, match), target)
                path = below(self._root, way.removeprefix("@/").lstrip("/"))
                return path if self._files.exists(path) else script_of(self._files, path)
        for folder in ("components", *self._modules()):
            path = below(self._root, posixpath.join(folder, tag, tag + ".vue"))
            if self._files.exists(path):
                return path
        return None

    def _modules(self) -> Iterator[str]:
        listed = self._files.list(below(self._root, "uni_modules"))
        for entry in listed if isinstance(listed, tuple) else ():
            if entry.kind == "folder":
                yield posixpath.join("uni_modules", entry.name, "components")


def _group(match: re.Match[str], reference: re.Match[str]) -> str:
    number = int(reference.group(1))
    return match.group(number) or "" if number <= match.re.groups else ""


def _patterns(root: JsonNode | None) -> Iterator[tuple[re.Pattern[str], str]]:
    """`easycom`: patterns of tags, and where their files are. They stand in `custom`, once beside it."""
    easycom = root.get("easycom") if root is not None else None
    custom = easycom.get("custom") if easycom is not None else None
    for group in (custom, easycom):
        for member in group.members if group is not None else ():
            if member.value.text:
                try:
                    yield re.compile(member.key.strip("^$")), member.value.text
                except re.error:
                    continue
