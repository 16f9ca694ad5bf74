"""The mini-programs below a folder, each with its pages, components and configuration."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from wxlint.link.documents import config_documents, documents, refused
from wxlint.link.frameworks.sources import framework_app
from wxlint.link.paths import paths_of
from wxlint.link.project_files import AppFiles, Missing, MissingKind, Package, PageFiles, below, inside
from wxlint.link.project_pages import Pages
from wxlint.link.project_reader import Reader, source_problems, unchecked_urls
from wxlint.link.project_roots import AppRoot, ProjectConfig, find_roots
from wxlint.link.settings import LinkSettings
from wxlint.model.place import Place
from wxlint.model.program import ConfiguredTimeout
from wxlint.read.files import Files
from wxlint.read.json_doc import JsonDocument, JsonNode

#: The members of app.json's `networkTimeout`; the platform ignores any other.
_TIMEOUTS = frozenset({"request", "connectSocket", "uploadFile", "downloadFile"})


def find_apps(files: Files, settings: LinkSettings) -> list[AppFiles]:
    """The mini-programs below the checked folder (below `settings.below`), in the order of their folders.

    Nothing on the disk makes this fail: what is broken is in `problems`, what is not there in `missing`.
    """
    roots = find_roots(files, settings)
    apps = [_app(files, root, settings) for root in roots.apps]
    apps.extend(framework_app(files, root, settings) for root in roots.sources)
    return sorted(apps, key=lambda app: app.root)


def _app(files: Files, found: AppRoot, settings: LinkSettings) -> AppFiles:
    config = found.config
    whole = config is not None and found.folder in (config.app, config.source)
    reader = Reader(files, found.folder, settings, config.packed if config is not None and whole else None)
    if config is not None:
        reader.read.add(config.path)
        reader.json(config.path)
    path = below(found.folder, "app.json")
    document = reader.json(path) or JsonDocument(None)
    root = document.root or JsonNode("object", 0, 0)
    script = reader.script(below(found.folder, "app"))
    if script is None and not reader.keeps_out(below(found.folder, "app"), (".ts", ".js")):
        reader.lacks("app-script", "app.js", path, (0, 0))
    aliases = dict(_aliases(root))
    pages = Pages(reader, root, aliases, npm=config is None or _has_packages(files, config, found.folder))
    named = pages.walk()
    made = (*pages.pages.values(), *pages.components.values())
    return AppFiles(
        root=found.folder,
        document=document,
        script=script,
        pages=tuple(pages.pages.values()),
        components=tuple(pages.components.values()),
        global_components=named,
        packages=tuple(pages.packages),
        missing=tuple(reader.missing),
        documents=(*documents(reader, path, made), *config_documents(reader, config)),
        refusals=refused(reader, path, made, config),
        timeouts=tuple(_timeouts(root, path)),
        unchecked_urls=tuple(unchecked_urls(reader, config)) if config is not None else (),
        aliases=aliases,
        paths=paths_of(files, found.folder),
        typescript=config is not None and config.typescript,
        packed=reader.packed,
        outside=config.outside if config is not None else (),
        problems=tuple(reader.problems),
        comments=tuple(reader.comments),
        markups=reader.markups,
        files=tuple(sorted(reader.read)),
        left_out={**found.left_out, **reader.left_out},
    )


def _has_packages(files: Files, config: ProjectConfig, folder: str) -> bool:
    """Whether npm may bring components: a package.json beside the configuration, the app, or between them."""
    top = posixpath.dirname(config.path)
    while inside(folder, top):
        if files.exists(below(folder, "package.json")):
            return True
        if not folder:
            break
        folder = posixpath.dirname(folder)
    # It may be told to look elsewhere.
    named = config.document.root.find(("setting", "packNpmManually")) if config.document.root else None
    return named is not None and named.value is True


def _aliases(root: JsonNode) -> Iterator[tuple[str, str]]:
    aliases = root.get("resolveAlias")
    for member in aliases.members if aliases is not None else ():
        if member.value.text:
            yield member.key, member.value.text


def _timeouts(root: JsonNode, path: str) -> Iterator[ConfiguredTimeout]:
    configured = root.get("networkTimeout")
    for name in dict.fromkeys(member.key for member in configured.members) if configured is not None else ():
        node = configured.get(name) if configured is not None else None
        if name in _TIMEOUTS and node is not None and node.kind == "number":
            milliseconds = float(node.value or 0)
            yield ConfiguredTimeout(name, milliseconds, Place(path, node.start, node.end))


__all__ = [
    "AppFiles",
    "Missing",
    "MissingKind",
    "Package",
    "PageFiles",
    "find_apps",
    "source_problems",
]
