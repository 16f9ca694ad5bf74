"""Whether a bound event can still fire while fields of the data have given values.

It cannot where the element is disabled, hidden or absent then, or where nothing is bound to it. Three answers
everywhere: True and False are sure, None is unknown. What the page's data does not settle is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wxlint.platform.events import DISABLED_TAKES_NO_TAP, GESTURES, NATIVE_ELEMENTS, WITH_DISABLED
from wxlint.read.markup import Attribute, Binding, Element, Markup, TemplateUse
from wxlint.read.markup_expression import Name, parse_template_data
from wxlint.read.markup_truth import Known, Value, attribute_value, evaluate, truth
from wxlint.read.markup_value import choices, only_expression
from wxlint.regexps import regexp

_NO_POINTER = regexp(r"pointer-events\s*:\s*none")


def fires(markup: Markup, binding: Binding, known: Known) -> bool | None:
    """Whether the event can happen, and reach a handler, while the data is as `known` says.

    For `submit` and `reset` of a form, the buttons that cause them are asked. A component that is not the
    platform's is taken to heed `disabled` and `loading`. Inside of a `<template>`, `known` speaks of the
    template's own data: see `handed_in`.
    """
    scopes = dict(_scopes(markup, binding.element, known))
    answers = [
        truth(attribute_value(binding.attribute, scopes[binding.element])),
        *_usable(markup, scopes, binding),
    ]
    buttons = tuple(_buttons(markup, binding))
    if buttons:
        answers.append(_any(_pressable(markup, button, known, binding) for button in buttons))
    return _all(answers)


def handed_in(markup: Markup, use: TemplateUse, known: Known) -> dict[str, Value]:
    """What is known inside of a template, given what is known where it is used."""
    inside = dict(_scopes(markup, use.element, known))[use.element]
    only = only_expression(use.data) if use.data is not None else None
    members = parse_template_data(only.text, only.start) if only is not None else None
    handed: dict[str, Value] = {}
    for member in members or ():
        if member.name is not None:
            handed = {path: value for path, value in handed.items() if path.split(".")[0] != member.name}
            handed[member.name] = evaluate(member.value, inside)
            if isinstance(member.value, Name):
                handed.update(_below(member.value, inside, member.name + "."))
        else:
            # A spread may overwrite what stands before it with anything.
            handed = _below(member.value, inside, "") if isinstance(member.value, Name) else {}
    return handed


def _below(name: Name, known: Known, prefix: str) -> dict[str, Value]:
    """What is known of the members of a field, under another name."""
    dotted = name.dotted + "."
    return {prefix + path[len(dotted) :]: value for path, value in known.items() if path.startswith(dotted)}


def _scopes(markup: Markup, index: int, known: Known) -> Iterator[tuple[int, Known]]:
    """An element and those around it, outermost first, each with what is known there.

    The variables of `wx:for` and the names of `<wxs>` modules hide fields of the data that are called the
    same.
    """
    hidden = {module.module for module in markup.wxs}
    for around in (*reversed(tuple(markup.ancestors(index))), index):
        element = markup.elements[around]
        if element.attribute("wx:for") or element.attribute("wx:for-items"):
            hidden |= {element.value("wx:for-item") or "item", element.value("wx:for-index") or "index"}
        yield around, {path: value for path, value in known.items() if path.split(".")[0] not in hidden}


def _usable(markup: Markup, scopes: dict[int, Known], binding: Binding) -> Iterator[bool | None]:
    """Whether an element and those around it are there, seen and enabled; the element comes last in
    `scopes`.
    """
    for index, known in scopes.items():
        element = markup.elements[index]
        yield _present(markup, index, known)
        if element.name not in ("block", "template"):
            yield _not(_given(element, "hidden", known))
        yield from _touchable(element, known)
    index, known = next(reversed(scopes.items()))
    yield from _enabled(markup.elements[index], binding.event, known)


def _present(markup: Markup, index: int, known: Known) -> bool | None:
    """Whether `wx:if`, `wx:elif` or `wx:else` let an element be."""
    element = markup.elements[index]
    condition = element.attribute("wx:if")
    if condition is not None:
        return truth(attribute_value(condition, known))
    own = element.attribute("wx:elif")
    if own is None and element.attribute("wx:else") is None:
        return True
    answers = [True if own is None else truth(attribute_value(own, known))]
    before = [child for child in markup.children(element.parent) if child < index]
    for sibling in reversed(before):
        earlier = markup.elements[sibling].attribute("wx:if") or markup.elements[sibling].attribute("wx:elif")
        if earlier is None:
            break
        answers.append(_not(truth(attribute_value(earlier, known))))
        if earlier.name == "wx:if":
            break
    return _all(answers)


def _touchable(element: Element, known: Known) -> Iterator[bool | None]:
    """Whether the element's own style lets it be touched; style sheets are not asked."""
    style = element.attribute("style")
    if style is not None and "pointer-events" in (style.value or ""):
        value = attribute_value(style, known)
        yield not _NO_POINTER.search(value) if isinstance(value, str) else None


def _enabled(element: Element, event: str, known: Known) -> Iterator[bool | None]:
    if element.name not in NATIVE_ELEMENTS:
        yield _not(_given(element, "disabled", known))
        yield _not(_given(element, "loading", known))
    elif element.name in DISABLED_TAKES_NO_TAP or (element.name in WITH_DISABLED and event not in GESTURES):
        yield _not(_given(element, "disabled", known))


def _given(element: Element, name: str, known: Known) -> bool | None:
    """Whether a boolean attribute is set."""
    attribute = element.attribute(name)
    return False if attribute is None else truth(attribute_value(attribute, known))


def _buttons(markup: Markup, binding: Binding) -> Iterator[int]:
    """The buttons that cause a form's event; a button's type may itself be an expression."""
    if binding.event not in ("submit", "reset") or markup.elements[binding.element].name != "form":
        return
    for index in markup.descendants(binding.element):
        element = markup.elements[index]
        kind = element.attribute("form-type") or element.attribute("formType")
        if kind is not None and (_may_be(kind, binding.event)):
            yield index


def _may_be(attribute: Attribute, text: str) -> bool:
    found = choices(attribute)
    return not found.complete or any(choice.text == text for choice in found.choices)


def _pressable(markup: Markup, button: int, known: Known, binding: Binding) -> bool | None:
    return _all(_usable(markup, dict(_scopes(markup, button, known)), binding))


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _all(answers: Iterable[bool | None]) -> bool | None:
    found = set(answers)
    return False if False in found else (None if None in found else True)


def _any(answers: Iterable[bool | None]) -> bool | None:
    found = set(answers)
    return True if True in found else (None if None in found else False)
