"""What the platform's compiler refuses in app.json beyond its schema: paths, packages, tabs, their files.

Each check is one that the compile core of miniprogram-ci was seen to make. Files are asked for through the
reader; what the configuration leaves out counts as there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from wxlint.link.project_files import Missing, below
from wxlint.link.project_reader import Reader, items, span, within
from wxlint.model.place import Place
from wxlint.model.refusal import Refusal, RefusalCode
from wxlint.platform.documents import MAIN_PACKAGE, TAB_ICON_BYTES, TAB_ICON_SUFFIXES
from wxlint.read.json_doc import JsonMember, JsonNode

_NOTHING = JsonNode("object", 0, 0)
_SPELLINGS = ("subPackages", "subpackages")


def one_a_place(found: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """The first refusal of each place: what comes of it is no news."""
    first: dict[Place, Refusal] = {}
    for one in found:
        first.setdefault(one.place, one)
    return tuple(first[place] for place in sorted(first))


def missing_refusals(missing: Iterable[Missing]) -> Iterator[Refusal]:
    """What the walk of the project did not find, as refusals; markup's own links are no configuration."""
    for one in missing:
        if one.kind != "import" and one.kind != "include":
            yield Refusal(one.kind, one.place, one.name)


class AppRefusals:
    """Looks through app.json (`root`, what it holds, in the file `path`)."""

    def __init__(self, reader: Reader, path: str, root: JsonNode, *, is_plugin: bool) -> None:
        """`is_plugin`: the project is that of a plugin, with a mini-program to try it in."""
        self.reader = reader
        self.is_plugin = is_plugin
        self.path = path
        self.root = root
        self.main = [node for node in items(root.get("pages")) if node.text is not None]
        #: Each sub-package that is built, with its folder as it is compared: without a `/` at its end.
        self.packages = [
            (package, _folder(package))
            for package in items(root.get(self._spelling()))
            if package.get("root")
        ]
        self.pages = {node.text or "" for node in self.main}
        for package, folder in self.packages:
            self.pages |= {
                posixpath.join(folder, page.text) for page in items(package.get("pages")) if page.text
            }

    def all(self) -> Iterator[Refusal]:
        """Everything that is refused, in the order in which it should be mended."""
        yield from self._spellings()
        yield from self._main_pages()
        yield from self._sub_packages()
        yield from self._tabs()
        yield from self._named_pages()
        yield from self._preload()
        yield from self._places()
        yield from self._plugins()

    # -- pages and packages ----------------------------------------------------------------------------------

    def _spelling(self) -> str:
        """Of both spellings the tools take the lower-case one."""
        return _SPELLINGS[1] if self.root.get(_SPELLINGS[1]) is not None else _SPELLINGS[0]

    def _spellings(self) -> Iterator[Refusal]:
        dropped, kept = (self.root.member(spelling) for spelling in _SPELLINGS)
        if dropped is not None and kept is not None and dropped.value.items and kept.value.items:
            yield Refusal("both-spellings", self._key(dropped))

    def _main_pages(self) -> Iterator[Refusal]:
        seen: set[str] = set()
        for node in self.main:
            yield from self._form(node)
            name = node.text or ""
            if name in seen:
                yield self._at(node, "page-twice")
            seen.add(name)
            around = next((folder for _, folder in self.packages if name.startswith(folder + "/")), None)
            if around:
                yield self._at(node, "page-in-package", around)

    def _sub_packages(self) -> Iterator[Refusal]:
        roots: set[str] = set()
        names: set[str] = set()
        for package, folder in self.packages:
            named, name = package.get("root") or _NOTHING, package.get("name")
            yield from self._form(named)
            if folder == MAIN_PACKAGE:
                yield self._at(named, "package-main")
            if name is not None and name.text:
                if name.text == MAIN_PACKAGE:
                    yield self._at(name, "package-main")
                elif name.text in names:
                    yield self._at(name, "package-name-twice")
                names.add(name.text)
            if folder in roots:
                yield self._at(named, "package-twice")
            roots.add(folder)
            others = (other for _, other in self.packages if folder.startswith(other + "/"))
            for other in others:
                yield self._at(named, "package-in-package", other)
            pages: set[str] = set()
            for page in items(package.get("pages")):
                yield from self._form(page)
                path = within(page.text or "", folder)
                if page.text and path in pages:
                    yield self._at(page, "page-twice")
                pages.add(path)

    # -- tabs ------------------------------------------------------------------------------------------------

    def _tabs(self) -> Iterator[Refusal]:
        seen: set[str] = set()
        main = {node.text for node in self.main}
        for tab in items(self.root.find(("tabBar", "list"))):
            page = tab.get("pagePath")
            if page is not None and page.text:
                yield from self._form(page)
                if page.text in seen:
                    yield self._at(page, "tab-twice")
                seen.add(page.text)
                # What holds one of these is told as what it is: no path of a page.
                if page.text not in main and "?" not in page.text and "." not in page.text:
                    yield self._at(page, "tab-page")
            for key in ("iconPath", "selectedIconPath"):
                yield from self._icon(tab.get(key))

    def _icon(self, node: JsonNode | None) -> Iterator[Refusal]:
        # A variable of theme.json stands for another path in each theme.
        if node is None or not node.text or node.text.startswith("@"):
            return
        yield from self._form(node, anywhere=True)
        file = below(self.reader.root, within(node.text))
        size = self.reader.size(file)
        if size is None:
            if not self.reader.out_of_reach(file):
                yield self._at(node, "tab-icon")
        elif posixpath.splitext(file)[1] not in TAB_ICON_SUFFIXES:
            yield self._at(node, "tab-icon-kind", ", ".join(sorted(TAB_ICON_SUFFIXES)))
        elif size > TAB_ICON_BYTES:
            yield self._at(node, "tab-icon-size", f"{size / 1024:.0f}")

    # -- what else names a page or a file --------------------------------------------------------------------

    def _named_pages(self) -> Iterator[Refusal]:
        entry = self.root.get("entryPagePath")
        if entry is not None and entry.text:
            yield from self._form(entry)
            if entry.text not in self.pages:
                yield self._at(entry, "entry-page")
        location = self.root.find(("entranceDeclare", "locationMessage", "path"))
        if location is not None and location.text is not None and location.text not in self.pages:
            yield self._at(location, "location-page")

    def _preload(self) -> Iterator[Refusal]:
        rules = self.root.get("preloadRule")
        # Without sub-packages there is nothing to load, and the tools do not look.
        if rules is None or self.root.get(self._spelling()) is None:
            return
        known = {MAIN_PACKAGE, *(folder for _, folder in self.packages)}
        known |= {name.text for package, _ in self.packages if (name := package.get("name")) and name.text}
        for rule in rules.members:
            if rule.key not in self.pages and "__plugin__/" not in rule.key:
                yield Refusal("preload-page", self._key(rule), rule.key)
                continue
            for node in items(rule.value.get("packages")):
                if node.text is not None and node.text not in known and node.text.rstrip("/") not in known:
                    yield self._at(node, "preload-package")

    def _places(self) -> Iterator[Refusal]:
        workers = self.root.get("workers")
        folder = workers.get("path") if workers is not None and workers.kind == "object" else workers
        if folder is not None and folder.text:
            yield from self._form(folder)
            full = below(self.reader.root, within(folder.text))
            if not (self.reader.is_folder(full) or self.reader.out_of_reach(full)):
                yield self._at(folder, "workers")
        sitemap = self.root.get("sitemapLocation")
        if sitemap is not None and sitemap.text and not self._exists(sitemap.text):
            yield self._at(sitemap, "sitemap")
        context = self.root.get("openDataContext")
        if context is not None:
            yield from self._form(context)
            if context.text and not self._exists(context.text + "/index.js"):
                yield self._at(context, "context")
        picker = self.root.get("openLocationPagePath")
        if picker is not None:
            yield from self._form(picker)
            scripts = (".js", ".ts")
            there = any(self._exists(f"{picker.text}{suffix}") for suffix in scripts)
            if picker.text and not (there and self._exists(f"{picker.text}.wxml")):
                yield self._at(picker, "location-picker")

    def _exists(self, path: str) -> bool:
        full = below(self.reader.root, within(path))
        return self.reader.exists(full) or self.reader.out_of_reach(full)

    def _plugins(self) -> Iterator[Refusal]:
        """A plugin is declared once, and every name stands for one plugin."""
        providers: set[str] = set()
        names: set[str] = set()
        for owner in (self.root, *(package for package, _ in self.packages)):
            declared = owner.get("plugins")
            for plugin in declared.members if declared is not None else ():
                provider, version = plugin.value.get("provider"), plugin.value.get("version")
                if version is not None and version.text == "dev" and not self.is_plugin:
                    yield self._at(version, "plugin-dev")
                if provider is not None and provider.text in providers:
                    yield self._at(provider, "plugin-twice")
                elif plugin.key in names and owner is not self.root:
                    yield Refusal("plugin-name-twice", self._key(plugin), plugin.key)
                if provider is not None and provider.text:
                    providers.add(provider.text)
                names.add(plugin.key)

    # -- the form of a path ----------------------------------------------------------------------------------

    def _form(self, node: JsonNode, *, anywhere: bool = False) -> Iterator[Refusal]:
        """What a path must not hold or begin with. `anywhere`: `/` or `.` may begin it, as an icon's."""
        text = node.text
        if text is None:
            return
        if not text:
            yield self._at(node, "path-empty")
        if text.endswith("/.."):
            yield self._at(node, "path-form", "/..")
        for wrong in ("\\", "//", "../"):
            if wrong in text:
                yield self._at(node, "path-form", wrong)
        for wrong in (" ",) if anywhere else (".", "/", " "):
            if text.startswith(wrong):
                yield self._at(node, "path-start", wrong)

    def _at(self, node: JsonNode, code: RefusalCode, other: str = "") -> Refusal:
        return Refusal(code, Place(self.path, *span(node)), node.text or "", other)

    def _key(self, member: JsonMember) -> Place:
        return Place(self.path, member.key_start + 1, member.key_end - 1)


def _folder(package: JsonNode) -> str:
    """The folder of a sub-package as it is compared, without a `/` at its end."""
    named = package.get("root")
    return within((named.text or "").lstrip("/")) if named is not None else ""
