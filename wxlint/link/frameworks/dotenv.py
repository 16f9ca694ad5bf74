"""The variables that a build takes from `.env` files, each with the place where it is written.

Sources: https://docs.taro.zone/docs/env-mode-config, https://vite.dev/guide/env-and-mode,
https://cli.vuejs.org/guide/mode-and-env.html, https://github.com/motdotla/dotenv (the syntax).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxlint.link.engine.heap import Val
from wxlint.link.paths import upwards
from wxlint.link.project_files import below
from wxlint.model.place import Place
from wxlint.model.values import Part, Text
from wxlint.platform.frameworks import ENV_PREFIXES, Framework
from wxlint.read.files import Files
from wxlint.read.source import Source
from wxlint.regexps import regexp

_LINE = regexp(
    rb"""^[ \t]*(?:export[ \t]+)?([\w.]+)[ \t]*=[ \t]*"""
    rb"""(?:'([^'\r\n]*)'|"([^"\r\n]*)"|([^\s#'"`][^\r\n#]*))?""",
    re.MULTILINE,
)
_VITE_CONFIGS = ("vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs")
_ENV_FOLDER = regexp(r"""\benvDir\s*:\s*['"]([\w./-]+)['"]""")
_ENV_PREFIX = regexp(r"""\benvPrefix\s*:\s*(\[[^\]]*\]|['"][^'"\n]*['"])""")
_QUOTED = regexp(r"""['"]([^'"\n]+)['"]""")
#: Commands that build for WeChat, and which mode they name.
_BUILDS = regexp(r"\b(?:taro|uni|vue-cli-service|uni-build)\b.*\b(?:weapp|mp-weixin)\b")
_WATCHES = regexp(r"--watch\b")
_MODE = regexp(r"--mode[ =](\S+)")


def project_folder(files: Files, root: str) -> str:
    """The folder from which the sources in `root` are built: the nearest one with a package.json."""
    folders = upwards(root)
    return next((one for one in folders if files.exists(below(one, "package.json"))), root)


def dotenv(files: Files, root: str, framework: Framework) -> dict[str, Val]:
    """What a release for WeChat finds in its environment of the variables that `.env` files give it."""
    folder = project_folder(files, root)
    prefixes = ENV_PREFIXES[framework]
    if framework == "uni-app":
        config = next((text for name in _VITE_CONFIGS if (text := _text(files, below(folder, name)))), "")
        named = _ENV_FOLDER.search(config)
        prefix = _ENV_PREFIX.search(config)
        prefixes += tuple(_QUOTED.findall(prefix[1])) if prefix is not None else ()
        folder = below(folder, named[1].removeprefix("./").rstrip("/")) if named is not None else folder
    mode = _mode(files, project_folder(files, root))
    found: dict[str, Val] = {}
    for name in (".env", ".env.local", f".env.{mode}", f".env.{mode}.local") if mode else ():
        source = files.read(below(folder, name)) if files.exists(below(folder, name)) else None
        for key, value in _variables(source) if isinstance(source, Source) else ():
            if value is None or not key.startswith(prefixes):
                found.pop(key, None)
            else:
                found[key] = value
    return found


def _variables(source: Source) -> Iterator[tuple[str, Text | None]]:
    """Names and values; None for one that is put together of others."""
    for line in _LINE.finditer(source.utf8):
        at = line.lastindex if line.lastindex is not None and line.lastindex > 1 else 0
        value = line[at].rstrip() if at else b""
        start = line.start(at) if at else line.end()
        place = Place(source.path, start, start + len(value))
        known = value.decode("utf-8", "replace")
        yield line[1].decode(), None if b"$" in value else Text((Part(known, place),), place)


def _mode(files: Files, folder: str) -> str:
    """The mode in which the project is built for WeChat; empty where they are several other than usual."""
    package = files.read(below(folder, "package.json"))
    document = files.facts.json(package).root if isinstance(package, Source) else None
    scripts = document.get("scripts") if document is not None else None
    modes: set[str] = set()
    for member in scripts.members if scripts is not None else ():
        command = member.value.text or ""
        if "build" in command and _BUILDS.search(command) and not _WATCHES.search(command):
            named = _MODE.search(command)
            modes.add(named[1] if named is not None else "production")
    if not modes or "production" in modes:
        return "production"
    return next(iter(modes)) if len(modes) == 1 else ""


def _text(files: Files, path: str) -> str:
    source = files.read(path) if files.exists(path) else None
    return source.utf8.decode("utf-8", "replace") if isinstance(source, Source) else ""
