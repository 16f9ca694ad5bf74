"""What the markup of a page or component binds: elements, their events and handlers, and what guards them."""

from __future__ import annotations

from wxlint.link.bound import BoundElement, Guard, PageBindings
from wxlint.link.pages_compose import Composition, Form, Part, Spot
from wxlint.link.pages_guard import (
    Layout,
    all_of,
    form_type,
    handler_guards,
    is_custom,
    own_guards,
    value_place,
)
from wxlint.link.pages_names import expression_of
from wxlint.link.project_files import AppFiles, PageFiles
from wxlint.model.place import Place
from wxlint.platform.events import DETAIL_VALUES, GESTURES, SHEETS, USER_REPEATABLE, WISHES
from wxlint.read.markup import Binding, Element
from wxlint.read.markup_expression import Constant, Expression, Name
from wxlint.read.markup_value import choices, results


def bindings(app: AppFiles, page: PageFiles, layouts: dict[str, Layout] | None = None) -> PageBindings:
    """What the markup of one of the app's pages or components binds.

    `layouts`: those of the markup that was seen in other pages, by path; new ones are added.
    """
    if page.markup is None:
        return PageBindings(page.path, complete=False)
    composition = Composition(app, page.markup, {} if layouts is None else layouts)
    found = [
        _bound(app, page, part, binding)
        for part in composition.parts
        for binding in part.layout.bindings[part.top]
        if binding.kind != "none"
    ]
    complete = composition.complete and all(
        one.certain and (one.methods or one.function is not None) for one in found
    )
    models = frozenset(
        value.path[0]
        for part in composition.parts
        for index, attribute in part.layout.models[part.top]
        if isinstance(value := part.spot(index).scope.value(attribute), Name)
    )
    return PageBindings(page.path, tuple(found), complete, tuple(composition.unknown.items()), models)


def _bound(app: AppFiles, page: PageFiles, part: Part, binding: Binding) -> BoundElement:
    element = part.markup.elements[binding.element]
    declared, component = app.component(page, element.name)
    custom = is_custom(element, declared)
    spot = part.spot(binding.element)
    own_id = element.attribute("id")
    value = value_place(part.path, binding.attribute)
    named, fields, known = _handlers(part, binding, spot)
    return BoundElement(
        element.name,
        binding.event,
        binding.prefix,
        tuple(name for name, _ in named),
        tuple(place for _, place in named),
        value,
        (
            *spot.guards,
            *own_guards(part.path, element, binding.event, custom, spot.scope, at_hand=component is not None),
            *_form_guards(app, page, element, binding.event, spot.form),
            *(handler_guards(part.path, binding.attribute, spot.scope) if binding.kind != "wxs" else ()),
        ),
        part.certain and known,
        custom,
        component,
        _handed(element, spot) if component is not None else (),
        _repeatable(binding.event, custom),
        binding.function,
        tapped=custom or binding.event in WISHES,
        covered=binding.event == "tap" and _covers(part, binding),
        id=spot.scope.value(own_id) if own_id is not None else None,
        dataset=tuple(
            (_dataset_name(one.name), spot.scope.value(one))
            for one in element.attributes
            if one.name.startswith(("data-", "data:"))
        ),
        leaf=element.last == binding.element + 1,
        veils=spot.veils,
        rows=spot.rows,
        value_nature=DETAIL_VALUES.get((element.name, binding.event, element.value("mode") or ""), "unknown"),
        fields=fields,
    )


def _covers(part: Part, binding: Binding) -> bool:
    """Whether a tap opens another page, or a sheet over this one: on a `<navigator>`, or a button with
    `open-type`, or on what is inside of them and lets the event go on.
    """
    index = binding.element
    while index >= 0 and index != part.top:
        element = part.markup.elements[index]
        if element.name == "navigator" or (element.name == "button" and element.value("open-type") in SHEETS):
            return index == binding.element or not binding.stops
        index = element.parent
    return False


def _dataset_name(attribute: str) -> str:
    """`data-item-id` is `dataset.itemId`, `data-itemId` is `dataset.itemid`."""
    return _camel(attribute[len("data-") :].lower()) if attribute[4] == "-" else _camel(attribute[5:])


def _handlers(
    part: Part, binding: Binding, spot: Spot
) -> tuple[list[tuple[str, Place]], tuple[tuple[str, ...], ...], bool]:
    """The methods that a binding may name, each with its place, the fields that may name one, and whether
    these methods are all.
    """
    named = [
        (choice.text, Place(part.path, choice.start, choice.end))
        for choice in binding.handlers
        if choice.text
    ]
    if binding.kind != "dynamic":
        return named, (), True
    # A template may be handed the name; where it is written then, is in another file.
    value = value_place(part.path, binding.attribute)
    only = expression_of(binding.attribute)
    leaves = list(results(spot.scope.of(only))) if only is not None else []
    texts = [leaf.value for leaf in leaves if type(leaf) is Constant and isinstance(leaf.value, str)]
    written = {name for name, _ in named}
    handed = [(text, value) for text in dict.fromkeys(texts) if text and text not in written]
    fields = tuple(leaf.path for leaf in leaves if isinstance(leaf, Name))
    return named + handed, fields, bool(leaves) and len(texts) == len(leaves)


def _form_guards(
    app: AppFiles, page: PageFiles, element: Element, event: str, form: Form | None
) -> tuple[Guard, ...]:
    """What keeps every button of a form that causes the event from being used."""
    if element.name != "form" or form is None:
        return ()
    buttons: list[tuple[Guard, ...]] = []
    for part, index in form.buttons:
        button = part.markup.elements[index]
        kind = form_type(button)
        found = choices(kind) if kind is not None else None
        if found is None or (found.complete and all(choice.text != event for choice in found.choices)):
            continue
        spot = part.spot(index)
        custom = is_custom(button, app.component(page, button.name)[0])
        own = own_guards(part.path, button, "tap", custom, spot.scope)
        buttons.append((*spot.guards[len(form.guards) :], *own))
    return all_of(buttons)


def _handed(element: Element, spot: Spot) -> tuple[tuple[str, Expression], ...]:
    """The properties that a component is handed, by their names in its script."""
    given = (one for one in element.attributes if one.value is not None and ":" not in one.name)
    return tuple(
        (_camel(one.name), spot.scope.value(one)) for one in given if not one.name.startswith("data-")
    )


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(one[:1].upper() + one[1:] for one in others)


def _repeatable(event: str, custom: bool) -> bool | None:
    if custom:
        return True if event in GESTURES & USER_REPEATABLE else None
    return event in USER_REPEATABLE
