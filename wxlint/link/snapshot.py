"""Values of the running program as the immutable values that rules see."""

from __future__ import annotations

from wxlint.link.engine.heap import Accessor, Alt, ApiMember, Closure, Native, Obj, Sym, Val
from wxlint.link.engine.kinds import NAME, RECORD, TEXT, UNKNOWN
from wxlint.model.place import Place
from wxlint.model.values import (
    UNDEFINED,
    Constant,
    Function,
    Member,
    Nature,
    OneOf,
    Record,
    Unknown,
    Value,
    alternatives,
)

_DEPTH = 4


def snapshot(value: Val, depth: int = 0) -> Value:
    """The value as it is now; objects below a few levels are unknown."""
    if isinstance(value, Obj):
        return _object(value, depth)
    if isinstance(value, Sym):
        return Unknown(value.place, value.nature)
    if isinstance(value, Alt):
        return join_values([snapshot(inner, depth) for inner in value.values])
    return value


def _object(value: Obj, depth: int) -> Value:
    if isinstance(value, Closure):
        return Function(Place(value.unit.path, value.func.start, value.func.end))
    if isinstance(value, (Native, ApiMember)):
        return Function(None)
    if value.kind not in ("object", "array") or depth >= _DEPTH or isinstance(value, Accessor):
        return Unknown(value.place, "unknown" if value.kind == "json" else "object")
    if value.items is not None:
        members = {str(at): Member(None, snapshot(item, depth + 1)) for at, item in enumerate(value.items)}
        return Record(members, value.open is not None, value.place, array=True)
    spans = _spans(value)
    members = {}
    for name, inner in value.props.items():
        key = value.keys.get(name)
        whole, shorthand = spans.get(key, (None, False)) if key is not None else (None, False)
        members[name] = Member(key, snapshot(inner, depth + 1), whole, shorthand)
    return Record(members, value.open is not None or value.proto is not None, value.place)


def _spans(value: Obj) -> dict[Place, tuple[Place, bool]]:
    """Key -> the whole member up to the next one, and whether it is `{name}`, as the literal has them."""
    literal = value.literal
    if literal is None or value.place is None:
        return {}
    path = value.place.path
    starts = [prop.key_start for prop in literal.props[1:]] + [literal.end - 1]
    found: dict[Place, tuple[Place, bool]] = {}
    for prop, end in zip(literal.props, starts, strict=False):
        shorthand = type(prop.value) is NAME and prop.value.start == prop.key_start
        found[Place(path, prop.key_start, prop.key_end)] = (Place(path, prop.key_start, end), shorthand)
    return found


def join_values(values: list[Value]) -> Value:
    """One of the values; records that were written in the same place are joined member by member."""
    flat: list[Value] = []
    for value in values:
        for inner in alternatives(value):
            if inner not in flat:
                flat.append(inner)
    records = [value for value in flat if type(value) is RECORD and not value.array]
    if len(records) > 1 and len(records) == len(flat):
        return _join_records(records)
    unknowns = [value for value in flat if type(value) is UNKNOWN]
    if len(unknowns) > 1:
        natures = {value.nature for value in unknowns}
        mixed: Nature = "parameter" if "parameter" in natures else "unknown"
        one = Unknown(unknowns[0].place, natures.pop() if len(natures) == 1 else mixed)
        flat = [value for value in flat if type(value) is not UNKNOWN] + [one]
    return flat[0] if len(flat) == 1 else OneOf(tuple(flat))


def _join_records(records: list[Record]) -> Value:
    names = list(dict.fromkeys(name for record in records for name in record.members))
    members: dict[str, Member] = {}
    open_ = any(record.open for record in records)
    for name in names:
        present = [record.members[name] for record in records if name in record.members]
        values = [member.value for member in present]
        if len(present) < len(records):
            values.append(Constant(UNDEFINED))
        first = next((member for member in present if member.key is not None), present[0])
        same = all((one.key, one.whole) == (first.key, first.whole) for one in present)
        whole, shorthand = (first.whole, first.shorthand) if same else (None, False)
        members[name] = Member(first.key, join_values(values), whole, shorthand)
    return Record(members, open_, records[0].place)


def mentions_parameter(value: Value | None) -> bool:
    """Whether the value, or any part of it, is a wrapper's parameter."""
    for inner in alternatives(value):
        if isinstance(inner, Unknown) and inner.nature == "parameter":
            return True
        if type(inner) is TEXT and any(part.nature == "parameter" for part in inner.parts):
            return True
        if isinstance(inner, Record) and any(
            mentions_parameter(member.value) for member in inner.members.values()
        ):
            return True
    return False


def is_parameter(value: Value | None) -> bool:
    """Whether the value as a whole is a wrapper's parameter, or one of its alternatives is."""
    return any(isinstance(inner, Unknown) and inner.nature == "parameter" for inner in alternatives(value))
