"""Measures what the rehearsal finds of what a real engine shows, over generated mini-programs.

    python -m tests.rehearsal.measure --count 5000 --seed 1

prints a table: rule × (the engine shows, found, false alarms). Each page has a number of its own, so that
one can be had again: `--seed 1 --only 4711 --show`. With `--save FOLDER`, pages on which the two disagree are
written there, made as small as they get.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec

from tests.rehearsal.agree import RULES, Agreement, Claim, agreement
from tests.rehearsal.grammar import Writer

T = TypeVar("T")
Files = dict[str, str]
#: Pages that are tried to make one smaller; of disagreements of one kind so many are saved.
MOST_TRIES, MOST_SAVED = 60, 12


class Tape:
    """Decisions from a list of numbers, and by chance where that has ended. `taken`: all that were taken."""

    def __init__(self, numbers: Sequence[int], chance: random.Random | None = None) -> None:
        self._numbers, self._chance = numbers, chance
        self.taken: list[int] = []

    def _next(self, count: int) -> int:
        at = len(self.taken)
        if at < len(self._numbers):
            number = min(self._numbers[at], count - 1)
        else:
            number = self._chance.randrange(count) if self._chance else 0
        self.taken.append(number)
        return number

    def pick(self, options: Sequence[T]) -> T:
        return options[self._next(len(options))]

    def chance(self, percent: int) -> bool:
        return self._next(100) >= 100 - percent


class Tally:
    """What both said, what only wxlint said, what only the engine showed, by rule."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.pages = self.ways = 0

    def add(self, found: Agreement) -> None:
        self.pages += 1
        self.ways += found.ways
        for kind in ("both", "false", "missed"):
            self.counts.update((kind, rule) for rule, _ in getattr(found, kind))

    def total(self, kind: str) -> int:
        return sum(count for (one, _), count in self.counts.items() if one == kind)

    def share(self, rule: str | None = None) -> float:
        """Of what the engine shows (of one rule), how much wxlint finds."""
        both, missed = (self.counts[kind, rule] if rule else self.total(kind) for kind in ("both", "missed"))
        return both / max(both + missed, 1)

    def __str__(self) -> str:
        rows = ["| rule | the engine shows | found | | false alarms |", "| --- | ---: | ---: | ---: | ---: |"]
        for rule in RULES:
            both, missed, false = (self.counts[kind, rule] for kind in ("both", "missed", "false"))
            share = f"{self.share(rule):.1%}" if both + missed else ""
            rows.append(f"| `{rule}` | {both + missed} | {both} | {share} | {false} |")
        shows, both = self.total("both") + self.total("missed"), self.total("both")
        rows.append(f"| together | {shows} | {both} | {self.share():.1%} | {self.total('false')} |")
        return "\n".join([f"{self.pages} pages, {self.ways} ways through them", "", *rows])


def page(seed: int, number: int) -> tuple[Files, list[int]]:
    """The page of this number, and the decisions that made it."""
    tape = Tape((), random.Random(f"{seed}/{number}"))
    return Writer(tape).files(), tape.taken


def judged(files: Files) -> Agreement:
    """What both say of the files."""
    with TemporaryDirectory() as folder:
        return agreement(files, Path(folder))


# -- smaller ones of the same kind ---------------------------------------------------------------------------


def smaller(taken: list[int], is_like: Callable[[Files], bool], tries: int = MOST_TRIES) -> Files:
    """The smallest mini-program found that is still like the one of these decisions."""
    best = list(taken)
    left = tries
    changed = True
    while changed and left > 0:
        changed = False
        for candidate in _shorter(best):
            if left <= 0:
                break
            tape = Tape(candidate)
            files = Writer(tape).files()
            made = tape.taken
            while made and made[-1] == 0:
                made.pop()
            if _size(made) >= _size(best):
                continue
            left -= 1
            if is_like(files):
                best, changed = made, True
                break
    return Writer(Tape(best)).files()


def _size(taken: list[int]) -> tuple[int, int]:
    return len(taken), sum(1 for one in taken if one)


def _shorter(taken: list[int]) -> Iterator[list[int]]:
    """The decisions with a stretch left out, or taken as simply as can be."""
    length = len(taken)
    width = max(length // 2, 1)
    while width >= 1:
        for start in range(0, length, width):
            yield taken[:start] + taken[start + width :]
            if any(taken[start : start + width]):
                yield taken[:start] + [0] * min(width, length - start) + taken[start + width :]
        width //= 2


def _has(found: Agreement, kind: str, rule: str) -> bool:
    return any(one == rule for one, _ in getattr(found, kind))


def save(folder: Path, seed: int, number: int, kind: str, claim: Claim) -> None:
    """Writes a page on which the two disagree, made small, with what each says."""
    rule = claim[0]
    _, taken = page(seed, number)
    files = smaller(taken, lambda files: _has(judged(files), kind, rule))
    found = judged(files)
    folder.mkdir(parents=True, exist_ok=True)
    text = [f"# {kind} {rule} ({seed}/{number})", f"both {sorted(found.both)}"]
    text += [f"only wxlint {sorted(found.false)}", f"only the engine {sorted(found.missed)}"]
    text += [f"\n// {path}\n{content}" for path, content in files.items() if _is_telling(path, files)]
    (folder / f"{kind}-{rule}-{number}.txt").write_text("\n".join(text), encoding="utf-8")


def _is_telling(path: str, files: Files) -> bool:
    if path.startswith("utils/"):
        return path.partition("/")[2].removesuffix(".js") in files["pages/index/index.js"]
    return path not in ("app.json", "pages/index/index.json")


# -- the command ---------------------------------------------------------------------------------------------


class Result(msgspec.Struct):
    """One page: what both say of it, and how many seconds wxlint took at it."""

    number: int
    found: Agreement


def _one(job: tuple[int, int]) -> Result:
    seed, number = job
    return Result(number, judged(page(seed, number)[0]))


def results(seed: int, numbers: Sequence[int], jobs: int) -> Iterator[Result]:
    """Judges pages, several at once."""
    work = [(seed, number) for number in numbers]
    if jobs == 1:
        yield from map(_one, work)
        return
    with Pool(jobs) as pool:
        yield from pool.imap(_one, work, chunksize=8)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal.measure", description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="the number of the first page")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", type=int, help="one page, by its number")
    parser.add_argument("--show", action="store_true", help="print the pages on which the two disagree")
    parser.add_argument("--save", type=Path, help="where they are written, made small")
    parser.add_argument("--kind", choices=("false", "missed"), help="save these alone")
    options = parser.parse_args(arguments)
    numbers = range(options.start, options.start + options.count) if options.only is None else [options.only]
    tally, saved, began = Tally(), Counter[tuple[str, str]](), time.monotonic()
    waiting: list[tuple[int, str, Claim]] = []
    for result in results(options.seed, numbers, options.jobs):
        tally.add(result.found)
        for kind in ("false", "missed"):
            for claim in sorted(getattr(result.found, kind)):
                _say(f"{kind:6} {result.number:6} {claim[0]}: {claim[1]}")
                saved[kind, claim[0]] += 1
                if options.kind in (None, kind) and saved[kind, claim[0]] <= MOST_SAVED:
                    waiting.append((result.number, kind, claim))
    if options.show:
        for number in dict.fromkeys(number for number, *_ in waiting) or numbers[:1]:
            _say("\n".join(f"\n// {path}\n{text}" for path, text in page(options.seed, number)[0].items()))
    if options.save:
        for number, kind, claim in waiting:
            save(options.save, options.seed, number, kind, claim)
    _say(f"\n{tally}\n\nseed {options.seed}, {time.monotonic() - began:.0f} s")
    return 1 if tally.total("false") else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
