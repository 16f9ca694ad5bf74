"""One mini-program while it runs: its modules, its `App`, its pages and components, its API objects."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from mypy_extensions import mypyc_attr

from wxlint.link.engine.calls import call
from wxlint.link.engine.heap import UNDEF, ApiObject, Native, Obj, Scope, Sym, Val, spread
from wxlint.link.engine.library_async import async_globals
from wxlint.link.engine.library_object import language_globals
from wxlint.link.engine.machine import LOAD_STEPS, Frame, Infeasible, JsThrow, Machine, OverBudget
from wxlint.link.engine.members import get_member, set_member
from wxlint.link.engine.module import Sets, Unit
from wxlint.link.engine.natives import arg, open_pages
from wxlint.link.engine.objects import spread_into
from wxlint.link.engine.prototypes import prototypes
from wxlint.link.engine.release import release_globals
from wxlint.link.engine.run import run_list
from wxlint.link.engine.table import Table
from wxlint.link.instance import component_instance, page_instance
from wxlint.link.own_members import OwnMembers
from wxlint.link.promised import PACKAGES, is_promise, package
from wxlint.link.selected import selecting
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text
from wxlint.read import ir
from wxlint.read.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wxlint.link.resolve import Resolver
    from wxlint.read.files import Files
    from wxlint.read.json_doc import JsonNode

#: A file this large, or with lines this long on the average, is a library or data: it stays outside.
LARGEST_SCRIPT = 400_000
LONGEST_LINES = 500
#: A JSON file that a script requires, and that is larger, is data: nothing of it is known.
LARGEST_DATA = 100_000
#: What app.json names is the project's own, however its lines are: it stays outside only by its size.
LARGEST_OWN = 2_000_000
#: Modules through which an export is handed on.
_LONGEST_CHAIN = 4


def _is_bundle(data: bytes, *, own: bool) -> bool:
    if own:
        return len(data) > LARGEST_OWN
    return len(data) > LARGEST_SCRIPT or len(data) > LONGEST_LINES * (data.count(b"\n") + 5)


@mypyc_attr(allow_interpreted_subclasses=True)
class World:
    """Loads modules on demand and keeps what they register."""

    def __init__(
        self, files: Files, resolver: Resolver, machine: Machine, api_objects: tuple[str, ...]
    ) -> None:
        self.files = files
        self.resolver = resolver
        self.machine = machine
        self.tracer = machine.tracer
        self.units: dict[str, Unit | None] = {}
        #: The modules in the order in which they were loaded: a table that one made was born as its number
        #: from 1, negative.
        self.makers: list[str] = []
        self._sets: Sets = {}
        self._own_members = OwnMembers(api_objects)
        self.left_out: dict[str, str] = {}
        #: The scripts of the app, its pages and its components, each with whose it is.
        self.own: dict[str, str] = {}
        #: The components in the markup of a page or component, and the fields that they are given.
        self.inside: dict[str, dict[str, frozenset[str]]] = {}
        #: By page or component: what it finds by a selector, the path of a component.
        self.selected: dict[str, dict[str, str]] = {}
        self.instances: dict[str, Obj] = {}
        #: Where a method can be put into the literal that made an instance: behind its opening brace.
        self.openings: dict[str, Place] = {}
        #: Modules that are not files: what `require` gives for a name.
        self.modules: dict[str, Val] = {}
        #: What is known of a module by its name, where its source is not at hand; set by the linker.
        self.absent: Callable[[str], Val | None] | None = None
        #: Module -> what in others takes something of it; of one that is still running, has to take it again.
        self._takers: dict[str, list[tuple[Unit, ir.Import | ir.Export]]] = {}
        self._early: dict[str, list[tuple[Unit, ir.Import | ir.Export]]] = {}
        self.current: str = ""
        self.app = Obj("app")
        self.app.props["globalData"] = Obj("object")
        self.globals = Scope(None)
        self._fill_globals(api_objects)
        api = self.globals.vars.get("wx")
        if isinstance(api, ApiObject):
            self.modules.update(dict.fromkeys(PACKAGES, package(api)))

    # -- modules ---------------------------------------------------------------------------------------------

    def load(self, path: str) -> Unit | None:
        """Runs a module's top level, once; None where it cannot be read or stays outside."""
        if path in self.units:
            return self.units[path]
        # What a module's top level does is done for good, whoever asked for the module.
        self.makers.append(path)
        with self.machine.for_good(len(self.makers)):
            unit = self.units[path] = self._read(path)
            if unit is not None:
                exports = unit.module.props["exports"] = Obj("object")
                unit.scope.vars.update(
                    {"module": unit.module, "exports": exports, "require": self._require(unit)}
                )
                unit.scope.vars["import"] = Native("import", self._fetching(unit))
                # A page may import a component's script: what that registers is not the page.
                outer, self.current = self.current, self.own.get(path, self.current)
                self._run_top(unit)
                # `export let base` and an assignment below it: whoever imports it finds what was assigned.
                self._is_renewed(unit)
                unit.script.settle()
                self.current = outer
                for importer, stmt in self._early.pop(path, ()):
                    self._link(importer, stmt)
        return unit

    def _read(self, path: str) -> Unit | None:
        text = self.text_of(path)
        if text is None:
            return None
        self._own_members.note(text[0], self.globals.vars)
        return Unit(path, self.files.facts.script(path, *text), self.globals, self._sets)

    def text_of(self, path: str) -> tuple[bytes, str] | None:
        """A module's script and the suffix that says how it is read; None where it stays outside."""
        source = self.files.read(path)
        if not isinstance(source, Source):
            return None
        data, suffix = self._text(source)
        if "miniprogram_npm/" in path:
            # It is counted among those that the walk found around the app.
            return None
        if _is_bundle(data, own=path in self.own):
            self.left_out[path] = "minified"
            return None
        return data, suffix

    def _text(self, source: Source) -> tuple[bytes, str]:
        """A file's script, every byte in its place, and the suffix that says how it is read."""
        return source.utf8, source.path.rpartition(".")[2]

    def _run_top(self, unit: Unit) -> None:
        m = self.machine
        frame = Frame(None, unit, unit.scope, UNDEF, None)
        outer, m.frame = m.frame, frame
        weak, m.weak = m.weak, 0
        steps, m.steps = m.steps, 0
        survey, tracer, micro = m.survey, m.tracer, m.micro
        m.survey, m.tracer, m.micro, m.max_steps = True, self.tracer, deque(), LOAD_STEPS
        try:
            for name in unit.script.hoisted:
                unit.scope.vars.setdefault(name, UNDEF)
            for stmt in unit.script.body:
                if type(stmt) is ir.Import or (type(stmt) is ir.Export and stmt.source is not None):
                    self._link(unit, stmt)
            self._run_body(unit, frame)
        except (JsThrow, Infeasible, OverBudget, RecursionError):
            # The rest of this module's top level does not run; what ran before it stands.
            unit.broken = True
        finally:
            unit.done = True
            m.survey, m.tracer, m.micro = survey, tracer, micro
            m.frame, m.weak, m.steps = outer, weak, steps

    def _run_body(self, unit: Unit, frame: Frame) -> None:
        """Runs the statements; once more where they took too long, with more time, less of what took it."""
        m = self.machine
        try:
            run_list(m, unit.script.body, frame)
            m.drain()
        except OverBudget:
            m.micro.clear()
            m.frame, m.weak, m.steps, m.max_steps = frame, 0, 0, 5 * LOAD_STEPS
            run_list(m, unit.script.body, frame)
            m.drain()
            m.max_steps = LOAD_STEPS

    def _link(self, unit: Unit, stmt: ir.Import | ir.Export) -> None:
        """Binds what a module imports or exports again. A binding is live: of a module that imports this one
        in its turn, and has not exported anything yet, it is bound once more at its end.
        """
        if type(stmt) is ir.Import:
            self._import(unit, stmt)
        else:
            self._re_export(unit, stmt)
        found = self.resolver.resolve(stmt.source or "", unit.path)
        source = self.units.get(found.path) if found is not None else None
        if source is not None:
            self._takers.setdefault(source.path, []).append((unit, stmt))
            if not source.done:
                self._early.setdefault(source.path, []).append((unit, stmt))

    def renew(self) -> Iterator[tuple[Table, str]]:
        """Lets what modules export be what their variables hold by now; gives what changed where."""
        changed = [unit for unit in self.units.values() if unit is not None and self._is_renewed(unit)]
        for _ in range(_LONGEST_CHAIN):
            takers = [(unit, one) for unit in changed for one in self._takers.pop(unit.path, ())]
            changed = []
            for source, (taker, stmt) in takers:
                self._link(taker, stmt)
                exports = source.module.props.get("exports")
                if isinstance(exports, Obj):
                    yield from ((exports.props, name) for name in exports.props)
                yield from ((taker.scope.vars, local) for _, local in stmt.names)
                if type(stmt) is ir.Export or self._is_renewed(taker):
                    changed.append(taker)

    def _is_renewed(self, unit: Unit) -> bool:
        exports = unit.module.props.get("exports")
        if not isinstance(exports, Obj):
            return False
        held = {name: unit.scope.vars.get(local) for name, local in unit.live.items()}
        new = {
            name: now for name, now in held.items() if now is not None and exports.props.get(name) is not now
        }
        exports.props.update(new)
        return bool(new)

    def _import(self, unit: Unit, stmt: ir.Import) -> None:
        exports = self.require(stmt.source, unit.path)
        for imported, local in stmt.names:
            unit.scope.vars[local] = self._imported(exports, imported)

    def _imported(self, exports: Val, name: str) -> Val:
        if name in ("*", "="):
            return exports
        if name == "default":
            default = exports.props.get("default") if isinstance(exports, Obj) else None
            # A CommonJS module's `module.exports` is the default of an import.
            return exports if default is None else default
        return get_member(self.machine, exports, name, None) if isinstance(exports, (Obj, Sym)) else UNDEF

    def _re_export(self, unit: Unit, stmt: ir.Export) -> None:
        source = self.require(stmt.source or "", unit.path)
        exports = unit.module.props.get("exports")
        if not isinstance(exports, Obj):
            return
        for name, exported in stmt.names:
            if name != "*":
                exports.props[exported] = self._imported(source, name)
            elif exported != "*":
                exports.props[exported] = source
            elif isinstance(source, Obj):
                exports.props.update({key: value for key, value in source.props.items() if key != "default"})

    def require(self, request: str, importer: str) -> Val:
        """What `require(request)` gives in a module: its exports, or an unknown that may do anything."""
        m = self.machine
        if request in self.modules:
            return self.modules[request]
        found = self.resolver.resolve(request, importer)
        if is_promise(self.files, request, found.path if found is not None else None):
            return self.globals.vars["Promise"]
        if found is None:
            return self._not_at_hand(request, request)
        if found.path.endswith(".json"):
            if importer in self.units and (importing := self.units[importer]) is not None:
                importing.lenient = True
            return self._json(found.path)
        unit = self.load(found.path)
        if unit is None:
            return self._not_at_hand(request, found.path)
        unit.lenient = unit.lenient or found.lenient
        exports = unit.module.props.get("exports", UNDEF)
        if not unit.done and isinstance(exports, Obj) and not exports.props:
            return exports
        return m.join([exports])

    def _not_at_hand(self, request: str, name: str) -> Val:
        """A module whose source cannot be seen: an unknown, unless what it does is documented."""
        known = self.absent(request) if self.absent is not None else None
        return known if known is not None else Sym(("module", name), "unknown", None, True)

    def _json(self, path: str) -> Val:
        source = self.files.read(path)
        if not isinstance(source, Source) or len(source.utf8) > LARGEST_DATA:
            return self.machine.fresh()
        root = self.files.facts.json(source).root
        return self._json_value(root, path) if root is not None else self.machine.fresh()

    def _json_value(self, node: JsonNode, path: str) -> Val:
        """A value of a document, each with its place."""
        place = Place(path, node.start, node.end)
        if isinstance(node.value, str):
            plain = node.end - node.start == len(node.value.encode()) + 2
            return Text((Part(node.value, place, "unknown", node.start + 1 if plain else -1),), place)
        if node.kind in ("number", "boolean", "null"):
            return Constant(node.value, place)
        made = Obj(node.kind, None, place)
        if node.kind == "array":
            made.items = [self._json_value(item, path) for item in node.items]
        for member in node.members:
            made.props[member.key] = self._json_value(member.value, path)
        return made

    def _require(self, unit: Unit) -> Native:
        def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
            values: list[Val] = []
            for one in spread(arg(args, 0)):
                known = one.known if type(one) is Text else None
                values.append(self.require(known, unit.path) if known is not None else m.fresh(foreign=True))
            return m.join(values)

        def called_back(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
            if len(args) < 2:
                return run(m, this, args, place)
            promise = fetch(m, this, args, place)
            call(m, get_member(m, promise, "then", place), promise, args[1:], place, None, m.frame)
            return UNDEF

        fetch = self._fetching(unit)
        made = Native("require", called_back)
        made.props["async"] = Native("async", fetch)
        return made

    def _fetching(self, unit: Unit) -> Callable[[Machine, Val, list[Val], Place | None], Val]:
        """`import()` and `require.async`: a promise of a module, which may lie in another package."""

        def run(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
            from wxlint.link.engine.promise import Promise, resolve

            promise = Promise()
            known = args[0].known if args and type(args[0]) is Text else None
            exports = self.require(known, unit.path) if known is not None else m.fresh(foreign=True)
            resolve(m, promise, exports)
            return promise

        return run

    def selects(self, owner: str, component: str) -> None:
        """A page or component has found a component by a selector."""

    # -- globals ---------------------------------------------------------------------------------------------

    def _fill_globals(self, api_objects: tuple[str, ...]) -> None:
        variables = self.globals.vars
        variables.update(language_globals())
        variables.update(async_globals())
        self.machine.prototypes = prototypes(variables)
        promise = variables["Promise"]
        if isinstance(promise, Obj):
            # As the packages that replace it export it.
            promise.props["Promise"] = promise
            promise.props["polyfill"] = Native("polyfill", lambda m, this, args, place: promise)
        variables.update(release_globals(self.machine))
        for name in api_objects:
            variables[name] = ApiObject(name)
        register: dict[str, Callable[[Val], None]] = {
            "App": self._register_app,
            "Page": lambda value: self._register(value, page_instance),
            "Component": lambda value: self._register(value, component_instance),
        }
        for name, run in register.items():
            variables[name] = Native(name, self._registering(run))
        variables["Behavior"] = Native("Behavior", lambda m, this, args, place: arg(args, 0))
        variables["getApp"] = Native("getApp", lambda m, this, args, place: self.app)
        variables["getCurrentPages"] = Native("getCurrentPages", open_pages)
        variables["globalThis"] = Obj("object")
        # One object that all modules have. What the platform itself keeps there is not known.
        shared = variables["global"] = Obj("object")
        shared.open = Sym(("global", "global"), "unknown", None, True)

    def _registering(
        self, run: Callable[[Val], None]
    ) -> Callable[[Machine, Val, list[Val], Place | None], Val]:
        def native(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
            run(arg(args, 0))
            return UNDEF

        return native

    def _register_app(self, value: Val) -> None:
        for one in spread(value):
            if isinstance(one, Obj):
                spread_into(self.machine, self.app, one)
                self.app.keys = {**self.app.keys, **one.keys}

    def _register(self, value: Val, make: Callable[[Machine, Obj], Obj]) -> None:
        for one in spread(value):
            if isinstance(one, Obj) and self.current not in self.instances:
                made = self.instances[self.current] = make(self.machine, one)
                made.props["selectComponent"] = selecting(self, self.current)
                methods = one if make is page_instance else one.props.get("methods")
                if isinstance(methods, Obj) and methods.literal is not None and methods.place is not None:
                    self.openings[self.current] = methods.place.part(1, 0)


__all__ = ["World", "call", "set_member"]
