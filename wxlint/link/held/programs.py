"""The programs below a folder, held between checks: what an edit does not reach is not run again."""

from __future__ import annotations

import gc

import msgspec

from wxlint.link.held.book import Fallback
from wxlint.link.held.linker import HeldLinker
from wxlint.link.program import at_work, linker_of
from wxlint.link.project import AppFiles, PageFiles, find_apps
from wxlint.link.project_reader import linked
from wxlint.link.settings import LinkSettings
from wxlint.model.program import Program
from wxlint.read.files import Files
from wxlint.read.markup import Markup
from wxlint.read.source import Source

#: Pages that are linked anew, one after the other; where more have changed, all is run again.
_FEW = 4
#: What of an app's files may change without a page being another one.
_TOLD = frozenset((
    "document", "pages", "components", "missing", "documents", "refusals", "timeouts", "unchecked_urls",
    "problems", "comments", "markups", "files", "left_out",
))  # fmt: skip


class _Held(msgspec.Struct):
    linker: HeldLinker
    app: AppFiles
    files: Files


class HeldPrograms:
    """Links the mini-programs below a folder again and again, as they were edited meanwhile."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._settings: LinkSettings | None = None

    def __del__(self) -> None:
        # Python's collector may look at it again.
        gc.unfreeze()

    def load(self, files: Files, settings: LinkSettings) -> list[Program]:
        """Every mini-program, as `wxlint.link.program.load` gives it."""
        if settings != self._settings:
            self._held.clear()
            self._settings = settings
        with at_work():
            apps = find_apps(files, settings)
            for root in self._held.keys() - {app.root for app in apps}:
                del self._held[root]
            programs = [self._program(files, settings, app) for app in apps]
            # It stays: it is not to be looked through again and again.
            gc.freeze()
            return programs

    def _program(self, files: Files, settings: LinkSettings, app: AppFiles) -> Program:
        if app.framework or settings.wrappers:
            return linker_of(files, settings, app).program()
        held = self._held.pop(app.root, None)
        changed = _changed(held, files, app) if held is not None else None
        if held is not None and changed is not None:
            try:
                program = _again(held.linker, files, app, changed)
            except Fallback:
                pass
            else:
                self._held[app.root] = _Held(held.linker, app, files)
                return program
        if held is not None:
            # What was held is let go of before as much is made again.
            held = changed = None
            gc.unfreeze()
            gc.collect()
        linker = HeldLinker(files, settings, app)
        program = linker.program()
        if linker.clients is None or not linker.clients.made:
            # What a client's interceptors do is no part of the book.
            self._held[app.root] = _Held(linker, app, files)
        return program


def _again(linker: HeldLinker, files: Files, app: AppFiles, changed: list[PageFiles]) -> Program:
    linker.use(files, app)
    if not changed:
        return linker.again()
    for page in changed:
        if not linker.may_change(page):
            raise Fallback("page")
    for page in changed[:-1]:
        linker.relink(page)
    return linker.relink(changed[-1])


def _changed(held: _Held, files: Files, app: AppFiles) -> list[PageFiles] | None:
    """The pages and components of which something has changed; None where more than pages has."""
    before, linker = held.app, held.linker
    for name in AppFiles.__struct_fields__:
        if name not in _TOLD and getattr(before, name) != getattr(app, name):
            return None
    if not _same_modules(linker, files):
        return None
    old, new = (*before.pages, *before.components), (*app.pages, *app.components)
    if [(one.path, one.kind) for one in old] != [(one.path, one.kind) for one in new]:
        return None
    scripts = {path for path in linker.recorded.units if not _is_same(path, held.files, files)}
    markups = {
        path
        for path in before.markups.keys() | app.markups.keys()
        if before.markups.get(path) is not app.markups.get(path)
    }
    changed: list[PageFiles] = []
    for was, page in zip(old, new, strict=True):
        if was.script != page.script or (was.script is None and was != page):
            return None
        edited = page.script in scripts
        if edited or page.markup in markups or _is_other(was, page):
            changed.append(page)
            scripts.discard(page.script or "")
            if not _is_its_own(page, app, before):
                return None
            markups.discard(page.markup or "")
    named = {path for one in changed for path in _reached(page_markup(one), app, before)}
    if scripts or not markups <= named or len(changed) > _FEW:
        return None
    return changed


def page_markup(page: PageFiles) -> str:
    """The markup of a page; "" where there is none."""
    return page.markup or ""


def _is_other(was: PageFiles, page: PageFiles) -> bool:
    """Whether anything differs that running the page hangs on: not what else its JSON says."""
    return msgspec.structs.replace(was, document=None) != msgspec.structs.replace(page, document=None)


def _is_its_own(page: PageFiles, app: AppFiles, before: AppFiles) -> bool:
    """Whether no other page has this page's markup, and no other markup takes anything from it."""
    mine = page.markup
    if mine is None:
        return True
    for one in (app, before):
        if any(other.markup == mine and other.path != page.path for other in (*one.pages, *one.components)):
            return False
        if any(mine in _links(path, markup, one) for path, markup in one.markups.items()):
            return False
    return True


def _links(path: str, markup: Markup, app: AppFiles) -> set[str]:
    return {linked(app.root, link.src, path) for link in markup.links}


def _reached(path: str, app: AppFiles, before: AppFiles) -> set[str]:
    """What markup a page takes from files that it alone knows: those that came or went with its edit."""
    found: set[str] = set()
    for one, other in ((app, before), (before, app)):
        waiting = [path]
        while waiting:
            markup = one.markups.get(waiting.pop())
            for link in markup.links if markup is not None else ():
                target = linked(one.root, link.src, path)
                if target not in found and target not in other.markups:
                    found.add(target)
                    waiting.append(target)
    return found


def _same_modules(linker: HeldLinker, files: Files) -> bool:
    """Whether each module name leads to the same file, and what is no script of the program says the same."""
    world, held = linker.recorded, linker.recorded.files
    if any(files.exists(path) is not there for path, there in linker.looked.items()):
        return False
    others = {path for paths in world.asked.values() for path in paths} - world.units.keys()
    return all(_is_same(path, held, files) for path in others)


def _is_same(path: str, before: Files, now: Files) -> bool:
    was, found = before.read(path), now.read(path)
    if isinstance(was, Source) and isinstance(found, Source):
        return was.data == found.data
    return not isinstance(was, Source) and not isinstance(found, Source)
