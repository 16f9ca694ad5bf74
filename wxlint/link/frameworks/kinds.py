"""Which framework a folder of sources belongs to."""

from __future__ import annotations

from typing import Literal

from wxlint.platform.frameworks import SUFFIXES, Framework
from wxlint.read.files import Files
from wxlint.read.source import Source

#: Where Taro's configuration of the app stands.
TARO_CONFIGS = ("app.config.ts", "app.config.js", "app.config.tsx")

#: Where it stands before Taro 3: in the class of the app, `config = { pages: […] }`.
TARO_APPS = ("app.tsx", "app.jsx", "app.js", "app.ts")
_CLASS_WORDS = (b"@tarojs/taro", b"class ", b"config", b"pages")


def framework_of(files: Files, folder: str) -> Framework | Literal[""]:
    """The framework that makes a mini-program of a folder; empty where there is none that is known.

    Other tools have an `app.config.ts` too: Taro's names pages, and stands beside the app's script.
    """
    prefix = folder + "/" if folder else ""
    if files.exists(prefix + "pages.json") and files.exists(prefix + "manifest.json"):
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
