"""A framework's program while it runs: modules of other kinds, components, what the framework puts in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from wxlint.link.engine.heap import UNDEF, ApiObject, Obj, Val, spread
from wxlint.link.engine.machine import LOAD_STEPS, Frame, Infeasible, JsThrow, Machine, OverBudget
from wxlint.link.engine.module import Unit
from wxlint.link.frameworks.globals import BuildValues, framework_globals
from wxlint.link.frameworks.react import of_react, react_module
from wxlint.link.frameworks.resolver import BundlerResolver
from wxlint.link.frameworks.sources import uni_version
from wxlint.link.frameworks.vue import Vue, vague
from wxlint.link.project_files import AppFiles, below
from wxlint.link.world import World
from wxlint.platform.frameworks import TARO_MODULES, UNI_DEFINED
from wxlint.read.conditional import keep_branches
from wxlint.read.files import Files
from wxlint.read.source import Source
from wxlint.read.vue import SingleFile, read_vue


class FrameworkWorld(World):
    """Loads the modules of a framework's program."""

    def __init__(
        self,
        files: Files,
        app: AppFiles,
        machine: Machine,
        api_objects: tuple[str, ...],
        built: BuildValues,
    ) -> None:
        resolver = BundlerResolver(files, app.root, {**app.aliases, **built.aliases})
        super().__init__(files, resolver, machine, api_objects)
        self.vue = Vue(machine)
        self.single_files: dict[str, SingleFile] = {}
        self._defined: frozenset[str] | None = None
        self.globals.vars.update(framework_globals(built))
        self.modules["vue"] = self.vue.module
        if app.framework == "uni-app":
            self._defined = UNI_DEFINED | {uni_version(files, app.root)}
            self.modules["@vue/composition-api"] = self.vue.module
        if app.framework == "taro":
            self.modules["react"] = react_module()
        for name in TARO_MODULES if app.framework == "taro" else ():
            taro = self.globals.vars.setdefault("Taro", ApiObject("Taro"))
            if isinstance(taro, Obj):
                taro.props.update(of_react(), default=taro)
                self.modules[name] = taro
        self.current = "app"
        #: The component that is the app itself: its `globalData` is what `getApp()` has.
        self._main = below(app.root, "App.vue")
        # What else the app and its data hold, the framework and its plugins put there.
        self.app.open = machine.fresh(foreign=True)
        shared = self.app.props["globalData"]
        if isinstance(shared, Obj):
            shared.open = machine.fresh()

    def _text(self, source: Source) -> tuple[bytes, str]:
        if source.path.endswith((".vue", ".nvue")):
            single = self.single_files.get(source.path)
            if single is None:
                single = self.single_files[source.path] = read_vue(source.utf8, self._defined or frozenset())
            return single.script, single.suffix
        if self._defined is not None:
            return keep_branches(source.utf8, self._defined), source.path.rpartition(".")[2]
        return super()._text(source)

    def load(self, path: str) -> Unit | None:
        """Runs a module, once. A `.vue` file whose script stands elsewhere has that file's exports."""
        known = path in self.units
        unit = super().load(path)
        single = self.single_files.get(path)
        if not known and unit is not None and single is not None and single.source:
            unit.module.props["exports"] = self.require(single.source, path)
        if not known and unit is not None and path == self._main:
            self._share(self.default_of(unit))
        return unit

    def _share(self, main: Val) -> None:
        """Lets `getApp()` have the `globalData` of the app's options."""
        shared = self.app.props["globalData"]
        for options in spread(main):
            data = options.props.get("globalData") if isinstance(options, Obj) else None
            for one in spread(data) if data is not None else ():
                for name, value in one.props.items() if isinstance(one, Obj) else ():
                    if isinstance(shared, Obj):
                        shared.props[name] = vague(self.machine, value)

    def settled(self, unit: Unit, run: Callable[[], object]) -> None:
        """Runs something of a module as its top level runs: what it does is done for good."""
        m = self.machine
        frame = Frame(None, unit, unit.scope, UNDEF, None)
        kept = m.frame, m.weak, m.steps, m.micro
        m.frame, m.weak, m.steps, m.micro, m.max_steps = frame, 0, 0, deque(), LOAD_STEPS
        try:
            with m.for_good():
                run()
                m.drain()
        except (JsThrow, Infeasible, OverBudget, RecursionError):
            # What ran until here stands, as in a module.
            pass
        finally:
            m.frame, m.weak, m.steps, m.micro = kept

    def default_of(self, unit: Unit) -> Val:
        """What a module exports as its default; undefined where it has none."""
        exports = unit.module.props.get("exports")
        if not isinstance(exports, Obj):
            return UNDEF
        return exports.props.get("default", exports)
