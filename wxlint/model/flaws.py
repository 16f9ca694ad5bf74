"""What keeps the known part of a URL from being one, whatever the unknown rest is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from wxlint.model.place import Place
from wxlint.model.url import Url
from wxlint.regexps import regexp

FlawKind = Literal["absent", "slashes", "no-host", "second-scheme"]

SCHEMES = ("http", "https", "ws", "wss")
_SLASHES = regexp(r"\s*(?:https?|wss?)(?::/?[^/\s]|//.)", re.IGNORECASE)
_ENDS_IN_SCHEME = regexp(r"(?:https?|wss?):$", re.IGNORECASE)
_BEGINS_WITH_SCHEME = regexp(r"(?:https?|wss?)://", re.IGNORECASE)


class Flaw(msgspec.Struct, frozen=True):
    """What is wrong, where it is written, and the text at fault.

    `absent`: the text of `undefined`, `null`, `NaN` or an object. `slashes`: `https:/a`, `https//a`.
    `no-host`: `https:///a`. `second-scheme`: `https://https://a`.
    """

    kind: FlawKind
    place: Place | None
    text: str

    @property
    def passing(self) -> bool:
        """Whether a value that is filled in later would mend it, so that it counts only if none ever is."""
        return self.kind in ("absent", "no-host")


def flaw(url: Url) -> Flaw | None:
    """The URL's first flaw; None for a URL that may be a good one, a relative one too."""
    for part in url.text.parts:
        if part.nature == "absent" and part.text is not None:
            return Flaw("absent", part.place or url.text.place, part.text)
    if _SLASHES.match(url.prefix):
        return Flaw("slashes", url.scheme_place, _shown(url.prefix))
    if url.scheme in SCHEMES and url.authority is not None and url.host == "":
        return Flaw("no-host", url.scheme_place, _shown(url.prefix))
    return _second_scheme(url)


def _second_scheme(url: Url) -> Flaw | None:
    if url.scheme is None or url.authority is None or url.authority_end is None:
        return None
    found = _ENDS_IN_SCHEME.search(url.authority)
    if found and url.prefix.startswith("//", url.authority_end):
        # Before a host that brings its own scheme, the literal in front is too much; behind a host, the rest.
        start = url.authority_end - len(found.group()) if found.start() else 0
        shown = _joint(url.prefix[:start], url.prefix[start:])
        return Flaw("second-scheme", url.place_of(start), shown)
    return _glued(url)


def _glued(url: Url) -> Flaw | None:
    """A whole URL that follows directly on a path: `https://a.com/v1` + `https://b.com`.

    After a `/` it may be what a proxy is asked for, in a query a value; within one literal it is meant so.
    """
    before = ""
    for part in url.text.parts:
        if part.text is None or "?" in before or "#" in before:
            return None
        if before[-1:].isalnum() and _BEGINS_WITH_SCHEME.match(part.text):
            return Flaw("second-scheme", part.place or url.text.place, _joint(before, part.text))
        before += part.text
    return None


def behind_base(url: Url) -> tuple[Place, Flaw | None] | None:
    """Where the base is written that the URL begins with, if it ends in a `/` and something known follows it;
    and the flaw that a whole URL would be there. Whether it is one, the base's other URLs tell: behind a
    proxy's address there are none but whole URLs.
    """
    first, *others = url.text.parts
    base = first.text or ""
    if first.place is None or not others or not others[0].text or url.scheme is None:
        return None
    if not base.endswith("/") or "?" in base or "#" in base:
        return None
    if not _BEGINS_WITH_SCHEME.match(others[0].text):
        return first.place, None
    place = others[0].place or url.text.place
    return first.place, Flaw("second-scheme", place, _joint(base, others[0].text))


def path_bases(urls: Iterable[Url]) -> set[Place]:
    """The bases that end in a `/` and have more paths behind them than whole URLs: they are no proxy's."""
    paths = Counter[Place]()
    for base, wrong in filter(None, map(behind_base, urls)):
        paths[base] += 1 if wrong is None else -1
    return {base for base, more in paths.items() if more > 0}


def _shown(text: str) -> str:
    """The beginning of a URL, as much as a message can hold."""
    return text if len(text) <= 40 else text[:39] + "…"


def _joint(base: str, rest: str) -> str:
    """Two pieces of a URL, as much of each as a message can hold: the second scheme is always in sight."""
    return _shown((base if len(base) <= 20 else base[:12] + "…" + base[-7:]) + rest)
