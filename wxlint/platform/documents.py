"""The platform's configuration documents: which there are, and the JSON Schema of each in `schemas/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

#: `page` is the JSON of a page or component; `project-private` is one developer's own
#: project.private.config.json.
DocumentKind = Literal["app", "page", "project", "project-private", "sitemap", "uni-pages"]

#: A page icon of the tab bar: what it may be, and how large, in bytes
#: (reference/configuration/app.html#tabBar).
TAB_ICON_SUFFIXES = frozenset({".png", ".jpg", ".jpeg"})
TAB_ICON_BYTES = 40 * 1024

#: The name of the main package, in preloadRule (framework/subpackages/preload.html).
MAIN_PACKAGE = "__APP__"

#: Members of `window`, or of a page's JSON, of `tabBar` and of its items that may hold a variable of
#: theme.json: `@name` (framework/ability/darkmode.html).
THEMED_WINDOW = frozenset({"navigationBarBackgroundColor", "navigationBarTextStyle"}) | frozenset(
    {
        "backgroundColor",
        "backgroundTextStyle",
        "backgroundColorTop",
        "backgroundColorBottom",
        "backgroundColorContent",
    }
)
THEMED_TAB_BAR = frozenset({"color", "selectedColor", "backgroundColor", "borderStyle"})
THEMED_TAB = frozenset({"iconPath", "selectedIconPath"})


@cache
def schema(kind: DocumentKind) -> dict[str, Any]:
    """The JSON Schema of a kind of document. It leaves every object open: no list of keys is complete."""
    decoded: dict[str, Any] = msgspec.json.decode(
        (Path(__file__).parent / "schemas" / f"{kind}.json").read_bytes()
    )
    return decoded
