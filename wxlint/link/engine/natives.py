"""What every library of the language is written with: functions, arguments, lists."""

from __future__ import annotations

from collections.abc import Callable

from wxlint.link.engine.heap import (
    CLOCK,
    UNDEF,
    Native,
    Obj,
    Own,
    Sym,
    Val,
    may_lack,
    of_parameter,
)
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.open_pages import PAGES, Pages
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text

#: Lists are followed so far into one another: one may be in itself.
MOST_NESTED = 4
#: A list of more elements, a table of more members, is gone through once for all of them.
_MAX_TURNS = 24
#: What a module's top level makes of one, a service of each address, it makes once.
_MAX_TURNS_LOADING = 160

NativeCall = Callable[[Machine, Val, list[Val], "Place | None"], Val]


def one_by_one(count: int) -> bool:
    """Whether so many elements are gone through one by one."""
    return count <= (_MAX_TURNS_LOADING if CLOCK.for_good else _MAX_TURNS)


def native(name: str) -> Callable[[NativeCall], Native]:
    """Makes a function of the language from a Python one."""
    return lambda run: Native(name, run)


def arg(args: list[Val], at: int) -> Val:
    """An argument, or undefined."""
    return args[at] if at < len(args) else UNDEF


def known_items(value: Val) -> list[Val] | None:
    """The elements, where all are known."""
    return value.items if isinstance(value, Obj) and value.open is None and value.items is not None else None


def make_list(items: list[Val], place: Place | None, open_: Sym | None = None) -> Obj:
    """A new array; `open_`: it may have more elements than these."""
    made = Obj("array", None, place)
    made.items, made.open = items, open_
    return made


def own_list(source: Obj, items: list[Val], place: Place | None) -> Obj:
    """A new array of one element for each member that an object has, or may have."""
    doubtful = frozenset(at for at, value in enumerate(source.props.values()) if may_lack(value))
    return Own(items, doubtful, place) if doubtful else make_list(items, place)


def open_pages(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`getCurrentPages()`."""
    return Pages((PAGES, m.fresh().term), "unknown", place, True)


#: What the term of further elements begins with, where there is one for each of another list.
EACH_OF = "each"


#: What the term of the elements of a list begins with that has few of them; that of a small number, too.
FEW = "few"
#: A loop of more turns is one of many: so many requests run at once, the rest may queue.
FEW_TURNS = 10


def of_each(m: Machine, place: Place | None, *, few: bool = False) -> Sym:
    """The further elements of a list that has one for each of another list, as `map` makes it.

    `few`: that list is known to have few.
    """
    term = m.fresh().term
    return Sym((EACH_OF, (FEW, *term) if few else term), "unknown", place)


def table(members: dict[str, NativeCall], construct_: NativeCall | None = None) -> Obj:
    """A global with members; callable where it constructs."""
    made: Obj = Native("constructor", construct_) if construct_ is not None else Obj("object")
    made.props.update((name, Native(name, run)) for name, run in members.items())
    return made


def still_parameter(made: Val, sources: tuple[Val, ...]) -> Val:
    """What the language made of some values: of parameters (encoded, counted, cut) it still is one."""
    hole = type(made) is Sym and made.nature not in ("parameter", "boolean")
    text = type(made) is TEXT and made.known is None
    if not (hole or text) or not any(of_parameter(source) for source in sources):
        return made
    if type(made) is TEXT:
        parts = (
            part if part.text is not None else Part(None, part.place, "parameter") for part in made.parts
        )
        return Text(tuple(parts), made.place)
    return Sym(made.term, "parameter", made.place, made.foreign) if isinstance(made, Sym) else made


def at_most(value: Sym, *limits: Val) -> Sym:
    """A number that is not above any of the limits that are known: a small one, if one of them is small."""
    numbers = [one.value for one in limits if type(one) is Constant and isinstance(one.value, (int, float))]
    small = bool(numbers) and 0 <= min(numbers) <= FEW_TURNS
    return Sym((FEW, *value.term), value.nature, value.place) if small else value
