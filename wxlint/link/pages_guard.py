"""What keeps a bound element from being used: conditions under which it is away, hidden or disabled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import reduce
from itertools import islice
from typing import Literal

from wxlint.link.bound import VISIBILITY, BoundElement, Guard, GuardKind
from wxlint.link.pages_names import Scope
from wxlint.model.place import Place
from wxlint.platform.events import DISABLED_TAKES_NO_TAP, GESTURES, NATIVE_ELEMENTS, WITH_DISABLED
from wxlint.read.markup import Attribute, Binding, Element, Link, Markup, TemplateUse
from wxlint.read.markup_expression import Conditional, Constant, Expression, Name, Not, Opaque, Operation
from wxlint.read.markup_truth import evaluate, truth
from wxlint.read.markup_value import Part, parts
from wxlint.regexps import regexp

_NO_POINTER = regexp(r"pointer-events\s*:\s*none|display\s*:\s*none|visibility\s*:\s*hidden")
_STYLES = regexp(r"pointer-events|display|visibility")
_INHERITED = frozenset({"wx:if", "wx:elif", "wx:else", "wx:for", "wx:for-items", "hidden"})
#: Further back in a chain of `wx:elif` nothing is looked at.
_LONGEST_CHAIN = 50


class Layout:
    """One markup's elements by what they are looked up for here.

    `template`: for each element that of the `<template name>` around it, `before`: the element before it in
    the same parent; -1 where there is none. `plain`: whether it says nothing of what is inside of it. By the
    template around them, -1 for none: `bindings`, `includes`, `uses`, and in `buttons` the elements whose
    `form-type` makes a form submit or reset, and in `models` the attributes that the user's input writes to
    (`model:value`), each with its element.
    """

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.template: list[int] = []
        self.before: list[int] = []
        self.plain: list[bool] = []
        self.bindings: dict[int, list[Binding]] = defaultdict(list)
        self.includes: dict[int, list[Link]] = defaultdict(list)
        self.uses: dict[int, list[TemplateUse]] = defaultdict(list)
        self.buttons: dict[int, list[int]] = defaultdict(list)
        self.models: dict[int, list[tuple[int, Attribute]]] = defaultdict(list)
        definitions = {template.element for template in markup.templates}
        last: dict[int, int] = {}
        for index, element in enumerate(markup.elements):
            parent = element.parent
            around = self.template[parent] if parent >= 0 else -1
            self.template.append(parent if parent in definitions else around)
            self.before.append(last.get(parent, -1))
            self.plain.append(not _says_anything(element))
            last[parent] = index
            if form_type(element) is not None:
                self.buttons[self.template[index]].append(index)
            for attribute in element.attributes:
                if attribute.name.startswith("model:"):
                    self.models[self.template[index]].append((index, attribute))
        for binding in markup.bindings:
            self.bindings[self.template[binding.element]].append(binding)
        for link in markup.includes:
            self.includes[self.template[link.element]].append(link)
        for use in markup.uses:
            self.uses[self.template[use.element]].append(use)


def _says_anything(element: Element) -> bool:
    """Whether an element says anything of what is inside of it."""
    if element.name == "form" or any(_says(one) for one in element.attributes):
        return True
    foreign = element.name not in NATIVE_ELEMENTS
    return any(
        "{{" in (one.value or "") for one in element.attributes if foreign or one.name in ("class", "style")
    )


def _says(attribute: Attribute) -> bool:
    """Whether an attribute counts for all that is inside of its element."""
    return attribute.name in _INHERITED or (
        attribute.name == "style" and _STYLES.search(attribute.value or "") is not None
    )


def form_type(element: Element) -> Attribute | None:
    """The attribute that says which event of its form an element causes."""
    return element.attribute("form-type") or element.attribute("formType")


def around_guards(path: str, layout: Layout, index: int, outer: Scope, scope: Scope) -> Iterator[Guard]:
    """What an element says of itself and of all inside of it. `outer`: the scope around it."""
    element = layout.markup.elements[index]
    yield from _presence(path, layout, index, outer, scope)
    if element.name not in ("block", "template", "include"):
        yield from _flag("hidden", path, element, scope)
    style = element.attribute("style")
    if style is not None and _STYLES.search(style.value or ""):
        yield from _guard("style", _no_pointer(style, scope), path, style)


def veils(element: Element, scope: Scope) -> Iterator[Expression]:
    """Conditions that may take the element, and all inside of it, out of sight when they turn false.

    A class that is there only while something holds (`class="modal {{open ? 'show' : ''}}"`), and what a
    component is handed (`<popup show="{{open}}">`). What they do is not known, so nothing is claimed then.
    """
    for attribute in element.attributes:
        if attribute.name == "class":
            for piece in parts(attribute):
                test = _while(piece.expression) if piece.dynamic else None
                if test is not None:
                    yield scope.of(test)
        elif element.name not in NATIVE_ELEMENTS and "{{" in (attribute.value or "") and _hands(attribute):
            yield scope.value(attribute)


def _hands(attribute: Attribute) -> bool:
    return ":" not in attribute.name and not attribute.name.startswith(("data-", "bind", "catch", "id"))


def _while(expression: Expression) -> Expression | None:
    """What a text hangs on that is there only while that holds."""
    if type(expression) is Conditional:
        none = type(expression.no) is Constant and not expression.no.value
        return Operation("&&", expression.test, expression.yes) if none else None
    named = type(expression) is Operation and expression.operator in ("&&", "||")
    return expression if named or isinstance(expression, Name) else None


def own_guards(
    path: str, element: Element, event: str, custom: bool, scope: Scope, *, at_hand: bool = False
) -> Iterator[Guard]:
    """What an element says of itself alone: `disabled`, where that keeps the event from it.

    `at_hand`: the component is one of the app. What it does with `loading` is played then.
    """
    if custom:
        yield from _flag("disabled", path, element, scope, certain=False)
        if not at_hand:
            yield from _flag("loading", path, element, scope, certain=False)
    elif element.name in DISABLED_TAKES_NO_TAP or (element.name in WITH_DISABLED and event not in GESTURES):
        yield from _flag("disabled", path, element, scope)


def handler_guards(path: str, attribute: Attribute, scope: Scope) -> Iterator[Guard]:
    """That nothing is bound while the value of the binding is empty."""
    yield from _guard("handler", Not(scope.value(attribute)), path, attribute)


def is_there(element: BoundElement, markup: str | None) -> bool | None:
    """Whether an element is there to be used, as far as what the page shares with others says.

    None where that depends on what it is handed. `markup`: the page's own.
    """
    for guard in element.guards:
        if guard.kind in VISIBILITY and truth(evaluate(guard.condition, {})) is True:
            return False
    return None if shared_presence(element, markup) else True


def shared_presence(element: BoundElement, markup: str | None) -> tuple[Expression, ...]:
    """The conditions in markup other than the page's own while any of which holds an element is not there."""
    guards = (one for one in element.guards if one.kind in VISIBILITY and one.place.path != markup)
    return tuple(one.condition for one in guards)


def all_of(buttons: list[tuple[Guard, ...]]) -> tuple[Guard, ...]:
    """What keeps all of several elements from being used, each of which has its own guards."""
    if len(buttons) <= 1:
        return buttons[0] if buttons else ()
    if not all(buttons):
        return ()
    first = buttons[0][0]
    each = [reduce(lambda a, b: Operation("||", a, b), [guard.condition for guard in one]) for one in buttons]
    certain = all(guard.certain for one in buttons for guard in one)
    return (Guard(first.kind, reduce(lambda a, b: Operation("&&", a, b), each), first.place, certain),)


def is_custom(element: Element, declared: bool) -> bool:
    """Whether an element is a component of the project or of a library."""
    return declared or element.name not in NATIVE_ELEMENTS


def _presence(path: str, layout: Layout, index: int, outer: Scope, scope: Scope) -> Iterator[Guard]:
    element = layout.markup.elements[index]
    condition = element.attribute("wx:if")
    if condition is not None:
        yield from _guard("if", Not(scope.value(condition)), path, condition)
        return
    kind: GuardKind = "elif" if element.attribute("wx:elif") else "else"
    own = element.attribute("wx:elif") or element.attribute("wx:else")
    if own is None:
        return
    if kind == "elif":
        yield from _guard(kind, Not(scope.value(own)), path, own)
    for earlier in islice(_earlier(layout, index), _LONGEST_CHAIN):
        yield from _guard(kind, outer.value(earlier), path, earlier)


def _earlier(layout: Layout, index: int) -> Iterator[Attribute]:
    """The conditions before a `wx:elif` or `wx:else`, the nearest first."""
    while layout.before[index] >= 0:
        index = layout.before[index]
        element = layout.markup.elements[index]
        condition = element.attribute("wx:if") or element.attribute("wx:elif")
        if condition is None:
            return
        yield condition
        if condition.name == "wx:if":
            return


def _flag(
    kind: Literal["hidden", "disabled", "loading"],
    path: str,
    element: Element,
    scope: Scope,
    certain: bool = True,
) -> Iterator[Guard]:
    attribute = element.attribute(kind)
    if attribute is not None:
        yield from _guard(kind, scope.value(attribute), path, attribute, certain)


def _guard(
    kind: GuardKind, condition: Expression, path: str, attribute: Attribute, certain: bool = True
) -> Iterator[Guard]:
    # What never holds is no guard: `disabled="{{false}}"`.
    if _is_open(condition) or truth(evaluate(condition, {})) is not False:
        yield Guard(kind, condition, value_place(path, attribute), certain)


def _is_open(condition: Expression) -> bool:
    """Whether a condition plainly depends on a name, as most do, so that there is no need to evaluate it."""
    while type(condition) is Not or (type(condition) is Operation and condition.operator[1] == "="):
        condition = condition.operand if type(condition) is Not else condition.left
    return isinstance(condition, (Name, Opaque))


def value_place(path: str, attribute: Attribute) -> Place:
    """The place of an attribute's value, without quotes; of its name where it has none."""
    if attribute.value is None:
        return Place(path, attribute.start, attribute.end)
    return Place(path, attribute.value_start, attribute.value_end)


def _no_pointer(style: Attribute, scope: Scope) -> Expression:
    """Whether a style says `pointer-events: none` or the like: each `{{ }}` is tried where it stands."""
    pieces = parts(style)
    dynamic = [piece for piece in pieces if piece.dynamic]
    if not dynamic:
        return Constant(_NO_POINTER.search(style.value or "") is not None, style.value_start, style.value_end)
    found = [_says_none(piece.expression, scope, *_beside(pieces, piece)) for piece in dynamic]
    return reduce(lambda a, b: Operation("||", a, b), found)


def _beside(pieces: tuple[Part, ...], piece: Part) -> tuple[str, str]:
    """The text before and after a piece of a value."""
    before = "".join(one.text for one in pieces if not one.dynamic and one.start < piece.start)
    return before, "".join(one.text for one in pieces if not one.dynamic and one.start > piece.start)


def _says_none(expression: Expression, scope: Scope, before: str, after: str) -> Expression:
    if type(expression) is Conditional:
        yes = _says_none(expression.yes, scope, before, after)
        return Conditional(scope.of(expression.test), yes, _says_none(expression.no, scope, before, after))
    if type(expression) is Operation and expression.operator == "&&":
        right = _says_none(expression.right, scope, before, after)
        return Operation("&&", scope.of(expression.left), right)
    if type(expression) is Constant:
        text = expression.value if isinstance(expression.value, str) else ""
        says = _NO_POINTER.search(before + text + after) is not None
        return Constant(says, expression.start, expression.end)
    return Opaque((scope.of(expression),))
