"""Vue while the program runs: what `this` is in a component, and what the module `vue` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wxlint.link.engine.calls import call, call_closure
from wxlint.link.engine.heap import UNDEF, Closure, Native, Obj, Sym, Val, is_nullish, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_member
from wxlint.link.engine.natives import arg
from wxlint.link.frameworks.globals import giving_back
from wxlint.model.place import Place
from wxlint.model.values import Text
from wxlint.platform.frameworks import VUE_OPTIONS

_DEPTH = 4
_PLUGIN_METHODS = ("component", "directive", "filter", "provide", "mount", "unmount")


def vue_instance(m: Machine, options: Obj, prototype: Obj, models: frozenset[str]) -> Obj:
    """The component that a `.vue` file's options make. `models`: fields that the template writes by itself.

    What is not among its options may be Vue's own, or a plugin's: it is open.
    """
    made = Obj("instance", prototype)
    made.open = Sym(("vue",), "unknown", None, True)
    _take(m, made, options, 0)
    for name in models:
        if name in made.props:
            made.props[name] = m.join([made.props[name], m.fresh()])
    return made


def watchers(instance: Obj, options: Obj) -> Iterator[tuple[str, Val]]:
    """The functions of `watch` and `computed`, by what they watch or compute."""
    for group in ("watch", "computed"):
        listed = options.props.get(group)
        for name, value in listed.props.items() if isinstance(listed, Obj) else ():
            for one in spread(value):
                inner = (
                    [one.props.get(key) for key in ("handler", "get", "set")] if isinstance(one, Obj) else []
                )
                for function in (one, *inner):
                    if isinstance(function, Closure):
                        yield f"{group}.{name}", function


def _take(m: Machine, made: Obj, options: Obj, depth: int) -> None:
    """Puts a component's options into its instance; those of mixins first, since its own beat them."""
    if depth > _DEPTH:
        return
    mixins = options.props.get("mixins")
    inherited = [
        *(mixins.items or [] if isinstance(mixins, Obj) else []),
        options.props.get("extends", UNDEF),
    ]
    for item in inherited:
        for one in spread(item):
            if isinstance(one, Obj):
                _take(m, made, one, depth + 1)
    for group in ("props", "computed"):
        for name in _names(options.props.get(group)):
            made.props[name] = m.fresh()
    data = options.props.get("data")
    if isinstance(data, Closure):
        data = call_closure(m, data, made, [made], None)
    for one in spread(data) if data is not None else ():
        if isinstance(one, Obj):
            made.props.update({name: vague(m, value) for name, value in one.props.items()})
    methods = options.props.get("methods")
    for group_obj in (*(spread(methods) if methods is not None else ()), options):
        if isinstance(group_obj, Obj):
            _take_functions(made, group_obj)


def _take_functions(made: Obj, group: Obj) -> None:
    for name, value in group.props.items():
        if isinstance(value, Obj) and value.kind == "function" and name not in VUE_OPTIONS:
            made.props[name] = value
            if name in group.keys:
                made.write_key(name, group.keys[name])


def _names(listed: Val | None) -> list[str]:
    """The names in `props`, which may be an array of texts, or in an object."""
    if not isinstance(listed, Obj):
        return []
    if listed.items is not None:
        return [one.known for one in listed.items if type(one) is Text and one.known]
    return list(listed.props)


def vague(m: Machine, value: Val, depth: int = 0) -> Val:
    """A field as it may be later. What starts empty is filled from anywhere: templates, `$set`, others."""
    if is_nullish(value) or (type(value) is Text and not value.known and value.known is not None):
        return m.fresh()
    if isinstance(value, Obj) and value.kind in ("object", "array") and depth < _DEPTH:
        value.open = value.open or m.fresh()
        for name, inner in list(value.props.items()):
            value.props[name] = vague(m, inner, depth + 1)
        if value.items is not None and not value.items:
            return m.fresh("object")
    return value


class Vue:
    """The module `vue`, in both of its versions. `prototype`: what every component inherits."""

    def __init__(self, m: Machine) -> None:
        self.prototype = Obj("object")
        #: What the program is told to mix into every component.
        self.mixins: list[Obj] = []
        self.module = self._module(m)

    def install(self, m: Machine, plugin: Val, receiver: Val, args: list[Val]) -> None:
        """`use(plugin)`: a plugin is a function, or has one called `install`."""
        for one in spread(plugin):
            installer = get_member(m, one, "install", None) if isinstance(one, Obj) else one
            function = one if isinstance(one, Closure) and not isinstance(installer, Closure) else installer
            if isinstance(function, Closure):
                call(m, function, one, [receiver, *args], None, None, m.frame)

    def _module(self, m: Machine) -> Obj:
        foreign = m.fresh(foreign=True)
        made = Obj("object")
        made.open = foreign
        vue = Native("Vue", self._construct)
        vue.open = foreign
        vue.props["prototype"] = self.prototype
        vue.props["config"] = _open(foreign)
        self._fill(vue)
        for name in ("observable", "extend"):
            vue.props[name] = giving_back(name)
        made.props["default"] = vue
        for name in ("defineComponent", "reactive", "shallowReactive", "readonly", "toRaw", "markRaw"):
            made.props[name] = giving_back(name)
        for name in ("ref", "shallowRef"):
            made.props[name] = Native(name, _ref)
        for name in ("createApp", "createSSRApp"):
            made.props[name] = Native(name, self._create_app)
        return made

    def _fill(self, owner: Obj) -> None:
        """Puts in what the old `Vue` and the new app have in common."""

        def use(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
            self.install(m, arg(args, 0), owner, args[1:])
            return owner

        def mixin(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
            self.mixins.extend(one for one in spread(arg(args, 0)) if isinstance(one, Obj))
            return owner

        owner.props["use"], owner.props["mixin"] = Native("use", use), Native("mixin", mixin)
        for name in _PLUGIN_METHODS:
            owner.props[name] = Native(name, _returning(owner))

    def _construct(self, m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        """`new Vue(options)`."""
        made = Obj("instance", self.prototype, place)
        made.open = m.fresh(foreign=True)
        for options in spread(arg(args, 0)):
            if isinstance(options, Obj):
                _take(m, made, options, 0)
        return made

    def _create_app(self, m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        made = _open(m.fresh(foreign=True))
        config = _open(m.fresh(foreign=True))
        config.props["globalProperties"] = self.prototype
        made.props["config"] = config
        self._fill(made)
        return made


def _open(rest: Sym) -> Obj:
    made = Obj("object")
    made.open = rest
    return made


def _returning(value: Obj) -> Callable[[Machine, Val, list[Val], Place | None], Val]:
    return lambda m, this, args, place: value


def _ref(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    made = Obj("object", None, place)
    made.props["value"] = vague(m, arg(args, 0))
    return made
