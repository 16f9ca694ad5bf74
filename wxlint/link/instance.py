"""Page and component instances: what `this` is in a handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.link.engine.calls import call
from wxlint.link.engine.heap import UNDEF, Closure, Native, Obj, Sym, Val, is_nullish, spread, truth
from wxlint.link.engine.journal import may_follow
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.members import get_member, set_member
from wxlint.link.engine.natives import arg
from wxlint.link.engine.objects import Unnamed, spread_into
from wxlint.model.values import Text
from wxlint.platform.events import COMPONENT_LIFETIMES
from wxlint.regexps import regexp

if TYPE_CHECKING:
    from wxlint.link.engine.machine import Machine
    from wxlint.model.place import Place

#: What the members of an instance begin with that the platform calls when a field changes.
OBSERVER = "observer"
#: Members of every page and component that the platform gives. They reach other pages and components.
_REACHING = ("selectAllComponents", "selectOwnerComponent", "getOpenerEventChannel", "getPageId")
_PLAIN = (
    "createSelectorQuery", "createIntersectionObserver", "createMediaQueryObserver", "animate",
    "clearAnimation", "groupSetData", "getTabBar", "hasBehavior", "getRelationNodes", "applyAnimatedStyle",
)  # fmt: skip
_STEP = regexp(r"[^.\[\]]+")


def _instance(m: Machine, data: Obj) -> Obj:
    made = Obj("instance")
    made.props["data"] = data
    for name in _REACHING:
        made.props[name] = Sym(("instance", name), "unknown", None, True)
    made.props.update(m.methods or _methods(m))
    for name in ("route", "__route__", "is", "id", "options", "dataset"):
        made.props[name] = m.fresh()
    return made


def _methods(m: Machine) -> dict[str, Native]:
    """The methods that are the same ones in every page and component."""
    for name in _PLAIN:
        m.methods[name] = Native(name, _anything)
    m.methods["setData"] = Native("setData", _set_data)
    m.methods["triggerEvent"] = Native("triggerEvent", _trigger_event)
    return m.methods


def _anything(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    return m.fresh(place=place)


def _set_data(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`this.setData(changes, callback)`: keys may be paths such as `list[0].name`."""
    data = get_member(m, this, "data", None)
    for changes in spread(arg(args, 0)):
        for target in spread(data):
            if isinstance(changes, Obj) and isinstance(target, Obj):
                for key, value in changes.props.items():
                    m.changed.add(_steps(key)[0])
                    _set_path(m, target, key, value, place)
                if changes.open is not None:
                    _set_somewhere(m, target)
                    _set_unnamed(m, target, changes)
            elif isinstance(changes, Sym) and isinstance(target, Obj):
                _set_of_unknown(m, target, changes, place)
    callback = arg(args, 1)
    if isinstance(callback, Closure):
        m.note()
        call(m, callback, this, [], None, None, m.frame)
    return UNDEF


def _set_of_unknown(m: Machine, data: Obj, changes: Sym, place: Place | None) -> None:
    """`this.setData(options)`: what the page declares to be nothing yet may be there then.

    What was written to something that is not known may be a member of it.
    """
    for key, value in list(data.props.items()):
        if key in m.vague:
            set_member(m, data, key, m.fresh(), place)
        elif is_nullish(value):
            set_member(m, data, key, changes.member(key), place)


def _set_somewhere(m: Machine, data: Obj) -> None:
    """`this.setData({[`list[${at}].busy`]: true})`: some element of a list is not as it was."""
    m.tracer.written(None, "", UNDEF, None)
    m.put_field(data, "open", data.open or m.fresh())
    for name in m.changed if not m.survey else ():
        value = data.props.get(name)
        if isinstance(value, Obj) and value.items is not None:
            m.put(data.props, name, m.fresh())
        elif isinstance(value, Obj):
            m.put_field(value, "open", value.open or m.fresh())
    m.changed.add("*")


def _set_unnamed(m: Machine, data: Obj, changes: Obj) -> None:
    """`this.setData({[name]: text})`, with `form.${name}` too: what is nothing yet may be there then."""
    if isinstance(changes, Unnamed):
        for name, value in changes.members:
            _set_like(m, data, name if type(name) is TEXT else Text(()), value)
    elif changes.open is not None:
        for key, old in list(data.props.items()):
            if key not in changes.props and any(map(_is_nothing, spread(old))):
                m.put(data.props, key, _perhaps(m, old, changes.open.member(key)))


def _set_like(m: Machine, data: Obj, name: Text, value: Val) -> None:
    """Sets what has a name like this one: any member of a form, of the page's own what is nothing yet."""
    around, inside, begins = name.prefix.rpartition(".")
    ends = name.suffix
    if any(mark in begins + ends for mark in ".[]"):
        # Some element of a list, or a member of one.
        return
    target = _holder(m, data, _steps(around)) if inside else data
    if target is None:
        return
    for key, old in list(target.props.items()):
        meant = key.startswith(begins) and key.endswith(ends) and may_follow(old, value)
        if meant and (inside or any(map(_is_nothing, spread(old)))):
            m.put(target.props, key, _perhaps(m, old, value))


def _perhaps(m: Machine, old: Val, value: Val) -> Val:
    """What a field holds that may have been given a value. The survey joins it to what was there: that there
    was nothing is not what is written here.
    """
    return m.join([*(one for one in spread(old) if not (m.survey and _is_nothing(one))), value])


def _is_nothing(value: Val) -> bool:
    return is_nullish(value) or (type(value) is TEXT and truth(value) is False)


def _trigger_event(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    name = arg(args, 0)
    for one in spread(name):
        if type(one) is TEXT and one.known is not None:
            m.tracer.emitted(m, one.known, place)
    return UNDEF


def _steps(path: str) -> list[str]:
    """The names on a path such as `list[0].name`."""
    return [path] if path.isidentifier() else _STEP.findall(path) or [path]


def _set_path(m: Machine, target: Obj, path: str, value: Val, place: Place | None) -> None:
    steps = _steps(path)
    holder = _holder(m, target, steps[:-1])
    if holder is not None and holder.items is None:
        set_member(m, holder, steps[-1], value, place)


def _holder(m: Machine, target: Obj, steps: list[str]) -> Obj | None:
    """The object that is found along a path."""
    for step in steps:
        inner = get_member(m, target, step, None) if not step.isdigit() else UNDEF
        inner = next((one for one in spread(inner) if isinstance(one, Obj)), UNDEF)
        if not isinstance(inner, Obj):
            return None
        target = inner
    return target


def page_instance(m: Machine, options: Obj) -> Obj:
    """The page that `Page(options)` makes."""
    data = options.props.get("data")
    plain = next((one for one in spread(data) if isinstance(one, Obj)), None) if data is not None else None
    made = _instance(m, plain or Obj("object"))
    _take_behaviors(m, made, options, depth=0)
    _open_data(made)
    for name, value in options.props.items():
        if name != "data":
            made.props[name] = value
            if name in options.keys:
                made.write_key(name, options.keys[name])
    made.open = made.open or options.open
    return made


def component_instance(m: Machine, options: Obj) -> Obj:
    """The component (or page) that `Component(options)` makes."""
    data = options.props.get("data")
    plain = next((one for one in spread(data) if isinstance(one, Obj)), None) if data is not None else None
    made = _instance(m, plain or Obj("object"))
    _take_behaviors(m, made, options, depth=0)
    _take_component(m, made, options)
    _open_data(made)
    made.props["properties"] = made.props["data"]
    return made


def _open_data(made: Obj) -> None:
    """Where the members are not all known, a behavior that is not at hand may bring fields of its own too."""
    data = made.props["data"]
    if made.open is not None and isinstance(data, Obj):
        data.open = data.open or made.open


def _take_behaviors(m: Machine, made: Obj, options: Obj, depth: int) -> None:
    """Methods and data of behaviors: a later one beats an earlier one, the component's own beat all."""
    listed = options.props.get("behaviors") or options.props.get("mixins")
    loose = "behaviors" not in options.props
    if listed is None:
        return
    items = listed.items if isinstance(listed, Obj) and listed.items is not None else None
    if items is None or depth > 4:
        made.open = made.open or m.fresh(foreign=True)
        return
    for item in items:
        for one in spread(item):
            if isinstance(one, Obj):
                _take_behaviors(m, made, one, depth + 1)
                _take_component(m, made, one, loose=loose)
                if "definitionFilter" in one.props:
                    # It rewrites the definitions that use it: computed fields come from such behaviors.
                    made.open = made.open or m.fresh(foreign=True)
            elif isinstance(one, Sym):
                made.open = made.open or Sym(one.term, "unknown", None, True)


def _take_component(m: Machine, made: Obj, options: Obj, *, loose: bool = False) -> None:
    """Data and methods of a component or behavior. `loose`: a mixin's stand beside `methods` too."""
    own = made.props["data"]
    data = options.props.get("data")
    for one in spread(data) if data is not None else ():
        if isinstance(one, Obj) and isinstance(own, Obj) and one is not own:
            spread_into(m, own, one)
    properties = options.props.get("properties") or options.props.get("props")
    if isinstance(properties, Obj) and isinstance(own, Obj):
        for name in properties.props:
            # Whoever uses the component may give another one than `data` names again.
            own.props[name] = m.fresh()
    _take_observers(made, properties, options.props.get("observers"))
    methods = options.props.get("methods")
    for group in (methods, options.props.get("lifetimes"), options.props.get("pageLifetimes"), options):
        for one in spread(group) if group is not None else ():
            if isinstance(one, Obj):
                for name, value in one.props.items():
                    taken = loose or group is not options or name in COMPONENT_LIFETIMES
                    # What code that is not at hand makes of a method (`throttle(40, …)`) is one too.
                    unknown = isinstance(value, Sym) and group is not options
                    if taken and (unknown or (isinstance(value, Obj) and value.kind == "function")):
                        made.props[name] = value
                        if name in one.keys:
                            made.write_key(name, one.keys[name])
                if one.open is not None and group is methods:
                    made.open = made.open or Sym(one.open.term, "unknown", None, True)


def _take_observers(made: Obj, properties: Val | None, observers: Val | None) -> None:
    """What the platform calls when a property or a field changes, under names that no program gives."""
    for group in (properties, observers):
        for name, told in group.props.items() if isinstance(group, Obj) else ():
            holder = told if group is properties else group
            key = "observer" if group is properties else name
            value = holder.props.get(key) if isinstance(holder, Obj) else None
            place = holder.keys.get(key) if isinstance(holder, Obj) else None
            if isinstance(value, Closure) and place is not None:
                named = f"{OBSERVER} {'of ' if group is properties else ''}{name}"
                made.props[named] = value
                made.write_key(named, place)


def methods_of(instance: Obj) -> dict[str, Val]:
    """The instance's own functions by name, without the platform's."""
    return {
        name: value
        for name, value in instance.props.items()
        if isinstance(value, Obj) and value.kind == "function" and name in instance.keys
    }


__all__ = ["OBSERVER", "component_instance", "methods_of", "page_instance"]
