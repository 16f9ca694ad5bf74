"""Modules as the bundlers of frameworks find them: more suffixes, aliases, names below the sources."""

from __future__ import annotations

import posixpath

from wxlint.link.resolve import Found, Resolver
from wxlint.platform.frameworks import SUFFIXES
from wxlint.read.files import Files


class BundlerResolver(Resolver):
    """Resolves requests of a framework's sources. `paths`: aliases, as ways from the program's folder.

    What the platform's own rules would not find is marked `lenient`: it rests on the bundler's configuration,
    which is a program and is not run.
    """

    def __init__(self, files: Files, root: str, paths: dict[str, str]) -> None:
        super().__init__(files, root, {}, typescript=True, paths=paths)

    def _resolve(self, request: str, folder: str) -> Found | None:
        request = request.partition("?")[0]
        found = super()._resolve(request, folder)
        if found is not None or not request or "\0" in request or "://" in request or request.startswith("."):
            return found
        return self._lenient(self._ways(request))

    def _ways(self, request: str) -> list[str]:
        # `~@/x` and `src/x` are spellings of webpack; a bare name may be a folder of the sources.
        return [*super()._ways(request), request.removeprefix("~").removeprefix("@/").lstrip("/")]

    def _file(self, path: str) -> Found | None:
        path = posixpath.normpath(path)
        if not self._inside(path):
            return None
        if path.endswith(SUFFIXES) and self._files.exists(path):
            return Found(path)
        found = super()._file(path)
        if found is not None:
            return found
        for stem in (path, posixpath.join(path, "index")):
            for suffix in SUFFIXES:
                if self._files.exists(stem + suffix):
                    return Found(stem + suffix, stem != path)
        return None
