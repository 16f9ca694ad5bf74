"""Which components the markup of a page or component holds, and which of its data they are given.

So are elements whose arrival a method of the page waits for: an image that it loads as its data change.
"""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.link.project_files import AppFiles, PageFiles
from wxlint.platform.events import ARRIVALS
from wxlint.read.markup import Element
from wxlint.read.markup_binding import event_of
from wxlint.regexps import regexp

#: Where it is not known what a component is given: any field may be.
ANY = "*"
_ARRIVALS = tuple(ARRIVALS)
_NAME = regexp(r"[A-Za-z_$][\w$]*")

#: By a component: the fields that it is given, that decide whether it is there, or that it is repeated for.
Inside = dict[str, frozenset[str]]


def inside(app: AppFiles) -> dict[str, Inside]:
    """By the path of a page or component: the components in it, and those that they hold in turn."""
    found = {one.path: _held(app, one) for one in (*app.pages, *app.components)}
    for owner, held in found.items():
        left = list(held)
        while left:
            outer = left.pop()
            for inner in found.get(outer, {}):
                known = held.get(inner, frozenset())
                # What a component is given reaches those inside of it.
                if not held[outer] <= known and inner != owner:
                    held[inner] = known | held[outer]
                    left.append(inner)
    return found


def arrival(owner: str, method: str) -> str:
    """The name among the components for the elements of which a method of the owner is told as they load."""
    return f"{owner} {method}"


def _held(app: AppFiles, page: PageFiles) -> Inside:
    named = {tag: path for tag, path in app.global_components.items() if path is not None}
    named.update((tag, path) for tag, path in page.components.items() if path is not None)
    held: Inside = {}
    markup = app.markups.get(page.markup) if page.markup is not None else None
    elements = markup.elements if markup is not None else ()
    for index, element in enumerate(elements):
        path = named.get(element.name)
        told = [arrival(page.path, method) for method in _told(element)] if path is None else [path]
        for name in told:
            held[name] = held.get(name, frozenset()) | _given(elements, index)
    if markup is None or markup.links:
        # What is not in the page's own markup may be in what it takes from another file.
        held.update((path, frozenset((ANY,))) for path in named.values() if path not in held)
    return held


def _told(element: Element) -> Iterator[str]:
    """The methods that an element tells of its arrival."""
    for one in element.attributes:
        if one.value and one.name.endswith(_ARRIVALS):
            event = event_of(one.name)
            if event is not None and event[1] in ARRIVALS:
                yield one.value.strip()


def _given(elements: tuple[Element, ...], index: int) -> frozenset[str]:
    """The names in what an element is given, and in what decides on it and on those around it."""
    names: set[str] = set()
    own = True
    while index >= 0:
        element = elements[index]
        for one in element.attributes:
            value = one.value or ""
            if "{{" in value and (own or one.name.startswith("wx:")):
                names.update(_NAME.findall(value))
        index, own = element.parent, False
    return frozenset(names)


__all__ = ["ANY", "Inside", "arrival", "inside"]
