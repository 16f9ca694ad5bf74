"""What a page needs that the renderer Skyline draws (framework/runtime/skyline/migration/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wxlint.link.project_reader import span
from wxlint.model.place import Place
from wxlint.model.refusal import Refusal
from wxlint.read.json_doc import JsonNode

_BAR = ("navigationBarTitleText", "navigationBarTextStyle", "navigationBarBackgroundColor")


def skyline_refusals(
    app: JsonNode, app_json: str, pages: Iterable[tuple[str, JsonNode]]
) -> Iterator[Refusal]:
    """What is refused of pages that Skyline draws. `pages`: file and content of each page's JSON."""
    for path, page in pages:
        own = page.get("renderer")
        drawn = own or app.get("renderer")
        if drawn is None or drawn.text != "skyline":
            continue
        place = Place(path if own is not None else app_json, *span(drawn))
        if own is not None and _text(app, "lazyCodeLoading") != "requiredComponents":
            yield Refusal("skyline-lazy", place)
        if (_text(page, "componentFramework") or _text(app, "componentFramework")) != "glass-easel":
            yield Refusal("skyline-framework", place)
        style = page.get("navigationStyle") or app.find(("window", "navigationStyle"))
        if style is None or style.text != "custom":
            kept = next((member for key in _BAR if (member := page.member(key)) and member.value.text), None)
            if page.get("navigationStyle") is not None:
                kept = page.member("navigationStyle")
            if kept is not None:
                yield Refusal("skyline-bar", Place(path, kept.key_start + 1, kept.key_end - 1), kept.key)


def _text(node: JsonNode, key: str) -> str | None:
    member = node.get(key)
    return member.text if member is not None else None
