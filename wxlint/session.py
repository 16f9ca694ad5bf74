"""A folder the whole way, from its configuration to its report: what the command line and the editor run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from wxlint.config import Config, Source
from wxlint.config.find import nearest
from wxlint.errors import NoProgramError
from wxlint.judge.report import Report, joined
from wxlint.judge.run import judge
from wxlint.link.program import load
from wxlint.model.program import Program
from wxlint.read.facts import Facts, Scripts
from wxlint.read.files import Files

if TYPE_CHECKING:
    from wxlint.link.held.programs import HeldPrograms

_USUAL = Source()


class Session:
    """What is checked, once or again and again.

    `base`: the folder that all paths are relative to. `below`: the folders in it where mini-programs are
    looked for; empty for all of it. `only`: the files and folders whose findings are listed; None for all.
    `adjust` changes each configuration that is found, as the command line does. `once`: the process ends with
    the answer. `hold`: it is checked again, and what is known of what did not change lives on until then.
    `jobs`: the processes that the work may be shared among. `scripts`: may know the facts of scripts.
    """

    def __init__(
        self,
        base: Path,
        source: Source = _USUAL,
        below: tuple[str, ...] = (),
        only: tuple[str, ...] | None = None,
        adjust: Callable[[Config], Config] = lambda config: config,
        *,
        once: bool = False,
        hold: bool = False,
        jobs: int = 1,
        scripts: Scripts | None = None,
    ) -> None:
        self.base = base
        self.source = source
        self.below = below
        self.only = only
        self.adjust = adjust
        self.once = once
        self.hold = hold
        self.jobs = jobs
        self._facts = Facts(kept=hold, scripts=scripts)
        #: The programs of the last check, by what they were asked for.
        self._held: dict[tuple[Path | None, tuple[str, ...]], HeldPrograms] = {}

    def configure(self) -> Config:
        """The configuration that holds for the folder itself."""
        return self._configured(self.base)

    def check(self, config: Config, overlay: Mapping[str, bytes] | None = None) -> Report:
        """The report on every mini-program below the folder. `config`: what `configure` gave.

        `overlay`: text that stands for files on disk, by relative path. A mini-program with a configuration
        nearer than that of the folder obeys its own, as when it is checked alone. Raises WxlintError.
        """
        programs, files = self.programs(config, overlay)
        groups = self._by_config(config, programs)
        reports = [self._judge(groups.pop(config.file)[1], files, config)] if config.file in groups else []
        for nearer, found in groups.values():
            roots = {program.root for program in found}
            again = self._load(files, nearer, tuple(sorted(roots)))
            reports.append(
                self._judge([program for program in again if program.root in roots], files, nearer)
            )
        return joined(reports)

    def programs(
        self, config: Config, overlay: Mapping[str, bytes] | None = None
    ) -> tuple[list[Program], Files]:
        """Every mini-program below the folder, and the files that it was read from. Raises WxlintError."""
        self._facts.turn()
        files = Files(self.base, overlay, self._facts)
        programs = self._load(files, config, self.below)
        if not programs:
            raise NoProgramError(
                f"{self.base} 下没有小程序（没有找到原生小程序的 app.json，也没有 uni-app 或 Taro 的源码；"
                "mpvue、WePY 或 mpx 的项目请检查编译出来的目录）",
                f"there is no mini-program below {self.base} (no app.json of a native one, no uni-app or "
                "Taro sources; of mpvue, WePY or mpx, check the folder that they compile into)",
            )
        return programs, files

    def _judge(self, programs: Sequence[Program], files: Files, config: Config) -> Report:
        settings = msgspec.structs.replace(config.judge, only=self.only)
        report = judge(programs, files, settings, config.rules)
        idle = [set(program.idle_wrappers) for program in programs]
        nowhere = set[str]().union(*idle).intersection(*idle)
        if not nowhere:
            return report
        named = tuple(one for one in config.wrappers if one[0] in nowhere)
        return msgspec.structs.replace(report, idle_wrappers=named)

    def _by_config(
        self, config: Config, programs: Sequence[Program]
    ) -> dict[Path | None, tuple[Config, list[Program]]]:
        """The programs by the file of the configuration that holds for them."""
        groups: dict[Path | None, tuple[Config, list[Program]]] = {}
        for program in programs:
            file = config.file
            if program.root and not self.source.isolated and self.source.file is None:
                document = nearest(self.base / program.root)
                file = document.file if document else None
            if file not in groups:
                nearer = config if file == config.file else self._configured(self.base / program.root)
                groups[file] = (nearer, [])
            groups[file][1].append(program)
        return groups

    def _configured(self, folder: Path) -> Config:
        return self.adjust(self.source.configure(folder, self.base))

    def _load(self, files: Files, config: Config, below: tuple[str, ...]) -> list[Program]:
        settings = msgspec.structs.replace(config.link, below=below, jobs=self.jobs)
        if not self.hold:
            return load(files, settings, keep=self.once)
        from wxlint.link.held.programs import HeldPrograms

        return self._held.setdefault((config.file, below), HeldPrograms()).load(files, settings)
