"""Compares the readers of WXML on folders of real projects: `python -m benchmarks.markup FOLDER…`."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.install import default_cache
from benchmarks.machine import describe
from benchmarks.markup import compiler
from benchmarks.markup.readers import Elements, Reading, ours, tree_sitter_html, vivaxy
from wxlint.read.markup import read_markup
from wxlint.read.markup_binding import event_of
from wxlint.read.source import Source

HERE = Path(__file__).parent
ROUNDS = 3


class Score(msgspec.Struct):
    """How much of what the judge found a reader found, and what it found beyond that."""

    same: Counter[str] = msgspec.field(default_factory=Counter)
    missed: Counter[str] = msgspec.field(default_factory=Counter)
    added: Counter[str] = msgspec.field(default_factory=Counter)
    differing: list[str] = []


def facts(elements: Elements) -> dict[str, Counter[tuple[str | None, ...]]]:
    """What matters of a file, by kind."""
    kinds: dict[str, Counter[tuple[str | None, ...]]] = {
        "elements": Counter((name,) for name, _ in elements),
        "attributes": Counter(),
        "handlers": Counter(),
        "imports": Counter(),
    }
    for name, attributes in elements:
        for attribute, written in attributes.items():
            # The judge drops backslashes, so they are dropped everywhere.
            value = None if written is None else written.replace("\\", "")
            kinds["attributes"][name, attribute, value] += 1
            if event_of(attribute):
                kinds["handlers"][name, attribute, value] += 1
            if name in ("import", "include", "wxs") and attribute == "src":
                kinds["imports"][name, value] += 1
    return kinds


def score(files: list[Path], judged: list[Reading], read: list[Reading]) -> Score:
    """Compares a reader with the judge on the files that the judge took."""
    result = Score()
    for file, truth, reading in zip(files, judged, read, strict=True):
        if truth.refused is not None:
            continue
        right, found = facts(truth.elements), facts(reading.elements)
        for kind, expected in right.items():
            result.same[kind] += (expected & found[kind]).total()
            missed, added = expected - found[kind], found[kind] - expected
            result.missed[kind] += missed.total()
            result.added[kind] += added.total()
            if (missed or added) and kind == "attributes":
                result.differing.append(f"{file}: judge {list(missed)[:2]}, reader {list(added)[:2]}")
    return result


def seconds(reader: Callable[[list[Path]], list[Reading]], files: list[Path]) -> float:
    """The reader's time for all files, the best of some rounds."""
    return min(sum(reading.seconds for reading in reader(files)) for _ in range(ROUNDS))


def install(into: Path) -> None:
    """Fetches the judges and the other reader, once, into a folder outside of the repository."""
    if (into / ".installed").exists():
        return
    into.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", into)
    npm = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(npm, cwd=into, check=True, stdout=sys.stderr)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    pip += ["--target", str(into / "python"), "-r", str(HERE / "requirements.txt")]
    subprocess.run(pip, check=True, stdout=sys.stderr)
    (into / ".installed").touch()


def main() -> int:
    """Prints the comparison as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.markup", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, default=default_cache() / "markup", help="where the others go")
    parser.add_argument("--slips", type=int, default=1000, help="files broken on purpose for the compiler")
    parser.add_argument("--show", type=int, default=0, help="list so many differences of each kind")
    options = parser.parse_args()
    install(options.cache)
    files = sorted(
        file
        for folder in options.folders
        for file in folder.rglob("*.wxml")
        if file.is_file() and not file.is_symlink()
    )
    size = sum(file.stat().st_size for file in files) / 1e6
    readers = {
        "wxlint": ours,
        "tree-sitter-html": tree_sitter_html(options.cache / "python"),
        "@vivaxy/wxml": vivaxy(options.cache),
    }
    judged = readers["@vivaxy/wxml"](files)
    refused = sum(reading.refused is not None for reading in judged)
    for name, fact in describe().items():
        print(f"- {name}: {fact}")
    print(
        f"\n{len(files)} files, {size:.2f} MB. The judge refuses {refused} of them, which are not compared.\n"
    )
    kinds = ("elements", "attributes", "handlers", "imports")
    print("| reader | s/MB | " + " | ".join(f"{kind}: found, missed, added" for kind in kinds) + " |")
    print("| --- |" + " --- |" * (len(kinds) + 1))
    scores = {}
    for name, reader in readers.items():
        scores[name] = result = score(files, judged, reader(files))
        cells = [f"{result.same[kind]}, {result.missed[kind]}, {result.added[kind]}" for kind in kinds]
        print(f"| {name} | {seconds(reader, files) / size:.3f} | " + " | ".join(cells) + " |")
    for name, result in scores.items():
        for line in result.differing[: options.show]:
            print(f"\n{name}: {line}")
    verdict(options.cache, files, options.slips, options.show)
    return 0


def verdict(cache: Path, files: list[Path], slips: int, show: int) -> None:
    """Prints what the platform's compiler says of the files, whole and broken, beside what we say."""
    program = compiler.compiler(cache)
    if program is None:
        print("\nThe platform's compiler does not run on this system.")
        return
    theirs = sum(compiler.objection(program, file.read_bytes()) is not None for file in files)
    own = sum(bool(read_markup(Source(file.name, file.read_bytes())).problems) for file in files)
    print(f"\nThe platform's compiler objects to {theirs} of the files as they are, wxlint to {own}.")
    found = compiler.compare(program, files, slips)
    print(
        f"Of files with one slip each: both object to {found.both}, neither to {found.neither}, "
        f"only the compiler to {len(found.only_compiler)}, only wxlint to {len(found.only_ours)}."
    )
    for name, lines in (("compiler", found.only_compiler), ("wxlint", found.only_ours)):
        for line in lines[:show]:
            print(f"\nonly {name}: {line}")


if __name__ == "__main__":
    sys.exit(main())
