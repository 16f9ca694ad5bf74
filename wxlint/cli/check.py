"""`wxlint check`: judges what the paths name, tells it in each format, and picks the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from wxlint.cache import Cache, Told
from wxlint.cli.call import Call
from wxlint.cli.speech import Speech
from wxlint.cli.targets import Target, processors, seen, target
from wxlint.errors import CallError
from wxlint.judge.names import hint
from wxlint.judge.report import Report
from wxlint.model.finding import LEVELS, Level
from wxlint.tell import FORMATS, Options, RuleCard, write

if TYPE_CHECKING:
    from wxlint.config import Config
    from wxlint.session import Session
    from wxlint.stored import StoredScripts


def check(call: Call, speech: Speech) -> int:
    """Runs the call; the result is 0 or 1. Raises WxlintError for the other exit statuses."""
    outputs = _outputs(call)
    found = target(call.paths, call.stdin_filename)
    run = _Run(call, found, speech)
    if call.watch:
        return _watch(run, outputs)
    report, told = run.answer()
    return run.tell(report, told, outputs)


def _watch(run: _Run, outputs: Sequence[tuple[str, str | None]]) -> int:
    from wxlint.cli.watch import Clear, Watched, watch

    call = run.call
    if call.stdin_filename is not None:
        raise CallError(
            "--watch 不能与 --stdin-filename 同时使用", "--watch and --stdin-filename do not go together"
        )

    def again(clear: Clear) -> tuple[Report, Iterable[str]]:
        run.renew()
        report, told = run.answer()
        clear()
        run.tell(report, told, outputs)
        return report, run.rules()

    return watch(again, Watched(run.found.base, call.config_file), run.speech)


class _Run:
    """What a call asks for, answered by what an earlier run kept, or by reading the project."""

    def __init__(self, call: Call, found: Target, speech: Speech) -> None:
        self.call = call
        self.speech = speech
        self.found = found
        self._config: Config | None = None
        self._session: Session | None = None
        self._scripts: StoredScripts | None = None

    def answer(self) -> tuple[Report, Told]:
        """The report, and what the configuration says of how it is told."""
        call, found = self.call, self.found
        cache = None
        if not (call.no_cache or call.watch or call.stdin_filename is not None):
            asked = (found.below, found.only, call.select, call.ignore, call.profile, call.min_confidence)
            cache = Cache(found.base, call.cache_dir, (*asked, str(call.config_file), call.isolated))
            replayed = cache.replay()
            if replayed is not None:
                return replayed
        if cache is not None:
            self._scripts = cache.scripts()
        config = self._configured()
        self.speech.settle(config.language)
        report = self._opened().check(config, _overlay(call, found))
        told = Told(
            report.findings,
            report.summary,
            report.hidden,
            config.language,
            config.fail_on,
            config.idle,
            report.idle_wrappers,
        )
        if self._scripts is not None:
            self._scripts.keep()
        # What a pack of somebody else's says may rest on anything.
        if cache is not None and all(rule.pack.builtin for rule in config.rules):
            cache.keep(report, told, call.config_file)
        return report, told

    def cards(self) -> tuple[RuleCard, ...]:
        """Every rule that runs, for formats that describe their rules."""
        from wxlint.cli.rules import rule_card
        from wxlint.judge.levels import Levels

        config = self._configured()
        running = Levels(config.rules, config.judge).running
        return tuple(rule_card(rule, self.speech.language) for rule in config.rules if rule.id in running)

    def tell(self, report: Report, told: Told, outputs: Sequence[tuple[str, str | None]]) -> int:
        """Writes the report in each format; the result is the exit status."""
        call, speech = self.call, self.speech
        speech.settle(told.language)
        if not call.quiet:
            for key, place in told.idle:
                sys.stderr.write(
                    speech.says(
                        f"{place}：{key} 在这个版本中还不起作用\n",
                        f"{place}: {key} has no effect in this version\n",
                    )
                )
            for name, place in told.idle_wrappers:
                sys.stderr.write(
                    speech.says(
                        f"{place}：没有脚本调用 {name}，这个 [[wrappers]] 不起作用\n",
                        f"{place}: no script calls {name}, so this [[wrappers]] entry has no effect\n",
                    )
                )
        for name, file in outputs:
            options = _options(call, speech, self.found)
            if name == "sarif":
                options = msgspec.structs.replace(options, rules=self.cards())
            if call.statistics and file is None:
                _write_statistics(name, report, options)
            if not (call.statistics and file is None and FORMATS[name].people):
                _write(name, file, report, options, quiet=call.quiet)
        return int(not call.exit_zero and _fails(report, call.fail_on or told.fail_on))

    def renew(self) -> None:
        """Reads the configuration again the next time that it is asked for."""
        self._config = None

    def rules(self) -> Iterator[str]:
        """The files of the rules that are not wxlint's own."""
        yield from (rule.file for rule in self._configured().rules if not rule.pack.builtin)

    def _opened(self) -> Session:
        from wxlint.config import Source
        from wxlint.session import Session

        call, found = self.call, self.found
        if self._session is None:
            self._session = Session(
                found.base,
                Source(call.config_file, call.isolated),
                found.below,
                found.only,
                lambda config: _adjusted(config, call),
                once=self.speech.once and not call.watch,
                hold=call.watch,
                jobs=call.jobs or processors(),
                scripts=self._scripts,
            )
        return self._session

    def _configured(self) -> Config:
        if self._config is None:
            self._config = self._opened().configure()
            _name_rules(self.call, self._config)
        return self._config


def _fails(report: Report, fail_on: Level) -> bool:
    least = LEVELS.index(fail_on)
    return any(LEVELS.index(judged.finding.level) >= least for judged in report.findings)


def _outputs(call: Call) -> list[tuple[str, str | None]]:
    """Each format that is asked for, with the file that it goes to (None: standard output)."""
    outputs: list[tuple[str, str | None]] = []
    for asked in call.formats or ("text",):
        name, _, file = asked.partition(":")
        if name not in FORMATS:
            zh, en = hint(name, FORMATS)
            raise CallError(f"没有名为“{name}”的输出格式{zh}", f"there is no format `{name}`{en}")
        outputs.append((name, file or None))
    if sum(file is None for _, file in outputs) > 1:
        raise CallError(
            "标准输出只能写一种格式，其余的请指定文件：--format json:report.json",
            "only one format can go to standard output; give the others a file: --format json:report.json",
        )
    return outputs


def _name_rules(call: Call, config: Config) -> None:
    """Raises CallError where the call names a rule that does not exist."""
    for name in (*call.select, *call.ignore):
        if not config.rules.named(name):
            zh, en = hint(name, config.rules.names)
            raise CallError(f"没有“{name}”这条规则{zh}", f"there is no rule `{name}`{en}")


def _adjusted(config: Config, call: Call) -> Config:
    """The configuration with what the command line says in its place."""
    said = config.judge
    judge = msgspec.structs.replace(
        said,
        profile=call.profile or said.profile,
        # Who selects on the command line has looked past what the configuration chooses.
        select=call.select or said.select,
        ignore=call.ignore if call.select else said.ignore + call.ignore,
        min_confidence=call.min_confidence or said.min_confidence,
    )
    return msgspec.structs.replace(config, judge=judge)


def _overlay(call: Call, found: Target) -> dict[str, bytes]:
    if call.stdin_filename is None:
        return {}
    path = Path(call.stdin_filename).absolute()
    whole = path.parent.resolve() / path.name
    if not whole.is_relative_to(found.base):
        name = call.stdin_filename
        raise CallError(
            f"--stdin-filename 的 {name} 不在被检查的目录之内",
            f"{name} of --stdin-filename is not in the checked folder",
        )
    return {whole.relative_to(found.base).as_posix(): sys.stdin.buffer.read()}


def _options(call: Call, speech: Speech, found: Target) -> Options:
    color = {"always": True, "never": False}.get(call.color, True if os.environ.get("FORCE_COLOR") else None)
    return Options(
        language=speech.language,
        color=color,
        width=_width(),
        show_info=call.show_info,
        base=seen(found.base),
        given=found.given,
    )


def _width() -> int:
    """Cells of the terminal; 80 where there is none, and never more than can be read as one line."""
    try:
        return max(40, min(os.get_terminal_size(sys.stdout.fileno()).columns, 100))
    except (OSError, ValueError):
        return 80


def _write_statistics(name: str, report: Report, options: Options) -> None:
    """The counts: for people in place of the findings, beside a document on standard error."""
    from wxlint.cli.statistics import statistics

    stream = sys.stdout if FORMATS[name].people else sys.stderr
    stream.write("\n".join(statistics(report, options)) + "\n")


def _write(name: str, file: str | None, report: Report, options: Options, *, quiet: bool) -> None:
    if file is None:
        shown = [one for one in report.findings if options.show_info or one.finding.level != "info"]
        if shown or not (quiet and FORMATS[name].people):
            write(name, report, sys.stdout, options)
        return
    try:
        with Path(file).open("w", encoding="utf-8", newline="\n") as stream:
            write(name, report, stream, options)
    except OSError as error:
        raise CallError(
            f"{file} 无法写入：{error.strerror}", f"{file} cannot be written: {error.strerror}"
        ) from error
