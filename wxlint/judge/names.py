"""The legal name that is nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, legal: Iterable[str]) -> str:
    """The legal name that a misspelt one most likely means; "" where none is close."""
    # Imported here: a run without a mistake never needs it.
    from difflib import get_close_matches

    lowered = name.lower().replace("_", "-")
    names = sorted(legal)
    close = get_close_matches(lowered, [known.lower() for known in names], n=1, cutoff=0.7)
    return next((known for known in names if close and known.lower() == close[0]), "")


def hint(name: str, legal: Iterable[str]) -> tuple[str, str]:
    """`nearest` as the end of a sentence, in Chinese and in English; empty texts where nothing is close."""
    near = nearest(name, legal)
    return (f"，是否想写“{near}”？", f"; did you mean `{near}`?") if near else ("", "")
