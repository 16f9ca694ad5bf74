"""Judges programs: every rule that runs, then suppressions, levels, order, and what is hidden, counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from wxlint.errors import FaultError, PackError, Turning, WxlintError, located
from wxlint.judge.levels import Levels
from wxlint.judge.merge import Fingerprints, merged
from wxlint.judge.pack import LoadedRule, RuleSet, load
from wxlint.judge.report import Hidden, Judged, Report, Summary
from wxlint.judge.settings import JudgeSettings
from wxlint.judge.suppress import UNUSED, Suppressions
from wxlint.model.finding import Finding, Language
from wxlint.model.program import Program
from wxlint.read.files import Files


def judge(
    programs: Sequence[Program], files: Files, settings: JudgeSettings, rules: RuleSet | None = None
) -> Report:
    """The report on the programs that were read from `files`; by the built-in rules where none are given.

    Raises FaultError where a built-in rule raises, PackError where a rule of another pack does.
    """
    rules = rules or load()
    levels = Levels(rules, settings)
    report = Report(files)
    comments = (comment for program in programs for comment in program.comments)
    suppressions = Suppressions(comments, report.source)
    running = [rule for rule in rules if rule.id in levels.running]
    found = _findings(running, programs, settings)
    silent = [finding for finding in found if suppressions.silence(finding.rule, finding.place)]
    if UNUSED in levels.running:
        last = _last_program(programs, suppressions, rules, levels, settings)
        late = _findings([rules.by_id[UNUSED]], [last], settings)
        found += late
        silent += [finding for finding in late if suppressions.silence(UNUSED, finding.place)]
    hidden = set(map(id, silent))
    told = _in_force([finding for finding in found if id(finding) not in hidden], levels)
    suppressed = sum(asked_for(finding.place.path, settings.only) for finding in _in_force(silent, levels))
    return _report(report, programs, told, rules, settings, suppressed)


def asked_for(path: str, only: Sequence[str] | None) -> bool:
    """Whether a file is among, or below, the files and folders whose findings are listed (None: all)."""
    return only is None or any(path == one or one == "" or path.startswith(one + "/") for one in only)


def _in_force(findings: Sequence[Finding], levels: Levels) -> list[Finding]:
    """The findings at the level that is in force, less those that are off."""
    told = ((finding, levels.of(finding)) for finding in findings)
    return [
        finding if level == finding.level else msgspec.structs.replace(finding, level=level)
        for finding, level in told
        if level != "off"
    ]


def _findings(
    rules: Iterable[LoadedRule], programs: Sequence[Program], settings: JudgeSettings
) -> list[Finding]:
    """What the rules say about the programs, each thing once."""
    found: list[Finding] = []
    for rule in rules:
        with Turning(partial(_raised, rule)):
            judge_one = rule.kind(settings.options.get(rule.id))
            for program in programs:
                found += map(_sound, judge_one.check(program))
    return merged(found)


def _raised(rule: LoadedRule, error: BaseException) -> WxlintError:
    """What a rule raised, as one sentence: our fault where the rule is ours, else the pack's."""
    what, place = f"{type(error).__name__}: {error}", located(error, rule.pack.folder) or rule.file
    if rule.pack.builtin:
        return FaultError(
            f"规则 {rule.id} 出错（{place}）：{what}", f"the rule {rule.id} failed ({place}): {what}"
        )
    return PackError(
        f"规则包 {rule.pack.name} 的规则 {rule.id} 出错（{place}）：{what}",
        f"the rule {rule.id} of rule pack {rule.pack.name} failed ({place}): {what}",
    )


def _sound(finding: object) -> Finding:
    """A finding whose texts were put together once: a wrong template is met here, as its rule's fault."""
    if not isinstance(finding, Finding):
        raise TypeError(f"check() yielded {type(finding).__name__}, not a Finding")
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        finding.text(language)
        finding.details(language)
    return finding


def _last_program(
    programs: Sequence[Program],
    suppressions: Suppressions,
    rules: RuleSet,
    levels: Levels,
    settings: JudgeSettings,
) -> Program:
    """The program that says which suppressions did nothing: only the rule that reports them sees it."""
    # A file that was not wholly understood may hide what a suppression in it is for.
    unsure = {problem.place.path for program in programs for problem in program.problems}
    known = () if settings.foreign_rules else tuple(rules.by_id)
    idle = suppressions.idle(known, levels.running, bool(settings.select or settings.ignore))
    return Program("", idle_suppressions=tuple(one for one in idle if one.place.path not in unsure))


def _report(
    report: Report,
    programs: Sequence[Program],
    told: Sequence[Finding],
    rules: RuleSet,
    settings: JudgeSettings,
    suppressed: int,
) -> Report:
    judged = _judged(report, programs, told, rules)
    sure = [
        one for one in judged if settings.min_confidence == "likely" or one.finding.confidence == "certain"
    ]
    here = [one for one in sure if asked_for(one.finding.place.path, settings.only)]
    left_out: dict[str, int] = {}
    for program in programs:
        for reason, count in program.left_out.items():
            left_out[reason] = left_out.get(reason, 0) + count
    return msgspec.structs.replace(
        report,
        findings=tuple(here),
        summary=_summary(programs, here),
        hidden=Hidden(suppressed, 0, len(judged) - len(sure), len(sure) - len(here), left_out),
    )


def _judged(
    report: Report, programs: Sequence[Program], told: Sequence[Finding], rules: RuleSet
) -> list[Judged]:
    """The findings in their order, each with its lines, columns and fingerprint."""
    spanned = [(report.span(finding.place), finding) for finding in told]
    spanned.sort(
        key=lambda one: (one[1].place.path, one[0].line, one[0].column, one[1].rule, one[0], repr(one[1]))
    )
    fingerprints = Fingerprints(programs)
    return [
        Judged(
            finding,
            span.line,
            span.column,
            span.end_line,
            span.end_column,
            fingerprints.of(finding.rule, report.source(finding.place.path), span.line),
            rules.by_id[finding.rule].docs,
        )
        for span, finding in spanned
    ]


def _summary(programs: Sequence[Program], findings: Sequence[Judged]) -> Summary:
    direct = {
        request.place for program in programs for request in program.requests if request.kind == "direct"
    }
    calls = {
        request.place for program in programs for request in program.requests if request.kind != "direct"
    }
    count = dict.fromkeys(("error", "warn", "info"), 0)
    for one in findings:
        count[one.finding.level] += 1
    files = {file for program in programs for file in program.files}
    return Summary(len(files), len(programs), len(direct), len(calls), **count)
