"""The configuration of a project: found, checked, and turned into the settings of `link` and `judge`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from wxlint.config.find import Document, nearest, read, shown
from wxlint.config.toml_lines import Way
from wxlint.errors import ConfigError
from wxlint.judge.names import hint
from wxlint.judge.pack import PackFolder, RuleSet, load
from wxlint.judge.schema import Wrong, wrongs
from wxlint.judge.settings import JudgeSettings, Override
from wxlint.link.settings import DeclaredWrapper, LinkSettings
from wxlint.model.finding import Language, Level
from wxlint.read.globs import Globs

#: Legal keys that this version reads and does not use: whoever sets one is told so.
WITHOUT_EFFECT = ("baseline",)

#: Key -> the API whose legal domains it lists.
DOMAIN_KEYS = {
    "request-domains": "request",
    "upload-domains": "uploadFile",
    "download-domains": "downloadFile",
    "socket-domains": "connectSocket",
}


class Config(msgspec.Struct, frozen=True):
    """What the configuration says, with the rules that it loads. `file` is None where there is none.

    `wrappers`: the declared wrappers, each with its place, likewise.
    `idle`: keys that are set and have no effect in this version, each with its place (`wxlint.toml:4`).
    """

    rules: RuleSet
    judge: JudgeSettings = JudgeSettings()
    link: LinkSettings = LinkSettings()
    language: Language | None = None
    fail_on: Level = "warn"
    file: Path | None = None
    idle: tuple[tuple[str, str], ...] = ()
    wrappers: tuple[tuple[str, str], ...] = ()


class Source(msgspec.Struct, frozen=True):
    """Where configuration comes from: one `file`, nowhere (`isolated`), or else the nearest file.

    `trust_packs`: run the code of the packs that it names.
    """

    file: Path | None = None
    isolated: bool = False
    trust_packs: bool = True

    def configure(self, folder: Path, base: Path) -> Config:
        """The configuration for a folder, with globs for paths relative to `base`, the checked folder.

        Raises ConfigError and PackError.
        """
        document = None if self.isolated else read_or_raise(self.file) if self.file else nearest(folder)
        if document is None:
            return Config(load())
        return _config(document, base, trust_packs=self.trust_packs)


def read_or_raise(file: Path) -> Document:
    """The configuration that a file must hold."""
    document = read(file.absolute())
    if document is None:
        raise ConfigError(
            f"{shown(file)} 里没有 wxlint 的配置", f"{shown(file)} contains no wxlint configuration"
        )
    return document


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of the configuration, as it ships."""
    decoded: dict[str, Any] = msgspec.json.decode((Path(__file__).parent / "schema.json").read_bytes())
    return decoded


def _config(document: Document, base: Path, *, trust_packs: bool) -> Config:
    table = document.table
    _raise(document, wrongs(table, schema()))
    _raise(document, _missing_packs(document, table.get("packs", ())))
    packs = [_pack(document, name) for name in table.get("packs", ())]
    rules = load(packs if trust_packs else ())
    foreign = bool(packs) and not trust_packs
    _raise(document, _wrong_names(table, rules, foreign=foreign))
    _raise(document, _wrong_options(table, rules))
    options: dict[str, dict[str, Any]] = table.get("rules", {})
    folder = document.file.parent
    return Config(
        rules,
        JudgeSettings(
            profile=table.get("profile", "recommended"),
            select=_known(table.get("select", ()), rules),
            ignore=_known(table.get("ignore", ()), rules),
            severity=table.get("severity", {}),
            options=options,
            overrides=tuple(
                Override(
                    _moved(one["paths"], folder, base),
                    _known(one.get("ignore", ()), rules),
                    one.get("severity", {}),
                )
                for one in table.get("overrides", ())
            ),
            min_confidence=table.get("min-confidence", "likely"),
            foreign_rules=foreign,
        ),
        LinkSettings(
            api_objects=tuple(table.get("api-objects", LinkSettings().api_objects)),
            exclude=_moved(table.get("exclude", ()), folder, base),
            include=_moved(table.get("include", ()), folder, base),
            guard_functions=tuple(table.get("guard-functions", ())),
            domains={
                api: tuple(_host(domain) for domain in table[key])
                for key, api in DOMAIN_KEYS.items()
                if key in table
            },
            wrappers=tuple(msgspec.convert(one, DeclaredWrapper) for one in table.get("wrappers", ())),
            all_methods=options.get("missing-double-tap-guard", {}).get("methods") == "all",
        ),
        language=table.get("lang"),
        fail_on=table.get("fail-on", "warn"),
        file=document.file,
        wrappers=tuple(
            (one["call"], f"{shown(document.file)}:{document.line(('wrappers', at))}")
            for at, one in enumerate(table.get("wrappers", ()))
        ),
        idle=tuple(
            (key, f"{shown(document.file)}:{document.line((key,))}") for key in WITHOUT_EFFECT if key in table
        ),
    )


def _host(domain: str) -> str:
    """A domain as the console shows it, with or without its scheme, as `host` or `host:port`."""
    return domain.strip().lower().partition("://")[2].rstrip("/") or domain.strip().lower().rstrip("/")


def _missing_packs(document: Document, names: Sequence[str]) -> Iterator[Wrong]:
    for index, name in enumerate(names):
        if not (document.file.parent / name).is_dir():
            yield Wrong(("packs", index), f"没有 {name} 这个目录", f"there is no folder {name}")


def _pack(document: Document, name: str) -> PackFolder:
    folder = document.file.parent / name
    return PackFolder(str(folder), folder.name if Path(name).is_absolute() else posixpath.normpath(name))


def _known(names: Any, rules: RuleSet) -> tuple[str, ...]:
    """The names of rules that were loaded: those of a pack that is not trusted drop out."""
    return tuple(name for name in names if rules.named(name))


def _moved(globs: Any, folder: Path, base: Path) -> tuple[str, ...]:
    """Globs that are relative to the configuration's folder, as ones relative to the checked folder."""
    if base != folder and base.is_relative_to(folder):
        return Globs(globs).below(base.relative_to(folder).as_posix()).patterns
    if base != folder and folder.is_relative_to(base):
        return Globs(globs).above(folder.relative_to(base).as_posix()).patterns
    return tuple(globs)


def _wrong_names(table: dict[str, Any], rules: RuleSet, *, foreign: bool) -> Iterator[Wrong]:
    """Names of rules that do not exist."""
    if foreign:
        return
    overrides = list(enumerate(table.get("overrides", ())))
    lists: list[tuple[Way, Any]] = [
        (("select",), table.get("select", ())),
        (("ignore",), table.get("ignore", ())),
    ]
    lists += [(("overrides", at, "ignore"), one.get("ignore", ())) for at, one in overrides]
    for way, names in lists:
        for index, name in enumerate(names):
            if not rules.named(name):
                yield _no_rule((*way, index), name, rules)
    tables: list[tuple[Way, Any]] = [
        (("severity",), table.get("severity", ())),
        (("rules",), table.get("rules", ())),
    ]
    tables += [(("overrides", at, "severity"), one.get("severity", ())) for at, one in overrides]
    for way, keys in tables:
        for name in keys:
            if name not in rules.by_id:
                yield _no_rule((*way, name), name, rules, singly=True)


def _no_rule(way: Way, name: str, rules: RuleSet, *, singly: bool = False) -> Wrong:
    from wxlint.config.advice import no_rule_advice

    zh, en = no_rule_advice(name, rules, singly=singly)
    if not zh:
        zh, en = hint(name, list(rules.by_id) if singly else rules.names)
    return Wrong(way, f"没有“{name}”这条规则{zh}", f"there is no rule `{name}`{en}", is_key=True)


def _wrong_options(table: dict[str, Any], rules: RuleSet) -> Iterator[Wrong]:
    for name, options in table.get("rules", {}).items():
        rule = rules.by_id.get(name)
        if rule is not None:
            legal = {"type": "object", "properties": rule.kind.options, "additionalProperties": False}
            for wrong in wrongs(options, legal):
                yield msgspec.structs.replace(wrong, way=("rules", name, *wrong.way))


def _raise(document: Document, found: Iterator[Wrong]) -> None:
    """Raises one ConfigError for everything that is wrong, a line each."""
    zh, en = [], []
    for wrong in found:
        # Imported here: a configuration without a mistake never needs it.
        from wxlint.config.advice import advice

        more_zh, more_en = advice(wrong, document.table)
        place = f"{shown(document.file)}:{document.line(wrong.way)}"
        named = "" if wrong.is_key or not wrong.name else wrong.name
        zh.append(f"{place}：{named + '：' if named else ''}{wrong.zh}{more_zh}")
        en.append(f"{place}: {named + ': ' if named else ''}{wrong.en}{more_en}")
    if zh:
        raise ConfigError("\n".join(zh), "\n".join(en))
