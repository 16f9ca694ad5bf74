"""Methods of strings and numbers, on texts of which a part may be unknown."""

from __future__ import annotations

from collections.abc import Callable

from wxlint.link.engine import numbers, ops
from wxlint.link.engine.heap import UNDEF, Alt, Closure, Native, Obj, Sym, Val, is_nullish, spread, text
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.library_regex import matched, replaced_by_calls, split_by, within
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.prototypes import LIBRARY
from wxlint.link.engine.regex import Regex, kept, replaced
from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature, Part, Text, pieces_nature
from wxlint.regexps import regexp

TextMethod = Callable[[Machine, Text, list[Val], "Place | None"], Val]


def _nature(value: Text) -> Nature:
    return pieces_nature(part for part in value.parts if part.text is None)


def _unknown(m: Machine, value: Text, place: Place | None) -> Val:
    """A text that became another one: its content is unknown, its nature (encoded, a parameter) is not."""
    return m.fresh(_nature(value), place)


def _like(value: Text, changed: str, place: Place | None) -> Text:
    """A changed text that still stands where the old one was written."""
    return Text((Part(changed, value.parts[0].place or place),), value.place or place)


def joined(m: Machine, items: list[Val], separator: str, place: Place | None) -> Val:
    """`items.join(separator)`: a text, or one of a few where an item is one of a few."""
    if not any(type(item) is Alt for item in items):
        return ops.make_text(ops.array_parts(items, separator, place) or (Part("", place),), place)
    whole: Val = text("", place)
    for at, item in enumerate(items):
        one = m.join([text("") if is_nullish(inner) else inner for inner in spread(item)])
        before = ops.add(m, whole, text(separator if at else ""), place, None, place)
        whole = ops.add(m, before, one, place, place, place)
    return whole


def _upper(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    parts = (
        Part(part.text.upper(), part.place, part.nature) if part.text is not None else part
        for part in value.parts
    )
    return Text(tuple(parts), value.place)


def _lower(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    return Text(tuple(_lowered(part, place) for part in value.parts), value.place)


def _lowered(part: Part, place: Place | None) -> Part:
    if part.text is None or part.text == part.text.lower():
        return part
    # A word in capitals (`'POST'.toLowerCase()`) is right where it was written: what is wrong is the call.
    return Part(part.text.lower(), place if part.text.isupper() else part.place, part.nature)


def _trim(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    known = value.known
    if known is None or known == known.strip():
        return value
    start = len(known) - len(known.lstrip())
    return within(value, start, start + len(known.strip()), place)


def _concat(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    built: Val = value
    for arg in args:
        built = ops.add(m, built, arg, value.place, place, place)
    return built


def _by_regex(m: Machine, value: Text, args: list[Val], place: Place | None, *, every: bool) -> Val:
    regex, new = args[0], args[1] if len(args) > 1 else UNDEF
    done: Val | None = None
    if isinstance(regex, Regex) and isinstance(new, Closure):
        done = replaced_by_calls(m, value, regex, new, place, every=every)
        if done is None and value.known is None:
            done = kept(value, regex, place)
    elif isinstance(regex, Regex):
        plain = isinstance(new, (Sym, Constant)) and new is not UNDEF
        done = replaced(value, regex, Text(ops.text_parts(new, place)) if plain else new, place, every=every)
    return _unknown(m, value, place) if done is None else done


def _replace(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    if args and isinstance(args[0], Regex):
        return _by_regex(m, value, args, place, every=False)
    known = value.known
    old = args[0].known if args and type(args[0]) is TEXT else None
    if known is None or old is None or (old in known and not _is_plain(args[1:2])):
        return _unknown(m, value, place)
    at = known.find(old)
    if at < 0:
        return value
    pieces = (*value.cut(0, at), *ops.text_parts(args[1], place), *value.cut(at + len(old), len(known)))
    return ops.make_text(pieces, value.place or place)


def _is_plain(new: list[Val]) -> bool:
    """Whether what replaces something is put there as it is: no function, and no `$&`."""
    return bool(new) and isinstance(new[0], (Text, Sym, Constant)) and not _DOLLAR.search(_shown(new[0]))


def _shown(value: Val) -> str:
    return value.shown() if type(value) is TEXT else ""


#: What `replace` does not put in as it stands.
_DOLLAR = regexp(r"\$[$&`'\d<]")


def _replace_all(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    if args and isinstance(args[0], Regex):
        return _by_regex(m, value, args, place, every=True)
    known = value.known
    old = args[0].known if args and type(args[0]) is TEXT else None
    if known is None or not old or not _is_plain(args[1:2]):
        return _unknown(m, value, place)
    pieces: list[Part] = []
    at = 0
    while (found := known.find(old, at)) >= 0:
        pieces += (*value.cut(at, found), *ops.text_parts(args[1], place))
        at = found + len(old)
    return ops.make_text((*pieces, *value.cut(at, len(known))), value.place or place)


def _bounds(args: list[Val], length: int) -> tuple[int, int] | None:
    found: list[int] = []
    for arg in args[:2]:
        if type(arg) is not CONSTANT or not isinstance(arg.value, (int, float)):
            return None
        found.append(numbers.whole(arg.value))
    return (found[0] if found else 0), (found[1] if len(found) > 1 else length)


def _shortened(value: Text, args: list[Val], *, both: bool) -> Text | None:
    """A text with holes without its first characters, or (`both`: `slice(0, -1)`) its last ones, if known."""
    bounds = _bounds(args, 0)
    start, end = bounds if bounds is not None else (0, 1)
    if start < 0 or end > 0 or len(args) > 1 + (both and end < 0):
        return None
    parts = list(value.parts)
    first, last = parts[0].text or "", parts[-1].text or ""
    if start > len(first) or -end > len(last):
        return None
    if first:
        parts[0] = parts[0].cut(start, len(first))
    if last:
        parts[-1] = parts[-1].cut(0, len(last) + end)
    return Text(tuple(part for part in parts if part.text != ""), value.place)


def _slice(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    known = value.known
    bounds = _bounds(args, len(known)) if known is not None else None
    if known is None or bounds is None:
        return _shortened(value, args, both=True) or _unknown(m, value, place)
    start, end, _ = slice(*bounds).indices(len(known))
    return within(value, start, end, place)


def _substring(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    known = value.known
    bounds = _bounds(args, len(known)) if known is not None else None
    if known is None or bounds is None:
        return _shortened(value, args, both=False) or _unknown(m, value, place)
    start, end = (min(max(at, 0), len(known)) for at in bounds)
    return within(value, min(start, end), max(start, end), place)


def _substr(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    known = value.known
    bounds = _bounds(args, len(known)) if known is not None else None
    if known is None or bounds is None:
        return _shortened(value, args, both=False) or _unknown(m, value, place)
    start = bounds[0] if bounds[0] >= 0 else max(len(known) + bounds[0], 0)
    return within(value, start, start + bounds[1], place)


def _split(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    known = value.known
    regex = args[0] if args else None
    pieces = split_by(m, value, regex, place) if isinstance(regex, Regex) else None
    if pieces is not None:
        return pieces
    separator = args[0].known if args and type(args[0]) is TEXT else None
    made = Obj("array", None, place)
    made.items = []
    if known is None or separator is None:
        made.open = m.fresh(_nature(value), place)
        return made
    made.items = [
        text(piece, value.place) for piece in (known.split(separator) if separator else list(known))
    ]
    return made


def _char_at(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    known, bounds = value.known, _bounds(args[:1], 0)
    if known is None or bounds is None:
        return _unknown(m, value, place)
    at = bounds[0]
    return within(value, at, at + 1, place) if 0 <= at < len(known) else text("", place)


def _match(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    regex = args[0] if args else None
    found = matched(m, value, regex, place) if isinstance(regex, Regex) else None
    return _unknown(m, value, place) if found is None else found


def _test(answer: Callable[[str, str], bool | int]) -> TextMethod:
    def run(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
        known = value.known
        wanted = args[0].known if args and type(args[0]) is TEXT else None
        if wanted is not None and known is not None:
            result = answer(known, wanted)
            return ops.boolean(result) if isinstance(result, bool) else Constant(result, place)
        if wanted and known is None:
            return _by_prefix(m, value, wanted, answer, place)
        return m.fresh("boolean", place)

    return run


def _by_prefix(
    m: Machine, value: Text, wanted: str, answer: Callable[[str, str], bool | int], place: Place | None
) -> Val:
    """What the known beginning settles: `startsWith('http')`, `indexOf('http') === 0`."""
    prefix = value.prefix
    if answer is _starts and len(prefix) >= len(wanted):
        return ops.boolean(prefix.startswith(wanted))
    if answer is _index and wanted in prefix:
        return Constant(prefix.index(wanted), place)
    if answer is _includes and any(part.text and wanted in part.text for part in value.parts):
        return ops.boolean(True)
    if wanted == "?" and _is_path(value):
        return Constant(-1, place) if answer is _index else ops.boolean(False)
    return m.fresh("number" if answer is _index else "boolean", place)


def _is_path(value: Text) -> bool:
    """Whether an address has no query as far as it is known, and after what is not known its path goes on."""
    parts = value.parts
    if any(part.text is not None and "?" in part.text for part in parts):
        return False
    follows = [(part.text or "")[:1] == "/" for part in parts[1:]]
    return all(
        part.text is not None or part.nature == "number" or goes_on
        for part, goes_on in zip(parts, [*follows, False], strict=True)
    )


def _starts(known: str, wanted: str) -> bool:
    return known.startswith(wanted)


def _includes(known: str, wanted: str) -> bool:
    return wanted in known


def _index(known: str, wanted: str) -> int:
    return known.find(wanted)


def _itself(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    return value


def _number(m: Machine, value: Text, args: list[Val], place: Place | None) -> Val:
    return m.fresh("number", place)


_TEXT: dict[str, TextMethod] = {
    "toUpperCase": _upper,
    "toLowerCase": _lower,
    "toLocaleUpperCase": _upper,
    "toLocaleLowerCase": _lower,
    "trim": _trim,
    "trimStart": _trim,
    "trimEnd": _trim,
    "trimLeft": _trim,
    "trimRight": _trim,
    "concat": _concat,
    "replace": _replace,
    "replaceAll": _replace_all,
    "slice": _slice,
    "substring": _substring,
    "substr": _substr,
    "split": _split,
    "match": _match,
    "charAt": _char_at,
    "startsWith": _test(_starts),
    "endsWith": _test(lambda known, wanted: known.endswith(wanted)),
    "includes": _test(_includes),
    "indexOf": _test(_index),
    "lastIndexOf": _test(lambda known, wanted: known.rfind(wanted)),
    "toString": _itself,
    "valueOf": _itself,
    "charCodeAt": _number,
    "localeCompare": _number,
    "search": _number,
}


def _text_method(name: str, method: TextMethod) -> Native:
    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        if type(this) is TEXT:
            plain = [m.fixed(spread(arg)[0]) if len(spread(arg)) == 1 else m.fresh() for arg in args]
            return method(m, this, plain, place)
        answers = [
            method(m, one, args, place) if type(one) is TEXT else m.fresh(place=place) for one in spread(this)
        ]
        joined = m.join(answers)
        # Asked twice, it is the same answer: which of the texts it was is decided once.
        return m.derived(this, answers, joined) if isinstance(this, Alt) and not m.survey else joined

    return Native(name, run)


def _opaque_text(name: str) -> Native:
    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        return m.fresh(_nature(this) if type(this) is TEXT else "unknown", place)

    return Native(name, run)


def _number_text(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    if type(this) is CONSTANT and not args:
        return Text((Part(numbers.constant_text(this), this.place or place),), place)
    return m.fresh("encoded", place)


LIBRARY["text"] = {name: _text_method(name, method) for name, method in _TEXT.items()}
for _name in (
    "padStart",
    "padEnd",
    "repeat",
    "matchAll",
    "normalize",
    "toLocaleString",
    "toWellFormed",
    "at",
    "codePointAt",
):
    LIBRARY["text"][_name] = _opaque_text(_name)
LIBRARY["number"] = {
    name: Native(name, _number_text)
    for name in ("toString", "toFixed", "valueOf", "toPrecision", "toLocaleString", "toExponential")
}

ENCODED = regexp(r"[A-Za-z0-9\-_.!~*'()]*\Z")


def encode(m: Machine, value: Val, place: Place | None, *, keep: str) -> Val:
    """EncodeURIComponent and encodeURI (`keep`: what stays as it is)."""
    from urllib.parse import quote

    if type(value) is CONSTANT:
        return text(numbers.constant_text(value), value.place or place)
    known = value.known if type(value) is TEXT else None
    if known is not None and type(value) is TEXT:
        return _like(value, quote(known, safe="-_.!~*'()" + keep), place)
    parameter = isinstance(value, Sym) and value.nature == "parameter"
    if type(value) is TEXT and keep:
        holes: tuple[Part, ...] = tuple(
            Part(quote(part.text, safe="-_.!~*'()%" + keep), part.place)
            if part.text is not None
            else Part(None, part.place, "encoded")
            for part in value.parts
        )
        return Text(holes, value.place)
    return m.fresh("parameter" if parameter and keep else "encoded", place)


__all__ = ["UNDEF", "encode"]
