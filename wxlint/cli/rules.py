"""`wxlint rules` and `wxlint explain`: the table of rules, and a rule's page."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from wxlint.cli.speech import Speech
from wxlint.cli.terminal import width
from wxlint.config import Config, Source
from wxlint.errors import CallError
from wxlint.judge.names import hint
from wxlint.judge.pack import LoadedRule
from wxlint.judge.page import read_page
from wxlint.model.finding import Language
from wxlint.tell.clean import visible
from wxlint.tell.options import RuleCard
from wxlint.tell.width import cells, wrap


def list_rules(form: str, source: Source, speech: Speech) -> None:
    """Writes every rule of the configuration's packs to standard output: `form` is `text` or `json`."""
    config = _configured(source, speech)
    if form == "json":
        records = [_record(rule, speech.language) for rule in config.rules]
        encoded = msgspec.json.format(msgspec.json.encode({"version": 1, "rules": records}), indent=2)
        sys.stdout.write(encoded.decode() + "\n")
        return
    sys.stdout.write("\n".join(_table(config, speech)) + "\n")


def explain_rule(name: str, source: Source, speech: Speech) -> None:
    """Writes a rule's page to standard output. Raises CallError for a rule that does not exist."""
    config = _configured(source, speech)
    rule = config.rules.by_id.get(name)
    if rule is None:
        raise _no_rule(name, config)
    card = rule_card(rule, speech.language)
    without = speech.says(f"# {rule.id}\n\n这条规则没有说明。\n", f"# {rule.id}\n\nThis rule has no page.\n")
    title, *lines = (card.page or without).split("\n")
    lines = [title, "", _standing(rule, speech), *lines]
    sys.stdout.write("\n".join(visible(line.replace("\t", "    ")) for line in lines))


def _no_rule(name: str, config: Config) -> CallError:
    members = sorted(config.rules.named(name))
    if members:
        return CallError(
            f"“{name}”是一组规则，请写其中一条：{'、'.join(members)}",
            f"`{name}` is a group; name one of its rules: {', '.join(members)}",
        )
    zh, en = hint(name, config.rules.names)
    return CallError(f"没有“{name}”这条规则{zh}", f"there is no rule `{name}`{en}")


def _standing(rule: LoadedRule, speech: Speech) -> str:
    """The rule's level and group, and in which profiles it runs, in one line."""
    level, group = rule.kind.level, rule.group
    if level == "off":
        return speech.says(
            f"分组 {group}，默认不查：--profile strict、--select 或 [severity] 会打开它。",
            f"Group {group}; off unless --profile strict, --select or [severity] turns it on.",
        )
    core = speech.says("，core 范围里也有", ", in the core profile too") if rule.kind.core else ""
    return speech.says(f"级别 {level}，分组 {group}{core}。", f"Level {level}, group {group}{core}.")


def rule_card(rule: LoadedRule, language: Language) -> RuleCard:
    """What formats say about a rule."""
    if not rule.page:
        return RuleCard(rule.id, rule.id, "", rule.kind.level, rule.docs)
    page = read_page(rule.page)
    return RuleCard(
        rule.id, page.section(language).summary, page.markdown(language), rule.kind.level, rule.docs
    )


def _configured(source: Source, speech: Speech) -> Config:
    here = Path.cwd()
    config = source.configure(here, here)
    speech.settle(config.language)
    return config


def _table(config: Config, speech: Speech) -> list[str]:
    rules = sorted(config.rules, key=lambda rule: (not rule.pack.builtin, rule.group, rule.id))
    name = max(len(rule.id) for rule in rules)
    # Who filters the lines wants each rule on one.
    whole = width() if sys.stdout.isatty() else 100
    lines: list[str] = []
    for (pack, group), of_group in groupby(rules, key=lambda rule: (rule.pack, rule.group)):
        lines += ["", group if pack.builtin else f"{group} ({pack.name})"]
        for rule in of_group:
            core = "core" if rule.kind.core else ""
            lead = f"  {rule.id:<{name}}  {rule.kind.level:<5}  {core:<4}  "
            summary = rule_card(rule, speech.language).title
            lines += wrap(visible(summary), max(whole, cells(lead) + 20), first=lead)
    lines += [
        "",
        speech.says("规则的完整说明：wxlint explain RULE", "To read a rule's page: wxlint explain RULE"),
    ]
    return lines[1:]


def _record(rule: LoadedRule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.id,
        "group": rule.group,
        "level": rule.kind.level,
        "core": rule.kind.core,
        "summary": rule_card(rule, language).title,
        "options": rule.kind.options,
        "docs": rule.docs,
        "pack": "" if rule.pack.builtin else rule.pack.name,
    }
