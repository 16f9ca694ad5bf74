"""Documents with one mistake each, for `compare_official.py`: every property of every schema, and more.

A case is a little project that both judges accept, with one file changed: a value of another type, one that
is not listed, a missing or misspelt key; and by hand what no schema says, such as a page listed twice.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from wxlint.platform.documents import DocumentKind, schema

FILES = {
    "app": "app.json",
    "page": "pages/a/a.json",
    "project": "project.config.json",
    "sitemap": "sitemap.json",
}
PAGES = ("pages/a/a", "pages/b/b", "components/c/c")

#: A project that both accept; every case is this with one file changed.
BASE: dict[str, Any] = {
    "app.js": "App({})\n",
    "app.json": {"pages": ["pages/a/a", "pages/b/b"], "sitemapLocation": "sitemap.json"},
    "project.config.json": {"appid": "wx0000000000000000", "compileType": "miniprogram"},
    "sitemap.json": {"rules": [{"action": "allow", "page": "*"}]},
    "pages/a/a.js": "Page({})\n",
    "pages/a/a.wxml": "<view/>\n",
    "pages/a/a.json": {},
    "pages/b/b.js": "Page({})\n",
    "pages/b/b.wxml": "<view/>\n",
    "components/c/c.js": "Component({})\n",
    "components/c/c.wxml": "<view/>\n",
    "components/c/c.json": {"component": True},
    "more/pages/d.js": "Page({})\n",
    "more/pages/d.wxml": "<view/>\n",
    "more/inner/e.js": "Page({})\n",
    "more/inner/e.wxml": "<view/>\n",
    "workers/w.js": "\n",
    "i.png": "x",
    "i.gif": "x",
    "big.png": "x" * 50_000,
    "open/index.js": "\n",
}
SUB = {"root": "more", "pages": ["pages/d"]}
TABS = [{"pagePath": "pages/a/a", "text": "a"}, {"pagePath": "pages/b/b", "text": "b"}]
#: Values of properties of which the schema alone does not tell a good one.
SAMPLES: dict[str, Any] = {
    "app.pages": ["pages/a/a", "pages/b/b"],
    "app.entryPagePath": "pages/b/b",
    "app.tabBar": {
        "list": TABS,
        "color": "#000000",
        "selectedColor": "#000000",
        "backgroundColor": "#000000",
        "borderStyle": "black",
        "position": "bottom",
        "custom": False,
    },
    "app.subPackages": [{**SUB, "name": "m", "independent": False}],
    "app.subpackages": [{**SUB, "name": "m", "independent": False}],
    "app.preloadRule": {"pages/a/a": {"network": "all", "packages": ["__APP__"]}},
    "app.workers": {"path": "workers", "isSubpackage": False},
    "app.plugins": {"p": {"provider": "wx0000000000000001", "version": "1.2.3", "path": "p", "export": "e"}},
    "app.usingComponents": {"c": "/components/c/c"},
    "app.sitemapLocation": "sitemap.json",
    "app.useExtendedLib": {"weui": True},
    "app.entranceDeclare": {"locationMessage": {"path": "pages/a/a", "query": "q"}},
    "app.resolveAlias": {"@/*": "/*"},
    "app.requiredPrivateInfos": ["getLocation", "chooseAddress"],
    "app.openDataContext": "open",
    "app.openLocationPagePath": "pages/a/a",
    "app.renderer": "webview",
    "page.renderer": "webview",
    "page.usingComponents": {"c": "/components/c/c"},
    "page.componentGenerics": {"g": {"default": "/components/c/c"}},
    "project.compileType": "miniprogram",
    "project.miniprogramRoot": "",
    "project.pluginRoot": "plugin",
    "project.libVersion": "3.8.10",
    "project.editorSetting": {"tabIndent": "auto", "tabSize": 2},
    "project.setting.useCompilerPlugins": ["typescript"],
    "sitemap.rules": [{"action": "allow", "page": "*", "params": ["a"], "matching": "exact", "priority": 1}],
}
#: Made only together with files and other properties, or for the tools' own use.
LEFT = {
    "app": {"$schema", "themeLocation", "accountCardPackage", "__warning__", "chatTools"},
    "page": {"__warning__", "$schema"},
    "project": {"$schema"},
    "sitemap": {"$schema"},
}


PATHS = (
    "", "/pages/a/a", "./pages/a/a", "../a", "pages/../pages/a/a", "pages//a/a", "pages\\a\\a", " pages/a/a",
    "pages/gone/gone", "pages/a/a.js", "pages/a/..", "pages/a/a ",
)  # fmt: skip
COMPONENTS = (
    "/components/c/c", "components/c/c", "../../components/c/c", "./c", "/components/gone", "../gone",
    "/components/c", "plugin://p/c", "/pages/a/a", "../../../../components/c/c",
)  # fmt: skip


class Case(NamedTuple):
    """One mistake: the document, what was done to it, and the files that differ from the base."""

    document: str
    mutation: str
    name: str
    files: dict[str, Any]


def sample(part: dict[str, Any], root: dict[str, Any], name: str) -> Any:
    """A legal value with every property that the schema knows."""
    if name in SAMPLES:
        return copy.deepcopy(SAMPLES[name])
    if "$ref" in part:
        part = root["$defs"][part["$ref"].rpartition("/")[2]]
    for choice in (part, *part.get("anyOf", ())):
        if choice.get("enum"):
            return choice["enum"][0]
    kind = part.get("type", "string")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "object":
        made = {
            key: sample(inner, root, f"{name}.{key}") for key, inner in part.get("properties", {}).items()
        }
        others = part.get("additionalProperties")
        return made or ({"k": sample(others, root, f"{name}.*")} if isinstance(others, dict) else {})
    if kind == "array":
        return [sample(part.get("items", {"type": "string"}), root, f"{name}[]")]
    if kind == "string":
        return "#ffffff" if "[0-9a-fA-F]" in part.get("pattern", "") else "x"
    return {"number": 1, "boolean": True, "null": None}[kind]


def ways(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every member and the first item of every array in a value."""
    inner = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value[:1]))
        if isinstance(value, list)
        else []
    )
    for step, member in inner:
        yield (*way, step)
        yield from ways(member, (*way, step))


def changed(document: Any, way: tuple[str | int, ...], value: Any) -> Any:
    """A copy of a document with one value replaced."""
    made = copy.deepcopy(document)
    target = made
    for step in way[:-1]:
        target = target[step]
    target[way[-1]] = value
    return made


def without(document: Any, way: tuple[str | int, ...], renamed: str = "") -> Any:
    """A copy of a document without one member, or with its key written differently."""
    made = copy.deepcopy(document)
    target = made
    for step in way[:-1]:
        target = target[step]
    value = target.pop(way[-1])
    if renamed:
        target[renamed] = value
    return made


def of_schemas() -> Iterator[Case]:
    """Every property of every document with a value of each other type, missing, misspelt, and not listed."""
    kinds: tuple[DocumentKind, ...] = ("app", "page", "project", "sitemap")
    for kind in kinds:
        root, file = schema(kind), FILES[kind]
        for key, part in root["properties"].items():
            if key in LEFT[kind]:
                continue
            document = {**BASE[file], key: sample(part, root, f"{kind}.{key}")}
            yield Case(kind, "as it should be", key, {file: document})
            for way in [one for one in ways(document) if one[0] == key]:
                yield from of_way(kind, file, document, way)


def of_way(kind: str, file: str, document: Any, way: tuple[str | int, ...]) -> Iterator[Case]:
    """One value of a document changed in each way."""
    value: Any = document
    for step in way:
        value = value[step]
    name = ".".join(map(str, way))
    for wrong in ("3000", 7, True, None, [], {}, ["x"], {"x": 1}):
        if type(wrong) is not type(value):
            yield Case(
                kind, "wrong type", f"{name} = {json.dumps(wrong)}", {file: changed(document, way, wrong)}
            )
    if isinstance(value, str):
        for wrong in ("nonsense", "", value.upper()):
            if wrong != value:
                yield Case(
                    kind,
                    "wrong value",
                    f"{name} = {json.dumps(wrong)}",
                    {file: changed(document, way, wrong)},
                )
    if isinstance(way[-1], str):
        yield Case(kind, "missing", name, {file: without(document, way)})
        letters = way[-1]
        if len(letters) > 6 and letters.isalpha():
            yield Case(kind, "renamed", name, {file: without(document, way, letters[:3] + letters[4:])})


def app(name: str, **members: Any) -> Case:
    """A case of app.json with some members set."""
    return Case("app", "beyond the schema", name, {"app.json": {**BASE["app.json"], **members}})


def beyond_schemas() -> Iterator[Case]:
    """What no schema says."""
    yield from of_paths()
    yield from of_lists()
    yield from of_values()
    yield from of_renderers()
    yield app("location message", entranceDeclare={"locationMessage": {"path": "pages/gone"}})
    for text in ("", "{", "[]", "null", "{} // x", '{"pages": ["pages/a/a",]}', "3"):
        for kind in ("app", "page", "sitemap"):
            yield Case(kind, "beyond the schema", f"it is {text!r}", {FILES[kind]: text})


def of_paths() -> Iterator[Case]:
    """Paths of pages, packages, icons and components that are there, and that are not."""
    for path in PATHS:
        yield app(f"page {path!r}", pages=[*PAGES[:2], path])
        yield app(f"sub-package page {path!r}", subPackages=[{"root": "more", "pages": ["pages/d", path]}])
        yield app(f"tab {path!r}", tabBar={"list": [*TABS, {"pagePath": path}]})
        yield app(f"entry {path!r}", entryPagePath=path)
        yield app(f"root {path!r}", subPackages=[{"root": path, "pages": []}])
        yield app(f"icon {path!r}", tabBar={"list": [TABS[0], {**TABS[1], "iconPath": path}]})
        yield app(f"sitemap {path!r}", sitemapLocation=path)
        yield app(f"workers {path!r}", workers=path)
        yield app(f"preload {path!r}", subPackages=[SUB], preloadRule={path: {"packages": ["more"]}})
    for icon in ("i.png", "/i.png", "./i.png", "i.gif", "big.png", "gone.png", "pages"):
        yield app(f"icon {icon}", tabBar={"list": [TABS[0], {**TABS[1], "iconPath": icon}]})
        yield app(f"selected icon {icon}", tabBar={"list": [TABS[0], {**TABS[1], "selectedIconPath": icon}]})
    for component in COMPONENTS:
        yield Case(
            "page",
            "beyond the schema",
            f"component {component}",
            {"pages/a/a.json": {"usingComponents": {"c": component}}},
        )
        yield app(f"component {component}", usingComponents={"c": component})


def of_lists() -> Iterator[Case]:
    """Pages, tabs and packages that fit together, and that do not."""
    yield app("page twice", pages=[*PAGES[:2], PAGES[0]])
    yield app("no page", pages=[])
    yield app("one tab", tabBar={"list": TABS[:1]})
    yield app("six tabs", tabBar={"list": [*TABS, *TABS, *TABS]})
    yield app("no tab", tabBar={"list": []})
    yield app("tab twice", tabBar={"list": [TABS[0], TABS[0]]})
    yield app(
        "tab of a sub-package", subPackages=[SUB], tabBar={"list": [TABS[0], {"pagePath": "more/pages/d"}]}
    )
    yield app("tab with a query", tabBar={"list": [TABS[0], {"pagePath": "pages/b/b?x=1"}]})
    yield app("root main", subPackages=[{"root": "__APP__", "pages": []}])
    yield app("name main", subPackages=[{**SUB, "name": "__APP__"}])
    for root in ("more", "more/", "gone", "i.png", "pages", "pages/a", "mor"):
        yield app(f"root {root}", subPackages=[{"root": root, "pages": []}])
    yield app("packages alike", subPackages=[SUB, SUB])
    yield app(
        "names alike", subPackages=[{**SUB, "name": "n"}, {"root": "workers", "pages": [], "name": "n"}]
    )
    yield app(
        "one in another", subPackages=[{"root": "more", "pages": []}, {"root": "more/inner", "pages": ["e"]}]
    )
    yield app("sub-package page twice", subPackages=[{"root": "more", "pages": ["pages/d", "pages/d"]}])
    yield app("page in a package", subPackages=[{"root": "pages", "pages": []}])
    yield app("both spellings", subPackages=[SUB], subpackages=[SUB])
    yield app("entry of a sub-package", subPackages=[SUB], entryPagePath="more/pages/d")
    for package in ("more", "more/", "n", "__APP__", "gone"):
        yield app(
            f"preload {package}",
            subPackages=[{**SUB, "name": "n"}],
            preloadRule={"pages/a/a": {"packages": [package]}},
        )
        yield app(f"preload {package} without packages", preloadRule={"pages/a/a": {"packages": [package]}})


def of_values() -> Iterator[Case]:
    """Aliases, colours, themes and plugins."""
    for name, target in (
        ("@/*", "/*"),
        ("@", "/*"),
        ("@/*", "/"),
        ("@/*", "./*"),
        ("@//*", "/*"),
        ("@/*", "//*"),
    ):
        yield app(f"alias {name} {target}", resolveAlias={name: target})
    yield app("locations", requiredPrivateInfos=["getFuzzyLocation", "chooseAddress"])
    yield app("locations that exclude each other", requiredPrivateInfos=["getFuzzyLocation", "getLocation"])
    for color in ("#fff", "#ffff", "#FFFFFF", "#ffffff80", "white", "#ff", "fff", "", "rgb(0,0,0)", "@x"):
        yield app(f"colour {color}", window={"navigationBarBackgroundColor": color, "backgroundColor": color})
        yield Case(
            "page", "beyond the schema", f"colour {color}", {"pages/a/a.json": {"backgroundColor": color}}
        )
    themes = {"light": {"x": "#ffffff"}, "dark": {"x": "#000000"}}
    for name in ("x", "y"):
        themed = {**BASE["app.json"], "themeLocation": "theme.json"}
        window = {"backgroundColor": f"@{name}"}
        files = {"theme.json": themes, "app.json": {**themed, "window": window}}
        yield Case("app", "beyond the schema", f"theme {name}", files)
        files = {"theme.json": themes, "app.json": themed, "pages/a/a.json": window}
        yield Case("page", "beyond the schema", f"theme {name}", files)
    plugin = {"provider": "wx0000000000000001", "version": "1.2.3"}
    for version in ("1.2.3", "latest", "dev-abc", "1.2", "v1.2.3", "1.2.3456", "dev"):
        yield app(f"plugin {version}", plugins={"p": {**plugin, "version": version}})
    yield app("plugin twice", plugins={"p": plugin, "q": plugin})
    yield app(
        "plugin twice, in a package", plugins={"p": plugin}, subPackages=[{**SUB, "plugins": {"q": plugin}}]
    )


def of_renderers() -> Iterator[Case]:
    """What the renderer Skyline needs."""
    yield app("skyline alone", renderer="skyline")
    skyline = {"renderer": "skyline", "rendererOptions": {"skyline": {}}, "componentFramework": "glass-easel"}
    yield app("skyline", **skyline, lazyCodeLoading="requiredComponents")
    yield app("skyline without lazy loading", **skyline)
    base = BASE["app.json"]
    lazy = {**base, "lazyCodeLoading": "requiredComponents"}
    for own in (
        {"renderer": "skyline"},
        {"renderer": "skyline", "componentFramework": "glass-easel"},
        {"renderer": "skyline", "componentFramework": "glass-easel", "navigationStyle": "custom"},
        {"renderer": "skyline", "componentFramework": "glass-easel", "navigationStyle": "default"},
        {"renderer": "skyline", "componentFramework": "glass-easel", "navigationBarTitleText": "x"},
        {"renderer": "webview", "navigationBarTitleText": "x"},
        {"navigationBarTitleText": "x"},
        {},
    ):
        for whole in (base, lazy, {**lazy, **skyline}, {**lazy, **skyline, "componentFramework": "exparser"}):
            files = {"app.json": whole, "pages/a/a.json": own}
            yield Case("page", "beyond the schema", f"skyline {own} in {whole.get('renderer')}", files)
