"""Two readers of one script, and what each sees in it: ours, and esprima2, which shares nothing with it.

Both answer with the same plain tuples, places in bytes, so that what they disagree on can be shown.
"""

from collections.abc import Iterator
from typing import Any

import esprima
import msgspec

from wxlint.read import ir
from wxlint.read.script import Script

Fact = tuple[Any, ...]


def ours(text: str, suffix: str = "js") -> list[Fact]:
    """What our lowering keeps of a script."""
    script = Script(text.encode(), suffix)
    assert script.problems == [], text
    return sorted(_our_facts(script), key=repr)


def theirs(text: str) -> list[Fact]:
    """What esprima's tree holds of the same things."""
    tree = esprima.parseModule(text, range=True)
    return sorted(_their_facts(tree, _Places(text)), key=repr)


# -- ours ----------------------------------------------------------------------------------------------------


def _our_facts(script: Script) -> Iterator[Fact]:
    for node in _our_nodes(script, script.body):
        if isinstance(node, ir.Call):
            yield ("call", node.start, node.end, len(node.args), node.optional)
        elif isinstance(node, ir.New):
            yield ("new", node.start, node.end, len(node.args))
        elif isinstance(node, ir.GetMember):
            yield ("member", node.start, node.end, node.at, node.name, node.optional)
        elif isinstance(node, ir.GetIndex):
            yield ("index", node.start, node.end, node.optional)
        elif isinstance(node, ir.Lit):
            yield ("literal", node.start, node.end, _value(node.value))
        elif isinstance(node, ir.Template):
            yield ("template", node.start, node.end, _pieces(part_text(part) for part in node.parts))
        elif isinstance(node, ir.ObjectLit):
            for prop in node.props:
                place = (-1, -1) if prop.computed is not None else (prop.key_start, prop.key_end)
                value = _our_option(prop.value) if prop.kind != "spread" else None
                yield ("property", node.start, node.end, prop.kind, prop.key, *place, value)
        elif isinstance(node, ir.Func) and node.flavour != "block":
            bound = sorted(name for param in node.params for name in _bound(param))
            yield ("function", node.end, node.is_async, node.is_generator, bound)
        elif isinstance(node, ir.ClassLit):
            yield ("class", node.start, node.end, node.name, node.superclass is not None)


def _our_nodes(script: Script, root: object) -> Iterator[object]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, (list, tuple)):
            stack.extend(node)
        elif isinstance(node, ir.Template):
            yield node
            stack.extend(part for part in node.parts if not isinstance(part, ir.Lit))
        elif isinstance(node, msgspec.Struct):
            yield node
            if isinstance(node, ir.Func):
                script.body_of(node)
            stack.extend(getattr(node, name) for name in node.__struct_fields__)


def part_text(part: ir.Expr) -> str | None:
    """The text of a template's piece that is written out; None for a hole."""
    return str(_value(part.value)) if isinstance(part, ir.Lit) else None


def _our_option(value: ir.Expr | None) -> Fact | None:
    if isinstance(value, ir.Lit):
        return (value.start, value.end, _value(value.value))
    return None


def _bound(target: object) -> Iterator[str]:
    if isinstance(target, ir.Name):
        yield target.name
    elif isinstance(target, (ir.Default, ir.Rest)):
        yield from _bound(target.target)
    elif isinstance(target, ir.ObjectPattern):
        for _, _, part in target.entries:
            yield from _bound(part)
        yield from _bound(target.rest)
    elif isinstance(target, ir.ArrayPattern):
        for item in (*target.items, target.rest):
            yield from _bound(item)


# -- esprima's -----------------------------------------------------------------------------------------------


class _Places:
    """Esprima counts the characters of a Python string; we count bytes."""

    def __init__(self, text: str) -> None:
        self._bytes = [0]
        for character in text:
            self._bytes.append(self._bytes[-1] + len(character.encode()))

    def __call__(self, node: Any) -> tuple[int, int]:
        return self._bytes[node.range[0]], self._bytes[node.range[1]]


def _their_facts(tree: Any, at: _Places) -> Iterator[Fact]:
    for node in _their_nodes(tree):
        kind = node.type
        if kind == "CallExpression":
            yield ("call", *at(node), len(node.arguments), node.optional)
        elif kind == "NewExpression":
            yield ("new", *at(node), len(node.arguments))
        elif kind == "MemberExpression" and node.computed:
            yield ("index", *at(node), node.optional)
        elif kind == "MemberExpression":
            yield ("member", *at(node), at(node.property)[0], node.property.name, node.optional)
        elif _is_plain(node):
            yield ("literal", *at(node), _value(node.value))
        elif kind == "TemplateLiteral":
            yield ("template", *at(node), _pieces(_their_pieces(node)))
        elif kind == "ObjectExpression":
            for prop in node.properties:
                yield ("property", *at(node), *_their_property(prop, at))
        elif kind in ("FunctionExpression", "FunctionDeclaration", "ArrowFunctionExpression"):
            bound = sorted(name for param in node.params for name in _their_bound(param))
            yield ("function", at(node)[1], bool(node.isAsync), bool(node.generator), bound)
        elif kind in ("ClassDeclaration", "ClassExpression"):
            yield ("class", *at(node), node.id.name if node.id else None, node.superClass is not None)


def _their_nodes(root: Any) -> Iterator[Any]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, esprima.nodes.Node):
            if node.type == "TemplateLiteral":
                yield node
                stack.extend(part for part in node.expressions if not _is_plain(part))
                continue
            if node.type == "TaggedTemplateExpression":
                yield from _their_nodes([node.tag, *node.quasi.expressions])
                continue
            yield node
            stack.extend(_children(node))


def _children(node: Any) -> list[Any]:
    names = {name for name in vars(node) if name not in ("type", "range", "regex")}
    if node.type in ("ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration"):
        # Names and module paths of imports and exports are no literals of the program.
        names &= {"declaration"}
    if node.type in ("Property", "MethodDefinition", "FieldDefinition") and not node.computed:
        names.discard("key")
    if getattr(node, "shorthand", False) and node.value.type == "Identifier":
        names.discard("key")
    return [getattr(node, name) for name in names]


def _their_property(prop: Any, at: _Places) -> Fact:
    if prop.type == "SpreadElement":
        return ("spread", None, *at(prop), None)
    kind = "method" if prop.method else prop.kind
    if prop.computed:
        return (kind, None, -1, -1, _their_option(prop.value, at))
    key = prop.key.name if prop.key.type == "Identifier" else _key(prop.key.value)
    return (kind, key, *at(prop.key), _their_option(prop.value, at))


def _their_option(value: Any, at: _Places) -> Fact | None:
    return (*at(value), _value(value.value)) if _is_plain(value) else None


def _is_plain(node: Any) -> bool:
    return bool(node.type == "Literal") and "regex" not in vars(node)


def _their_pieces(node: Any) -> Iterator[str | None]:
    for number, quasi in enumerate(node.quasis):
        if quasi.value.cooked:
            yield str(_value(quasi.value.cooked))
        if number < len(node.expressions):
            part = node.expressions[number]
            yield str(_value(part.value)) if _is_plain(part) else None


def _their_bound(node: Any) -> Iterator[str]:
    if node is None:
        return
    if node.type == "Identifier":
        yield node.name
    elif node.type == "AssignmentPattern":
        yield from _their_bound(node.left)
    elif node.type == "RestElement":
        yield from _their_bound(node.argument)
    elif node.type == "ArrayPattern":
        for item in node.elements:
            yield from _their_bound(item)
    elif node.type == "ObjectPattern":
        for prop in node.properties:
            yield from _their_bound(prop if prop.type == "RestElement" else prop.value)


# -- both ----------------------------------------------------------------------------------------------------


def _value(value: object) -> object:
    """A literal's value, told alike: numbers as floats, characters beyond 16 bits whole."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return value


def _key(value: object) -> str:
    number = _value(value)
    return str(int(number)) if isinstance(number, float) else str(number)


def _pieces(parts: Iterator[str | None]) -> tuple[str | None, ...]:
    """The pieces of a template, neighbours that are text put together."""
    found: list[str | None] = []
    for part in parts:
        if part is not None and found and found[-1] is not None:
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)
