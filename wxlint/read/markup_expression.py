"""The expressions inside of `{{ }}` as small typed trees; what no guard depends on is opaque."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias, final

import msgspec

from wxlint.regexps import regexp


@final
class Undefined(msgspec.Struct, frozen=True):
    """JavaScript's `undefined`."""


UNDEFINED = Undefined()
Scalar: TypeAlias = "str | float | bool | Undefined | None"


class Name(msgspec.Struct, frozen=True, tag=True):
    """A field of the data, or a member of one by constant keys: `busy`, `state.busy`, `list[0].busy`."""

    path: tuple[str, ...]
    start: int
    end: int

    @property
    def dotted(self) -> str:
        """The path as one text: `state.busy`."""
        return ".".join(self.path)


class Constant(msgspec.Struct, frozen=True, tag=True):
    """A text, number (always a float), boolean, `null` or `undefined`."""

    value: str | float | bool | Undefined | None
    start: int
    end: int


@final
class Not(msgspec.Struct, frozen=True, tag=True):
    """`!operand`."""

    operand: Expression


class Operation(msgspec.Struct, frozen=True, tag=True):
    """`left operator right`, of `&& || ?? == != === !==`."""

    operator: str
    left: Expression
    right: Expression


class Conditional(msgspec.Struct, frozen=True, tag=True):
    """`test ? yes : no`."""

    test: Expression
    yes: Expression
    no: Expression


class Opaque(msgspec.Struct, frozen=True, tag=True):
    """What is not followed: arithmetic, comparison by size, calls, objects. `parts` are the expressions in
    it.
    """

    parts: tuple[Expression, ...] = ()


Expression: TypeAlias = "Name | Constant | Not | Operation | Conditional | Opaque"


class DataMember(msgspec.Struct, frozen=True):
    """A member of the object that `data="{{…}}"` makes for a template; `name` is None for a spread."""

    name: str | None
    value: Expression


_TOKEN = regexp(
    rb"""
    \s*(?:(?P<name>[A-Za-z_$\x80-\xff][\w$\x80-\xff]*)
    |(?P<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<mark>===|!==|\.\.\.|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|>>>|>>|<<|\*\*|[-+*/%<>=!&|^~?:.,;()\[\]{}`@\#\\])
    |(?P<junk>\S))
    """,
    re.VERBOSE | re.DOTALL,
)
#: What most expressions are: a field of the data, or a member of one.
_PATH = regexp(r"\s*([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*", re.ASCII)
_ESCAPE = regexp(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "undefined": UNDEFINED}
# The higher binds the closer. Operators that are not followed are here too, so that what they hold is found.
_BINDING = {
    **dict.fromkeys(("||", "??"), 1),
    "&&": 2,
    "|": 3,
    "^": 4,
    "&": 5,
    **dict.fromkeys(("==", "!=", "===", "!=="), 6),
    **dict.fromkeys(("<", ">", "<=", ">="), 7),
    **dict.fromkeys(("<<", ">>", ">>>"), 8),
    **dict.fromkeys(("+", "-"), 9),
    **dict.fromkeys(("*", "/", "%", "**"), 10),
}
_FOLLOWED = {"&&", "||", "??", "==", "!=", "===", "!=="}
#: Beyond so many tokens an expression is opaque: the parser recurses, and no guard looks like that.
_LONGEST = 600
_DEEPEST = 40


class _Token(msgspec.Struct, frozen=True, gc=False):
    kind: str
    text: str
    start: int
    end: int


class _NotParsedError(Exception):
    """The text is no expression, or one that is too long or deep to follow."""


@lru_cache(maxsize=4096)
def parse_expression(text: str, start: int = 0) -> Expression:
    """The tree of an expression without its `{{ }}`; `start` is its byte offset. What does not parse is
    opaque.
    """
    plain = _PATH.fullmatch(text)
    if plain is not None:
        steps = tuple(plain[1].split("."))
        if steps[0] not in _WORDS:
            return Name(steps, start + plain.start(1), start + plain.end(1))
    try:
        parser = _Parser(text, start)
        parsed = parser.expression()
        parser.finish()
    except _NotParsedError:
        return Opaque()
    return parsed


def parse_template_data(text: str, start: int = 0) -> tuple[DataMember, ...] | None:
    """The members that `data="{{ a, b: c, ...d }}"` hands to a template; None where it does not parse as
    that.
    """
    try:
        parser = _Parser(text, start)
        members = tuple(parser.members(""))
        parser.finish()
    except _NotParsedError:
        return None
    return members


class _Parser:
    def __init__(self, text: str, start: int) -> None:
        data = text.encode()
        self.tokens = [
            _Token(
                found.lastgroup or "", found[found.lastgroup or 0].decode(), *found.span(found.lastgroup or 0)
            )
            for found in _TOKEN.finditer(data)
        ]
        self.base = start
        self.at = 0
        self.depth = 0
        if len(self.tokens) > _LONGEST:
            raise _NotParsedError

    def peek(self) -> str:
        """The operator or punctuation that comes next; empty where something else does."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token.text if token is not None and token.kind == "mark" else ""

    def take(self, mark: str) -> bool:
        if self.peek() != mark:
            return False
        self.at += 1
        return True

    def need(self, mark: str) -> None:
        if not self.take(mark):
            raise _NotParsedError

    def next(self) -> _Token:
        if self.at >= len(self.tokens):
            raise _NotParsedError
        self.at += 1
        return self.tokens[self.at - 1]

    def finish(self) -> None:
        if self.at < len(self.tokens):
            raise _NotParsedError

    def expression(self) -> Expression:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NotParsedError
        test = self.binary(0)
        if self.take("?"):
            yes = self.expression()
            self.need(":")
            test = Conditional(test, yes, self.expression())
        self.depth -= 1
        return test

    def binary(self, floor: int) -> Expression:
        left = self.unary()
        while _BINDING.get(self.peek(), 0) > floor:
            operator = self.next().text
            right = self.binary(_BINDING[operator])
            followed = operator in _FOLLOWED
            left = Operation(operator, left, right) if followed else Opaque((left, right))
        return left

    def unary(self) -> Expression:
        marks = []
        while self.peek() in ("!", "-", "+", "~") or self.is_word_operator():
            marks.append(self.next())
        operand = self.postfix()
        for mark in reversed(marks):
            if mark.text == "!":
                operand = Not(operand)
            elif mark.text == "-" and type(operand) is Constant and type(operand.value) is float:
                operand = Constant(-operand.value, self.base + mark.start, operand.end)
            elif mark.text == "void":
                operand = Constant(UNDEFINED, self.base + mark.start, self.base + mark.end)
            else:
                operand = Opaque((operand,))
        return operand

    def is_word_operator(self) -> bool:
        """Whether `void` or `typeof` comes next, and what it is of. Fields may have these names too."""
        word, operand = (*self.tokens[self.at : self.at + 2], None, None)[:2]
        if word is None or operand is None or word.kind != "name" or word.text not in ("void", "typeof"):
            return False
        return operand.kind != "mark" or operand.text in ("(", "!")

    def postfix(self) -> Expression:
        inner = self.primary()
        while True:
            if self.take(".") or self.take("?."):
                if self.peek() in ("(", "["):
                    continue
                token = self.next()
                if token.kind != "name":
                    raise _NotParsedError
                inner = self.member(inner, token.text, token.end)
            elif self.take("["):
                key = self.expression()
                end = self.tokens[self.at].end if self.at < len(self.tokens) else 0
                self.need("]")
                constant = _key(key)
                inner = Opaque((inner, key)) if constant is None else self.member(inner, constant, end)
            elif self.take("("):
                inner = Opaque((inner, *self.listed(")")))
            else:
                return inner

    def member(self, inner: Expression, key: str, end: int) -> Expression:
        if isinstance(inner, Name):
            return Name((*inner.path, key), inner.start, self.base + end)
        return Opaque((inner,))

    def primary(self) -> Expression:
        token = self.next()
        start, end = self.base + token.start, self.base + token.end
        if token.kind == "name":
            if token.text in _WORDS:
                return Constant(_WORDS[token.text], start, end)
            return Name((token.text,), start, end)
        if token.kind == "number":
            return Constant(
                float(int(token.text, 16) if token.text[:2] in ("0x", "0X") else token.text), start, end
            )
        if token.kind == "string":
            return Constant(_unescaped(token.text[1:-1]), start, end)
        if token.text == "(":
            inner = self.expression()
            self.need(")")
            return inner
        if token.text == "[":
            return Opaque(tuple(self.listed("]")))
        if token.text == "{":
            return Opaque(tuple(member.value for member in self.members("}")))
        raise _NotParsedError

    def listed(self, closing: str) -> Iterator[Expression]:
        """Expressions between commas, up to and with the closing mark."""
        while not self.take(closing):
            self.take("...")
            yield self.expression()
            if self.peek() != closing:
                self.need(",")

    def members(self, closing: str) -> Iterator[DataMember]:
        """Members of an object up to and with the closing mark, or up to the end of the text."""
        while not (self.take(closing) if closing else self.at >= len(self.tokens)):
            if self.take("..."):
                yield DataMember(None, self.expression())
            else:
                token = self.next()
                if token.kind not in ("name", "string", "number"):
                    raise _NotParsedError
                name = _unescaped(token.text[1:-1]) if token.kind == "string" else token.text
                if self.take(":"):
                    yield DataMember(name, self.expression())
                else:
                    yield DataMember(name, Name((name,), self.base + token.start, self.base + token.end))
            if self.at < len(self.tokens) and not (closing and self.peek() == closing):
                self.need(",")


def _key(expression: Expression) -> str | None:
    """The key of `a['b']` or `a[0]`, where it is constant."""
    if type(expression) is Constant:
        if isinstance(expression.value, str):
            return expression.value
        if type(expression.value) is float and expression.value.is_integer():
            return str(int(expression.value))
    return None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda escape: _ESCAPED.get(escape[1], escape[1]), text) if "\\" in text else text
