"""The configuration documents of a mini-program, as rules see them, and what its tools refuse in them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from wxlint.link.project_files import PageFiles, below
from wxlint.link.project_reader import Reader, within
from wxlint.link.project_roots import ProjectConfig
from wxlint.link.refusals import AppRefusals, missing_refusals, one_a_place
from wxlint.link.skyline import skyline_refusals
from wxlint.link.themes import theme_refusals
from wxlint.model.document import Document
from wxlint.model.refusal import Refusal
from wxlint.platform.documents import DocumentKind
from wxlint.read.json_doc import JsonDocument, JsonNode

#: Mistakes of JSON that leave no doubt about what is meant.
_HARMLESS = frozenset(
    {"bom", "comment", "trailing-comma", "extra-comma", "missing-comma", "single-quotes"}
) | frozenset({"full-width", "odd-space", "unquoted-key"})


def sound(document: JsonDocument | None) -> bool:
    """Whether what was read is what its author meant: of half a document nothing is claimed."""
    return document is not None and all(problem.code in _HARMLESS for problem in document.problems)


def documents(reader: Reader, app_json: str, pages: Iterable[PageFiles]) -> Iterator[Document]:
    """app.json, its sitemap, and the JSON of each page and component."""
    if reader.foreign:
        # Another vendor's documents look alike and mean other things.
        return
    app = reader.json(app_json)
    yield from _document("app", app_json, app)
    for page in pages:
        if page.json is not None:
            yield from _document("page", page.json, page.document)
    named = app.root.get("sitemapLocation") if app is not None and app.root is not None else None
    sitemap = below(reader.root, within(named.text or "") if named is not None else "sitemap.json")
    if reader.exists(sitemap):
        yield from _document("sitemap", sitemap, reader.json(sitemap))


def config_documents(reader: Reader, config: ProjectConfig | None) -> Iterator[Document]:
    """project.config.json and its private twin."""
    if config is not None:
        yield from _document("project", config.path, reader.json(config.path))
        private = posixpath.join(posixpath.dirname(config.path), "project.private.config.json")
        yield from _document("project-private", private, reader.json(private))


def refused(
    reader: Reader, app_json: str, pages: Iterable[PageFiles], config: ProjectConfig | None
) -> tuple[Refusal, ...]:
    """What the tools refuse in app.json and in what it names."""
    kind = config.document.root.get("compileType") if config is not None and config.document.root else None
    app = reader.json(app_json)
    if reader.foreign or app is None or app.root is None or not sound(app):
        return ()
    others: list[tuple[str, JsonNode]] = []
    listed: list[tuple[str, JsonNode]] = []
    doubtful: set[str] = set()
    for page in pages:
        if page.json is not None and not sound(page.document):
            doubtful.add(page.json)
            continue
        root = page.root or JsonNode("object", 0, 0)
        if page.json is not None:
            others.append((page.json, root))
        if page.kind == "page":
            # One without a JSON file is as app.json has it.
            listed.append((page.json or app_json, root))
    missing = [one for one in reader.missing if one.place.path not in doubtful]
    return one_a_place(
        [
            *AppRefusals(
                reader, app_json, app.root, is_plugin=kind is not None and kind.text == "plugin"
            ).all(),
            *skyline_refusals(app.root, app_json, listed),
            *theme_refusals(reader, app.root, app_json, others),
            *missing_refusals(missing),
        ]
    )


def _document(kind: DocumentKind, path: str, document: JsonDocument | None) -> Iterator[Document]:
    if document is not None and document.root is not None and sound(document):
        yield Document(kind, path, document.root)
