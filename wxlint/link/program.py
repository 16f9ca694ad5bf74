"""Files in, programs out: the whole way of the link stage, for every mini-program below a folder."""

from __future__ import annotations

import gc
import posixpath
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wxlint.link.ahead import read_ahead
from wxlint.link.behaviour import Behaviours, behaviours
from wxlint.link.bound import BoundElement, PageBindings, written_dataset
from wxlint.link.declared import Declared
from wxlint.link.engine.heap import UNDEF, Closure, Obj, Val, spread
from wxlint.link.engine.members import find
from wxlint.link.inside import inside
from wxlint.link.instance import OBSERVER, methods_of
from wxlint.link.outcomes import outcomes
from wxlint.link.own_members import is_replaced
from wxlint.link.page_data import PageData, named
from wxlint.link.pages import bindings
from wxlint.link.pages_guard import Layout, is_there, shared_presence
from wxlint.link.project import AppFiles, PageFiles, find_apps
from wxlint.link.raw import Entry
from wxlint.link.rehearser import Rehearser
from wxlint.link.resolve import Resolver
from wxlint.link.selected import selected
from wxlint.link.settings import LinkSettings
from wxlint.link.sites import Sites
from wxlint.link.survey import Survey
from wxlint.link.world import World
from wxlint.model.place import Place
from wxlint.model.program import (
    Comment,
    Handler,
    LoopedRequest,
    Misuse,
    Problem,
    Program,
    Request,
    UnboundHandler,
)
from wxlint.platform.events import (
    APP_HOOKS,
    COMPONENT_LIFETIMES,
    COMPONENT_PAGE_LIFETIMES,
    NO_METHOD_NAMES,
    PAGE_HOOKS,
)
from wxlint.read.files import Files
from wxlint.read.markup_expression import Expression
from wxlint.read.markup_truth import evaluate, truth
from wxlint.read.problems import FileProblem
from wxlint.read.source import Source

if TYPE_CHECKING:
    from wxlint.link.clients import Clients

#: Frames of Python that a deep call chain of a program may take; the machine's own bounds end it earlier.
_RECURSION = 12_000


#: What a process that ends with its answer does not take apart: that takes a tenth of the whole run.
_kept: list[Linker] = []


def load(files: Files, settings: LinkSettings, *, keep: bool = False) -> list[Program]:
    """Every mini-program below the checked folder. Nothing in the files makes this fail.

    `keep`: the process ends when it has told what was found; until then nothing is thrown away.
    """
    with at_work():
        programs: list[Program] = []
        for app in find_apps(files, settings):
            linker = linker_of(files, settings, app)
            programs.append(linker.program())
            if keep:
                _kept.append(linker)
        (gc.freeze if keep else gc.unfreeze)()
        return programs


@contextmanager
def at_work() -> Iterator[None]:
    """While it lasts, programs may be run: calls may be nested deep, and Python's collector is off.

    The machine makes very many small objects that live to its end: to look through all of them again and
    again is wasted time. What runs leave behind is swept up between them.
    """
    limit, collecting = sys.getrecursionlimit(), gc.isenabled()
    sys.setrecursionlimit(max(limit, _RECURSION))
    gc.disable()
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()


def linker_of(files: Files, settings: LinkSettings, app: AppFiles) -> Linker:
    """What links an app."""
    if app.framework:
        from wxlint.link.frameworks.linker import FrameworkLinker

        return FrameworkLinker(files, settings, app)
    return Linker(files, settings, app)


class Linker:
    """Links one mini-program."""

    def __init__(self, files: Files, settings: LinkSettings, app: AppFiles) -> None:
        self.settings = settings
        self.app = app
        self.survey = self._new_survey()
        self.world = self._new_world(files)
        owners = [(app.script, "app"), *((one.script, one.path) for one in (*app.pages, *app.components))]
        self.world.own = {script: owner for script, owner in reversed(owners) if script is not None}
        self.survey.own = self.world.own
        self.world.inside, self.world.selected = inside(app), selected(app)
        self.handlers: dict[int, tuple[Handler, ...]] = {}
        self.elements: dict[int, tuple[BoundElement, ...]] = {}
        self._layouts: dict[str, Layout] = {}
        self.hooks: dict[int, str] = {}
        #: The bindings without a method, with the conditions in markup shared with others while any of which
        #: holds they are not there; and the bindings in such markup that have one, and surely are there.
        self.missing: list[tuple[Obj, UnboundHandler, tuple[Expression, ...]]] = []
        self.met: list[tuple[Obj, Place]] = []
        #: The wrappers that the configuration declares.
        self.declared: Declared | None = None
        #: What is known of clients whose source is not at hand; made when one is asked for.
        self.clients: Clients | None = None

    def _new_survey(self) -> Survey:
        return Survey()

    def _new_world(self, files: Files) -> World:
        app = self.app
        resolver = Resolver(
            files, app.root, app.aliases, typescript=app.typescript, paths=app.paths, packed=app.packed
        )
        return World(files, resolver, self.survey.machine, self.settings.api_objects)

    def program(self) -> Program:
        """The program of the app."""
        if self.settings.wrappers:
            self.declared = Declared(self.survey, self.settings.wrappers, self._api_object())
            self.survey.machine.declared = self.declared
        self.world.absent = self._module
        self._read_ahead()
        self._enter()
        self._layouts.clear()
        self.survey.renew = self.world.renew
        self.survey.units = lambda: filter(None, self.world.units.values())
        # What is there by now stays: it is not to be looked through (see `sweep`).
        gc.freeze()
        self.survey.run()
        return self._told()

    def _module(self, request: str) -> Val | None:
        """What is known of a module whose source is not at hand: some packages' APIs are documented."""
        if request[:1] in "./":
            return None
        if self.clients is None:
            from wxlint.link.clients import Clients

            self.clients = Clients(self.survey, self.world.globals.vars, framework=bool(self.app.framework))
        return self.clients.module(request)

    def _told(self) -> Program:
        """The program, once the survey has run."""
        self.survey.bury()
        sites = self._sites()
        requests = sites.requests()
        told = outcomes(self.survey, sites)
        unbound = self._unbound_handlers()
        found = self._behaviours(requests)
        problems, comments = self._texts()
        units = [path for path, unit in self.world.units.items() if unit is not None]
        left_out = Counter(self.app.left_out)
        left_out.update(self.world.left_out.values())
        return Program(
            root=self.app.root,
            requests=requests,
            handlers=tuple(dict.fromkeys(one for listed in self.handlers.values() for one in listed)),
            leaks=found.leaks,
            double_taps=found.double_taps,
            stuck_guards=found.stuck_guards,
            hidden_toasts=found.hidden_toasts,
            unsettled_promises=found.unsettled_promises,
            floods=found.floods,
            endless_retries=found.endless_retries,
            looped_requests=tuple(LoopedRequest(*one[1:]) for one in self.survey.looped.values() if one),
            awaited_tasks=tuple(Misuse(place, site) for place, site in self.survey.awaits.items()),
            unparsed_bodies=told.unparsed,
            unchecked_statuses=told.unchecked,
            unhandled_failures=told.unhandled,
            unbound_handlers=unbound,
            unchecked_urls=self.app.unchecked_urls,
            listed_domains=self.settings.domains,
            timeouts=self.app.timeouts,
            documents=self.app.documents,
            refusals=self.app.refusals,
            problems=problems,
            comments=comments,
            files=tuple(sorted({*self.app.files, *units})),
            left_out=dict(left_out),
            idle_wrappers=self._idle_wrappers(),
            request_is_replaced=is_replaced(self.world.files, self.world.units),
        )

    def _idle_wrappers(self) -> tuple[str, ...]:
        scripts = (unit.script.data for unit in self.world.units.values() if unit is not None)
        return self.declared.idle(scripts) if self.declared is not None else ()

    def _sites(self) -> Sites:
        return Sites(self.survey, self.handlers)

    def _api_object(self) -> str:
        """The API object that a declared wrapper stands for."""
        return next(iter(self.settings.api_objects), "wx")

    def _unbound_handlers(self) -> tuple[UnboundHandler, ...]:
        """The bindings without a method. One that the program puts on the page while it runs is there.

        So is one that it puts on some object whose page is not known, or in code that was not run to its end.
        What a template shows by what it is handed may be for those of its users alone that have the method;
        and what included markup shows by the page's data is not there where that has no such field.
        """
        met = {place for _, place in self.met}
        missing = [
            one
            for instance, one, away in self.missing
            if find(instance, one.method) is None
            and not (away and (one.place in met or self._is_away(instance, away)))
        ]
        names = {one.method for one in missing}
        put = set(self.survey.machine.scattered)
        if names:
            written = re.compile(
                rb"\.(%b)\s*=[^=]" % b"|".join(sorted(re.escape(one.encode()) for one in names))
            )
            texts = (unit.script.data for unit in self.world.units.values() if unit is not None)
            put.update(found.decode() for text in texts for found in written.findall(text))
        return tuple(one for one in missing if one.method not in put)

    def _is_away(self, instance: Obj, conditions: tuple[Expression, ...]) -> bool:
        """Whether one of these conditions holds, whatever the page's data comes to hold."""
        known = PageData(self.survey.machine, instance.props.get("data", UNDEF), deciding=False)
        return any(truth(evaluate(one, known)) is True for one in conditions)

    def _behaviours(self, requests: tuple[Request, ...]) -> Behaviours:
        rehearser = Rehearser(
            self.survey, self.world, self.elements, self.hooks, self.handlers, self.settings
        )
        rehearser.pages = frozenset(page.path for page in self.app.pages)
        rehearser.effective = frozenset((one.place, one.site) for one in requests if one.kind == "effective")
        self._rehearse(rehearser)
        return behaviours(rehearser, requests)

    def _rehearse(self, rehearser: Rehearser) -> None:
        rehearser.run()

    def _read_ahead(self) -> None:
        read_ahead(self.world, self.world.own, self.settings.jobs)

    # -- entries ---------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        """Runs the modules as the platform starts them, and registers every entry."""
        world, app = self.world, self.app
        if app.script is not None:
            world.current = "app"
            world.load(app.script)
            for name, value in list(world.app.props.items()):
                entry = self.survey.add("app", name, value, world.app)
                if entry is not None and name in APP_HOOKS:
                    self.hooks[entry.number] = name
                elif entry is not None:
                    entry.starts = False
            self.survey.launch([number for number, name in self.hooks.items() if name == "onLaunch"])
        for page in (*app.pages, *app.components):
            if page.script is not None:
                world.current = page.path
                world.load(page.script)
        for page in (*app.pages, *app.components):
            instance = world.instances.get(page.path)
            if instance is not None:
                self.enter_page(page, instance)
        for owner in (world.app, *world.instances.values()):
            self.share(owner)

    def share(self, owner: Obj) -> None:
        """An object that is not known may be this one, or its data."""
        held = (one for name in ("data", "globalData") for one in spread(owner.props.get(name, UNDEF)))
        tables = (one.props for one in (owner, *held) if isinstance(one, Obj))
        self.survey.machine.shared.update(map(id, tables))

    def _bindings(self, page: PageFiles) -> PageBindings:
        return bindings(self.app, page, self._layouts)

    def _let_type(self, instance: Obj, models: frozenset[str]) -> None:
        """The user's input may write anything to some fields of the data."""
        m = self.survey.machine
        for data in spread(instance.props.get("data", UNDEF)) if models else ():
            if isinstance(data, Obj):
                for name in models:
                    data.props[name] = m.join([data.props.get(name, UNDEF), m.fresh()])
                    self.survey.memory.typed.add((id(data.props), name))

    def enter_page(self, page: PageFiles, instance: Obj) -> None:
        """Registers the entries of a page or component."""
        bound: dict[str, list[BoundElement]] = {}
        markup = self._bindings(page)
        self._let_type(instance, markup.models)
        for element in markup.elements:
            there = is_there(element, page.markup)
            for method, place in zip(element.methods, element.places, strict=True):
                bound.setdefault(method, []).append(element)
                if instance.open is not None or find(instance, method) is not None:
                    if there and place.path != page.markup:
                        self.met.append((instance, place))
                elif there is not False and not _only_stops(element, method):
                    opening = self.world.openings.get(page.path)
                    unbound = UnboundHandler(
                        page.path, method, element.event, place, element.certain, opening
                    )
                    away = shared_presence(element, page.markup) if there is None else ()
                    self.missing.append((instance, unbound, away))
            for method in sorted({one for path in element.fields for one in named(instance, path)}):
                bound.setdefault(method, []).append(element)
        hooks = PAGE_HOOKS | COMPONENT_LIFETIMES | COMPONENT_PAGE_LIFETIMES
        for name, value in methods_of(instance).items():
            entry = self.survey.add(page.path, name, value, instance)
            if entry is None:
                continue
            if name in bound:
                self.elements[entry.number] = tuple(bound[name])
                natures = {element.value_nature for element in bound[name]}
                entry.detail = natures.pop() if len(natures) == 1 else "unknown"
                entry.dataset = written_dataset(bound[name]) if markup.complete else ()
                self.handlers[entry.number] = tuple(self._handler(page, entry, one) for one in bound[name])
            elif name in hooks and (name != "onPullDownRefresh" or name in page.hooks):
                self.hooks[entry.number] = name
                self.handlers[entry.number] = (Handler(page.path, name, name, self._place(entry)),)
            elif name.startswith(f"{OBSERVER} "):
                self.handlers[entry.number] = (Handler(page.path, name, name, self._place(entry)),)
            else:
                entry.starts = False

    def _handler(self, page: PageFiles, entry: Entry, element: BoundElement) -> Handler:
        return Handler(
            page.path, entry.method, element.event, self._place(entry), element.place, element.certain
        )

    def _place(self, entry: Entry) -> Place:
        instance = entry.instance
        key = instance.keys.get(entry.method) if instance is not None else None
        if key is not None:
            return key
        func = entry.closure.func
        return Place(entry.closure.unit.path, func.name_start or func.start, func.name_end or func.start + 1)

    # -- texts -----------------------------------------------------------------------------------------------

    def _texts(self) -> tuple[tuple[Problem, ...], tuple[Comment, ...]]:
        problems, comments = list(self.app.problems), list(self.app.comments)
        for path in self.world.left_out:
            source = self.world.files.read(path)
            if path in self.world.own and isinstance(source, Source):
                problems.append(_too_large(source))
        for path, unit in self.world.units.items():
            if unit is None:
                continue
            for wrong in unit.script.problems:
                place = Place(path, wrong.start, wrong.end)
                problems.append(Problem("script", place, wrong.sentence("zh"), wrong.sentence("en")))
            comments.extend(
                Comment(Place(path, one.start, one.end), one.text) for one in unit.script.comments
            )
        return tuple(problems), tuple(comments)


def _too_large(source: Source) -> Problem:
    problem = FileProblem(source.path, "too-large", f"{len(source.utf8) / 1_000_000:.1f} MB")
    return Problem("file", Place(source.path, 0, 0), problem.sentence("zh"), problem.sentence("en"))


def _only_stops(element: BoundElement, method: str) -> bool:
    """Whether nothing is meant to run: the event is caught so that it goes no further, or nothing scrolls."""
    stops = element.prefix.endswith("catch")
    return stops and (element.event == "touchmove" or method in NO_METHOD_NAMES)


__all__ = ["Closure", "load", "posixpath", "spread"]
