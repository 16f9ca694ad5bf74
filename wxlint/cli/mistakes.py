"""What is wrong with a command line, in a sentence of either language that says what to write instead."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

import click

from wxlint.cli.speech import Speech
from wxlint.errors import CallError
from wxlint.judge.names import hint, nearest
from wxlint.regexps import regexp

_Sentence = tuple[str, str]

#: What eslint and its like have and wxlint has not, or by another name.
_ELSEWHERE: dict[str, _Sentence] = {
    "--fix": ("这个版本只报告问题，不改代码", "this version only reports and changes no code"),
    "-f": ("请写 --format", "write --format"),
    "-o": ("请写 --format 格式:文件", "write --format NAME:FILE"),
    "--output-file": ("请写 --format 格式:文件", "write --format NAME:FILE"),
    "--max-warnings": (
        "到哪个级别算没通过由 --fail-on 决定，默认 warn",
        "--fail-on says which level fails the run; it is warn by default",
    ),
    "-c": ("请写 --config", "write --config"),
    "--rule": (
        "请写 --select、--ignore，或者 wxlint.toml 的 [severity]",
        "write --select, --ignore, or [severity] in wxlint.toml",
    ),
    "--ext": ("不用写，wxlint 认得小程序的各种文件", "not needed: wxlint knows the files of a mini-program"),
    "--ignore-pattern": ("请写在 wxlint.toml 的 exclude 里", "use `exclude` in wxlint.toml"),
    "--cache": ("缓存默认开启，关闭用 --no-cache", "the cache is on by default; --no-cache turns it off"),
    "--stdin": ("请写 --stdin-filename 文件名", "write --stdin-filename NAME"),
    "--init": ("不用配置就能用", "it works without a configuration"),
}

_EXTRA = regexp(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def no_command(name: str, commands: Iterable[str]) -> CallError:
    """The first argument is no command: most likely a path, as `eslint .` takes it."""
    zh, en = hint(name, commands)
    if not zh and os.path.exists(name):  # noqa: PTH110 - Path.exists raises on loops of links
        zh, en = f"；要检查它，请写 wxlint check {name}", f"; to check it, write wxlint check {name}"
    return CallError(
        f"没有“{name}”这个命令{zh}\n用法见 wxlint --help",
        f"there is no command `{name}`{en}\nSee wxlint --help",
    )


def told(error: click.ClickException, app: click.Group, speech: Speech) -> str:
    """What to write on standard error for a mistake that Click found in a call of `app`."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message() + "\n"
    call = f"{context.command_path if context else app.name} --help"
    zh, en = _sentence(error, app, context)
    return speech.says(f"wxlint：{zh}\n用法见 {call}\n", f"wxlint: {en}\nSee {call}\n")


def _sentence(error: click.ClickException, app: click.Group, context: click.Context | None) -> _Sentence:
    if isinstance(error, click.NoSuchOption):
        return _no_option(error.option_name, app, context.command if context else app)
    if isinstance(error, click.BadOptionUsage):
        if any(error.option_name in one.opts for one in _options(app) if one.is_flag):
            return f"{error.option_name} 不带值", f"{error.option_name} takes no value"
        return f"{error.option_name} 后面要写一个值", f"{error.option_name} needs a value"
    if isinstance(error, click.BadParameter) and error.param is not None:
        parameter = error.param
        name = parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
        if isinstance(error, click.MissingParameter):
            return f"缺少 {name}", f"{name} is missing"
        return _bad_value(error.message, name, parameter.type)
    extra = _EXTRA.fullmatch(error.message)
    if extra is not None:
        return f"多余的参数：{extra[1]}", f"unexpected argument: {extra[1]}"
    return error.format_message(), error.format_message()


def _no_option(name: str, app: click.Group, command: click.Command) -> _Sentence:
    zh, en = f"没有 {name} 这个选项", f"there is no option {name}"
    if name in _ELSEWHERE:
        return f"{zh}：{_ELSEWHERE[name][0]}", f"{en}: {_ELSEWHERE[name][1]}"
    if command is app:
        for sub, one in app.commands.items():
            if any(name in option.opts for option in _options(one)):
                call = f"{app.name} {sub} {name}"
                return (
                    f"{zh}：选项写在命令后面，例如 {call}",
                    f"{en}: options come after the command, as in {call}",
                )
    near = nearest(name, [known for one in _options(command) for known in one.opts])
    return (f"{zh}，是否想写 {near}？", f"{en}; did you mean {near}?") if near else (zh, en)


def _options(command: click.Command) -> list[click.Option]:
    """The options of a command; those of all its commands where it is a group."""
    commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    return [one for each in commands for one in each.params if isinstance(one, click.Option)]


def _bad_value(message: str, name: str, kind: click.ParamType[Any]) -> _Sentence:
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return f"{name} 只能是 {'、'.join(choices)}", f"{name} must be one of {', '.join(choices)}"
    if isinstance(kind, click.IntRange):
        return f"{name} 应为不小于 {kind.min} 的整数", f"{name} must be a whole number of at least {kind.min}"
    return f"{name}：{message}", f"{name}: {message}"
