"""Methods of functions and objects, and the globals `Object`, `Array`, `JSON` and so on."""

from __future__ import annotations

from wxlint.link.engine import ops
from wxlint.link.engine.answers import logged
from wxlint.link.engine.callbacks import maybe_calls
from wxlint.link.engine.calls import call
from wxlint.link.engine.decisions import number_in
from wxlint.link.engine.heap import (
    FALSE,
    UNDEF,
    Accessor,
    ApiNames,
    ApiObject,
    Closure,
    Native,
    Obj,
    Sym,
    Val,
    is_nullish,
    may_lack,
    spread,
    text,
)
from wxlint.link.engine.inheritance import set_prototype
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.library_number import number_globals
from wxlint.link.engine.library_regex import regexp
from wxlint.link.engine.library_text import encode
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_index, set_member
from wxlint.link.engine.natives import NativeCall, arg, known_items, make_list, own_list, table
from wxlint.link.engine.objects import from_entries, spread_into
from wxlint.link.engine.prototypes import LIBRARY
from wxlint.link.engine.proxies import proxy
from wxlint.model.place import Place
from wxlint.model.values import Constant, Text

# -- functions -----------------------------------------------------------------------------------------------


def _apply(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    listed = arg(args, 1)
    given = list(listed.items) if isinstance(listed, Obj) and listed.items is not None else []
    if not isinstance(listed, Obj) and not is_nullish(listed):
        given = [listed.member("*")] if isinstance(listed, Sym) else [m.fresh()]
    return call(m, this, arg(args, 0), given, place, place, m.frame)


def _call_with(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return call(m, this, arg(args, 0), args[1:], place, place, m.frame)


def _bind(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    target, receiver, first = this, arg(args, 0), args[1:]

    def run(machine: Machine, _: Val, more: list[Val], where: Place | None) -> Val:
        return call(machine, target, receiver, [*first, *more], where, where, machine.frame)

    return Native("bound", run)


LIBRARY["function"] = {
    "apply": Native("apply", _apply),
    "call": Native("call", _call_with),
    "bind": Native("bind", _bind),
}


# -- objects -------------------------------------------------------------------------------------------------


def _tag(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`Object.prototype.toString.call(value)`: what kind of value it is."""
    if type(this) is TEXT:
        return text("[object String]", place)
    if isinstance(this, Obj) and this.items is not None:
        return text("[object Array]", place)
    if isinstance(this, Obj) and this.kind in ("object", "function") and "toString" not in this.props:
        return text("[object Object]" if this.kind == "object" else "[object Function]", place)
    return m.fresh(place=place)


def _has_own(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    key = arg(args, 0)
    known = key.known if type(key) is TEXT else None
    if isinstance(this, Obj) and known is not None and (known in this.props or this.open is None):
        there = known in this.props
        return m.fresh("boolean", place) if there and may_lack(this.props[known]) else ops.boolean(there)
    return m.fresh("boolean", place)


def _itself(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return this


LIBRARY["object"] = {
    "hasOwnProperty": Native("hasOwnProperty", _has_own),
    "propertyIsEnumerable": Native("propertyIsEnumerable", _has_own),
    "toString": Native("toString", _tag),
    "toLocaleString": Native("toLocaleString", _tag),
    "valueOf": Native("valueOf", _itself),
    "isPrototypeOf": Native("isPrototypeOf", lambda m, this, args, place: m.fresh("boolean", place)),
}


def _assign(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    target = arg(args, 0)
    if isinstance(target, Obj):
        for source in args[1:]:
            spread_into(m, target, source)
        return target
    merged = Obj("object", None, place)
    for source in args[1:]:
        # `Object.assign(getCurrentPages()[0], {…})`: some page has these members then.
        for name in source.props if isinstance(source, Obj) else ():
            m.learn(m.scattered, name)
    for source in args:
        spread_into(m, merged, source)
    return merged


def _entries(kind: str) -> NativeCall:
    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        source = arg(args, 0)
        if isinstance(source, ApiObject):
            return ApiNames(source) if kind == "keys" else make_list([], place, m.fresh(foreign=True))
        if not isinstance(source, Obj) or source.open is not None or source.items is not None:
            return make_list([], place, m.fresh(place=place))
        if kind == "keys":
            return own_list(source, [text(name) for name in source.props], place)
        if kind == "values":
            return own_list(source, list(source.props.values()), place)
        pairs: list[Val] = [make_list([text(name), value], None) for name, value in source.props.items()]
        return own_list(source, pairs, place)

    return run


def _create(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    proto = arg(args, 0)
    return Obj("object", proto if isinstance(proto, Obj) else None, place)


def _first(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return arg(args, 0)


def _define(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    target, key, descriptor = arg(args, 0), arg(args, 1), arg(args, 2)
    name = key.known if type(key) is TEXT else None
    if isinstance(descriptor, Obj) and "value" in descriptor.props:
        set_member(m, target, name, descriptor.props["value"], descriptor.keys.get("value", place))
    elif isinstance(descriptor, Obj) and isinstance(descriptor.props.get("get"), Closure):
        got = call(m, descriptor.props["get"], target, [], place, place, m.frame)
        set_member(m, target, name, got, place)
    elif not isinstance(descriptor, Obj) or descriptor.open is not None:
        set_member(m, target, name, m.fresh(place=place), place)
    return target


def _define_all(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    target, descriptors = arg(args, 0), arg(args, 1)
    if not isinstance(descriptors, Obj) or descriptors.open is not None:
        set_member(m, target, None, m.fresh(place=place), place)
    if isinstance(descriptors, Obj):
        for name, descriptor in list(descriptors.props.items()):
            _define(m, this, [target, text(name), descriptor], place)
    return target


def _descriptor(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`Object.getOwnPropertyDescriptor(source, key)` of a member that is a plain value."""
    source, key = arg(args, 0), arg(args, 1)
    name = key.known if type(key) is TEXT else None
    value = source.props.get(name) if isinstance(source, Obj) and name is not None else None
    if value is None or isinstance(value, Accessor):
        return m.fresh(place=place)
    made = Obj("object", None, place)
    made.props["value"] = value
    made.props.update(dict.fromkeys(("writable", "enumerable", "configurable"), ops.boolean(True)))
    key_place = source.keys.get(name) if isinstance(source, Obj) and name is not None else None
    if key_place is not None:
        made.write_key("value", key_place)
    return made


def _parse_json(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    source = arg(args, 0)
    if isinstance(source, Obj) and source.kind == "json":
        return _copy(source.props["source"])
    if isinstance(source, Sym):
        return Sym(("json", source.term), "parameter" if source.nature == "parameter" else "unknown", place)
    return m.fresh(place=place)


def _copy(value: Val, depth: int = 0) -> Val:
    if not isinstance(value, Obj) or value.kind not in ("object", "array") or depth > 6:
        return value
    made = Obj(value.kind, None, value.place)
    made.open, made.keys = value.open, dict(value.keys) if value.keys else value.keys
    made.props.update((name, _copy(inner, depth + 1)) for name, inner in value.props.items())
    made.items = [_copy(inner, depth + 1) for inner in value.items] if value.items is not None else None
    return made


def _stringify(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    source = arg(args, 0)
    made = Obj("json", None, place)
    made.props["source"] = source
    if isinstance(source, Sym) and source.nature == "parameter":
        return m.fresh("parameter", place)
    return made if isinstance(source, Obj) else m.fresh(place=place)


def _string(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    value = arg(args, 0)
    answers = [
        one if isinstance(one, (Text, Sym)) else ops.make_text(ops.text_parts(one, place), place)
        for one in spread(value)
    ]
    return m.join(list[Val](answers))


def _boolean(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return ops.negate(m, ops.negate(m, arg(args, 0)))


def _anything(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    for value in args:
        if isinstance(value, Closure):
            maybe_calls(m, value, [m.fresh(), m.fresh()], place)
    return m.fresh(place=place)


def _is(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return ops.equals(m, arg(args, 0), arg(args, 1), strict=True)


def _is_array(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    value = arg(args, 0)
    if isinstance(value, Obj):
        return ops.boolean(value.items is not None)
    return (
        FALSE
        if isinstance(value, (Text, Constant))
        else Sym(("array?", value.term), "boolean")
        if isinstance(value, Sym)
        else m.fresh("boolean")
    )


def _array_from(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    source, function = arg(args, 0), arg(args, 1)
    items = known_items(source)
    if items is None and isinstance(source, Obj) and source.items is None:
        items = known_items(_of_length(m, source.props.get("length", UNDEF), place))
    made = make_list(list(items), place) if items is not None else make_list([], place, m.fresh())
    if not isinstance(function, Closure):
        return made
    return LIBRARY["array"]["map"].call(m, made, [function], place)


#: An array that is made of its length has its elements one by one up to so many.
MAX_EMPTY = 24


def _of_length(m: Machine, length: Val, place: Place | None) -> Obj:
    """An array of so many elements that are not there yet."""
    count = number_in(length)
    if count is None or not 0 <= count <= MAX_EMPTY or count != int(count):
        return make_list([], place, m.fresh())
    return make_list([UNDEF] * int(count), place)


def _new_object(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return args[0] if args and isinstance(args[0], Obj) else Obj("object", None, place)


def _new_array(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    single = len(args) == 1 and not isinstance(args[0], (Text, Obj))
    return _of_length(m, args[0], place) if single else make_list(list(args), place)


def _error(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    made = Obj("object", None, place)
    made.props["message"] = arg(args, 0)
    return made


def _log(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    logged(m, args, place)
    return UNDEF


def _encoding(safe: str) -> NativeCall:
    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        return _encoded(m, args, place, safe)

    return run


_OBJECT: dict[str, NativeCall] = {
    "assign": _assign, "keys": _entries("keys"), "values": _entries("values"), "entries": _entries("entries"),
    "freeze": _first, "seal": _first, "create": _create, "defineProperty": _define,
    "defineProperties": _define_all, "getOwnPropertyDescriptor": _descriptor,
    "getOwnPropertyNames": _entries("keys"), "setPrototypeOf": set_prototype, "fromEntries": from_entries,
    "preventExtensions": _first, "getOwnPropertyDescriptors": _anything, "getOwnPropertySymbols": _anything,
    "isFrozen": _anything, "isSealed": _anything, "isExtensible": _anything, "groupBy": _anything, "is": _is,
    "hasOwn": lambda m, this, args, place: _has_own(m, arg(args, 0), args[1:], place),
}  # fmt: skip
_REFLECT: dict[str, NativeCall] = {
    "get": lambda m, this, args, place: get_index(m, arg(args, 0), arg(args, 1), place),
    "has": _anything, "ownKeys": _entries("keys"), "defineProperty": _define,
    "getOwnPropertyDescriptor": _descriptor, "isExtensible": _anything, "preventExtensions": _first,
}  # fmt: skip
_CONSOLE = (
    "log", "info", "warn", "error", "debug", "table", "time", "timeEnd", "timeLog", "group", "groupEnd",
    "groupCollapsed", "trace", "dir", "dirxml", "count", "countReset", "assert", "clear",
)  # fmt: skip


_ERRORS = (
    "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError",
    "AggregateError",
)  # fmt: skip
_CONTAINERS = ("Map", "Set", "WeakMap", "WeakSet", "ArrayBuffer", "DataView", "BigInt", "Reflect")
_BUFFERS = (
    "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
    "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
)  # fmt: skip
_INTL = ("NumberFormat", "DateTimeFormat", "Collator", "PluralRules", "RelativeTimeFormat", "ListFormat")
_SYMBOLS = (
    "iterator", "asyncIterator", "hasInstance", "toPrimitive", "toStringTag", "species", "match", "matchAll",
    "replace", "search", "split", "isConcatSpreadable", "unscopables",
)  # fmt: skip


def _object_global() -> Obj:
    made = table(_OBJECT, _new_object)
    root = made.props["prototype"] = Obj("object")

    def prototype(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        source = arg(args, 0)
        if isinstance(source, Closure) and source.proto is not None:
            return source.proto
        if not isinstance(source, Obj) or source.kind != "object" or source.open is not None:
            return m.fresh(place=place)
        return Constant(None) if source is root else source.proto or root

    made.props["getPrototypeOf"] = Native("getPrototypeOf", prototype)
    return made


def language_globals() -> dict[str, Val]:
    """The language's own globals, without timers and promises."""
    found: dict[str, Val] = {
        **number_globals(),
        "Object": _object_global(),
        "Array": table({"isArray": _is_array, "from": _array_from, "of": _new_array}, _new_array),
        "JSON": table({"parse": _parse_json, "stringify": _stringify}),
        "String": table(dict.fromkeys(("fromCharCode", "fromCodePoint", "raw"), _anything), _string),
        "Boolean": Native("Boolean", _boolean),
        **{name: Native(name, _error) for name in _ERRORS},
        "encodeURIComponent": Native("encodeURIComponent", _encoding("")),
        "encodeURI": Native("encodeURI", _encoding(";,/?:@&=+$#")),
        "decodeURIComponent": Native("decodeURIComponent", _first),
        "decodeURI": Native("decodeURI", _first),
        "unescape": Native("unescape", _first),
        "escape": Native("escape", _encoding("@*_+-./")),
        "console": table(dict.fromkeys(_CONSOLE, _log)),
    }
    found.update((name, Native(name, _container)) for name in _CONTAINERS)
    found.update((name, table(dict.fromkeys(("from", "of"), _container), _container)) for name in _BUFFERS)
    found["RegExp"] = Native("RegExp", regexp)
    found["ArrayBuffer"] = table({"isView": _anything}, _container)
    found["Proxy"], found["Reflect"] = Native("Proxy", proxy), table(_REFLECT)
    found["Intl"] = table(dict.fromkeys(_INTL, _container))
    symbol = found["Symbol"] = table({"for": _anything, "keyFor": _anything}, _container)
    symbol.props.update((name, text(f"@@{name}")) for name in _SYMBOLS)
    return found


def _container(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    made = Obj("container", None, place)
    made.open = m.fresh()
    return made


def _encoded(m: Machine, args: list[Val], place: Place | None, keep: str) -> Val:
    return m.join([encode(m, one, place, keep=keep) for one in spread(arg(args, 0))])
