"""Which file a `require` or `import` names: the platform's rules first, then what bundlers accept."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Protocol

import msgspec

from wxlint.link.packed import Packed


class Found(msgspec.Struct, frozen=True):
    """The file that a request resolves to. `lenient`: only a bundler would have found it."""

    path: str
    lenient: bool = False


class Folder(Protocol):
    """Where files are looked for."""

    def exists(self, path: str) -> bool:
        """Whether a file is there."""


class Resolver:
    """Resolves module requests inside one app. `root`: its folder; `aliases`: app.json's resolveAlias.

    `paths`: those of tsconfig.json, which only a bundler goes by; `packed`: what is not there on a phone.
    """

    def __init__(
        self,
        files: Folder,
        root: str,
        aliases: dict[str, str],
        *,
        typescript: bool,
        paths: dict[str, str] | None = None,
        packed: Packed | None = None,
    ) -> None:
        self._files = files
        self._paths = sorted((paths or {}).items(), key=lambda pair: -len(pair[0]))
        self._packed = packed or Packed()
        self._root = root
        self._aliases = sorted(aliases.items(), key=lambda pair: -len(pair[0]))
        self._suffixes = (".ts", ".js") if typescript else (".js", ".ts")
        self._typescript = typescript
        self._cache: dict[tuple[str, str], Found | None] = {}

    def look_in(self, files: Folder) -> None:
        """From now on files are looked for there; those that were are the same."""
        self._files = files

    def resolve(self, request: str, importer: str) -> Found | None:
        """The file that `importer` means by `request`; None where there is none (npm, a plugin)."""
        folder = posixpath.dirname(importer)
        key = (request, folder)
        if key not in self._cache:
            self._cache[key] = self._resolve(request, folder)
        return self._cache[key]

    def _resolve(self, request: str, folder: str) -> Found | None:
        if not request or "\0" in request or "://" in request:
            return None
        for alias, target in self._aliases:
            prefix = alias.removesuffix("*")
            if request.startswith(prefix):
                rest = target.removesuffix("*").lstrip("/") + request[len(prefix) :]
                found = self._file(posixpath.join(self._root, rest))
                if found is not None:
                    return found
        found = self._file(posixpath.join(folder, request.lstrip("/")))
        if found is not None and (request.startswith(".") or not found.lenient):
            return found
        if request.startswith(("/", "@/")):
            at_root = self._file(posixpath.join(self._root, request.lstrip("@").lstrip("/")))
            return Found(at_root.path, True) if at_root is not None else self._lenient(self._ways(request))
        if request.startswith("."):
            return None
        ways = self._ways(request)
        if "/" in request and not request.startswith("@"):
            # A bundler that is told to look in the program's folder too: `utils/a` is no package there.
            ways.append(request)
        return self._package(request, folder) or self._lenient(ways)

    def _lenient(self, ways: Iterable[str]) -> Found | None:
        """The first file that is there on one of some ways from the program's folder."""
        for way in ways:
            found = self._file(posixpath.join(self._root, way))
            if found is not None and "node_modules" not in found.path.split("/"):
                return Found(found.path, True)
        return None

    def _ways(self, request: str) -> list[str]:
        """Where a name stands by the paths of tsconfig.json."""
        return [
            way.removesuffix("*") + request[len(alias.removesuffix("*")) :]
            for alias, way in self._paths
            if (request.startswith(alias.removesuffix("*")) if alias.endswith("*") else request == alias)
        ]

    def _is_there(self, path: str) -> bool:
        """Whether a file is there, and goes into the package."""
        return self._files.exists(path) and not self._packed.ignores(path[len(self._root) :].lstrip("/"))

    def _package(self, request: str, folder: str) -> Found | None:
        """An npm package that was built into miniprogram_npm, looked for upwards."""
        while True:
            for name in (f"{request}/index.js", f"{request}.js"):
                path = posixpath.join(folder, "miniprogram_npm", name)
                if self._inside(path) and self._is_there(path):
                    return Found(posixpath.normpath(path))
            if folder in ("", self._root) or not folder:
                return None
            folder = posixpath.dirname(folder)

    def _inside(self, path: str) -> bool:
        path = posixpath.normpath(path)
        return not path.startswith("../") and path != ".."

    def _file(self, path: str) -> Found | None:
        path = posixpath.normpath(path)
        if not self._inside(path):
            return None
        stem, suffix = posixpath.splitext(path)
        if suffix in (".js", ".ts", ".mjs"):
            if suffix == ".js" and self._is_there(stem + ".ts"):
                # A .ts with a committed .js twin is read as the .ts alone.
                return Found(stem + ".ts")
            if self._is_there(path):
                return Found(path)
        for ending in self._suffixes:
            if self._is_there(path + ending):
                twin = path + ".ts"
                if ending == ".js" and self._is_there(twin):
                    return Found(twin)
                return Found(path + ending, ending == ".ts" and not self._typescript)
        for ending in self._suffixes:
            index = posixpath.join(path, "index" + ending)
            if self._is_there(index):
                return Found(index, True)
        if suffix == ".json" and self._is_there(path):
            return Found(path, True)
        return None
