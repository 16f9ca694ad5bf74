"""What the markup of a page binds: elements with their events and handlers, and what guards them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from wxlint.model.place import Place
from wxlint.model.values import Nature, Part, pieces_nature
from wxlint.read.markup_binding import Prefix
from wxlint.read.markup_expression import Constant, Expression

#: `if`, `elif`, `else`: the element is away. `hidden`: it is not shown. `style`: `pointer-events: none`, or
#: `display: none`. `disabled`; `loading` of a component, which many take for `disabled`. `handler`: nothing
#: is bound then.
GuardKind: TypeAlias = Literal["if", "elif", "else", "hidden", "style", "disabled", "loading", "handler"]

#: Kinds of guards that take the element out of sight: what it was for may be over.
VISIBILITY: frozenset[GuardKind] = frozenset({"if", "elif", "else", "hidden", "style", "handler"})


class Guard(msgspec.Struct, frozen=True):
    """The element cannot be used while `condition` is true. `place`: the attribute's value that says so.

    Names in `condition` are paths into the data of the page (`orders.*.busy`: of the element of a list that
    `wx:for` is at); their places are not to be told, as they may be in other files. `certain` is false where
    it is a component that decides.
    """

    kind: GuardKind
    condition: Expression
    place: Place
    certain: bool = True


class BoundElement(msgspec.Struct, frozen=True):
    """An event of an element and the methods of the page that may handle it.

    `methods`: one, or the alternatives of a value such as `{{a ? 'x' : 'y'}}`, or those that are known of a
    value that the data gives; none where it is a function of a `<wxs>` module, which `function` names.
    `places`: where each of them is written; `value`: the whole value of the attribute. `guards`: the element
    cannot be used while the condition of any of them is true. `certain` is false where it is not known
    whether the element is there (a template by an unknown name), or whether these are all the methods.

    `custom`: the element is a component, and the event may be its own; `component` is its path where it is
    one of the app, and `properties` what it is handed. `repeatable`: whether the user can cause the event
    again at once; None where the component decides. `tapped`: whether doing so repeats the same wish, as a
    tap does; `change` brings another value, and scrolling is no wish. `covered`: the tap itself opens a page
    or a sheet over this one. `veils`: conditions that may take it out of sight when they turn false; `rows`:
    the lists of the page's data that it is repeated for. `id`, `dataset` and `leaf` (no other element is
    inside) are for its event.
    `value_nature`: what is known of the event's `detail.value`. `fields`: paths into the data whose values
    name methods too.
    """

    element: str
    event: str
    prefix: Prefix
    methods: tuple[str, ...]
    places: tuple[Place, ...]
    value: Place
    guards: tuple[Guard, ...] = ()
    certain: bool = True
    custom: bool = False
    component: str | None = None
    properties: tuple[tuple[str, Expression], ...] = ()
    repeatable: bool | None = False
    function: str | None = None
    tapped: bool = True
    covered: bool = False
    id: Expression | None = None
    dataset: tuple[tuple[str, Expression], ...] = ()
    leaf: bool = False
    veils: tuple[Expression, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    value_nature: Nature = "unknown"
    fields: tuple[tuple[str, ...], ...] = ()

    @property
    def place(self) -> Place:
        """Where the handler's name is written: the whole value, if there is not just one."""
        return self.places[0] if len(self.places) == 1 else self.value


class PageBindings(msgspec.Struct, frozen=True):
    """What a page binds, in the order in which it is put together: its own markup first.

    `complete` is false where more may be bound: by a name from the data, a template that is not known.
    `unknown_templates`: names of templates that are defined nowhere, each with where it is used. `models`:
    fields of the data that the user's input writes to by itself (`model:value="{{name}}"`).
    """

    page: str
    elements: tuple[BoundElement, ...] = ()
    complete: bool = True
    unknown_templates: tuple[tuple[Place, str], ...] = ()
    models: frozenset[str] = frozenset()

    @property
    def methods(self) -> frozenset[str]:
        """The names of all methods that any markup of the page binds."""
        return frozenset(name for element in self.elements for name in element.methods)


def written_dataset(elements: Sequence[BoundElement]) -> list[tuple[str, Nature]]:
    """The `data-` attributes that each of the elements has as a written text, or each as a written number:
    texts that may stand in a query string as they are.
    """
    found: list[tuple[str, Nature]] = []
    for name, _ in elements[0].dataset:
        natures = {_written_nature(dict(element.dataset).get(name)) for element in elements}
        nature = natures.pop() if len(natures) == 1 else "unknown"
        if nature != "unknown":
            found.append((name, nature))
    return found


def _written_nature(expression: Expression | None) -> Nature:
    value = expression.value if isinstance(expression, Constant) else None
    if isinstance(value, str):
        return pieces_nature([Part(value, None)])
    return "number" if isinstance(value, float) else "unknown"
