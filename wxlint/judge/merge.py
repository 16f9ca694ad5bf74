"""One finding where several sites led to the same one; its fingerprint, which survives moved lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from wxlint.model.finding import LEVELS, Finding
from wxlint.model.program import Program
from wxlint.read.source import Source

if TYPE_CHECKING:
    from hashlib import blake2b


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of the same rule, place and message as one: related places united, the surer claim kept."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        key = (finding.rule, finding.place, finding.message, tuple(sorted(finding.arguments.items())))
        groups.setdefault(key, []).append(finding)
    return [_one(group) for group in groups.values()]


def _one(group: Sequence[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    related = {related for finding in group for related in finding.related}
    sure = [finding for finding in group if finding.confidence == "certain"] or group
    # Which sites came first must not show: everything is taken by its own order.
    fixes = sorted((finding.fix for finding in group if finding.fix is not None), key=repr)
    return msgspec.structs.replace(
        min(sure, key=lambda finding: (not finding.steps, repr(finding.steps))),
        related=tuple(sorted(related, key=lambda one: (one.place, one.en))),
        level=max((finding.level for finding in group), key=LEVELS.index),
        # Sites that would mend the same place differently leave nothing that could be applied.
        fix=fixes[0] if fixes and all(fix == fixes[0] for fix in fixes) else None,
    )


class Fingerprints:
    """Names findings by rule, file and the text of their line; equal ones by their order in the file."""

    def __init__(self, programs: Iterable[Program]) -> None:
        self._roots = sorted({program.root for program in programs if program.root}, key=len, reverse=True)
        self._seen: dict[tuple[str, ...], int] = {}
        #: The line of the last finding, and its text: a line of a megabyte may hold findings by the thousand.
        self._at = ("", 0)
        self._text = ""
        self._hashes: dict[tuple[str, ...], blake2b] = {}

    def of(self, rule: str, source: Source, line: int) -> str:
        """The fingerprint of the next finding, which come in order; `line` counts from 1.

        The file counts from its mini-program on, so that a run from a folder above gives the same name.
        """
        if self._at != (source.path, line):
            self._at, self._text = (source.path, line), " ".join(source.line_text(line).split())
        named = (rule, self._in_program(source.path), self._text)
        index = self._seen[named] = self._seen.get(named, -1) + 1
        if not index:
            self._hashes[named] = _hash("\0".join(named))
        hashed = self._hashes[named].copy()
        hashed.update(f"\0{index}".encode())
        return hashed.hexdigest()

    def _in_program(self, path: str) -> str:
        return next((path[len(root) + 1 :] for root in self._roots if path.startswith(root + "/")), path)


def _hash(text: str) -> blake2b:
    """A hash of 32 hexadecimal digits, to be gone on with."""
    # `hashlib` loads OpenSSL, which takes longer than all rules; the module below it does not.
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16)
