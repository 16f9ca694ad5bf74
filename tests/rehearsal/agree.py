"""Holds the rehearsal's findings against what the judge saw: false alarms, and what was missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from tests.rehearsal.judge import Observed, judge_page
from wxlint.link.program import load
from wxlint.link.settings import LinkSettings
from wxlint.model.place import Place
from wxlint.model.program import EndlessRetry, Outcome, Program
from wxlint.read.files import Files

#: The rules that a real engine can witness.
RULES = (
    "unpaired-loading",
    "missing-double-tap-guard",
    "unreleased-guard",
    "unsettled-promise",
    "hidden-toast",
    "unbounded-retry",
    "undebounced-request",
    "unhandled-failure",
)
Claim = tuple[str, str]
"""(rule, what it is about): `path:line`, `page:method`, a flag's name."""


class _Record(Protocol):
    """What a program has of one place and an outcome."""

    @property
    def place(self) -> Place: ...

    @property
    def outcome(self) -> Outcome: ...


class Agreement(msgspec.Struct):
    """What both say, what only wxlint says (a false alarm), what only the engine shows (missed)."""

    both: set[Claim] = msgspec.field(default_factory=set)
    false: set[Claim] = msgspec.field(default_factory=set)
    missed: set[Claim] = msgspec.field(default_factory=set)
    ways: int = 0


def agreement(files: Mapping[str, str], folder: Path) -> Agreement:
    """Judges the files both ways; they are written to the folder, which should be empty.

    What the engine does not show at once is looked for thoroughly before it counts as a false alarm.
    """
    program = read(files, folder)
    found = _compared(files, program, judge_page(files))
    if found.false:
        shown = {_about(claim) for claim in _compared(files, program, judge_page(files, thorough=True)).both}
        right = {claim for claim in found.false if _about(claim) in shown}
        found.false -= right
        found.both |= right
    return found


def _about(claim: Claim) -> Claim:
    """A claim without the outcome that it named wrongly."""
    return claim[0], claim[1].partition(" ")[0]


def _compared(files: Mapping[str, str], program: Program, seen: Observed) -> Agreement:
    found = Agreement(ways=seen.ways)
    _leaks(files, program, seen, found)
    _doubles(program, seen, found)
    _flags(program, seen, found)
    records: list[tuple[str, Sequence[_Record], dict[str, set[str]]]] = [
        ("hidden-toast", program.hidden_toasts, seen.toasts),
        ("unsettled-promise", program.unsettled_promises, seen.open_promises),
        ("unbounded-retry", _sites(program.endless_retries), seen.retries),
    ]
    for rule, told, shown in records:
        _by_line(files, rule, told, shown, found)
    _floods(program, seen, found)
    _failures(files, program, seen, found)
    return found


def read(files: Mapping[str, str], folder: Path) -> Program:
    """The program as wxlint reads it."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    (program,) = load(Files(folder), LinkSettings())
    return program


def _sites(retries: Sequence[EndlessRetry]) -> list[EndlessRetry]:
    """The retries at their requests: the engine knows nothing of who called the wrapper."""
    return [msgspec.structs.replace(one, place=one.outcome.place or one.place) for one in retries]


def _line(files: Mapping[str, str], place: Place) -> str:
    before = files[place.path].encode()[: place.start]
    return f"{place.path}:{before.count(bytes([10])) + 1}"


def _lines(files: Mapping[str, str], place: Place) -> set[str]:
    """Every line of a call: a stack names the one that the engine was at when it made it."""
    first, last = (files[place.path].encode()[:end].count(10) + 1 for end in (place.start, place.end))
    return {f"{place.path}:{line}" for line in range(first, last + 1)}


def _is_seen(kind: str, outcomes: set[str]) -> bool:
    """Whether the outcome that a finding names is one of those that were seen."""
    same = {"success": {"success", "refused"}, "unsent": {"return", "any"}, "any": outcomes}
    named = same.get(kind, {kind})
    return bool(named & outcomes)


def _leaks(files: Mapping[str, str], program: Program, seen: Observed, found: Agreement) -> None:
    told = set[tuple[str, str]]()
    for leak in program.leaks:
        # The engine knows nothing of who called a helper.
        place = _line(files, leak.site or leak.place)
        if leak.indicator == "pull-down":
            place = f"{leak.place.path}:onPullDownRefresh"
        outcomes = seen.leaks.get((leak.indicator, place), set())
        right = _is_seen(leak.outcome.kind, outcomes)
        claim = ("unpaired-loading", place if right or not outcomes else f"{place} {leak.outcome.kind}")
        (found.both if right else found.false).add(claim)
        told.add((leak.indicator, place))
    found.missed |= {("unpaired-loading", place) for kind, place in seen.leaks if (kind, place) not in told}


def _by_line(
    files: Mapping[str, str],
    rule: str,
    records: Sequence[_Record],
    shown: dict[str, set[str]],
    found: Agreement,
) -> None:
    told = set[str]()
    for one in records:
        place = next((line for line in _lines(files, one.place) if line in shown), _line(files, one.place))
        outcomes = shown.get(place, set())
        right = _is_seen(one.outcome.kind, outcomes)
        claim = (rule, place if right or not outcomes else f"{place} {one.outcome.kind}")
        (found.both if right else found.false).add(claim)
        told.add(place)
    found.missed |= {(rule, place) for place in shown if place not in told}


def _floods(program: Program, seen: Observed, found: Agreement) -> None:
    told = {f"{flood.handler.page}:{flood.handler.method}" for flood in program.floods}
    shown = set[str]().union(*seen.floods)
    for name in told:
        (found.both if name in shown else found.false).add(("undebounced-request", name))
    for names in seen.floods:
        if not names & told:
            found.missed.add(("undebounced-request", ", ".join(sorted(names))))


def _failures(files: Mapping[str, str], program: Program, seen: Observed, found: Agreement) -> None:
    """A request is named by the call of its wrapper: by any of the calls that led to it."""
    calls = {one.name: one.place for one in program.requests}
    told = [_lines(files, calls.get(one.place, one.place)) for one in program.unhandled_failures]
    for lines in told:
        # Of what was never seen to be sent nobody can say what its failure does.
        sent = [stack for stack in seen.failed if lines.intersection(stack)]
        if sent:
            right = any(stack in seen.silent for stack in sent)
            (found.both if right else found.false).add(("unhandled-failure", min(lines)))
    for stack in seen.silent:
        if not any(lines.intersection(stack) for lines in told):
            found.missed.add(("unhandled-failure", stack[0]))


def _doubles(program: Program, seen: Observed, found: Agreement) -> None:
    told = {f"{double.handler.page}:{double.handler.method}" for double in program.double_taps}
    shown = set[str]().union(*seen.doubles)
    for name in told:
        (found.both if name in shown else found.false).add(("missing-double-tap-guard", name))
    for names in seen.doubles:
        if not names & told:
            found.missed.add(("missing-double-tap-guard", ", ".join(sorted(names))))


def _flags(program: Program, seen: Observed, found: Agreement) -> None:
    stuck = seen.stuck
    for guard in program.stuck_guards:
        outcomes = stuck.get(guard.flag, set())
        right = _is_seen(guard.outcome.kind, outcomes)
        claim = (
            "unreleased-guard",
            guard.flag if right or not outcomes else f"{guard.flag} {guard.outcome.kind}",
        )
        (found.both if right else found.false).add(claim)
    told = {guard.flag for guard in program.stuck_guards}
    found.missed |= {("unreleased-guard", name) for name in stuck if name not in told}
