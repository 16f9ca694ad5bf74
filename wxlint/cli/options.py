"""Click's options and commands with their help in two languages."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from typing import Any, TypeVar

import click

from wxlint.cli.call import Asked
from wxlint.cli.speech import Speech

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _language_of(context: click.Context) -> Speech:
    speech = context.find_object(Speech)
    return speech if speech is not None else Speech(())


class Option(click.Option):
    """An option whose help is in Chinese too."""

    def __init__(self, *args: Any, zh: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zh = zh
        self.en = self.help or ""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's line of the help page."""
        self.help = _language_of(ctx).says(self.zh, self.en)
        return super().get_help_record(ctx)


class Command(click.Command):
    """A command whose help is in Chinese too: `help` is English, a line `--`, and Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        from wxlint.cli.help import page
        from wxlint.cli.terminal import width

        _in_language(self, ctx)
        return page(self, ctx, _language_of(ctx), width()).rstrip()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, whose own help is in Chinese too."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _language_of(ctx).says("显示这一页", "Show this page")
        return found

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line of the command in the list of commands."""
        _in_language(self, click.get_current_context())
        return super().get_short_help_str(100)


class Group(Command, click.Group):
    """A group whose help is in Chinese too, and which knows what users of other linters type."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names. Raises CallError where it names none."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            from wxlint.cli.mistakes import no_command

            raise no_command(args[0], self.commands)
        return super().resolve_command(ctx, args)


def _in_language(command: click.Command, context: click.Context) -> None:
    en, parted, zh = cleandoc(command.help or "").partition("\n--\n")
    if parted:
        command.help = _language_of(context).says(zh.strip(), en.strip())


def option(*names: str, zh: str, en: str, **attributes: Any) -> Callable[[_Function], _Function]:
    """The decorator `click.option` with its help in both languages."""
    return click.option(*names, cls=Option, zh=zh, help=en, **attributes)


def options(*asked: Asked) -> Callable[[_Function], _Function]:
    """The decorator of options that are told as data."""

    def decorate(function: _Function) -> _Function:
        # The help page has them in the order in which decorators are written: the last is applied first.
        for one in reversed(asked):
            function = option(*one.names, one.sets, zh=one.zh, en=one.en, **_attributes(one))(function)
        return function

    return decorate


def _attributes(asked: Asked) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {
        "nothing": {"is_flag": True},
        "text": {},
        "choice": {"type": click.Choice(asked.choices)},
        "path": {"type": click.Path(path_type=Path)},
        "number": {"type": click.IntRange(min=1)},
    }
    given = {"multiple": asked.many, "metavar": asked.metavar, **kinds[asked.takes]}
    return given if asked.default is None else {**given, "default": asked.default}
