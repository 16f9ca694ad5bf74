"""The wrappers that the configuration declares: calls of code that is not at hand, seen as requests."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wxlint.link.engine import ops
from wxlint.link.engine.heap import UNDEF, Obj, Val, is_nullish, spread, text
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_member
from wxlint.link.raw import Raw
from wxlint.link.settings import DeclaredWrapper
from wxlint.link.survey import Survey
from wxlint.model.place import Place
from wxlint.model.values import Text
from wxlint.platform.apis import api
from wxlint.regexps import regexp

#: What is no path that a base would be put before.
_WHOLE = regexp(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_VERB = regexp(r"[A-Z]+\Z")


class Declared:
    """Writes down a request for each call of a declared wrapper. `api_object`: the one that it stands for."""

    def __init__(self, survey: Survey, wrappers: tuple[DeclaredWrapper, ...], api_object: str) -> None:
        self._survey = survey
        self._wrappers = {wrapper.call: wrapper for wrapper in wrappers}
        self._object = api_object
        self._met: set[str] = set()
        survey.declared |= {call.rpartition(".")[2] for call in self._wrappers}

    def __call__(self, m: Machine, callee: str, args: list[Val], place: Place, name: Place) -> None:
        """A function whose name is written as `callee` is called."""
        wrapper = self._wrapper(callee)
        record = api(self._object, wrapper.api) if wrapper is not None else None
        if wrapper is None or record is None or not m.survey:
            return
        survey = self._survey
        survey.told.add(place)
        m.note()
        options = self._options(m, wrapper, args, place)
        survey.requests.append(Raw(record, options, place, name, m.frame, survey.starter(m.frame)))

    def idle(self, scripts: Iterable[bytes]) -> tuple[str, ...]:
        """The wrappers of which no call was seen, and none is written in the scripts: perhaps misspelt."""
        waiting = {call: _written(call) for call in self._wrappers if call not in self._met}
        for data in scripts if waiting else ():
            waiting = {call: written for call, written in waiting.items() if not written.search(data)}
        return tuple(waiting)

    def _wrapper(self, callee: str) -> DeclaredWrapper | None:
        """The wrapper of that name: `WXAPI.login` is also what `this.WXAPI.login` and `WXAPI?.login` call."""
        steps = "".join(callee.split()).replace("?.", ".").split(".")
        for at in range(len(steps)):
            found = self._wrappers.get(".".join(steps[at:]))
            if found is not None:
                self._met.add(found.call)
                return found
        return None

    def _options(self, m: Machine, wrapper: DeclaredWrapper, args: list[Val], place: Place) -> Obj:
        made = Obj("object", None, place)
        made.open = m.fresh()
        fixed = isinstance(wrapper.url, str) and "/" in wrapper.url
        url = text(str(wrapper.url), place) if fixed else _given(m, wrapper.url, args)
        if wrapper.base:
            url = m.join([_completed(m, wrapper.base, one, place) for one in spread(url)])
        made.props["url"] = m.fresh() if is_nullish(url) else url
        if isinstance(wrapper.method, str) and _VERB.match(wrapper.method):
            made.props["method"] = text(wrapper.method)
        else:
            method = _given(m, wrapper.method, args)
            if not is_nullish(method):
                made.props["method"] = method
        for option, where in (("data", wrapper.data), ("header", wrapper.header)):
            if where is not None:
                made.props[option] = _given(m, where, args)
        return made


def _written(call: str) -> re.Pattern[bytes]:
    steps = r"\s*\??\.\s*".join(map(re.escape, call.split(".")))
    return re.compile(rf"(?<![\w$]){steps}(?![\w$])".encode())


def _given(m: Machine, where: int | str | None, args: list[Val]) -> Val:
    """The argument at a position, or the option of that name in the first argument."""
    if where is None:
        return UNDEF
    if isinstance(where, int):
        return args[where] if where < len(args) else UNDEF
    return get_member(m, args[0], where, None) if args and not is_nullish(args[0]) else UNDEF


def _completed(m: Machine, base: str, url: Val, place: Place) -> Val:
    """A path behind the base; an address that is whole, or of which the beginning is not known, as it is."""
    if type(url) is not Text or (url.parts[0].text is None) or _WHOLE.match(url.prefix):
        return url
    return ops.add(m, text(base.rstrip("/") if url.prefix.startswith("/") else base), url, None, None, place)
