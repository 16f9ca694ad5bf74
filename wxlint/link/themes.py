"""Variables of a theme: `@name` in app.json and in the JSON of pages, and what theme.json gives for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wxlint.link.project_files import below
from wxlint.link.project_reader import Reader, span, within
from wxlint.model.place import Place
from wxlint.model.refusal import Refusal
from wxlint.platform.documents import THEMED_TAB, THEMED_TAB_BAR, THEMED_WINDOW
from wxlint.read.json_doc import JsonNode


def theme_refusals(
    reader: Reader, app: JsonNode, app_json: str, pages: Iterable[tuple[str, JsonNode]]
) -> Iterator[Refusal]:
    """The variables that no theme gives. `pages`: file and content of each page's JSON."""
    window, tab_bar = app.get("window"), app.get("tabBar")
    used = [(app_json, node) for node in _variables(window, THEMED_WINDOW)]
    used += [(app_json, node) for node in _variables(tab_bar, THEMED_TAB_BAR)]
    listed = tab_bar.get("list") if tab_bar is not None else None
    for tab in listed.items if listed is not None else ():
        used += [(app_json, node) for node in _variables(tab, THEMED_TAB)]
    for path, root in pages:
        used += [(path, node) for node in _variables(root, THEMED_WINDOW)]
    if not used:
        return
    location = app.get("themeLocation")
    if location is None:
        yield from (Refusal("no-theme", Place(path, *span(node)), node.text or "") for path, node in used)
        return
    document = reader.json(below(reader.root, within(location.text or "")))
    if document is None or document.root is None or document.problems:
        return
    light, dark = document.root.get("light"), document.root.get("dark")
    for path, node in used:
        name = (node.text or "")[1:]
        if any(theme is None or theme.get(name) is None for theme in (light, dark)):
            yield Refusal("theme-variable", Place(path, *span(node)), node.text or "", location.text or "")


def _variables(node: JsonNode | None, keys: frozenset[str]) -> Iterator[JsonNode]:
    for member in node.members if node is not None else ():
        if member.key in keys and member.value.text and member.value.text.startswith("@"):
            yield member.value
