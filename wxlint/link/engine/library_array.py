"""Methods of arrays."""

from __future__ import annotations

from wxlint.link.engine import numbers, ops
from wxlint.link.engine.callbacks import maybe_calls, reduced
from wxlint.link.engine.calls import call
from wxlint.link.engine.heap import (
    UNDEF,
    ApiNames,
    Closure,
    Native,
    Obj,
    Own,
    Sym,
    Val,
    is_nullish,
    spread,
    truth,
)
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.lengths import grown
from wxlint.link.engine.library_taking import element_of, own_items, splice, taken
from wxlint.link.engine.library_text import joined
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import (
    MOST_NESTED,
    NativeCall,
    arg,
    known_items,
    make_list,
    of_each,
    one_by_one,
)
from wxlint.link.engine.promise import keep
from wxlint.link.engine.prototypes import LIBRARY
from wxlint.link.engine.turns import few, is_few, takes_few
from wxlint.model.place import Place
from wxlint.model.values import Constant, Nature, Text


def _each(keep: str) -> NativeCall:
    """forEach, map, filter, some …: calls back for each element, or maybe for some that are not known."""

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        function, items = arg(args, 0), known_items(this)
        if items is None or (not one_by_one(len(items)) and not isinstance(this, ApiNames)):
            if isinstance(function, Closure):
                for item in m.inside.get(id(this), ()):
                    call(m, function, arg(args, 1), [item, m.fresh("number"), this], None, None, m.frame)
                element = element_of(m, this)
                given = [element, m.fresh("number"), this]
                results = maybe_calls(m, function, given, place, each=not is_few(this), of=this)
            else:
                results = []
            if keep == "map":
                mapped = make_list(results, place, of_each(m, place, few=is_few(this)))
                if isinstance(function, Closure) and results and m.forks_at(function.func):
                    # Not one that may have been called: on this way it was.
                    m.mapped[id(mapped)] = (mapped, results)
                return mapped
            unknown = m.fresh(place=place)
            made = make_list([], place, few(unknown.term) if is_few(this) else unknown)
            return made if keep == "filter" else UNDEF if keep == "forEach" else m.fresh(place=place)
        if keep == "forEach" and type(this) is Own and isinstance(function, Closure):
            return _each_own(m, this, function, arg(args, 1))
        results = [
            call(m, function, arg(args, 1), [item, Constant(at), this], None, None, m.frame)
            if isinstance(function, Obj)
            else m.fresh()
            for at, item in enumerate(items)
        ]
        if keep in ("map", "flatMap"):
            return make_list(results, place) if keep == "map" else _flattened(m, results, 1, place)
        answers = [truth(result) for result in results]
        if keep == "filter":
            if None in answers:
                return make_list([], place, m.fresh(place=place))
            made = ApiNames() if isinstance(this, ApiNames) else Obj("array", None, place)
            made.items = [item for item, answer in zip(items, answers, strict=True) if answer]
            return made
        if keep in ("find", "some", "every", "findIndex"):
            return _found(m, keep, items, answers, place)
        return UNDEF

    return run


def _each_own(m: Machine, this: Own, function: Closure, receiver: Val) -> Val:
    """`forEach` over the members of an object: some may not be there; in rehearsal all of those or none."""
    forks = m.forks_at(function.func)
    none = forks and m.choose(2) == 1
    for at, item in enumerate(this.items or ()):

        def once(given: tuple[Val, ...] = (item, Constant(at), this)) -> None:
            call(m, function, receiver, list(given), None, None, m.frame)

        if at not in this.doubtful or (forks and not none):
            once()
        elif not none:
            m.maybe(once)
    return UNDEF


def _found(m: Machine, keep: str, items: list[Val], answers: list[bool | None], place: Place | None) -> Val:
    if keep == "find":
        possible = [item for item, answer in zip(items, answers, strict=True) if answer is not False]
        if True in answers and None not in answers[: answers.index(True)]:
            return items[answers.index(True)]
        if possible and set(answers) == {None} and not m.survey and not m.weak:
            # A key that is not known comes out of that table, as a rule: nothing says that it may not.
            return m.join(possible)
        return m.join([*possible, UNDEF])
    if None in answers:
        return m.fresh("boolean" if keep != "findIndex" else "number", place)
    if keep == "findIndex":
        return Constant(answers.index(True) if True in answers else -1, place)
    return ops.boolean(any(answers) if keep == "some" else all(answers))


def _join(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    items = known_items(this)
    separator = arg(args, 0)
    between = separator.known if type(separator) is TEXT else "," if separator is UNDEF else None
    if items is None or between is None:
        element = element_of(m, this)
        parts = ops.text_parts(element, place) if not isinstance(element, Sym) else ()
        nature: Nature = next((part.nature for part in parts if part.text is None), "unknown")
        return m.fresh(nature, place)
    return joined(m, items, between, place)


def _push(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return _put_in(m, this, args, place, first=False)


def _unshift(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return _put_in(m, this, args, place, first=True)


def _put_in(m: Machine, this: Val, args: list[Val], place: Place | None, *, first: bool) -> Val:
    for value in args:
        keep(m, value)
        if isinstance(value, Closure):
            # Somebody waits to be called back: into which list it goes matters.
            m.note()
    for one in spread(this):
        if isinstance(one, Obj) and one.items is not None:
            if len(one.items) + len(args) > 200 or m.weak > 8:
                m.put_field(one, "open", one.open or m.fresh())
                grown(m, one, None)
            else:
                grown(m, one, len(args))
                m.put_field(one, "items", [*args, *one.items] if first else [*one.items, *args])
                if one.open is not None and not (m.survey or m.weak):
                    m.inside[id(one)] = [*m.inside.get(id(one), ()), *args]
    return m.fresh("number", place)


def _concat(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    items: list[Val] = list(known_items(this) or [])
    unknown = None if known_items(this) is not None else m.fresh()
    for value in args:
        more = known_items(value)
        if more is not None:
            items.extend(more)
        elif isinstance(value, (Text, Constant)):
            items.append(value)
        else:
            unknown = m.fresh()
    return make_list(items, place, unknown)


def _slice(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    items = known_items(this)
    bounds = [
        numbers.whole(one.value)
        for one in args
        if type(one) is CONSTANT and isinstance(one.value, (int, float))
    ]
    if items is None or len(bounds) != len(args):
        unknown = m.fresh(place=place)
        return make_list([], place, few(unknown.term) if takes_few("slice", args) else unknown)
    return make_list(items[bounds[0] if bounds else 0 : bounds[1] if len(bounds) > 1 else None], place)


def _reduce(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    function, items = arg(args, 0), known_items(this)
    many = items is not None and not one_by_one(len(items)) and not isinstance(this, ApiNames)
    if items is None or many or not isinstance(function, Obj):
        known = reduced(m, args, element_of(m, this), this, place)
        return m.fresh(place=place) if known is None else known
    rest = list(items)
    total = args[1] if len(args) > 1 else rest.pop(0) if rest else UNDEF
    for at, item in enumerate(rest):
        total = call(m, function, UNDEF, [total, item, Constant(at), this], None, None, m.frame)
    return total


def _index_of(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    items = known_items(this)
    if items is None:
        return m.fresh("number", place)
    answers = [truth(ops.equals(m, item, arg(args, 0), strict=True)) for item in items]
    if True in answers and None not in answers[: answers.index(True)]:
        return Constant(answers.index(True), place)
    return Constant(-1, place) if None not in answers else m.fresh("number", place)


def _includes(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    at = _index_of(m, this, args, place)
    if type(at) is CONSTANT and isinstance(at.value, (int, float)):
        return ops.boolean(at.value >= 0)
    needle = arg(args, 0)
    return Sym(("includes", this, needle.term if isinstance(needle, Sym) else needle), "boolean", place)


def _at(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    items, index = known_items(this), arg(args, 0)
    at = index.value if type(index) is CONSTANT else None
    if items is None or not isinstance(at, int):
        return element_of(m, this)
    return items[at] if -len(items) <= at < len(items) else UNDEF


def _reverse(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    items = own_items(m, this)
    if items is not None and isinstance(this, Obj):
        m.put_field(this, "items", items[::-1])
    return this


def _sort(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """Known texts and numbers are put in order as the language does it; by a function, they are left."""
    items = own_items(m, this)
    names = [_sort_key(one) for one in items] if items is not None and arg(args, 0) is UNDEF else [None]
    if items is not None and isinstance(this, Obj) and None not in names:
        order = sorted(range(len(items)), key=lambda at: names[at] or b"")
        m.put_field(this, "items", [items[at] for at in order])
    return this


def _sort_key(value: Val) -> bytes | None:
    known = value.known if type(value) is TEXT else None
    if type(value) is CONSTANT and not is_nullish(value):
        known = numbers.constant_text(value)
    return known.encode("utf-16-be", "surrogatepass") if known is not None else None


def _copied(changed: NativeCall) -> NativeCall:
    """What `sort` or `reverse` does, to a copy."""

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        items = known_items(this)
        return changed(m, this if items is None else make_list(list(items), place), args, place)

    return run


def _flat(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    items, depth = known_items(this), arg(args, 0)
    deep = depth.value if type(depth) is CONSTANT and isinstance(depth.value, (int, float)) else None
    if items is None or (deep is None and depth is not UNDEF):
        return this
    made = _flattened(m, items, 1 if deep is None else min(deep, MOST_NESTED), place)
    if (
        deep is not None
        and deep > MOST_NESTED
        and any(known_items(one) is not None for one in made.items or ())
    ):
        # Nested deeper, or in itself.
        return make_list([], place, m.fresh())
    return made


def _flattened(m: Machine, items: list[Val], depth: float, place: Place | None) -> Obj:
    """A list with the elements of the lists that are in it; of others there may be further ones."""
    found: list[Val] = []
    unknown = False
    for item in items:
        inner = known_items(item)
        if inner is not None and depth >= 1:
            nested = _flattened(m, inner, depth - 1, place)
            found += nested.items or []
            unknown = unknown or nested.open is not None
        elif depth >= 1 and not isinstance(item, (Text, Constant, Closure)):
            unknown = unknown or not (isinstance(item, Obj) and item.items is None)
            found.append(element_of(m, item) if isinstance(item, Obj) and item.items is not None else item)
        else:
            found.append(item)
    return make_list(found, place, m.fresh() if unknown else None)


def _fill(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    for one in spread(this):
        if isinstance(one, Obj) and one.items is not None:
            filled = len(args) < 2 and one.open is None
            m.put_field(one, "items", [arg(args, 0)] * len(one.items) if filled else [])
            if not filled:
                m.put_field(one, "open", one.open or m.fresh())
    return this


def _listed(kind: str) -> NativeCall:
    """keys, values, entries."""

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        items = known_items(this)
        if items is None:
            unknown = m.fresh(place=place)
            return make_list([], place, few(unknown.term) if is_few(this) else unknown)
        keys: list[Val] = [Constant(at) for at in range(len(items))]
        pairs: list[Val] = [make_list([key, item], None) for key, item in zip(keys, items, strict=True)]
        return make_list({"keys": keys, "values": list(items)}.get(kind, pairs), place)

    return run


def _same(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return this


def _other(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """A changed copy: what is in it is not followed."""
    return make_list([], place, m.fresh())


def _backward(forward: NativeCall) -> NativeCall:
    """The same from the end. Where a function asks for the index, each element may come at any time."""
    asked = 3 if forward is _reduce else 2

    def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        items, function = known_items(this), arg(args, 0)
        if items is None:
            return forward(m, this, args, place)
        if isinstance(function, Closure) and len(function.func.params) >= asked:
            return forward(m, make_list(items, place, m.fresh()), args, place)
        found = forward(m, make_list(items[::-1], place), args, place)
        at = found.value if forward in _INDICES and type(found) is CONSTANT else None
        return found if not isinstance(at, int) or at < 0 else Constant(len(items) - 1 - at, place)

    return run


_FIND_INDEX = _each("findIndex")
#: What gives an index.
_INDICES = (_index_of, _FIND_INDEX)


_EACH = ("forEach", "map", "filter", "find", "some", "every", "findIndex", "flatMap")


_ARRAY: dict[str, NativeCall] = {
    **{name: _each(name) for name in _EACH},
    **{name: _listed(name) for name in ("keys", "values", "entries")},
    "join": _join, "push": _push, "unshift": _unshift, "concat": _concat, "slice": _slice, "reduce": _reduce,
"indexOf": _index_of, "includes": _includes, "pop": taken(-1), "shift": taken(0), "splice": splice,
    "sort": _sort, "reverse": _reverse, "fill": _fill, "flat": _flat, "toString": _join, "at": _at,
    "toSorted": _copied(_sort), "toReversed": _copied(_reverse), "toSpliced": _other,
    "with": _other, "copyWithin": _same,
    "lastIndexOf": _backward(_index_of), "findLast": _backward(_each("find")),
    "findLastIndex": _backward(_FIND_INDEX), "reduceRight": _backward(_reduce),
    "toLocaleString": _join,
}  # fmt: skip


LIBRARY["array"] = {name: Native(name, run) for name, run in _ARRAY.items()}
