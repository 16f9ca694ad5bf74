"""What programs do with the answers of their requests: bodies used blindly, failures that nobody handles."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from wxlint.link.engine.exchange import Exchange
from wxlint.link.engine.machine import Frame
from wxlint.link.raw import Raw, frames_of
from wxlint.link.sites import Sites
from wxlint.link.survey import Survey
from wxlint.model.place import Place
from wxlint.model.program import Misuse
from wxlint.model.values import Record, alternatives


class Outcomes(msgspec.Struct, frozen=True):
    """The records that rules see, each place once."""

    unparsed: tuple[Misuse, ...]
    unchecked: tuple[Misuse, ...]
    unhandled: tuple[Misuse, ...]


def outcomes(survey: Survey, sites: Sites) -> Outcomes:
    """Looks at what every run of every request did."""
    unparsed: dict[Misuse, None] = {}
    unchecked: dict[Misuse, None] = {}
    unhandled: dict[Misuse, bool] = {}
    reached = {raw.site for raw in survey.requests if _is_reached(raw, survey)}
    called = {way for raw in survey.requests for way in _called(raw)}
    for raw in survey.requests:
        exchange = raw.exchange
        if exchange is None:
            continue
        frames = sites.wrappers(raw)
        if not exchange.checked:
            for place in exchange.objects:
                unparsed[Misuse(place, raw.site)] = None
        if exchange.users and not exchange.status_read and not exchange.escaped:
            unchecked[_at(raw, frames if not _used_inside(raw, frames) else ())] = None
        # A function that only later rounds of the survey reach was also run by itself, without its callers.
        alone = raw.site in reached and not _is_reached(raw, survey)
        # So was a method that others of its page call: what becomes of the failure is seen there.
        alone = alone or (raw.site, _method(raw, survey)) in called
        if raw.api.name != "connectSocket" and not alone and not exchange.returned:
            misuse = _at(raw, frames)
            known = _is_handled(exchange) or not _callbacks_known(raw)
            unhandled[misuse] = unhandled.get(misuse, False) or known
    silent = tuple(misuse for misuse, handled in unhandled.items() if not handled)
    return Outcomes(tuple(unparsed), tuple(unchecked), silent)


def _is_handled(exchange: Exchange) -> bool:
    """Whether anything comes of its failure, or of one that goes the same way."""
    return exchange.handled or (exchange.like is not None and exchange.like.handled)


def _is_reached(raw: Raw, survey: Survey) -> bool:
    """Whether something that the platform or the user starts leads to it, as far as is known."""
    return raw.entry < 0 or survey.numbered[raw.entry].is_called


def _called(raw: Raw) -> Iterator[tuple[Place, int]]:
    """The request with each function that was called on the way to it."""
    for frame in frames_of(raw.frame):
        if frame.call is not None and frame.closure is not None:
            yield raw.site, id(frame.closure.func)


def _method(raw: Raw, survey: Survey) -> int:
    """The function (by `id`) that was run by itself though neither the platform nor the user starts it."""
    entry = survey.numbered[raw.entry] if raw.entry >= 0 else None
    return id(entry.closure.func) if entry is not None and entry.is_called and not entry.starts else 0


def _at(raw: Raw, frames: tuple[Frame, ...]) -> Misuse:
    """At the outermost wrapper's call, or at the request itself."""
    if not frames:
        return Misuse(raw.callee, raw.site)
    outermost = frames[-1]
    return Misuse(outermost.name or outermost.call or raw.callee, raw.site)


def _used_inside(raw: Raw, frames: tuple[Frame, ...]) -> bool:
    """Whether a wrapper itself takes the body out, and not its callers."""
    inside = {id(frame) for frame in frames}
    exchange = raw.exchange
    return exchange is not None and any(
        id(one) in inside for user in exchange.users for one in frames_of(user)
    )


def _callbacks_known(raw: Raw) -> bool:
    """Whether the options are known well enough to say that no failure callback is among them."""
    return all(isinstance(one, Record) and not one.open for one in alternatives(raw.options))
