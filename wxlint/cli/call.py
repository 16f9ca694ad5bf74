"""What a call of `wxlint check` may say: its options as data, and the plain calls read without Click.

Click, with what it imports, takes a sixth of the time that a commit hook waits for. So a call that says
nothing out of the ordinary is read here; any other, and whatever is wrong with one, is Click's (`app.py`),
which knows the options from the same table.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from wxlint.judge.settings import Profile
from wxlint.model.finding import Confidence, Level

#: The command that is read here.
COMMAND = "check"


class Call(msgspec.Struct, frozen=True):
    """What the command line says: the options of `check` by their names."""

    paths: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None
    fail_on: Level | None = None
    show_info: bool = False
    min_confidence: Confidence | None = None
    exit_zero: bool = False
    config_file: Path | None = None
    isolated: bool = False
    no_cache: bool = False
    cache_dir: Path | None = None
    jobs: int | None = None
    stdin_filename: str | None = None
    lang: str | None = None
    statistics: bool = False
    watch: bool = False
    quiet: bool = False
    color: str = "auto"


class Asked(msgspec.Struct, frozen=True):
    """An option: how it is written, the member of `Call` that it sets, what it takes, and its help.

    `takes`: nothing (a flag), a text, one of `choices`, a path, a number from 1 on; `many`: it may be given
    more than once, and all count; else the last does.
    """

    names: tuple[str, ...]
    sets: str
    takes: Literal["nothing", "text", "choice", "path", "number"]
    zh: str
    en: str
    choices: tuple[str, ...] = ()
    metavar: str | None = None
    many: bool = False
    default: str | None = None


CONFIG = Asked(
    ("--config",), "config_file", "path", "使用这个配置文件", "Use this configuration file", metavar="FILE"
)
ISOLATED = Asked(("--isolated",), "isolated", "nothing", "忽略所有配置文件", "Ignore all configuration files")
LANG = Asked(
    ("--lang",),
    "lang",
    "choice",
    "输出的语言（默认按系统的语言）",
    "Language of the output (default: from the locale)",
    choices=("zh", "en"),
)
OPTIONS = (
    Asked(
        ("--format",),
        "formats",
        "text",
        "输出格式，可以多次给出：text, concise, grouped, json, jsonl, sarif, github, gitlab, junit, "
        "checkstyle, rdjson",
        "Output format, repeatable: text, concise, grouped, json, jsonl, sarif, github, gitlab, junit, "
        "checkstyle, rdjson",
        metavar="NAME[:FILE]",
        many=True,
    ),
    Asked(
        ("--select",),
        "select",
        "text",
        "只运行这些规则（规则名、分组名或 all）",
        "Run only these rules (rules, groups, or all)",
        metavar="RULE,…",
        many=True,
    ),
    Asked(
        ("--ignore",),
        "ignore",
        "text",
        "不运行这些规则",
        "Do not run these rules",
        metavar="RULE,…",
        many=True,
    ),
    Asked(
        ("--profile",),
        "profile",
        "choice",
        "规则的范围（默认 recommended）",
        "Set of rules (default: recommended)",
        choices=("core", "recommended", "strict"),
    ),
    Asked(
        ("--fail-on",),
        "fail_on",
        "choice",
        "有达到这一级别的问题时以 1 退出（默认 warn）",
        "Exit with 1 if a finding has this level or a higher one (default: warn)",
        choices=("error", "warn", "info"),
    ),
    Asked(("--show-info",), "show_info", "nothing", "也列出 info 级别的问题", "List info findings too"),
    Asked(
        ("--min-confidence",),
        "min_confidence",
        "choice",
        "只报告把握不低于此的问题（默认 likely）",
        "Lowest confidence to report (default: likely)",
        choices=("certain", "likely"),
    ),
    Asked(
        ("--exit-zero",),
        "exit_zero",
        "nothing",
        "有问题时也以 0 退出",
        "Exit with 0 even if there are findings",
    ),
    CONFIG,
    ISOLATED,
    Asked(("--no-cache",), "no_cache", "nothing", "不使用缓存", "Do not use the cache"),
    Asked(
        ("--cache-dir",),
        "cache_dir",
        "path",
        "存放缓存的目录（默认是被检查目录中的 .wxlint_cache）",
        "Folder of the cache (default: .wxlint_cache in the checked folder)",
        metavar="DIR",
    ),
    Asked(
        ("--jobs",),
        "jobs",
        "number",
        "最多使用几个进程（默认由处理器数决定），不影响结果",
        "Use up to N processes (default: from the number of CPUs); the result is the same",
        metavar="N",
    ),
    Asked(
        ("--stdin-filename",),
        "stdin_filename",
        "text",
        "从标准输入读取这个文件的内容，其余文件从磁盘读取",
        "Read this file's content from standard input, all others from disk",
        metavar="NAME",
    ),
    LANG,
    Asked(
        ("--statistics",),
        "statistics",
        "nothing",
        "不列出问题，只列出各规则的数量和没有读取的文件",
        "Instead of the findings, print counts by rule and the files left out",
    ),
    Asked(
        ("--watch",),
        "watch",
        "nothing",
        "检查后继续等待，文件改变时再次检查，直到按 Ctrl-C",
        "Go on: check again whenever a file changes, until Ctrl-C",
    ),
    Asked(
        ("-q", "--quiet"),
        "quiet",
        "nothing",
        "没有要列出的问题时不输出任何内容",
        "Print nothing if there are no findings to list",
    ),
    Asked(
        ("--color",),
        "color",
        "choice",
        "是否使用颜色（默认 auto）",
        "Use colour (default: auto)",
        choices=("auto", "always", "never"),
        default="auto",
    ),
)


def call(given: dict[str, Any]) -> Call:
    """The call, given what its options hold; the lists of rules that were given are one."""
    given["select"], given["ignore"] = _rules(given.get("select", ())), _rules(given.get("ignore", ()))
    return Call(**given)


def plain(arguments: Sequence[str]) -> Call | None:
    """A call of `check` in which there is nothing but paths and options with what they take; else None."""
    if not arguments or arguments[0] != COMMAND:
        return None
    known = {name: option for option in OPTIONS for name in option.names}
    given: dict[str, Any] = {}
    paths: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if not argument.startswith("-"):
            paths.append(argument)
            continue
        name, equals, value = argument.partition("=")
        option = known.get(name)
        if option is None or (equals and (option.takes == "nothing" or not name.startswith("--"))):
            return None
        if option.takes == "nothing":
            given[option.sets] = True
            continue
        taken = _taken(option, value if equals else next(rest, ""))
        if taken is None:
            return None
        given[option.sets] = (*given.get(option.sets, ()), taken) if option.many else taken
    return call({**given, "paths": tuple(paths)})


def _taken(option: Asked, value: str) -> str | Path | int | None:
    """What an option takes, out of what was written for it; None where that is not plain."""
    if not value or value.startswith("-"):
        return None
    if option.takes == "path":
        return Path(value)
    if option.takes == "number":
        return int(value) if value.isascii() and value.isdecimal() and int(value) else None
    return value if option.takes == "text" or value in option.choices else None


def _rules(lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for names in lists for name in names.split(",") if name.strip())
