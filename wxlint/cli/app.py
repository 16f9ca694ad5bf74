"""The commands and their options: what the command line accepts, and which function answers it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wxlint import __version__
from wxlint.cli.call import CONFIG, ISOLATED, LANG, OPTIONS, call
from wxlint.cli.options import Command, Group, Option, option, options
from wxlint.cli.speech import Speech, of_locale

if TYPE_CHECKING:
    from wxlint.cli.inventory import Render

_config, _isolated, _lang = options(CONFIG), options(ISOLATED), options(LANG)

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
@options(*OPTIONS)
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
    from wxlint.cli.check import check

    return check(call(given), speech)


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
