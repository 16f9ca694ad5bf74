"""Names of the markup as paths into the data of its page: through `wx:for`, and into templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from wxlint.read.markup import Attribute, Element, TemplateUse
from wxlint.read.markup_expression import (
    UNDEFINED,
    Conditional,
    Constant,
    DataMember,
    Expression,
    Name,
    Not,
    Opaque,
    Operation,
    parse_template_data,
)
from wxlint.read.markup_value import only_expression, parts

#: Stands in a path for the element of a list that `wx:for` is at: `orders.*.busy`.
EACH = "*"
#: What a template is handed may grow with each template in another; beyond so many parts it is opaque.
_LARGEST = 300


class _Handed:
    """What a template has for data, member by member; `exact` is false where that cannot be told."""

    __slots__ = ("exact", "members")

    def __init__(self, members: tuple[DataMember, ...] = (), *, exact: bool = True) -> None:
        self.members = members
        self.exact = exact

    def get(self, name: Name) -> Expression:
        spreads: list[Expression] = []
        for member in reversed(self.members):
            if member.name is None:
                spreads.append(member.value)
            elif member.name == name.path[0]:
                # What is spread after it may overwrite it.
                return (
                    Opaque((member.value, *spreads)) if spreads else _below(member.value, name, name.path[1:])
                )
        if not self.exact or len(spreads) > 1:
            return Opaque(tuple(spreads))
        return _below(spreads[0], name, name.path) if spreads else Constant(UNDEFINED, name.start, name.end)


class Scope:
    """What names mean at an element: `variables` of `wx:for` and of `<wxs>`; else a field of the data.

    `handed`: in a template, what it is used with, in place of the data.
    """

    def __init__(
        self, variables: Mapping[str, Expression] | None = None, handed: _Handed | None = None
    ) -> None:
        self.variables = variables or {}
        self.handed = handed
        # A chain of `wx:elif` asks for each condition once an element: by the attribute's identity, as each
        # lives longer than any scope.
        self._values: dict[int, Expression] = {}

    def of(self, expression: Expression) -> Expression:
        """An expression with its names as paths into the data of the page."""
        if isinstance(expression, Name):
            return self._name(expression)
        if type(expression) is Not:
            return Not(self.of(expression.operand))
        if type(expression) is Operation:
            return Operation(expression.operator, self.of(expression.left), self.of(expression.right))
        if type(expression) is Conditional:
            return Conditional(self.of(expression.test), self.of(expression.yes), self.of(expression.no))
        if isinstance(expression, Opaque):
            return Opaque(tuple(self.of(part) for part in expression.parts))
        return expression

    def _name(self, name: Name) -> Expression:
        variable = self.variables.get(name.path[0])
        if variable is not None:
            return _below(variable, name, name.path[1:])
        return name if self.handed is None else self.handed.get(name)

    def value(self, attribute: Attribute) -> Expression:
        """What an attribute's value comes to: one without a value is true, text is text."""
        known = self._values.get(id(attribute))
        if known is None:
            known = self._values[id(attribute)] = self._value(attribute)
        return known

    def _value(self, attribute: Attribute) -> Expression:
        if attribute.value is None:
            return Constant(True, attribute.start, attribute.end)
        only = expression_of(attribute)
        if only is not None:
            return self.of(only)
        pieces = parts(attribute)
        text = "".join(piece.text for piece in pieces if not piece.dynamic)
        written = Constant(text, attribute.value_start, attribute.value_end)
        dynamic = tuple(self.of(piece.expression) for piece in pieces if piece.dynamic)
        if not dynamic and (text.strip() or not pieces):
            return written
        # Whatever is added to a text: it is not known, but no empty one, which is all that a condition asks.
        return Operation("||", Opaque(dynamic), written) if text.strip() else Opaque(dynamic)

    def inside(self, element: Element) -> Scope:
        """The scope of an element, given that of the one around it: its own `wx:for` counts."""
        listed = element.attribute("wx:for") or element.attribute("wx:for-items")
        if listed is None:
            return self
        value = self.value(listed)
        each: Expression = Opaque((value,))
        if isinstance(value, Name):
            each = Name((*value.path, EACH), value.start, value.end)
        item = element.value("wx:for-item") or "item"
        index = element.value("wx:for-index") or "index"
        return Scope({**self.variables, index: Opaque(), item: each}, self.handed)

    def rows(self, element: Element) -> tuple[str, ...]:
        """The path of the list in the page's data that an element is repeated for; empty if there is none."""
        listed = element.attribute("wx:for") or element.attribute("wx:for-items")
        value = self.value(listed) if listed is not None else None
        return value.path if isinstance(value, Name) and EACH not in value.path else ()

    def with_modules(self, modules: Iterable[str]) -> Scope:
        """The same with the names of `<wxs>` modules, which hide fields of the data."""
        hidden: dict[str, Expression] = dict.fromkeys(modules, Opaque())
        return Scope({**hidden, **self.variables}, self.handed) if hidden else self

    def handing(self, use: TemplateUse) -> Scope:
        """The scope inside of a template that is used here."""
        only = only_expression(use.data) if use.data is not None else None
        if only is None:
            return Scope({}, _Handed(exact=use.data is None))
        members = parse_template_data(only.text, only.start)
        if members is None:
            return Scope({}, _Handed(exact=False))
        return Scope({}, _Handed(tuple(DataMember(one.name, _small(self.of(one.value))) for one in members)))


@lru_cache(maxsize=4096)
def expression_of(attribute: Attribute) -> Expression | None:
    """The tree of a value that is one `{{ }}`. A template's are asked for wherever it is put in."""
    only = only_expression(attribute)
    return only.expression if only is not None else None


def _below(value: Expression, name: Name, steps: tuple[str, ...]) -> Expression:
    """The member of a value at the end of some steps, written as `name`."""
    if isinstance(value, Name):
        return Name((*value.path, *steps), name.start, name.end)
    return Opaque((value,)) if steps else value


def _small(expression: Expression) -> Expression:
    """The expression, or an opaque one in place of one that is very large."""
    waiting, count = [expression], 0
    while waiting:
        inner = waiting.pop()
        count += 1
        if count > _LARGEST:
            return Opaque()
        if type(inner) is Not:
            waiting.append(inner.operand)
        elif type(inner) is Operation:
            waiting += (inner.left, inner.right)
        elif type(inner) is Conditional:
            waiting += (inner.test, inner.yes, inner.no)
        elif isinstance(inner, Opaque):
            waiting += inner.parts
    return expression
