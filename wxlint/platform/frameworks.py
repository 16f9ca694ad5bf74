"""What uni-app and Taro are, as far as a reader of their sources must know: names, platforms, modules, hooks.

Sources: https://uniapp.dcloud.net.cn/tutorial/platform.html (conditional compilation),
https://uniapp.dcloud.net.cn/collocation/pages.html (easycom, hooks), https://docs.taro.zone/docs/config,
https://docs.taro.zone/docs/env-mode-config (what the build puts in).
"""

from __future__ import annotations

from typing import Literal

Framework = Literal["uni-app", "taro"]

#: The names of the API objects of each framework's programs, once they are built for WeChat.
API_OBJECTS: dict[Framework, tuple[str, ...]] = {"uni-app": ("uni", "wx"), "taro": ("Taro", "wx")}

#: What `#ifdef` finds defined when uni-app builds for WeChat; and of `VUE2`, `VUE3` the one that is used.
UNI_DEFINED = frozenset({"MP", "MP-WEIXIN"})

#: Modules that are Taro's API object.
TARO_MODULES = frozenset({"@tarojs/taro", "@tarojs/taro-weapp"})

#: Values of `process.env` and `import.meta.env` in a release for WeChat.
BUILD_VALUES = {
    "NODE_ENV": "production",
    "TARO_ENV": "weapp",
    "UNI_PLATFORM": "mp-weixin",
    "VUE_APP_PLATFORM": "mp-weixin",
    "MODE": "production",
}

#: What `import.meta.env` has besides, in a release.
BUILD_FLAGS = {"PROD": True, "DEV": False, "SSR": False}

#: How the names of those variables of `.env` files begin that the build puts in.
ENV_PREFIXES: dict[Framework, tuple[str, ...]] = {"uni-app": ("VITE_", "VUE_APP_"), "taro": ("TARO_APP_",)}

#: Scripts of a framework's sources, in the order in which its bundler looks for them.
SUFFIXES = (".ts", ".js", ".tsx", ".jsx", ".mjs", ".vue")

#: Options of a Vue component that hold no method, and are no hook.
VUE_OPTIONS = frozenset((
    "name", "data", "props", "computed", "methods", "watch", "components", "mixins", "extends", "filters",
    "directives", "emits", "model", "options", "provide", "inject", "store", "i18n", "mpType", "globalData",
    "externalClasses", "inheritAttrs", "expose",
))  # fmt: skip
