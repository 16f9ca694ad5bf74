"""What the platform's tools refuse beyond the schemas: files that are not there, and what does not fit.

The rules are those of the compile core (miniprogram-ci 2.1.42), held to it by running it, and of
reference/configuration/app.html and framework/subpackages/basic.html.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from wxlint.model.place import Place

RefusalCode = Literal[
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
    "path-empty",
    "path-form",
    "path-start",
    "page-twice",
    "page-in-package",
    "package-main",
    "package-twice",
    "package-name-twice",
    "package-in-package",
    "both-spellings",
    "tab-page",
    "tab-twice",
    "tab-icon",
    "tab-icon-kind",
    "tab-icon-size",
    "entry-page",
    "preload-page",
    "preload-package",
    "workers",
    "sitemap",
    "location-page",
    "context",
    "location-picker",
    "plugin-dev",
    "plugin-twice",
    "plugin-name-twice",
    "skyline-lazy",
    "skyline-framework",
    "skyline-bar",
    "no-theme",
    "theme-variable",
]


class Sentence(NamedTuple):
    """A fact in both languages: `{name}` is what is written, `{other}` what it collides with or lacks."""

    zh: str
    en: str


SENTENCES: dict[RefusalCode, Sentence] = {
    "app-script": Sentence("没有 app.js（或 app.ts）", "there is no app.js (or app.ts)"),
    "page": Sentence("页面 {name} 不存在", "there is no page {name}"),
    "page-script": Sentence(
        "页面 {name} 没有 .js（或 .ts）文件", "the page {name} has no script (.js or .ts)"
    ),
    "page-markup": Sentence("页面 {name} 没有 .wxml 文件", "the page {name} has no .wxml"),
    "component": Sentence("组件 {name} 不存在", "there is no component {name}"),
    "component-script": Sentence(
        "组件 {name} 没有 .js（或 .ts）文件", "the component {name} has no script (.js or .ts)"
    ),
    "component-markup": Sentence("组件 {name} 没有 .wxml 文件", "the component {name} has no .wxml"),
    "component-json": Sentence("组件 {name} 没有 .json 文件", "the component {name} has no .json"),
    "component-bare": Sentence(
        "组件 {name} 只会在当前目录和 npm 包里找；根目录下的要写成 /{name}",
        "{name} is looked for beside this file and in npm packages only; from the root, write /{name}",
    ),
    "package": Sentence("分包目录 {name} 不存在", "there is no folder {name} for the sub-package"),
    "path-empty": Sentence("路径不能为空", "a path must not be empty"),
    "path-form": Sentence('路径 "{name}" 里不能有“{other}”', 'the path "{name}" must not contain `{other}`'),
    "path-start": Sentence(
        '路径 "{name}" 不能以“{other}”开头', 'the path "{name}" must not start with `{other}`'
    ),
    "page-twice": Sentence("页面 {name} 重复了", "the page {name} is listed twice"),
    "page-in-package": Sentence(
        "主包页面 {name} 在分包 {other} 的目录里",
        "the page {name} of the main package is in the folder of the sub-package {other}",
    ),
    "package-main": Sentence("{name} 是主包的名字，分包不能用", "{name} is the main package's own name"),
    "package-twice": Sentence("有两个分包的目录都是 {name}", "two sub-packages have the root {name}"),
    "package-name-twice": Sentence("有两个分包都叫 {name}", "two sub-packages are named {name}"),
    "package-in-package": Sentence(
        "分包 {name} 在另一个分包 {other} 的目录里", "the sub-package {name} is inside another one, {other}"
    ),
    "both-spellings": Sentence(
        "同时写了 subPackages 和 subpackages，这里的分包不会被编译",
        "both subPackages and subpackages are given: the packages listed here are not built",
    ),
    "tab-page": Sentence(
        "tabBar 的页面 {name} 不在主包的 pages 里",
        "the tab page {name} is not in `pages` of the main package",
    ),
    "tab-twice": Sentence("tabBar 里有两项都是 {name}", "two tabs lead to {name}"),
    "tab-icon": Sentence("图标 {name} 不存在", "there is no icon {name}"),
    "tab-icon-kind": Sentence("图标 {name} 不是 {other}", "the icon {name} is none of {other}"),
    "tab-icon-size": Sentence(
        "图标 {name} 有 {other} kB，超过 40 kB", "the icon {name} is {other} kB, over 40 kB"
    ),
    "entry-page": Sentence(
        "entryPagePath 的页面 {name} 没有列出", "entryPagePath: {name} is not a listed page"
    ),
    "preload-page": Sentence(
        "preloadRule 的页面 {name} 没有列出", "preloadRule: {name} is not a listed page"
    ),
    "preload-package": Sentence(
        "preloadRule 里的分包 {name} 不存在", "preloadRule: {name} is not the root or name of a sub-package"
    ),
    "workers": Sentence("Worker 目录 {name} 不存在", "workers: there is no folder {name}"),
    "sitemap": Sentence("sitemapLocation 的文件 {name} 不存在", "sitemapLocation: there is no file {name}"),
    "location-page": Sentence(
        "entranceDeclare 的页面 {name} 没有列出", "entranceDeclare: {name} is not a listed page"
    ),
    "context": Sentence("目录 {name} 里没有 index.js", "there is no folder {name} with an index.js"),
    "location-picker": Sentence(
        "openLocationPagePath 的页面 {name} 不存在", "openLocationPagePath: there is no page {name}"
    ),
    "plugin-dev": Sentence(
        "只有 compileType 为 plugin 的项目才能用开发中的插件（dev）",
        "version dev is only for projects whose compileType is plugin",
    ),
    "plugin-twice": Sentence("插件 {name} 声明了两次", "the plugin {name} is declared twice"),
    "plugin-name-twice": Sentence("有两个插件都叫 {name}", "two plugins are named {name}"),
    "skyline-lazy": Sentence(
        '使用 skyline 的页面要求 app.json 里 lazyCodeLoading 为 "requiredComponents"',
        'a page rendered by skyline needs `"lazyCodeLoading": "requiredComponents"` in app.json',
    ),
    "skyline-framework": Sentence(
        '使用 skyline 的页面要求 componentFramework 为 "glass-easel"',
        'a page rendered by skyline needs `"componentFramework": "glass-easel"`',
    ),
    "skyline-bar": Sentence(
        '使用 skyline 的页面没有原生导航栏：要写 "navigationStyle": "custom"，{name} 不能用',
        'a page rendered by skyline has no native bar for {name}: set `"navigationStyle": "custom"`',
    ),
    "no-theme": Sentence(
        "{name} 是主题变量，但没有写 themeLocation",
        "{name} is a theme variable, but there is no themeLocation",
    ),
    "theme-variable": Sentence(
        "主题变量 {name} 没有在 {other} 的 light 和 dark 里都定义",
        "{other} does not define the theme variable {name} in both `light` and `dark`",
    ),
}


class Refusal(msgspec.Struct, frozen=True):
    """One thing that the tools refuse; `place` is the path, name or key at fault, without its quotes."""

    code: RefusalCode
    place: Place
    name: str = ""
    other: str = ""

    @property
    def zh(self) -> str:
        """The fact in Chinese."""
        return SENTENCES[self.code].zh.format(name=self.name, other=self.other)

    @property
    def en(self) -> str:
        """The fact in English."""
        return SENTENCES[self.code].en.format(name=self.name, other=self.other)
