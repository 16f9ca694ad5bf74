"""A linked program that lives on, and of which one page can be linked anew."""

from __future__ import annotations

from typing import Any

from wxlint.link.held.book import END, LOAD, Book, Fallback, Group, Key
from wxlint.link.held.compare import compare, own_of
from wxlint.link.held.recorded import RecordedWorld
from wxlint.link.held.replay import Replay
from wxlint.link.held.survey import NOTED, RecordedSurvey
from wxlint.link.held.wrappers import HeldWrappers
from wxlint.link.inside import inside
from wxlint.link.program import Linker
from wxlint.link.project import AppFiles, PageFiles
from wxlint.link.rehearser import Notes, Rehearser
from wxlint.link.resolve import Resolver
from wxlint.link.selected import selected
from wxlint.link.settings import LinkSettings
from wxlint.link.sites import Sites
from wxlint.link.world import World
from wxlint.model.program import Program
from wxlint.read.files import Files

#: Pages that are linked anew before all is run again: what they were is kept until then.
_MANY = 100
#: What was loaded for a page and noted any of this may be another thing for the next version of the page.
_TOLD = ("heavy", "given", "heard", "scattered")


class Looked:
    """The files that module names were looked for in, and what was there."""

    def __init__(self, files: Files, known: dict[str, bool]) -> None:
        self._files = files
        self._known = known

    def exists(self, path: str) -> bool:
        """Whether a file is there; it is noted."""
        found = self._known[path] = self._files.exists(path)
        return found


class HeldLinker(Linker):
    """Links a mini-program; then, as often as a page is edited, that page."""

    def __init__(self, files: Files, settings: LinkSettings, app: AppFiles) -> None:
        self.book = Book()
        #: What module names were looked for as, and whether it was there.
        self.looked: dict[str, bool] = {}
        super().__init__(files, settings, app)
        self.held.world = self.held.owners.world = self.recorded
        self.recorded.survey = self.held
        made = (*app.pages, *app.components)
        self.held.pages = {page.path: at for at, page in enumerate(made)}
        self.held.watch_from_here()
        if app.script is None:
            self.held.phase = LOAD
        self._alike = len(self.held.pages) < len(made)
        self._notes: dict[int, tuple[Any, Notes]] = {}
        #: Whether what ran behind the survey had the program load or name anything.
        self._late = False
        self._kept: list[object] = []
        self._wrappers = HeldWrappers(self.held)

    def _new_survey(self) -> RecordedSurvey:
        self.held = RecordedSurvey(self.book)
        return self.held

    def _new_world(self, files: Files) -> World:
        app = self.app
        resolver = Resolver(Looked(files, self.looked), app.root, app.aliases, typescript=app.typescript)
        self.recorded = RecordedWorld(
            files, resolver, self.held.machine, self.settings.api_objects, self.book
        )
        return self.recorded

    def _sites(self) -> Sites:
        return Sites(self.held, self.handlers, self._wrappers)

    # -- the whole program -----------------------------------------------------------------------------------

    def _told(self) -> Program:
        self._settle()
        m = self.held.machine
        before = len(self.recorded.makers), dict(m.named)
        try:
            return super()._told()
        finally:
            self.book.over = False
            self._late = self._late or (len(self.recorded.makers), m.named) != before

    def _settle(self) -> None:
        """The survey is over: all that was noted counts."""
        held = self.held
        held.start(Group((END + 1,), ""))
        for name in NOTED:
            noted: Any = getattr(held.machine, name)
            for group in self.book.groups:
                noted.update(group.noted.get(name, ()))
        held.requests = list(held.every)
        self.book.label, self.book.key = "", (END + 1,)

    def _rehearse(self, rehearser: Rehearser) -> None:
        self.book.over = True
        # Which calls are effective requests may matter to all; of those in a page, to that page.
        shared = {one for one in rehearser.effective if self.recorded.own.get(one[0].path, "app") == "app"}
        basis = {entry.number: (shared, *_basis(rehearser, entry)) for entry in rehearser.chosen.entries}
        known = {
            number: self._notes[number][1]
            for number, now in basis.items()
            if number in self._notes and self._notes[number][0] == now
        }
        rehearser.run(known)
        self._notes = {number: (basis[number], notes) for number, notes in rehearser.noted.items()}

    # -- one page --------------------------------------------------------------------------------------------

    def use(self, files: Files, app: AppFiles) -> None:
        """From now on the program has these files; those that it was linked from are the same in both."""
        self.app = app
        self.world.inside, self.world.selected = inside(app), selected(app)
        self.recorded.files = files
        self.recorded.resolver.look_in(Looked(files, self.looked))

    def again(self) -> Program:
        """The program, where nothing that runs has changed."""
        return self._told()

    def may_change(self, page: PageFiles) -> bool:
        """Whether a page (or component) is linked anew by itself: nothing else uses what it does."""
        label, script = page.path, page.script
        if self._alike or self._late or script is None or len(self._kept) >= _MANY:
            return False
        world, held = self.recorded, self.held
        owners = [one for one in (*self.app.pages, *self.app.components) if one.script == script]
        asked = set(world.asked.get(script, ()))
        groups = [group for group in self.book.groups if group.label == label]
        loaded_for = [
            group
            for group in self.book.groups
            if group.label != label and group.key[:2] == (LOAD, held.pages[label])
        ]
        return (
            len(owners) == 1
            and script in world.units
            and world.own.get(script) == label
            and not any(script in names for path, names in world.asked.items() if path != script)
            and asked.isdisjoint(world.renewed)
            and script not in world.renewed
            and label not in held.lent
            and not any(label in pair for pair in self.book.crossed)
            and all(group.shared is not None for group in groups)
            and not any(group.shared for group in groups if group.key[0] == LOAD)
            and not any(group.loaded for group in groups if group.key[0] > LOAD)
            and not any(group.first.get(name) for group in loaded_for for name in _TOLD)
        )

    def relink(self, page: PageFiles) -> Program:
        """The program, with one page linked anew. Raises Fallback: then it cannot be used any more."""
        held, world, book = self.held, self.recorded, self.book
        label, script = page.path, page.script or ""
        old = [group for group in book.groups if group.label == label]
        others = [group for group in book.groups if group.label != label]
        unit = world.units.get(script)
        before = own_of(unit)
        asked, loaded = world.asked.pop(script, []), _loaded_for(others, (LOAD, held.pages[label]))
        replay = Replay(held, label, old, others)
        instance = world.instances.get(label)
        gone = self._take_out(label)
        self._kept.append((unit, instance, old, gone))
        replay.begin([entry.number for entry in gone if entry.owner])
        try:
            self._load(page, script)
            now = own_of(world.units.get(script))
            asks = world.asked.get(script, [])
            if _first_of(asks, loaded) != _first_of(asked, loaded) or not world.renewed.isdisjoint(asks):
                raise Fallback("modules")
            replay.enter(self, page, before, now)
            made = replay.run(before, now)
            entered = {id(entry.closure.func) for entry in held.entries if held.label(entry) != label}
            compare(old, made, others, before, now, entered)
            if any(label in pair for pair in book.crossed):
                raise Fallback("answers")
        finally:
            book.replaying, world.anew = False, None
        replay.end(made)
        self._wrappers.forget(label)
        for table in (self.handlers, self.elements, self.hooks):
            numbered: dict[int, Any] = table
            ordered = {number: numbered[number] for number in sorted(numbered)}
            numbered.clear()
            numbered.update(ordered)
        self._forget(page)
        return self._told()

    def _load(self, page: PageFiles, script: str) -> None:
        world = self.recorded
        units, instances, openings = list(world.units), list(world.instances), list(world.openings)
        del world.units[script]
        world.instances.pop(page.path, None)
        world.openings.pop(page.path, None)
        world.left_out.pop(script, None)
        world.current, world.anew = page.path, script
        world.load(script)
        for held, order in ((world.units, units), (world.instances, instances), (world.openings, openings)):
            _ordered(held, order)

    def _take_out(self, label: str) -> list[Any]:
        """Takes out what the page's entries are; gives what must stay in memory, since it is told by `id`."""
        held = self.held
        gone = [entry for entry in held.entries if held.label(entry) == label]
        numbers = {entry.number for entry in gone}
        held.entries = [entry for entry in held.entries if entry.number not in numbers]
        instance = self.recorded.instances.get(label)
        self.missing = [one for one in self.missing if one[0] is not instance]
        self.met = [one for one in self.met if one[0] is not instance]
        for table in (held.numbered, self.handlers, self.elements, self.hooks, held.calls, self._notes):
            for number in numbers & table.keys():
                del table[number]
        for key in [key for key in held.emitters if key[0] == label]:
            del held.emitters[key]
        for entry in gone:
            named = (entry.owner, entry.method if entry.owner else f"{label} {entry.method}")
            held.numbers.setdefault(named, []).append(entry.number)
        held.memory.forget(numbers)
        return gone

    def _forget(self, page: PageFiles) -> None:
        """What was rehearsed of those that use a component is rehearsed again."""
        users = {page.path}
        every = (*self.app.pages, *self.app.components)
        named = {one.path: {*one.components.values(), *self.app.global_components.values()} for one in every}
        while True:
            more = {path for path, used in named.items() if path not in users and used & users}
            if not more:
                break
            users |= more
        if page.kind == "component":
            for number in [one for one in self._notes if self.held.numbered[one].owner in users]:
                del self._notes[number]


def _basis(rehearser: Rehearser, entry: Any) -> tuple[Any, ...]:
    """What the rehearsal of an entry rests on besides its page and what that calls."""
    return rehearser.chosen.is_worth(entry), rehearser.leaks.basis(entry)


def _ordered(held: dict[str, Any], order: list[str]) -> None:
    """Puts a table back into the order that it had; what is new comes last."""
    before = dict(held)
    held.clear()
    held.update({name: before[name] for name in order if name in before})
    held.update({name: one for name, one in before.items() if name not in held})


def _first_of(asked: list[str], loaded: set[str]) -> list[str]:
    return [path for path in dict.fromkeys(asked) if path in loaded]


def _loaded_for(groups: list[Group], key: Key) -> set[str]:
    """The modules that were loaded because a page asked for them."""
    return {path for group in groups if group.key[:2] == key for path in group.loaded}


__all__ = ["HeldLinker"]
