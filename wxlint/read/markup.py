"""What one WXML file says: its elements, what they bind, and what it takes from other files.

All places are byte offsets into `Source.utf8`. Elements are in the order of the text and know each other by
index.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from wxlint.read.markup_binding import Binding, bindings_of
from wxlint.read.markup_scan import Attribute, Comment, Scan
from wxlint.read.markup_value import Choice, choices
from wxlint.read.problems import SENTENCES, Language, MarkupCode
from wxlint.read.source import Source

__all__ = [
    "Attribute",
    "Binding",
    "Comment",
    "Element",
    "Link",
    "Markup",
    "MarkupProblem",
    "Template",
    "TemplateUse",
    "Wxs",
    "read_markup",
]


class MarkupProblem(msgspec.Struct, frozen=True):
    """A place that does not parse, in bytes."""

    code: MarkupCode
    start: int
    end: int
    detail: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The problem in words."""
        return SENTENCES[self.code].of(language, self.detail)


class Element(msgspec.Struct, frozen=True):
    """An element. `start`/`end` hold its opening tag, `close` is the end of all of it.

    `parent` is the index of the element around it, -1 at the top; `last` the index after its last
    descendant's.
    """

    name: str
    start: int
    end: int
    close: int
    self_closing: bool
    parent: int
    last: int
    attributes: tuple[Attribute, ...]

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name; of duplicates the last, which is the one that counts."""
        for attribute in reversed(self.attributes):
            if attribute.name == name:
                return attribute
        return None

    def value(self, name: str) -> str | None:
        """The value of an attribute as written, `""` where it has none; None where there is no such
        attribute.
        """
        attribute = self.attribute(name)
        return None if attribute is None else attribute.value or ""


class Wxs(msgspec.Struct, frozen=True):
    """A `<wxs>` module: its name, and its file (`src`) or the place of its text."""

    module: str
    element: int
    src: str | None
    start: int
    end: int


class Link(msgspec.Struct, frozen=True):
    """An `<import>` or `<include>`: the path as written, and its place."""

    kind: Literal["import", "include"]
    src: str
    start: int
    end: int
    element: int


class Template(msgspec.Struct, frozen=True):
    """A `<template name>`: the elements inside of it live by the data and the handlers of whoever uses it."""

    name: str
    start: int
    end: int
    element: int


class TemplateUse(msgspec.Struct, frozen=True):
    """A `<template is>`: the names that it may be, all of them if `complete`; the data handed in, as
    written.
    """

    names: tuple[Choice, ...]
    complete: bool
    data: Attribute | None
    element: int


class Markup(msgspec.Struct, frozen=True):
    """The facts of one WXML file."""

    elements: tuple[Element, ...] = ()
    bindings: tuple[Binding, ...] = ()
    wxs: tuple[Wxs, ...] = ()
    links: tuple[Link, ...] = ()
    templates: tuple[Template, ...] = ()
    uses: tuple[TemplateUse, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[MarkupProblem, ...] = ()

    @property
    def imports(self) -> tuple[Link, ...]:
        """The `<import>`s: files whose templates may be used here."""
        return tuple(link for link in self.links if link.kind == "import")

    @property
    def includes(self) -> tuple[Link, ...]:
        """The `<include>`s: files whose elements stand here, but not their templates and scripts."""
        return tuple(link for link in self.links if link.kind == "include")

    def ancestors(self, index: int) -> Iterator[int]:
        """The elements around an element, the nearest first."""
        index = self.elements[index].parent
        while index >= 0:
            yield index
            index = self.elements[index].parent

    def children(self, index: int) -> Iterator[int]:
        """The elements directly inside of an element, in order; -1 stands for the file."""
        child, last = (index + 1, self.elements[index].last) if index >= 0 else (0, len(self.elements))
        while child < last:
            yield child
            child = self.elements[child].last

    def descendants(self, index: int) -> range:
        """All elements inside of an element, in order."""
        return range(index + 1, self.elements[index].last)

    def template_of(self, index: int) -> Template | None:
        """The template definition that an element belongs to, if any."""
        around = set(self.ancestors(index))
        inside = [template for template in self.templates if template.element in around]
        return inside[-1] if inside else None


def read_markup(source: Source) -> Markup:
    """Reads a WXML file. Never fails: what does not parse is in `problems`, and the rest is read all the
    same.
    """
    scan = Scan(source.utf8, source.start)
    elements = tuple(
        Element(
            tag.name,
            tag.start,
            tag.end,
            tag.close,
            tag.self_closing,
            tag.parent,
            tag.last,
            tuple(tag.attributes),
        )
        for tag in scan.tags
    )
    wxs = tuple(_wxs(elements, scan.scripts))
    modules = frozenset(module.module for module in wxs)
    return Markup(
        elements,
        tuple(
            binding
            for index, element in enumerate(elements)
            for binding in bindings_of(index, element.attributes, modules)
        ),
        wxs,
        tuple(_links(elements)),
        tuple(_templates(elements)),
        tuple(_uses(elements)),
        tuple(scan.comments),
        tuple(MarkupProblem(flaw.code, flaw.start, flaw.end, flaw.detail) for flaw in scan.flaws),
    )


def _wxs(elements: tuple[Element, ...], scripts: dict[int, tuple[int, int]]) -> Iterator[Wxs]:
    for index, element in enumerate(elements):
        if element.name == "wxs":
            start, end = scripts.get(index, (element.end, element.end))
            yield Wxs(element.value("module") or "", index, element.value("src"), start, end)


def _links(elements: tuple[Element, ...]) -> Iterator[Link]:
    for index, element in enumerate(elements):
        src = element.attribute("src") if element.name in ("import", "include") else None
        if src is not None and src.value is not None:
            kind: Literal["import", "include"] = "import" if element.name == "import" else "include"
            yield Link(kind, src.value, src.value_start, src.value_end, index)


def _templates(elements: tuple[Element, ...]) -> Iterator[Template]:
    for index, element in enumerate(elements):
        name = element.attribute("name") if element.name == "template" else None
        if name is not None and name.value is not None:
            yield Template(name.value, name.value_start, name.value_end, index)


def _uses(elements: tuple[Element, ...]) -> Iterator[TemplateUse]:
    for index, element in enumerate(elements):
        used = element.attribute("is") if element.name == "template" else None
        if used is not None:
            found = choices(used)
            yield TemplateUse(found.choices, found.complete, element.attribute("data"), index)
