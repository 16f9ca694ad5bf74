"""The language that this run speaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from wxlint.model.finding import Language


class Speech:
    """The language of a run; a configuration that is read later may still change it, `--lang` may not be.

    `once`: the process ends with the run.
    """

    def __init__(self, arguments: Sequence[str], *, once: bool = False) -> None:
        self.once = once
        asked = _asked(arguments)
        self.fixed = asked is not None
        self.language: Language = asked or of_locale(os.environ)

    def settle(self, configured: Language | None) -> Language:
        """The language, now that the configuration is known."""
        if configured is not None and not self.fixed:
            self.language = configured
        return self.language

    def says(self, zh: str, en: str) -> str:
        """The sentence in the language of the run."""
        return zh if self.language == "zh" else en


def of_locale(environment: Mapping[str, str]) -> Language:
    """The language of the user's locale: Chinese where it is Chinese, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return _of_windows()


def _of_windows() -> Language:
    """Windows has no such variables; it is asked for the language of its menus."""
    if sys.platform == "win32":
        import ctypes

        # The lower ten bits are the primary language; 4 is Chinese.
        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 4 else "en"
    return "en"


def _asked(arguments: Sequence[str]) -> Language | None:
    """What `--lang` says, read before the command line is: a mistake in it is told in that language too."""
    for before, argument in zip(("", *arguments), arguments, strict=False):
        value = argument if before == "--lang" else argument.removeprefix("--lang=")
        if value != argument or before == "--lang":
            if value == "zh":
                return "zh"
            if value == "en":
                return "en"
    return None
