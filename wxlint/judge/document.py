"""What is wrong with a configuration document: what its schema objects to, each at its place and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec

from wxlint.judge.holds import Schema, holds, is_type, resolved
from wxlint.model.document import Document
from wxlint.model.finding import Edit, Fix
from wxlint.model.near import slip
from wxlint.model.place import Place
from wxlint.platform.documents import schema
from wxlint.read.json_doc import JsonMember, JsonNode

if TYPE_CHECKING:
    from jsonschema import ValidationError

Way = Sequence[str | int]

_EXPECTED = {
    "object": ("对象", "an object"),
    "array": ("数组", "an array"),
    "string": ("字符串", "a string"),
    "number": ("数字", "a number"),
    "boolean": ("true 或 false", "true or false"),
    "null": ("null", "null"),
}
_SHOWN = {"object": ("对象", "an object"), "array": ("数组", "an array"), "null": ("null", "null")}
_LONGEST = 40


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: its place, the fact in both languages, and what would mend it.

    `ignored`: the platform passes over it, a key that is nearly a known one; else its tools refuse the
    document.
    """

    place: Place
    zh: str
    en: str
    fix: Fix | None = None
    ignored: bool = False


def faults(document: Document) -> Iterator[Fault]:
    """Everything that is wrong with a document, one thing a place."""
    root = schema(document.kind)
    yield from _misspelt(document, document.root, root, root, ())
    value = document.root.plain()
    if holds(value, root, root):
        return
    # Imported here: a run whose documents are all right never needs it.
    from jsonschema import Draft202012Validator

    told: dict[object, ValidationError] = {}
    for error in Draft202012Validator(root).iter_errors(value):
        way = tuple(error.absolute_path)
        told.setdefault((way, error.instance if "propertyNames" in error.schema_path else None), error)
        if error.validator == "type":
            # What is of another type is none of the legal values either: the type says it all.
            told[way, None] = error
    for error in told.values():
        yield _fault(document, error)


# -- keys that are nearly known ones -------------------------------------------------------------------------


def _misspelt(document: Document, node: JsonNode, part: Schema, root: Schema, way: Way) -> Iterator[Fault]:
    part = resolved(part, root)
    known: dict[str, Schema] = part.get("properties", {})
    others, items = part.get("additionalProperties"), part.get("items")
    there = {member.key for member in node.members}
    for member in node.members:
        inner = known.get(member.key, others)
        right = slip(member.key, known) if known and inner is None else None
        # Where the right one is set too, or could not have the value, the key is there for somebody else.
        if right is not None and right not in there:
            if holds(member.value.plain(), known[right], root):
                yield _key(document, member, right, (*way, member.key))
        elif isinstance(inner, dict):
            yield from _misspelt(document, member.value, inner, root, (*way, member.key))
    if isinstance(items, dict):
        for index, item in enumerate(node.items):
            yield from _misspelt(document, item, items, root, (*way, index))


def _key(document: Document, member: JsonMember, right: str, way: Way) -> Fault:
    place, name = document.key(member), named(way)
    return Fault(
        place,
        f"平台没有 {name} 这一项，是否想写“{right}”？",
        f"the platform knows no {name}; did you mean `{right}`?",
        Fix((Edit(place, right),), safe=member.key.lower() == right.lower()),
        ignored=True,
    )


# -- what the schema objects to ------------------------------------------------------------------------------


def _fault(document: Document, error: ValidationError) -> Fault:
    way, value = tuple(error.absolute_path), cast("Any", error.instance)
    part = cast("Schema", error.schema)
    name = named(way)
    subject_zh, subject_en = (name, name) if name else ("整个文件", "the document")
    if error.validator == "required":
        lacking = [key for key in part["required"] if key not in value]
        listed_zh, listed_en = "、".join(lacking), " and ".join(f"`{key}`" for key in lacking)
        why = part.get("x-message")
        return Fault(
            _owner(document, way),
            f"{subject_zh} 缺少 {listed_zh}" + (f"，{why['zh']}" if why else ""),
            f"{subject_en} lacks {listed_en}" + (f", {why['en']}" if why else ""),
        )
    if error.validator in ("minItems", "maxItems"):
        return _length(document, error, subject_zh, subject_en)
    if "propertyNames" in error.schema_path:
        return _name(document, way, value, part, subject_zh, subject_en)
    node = document.root.find(way) or document.root
    place = document.place(node)
    message = part.get("x-message")
    if message is not None:
        return Fault(
            place,
            f"{subject_zh}：{_shown(value)[0]} {message['zh']}",
            f"{subject_en}: {_shown(value)[1]} {message['en']}",
        )
    zh, en = expected(part)
    shown_zh, shown_en = _shown(value)
    near = slip(value, _texts(part)) if isinstance(value, str) else None
    return Fault(
        place,
        f"{subject_zh} 应为{zh}，现在是{shown_zh}" + (f'，是否想写 "{near}"？' if near else ""),
        f"{subject_en} must be {en}, not {shown_en}" + (f'; did you mean "{near}"?' if near else ""),
        _mended(document, place, value, part, near),
    )


def _owner(document: Document, way: Way) -> Place:
    """Where something is told that is missing from a value: at its key, else at its first character."""
    if way and isinstance(way[-1], str):
        parent = document.root.find(way[:-1])
        member = parent.member(way[-1]) if parent is not None else None
        if member is not None:
            return document.key(member)
    node = document.root.find(way) or document.root
    return Place(document.path, node.start, min(node.start + 1, node.end))


def _length(document: Document, error: ValidationError, subject_zh: str, subject_en: str) -> Fault:
    way, count = tuple(error.absolute_path), len(cast("list[Any]", error.instance))
    limit = cast("int", error.validator_value)
    if error.validator == "minItems":
        return Fault(
            _owner(document, way),
            f"{subject_zh} 至少要有 {limit} 项，现在有 {count} 项",
            f"{subject_en} needs at least {limit} items and has {count}",
        )
    first = document.root.find((*way, limit)) or document.root
    return Fault(
        document.place(first),
        f"{subject_zh} 最多 {limit} 项，现在有 {count} 项",
        f"{subject_en} takes at most {limit} items and has {count}",
    )


def _name(document: Document, way: Way, key: str, part: Schema, subject_zh: str, subject_en: str) -> Fault:
    parent = document.root.find(way)
    member = parent.member(key) if parent is not None else None
    place = document.key(member) if member is not None else _owner(document, way)
    zh, en = expected(part)
    near = slip(key, _texts(part))
    return Fault(
        place,
        f'{subject_zh} 的键应为{zh}，现在是 "{_cut(key)}"' + (f'，是否想写 "{near}"？' if near else ""),
        f'a key of {subject_en} must be {en}, not "{_cut(key)}"'
        + (f'; did you mean "{near}"?' if near else ""),
        Fix((Edit(place, near),), safe=near.lower() == key.lower()) if near else None,
    )


# -- in words ------------------------------------------------------------------------------------------------


def named(way: Way) -> str:
    """A way in one word: `tabBar.list[0].text`."""
    name = ""
    for step in way:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def expected(part: Schema) -> tuple[str, str]:
    """What a schema takes, as the end of a sentence, in Chinese and in English."""
    if "x-expected" in part:
        return part["x-expected"]["zh"], part["x-expected"]["en"]
    legal = _legal(part)
    if legal:
        words = [_cut(value) if not isinstance(value, str) else f'"{value}"' for value in legal]
        return " " + " 或 ".join(words), " or ".join(words)
    kinds = part.get("type", "object")
    words_of = [_EXPECTED[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    zh, en = (" 或 ".join(word[0] for word in words_of), " or ".join(word[1] for word in words_of))
    return (zh if zh[0] > "~" else f" {zh}"), en


def _legal(part: Schema) -> list[Any]:
    """The values that a schema lists, directly or as one of its alternatives."""
    listed = [part, *part.get("anyOf", ())]
    return [value for one in listed for value in one.get("enum", ())]


def _texts(part: Schema) -> list[str]:
    return [value for value in _legal(part) if isinstance(value, str)]


def _shown(value: object) -> tuple[str, str]:
    """A value as a message shows it."""
    if isinstance(value, str):
        return f'字符串 "{_cut(value)}"', f'the string "{_cut(value)}"'
    if isinstance(value, bool):
        return (" true", "true") if value else (" false", "false")
    if isinstance(value, (int, float)):
        return f"数字 {value}", f"the number {value}"
    kind = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else "null"
    zh, en = _SHOWN[kind]
    return (f" {zh}" if kind == "null" else zh), en


def _cut(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _mended(document: Document, place: Place, value: object, part: Schema, near: str | None) -> Fix | None:
    """The value that was meant, where it is sure: a number or a flag in quotes, a misspelt legal value."""
    if not isinstance(value, str):
        return None
    if near is not None:
        return Fix((Edit(place, f'"{near}"'),), safe=near.lower() == value.lower())
    try:
        meant = msgspec.json.decode(value.strip())
    except (msgspec.DecodeError, UnicodeError):
        return None
    kinds = part.get("type", ())
    fits = any(
        kind != "string" and is_type(meant, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)
    )
    if not fits or isinstance(meant, (dict, list)):
        return None
    # What the tools refuse works nowhere yet; uni-app's own documents are judged by nobody.
    return Fix((Edit(place, value.strip()),), safe=document.kind != "uni-pages")
