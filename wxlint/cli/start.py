"""Runs a command and turns whatever ends it into a sentence and an exit status, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from wxlint import __version__
from wxlint.cli.speech import Speech
from wxlint.errors import FaultError, Turning, WxlintError, internal_fault

#: The exit statuses of a run that the user stopped, and of one whose reader went away, as shells have them.
INTERRUPTED = 130
UNHEARD = 141

#: What the system says of an output that takes nothing: no reader, no space, a broken disk, a closed handle.
_NOT_WRITTEN = frozenset({errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF})


def start(arguments: Sequence[str], *, once: bool = False) -> int:
    """Runs the command line; the result is the exit status. `once`: the process ends with it."""
    speech = Speech(arguments, once=once)
    try:
        with Turning(internal_fault):
            return _run(arguments, speech)
    except WxlintError as error:
        _tell(error, speech)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str], speech: Speech) -> int:
    from wxlint.cli.call import plain

    try:
        said = plain(arguments)
        if said is None:
            return _by_click(arguments, speech)
        from wxlint.cli.check import check

        status = check(said, speech)
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in _NOT_WRITTEN:
            raise
        return _not_written(error, speech)
    return status


def _by_click(arguments: Sequence[str], speech: Speech) -> int:
    import click

    from wxlint.cli.app import app

    try:
        status = app.main(list(arguments), prog_name="wxlint", standalone_mode=False, obj=speech)
        # The language server closes it when its editor has gone.
        if not sys.stdout.closed:
            sys.stdout.flush()
    except click.ClickException as error:
        from wxlint.cli.mistakes import told

        sys.stderr.write(told(error, app, speech))
        return error.exit_code if error.exit_code > 1 else 2
    except click.Abort:
        return INTERRUPTED
    except SystemExit:
        # Click's answer to a reader that went away while a command wrote.
        return UNHEARD
    return status if isinstance(status, int) else 0


def _not_written(error: OSError, speech: Speech) -> int:
    """What to do where standard output does not take what is written."""
    # Python writes what is left when it ends, which would fail again, with a traceback.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return UNHEARD
    reason = error.strerror or str(error)
    sys.stderr.write(
        speech.says(f"wxlint：输出无法写入：{reason}\n", f"wxlint: cannot write the output: {reason}\n")
    )
    return 2


def _tell(error: WxlintError, speech: Speech) -> None:
    """The sentence on standard error; for a fault of wxlint how to report it, and in full where asked for."""
    zh = speech.language == "zh"
    lines = [f"wxlint：{error.zh}" if zh else f"wxlint: {error.en}"]
    if isinstance(error, FaultError):
        version = f"wxlint {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
        lines.append(
            speech.says(
                "这是 wxlint 的错误，不是你的项目的错误。请把以上内容、"
                f"版本（{version}）和引起它的代码报告给 wxlint 的维护者；"
                "设置环境变量 WXLINT_DEBUG=1 可以看到完整的调用栈。",
                "This is a fault of wxlint, not of your project. Please report the above, the version "
                f"({version}) and the code that causes it; WXLINT_DEBUG=1 shows the full traceback.",
            )
        )
    if os.environ.get("WXLINT_DEBUG") == "1":
        import traceback

        lines.append("".join(traceback.format_exception(error)))
    sys.stderr.write("\n".join(lines) + "\n")
