"""The help page of a command, in one language and as wide as the terminal; Chinese is two cells a sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from wxlint.cli.speech import Speech
from wxlint.tell.width import cells, wrap

#: A longer name of an option has a line of its own.
_LONGEST_NAME = 30


def page(command: click.Command, context: click.Context, speech: Speech, width: int) -> str:
    """The page: how the command is called, what it does, its options, the commands of a group."""
    return "\n".join(_lines(command, context, speech, width)).rstrip() + "\n"


def _lines(command: click.Command, context: click.Context, speech: Speech, width: int) -> Iterator[str]:
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield from wrap(usage, width, first=speech.says("用法：", "Usage: "))
    for paragraph in (command.help or "").split("\n\n"):
        yield ""
        yield from wrap(_joined(paragraph.split("\n")), width, first="  ")
    options = (one for one in command.get_params(context) if isinstance(one, click.Option))
    records = [record for one in options if (record := one.get_help_record(context)) is not None]
    yield from _table(speech.says("选项：", "Options:"), records, width)
    if isinstance(command, click.Group):
        commands = [(name, one.get_short_help_str()) for name, one in sorted(command.commands.items())]
        yield from _table(speech.says("命令：", "Commands:"), commands, width)


def _joined(lines: Sequence[str]) -> str:
    """A paragraph's lines as one: a space stands between two words, and none after a Chinese sign."""
    text = ""
    for line in lines:
        text += line if not text or cells(text[-1]) == 2 else " " + line
    return text


def _table(title: str, rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    yield ""
    yield title
    names = min(max(cells(name) for name, _ in rows), _LONGEST_NAME)
    indent = " " * (names + 4)
    for name, text in rows:
        lead = f"  {name}".ljust(len(indent))
        if cells(name) > names:
            yield f"  {name}"
            lead = indent
        yield from wrap(text, width, first=lead, rest=indent)
