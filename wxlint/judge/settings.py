"""What is judged and how: the part of the configuration that rules and findings obey."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from wxlint.model.finding import Confidence, Level

Profile = Literal["core", "recommended", "strict"]


class Override(msgspec.Struct, frozen=True):
    """What is different for some paths: `paths` are globs below the checked folder."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    severity: dict[str, Level] = {}


class JudgeSettings(msgspec.Struct, frozen=True):
    """`select` and `ignore` name rules, groups of rules, or `all`; an empty `select` is the profile's choice.

    `severity`: rule -> the level that takes its level's place; what the rule itself places lower stays lower.
    `options`: rule -> option -> value, validated before. `only`: the files and folders (relative to the
    checked folder) whose findings are listed; None for all. `foreign_rules`: there may be rules that were not
    loaded, so an unknown name in a suppression is no mistake.
    """

    profile: Profile = "recommended"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Level] = {}
    options: dict[str, dict[str, Any]] = {}
    overrides: tuple[Override, ...] = ()
    min_confidence: Confidence = "likely"
    only: tuple[str, ...] | None = None
    foreign_rules: bool = False
