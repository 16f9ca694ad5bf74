"""The part of JSON Schema that settings are written in, checked without a library: every run asks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from wxlint.judge.names import hint

#: What a schema may say here. Words that only describe are read past.
CHECKED = frozenset(
    (
        "type",
        "enum",
        "properties",
        "additionalProperties",
        "required",
        "items",
        "minItems",
        "minLength",
        "$ref",
    )
) | frozenset(("pattern", "minimum", "maximum"))
DESCRIBING = frozenset(("$schema", "$id", "$defs", "$comment", "title", "description", "default", "examples"))

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}
_ZH = {
    "object": "表（table）",
    "array": "数组",
    "string": "字符串",
    "number": "数字",
    "integer": "整数",
    "boolean": "true 或 false",
}
_EN = {
    "object": "a table",
    "array": "an array",
    "string": "a string",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


class Wrong(msgspec.Struct, frozen=True):
    """What is wrong with a value: the keys and indexes on the way to it, and the fact in both languages."""

    way: tuple[str | int, ...]
    zh: str
    en: str
    is_key: bool = False
    """The key itself is wrong, not its value."""

    @property
    def name(self) -> str:
        """The way in one word: `overrides[0].paths`."""
        name = ""
        for step in self.way:
            name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
        return name


def wrongs(value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None) -> Iterator[Wrong]:
    """Everything that is wrong with a value. `root`: the document that `$ref` points into."""
    yield from _wrongs(value, schema, root or schema, ())


def _wrongs(
    value: Any, schema: dict[str, Any], root: dict[str, Any], way: tuple[str | int, ...]
) -> Iterator[Wrong]:
    if "$ref" in schema:
        schema = {**root["$defs"][schema["$ref"].removeprefix("#/$defs/")], **schema}
    kind = schema.get("type")
    legal = [kind] if isinstance(kind, str) else kind
    if legal is not None and not any(_is(value, one) for one in legal):
        zh, en = "或".join(_ZH[one] for one in legal), " or ".join(_EN[one] for one in legal)
        zh = zh if zh[0] > "~" else f" {zh}"
        yield Wrong(way, f"应为{zh}，现在是 {_shown(value)}", f"expected {en}, not {_shown(value)}")
        return
    if "enum" in schema and value not in schema["enum"]:
        near = hint(str(value), schema["enum"])
        choices = schema["enum"]
        yield Wrong(
            way,
            f"{_shown(value)} 不是合法值（{'、'.join(map(str, choices))}）{near[0]}",
            f"{_shown(value)} is none of {', '.join(f'`{choice}`' for choice in choices)}{near[1]}",
        )
    if isinstance(value, dict):
        yield from _in_object(value, schema, root, way)
    elif isinstance(value, list):
        yield from _in_array(value, schema, root, way)
    elif isinstance(value, str):
        yield from _in_text(value, schema, way)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _in_number(value, schema, way)


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _in_object(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], way: tuple[str | int, ...]
) -> Iterator[Wrong]:
    known: dict[str, Any] = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for key, member in value.items():
        inner = known.get(key, others)
        if inner is False:
            near = hint(key, known)
            yield Wrong(
                (*way, key), f"没有“{key}”这个键{near[0]}", f"there is no key `{key}`{near[1]}", is_key=True
            )
        elif inner is not True:
            yield from _wrongs(member, inner, root, (*way, key))
    for key in schema.get("required", ()):
        if key not in value:
            yield Wrong(way, f"缺少“{key}”", f"`{key}` is missing")


def _in_array(
    value: list[Any], schema: dict[str, Any], root: dict[str, Any], way: tuple[str | int, ...]
) -> Iterator[Wrong]:
    if len(value) < schema.get("minItems", 0):
        yield Wrong(way, "至少要有一项", "at least one item is needed")
    for index, item in enumerate(value):
        yield from _wrongs(item, schema.get("items", {}), root, (*way, index))


def _in_text(value: str, schema: dict[str, Any], way: tuple[str | int, ...]) -> Iterator[Wrong]:
    if len(value) < schema.get("minLength", 0):
        yield Wrong(way, "不能为空", "must not be empty")
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        form = schema["pattern"]
        yield Wrong(way, f"{_shown(value)} 不符合 {form}", f"{_shown(value)} does not match {form}")


def _in_number(value: float, schema: dict[str, Any], way: tuple[str | int, ...]) -> Iterator[Wrong]:
    if value < schema.get("minimum", value):
        yield Wrong(way, f"不能小于 {schema['minimum']}", f"must not be under {schema['minimum']}")
    elif value > schema.get("maximum", value):
        yield Wrong(way, f"不能大于 {schema['maximum']}", f"must not be over {schema['maximum']}")


def _shown(value: Any) -> str:
    """A value as it is written, cut where it is long."""
    text = msgspec.json.encode(value, enc_hook=str).decode()
    return text if len(text) <= 40 else text[:39] + "…"
