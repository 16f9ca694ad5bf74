"""Pages and components of a mini-program: what app.json names, and what they name in turn."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from typing import Literal

from wxlint.link.project_files import Package, PageFiles, below, inside
from wxlint.link.project_reader import Reader, items, span, texts, within
from wxlint.platform.events import COMPONENT_LIFETIMES, COMPONENT_PAGE_LIFETIMES, PAGE_HOOKS
from wxlint.read.json_doc import JsonNode

_COMPONENT_HOOKS = COMPONENT_LIFETIMES | COMPONENT_PAGE_LIFETIMES
_NPM = frozenset({"miniprogram_npm", "node_modules"})
_SUFFIXES = (".json", ".wxml", ".js", ".ts")
_SPELLINGS = ("subPackages", "subpackages")
_NOTHING = JsonNode("object", 0, 0)


class Pages:
    """Walks from app.json (`root`, what it holds) to every page and component that it reaches."""

    def __init__(self, reader: Reader, root: JsonNode, aliases: dict[str, str], *, npm: bool = True) -> None:
        """`npm`: packages may bring components, installed here or not."""
        self.reader = reader
        self.root = root
        self.app_json = below(reader.root, "app.json")
        self.packages: list[Package] = []
        self.pages: dict[str, PageFiles] = {}
        self.components: dict[str, PageFiles] = {}
        self._aliases = aliases
        packages = [one for spelling in _SPELLINGS for one in items(root.get(spelling))]
        self._packaged = npm or any(one.get("useExtendedLib") is not None for one in (root, *packages))
        self._waiting: list[tuple[str, str, tuple[int, int]]] = []
        self._tabs = {item.text for item in _tab_paths(root)}
        self._pull_down = _is_true(root.find(("window", "enablePullDownRefresh")))

    def walk(self) -> dict[str, str | None]:
        """Reads all pages and components; what comes back is app.json's own names of components."""
        listed = list(self._listed())
        named = self._using(self.root, "", self.app_json)
        self._platform_component("tabBar", "custom-tab-bar/index")
        self._platform_component("appBar", "app-bar/index")
        for node, folder in listed:
            self._page(node, folder)
        while self._waiting:
            self._component(*self._waiting.pop(0))
        return named

    def _listed(self) -> Iterator[tuple[JsonNode, str]]:
        """Every page that app.json lists, with the root of its package."""
        yield from ((node, "") for node in texts(self.root.get("pages")))
        for spelling in _SPELLINGS:
            for package in items(self.root.get(spelling)):
                named = package.get("root")
                folder = within("/" + (named.text or "")) if named is not None else ""
                if named is not None and folder and self._package(package, folder, named):
                    yield from ((node, folder) for node in texts(package.get("pages")))

    def _package(self, package: JsonNode, folder: str, named: JsonNode) -> bool:
        full = below(self.reader.root, folder)
        if not self.reader.is_folder(full):
            if not self.reader.out_of_reach(full):
                self.reader.lacks("package", named.text or "", self.app_json, span(named))
            return False
        if all(known.root != folder for known in self.packages):
            entry = package.get("entry")
            stem = (entry.text or "").removesuffix(".js").removesuffix(".ts") if entry is not None else ""
            script = self.reader.script(self._full(within(stem, folder))) if stem else None
            self.packages.append(Package(folder, _is_true(package.get("independent")), script))
        return True

    def _page(self, node: JsonNode, folder: str) -> None:
        name = node.text or ""
        path = within(name.lstrip("/"), folder)
        if path in self.pages:
            return
        page = self._files(path, "page", folder) if ".." not in name.split("/") else None
        if page is not None:
            self.pages[path] = page
            self._say_missing(page, name, self.app_json, span(node))
        elif not self._made_elsewhere(path):
            self.reader.lacks("page", name, self.app_json, span(node))

    def _component(self, path: str, named_in: str, place: tuple[int, int]) -> None:
        if path in self.components or path in self.pages:
            return
        folder = max((one.root for one in self.packages if inside(path, one.root)), key=len, default="")
        component = self._files(path, "component", folder)
        if component is not None:
            self.components[path] = component
            self._say_missing(component, path, named_in, place)
        elif not self._made_elsewhere(path):
            # A JSON file alone.
            self.reader.lacks("component", path, named_in, place)

    def _made_elsewhere(self, path: str) -> bool:
        """Whether what is not found is left out, or made from a file that is not read."""
        stem = self._full(path)
        return (
            self.reader.keeps_out(stem, _SUFFIXES)
            or self.reader.has_foreign_source(stem)
            or self.reader.has_other_markup(stem)
            or self.reader.in_empty_folder(path)
        )

    def _say_missing(self, found: PageFiles, name: str, path: str, place: tuple[int, int]) -> None:
        is_page, stem = found.kind == "page", self._full(found.path)
        other_markup = found.markup is None and self.reader.has_other_markup(stem)
        if other_markup or self.reader.has_foreign_source(stem):
            return
        if not is_page and not self.reader.exists(stem + ".json"):
            self.reader.lacks("component-json", name, path, place)
        if found.script is None and not self.reader.keeps_out(stem, (".ts", ".js")):
            self.reader.lacks("page-script" if is_page else "component-script", name, path, place)
        if found.markup is None and not self.reader.keeps_out(stem, (".wxml",)):
            self.reader.lacks("page-markup" if is_page else "component-markup", name, path, place)

    def _full(self, path: str) -> str:
        return below(self.reader.root, path)

    def _files(self, path: str, kind: Literal["page", "component"], package: str) -> PageFiles | None:
        """The files of a page or component; None where it has none at all."""
        stem = self._full(path)
        script, markup = self.reader.script(stem), self.reader.markup(stem + ".wxml")
        if script is None and markup is None:
            return None
        json = stem + ".json"
        document = self.reader.json(json)
        root = (document.root if document is not None else None) or _NOTHING
        return PageFiles(
            path,
            kind,
            script,
            markup,
            json if document is not None else None,
            document,
            package,
            self._using(root, posixpath.dirname(path), json),
            self._page_hooks(path, root) if kind == "page" else _COMPONENT_HOOKS,
        )

    def _page_hooks(self, path: str, root: JsonNode) -> frozenset[str]:
        own = root.get("enablePullDownRefresh")
        pull_down = self._pull_down if own is None else _is_true(own)
        return _page_hooks(pull_down=pull_down, tab=path in self._tabs)

    def _using(self, root: JsonNode, folder: str, path: str) -> dict[str, str | None]:
        """What a JSON file calls its components, by name; those of the app are remembered to be read."""
        named: dict[str, str | None] = {}
        using = root.get("usingComponents")
        for member in using.members if using is not None else ():
            named[member.key] = self._named(member.value, folder, path)
        generics = root.get("componentGenerics")
        for member in generics.members if generics is not None else ():
            default = member.value.get("default")
            found = self._named(default, folder, path) if default is not None and default.text else None
            named.setdefault(member.key, found)
        return named

    def _named(self, node: JsonNode, folder: str, path: str) -> str | None:
        """The component that a value of `usingComponents` stands for, where it is one that is read."""
        value = node.text
        if value is None:
            return None
        if "://" in value:
            self.reader.leave_out(value.partition(":")[0], value)
            return None
        found = next((one for one in self._candidates(value, folder) if self._is_component(one)), None)
        if found is None:
            self._not_found(value, folder, path, span(node))
        elif not self.reader.excluded(self._full(found), _SUFFIXES) and (
            _NPM.isdisjoint(found.split("/")) or self.reader.included(self._full(found))
        ):
            if folder and found in _at_root(value) and not (self._packaged or self._alias(value)):
                self.reader.lacks("component-bare", value, path, span(node))
            self._waiting.append((found, path, span(node)))
            return found
        return None

    def _not_found(self, value: str, folder: str, path: str, place: tuple[int, int]) -> None:
        own = value.startswith((".", "/")) and _NPM.isdisjoint(value.split("/"))
        if not own and (self._packaged or (value and self._alias(value))):
            # A package that is not installed: it is the same to a reader whether it is there.
            self.reader.leave_out("npm", value)
        elif not any(
            self._made_elsewhere(one) or self.reader.in_unbuilt_folder(one)
            for one in self._candidates(value, folder)
        ):
            self.reader.lacks("component", value, path, place)

    def _alias(self, value: str) -> tuple[str, str] | None:
        """The path that an alias makes of a value, from the app's own folder, and the alias."""
        for alias, target in self._aliases.items():
            prefix = alias.removesuffix("*")
            if prefix and value.startswith(prefix):
                return target.removesuffix("*") + value[len(prefix) :], alias
        return None

    def _candidates(self, value: str, folder: str) -> Iterator[str]:
        """Where a component may be: as the platform looks for it, then as bundlers do."""
        if not value:
            return
        ways = [(value, "" if value.startswith("/") else folder)]
        if not value.startswith((".", "/")):
            aliased = self._alias(value)
            if aliased is not None:
                ways.append((aliased[0], ""))
            ways += [("miniprogram_npm/" + value, up) for up in _upwards(folder)]
            ways.append((value, ""))
        elif value.startswith("../"):
            # The tools also take it from the app's own folder, however many `../` are written.
            ways.append((value.replace("../", ""), ""))
        for written, start in ways:
            path = within(written, start)
            yield path
            yield path + "/index"

    def _is_component(self, path: str) -> bool:
        stem = self._full(path)
        return any(self.reader.exists(stem + suffix) for suffix in _SUFFIXES)

    def _platform_component(self, key: str, path: str) -> None:
        """A component that the platform itself takes from a fixed place."""
        member = self.root.member(key)
        if member is None or (key == "tabBar" and not _is_true(member.value.get("custom"))):
            return
        if self._is_component(path):
            self._waiting.append((path, self.app_json, (member.key_start + 1, member.key_end - 1)))


@cache
def _page_hooks(*, pull_down: bool, tab: bool) -> frozenset[str]:
    """The functions that the platform calls of a page by name."""
    never = {"onPullDownRefresh": not pull_down, "onTabItemTap": not tab}
    return frozenset(hook for hook in PAGE_HOOKS if not never.get(hook))


def _at_root(value: str) -> tuple[str, ...]:
    """Where only bundlers look for a component that is named without `/` or `./`."""
    path = within(value)
    return () if value.startswith((".", "/")) else (path, path + "/index")


def _tab_paths(root: JsonNode) -> Iterator[JsonNode]:
    listed = root.find(("tabBar", "list"))
    for item in listed.items if listed is not None else ():
        path = item.get("pagePath")
        if path is not None:
            yield path


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


def _is_true(node: JsonNode | None) -> bool:
    """Whether a flag is set; some write it as text."""
    return node is not None and node.value in (True, "true")
