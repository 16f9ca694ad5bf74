"""The few colours of people's formats, which are nothing at all where colour is off."""

from __future__ import annotations

from wxlint.model.finding import Level

_LEVELS: dict[Level, str] = {"error": "1;31", "warn": "1;33", "info": "1;36", "off": "0"}


class Paint:
    """Puts terminal codes around text; with `on` False every method gives its text back."""

    def __init__(self, *, on: bool) -> None:
        self.on = on

    def level(self, level: Level, text: str) -> str:
        """In the colour of a finding's level."""
        return self._in(_LEVELS[level], text)

    def strong(self, text: str) -> str:
        """What the eye should find first."""
        return self._in("1", text)

    def faint(self, text: str) -> str:
        """What only leads to something: frames, arrows, line numbers."""
        return self._in("2", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
