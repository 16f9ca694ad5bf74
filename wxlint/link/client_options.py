"""The options of a client's request: from those of the call and the client's defaults to the platform's."""

from __future__ import annotations

import re

from wxlint.link.engine import ops
from wxlint.link.engine.heap import UNDEF, Alt, Obj, Sym, Val, is_nullish, spread, text
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_member
from wxlint.link.engine.natives import arg
from wxlint.link.engine.objects import spread_into
from wxlint.model.place import Place
from wxlint.model.values import Part, Text
from wxlint.platform.apis import Api
from wxlint.platform.clients import Client, Verb

#: The method of a request for which none is given.
_DEFAULT_METHOD = "GET"
_HEADERS = frozenset(("header", "headers"))


def filled(m: Machine, record: Client, verb: Verb, args: list[Val], place: Place) -> Obj:
    """The options that a call gives, in one object."""
    made = Obj("object", None, place)
    first = arg(args, 0)
    if not verb.method:
        urls = [one for one in spread(first) if isinstance(one, Text)]
        if record.url_first is None or not urls:
            spread_into(m, made, first)
            return made
        verb = record.url_first
    elif record.object_first and isinstance(first, Obj):
        spread_into(m, made, first)
        made.props["method"] = text(verb.method)
        return made
    fixed: dict[str, Val] = {"url": first}
    if verb.method:
        fixed["method"] = text(verb.method)
    if verb.data >= 0:
        fixed[record.body] = arg(args, verb.data)
    fixed = {name: value for name, value in fixed.items() if not is_nullish(value)}
    if record.config_wins:
        made.props.update(fixed)
    if verb.options >= 0:
        spread_into(m, made, arg(args, verb.options))
    if not record.config_wins:
        made.props.update(fixed)
    return made


def merged(
    m: Machine, record: Client, defaults: Val, given: Val, place: Place | None, *, inherits: tuple[str, ...]
) -> Obj:
    """The options of a request, or of another instance: those that are given go before the defaults.

    `inherits`: the names of those that are not taken from the defaults.
    """
    made, own = Obj("object", None, place), Obj("object")
    for one in spread(defaults):
        if isinstance(one, Obj) and one.kind == "function":
            _copy_data(one, own)
        else:
            spread_into(m, own, one)
    for name, value in own.props.items():
        if name not in inherits:
            made.props[name] = value
    made.open = own.open if record.defaults else None
    headers = [_header(one) for one in (own, given)]
    asked = Obj("object")
    spread_into(m, asked, given)
    if asked.open is not None:
        spread_into(m, made, asked.open)
    for name, value in asked.props.items():
        made.props[name] = _or_default(m, value, made.props.get(name, UNDEF))
        if name in asked.keys:
            made.write_key(name, asked.keys[name])
    for name in _HEADERS & made.props.keys() if all(headers) else ():
        made.props[name] = header = Obj("object", None, place)
        for inner in headers:
            spread_into(m, header, inner[0])
    for name in inherits if asked.open is None else ():
        made.props.setdefault(name, UNDEF)
    if "method" not in made.props and made.open is None and inherits:
        made.props["method"] = text(_DEFAULT_METHOD)
    return made


def _copy_data(source: Obj, target: Obj) -> None:
    """An instance that is its own defaults: without its functions."""
    for name, value in source.props.items():
        if not (isinstance(value, Obj) and value.kind == "function"):
            target.props[name] = value


def _header(options: Val) -> list[Val]:
    """The headers among some options: one value, or none."""
    objects = [one for one in spread(options) if isinstance(one, Obj)]
    return [one.props[name] for name in sorted(_HEADERS) for one in objects if name in one.props][:1]


def _or_default(m: Machine, value: Val, default: Val) -> Val:
    """A member that is not there leaves the default."""
    there = [one for one in spread(value) if not is_nullish(one)]
    if not there:
        return default
    return m.join([*there, default]) if len(there) < len(spread(value)) else value


def upper(method: Val) -> Val:
    """A method as it is sent: what is not known stays unknown."""
    if not isinstance(method, Text) or method.known is None or method.known.isupper():
        return method
    place = method.written
    return Text((Part(method.known.upper(), place),), method.place)


def request_options(m: Machine, record: Client, options: Val, method: Val, member: Api, place: Place) -> Obj:
    """What the client gives the platform."""
    made = Obj("object", None, place)
    for one in spread(options):
        rest = one.open if isinstance(one, Obj) else one
        if isinstance(rest, Sym):
            made.open = rest
    made.props["url"] = _url(m, record, options, place)
    if "method" in member.options and not is_nullish(method):
        made.props["method"] = method
    for name, option in record.options.items():
        value = get_member(m, options, name, None) if option in member.options else UNDEF
        if not is_nullish(value):
            made.props[option] = value
        elif option == "data" and record.empty_body and option in member.options:
            made.props[option] = Obj("object", None, place)
    return made


def _url(m: Machine, record: Client, options: Val, place: Place) -> Val:
    urls, bases = get_member(m, options, "url", None), get_member(m, options, record.base, None)
    if is_nullish(bases) and record.base in m.scattered:
        # Some object that is not known is given one.
        bases = m.fresh()
    known = [one for one in spread(bases) if not _is_empty(one)]
    made = m.join([_completed(m, record, known, url, place) for url in spread(urls)])
    for name in record.query:
        made = _with_query(m, made, get_member(m, options, name, None), place)
    return made


def _is_empty(value: Val) -> bool:
    return is_nullish(value) or (isinstance(value, Text) and value.known == "")


def _completed(m: Machine, record: Client, bases: list[Val], url: Val, place: Place) -> Val:
    """A path behind the base; an address that is whole, or of which the beginning is not known, as it is."""
    if is_nullish(url):
        url = text("", place)
    if not bases:
        return url
    if not isinstance(url, Text) or url.parts[0].text is None:
        return url
    if not record.whole_url:
        return m.join([ops.add(m, base, url, None, None, place) for base in bases])
    if re.match(record.whole_url, url.prefix, re.IGNORECASE):
        return url
    if url.known == "":
        return m.join(bases)
    return m.join([_behind(m, base, url, place) for base in bases])


def _behind(m: Machine, base: Val, url: Text, place: Place) -> Val:
    """A path behind one base, with one slash between them."""
    if isinstance(base, Text) and base.parts[-1].text is not None:
        last = base.parts[-1]
        kept = (last.text or "").rstrip("/")
        parts = (*base.parts[:-1], *((last.cut(0, len(kept)),) if kept else ()))
        base = Text(parts, base.place) if parts else text("", place)
    first = url.parts[0]
    slashes = len(first.text or "") - len((first.text or "").lstrip("/"))
    if slashes > 1:
        first = first.cut(slashes - 1, len(first.text or ""))
    path = Text((first, *url.parts[1:]), url.place)
    if not slashes:
        path = Text((Part("/", None), *path.parts), url.place)
    return ops.add(m, base, path, None, None, place)


def _with_query(m: Machine, url: Val, given: Val, place: Place) -> Val:
    """A URL with further parameters, which the client encodes."""
    there = [one for one in spread(given) if not is_nullish(one) and not _has_none(one)]
    if not there or not isinstance(url, (Text, Alt)):
        return url
    parameter = any(isinstance(one, Sym) and one.nature == "parameter" for one in there)
    hole = Sym(m.fresh().term, "parameter" if parameter else "encoded")

    def asking(one: Val) -> Val:
        if not isinstance(one, Text):
            return one
        mark = "&" if any("?" in (part.text or "") for part in one.parts) else "?"
        return ops.add(m, ops.add(m, one, text(mark), None, None, place), hole, None, None, place)

    return m.join([asking(one) for one in spread(url)])


def _has_none(value: Val) -> bool:
    return isinstance(value, Obj) and value.items is None and value.open is None and not value.props
