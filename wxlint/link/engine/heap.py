"""Values while the program runs: model texts and constants, unknowns, alternatives, and mutable objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from wxlint.link.engine.kinds import CONSTANT, TABLE, TEXT
from wxlint.link.engine.table import Table
from wxlint.model.place import Place
from wxlint.model.values import UNDEFINED, Constant, Nature, Part, Text, Undefined
from wxlint.platform.behaviour import GONE_THROUGH, SIMULATOR

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Frame, Machine
    from wxlint.link.engine.module import Unit
    from wxlint.read import ir

Term = tuple[Any, ...]


class Clock:
    """Tells what was made since a mark of the journal. `birth`: the time that a new table gets."""

    __slots__ = ("birth", "for_good", "time")

    def __init__(self) -> None:
        self.time = 0
        self.birth = 0
        #: While it is set, all that is made is there for good, as if it had been there before every mark.
        self.for_good = False


#: There is one for all machines: a table does not know whose it is.
CLOCK: Final = Clock()


class Sym:
    """A value that is not known. Equal terms are equal values, so a test that was decided once stays decided.

    `foreign`: it comes from code that is not at hand (an unresolved module, a native object), so calling it
    may do anything; other unknowns are data.
    """

    __slots__ = ("foreign", "nature", "place", "term")

    def __init__(
        self, term: Term, nature: Nature = "unknown", place: Place | None = None, foreign: bool = False
    ) -> None:
        self.term = term
        self.nature = nature
        self.place = place
        self.foreign = foreign

    def member(self, name: str, place: Place | None = None) -> Sym:
        """The member `name` of this value."""
        nature: Nature = (
            "parameter" if self.nature == "parameter" else "number" if name == "length" else "unknown"
        )
        return Sym(("get", self.term, name), nature, place, self.foreign)


class There(Sym):
    """A value of which it is known that it is there, as an object is: it holds as a condition."""

    __slots__ = ()


class Absent(Sym):
    """A value of which it is known that it does not hold as a condition: nothing, or an empty text."""

    __slots__ = ()


class Given(There):
    """A value that a build puts in."""

    __slots__ = ()

    def member(self, name: str, place: Place | None = None) -> Sym:
        """A member of what was put in was put in too."""
        return Given(("get", self.term, name), "unknown", place)


class Phone(Sym):
    """The `platform` that a phone says it is: which one is not known, but it is not the developer tools."""

    __slots__ = ()


def never(unknown: Val, other: Val) -> bool:
    """Whether an unknown is certainly not another value."""
    return type(unknown) is Phone and type(other) is TEXT and other.known == SIMULATOR


class Alt:
    """One of a few values, none of which is an Alt."""

    __slots__ = ("number", "values")

    def __init__(self, values: tuple[Val, ...], number: int) -> None:
        self.values = values
        self.number = number


#: Where the keys of an object are written that was not: of most.
NO_KEYS: Final[Mapping[str, Place]] = MappingProxyType({})


class Obj:
    """An object or array. `open`: an unknown whose members may be members of this object too."""

    __slots__ = ("_keys", "items", "kind", "literal", "open", "place", "props", "proto")

    def __init__(self, kind: str = "object", proto: Obj | None = None, place: Place | None = None) -> None:
        self.kind = kind
        self.props: Table = TABLE()
        self.props.born = CLOCK.birth
        #: None: as the literal has them. Most objects are never asked for them.
        self._keys: Mapping[str, Place] | None = NO_KEYS
        self.proto = proto
        self.open: Sym | None = None
        self.place = place
        self.items: list[Val] | None = None
        #: The literal that made the object, for those who mend it.
        self.literal: ir.ObjectLit | None = None

    def stands_for(self, literal: ir.ObjectLit) -> bool:
        """Notes the literal that makes the object. Whether the names of its members are all written there."""
        self.literal = literal
        if self.place is not None and all(prop.key is not None for prop in literal.props):
            self._keys = None
        return self._keys is None

    @property
    def keys(self) -> Mapping[str, Place]:
        """Where the names of its members are written."""
        if self._keys is None:
            path = self.place.path if self.place is not None else ""
            self._keys = {
                prop.key: Place(path, prop.key_start, prop.key_end)
                for prop in (self.literal.props if self.literal is not None else ())
                if prop.key is not None and prop.value is not None and prop.kind != "set"
            }
        return self._keys

    @keys.setter
    def keys(self, written: Mapping[str, Place]) -> None:
        self._keys = written

    def write_key(self, name: str, place: Place) -> None:
        """Notes where the name of a member is written."""
        written = self.keys
        if isinstance(written, dict):
            written[name] = place
        else:
            self._keys = {name: place}


class Accessor(Obj):
    """A getter as the value of a member."""

    __slots__ = ("getter",)

    def __init__(self, getter: Closure) -> None:
        super().__init__("accessor")
        self.getter = getter


class Scope:
    """The variables of a function or block."""

    __slots__ = ("parent", "vars")

    def __init__(self, parent: Scope | None) -> None:
        self.vars: Table = TABLE()
        self.vars.born = CLOCK.birth
        self.parent = parent


def lookup(scope: Scope | None, name: str) -> Table | None:
    """The variables that hold the name."""
    while scope is not None:
        if name in scope.vars:
            return scope.vars
        scope = scope.parent
    return None


class Closure(Obj):
    """A function of the project with the scope that it was made in; also a class (`fields`, `parent`)."""

    __slots__ = ("base", "fields", "frame", "func", "home", "name", "scope", "this", "unit")

    def __init__(
        self, func: ir.Func, scope: Scope, unit: Unit, this: Val | None, frame: Frame | None
    ) -> None:
        super().__init__("function")
        self.func = func
        self.scope = scope
        self.unit = unit
        self.this = this
        self.frame = frame
        self.home: Obj | None = None
        self.base: Val | None = None
        self.fields: list[tuple[str, ir.Expr | None, Place]] | None = None
        self.name = func.name or ""

    def bare(self) -> Closure:
        """The function without the variables that it was made among, for those who ask only what it is."""
        made = Closure(self.func, self.unit.scope, self.unit, None, self.frame)
        made.name, made.fields = self.name, self.fields
        return made


class Native(Obj):
    """A function of the platform or the language: `call(machine, this, arguments, place)`."""

    __slots__ = ("call", "name")

    def __init__(self, name: str, call: Callable[[Machine, Val, list[Val], Place | None], Val]) -> None:
        super().__init__("function")
        self.name = name
        self.call = call


class ApiObject(Obj):
    """`wx` and its twins. Members that the project assigned stand in `props`."""

    __slots__ = ("name", "own")

    def __init__(self, name: str) -> None:
        super().__init__("api")
        self.name = name
        #: The members that the project puts into it, and the platform does not have.
        self.own: set[str] = set()

    def supply(self, name: str) -> Val:
        """The platform's member of this name, kept from now on.

        No API's name begins with `_`: what a project keeps so (`wx.__patched = true`) is there, or not yet.
        """
        member: Val = ApiMember(self.name, name)
        if name.startswith("_") or name in self.own:
            member = Sym(("get", ("api", self.name), name), foreign=True)
        self.props[name] = member
        return member


#: The name that stands for all members that are not gone through one by one.
REST = "\0rest"


class ApiNames(Obj):
    """The names of an API object's members, as a list: of those that matter, and REST for all others."""

    __slots__ = ()

    def __init__(self, source: ApiObject | None = None) -> None:
        super().__init__("array")
        if source is not None:
            names = sorted({*GONE_THROUGH, *source.props} - {REST})
            self.items = [text(name) for name in (*names, REST)]


class Own(Obj):
    """The names of an object's members, or their values, as a list.

    Of those at the positions in `doubtful` it is not known whether they are there.
    """

    __slots__ = ("doubtful",)

    def __init__(self, items: list[Val], doubtful: frozenset[int], place: Place | None) -> None:
        super().__init__("array", None, place)
        self.items = items
        self.doubtful = doubtful


class ApiMember(Obj):
    """A member of an API object, such as `wx.request`, as a value."""

    __slots__ = ("api", "name")

    def __init__(self, api: str, name: str) -> None:
        super().__init__("function")
        self.api = api
        self.name = name

    def called(self, m: Machine, args: list[Val], place: Place, callee: Place) -> Val:
        """What a call gives."""
        return m.tracer.called(m, self.api, self.name, args, place, callee)


Val = Text | Constant | Sym | Alt | Obj

UNDEF: Final = Constant(UNDEFINED)
NULL: Final = Constant(None)
#: What is certainly not there, in every run: who asks it for a member throws.
NOWHERE: Final = Constant(UNDEFINED)
TRUE: Final = Constant(True)
FALSE: Final = Constant(False)

MAX_ALTERNATIVES = 10
MAX_PARTS = 60


def text(value: str, place: Place | None = None) -> Text:
    """A text that is wholly known."""
    return Text((Part(value, place),), place)


def truth(value: Val) -> bool | None:
    """Whether a condition holds on the value; None where that is not known."""
    if type(value) is CONSTANT:
        inner = value.value
        return not (inner is None or type(inner) is Undefined or inner == 0 or inner != inner)
    if type(value) is TEXT:
        known = value.known
        if known is not None:
            return bool(known)
        return True if any(part.text for part in value.parts) else None
    if isinstance(value, (Obj, There)):
        return True
    if isinstance(value, Alt):
        answers = {truth(inner) for inner in value.values}
        return answers.pop() if len(answers) == 1 else None
    return False if isinstance(value, Absent) else None


def may_lack(value: Val) -> bool:
    """Whether a member that holds the value may not be there: on some way nobody has written it."""
    return isinstance(value, Alt) and any(inner is UNDEF for inner in value.values)


def has_own(source: Obj, name: str | None) -> bool:
    """Whether an object surely has a member of this name of its own."""
    value = source.props.get(name) if name is not None else None
    return value is not None and not may_lack(value)


def without(value: Val) -> list[Val]:
    """Of a value the alternatives that may not hold as a condition, each as one that does not."""
    found: list[Val] = []
    for inner in spread(value):
        plain = truth(inner)
        if isinstance(inner, Sym) and plain is None:
            found.append(Absent(inner.term, inner.nature, inner.place, inner.foreign))
        elif plain is not True:
            found.append(Absent(("absent",)) if plain is None else inner)
    return found


def of_parameter(value: Val, depth: int = 2) -> bool:
    """Whether a wrapper's parameter, or what was made of one, is in the value."""
    if isinstance(value, Sym):
        return value.nature == "parameter"
    if type(value) is TEXT:
        return any(part.nature == "parameter" for part in value.parts)
    if isinstance(value, Alt):
        return any(of_parameter(inner, depth) for inner in value.values)
    if not depth or not isinstance(value, Obj) or value.kind not in ("object", "array"):
        return False
    if value.open is not None and value.open.nature == "parameter":
        return True
    members = (*value.props.values(), *(value.items or ()))
    return any(of_parameter(inner, depth - 1) for inner in members)


def asks_parameter(test: Val) -> bool:
    """Whether a condition that is not known asks something about a wrapper's parameter."""
    return isinstance(test, Sym) and (test.nature == "parameter" or _in_term(test.term))


def _in_term(term: Term) -> bool:
    return term[:1] == ("parameter",) or any(isinstance(one, tuple) and _in_term(one) for one in term)


def is_nullish(value: Val) -> bool:
    """Whether the value is `undefined` or `null`."""
    return type(value) is CONSTANT and (value.value is None or type(value.value) is Undefined)


def identity(value: Val) -> Any:
    """What makes two values the same alternative: for texts where they were written, too."""
    if type(value) is TEXT:
        return value.parts
    if type(value) is CONSTANT:
        inner = value.value
        # NaN equals nothing, itself neither; it is one value all the same.
        return type(inner), inner if inner == inner else "NaN"
    if isinstance(value, Sym):
        return value.nature, value.foreign, type(value) is Absent
    return id(value)


def spread(value: Val) -> tuple[Val, ...]:
    """The alternatives of a value."""
    return value.values if isinstance(value, Alt) else (value,)
