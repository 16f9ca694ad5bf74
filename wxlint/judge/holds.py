"""Whether a value keeps a JSON Schema: a quick yes or no, so that a run without a mistake needs no library.

It knows the words that the schemas of `wxlint.platform` use; tests hold it to `jsonschema`, which is asked
what is wrong once this has said that something is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def holds(value: Any, schema: Schema, root: Schema) -> bool:
    """Whether a value of plain JSON keeps a schema. `root`: the document that `$ref` points into."""
    return all(
        _WORDS[word](value, asked, schema, root) for word, asked in schema.items() if word in _WORDS
    ) and ("if" not in schema or _branch(value, schema, root))


def resolved(schema: Schema, root: Schema) -> Schema:
    """A schema, or the one that its `$ref` stands for."""
    named = schema.get("$ref")
    return root["$defs"][named.removeprefix("#/$defs/")] if named is not None else schema


def _ref(value: Any, _asked: Any, schema: Schema, root: Schema) -> bool:
    return holds(value, resolved(schema, root), root)


def _branch(value: Any, schema: Schema, root: Schema) -> bool:
    taken = schema.get("then" if holds(value, schema["if"], root) else "else")
    return taken is None or holds(value, taken, root)


def _type(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return any(is_type(value, one) for one in ([asked] if isinstance(asked, str) else asked))


def is_type(value: Any, kind: str) -> bool:
    """Whether a value is of one of JSON Schema's types."""
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _enum(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return any(_const(value, one, {}, {}) for one in asked)


def _const(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return bool(value == asked) and isinstance(value, bool) == isinstance(asked, bool)


def _pattern(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return not isinstance(value, str) or re.search(asked, value) is not None


def _min_length(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return not isinstance(value, str) or len(value) >= asked


def _required(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return not isinstance(value, dict) or all(key in value for key in asked)


def _properties(value: Any, asked: Any, _schema: Schema, root: Schema) -> bool:
    return not isinstance(value, dict) or all(
        holds(member, asked[key], root) for key, member in value.items() if key in asked
    )


def _additional(value: Any, asked: Any, schema: Schema, root: Schema) -> bool:
    known = schema.get("properties", {})
    return not isinstance(value, dict) or all(
        holds(member, asked, root) for key, member in value.items() if key not in known
    )


def _names(value: Any, asked: Any, _schema: Schema, root: Schema) -> bool:
    return not isinstance(value, dict) or all(holds(key, asked, root) for key in value)


def _items(value: Any, asked: Any, _schema: Schema, root: Schema) -> bool:
    return not isinstance(value, list) or all(holds(item, asked, root) for item in value)


def _min_items(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return not isinstance(value, list) or len(value) >= asked


def _max_items(value: Any, asked: Any, _schema: Schema, _root: Schema) -> bool:
    return not isinstance(value, list) or len(value) <= asked


def _contains(value: Any, asked: Any, _schema: Schema, root: Schema) -> bool:
    return not isinstance(value, list) or any(holds(item, asked, root) for item in value)


def _any_of(value: Any, asked: Any, _schema: Schema, root: Schema) -> bool:
    return any(holds(value, one, root) for one in asked)


def _not(value: Any, asked: Any, _schema: Schema, root: Schema) -> bool:
    return not holds(value, asked, root)


_WORDS: dict[str, Callable[[Any, Any, Schema, Schema], bool]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minLength": _min_length,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "items": _items,
    "minItems": _min_items,
    "maxItems": _max_items,
    "contains": _contains,
    "anyOf": _any_of,
    "not": _not,
}

#: Every word that is understood; a test holds the schemas to them and to words that only describe.
CHECKED = frozenset({*_WORDS, "if", "then", "else"})
