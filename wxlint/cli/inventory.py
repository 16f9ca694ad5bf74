"""`wxlint requests` and `wxlint domains`: what the mini-programs below some paths send."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from wxlint.cli.speech import Speech
from wxlint.cli.targets import processors, seen, target
from wxlint.config import Source
from wxlint.judge.run import asked_for
from wxlint.model.program import Program
from wxlint.read.files import Files
from wxlint.session import Session
from wxlint.tell.options import Options

#: The last argument says of a path whether what is in it was asked for.
Render = Callable[[Sequence[Program], Files, str, Options, Callable[[str], bool]], Iterator[str]]


def tell(render: Render, paths: tuple[str, ...], form: str, source: Source, speech: Speech) -> None:
    """Links the programs and writes what `render` says of them to standard output. Raises WxlintError."""
    found = target(paths)
    session = Session(found.base, source, found.below, once=speech.once, jobs=processors())
    config = session.configure()
    speech.settle(config.language)
    programs, files = session.programs(config)
    options = Options(language=speech.language, base=seen(found.base), given=found.given)
    sys.stdout.writelines(render(programs, files, form, options, lambda path: asked_for(path, found.only)))
