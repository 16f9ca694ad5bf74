"""Links a program of uni-app or Taro: its requests and their options; of its behaviour nothing is claimed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec

from wxlint.link.behaviour import Behaviours
from wxlint.link.engine.calls import call_closure
from wxlint.link.engine.classes import construct
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Val, spread
from wxlint.link.engine.module import Unit
from wxlint.link.frameworks.constants import with_constants
from wxlint.link.frameworks.dotenv import dotenv
from wxlint.link.frameworks.globals import BuildValues
from wxlint.link.frameworks.interceptors import FrameworkSurvey
from wxlint.link.frameworks.kinds import TARO_CONFIGS
from wxlint.link.frameworks.sources import script_of
from wxlint.link.frameworks.templates import Easycom, listeners
from wxlint.link.frameworks.vue import vue_instance, watchers
from wxlint.link.frameworks.world import FrameworkWorld
from wxlint.link.instance import methods_of
from wxlint.link.program import Linker
from wxlint.link.project_files import AppFiles, PageFiles, below
from wxlint.link.settings import LinkSettings
from wxlint.model.place import Place
from wxlint.model.program import ConfiguredTimeout, Handler, Program
from wxlint.model.values import Constant, Text
from wxlint.platform.behaviour import TRANSFERS
from wxlint.platform.events import COMPONENT_LIFETIMES, PAGE_HOOKS
from wxlint.platform.frameworks import API_OBJECTS
from wxlint.read.files import Files

_HOOKS = PAGE_HOOKS | COMPONENT_LIFETIMES


class FrameworkLinker(Linker):
    """Links one program of a framework."""

    def __init__(self, files: Files, settings: LinkSettings, app: AppFiles) -> None:
        super().__init__(files, settings, app)
        own = API_OBJECTS[app.framework] if app.framework else ()
        objects = (*settings.api_objects, *own)
        self.survey = FrameworkSurvey()
        built = _built(files, app)
        self.vue_world = FrameworkWorld(files, app, self.survey.machine, tuple(dict.fromkeys(objects)), built)
        self.world = self.vue_world
        self._files = files
        self._easycom = Easycom(files, app)
        self._timeouts = list(app.timeouts)
        self._entered: set[str] = set()
        #: The functions and classes, by `id`, that are components and were entered.
        self._made_of: set[int] = set()

    def program(self) -> Program:
        """The program. Rules about outcomes stay silent: what the framework does in between is not played."""
        made = super().program()
        return msgspec.structs.replace(
            made,
            timeouts=tuple(self._timeouts),
            unchecked_statuses=(),
            unhandled_failures=(),
            unbound_handlers=(),
        )

    def _api_object(self) -> str:
        return next(iter(API_OBJECTS[self.app.framework])) if self.app.framework else super()._api_object()

    def _behaviours(self, requests: tuple[object, ...]) -> Behaviours:
        return Behaviours()

    def _enter(self) -> None:
        world = self.vue_world
        pages = list(self._pages())
        if self.app.script is not None:
            unit = world.load(self.app.script)
            if unit is not None:
                self._start(unit)
        for page in pages:
            world.current = page.path
            if page.script is not None:
                world.load(page.script)
        for page in pages:
            if page.script is not None:
                self._enter_script(page.script, page)
        self._enter_components()
        self._enter_elements()

    def _start(self, unit: Unit) -> None:
        """What the framework calls of the app's script: uni-app with the new Vue exports `createApp`."""
        exports = unit.module.props.get("exports")
        create = exports.props.get("createApp") if isinstance(exports, Obj) else None
        if isinstance(create, Closure):
            self.vue_world.settled(unit, lambda: call_closure(self.survey.machine, create, UNDEF, [], None))
        self._enter_script(unit.path, PageFiles("app", "page", unit.path))

    # -- pages and components --------------------------------------------------------------------------------

    def _pages(self) -> Iterator[PageFiles]:
        """The pages that the configuration names."""
        yield from self.app.pages
        for config in self._configs() if self.app.framework == "taro" else ():
            for one in spread(config):
                if isinstance(one, Obj):
                    self._timeouts.extend(_timeouts(one))
                    for page in dict.fromkeys(_named(one)):
                        script = script_of(self._files, below(self.app.root, page))
                        if script is not None:
                            yield PageFiles(page, "page", script, hooks=_HOOKS)

    def _configs(self) -> Iterator[Val]:
        """The configuration of a Taro program: a file of its own, or a field of the app's class."""
        for name in TARO_CONFIGS:
            path = below(self.app.root, name)
            unit = self.world.load(path) if self._files.exists(path) else None
            if unit is not None:
                yield self.vue_world.default_of(unit)
                return
        unit = self.world.load(self.app.script) if self.app.script is not None else None
        for value in list(unit.scope.vars.values()) if unit is not None else ():
            if isinstance(value, Closure) and value.fields is not None and value.unit is unit:
                made = self._made(unit, value)
                yield from (one.props.get("config", UNDEF) for one in made if isinstance(one, Obj))

    def _made(self, unit: Unit, function: Closure) -> list[Val]:
        """What a class makes; nothing where its constructor throws."""
        machine, made = self.survey.machine, list[Val]()
        self.vue_world.settled(
            unit, lambda: made.append(construct(machine, function, [machine.fresh()], None, None))
        )
        return made

    def _enter_components(self) -> None:
        """Components that modules loaded, or that templates name; each may bring others."""
        seen: set[str] = set()
        while new := [path for path in self.vue_world.single_files if path not in seen]:
            seen.update(new)
            for path in new:
                for found in self._easycom.of(self.vue_world.single_files[path]):
                    self.world.load(found)
                self._enter_script(path, PageFiles(self._name(path), "component", path, hooks=_HOOKS))

    def _enter_elements(self) -> None:
        """Functions that are elements in others' markup (`<Goods/>`), which the framework calls."""
        entered = {id(entry.closure) for entry in self.survey.entries}
        for path, unit in list(self.world.units.items()):
            if unit is not None:
                self._enter_classes(PageFiles(self._name(path), "component", path), unit)
            for name, value in unit.scope.vars.items() if unit is not None and path.endswith("sx") else ():
                if not isinstance(value, Closure) or value.unit is not unit or value.fields is not None:
                    continue
                if name[:1].isupper() and id(value) not in entered:
                    self._add(PageFiles(self._name(path), "component", path), name, value, None, {})

    def _enter_classes(self, page: PageFiles, unit: Unit) -> None:
        """Classes of a module that are components: what they render tells."""
        for value in list(unit.scope.vars.values()):
            if not isinstance(value, Closure) or value.unit is not unit or value.fields is None:
                continue
            prototype = value.props.get("prototype")
            if isinstance(prototype, Obj) and "render" in prototype.props:
                self._enter_function(page, unit, value)

    def _name(self, path: str) -> str:
        inner = path[len(self.app.root) :].lstrip("/") if self.app.root else path
        return posixpath.splitext(inner)[0]

    def _enter_script(self, path: str, page: PageFiles) -> None:
        unit = self.world.units.get(path)
        if path in self._entered or unit is None:
            return
        self._entered.add(path)
        single = self.vue_world.single_files.get(path)
        bound = listeners(path, unit, single)
        entered = False
        for one in spread(self.vue_world.default_of(unit)):
            if isinstance(one, Closure):
                self._enter_function(page, unit, one)
                entered = True
            elif isinstance(one, Obj) and single is not None:
                self._enter_vue(page, unit, one, bound)
        if not entered:
            # `export default connect(…)(Index)`: what other code makes of a component still calls it.
            self._enter_classes(page, unit)
        for name in bound:
            # Functions of a `<script setup>`, or of the module, that the markup names.
            found = unit.scope.vars.get(name)
            if isinstance(found, Closure):
                self._add(page, name, found, None, bound)

    def _enter_vue(
        self, page: PageFiles, unit: Unit, options: Obj, bound: dict[str, list[tuple[str, Place]]]
    ) -> None:
        single, vue = self.vue_world.single_files[unit.path], self.vue_world.vue
        made: list[Obj] = []
        mixed = Obj("object")
        mixed.props["mixins"] = listed = Obj("array")
        listed.items = [*vue.mixins, options]

        def make() -> None:
            made.append(vue_instance(self.survey.machine, mixed, vue.prototype, single.models))

        self.vue_world.settled(unit, make)
        for instance in made:
            for name, value in methods_of(instance).items():
                self._add(page, name, value, instance, bound)
            for name, value in watchers(instance, options):
                self._add(page, name, value, instance, {})

    def _enter_function(self, page: PageFiles, unit: Unit, function: Closure) -> None:
        """A component that is a function, or a class; each once."""
        if id(function) in self._made_of:
            return
        self._made_of.add(id(function))
        if function.fields is None:
            self._add(page, function.name or "default", function, None, {})
            return
        for instance in self._made(unit, function):
            if isinstance(instance, Obj):
                prototype = function.props.get("prototype")
                for owner in (prototype, instance):
                    for name, value in list(owner.props.items()) if isinstance(owner, Obj) else ():
                        if name != "constructor":
                            self._add(page, name, value, instance, {})

    def _add(
        self,
        page: PageFiles,
        name: str,
        value: Val,
        instance: Obj | None,
        bound: dict[str, list[tuple[str, Place]]],
    ) -> None:
        entry = self.survey.add(page.path, name, value, instance)
        if entry is None:
            return
        place = self._place(entry)
        handlers = tuple(
            Handler(page.path, name, event, place, written) for event, written in bound.get(name, ())
        )
        if not handlers and name in page.hooks:
            handlers = (Handler(page.path, name, name, place),)
        if handlers:
            self.handlers[entry.number] = handlers


def _built(files: Files, app: AppFiles) -> BuildValues:
    """What the project has its build put into the modules."""
    if not app.framework:
        return BuildValues({}, {}, {})
    given = BuildValues(dotenv(files, app.root, app.framework), {}, {})
    return with_constants(files, app, given) if app.framework == "taro" else given


def _named(config: Obj) -> Iterator[str]:
    """The pages that a Taro configuration names, those of its packages below their folders."""
    for name in _texts(config.props.get("pages")):
        yield name.lstrip("/")
    for spelling in ("subPackages", "subpackages"):
        packages = config.props.get(spelling)
        for package in (packages.items or []) if isinstance(packages, Obj) else ():
            if isinstance(package, Obj):
                root = package.props.get("root")
                folder = root.known if type(root) is Text else None
                for name in _texts(package.props.get("pages")) if folder else ():
                    yield posixpath.join((folder or "").strip("/"), name.lstrip("/"))


def _texts(listed: Val | None) -> Iterator[str]:
    for one in spread(listed) if listed is not None else ():
        for item in (one.items or []) if isinstance(one, Obj) else ():
            if type(item) is Text and item.known:
                yield item.known


def _timeouts(config: Obj) -> Iterator[ConfiguredTimeout]:
    configured = config.props.get("networkTimeout")
    for name in sorted(TRANSFERS) if isinstance(configured, Obj) else ():
        value = configured.props.get(name) if isinstance(configured, Obj) else None
        if type(value) is Constant and type(value.value) in (int, float) and value.place is not None:
            yield ConfiguredTimeout(name, float(value.value or 0), value.place)  # type: ignore[arg-type]
