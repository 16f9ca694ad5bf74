"""The commands and their options: what the command line accepts, and which function answers it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wxlint import __version__
from wxlint.cli.options import Command, Group, Option, option
from wxlint.cli.speech import Speech, of_locale

if TYPE_CHECKING:
    from wxlint.cli.inventory import Render

_LIST = {"multiple": True, "metavar": "RULE,…"}
_FILE: click.Path[Path] = click.Path(path_type=Path)

_lang = option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    zh="输出的语言（默认按系统的语言）",
    en="Language of the output (default: from the locale)",
)
_config = option(
    "--config",
    "config_file",
    type=_FILE,
    metavar="FILE",
    zh="使用这个配置文件",
    en="Use this configuration file",
)
_isolated = option("--isolated", is_flag=True, zh="忽略所有配置文件", en="Ignore all configuration files")

_form = option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", zh="输出格式", en="Output format"
)


@click.group("wxlint", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, message="%(prog)s %(version)s", cls=Option, zh="显示版本号", help="Show the version"
)
def app() -> None:
    """Find proven mistakes in the network code of WeChat mini-programs.

    --

    找出微信小程序网络请求代码中可以证实的错误。
    """


@app.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME[:FILE]",
    zh="输出格式，可以多次给出：text, concise, grouped, json, jsonl, sarif, github, gitlab, junit, "
    "checkstyle, rdjson",
    en="Output format, repeatable: text, concise, grouped, json, jsonl, sarif, github, gitlab, junit, "
    "checkstyle, rdjson",
)
@option(
    "--select",
    **_LIST,
    zh="只运行这些规则（规则名、分组名或 all）",
    en="Run only these rules (rules, groups, or all)",
)
@option("--ignore", **_LIST, zh="不运行这些规则", en="Do not run these rules")
@option(
    "--profile",
    type=click.Choice(["core", "recommended", "strict"]),
    zh="规则的范围（默认 recommended）",
    en="Set of rules (default: recommended)",
)
@option(
    "--fail-on",
    type=click.Choice(["error", "warn", "info"]),
    zh="有达到这一级别的问题时以 1 退出（默认 warn）",
    en="Exit with 1 if a finding has this level or a higher one (default: warn)",
)
@option("--show-info", is_flag=True, zh="也列出 info 级别的问题", en="List info findings too")
@option(
    "--min-confidence",
    type=click.Choice(["certain", "likely"]),
    zh="只报告把握不低于此的问题（默认 likely）",
    en="Lowest confidence to report (default: likely)",
)
@option("--exit-zero", is_flag=True, zh="有问题时也以 0 退出", en="Exit with 0 even if there are findings")
@_config
@_isolated
@option("--no-cache", is_flag=True, zh="不使用缓存", en="Do not use the cache")
@option(
    "--cache-dir",
    type=_FILE,
    metavar="DIR",
    zh="存放缓存的目录（默认是被检查目录中的 .wxlint_cache）",
    en="Folder of the cache (default: .wxlint_cache in the checked folder)",
)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    zh="最多使用几个进程（默认由处理器数决定），不影响结果",
    en="Use up to N processes (default: from the number of CPUs); the result is the same",
)
@option(
    "--stdin-filename",
    metavar="NAME",
    zh="从标准输入读取这个文件的内容，其余文件从磁盘读取",
    en="Read this file's content from standard input, all others from disk",
)
@_lang
@option(
    "--statistics",
    is_flag=True,
    zh="不列出问题，只列出各规则的数量和没有读取的文件",
    en="Instead of the findings, print counts by rule and the files left out",
)
@option(
    "--watch",
    is_flag=True,
    zh="检查后继续等待，文件改变时再次检查，直到按 Ctrl-C",
    en="Go on: check again whenever a file changes, until Ctrl-C",
)
@option(
    "-q",
    "--quiet",
    is_flag=True,
    zh="没有要列出的问题时不输出任何内容",
    en="Print nothing if there are no findings to list",
)
@option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    zh="是否使用颜色（默认 auto）",
    en="Use colour (default: auto)",
)
@click.pass_obj
def check(speech: Speech, /, **given: Any) -> int:
    """Check the mini-programs below the paths (default: here) and print the findings.

    A path is a project, a folder that contains several, or a file. For a file, the whole project around it is
    still read, but only that file's findings are shown.

    Exit status: 0 nothing at or above --fail-on; 1 findings; 2 the command, the configuration or a rule pack
    is wrong; 3 no mini-program found; 4 a fault of wxlint itself.

    --

    检查各路径下的小程序（默认当前目录），输出发现的问题。

    路径可以是一个项目、包含多个项目的目录，也可以是单个文件：这时仍会读取它所在的整个项目，但只显示该文件的问题。

    退出码：0 没有达到 --fail-on 级别的问题；1 有；2 命令、配置或规则包有误；3 没有找到小程序；
    4 wxlint 自身出错。
    """
    from wxlint.cli.check import Call, check

    given["select"], given["ignore"] = _names(given["select"]), _names(given["ignore"])
    return check(Call(**given), speech)


@app.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@_form
@_config
@_isolated
@_lang
@click.pass_obj
def requests(speech: Speech, /, **given: Any) -> None:
    """List every request: direct calls, and calls of wrappers with what they send.

    A path is a project, a folder above several, or a file: then only the file's requests are listed.

    --

    列出所有请求：直接发出的，以及经过封装函数发出的。

    路径可以是一个项目、包含多个项目的目录，也可以是单个文件：这时只列出该文件里的。
    """
    from wxlint.tell.inventory import render_requests

    _inventory(render_requests, speech, given)


@app.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@_form
@_config
@_isolated
@_lang
@click.pass_obj
def domains(speech: Speech, /, **given: Any) -> None:
    """List the domains to configure in the admin console, and the requests whose domain is unknown.

    It is always a whole mini-program's list, whichever of its files a path names.

    --

    列出要在小程序后台配置的服务器域名，以及域名未知的请求。

    列出的总是整个小程序的，路径是其中一个文件也一样。
    """
    from wxlint.tell.inventory import render_domains

    _inventory(render_domains, speech, given)


def _inventory(render: Render, speech: Speech, given: dict[str, Any]) -> None:
    from wxlint.cli.inventory import tell
    from wxlint.config import Source

    tell(render, given["paths"], given["form"], Source(given["config_file"], given["isolated"]), speech)


@app.command(cls=Command)
@_form
@_config
@_isolated
@_lang
@click.pass_obj
def rules(speech: Speech, form: str, config_file: Path | None, isolated: bool, lang: str | None) -> None:
    """List the rules.

    --

    列出所有规则。
    """
    from wxlint.cli.rules import list_rules
    from wxlint.config import Source

    list_rules(form, Source(config_file, isolated), speech)


@app.command(cls=Command)
@click.argument("rule")
@_config
@_isolated
@_lang
@click.pass_obj
def explain(speech: Speech, rule: str, config_file: Path | None, isolated: bool, lang: str | None) -> None:
    """Print a rule's page: why it hurts, wrong and right code, options, the platform's documentation.

    --

    输出一条规则的说明：原因、错误和正确的写法、选项、平台文档。
    """
    from wxlint.cli.rules import explain_rule
    from wxlint.config import Source

    explain_rule(rule, Source(config_file, isolated), speech)


@app.command(cls=Command)
def lsp() -> None:
    """Start the language server on standard input and output.

    --

    启动语言服务器（使用标准输入输出）。
    """
    from wxlint.lsp import serve

    serve(of_locale(os.environ))


def _names(lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for names in lists for name in names.split(",") if name.strip())
