"""Events that an element binds: which, how, and to which handlers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from wxlint.read.markup_expression import Name
from wxlint.read.markup_scan import Attribute
from wxlint.read.markup_value import Choice, choices, only_expression
from wxlint.regexps import regexp

Prefix: TypeAlias = Literal["bind", "catch", "mut-bind", "capture-bind", "capture-catch", "capture-mut-bind"]

# Prefixes of the event system's guide; `mut-bind` only with a colon; at most one colon before the
# name.
_EVENT = regexp(r"(?P<prefix>(?:capture-)?(?:mut-bind(?=:)|bind|catch)):?(?P<event>[^:]+)$")


class Binding(msgspec.Struct, frozen=True):
    """An event of an element and what handles it.

    `kind`: `literal` (one name in `handlers`), `choice` (one of several names), `dynamic` (a name from the
    data, of which `handlers` are those that are written out), `wxs` (a function of a `<wxs>` module, named
    in `function`), `none` (an empty value, which binds nothing). `attribute` is the whole attribute,
    `element` the element's index. An empty name among several stands for "no handler then".
    """

    element: int
    event: str
    prefix: Prefix
    kind: Literal["literal", "choice", "dynamic", "wxs", "none"]
    handlers: tuple[Choice, ...]
    attribute: Attribute
    function: str | None = None

    @property
    def stops(self) -> bool:
        """Whether the event goes no further than this element."""
        return self.prefix.endswith("catch")


def event_of(name: str) -> tuple[Prefix, str] | None:
    """The prefix and the event that an attribute's name binds; None where it binds none."""
    found = _EVENT.match(name)
    if found is None:
        return None
    prefix: Prefix = found["prefix"]  # type: ignore[assignment] # the pattern matches nothing else
    return prefix, found["event"]


def bindings_of(
    element: int, attributes: tuple[Attribute, ...], modules: frozenset[str]
) -> Iterator[Binding]:
    """The events that an element binds. `modules`: the names of the file's `<wxs>` modules."""
    # Of attributes with the same name the compiler keeps the last.
    for attribute in {attribute.name: attribute for attribute in attributes}.values():
        event = event_of(attribute.name)
        if event is not None:
            prefix, name = event
            yield _binding(element, name, prefix, attribute, modules)


def _binding(
    element: int, event: str, prefix: Prefix, attribute: Attribute, modules: frozenset[str]
) -> Binding:
    if not (attribute.value or "").strip():
        return Binding(element, event, prefix, "none", (), attribute)
    part = only_expression(attribute)
    expression = part.expression if part else None
    if isinstance(expression, Name) and len(expression.path) > 1 and expression.path[0] in modules:
        return Binding(element, event, prefix, "wxs", (), attribute, expression.dotted)
    found = choices(attribute)
    if not found.complete:
        return Binding(element, event, prefix, "dynamic", found.choices, attribute)
    return Binding(
        element, event, prefix, "literal" if len(found.choices) == 1 else "choice", found.choices, attribute
    )
