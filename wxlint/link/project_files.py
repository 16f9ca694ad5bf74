"""What the project walk finds: one record a mini-program, one a page or component."""

from __future__ import annotations

from typing import Literal

import msgspec

from wxlint.link.packed import Packed
from wxlint.model.document import Document
from wxlint.model.place import Place
from wxlint.model.program import Comment, ConfiguredTimeout, Problem
from wxlint.model.refusal import Refusal
from wxlint.platform.frameworks import Framework
from wxlint.read.json_doc import JsonDocument, JsonNode
from wxlint.read.markup import Markup

#: What is not there: the app's own script; a page, whole or a part of it; a component, whole or a part of it;
#: the folder of a sub-package; the file of an `<import>` or `<include>`.
MissingKind = Literal[
    "app-script",
    "page",
    "page-script",
    "page-markup",
    "component",
    "component-script",
    "component-markup",
    "component-json",
    "component-bare",
    "package",
    "import",
    "include",
]


class Missing(msgspec.Struct, frozen=True):
    """Something that is named and is not there: as written in `name`, at `place` (without quotes)."""

    kind: MissingKind
    name: str
    place: Place


class Package(msgspec.Struct, frozen=True):
    """A sub-package: its folder below the app's, without a `/` at its end, and the script that it starts."""

    root: str
    independent: bool = False
    entry: str | None = None


class PageFiles(msgspec.Struct, frozen=True):
    """A page or component and its files. `path`: as app.json has it, below the app's folder.

    `script`, `markup` and `json` are relative to the checked folder, None where there is no such file.
    `package`: the root of the sub-package that it belongs to, "" for the main one. `components`: what its own
    JSON calls its components; each is the path of one in the app, or None where it is not read (npm, a
    plugin, missing). `hooks`: the functions that the platform calls by name, where the script has them.
    """

    path: str
    kind: Literal["page", "component"]
    script: str | None = None
    markup: str | None = None
    json: str | None = None
    document: JsonDocument | None = None
    package: str = ""
    components: dict[str, str | None] = {}
    hooks: frozenset[str] = frozenset()

    @property
    def root(self) -> JsonNode | None:
        """What its JSON holds."""
        return self.document.root if self.document is not None else None


class AppFiles(msgspec.Struct, frozen=True):
    """One mini-program. `root`: the folder of app.json, relative to the checked one ("" for itself).

    `components`: those that are reached, each once. `global_components`: app.json's `usingComponents`, as in
    `PageFiles`. `outside`: folders of code that is no part of the app (cloud functions, a plugin).
    `aliases`: `resolveAlias`; `paths`: those of tsconfig.json. `typescript`: the platform's tools compile
    `.ts`; `packed`: what they leave out. `markups`: every WXML file
    that was read. `comments`: those of markup that name wxlint. `files`: all that was read, with the scripts
    of the app, its pages and components. `left_out`: how many files stayed outside, by reason. All paths but
    those of pages, components and packages are relative to the checked folder. `framework`: what builds the
    app from these sources; "" where the platform takes them as they are.
    """

    root: str
    document: JsonDocument
    script: str | None = None
    pages: tuple[PageFiles, ...] = ()
    components: tuple[PageFiles, ...] = ()
    global_components: dict[str, str | None] = {}
    packages: tuple[Package, ...] = ()
    missing: tuple[Missing, ...] = ()
    documents: tuple[Document, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    timeouts: tuple[ConfiguredTimeout, ...] = ()
    unchecked_urls: tuple[Place, ...] = ()
    aliases: dict[str, str] = {}
    paths: dict[str, str] = {}
    typescript: bool = False
    packed: Packed = Packed()
    outside: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    comments: tuple[Comment, ...] = ()
    markups: dict[str, Markup] = {}
    files: tuple[str, ...] = ()
    left_out: dict[str, int] = {}
    framework: Framework | Literal[""] = ""

    def full(self, path: str) -> str:
        """A path below the app's folder as one below the checked folder."""
        return below(self.root, path)

    def find(self, path: str | None) -> PageFiles | None:
        """The page or component of a path such as `pages/index/index`."""
        return next((one for one in (*self.components, *self.pages) if one.path == path), None)

    def component(self, page: PageFiles, tag: str) -> tuple[bool, str | None]:
        """Whether a page's JSON or app.json calls a component `tag`, and its path where it is read."""
        for named in (page.components, self.global_components):
            if tag in named:
                return True, named[tag]
        return False, None


def below(folder: str, path: str) -> str:
    """A path inside of a folder; `""` is the folder that is checked."""
    return f"{folder}/{path}" if folder and path else folder or path


def inside(path: str, folder: str) -> bool:
    """Whether a path is a folder, or lies below it."""
    return not folder or path == folder or path.startswith(folder + "/")
