"""Scripts that will surely be asked for, read in several processes before they are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from wxlint.link.workers import shared
from wxlint.link.world import World
from wxlint.read.script import Script

#: Bytes of scripts from which on it pays to share them out, and from which on memory counts for more: numbers
#: in facts that come from another process are each one of its own, which takes a third more.
WORTH_SHARING = 150_000
MOST_SHARED = 3_000_000
#: How many parts they are shared out in.
_SHARES = 24

_Text = tuple[str, bytes, str]
"""A script's path, its text, and the suffix that says how it is read."""


def read_ahead(world: World, paths: Iterable[str], jobs: int) -> None:
    """Reads scripts of a program in up to `jobs` processes, if they are of a size that gains by it."""
    if jobs < 2:
        return
    facts = world.files.facts
    texts = [(path, *text) for path in dict.fromkeys(paths) if (text := world.text_of(path)) is not None]
    texts = [one for one in texts if facts.lacks(*one[1:])]
    if not WORTH_SHARING <= sum(len(data) for _, data, _ in texts) <= MOST_SHARED:
        return
    parts = [texts[at::_SHARES] for at in range(_SHARES)]
    for made in shared([partial(_read, part) for part in parts], jobs):
        for path, suffix, script in made:
            facts.foresee(path, suffix, script)


def _read(texts: list[_Text]) -> list[tuple[str, str, Script]]:
    """Scripts with all that may be asked of them."""
    return [(path, suffix, Script(data, suffix).settled()) for path, data, suffix in texts]
