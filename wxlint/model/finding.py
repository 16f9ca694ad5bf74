"""What a rule says: a message, the place, the places related, a fix."""

from __future__ import annotations

from typing import Literal

import msgspec

from wxlint.model.place import Place

Level = Literal["error", "warn", "info", "off"]
#: From the least to the most serious.
LEVELS: tuple[Level, ...] = ("off", "info", "warn", "error")
Confidence = Literal["certain", "likely"]
Language = Literal["zh", "en"]


class Message(msgspec.Struct, frozen=True):
    """A one-line fact in both languages, and the details (why it hurts, what to do).

    Each text is a `str.format` template over the arguments that the rule gives with the finding.
    """

    zh: str
    en: str
    zh_details: str
    en_details: str


class Edit(msgspec.Struct, frozen=True):
    """Replace the bytes of `place` by `text`."""

    place: Place
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that mend a finding. `safe`: they cannot change what a working program does."""

    edits: tuple[Edit, ...]
    safe: bool


class Related(msgspec.Struct, frozen=True):
    """Another place that belongs to a finding, and what it is, in both languages."""

    place: Place
    zh: str
    en: str

    def text(self, language: Language) -> str:
        """What the place is, in one language."""
        return self.zh if language == "zh" else self.en


class Finding(msgspec.Struct, frozen=True):
    """A claim about the program, made by one rule at one place."""

    rule: str
    place: Place
    level: Level
    confidence: Confidence
    message: Message
    arguments: dict[str, str]
    related: tuple[Related, ...] = ()
    steps: tuple[Related, ...] = ()
    fix: Fix | None = None

    def text(self, language: Language) -> str:
        """The one-line message."""
        return (self.message.zh if language == "zh" else self.message.en).format(**self.arguments)

    def details(self, language: Language) -> str:
        """Why it hurts, and what to do: one or more paragraphs."""
        template = self.message.zh_details if language == "zh" else self.message.en_details
        return template.format(**self.arguments)
