"""The rule API: what a rule of any pack, the built-in one included, is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from wxlint.judge.document import Fault, faults
from wxlint.model.finding import Confidence, Edit, Finding, Fix, Level, Message, Related
from wxlint.model.place import Place
from wxlint.model.program import Program

__all__ = [
    "Confidence",
    "Edit",
    "Fault",
    "Finding",
    "Fix",
    "Level",
    "Message",
    "Place",
    "Program",
    "Related",
    "Rule",
    "faults",
]


class Rule:
    """One rule. A subclass names itself after the wrong thing, so that it reads after "disable".

    `options`: the rule's options as JSON Schema properties, each with its `default`; read by
    `self.option(name)`.
    `core`: the rule belongs to the `core` profile too.
    """

    id: ClassVar[str]
    level: ClassVar[Level]
    core: ClassVar[bool] = False
    options: ClassVar[dict[str, dict[str, Any]]] = {}

    def __init__(self, configured: dict[str, Any] | None = None) -> None:
        self._configured = configured or {}

    def option(self, name: str) -> Any:
        """The configured value of an option, or its default. The configuration was validated before."""
        return self._configured.get(name, self.options[name]["default"])

    def check(self, program: Program) -> Iterator[Finding]:
        """Yields the rule's findings. The same place and message, yielded for several sites, are merged."""
        raise AssertionError(f"rule {self.id} has no check")

    def finding(
        self,
        place: Place,
        message: Message,
        *,
        confidence: Confidence = "certain",
        level: Level | None = None,
        related: tuple[Related, ...] = (),
        steps: tuple[Related, ...] = (),
        fix: Fix | None = None,
        **arguments: object,
    ) -> Finding:
        """Builds the one kind of finding there is: it cannot be made without a place and both languages."""
        texts = {name: str(value) for name, value in arguments.items()}
        return Finding(self.id, place, level or self.level, confidence, message, texts, related, steps, fix)
