"""Which framework a folder of sources belongs to."""

from __future__ import annotations

import posixpath
from typing import Literal

from wxlint.platform.frameworks import SUFFIXES, Framework
from wxlint.read.files import Files
from wxlint.read.source import Source

#: Where Taro's configuration of the app stands.
TARO_CONFIGS = ("app.config.ts", "app.config.js", "app.config.tsx")

#: Where it stands before Taro 3: in the class of the app, `config = { pages: […] }`.
TARO_APPS = ("app.tsx", "app.jsx", "app.js", "app.ts")
_CLASS_WORDS = (b"@tarojs/taro", b"class ", b"config", b"pages")

#: Where uni-app's pages are the files of their folders: of this and manifest.config.ts the build makes the
#: two JSON files (https://uni-helper.js.org/vite-plugin-uni-pages).
_PAGES_CONFIGS = ("pages.config.ts", "pages.config.js", "pages.config.mts", "pages.config.mjs")


def lists_pages_by_folder(files: Files, folder: str) -> bool:
    """Whether a folder with uni-app's sources leaves it to the build to list its pages."""
    around = {folder, posixpath.dirname(folder)}
    pages = posixpath.join(folder, "pages.json")
    return not files.exists(pages) and any(
        files.exists(posixpath.join(one, name)) for one in around for name in _PAGES_CONFIGS
    )


def framework_of(files: Files, folder: str) -> Framework | Literal[""]:
    """The framework that makes a mini-program of a folder; empty where there is none that is known.

    Other tools have an `app.config.ts` too: Taro's names pages, and stands beside the app's script.
    """
    prefix = folder + "/" if folder else ""
    if files.exists(prefix + "pages.json") and files.exists(prefix + "manifest.json"):
        return "uni-app"
    if files.exists(prefix + "App.vue") and lists_pages_by_folder(files, folder):
        return "uni-app"
    for name in TARO_CONFIGS:
        source = files.read(prefix + name) if files.exists(prefix + name) else None
        if isinstance(source, Source) and b"pages" in source.utf8:
            beside = any(files.exists(prefix + "app" + suffix) for suffix in SUFFIXES)
            return "taro" if beside or b"defineAppConfig" in source.utf8 else ""
    for name in TARO_APPS:
        source = files.read(prefix + name) if files.exists(prefix + name) else None
        if isinstance(source, Source) and all(word in source.utf8 for word in _CLASS_WORDS):
            return "taro"
    return ""
