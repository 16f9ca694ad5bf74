"""The shape of values: equal for values that differ in nothing but which unknowns and objects they are."""

from __future__ import annotations

from typing import Any

import msgspec

from wxlint.link.engine.heap import Alt, ApiMember, ApiObject, Closure, Native, Obj, Sym, Val
from wxlint.model.place import Place
from wxlint.model.values import Constant, Text

#: Values in one shape; larger ones are not compared.
_MANY = 400
#: Numbers from here on say which object in memory something is, or which unknown.
_IDENTITIES = {"atom": 1, "answer": 2, "body": 2}


class UnknownShape(Exception):  # noqa: N818 - it ends the attempt to compare
    """A value that cannot be compared: a function with variables of its own, a promise, too large a table."""


class Shapes:
    """Gives the shapes of values, one after the other. What is met again is named by when it was met first.

    `since`: the time from which on objects were made by what is looked at; older ones are what they are.
    """

    def __init__(self, since: int) -> None:
        self._since = since
        self._met: dict[Any, int] = {}
        self._left = _MANY

    def of(self, value: Val) -> Any:
        """The shape of a value. Raises UnknownShape."""
        self._left -= 1
        if self._left < 0:
            raise UnknownShape
        if type(value) is Text:
            return "text", value.parts, value.place
        if type(value) is Constant:
            return "constant", type(value.value), repr(value.value), value.place
        if isinstance(value, Sym):
            kind = type(value).__name__
            return kind, self.term(value.term), value.nature, value.place, value.foreign
        if isinstance(value, Alt):
            return "alt", tuple([self.of(one) for one in value.values])
        return self._of_object(value)

    def term(self, term: Any) -> Any:
        """A term in which unknowns are named by when they were met."""
        if isinstance(term, tuple):
            at = _IDENTITIES.get(term[0], 0) if term and isinstance(term[0], str) else 0
            return tuple(
                [self._number(one) if here == at and at else self.term(one) for here, one in enumerate(term)]
            )
        if isinstance(term, (str, Place, bool, type(None))):
            return term
        if isinstance(term, (int, float)):
            # Counted steps, or the identity of something: which, the term does not tell.
            return self._number(term) if abs(term) > 1_000 else term
        if isinstance(term, (Text, Constant, Sym, Alt, Obj)):
            return self.of(term)
        if isinstance(term, msgspec.Struct):
            return repr(term)
        raise UnknownShape

    def _number(self, what: Any) -> int:
        return self._met.setdefault(what, len(self._met))

    def _of_object(self, value: Obj) -> Any:
        if value.props.born < self._since:
            return "held", id(value)
        known = id(value) in self._met
        number = self._number(id(value))
        if known:
            return "again", number
        if type(value) is Native:
            return "native", value.name
        if isinstance(value, (ApiObject, ApiMember)):
            return "api", value.name
        if type(value) is Closure and value.scope is value.unit.scope and value.this is None:
            return "function", id(value.func), value.name
        if type(value) is not Obj:
            raise UnknownShape
        return (
            value.kind,
            value.place,
            tuple([(name, self.of(one)) for name, one in value.props.items()]),
            tuple([self.of(one) for one in value.items]) if value.items is not None else None,
            self.of(value.open) if value.open is not None else None,
            self.of(value.proto) if value.proto is not None else None,
            tuple(value.keys.items()),
        )


def mentions(shape: Any, path: str) -> bool:
    """Whether a place in a file is part of a shape."""
    if isinstance(shape, Place):
        return shape.path == path
    if isinstance(shape, tuple):
        return any(mentions(one, path) for one in shape)
    if isinstance(shape, msgspec.Struct):
        return any(mentions(getattr(shape, name), path) for name in shape.__struct_fields__)
    return path in shape if isinstance(shape, str) and len(shape) > len(path) else False
