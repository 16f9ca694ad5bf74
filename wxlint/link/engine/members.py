"""Members: what `object.name` and `object[index]` give, and what assigning to them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.link.engine.answers import Answer
from wxlint.link.engine.decisions import is_last
from wxlint.link.engine.earlier import blur, guessed
from wxlint.link.engine.heap import (
    NOWHERE,
    REST,
    UNDEF,
    Accessor,
    Alt,
    ApiObject,
    Closure,
    Obj,
    Own,
    Sym,
    Term,
    Val,
    is_nullish,
    of_parameter,
    spread,
    text,
)
from wxlint.link.engine.journal import may_follow
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.lengths import grown, length_of
from wxlint.link.engine.machine import Infeasible, JsThrow, Machine
from wxlint.link.engine.natives import EACH_OF
from wxlint.link.engine.numbers import constant_text
from wxlint.link.engine.open_pages import Pages
from wxlint.link.engine.prototypes import LIBRARY, method
from wxlint.link.engine.proxies import Proxied, got, put
from wxlint.model.values import Constant, Nature, Text
from wxlint.platform.conventions import released_of

if TYPE_CHECKING:
    from wxlint.model.place import Place

#: Stands for the objects that are not known, among the tables whose members a run reads.
SCATTERED = 0


def get_member(m: Machine, base: Val, name: str, place: Place | None) -> Val:
    """`base.name`. A member of null is unknown in survey, and ends the way in rehearsal, where null may be a
    guess of ours; what is certainly not there throws.
    """
    if isinstance(base, Obj):
        return _of_object(m, base, name, place)
    if isinstance(base, Sym):
        fixed = m.fixed(base)
        if not isinstance(fixed, Sym) and not is_nullish(fixed):
            return get_member(m, fixed, name, place)
        if name == "currentTarget" and not m.survey and not _may_be_event(base.term):
            # Whoever asks for it takes the value for an event, which nothing says it is.
            m.unsure = True
        return base.member(name, place)
    if isinstance(base, Alt):
        return _of_alternatives(m, base, name, place)
    if type(base) is TEXT:
        if name == "length":
            known = base.known
            return Constant(len(known), place) if known is not None else m.fresh("number", place)
        return method(m, "text", name) or UNDEF
    if is_nullish(base):
        if not m.survey and not m.weak:
            if base is NOWHERE:
                m.note()
                raise JsThrow(m.fresh(), place)
            raise Infeasible
        if m.cause is not None:
            # The program throws there: who catches that handles the failure, and is not followed.
            m.cause.handled = True
        return m.fresh(place=place)
    return method(m, "number", name) or UNDEF


def _may_be_event(term: Term) -> bool:
    """Whether an unknown is an event, or what an event of a component hands on."""
    return term[0] == "event" or (term[0] == "get" and term[2] == "detail" and _may_be_event(term[1]))


def _of_alternatives(m: Machine, base: Alt, name: str, place: Place | None) -> Val:
    kept = [inner for inner in base.values if not is_nullish(inner)]
    if m.survey:
        if m.cause is not None and len(kept) < len(base.values):
            m.cause.handled = True
        return m.join([get_member(m, inner, name, place) for inner in kept]) if kept else m.fresh(place=place)
    at = m.chosen.get(base.number)
    if at is not None:
        return get_member(m, base.values[at], name, place)
    if not kept:
        if not m.weak:
            raise Infeasible
        return m.fresh(place=place)
    if not m.weak and any(type(inner) is TEXT for inner in base.values):
        # What somebody typed, or nothing yet: one of them for all that is asked of it.
        return get_member(m, m.pick(base), name, place)
    # Else which one it is matters only in that null has no members: the others are as good as before.
    return m.same(base, name, [get_member(m, inner, name, place) for inner in kept], m.join)


def find(base: Obj, name: str) -> Val | None:
    """The member on the object or its prototypes; None where it is not there."""
    current: Obj | None = base
    while current is not None:
        value = current.props.get(name)
        if value is not None:
            return value
        current = current.proto
    return None


def _of_object(m: Machine, base: Obj, name: str, place: Place | None) -> Val:
    if m.survey and base.props.born < m.since:
        table = id(base.props)
        m.touched.add(table)
        m.read.add(table ^ hash(name))
    value = find(base, name)
    if value is not None:
        if isinstance(value, Accessor):
            from wxlint.link.engine.calls import call_closure

            return call_closure(m, value.getter, base, [], place)
        return value
    if isinstance(base, ApiObject):
        return base.supply(name)
    if type(base) is Proxied:
        return got(m, base, text(name), place)
    own = _of_array(m, base, name, place) or _of_function(m, base, name)
    if own is not None:
        return own
    own = method(m, base.kind, name)
    if own is not None:
        return own
    current: Obj | None = base
    while current is not None:
        if current.open is not None:
            return guessed(m, (base,), current.open.member(name, place))
        if isinstance(current, ApiObject):
            return current.supply(name)
        current = current.proto
    return LIBRARY["object"].get(name) or _absent(m, base, name, place)


def _absent(m: Machine, base: Obj, name: str, place: Place | None) -> Val:
    """What is nowhere to be seen is undefined, unless some code writes it to an object that is not known, or
    it is one of the many members of a copy of the platform's object.

    In rehearsal it is absent all the same: nobody wrote it to this one yet.
    """
    if REST in base.props:
        return m.fresh(place=place, foreign=True)
    if not m.survey or id(base.props) not in m.shared:
        return UNDEF
    m.read.add(SCATTERED ^ hash(name))
    m.missed.add(name)
    return m.fresh(place=place) if name in m.scattered else UNDEF


def _of_array(m: Machine, base: Obj, name: str, place: Place | None) -> Val | None:
    if base.items is None:
        return None
    if base.props.born < m.since:
        m.touched.add(id(base.props))
    if name == "length":
        known = base.open is None and type(base) is not Own
        return Constant(len(base.items), place) if known else guessed(m, (base,), length_of(m, base, place))
    return LIBRARY["array"].get(name)


def _of_function(m: Machine, base: Obj, name: str) -> Val | None:
    if base.kind != "function":
        return None
    if isinstance(base, Closure):
        if name == "prototype":
            made = base.props["prototype"] = Obj("object")
            return made
        if name in ("name", "__proto__"):
            return base.proto if name == "__proto__" and base.proto is not None else m.fresh()
    return LIBRARY["function"].get(name)


def get_index(m: Machine, base: Val, index: Val, place: Place | None) -> Val:
    """`base[index]`."""
    if isinstance(index, Alt):
        if not m.survey and not m.weak:
            return get_index(m, base, m.pick(index), place)
        return m.join([get_index(m, base, inner, place) for inner in index.values])
    index = m.fixed(index)
    known = index.known if type(index) is TEXT else None
    if known is not None:
        return get_member(m, base, known, place)
    if isinstance(base, Alt):
        if base.number in m.chosen:
            return get_index(m, base.values[m.chosen[base.number]], index, place)
        kept = [inner for inner in base.values if not is_nullish(inner)]
        if isinstance(index, Sym) and not m.survey:
            # In a list that is empty there is nothing to ask for.
            kept = [inner for inner in kept if not is_empty_list(inner)] or kept
            found = [get_index(m, inner, index, place) for inner in kept]
            if not found:
                return m.fresh(place=place)
            one = m.element(base, index, m.made(("at", index.term), found, m.join(found)))
            return guessed(m, (base,), one)
        return m.join([get_index(m, inner, index, place) for inner in kept]) if kept else m.fresh(place=place)
    if (
        type(index) is CONSTANT
        and isinstance(index.value, (int, float))
        and not isinstance(index.value, bool)
    ):
        return _at(m, base, index.value, place)
    if is_nullish(base) and not m.survey and not m.weak:
        raise Infeasible
    if type(index) is CONSTANT and isinstance(base, Obj) and (name := constant_text(index)) in base.props:
        return base.props[name]
    return guessed(m, (base,), _somewhere(m, base, index, place))


def is_empty_list(value: Val) -> bool:
    """Whether a value is a list that has no elements."""
    return isinstance(value, Obj) and value.items == [] and value.open is None


def _at(m: Machine, base: Val, at: float, place: Place | None) -> Val:
    if at != at or abs(at) > 1e9:
        return UNDEF
    if isinstance(base, Obj) and base.items is not None:
        if base.props.born < m.since:
            m.touched.add(id(base.props))
        if at == int(at) and 0 <= at < len(base.items):
            return base.items[int(at)] if type(base) is not Own else _own_at(m, base, int(at))
        return base.open.member("*", place) if base.open is not None else UNDEF
    key = str(int(at)) if at == int(at) else str(at)
    if isinstance(base, Obj):
        return _of_object(m, base, key, place)
    if isinstance(base, Sym):
        return base.member(key, place)
    if type(base) is TEXT and base.known is not None and base.known.isascii() and at == int(at) >= 0:
        # Further letters count as others in UTF-16.
        return text(base.known[int(at)], place) if at < len(base.known) else UNDEF
    if is_nullish(base) and not m.survey and not m.weak:
        raise Infeasible
    return m.fresh(place=place)


def _own_at(m: Machine, base: Own, at: int) -> Val:
    """One of the names or values of an object: those before it may not be there."""
    items = base.items or []
    if at < min(base.doubtful):
        return items[at]
    possible = items[at : at + len(base.doubtful) + 1]
    return m.join(possible if at < len(items) - len(base.doubtful) else [*possible, UNDEF])


def _somewhere(m: Machine, base: Val, index: Val, place: Place | None) -> Val:
    """A member whose name is not known: any of a table's members, where all are known, and few."""
    if type(base) is Proxied:
        return got(m, base, index, place)
    if isinstance(base, Pages):
        return m.page if m.page is not None and is_last(index) else base.at(index, m.fresh().term, place)
    if isinstance(base, Obj) and base.open is None and not isinstance(base, ApiObject):
        values = list(base.items) if base.items is not None else list(base.props.values())
        released = released_of(base.props) if base.items is None else None
        if released is not None:
            return base.props[released]
        if 0 < len(values) <= 12 and _is_cache(base, values):
            return m.join([*values, m.fresh(place=place)])
        if 0 < len(values) <= 12:
            # A parameter that chooses one of a table's texts supplies it.
            chosen = m.symbolic and of_parameter(index) and all(type(one) is TEXT for one in values)
            joined = m.join([*values, m.fresh("parameter")] if chosen else values)
            if not isinstance(index, Sym) or base.items is None or m.survey:
                return joined
            at = m.placed.get(index.term, len(values))
            return values[at] if at < len(values) else m.element(base, index, joined)
        foreign = any(isinstance(value, Obj) and value.kind == "function" for value in values)
        return m.fresh(place=place, foreign=foreign)
    foreign = isinstance(base, (Obj, Sym)) and (
        isinstance(base, ApiObject) or (isinstance(base, Sym) and base.foreign)
    )
    given = (isinstance(base, Sym) and of_parameter(base)) or of_parameter(index)
    nature: Nature = "parameter" if given else "unknown"
    unknown = base.open if isinstance(base, Obj) and base.items is not None else base
    if isinstance(unknown, Sym) and isinstance(index, Sym) and not m.survey:
        # The same one, whenever it is asked for.
        made = Sym(("at", unknown.term, index.term), nature, place, foreign)
        if unknown.term[0] == EACH_OF and isinstance(base, Obj) and base.props.born >= m.way_began[1]:
            # Of a list that was made of another on this way: which of its elements are changed is not known.
            m.vague.add(made.term)
        return made
    return m.fresh(nature, place, foreign=foreign)


def delete_member(m: Machine, base: Val, name: str | None, place: Place | None) -> None:
    """`delete base.name`. Where the name is not known, as in a loop that tidies up, nothing is taken away."""
    if name is None:
        m.happened += 1
        m.tracer.written(None, "", UNDEF, place)
        if isinstance(base, Obj):
            blur(m, base)
    elif isinstance(base, Obj) and name in base.props:
        m.happened += 1
        m.tracer.written(base.props, name, UNDEF, place)
        m.remove(base.props, name)


def _is_cache(base: Obj, values: list[Val]) -> bool:
    """Whether a table began empty and holds what was made on the way: of most names it has nothing yet."""
    if base.literal is None or base.literal.props:
        return False
    held = [one for value in values for one in spread(value) if not is_nullish(one)]
    return all(isinstance(one, Obj) and one.kind != "function" for one in held)


def _set_of_unknown(m: Machine, base: Val, name: str | None) -> None:
    """A member of something that is not known is written: which object it is, is not known either."""
    if m.survey:
        return
    if is_nullish(base):
        if m.weak:
            return
        raise Infeasible
    if name is not None:
        m.vague.add(name)
    elif isinstance(base, Sym):
        m.vague.add(base.term)


def _set_one_of(
    m: Machine, base: Alt, name: str | None, value: Val, place: Place | None, like: Text | None
) -> None:
    """One of several is written to: the others keep what they have, where they have something."""
    if base.number in m.chosen or (base.number in m.elements and not m.weak):
        set_member(m, m.pick(base), name, value, place, like)
        return
    objects = [inner for inner in base.values if isinstance(inner, Obj)]
    if not m.survey and not m.weak and len(objects) == len(base.values):
        # What is read there later is read of the same one.
        set_member(m, m.pick(base), name, value, place, like)
        return
    for inner in objects:
        old = inner.props.get(name) if name else UNDEF
        if old is None and len(objects) == 1:
            # `function get(url, options = {}) { options.url = url`: whatever it is, it has a `url` now.
            set_member(m, inner, name, value, place, like)
        else:
            set_member(m, inner, name, m.join([value, old or UNDEF]), place, like)
    for unknown in base.values:
        if isinstance(unknown, Sym):
            _set_of_unknown(m, unknown, name)


def set_member(
    m: Machine, base: Val, name: str | None, value: Val, place: Place | None, like: Text | None = None
) -> None:
    """`base.name = value`; a name that is not known may be any member's, or any that is like a text."""
    if isinstance(base, Alt):
        _set_one_of(m, base, name, value, place, like)
        return
    if isinstance(base, Answer):
        # The program puts something else in its place: the parsed body, as a rule.
        base.exchange.checked = True
    if not isinstance(base, Obj):
        _set_of_unknown(m, base, name)
        m.tracer.written(None, name or "", value, place)
        return
    if type(base) is Proxied:
        put(m, base, name, value, place)
        return
    if base.items is not None and name is not None and name.isdigit():
        at = int(name)
        items = list(base.items)
        if at < 64:
            items.extend([UNDEF] * (at + 1 - len(items)))
            items[at] = value
            m.put_field(base, "items", items)
            grown(m, base, None)
        return
    m.happened += 1
    if name is None:
        m.tracer.written(None, "", value, place)
        blur(m, base)
        opened = base.open or m.fresh("parameter" if m.symbolic and of_parameter(value) else "unknown")
        m.put_field(base, "open", opened)
        if base.items is not None and not m.survey:
            # Which of its elements is another one now is not known.
            m.vague.add(opened.term)
            grown(m, base, None)
        begins, ends = (like.prefix, like.suffix) if like is not None else ("", "")
        for key, old in list(base.props.items()):
            if key.startswith(begins) and key.endswith(ends) and may_follow(old, value):
                m.put(base.props, key, m.join([old, value]))
        return
    m.put(base.props, name, m.tracer.written(base.props, name, value, place))
    if place is not None and name not in base.keys:
        base.write_key(name, place)
