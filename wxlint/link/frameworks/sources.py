"""The files of a framework's program, before anything runs: its configuration, its script, its pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from wxlint.link.documents import config_documents
from wxlint.link.frameworks.kinds import TARO_CONFIGS, lists_pages_by_folder
from wxlint.link.paths import paths_of, upwards
from wxlint.link.project_files import AppFiles, PageFiles, below
from wxlint.link.project_reader import Reader, unchecked_urls, within
from wxlint.link.project_roots import SKIPPED, AppRoot, ProjectConfig
from wxlint.link.settings import LinkSettings
from wxlint.model.document import Document
from wxlint.model.place import Place
from wxlint.model.program import ConfiguredTimeout
from wxlint.platform.behaviour import TRANSFERS
from wxlint.platform.events import PAGE_HOOKS
from wxlint.platform.frameworks import SUFFIXES
from wxlint.read.files import Files
from wxlint.read.json_doc import JsonDocument, JsonNode
from wxlint.read.source import Source

_NOTHING = JsonNode("object", 0, 0)


def framework_app(files: Files, found: AppRoot, settings: LinkSettings) -> AppFiles:
    """The files of the program in a folder. A Taro program's pages are known once its configuration ran."""
    reader = Reader(files, found.folder, settings)
    made = AppFiles(
        root=found.folder,
        document=JsonDocument(None),
        script=_first(reader, below(found.folder, "app" if found.framework == "taro" else "main")),
        aliases=paths_of(files, found.folder),
        typescript=True,
        framework=found.framework,
    )
    if found.framework == "taro":
        configs = (below(found.folder, name) for name in TARO_CONFIGS)
        reader.read.update(path for path in configs if reader.exists(path))
        if found.config is not None:
            made = msgspec.structs.replace(
                made,
                unchecked_urls=tuple(unchecked_urls(reader, found.config)),
                documents=tuple(config_documents(reader, found.config)),
            )
    else:
        made = _uni_app(files, reader, found, made)
    return msgspec.structs.replace(
        made,
        problems=tuple(reader.problems),
        files=tuple(sorted(reader.read)),
        left_out={**found.left_out, **reader.left_out},
    )


def _documents(
    reader: Reader, config: ProjectConfig | None, path: str, document: JsonDocument
) -> Iterator[Document]:
    yield from config_documents(reader, config)
    # Conditional compilation stands in comments; only what is whole with all its branches is judged.
    if document.root is not None and not document.problems:
        yield Document("uni-pages", path, document.root)


def _uni_app(files: Files, reader: Reader, found: AppRoot, made: AppFiles) -> AppFiles:
    document = _json(files, reader, below(made.root, "pages.json"))
    path = below(made.root, "manifest.json")
    manifest = _json(files, reader, path).root or _NOTHING
    node = manifest.find(("mp-weixin", "setting", "urlCheck"))
    return msgspec.structs.replace(
        made,
        document=document,
        documents=tuple(_documents(reader, found.config, below(made.root, "pages.json"), document)),
        pages=tuple(_pages_by_folder(files, reader) or _uni_pages(reader, document.root or _NOTHING)),
        timeouts=tuple(_timeouts(manifest, path)),
        unchecked_urls=(Place(path, node.start, node.end),) if node and node.value is False else (),
    )


def uni_version(files: Files, root: str) -> str:
    """The version of Vue of a uni-app program, as `#ifdef` knows it; the old one if none is named."""
    manifest = files.read(below(root, "manifest.json"))
    document = files.facts.json(manifest, comments=True).root if isinstance(manifest, Source) else None
    node = document.get("vueVersion") if document is not None else None
    if node is not None:
        return "VUE3" if str(node.value).startswith("3") else "VUE2"
    for folder in upwards(root):
        package = files.read(below(folder, "package.json"))
        document = files.facts.json(package).root if isinstance(package, Source) else None
        version = document.find(("dependencies", "vue")) if document is not None else None
        if version is not None and version.text:
            return "VUE3" if version.text.lstrip("^~>= v").startswith("3") else "VUE2"
    return "VUE2"


def script_of(files: Files, stem: str) -> str | None:
    """The script of a page: its path with the first suffix that is there, or the index of its folder."""
    for ending in ("", "/index"):
        for suffix in (".vue", *SUFFIXES):
            if files.exists(stem + ending + suffix):
                return stem + ending + suffix
    return None


def _first(reader: Reader, stem: str) -> str | None:
    return next((stem + suffix for suffix in SUFFIXES if reader.exists(stem + suffix)), None)


def _json(files: Files, reader: Reader, path: str) -> JsonDocument:
    source = files.read(path)
    if not isinstance(source, Source):
        return JsonDocument(None)
    reader.read.add(path)
    return files.facts.json(source, comments=True)


def _uni_pages(reader: Reader, root: JsonNode) -> Iterator[PageFiles]:
    seen: set[str] = set()
    for folder, page in _listed(root):
        named = page.get("path")
        path = within((named.text or "").lstrip("/"), folder) if named is not None else ""
        if not path or path in seen:
            continue
        seen.add(path)
        stem = below(reader.root, path)
        script = next((stem + suffix for suffix in (".vue", ".nvue") if reader.exists(stem + suffix)), None)
        if script is not None and not reader.excluded(stem, (".vue", ".nvue")):
            reader.read.add(script)
            pull_down = page.find(("style", "enablePullDownRefresh"))
            never = (
                frozenset() if pull_down is not None and pull_down.value is True else {"onPullDownRefresh"}
            )
            yield PageFiles(path, "page", script, package=folder, hooks=frozenset(PAGE_HOOKS - never))


def _pages_by_folder(files: Files, reader: Reader) -> list[PageFiles]:
    """The pages of a program that lists none: the files of its folders of pages, but for their components."""
    if not lists_pages_by_folder(files, reader.root):
        return []
    found: list[PageFiles] = []
    for entry in sorted(files.walk(reader.root, SKIPPED), key=lambda one: one.path):
        inner = entry.path[len(reader.root) :].lstrip("/")
        stem, suffix = posixpath.splitext(inner)
        first, *others = stem.split("/")
        if suffix not in (".vue", ".nvue") or not first.startswith("pages") or "components" in others:
            continue
        if not reader.excluded(below(reader.root, stem), (suffix,)):
            reader.read.add(entry.path)
            found.append(PageFiles(stem, "page", entry.path, hooks=frozenset(PAGE_HOOKS)))
    return found


def _listed(root: JsonNode) -> Iterator[tuple[str, JsonNode]]:
    """Every page that pages.json lists, with the folder of its package."""
    pages = root.get("pages")
    yield from (("", page) for page in (pages.items if pages is not None else ()))
    for spelling in ("subPackages", "subpackages"):
        packages = root.get(spelling)
        for package in packages.items if packages is not None else ():
            named, inner = package.get("root"), package.get("pages")
            folder = within("/" + (named.text or "")) if named is not None else ""
            yield from ((folder, page) for page in (inner.items if inner is not None else ()))


def _timeouts(manifest: JsonNode, path: str) -> Iterator[ConfiguredTimeout]:
    configured = manifest.get("networkTimeout")
    for name in sorted(TRANSFERS):
        node = configured.get(name) if configured is not None else None
        if node is not None and node.kind == "number":
            yield ConfiguredTimeout(name, float(node.value or 0), Place(path, node.start, node.end))
