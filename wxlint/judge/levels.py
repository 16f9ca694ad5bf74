"""Which rules run, and the level that is in force for a finding: profile, selection, severity, overrides."""

from __future__ import annotations

from wxlint.judge.pack import LoadedRule, RuleSet
from wxlint.judge.settings import JudgeSettings
from wxlint.model.finding import LEVELS, Finding, Level
from wxlint.read.globs import Globs


class Levels:
    """The settings, resolved against the rules that exist."""

    def __init__(self, rules: RuleSet, settings: JudgeSettings) -> None:
        self._rules = rules
        self._settings = settings
        self._strict = settings.profile == "strict"
        self._overrides = [
            (Globs(override.paths), _ids(rules, override.ignore), override.severity)
            for override in settings.overrides
        ]
        self._on = frozenset(rule.id for rule in rules if self._is_on(rule))
        raised = {
            rule
            for override in settings.overrides
            for rule, level in override.severity.items()
            if level != "off" and rule in rules.by_id and not self._selected_away(rule)
        }
        self.running = self._on | raised
        """The rules that can find something anywhere."""

    def of(self, finding: Finding) -> Level:
        """The level in force; "off" for a finding that is not to be reported.

        A configured severity takes the place of the rule's own level. A finding that the rule itself places
        lower stays where it is, or is lowered with the others.
        """
        configured = self._settings.severity.get(finding.rule)
        for globs, ignored, severity in self._overrides:
            if globs.match(finding.place.path):
                if finding.rule in ignored:
                    return "off"
                configured = severity.get(finding.rule, configured)
        if configured is None:
            return self._unconfigured(finding) if finding.rule in self._on else "off"
        if finding.level == self._rules.by_id[finding.rule].kind.level:
            return configured
        return min(finding.level, configured, key=LEVELS.index)

    def _unconfigured(self, finding: Finding) -> Level:
        if finding.level == "off" or (self._strict and finding.level == "info"):
            return "warn"
        return finding.level

    def _is_on(self, rule: LoadedRule) -> bool:
        configured = self._settings.severity.get(rule.id)
        if configured == "off" or self._selected_away(rule.id):
            return False
        if self._settings.select or configured is not None or self._strict:
            return True
        return rule.kind.core if self._settings.profile == "core" else rule.kind.level != "off"

    def _selected_away(self, rule: str) -> bool:
        """Whether `select` does not name the rule, or `ignore` does, and no less exactly."""
        selected = max((self._exactness(name, rule) for name in self._settings.select), default=0)
        ignored = max((self._exactness(name, rule) for name in self._settings.ignore), default=0)
        return bool(self._settings.select and not selected) or (ignored > 0 and ignored >= selected)

    def _exactness(self, name: str, rule: str) -> int:
        """0 where a name does not stand for the rule, 1 for `all`, 2 for its group, 3 for the rule itself."""
        if rule not in self._rules.named(name):
            return 0
        return 3 if name == rule else 1 if name == "all" else 2


def _ids(rules: RuleSet, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(rule for name in names for rule in rules.named(name))
