"""A page as it is put together: its own markup, what it includes, and the templates that it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wxlint.link.bound import Guard
from wxlint.link.pages_guard import Layout, around_guards, veils
from wxlint.link.pages_names import Scope
from wxlint.link.project_files import AppFiles
from wxlint.link.project_reader import linked
from wxlint.model.place import Place
from wxlint.read.markup import Template, TemplateUse
from wxlint.read.markup_expression import Expression

#: Templates and includes inside of one another, and in one page, beyond which no more are put in.
_DEEPEST = 30
_MOST = 2000
#: How often one template is put into others. Those that draw rich text use each other ten times over, twelve
#: and more levels deep, and bind the same handlers each time.
_MOST_OF_ONE = 3


class Form:
    """A `<form>` as it stands in the page: the guards of the form itself, and its buttons with their own."""

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        self.guards = guards
        self.buttons: list[tuple[Part, int]] = []


class Spot:
    """What holds at an element: what names mean, what guards it and all inside of it, the form around it.

    `veils`: conditions that may take it out of sight when they turn false. `rows`: the lists of the page's
    data that it is repeated for.
    """

    __slots__ = ("form", "guards", "rows", "scope", "veils")

    def __init__(
        self,
        scope: Scope,
        guards: tuple[Guard, ...] = (),
        form: Form | None = None,
        veils: tuple[Expression, ...] = (),
        rows: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        self.scope = scope
        self.guards = guards
        self.form = form
        self.veils = veils
        self.rows = rows

    def with_scope(self, scope: Scope) -> Spot:
        """The same where names mean something else."""
        return Spot(scope, self.guards, self.form, self.veils, self.rows)


class Part:
    """A piece of the page: a file, or the template whose element is `top`, at one place where it is put in.

    `certain` is false where it is not known whether it is put in. `user`: the part that includes this one.
    """

    def __init__(
        self,
        path: str,
        layout: Layout,
        spot: Spot,
        *,
        top: int = -1,
        certain: bool = True,
        depth: int = 0,
        user: Part | None = None,
        within: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        self.path = path
        self.layout = layout
        self.markup = layout.markup
        self.top = top
        self.certain = certain
        self.depth = depth
        self.user = user
        self.within = within | {(path, top)}
        modules = (module.module for module in self.markup.wxs)
        self._outer = spot.with_scope(spot.scope.with_modules(modules))
        self._spots: dict[int, Spot] = {}

    def spot(self, index: int) -> Spot:
        """What holds at an element, its own guards for all inside of it among that."""
        way: list[int] = []
        while index != self.top and index not in self._spots:
            way.append(index)
            index = self.markup.elements[index].parent
        spot = self._spots.get(index, self._outer)
        for inner in reversed(way):
            spot = self._spots[inner] = self._inside(inner, spot)
        return spot

    def _inside(self, index: int, outer: Spot) -> Spot:
        if self.layout.plain[index]:
            return outer
        element = self.markup.elements[index]
        scope = outer.scope.inside(element)
        own = tuple(around_guards(self.path, self.layout, index, outer.scope, scope))
        guards = outer.guards + own if own else outer.guards
        form = Form(guards) if element.name == "form" else outer.form
        rows = outer.scope.rows(element)
        return Spot(
            scope,
            guards,
            form,
            (*outer.veils, *veils(element, scope)),
            (*outer.rows, rows) if rows else outer.rows,
        )


class Composition:
    """All parts of a page. `complete` is false where something that may be a part is not known.

    `unknown`: names of templates that are used and defined nowhere, by where they are written. `layouts`:
    those that are known, by path; what is put into many pages is looked through once.
    """

    def __init__(self, app: AppFiles, markup: str, layouts: dict[str, Layout]) -> None:
        self.parts: list[Part] = []
        self.complete = True
        self.unknown: dict[Place, str] = {}
        self._app = app
        self._layouts = layouts
        self._times: Counter[tuple[str, int]] = Counter()
        waiting = [Part(markup, self._layout(markup), Spot(Scope()))]
        while waiting:
            part = waiting.pop(0)
            self.parts.append(part)
            waiting.extend(self._put_in(part))
            if len(self.parts) + len(waiting) > _MOST:
                self.complete = False
                break
        for part in self.parts:
            for button in part.layout.buttons[part.top]:
                form = part.spot(button).form
                if form is not None:
                    form.buttons.append((part, button))

    def _layout(self, path: str) -> Layout:
        markup, layout = self._app.markups[path], self._layouts.get(path)
        if layout is None or layout.markup is not markup:
            layout = self._layouts[path] = Layout(markup)
        return layout

    def _put_in(self, part: Part) -> Iterator[Part]:
        """The parts that a part brings with it."""
        for link in part.layout.includes[part.top]:
            path = linked(self._app.root, link.src, part.path)
            if path not in self._app.markups:
                self.complete = False
            elif self._may_bring(part, path, -1):
                yield self._part(part, path, part.spot(link.element), user=part)
        uses = part.layout.uses[part.top]
        known = list(dict.fromkeys(self._templates(part))) if uses else []
        for use in uses:
            found = [one for one in self._used(part, use, known) if self._may_bring(part, *one[:2])]
            if found:
                spot = part.spot(use.element)
                inner = spot.with_scope(spot.scope.handing(use))
                for path, top, sure in found:
                    yield self._part(part, path, inner, top=top, sure=sure)

    def _used(
        self, part: Part, use: TemplateUse, known: list[tuple[str, Template]]
    ) -> Iterator[tuple[str, int, bool]]:
        """Those of the known templates that a `<template is>` may stand for, and whether it surely does."""
        if not use.complete:
            self.complete = False
            yield from ((path, template.element, False) for path, template in known)
            return
        for choice in use.names:
            named = [(path, template) for path, template in known if template.name == choice.text]
            if not named and choice.text:
                self.unknown[Place(part.path, choice.start, choice.end)] = choice.text
            # The file's own template stands before those that it imports, of which the order is not known.
            own = [one for one in named if one[0] == part.path][-1:] or named
            yield from ((path, template.element, len(own) == 1) for path, template in own)

    def _templates(self, part: Part) -> Iterator[tuple[str, Template]]:
        """The templates that a part may use: its file's, those that this imports, then those of its user."""
        yield from ((part.path, template) for template in part.markup.templates)
        for link in part.markup.imports:
            path = linked(self._app.root, link.src, part.path)
            if path in self._app.markups:
                yield from ((path, template) for template in self._app.markups[path].templates)
            else:
                self.complete = False
        if part.user is not None:
            yield from self._templates(part.user)

    def _may_bring(self, part: Part, path: str, top: int) -> bool:
        """Whether a part brings another one, which it does only so deep and so often."""
        if (path, top) in part.within:
            # It uses itself: what it brings is there already.
            return False
        self._times[path, top] += part.depth > 0
        if part.depth < _DEEPEST and self._times[path, top] <= _MOST_OF_ONE:
            return True
        if part.depth == _DEEPEST or any(one.kind == "dynamic" for one in self._layout(path).bindings[top]):
            self.complete = False
        return False

    def _part(
        self, part: Part, path: str, spot: Spot, *, top: int = -1, sure: bool = True, user: Part | None = None
    ) -> Part:
        return Part(
            path,
            self._layout(path),
            spot,
            top=top,
            certain=part.certain and sure,
            depth=part.depth + 1,
            user=user,
            within=part.within,
        )
