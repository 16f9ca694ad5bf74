"""Which component `this.selectComponent('#form')` finds, where the markup says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.link.engine.heap import Native, Sym, Val
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.members import find
from wxlint.link.engine.natives import arg

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Machine
    from wxlint.link.project_files import AppFiles, PageFiles
    from wxlint.link.world import World
    from wxlint.model.place import Place
    from wxlint.read.markup import Element

#: The member of a JSON by which a component that is fetched later has another one in its place.
_LATE = "componentPlaceholder"


def selected(app: AppFiles) -> dict[str, dict[str, str]]:
    """By the path of a page or component: what it surely finds by `#id` or `.class`, the path of a component.

    Of those that are there always, each the only one of its kind in that markup: they would share one state.
    """
    found = {one.path: dict(_selected(app, one)) for one in (*app.pages, *app.components)}
    return {path: known for path, known in found.items() if known}


def _selected(app: AppFiles, page: PageFiles) -> Iterator[tuple[str, str]]:
    markup = app.markups.get(page.markup) if page.markup is not None else None
    if markup is None or markup.links:
        # What comes from another file may be found first.
        return
    elements, named = markup.elements, {**app.global_components, **page.components}
    held = [(at, named[one.name]) for at, one in enumerate(elements) if one.name in named]
    kinds = Counter(path for _, path in held)
    names = Counter(name for at, _ in held for name in _names(elements[at]))
    vague = {name[0] for name in names if "{{" in name}
    late = set(_late(page))
    for at, path in held:
        if path is None or kinds[path] > 1 or elements[at].name in late or _may_be_gone(elements, at):
            continue
        for name in _names(elements[at]):
            if names[name] == 1 and name[0] not in vague:
                yield name, path


def _names(element: Element) -> Iterator[str]:
    """What an element is found by; with braces where that is not known."""
    name, classes = (element.value("id") or "").strip(), (element.value("class") or "").strip()
    if name:
        yield "#" + name
    for one in [classes] if "{{" in classes else classes.split():
        yield "." + one


def _late(page: PageFiles) -> Iterator[str]:
    for member in page.root.members if page.root is not None else ():
        if member.key == _LATE:
            yield from (one.key for one in member.value.members)


def _may_be_gone(elements: tuple[Element, ...], index: int) -> bool:
    """Whether an element is not always there, or not once."""
    while index >= 0:
        element = elements[index]
        if element.name == "template" or any(one.name.startswith("wx:") for one in element.attributes):
            return True
        index = element.parent
    return False


def selecting(world: World, owner: str) -> Native:
    """`selectComponent` of a page or component."""

    def select(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        name = arg(args, 0)
        known = name.known if type(name) is TEXT else None
        path = world.selected.get(owner, {}).get(known) if known is not None else None
        found = world.instances.get(path) if path is not None else None
        # One that exports something else is found as that.
        if path is None or found is None or find(found, "export") is not None:
            return m.tracer.foreign(m, Sym(("instance", "selectComponent"), foreign=True), args, place)
        world.selects(owner, path)
        return found

    return Native("selectComponent", select)


__all__ = ["selected", "selecting"]
