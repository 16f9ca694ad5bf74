"""What ends a run before it has an answer: each a sentence in both languages, and an exit status."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import ClassVar, Literal


class WxlintError(Exception):
    """A sentence for the user, in Chinese and in English; `status` is the exit status of the run."""

    status: ClassVar[int] = 2

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def text(self, language: Literal["zh", "en"]) -> str:
        """The sentence in one language."""
        return self.zh if language == "zh" else self.en


class CallError(WxlintError):
    """The command line asks for what cannot be done: a path that is not there, a rule that does not exist."""


class ConfigError(WxlintError):
    """The configuration is wrong: the sentence names the file, the line and the nearest legal name."""


class PackError(WxlintError):
    """A rule pack is wrong, or a rule of it raised: the sentence names the file and the line."""


class NoProgramError(WxlintError):
    """There is no mini-program below the paths."""

    status = 3


class FaultError(WxlintError):
    """A fault of wxlint itself."""

    status = 4


def located(error: BaseException, below: str = "") -> str:
    """`file:line` of the innermost frame that runs a file below a folder (any, for ""); "" for none."""
    place, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(below):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def internal_fault(error: BaseException) -> FaultError:
    """Whatever our own code raises, as one sentence with its place."""
    what, place = f"{type(error).__name__}: {error}", located(error)
    return FaultError(f"内部出错（{place}）：{what}", f"internal fault ({place}): {what}")


class Turning:
    """A `with` block around code of others: whatever it raises becomes the error that `turn` makes of it."""

    def __init__(self, turn: Callable[[BaseException], WxlintError]) -> None:
        self._turn = turn

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, (Exception, SystemExit)) and not isinstance(error, WxlintError):
            raise self._turn(error) from error
