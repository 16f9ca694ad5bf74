"""`wxlint-disable` comments: which stretch of a file each is about, and which of them nothing used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from wxlint.judge.names import nearest
from wxlint.model.place import Place
from wxlint.model.program import Comment, IdleSuppression
from wxlint.read.source import Source
from wxlint.regexps import regexp

#: The rule that reports what `Suppressions.idle` finds.
UNUSED = "unused-suppression"

_COMMENT = regexp(r"\s*wxlint-([A-Za-z-]+)")
# The comma and the dash are also what a Chinese input method makes of those keys.
_NAME = regexp(r"[^\s,，、]+")
# What comes after is for people. A reason needs its dashes to stand alone: rule names hold dashes too.
_REASON = regexp(r"(?:^|\s)--+(?:\s|$)|—")
_WORDS = ("disable-next-line", "disable-line", "disable", "enable")
_TAG = regexp(rb"""\s*<[A-Za-z](?:"[^"]*"|'[^']*'|[^>"'])*>""")


class Suppression(msgspec.Struct, frozen=True):
    """One name of a comment (`rule` is "" for every rule): silent are findings that begin in [start, end)."""

    rule: str
    named: Place
    start: int
    end: int

    def covers(self, rule: str, place: Place) -> bool:
        """Whether a finding of a rule at a place is silenced; that a comment is unused, only by its name."""
        return (
            (self.rule == rule or (not self.rule and rule != UNUSED))
            and place.path == self.named.path
            and self.start <= place.start < max(self.end, self.start + 1)
        )


class Suppressions:
    """The suppressions of a run, and which of them were used."""

    def __init__(self, comments: Iterable[Comment], source: Callable[[str], Source]) -> None:
        self._of_file: dict[str, list[Suppression]] = {}
        self._odd: list[IdleSuppression] = []
        self._used: set[Suppression] = set()
        by_file: dict[str, list[Comment]] = {}
        for comment in sorted(set(comments), key=lambda comment: comment.place):
            by_file.setdefault(comment.place.path, []).append(comment)
        for path, in_file in by_file.items():
            self._of_file[path] = list(_suppressions(in_file, source(path), self._odd))

    def silence(self, rule: str, place: Place) -> bool:
        """Whether a comment silences a finding; every comment that does counts as used."""
        covering = [found for found in self._of_file.get(place.path, ()) if found.covers(rule, place)]
        self._used.update(covering)
        return bool(covering)

    def idle(self, known: Sequence[str], ran: frozenset[str], narrowed: bool) -> Iterator[IdleSuppression]:
        """What did nothing, among the rules that `ran`.

        `known`: every rule's id, empty where rules may exist that were not loaded. `narrowed`: only some
        rules were asked for, so a comment that names none may have its use on another day.
        """
        yield from self._odd
        for found in (found for of_file in self._of_file.values() for found in of_file):
            if found.rule and known and found.rule not in known:
                yield IdleSuppression("unknown-rule", found.named, found.rule, nearest(found.rule, known))
            elif found in self._used or found.rule == UNUSED:
                continue
            elif found.rule in ran or not (found.rule or narrowed):
                yield IdleSuppression("unused", found.named, found.rule)


def _suppressions(
    comments: Sequence[Comment], source: Source, odd: list[IdleSuppression]
) -> Iterator[Suppression]:
    """The suppressions of one file's comments, which come in their order."""
    read = [(comment, word, names) for comment in comments for word, names in _read(comment, source, odd)]
    next_lines = {
        source.line_column(at.place.start)[0] for at, word, _ in read if word == "disable-next-line"
    }
    for index, (comment, word, names) in enumerate(read):
        if word == "enable":
            continue
        for rule, named in names:
            if word == "disable":
                ends = (
                    later.place.start
                    for later, ending, ended in read[index + 1 :]
                    if ending == "enable" and any(name in ("", rule) for name, _ in ended)
                )
                yield Suppression(rule, named, comment.place.end, next(ends, len(source.utf8) + 1))
            elif word == "disable-line":
                first, last = (source.line_column(at)[0] for at in (comment.place.start, comment.place.end))
                yield Suppression(rule, named, source.offset(first, 1), source.offset(last + 1, 1))
            else:
                line = source.line_column(comment.place.end)[0] + 1
                # Several of these above each other are all about the line below the last.
                while line in next_lines:
                    line += 1
                start = source.offset(line, 1)
                yield Suppression(rule, named, start, _end_of_next(source, line, start))


def _end_of_next(source: Source, line: int, start: int) -> int:
    """Where the line ends; in markup the tag that begins on it, since no comment can stand inside a tag."""
    end = source.offset(line + 1, 1)
    tag = _TAG.match(source.utf8, start) if source.path.endswith((".wxml", ".vue", ".axml")) else None
    return max(end, tag.end()) if tag else end


def _read(
    comment: Comment, source: Source, odd: list[IdleSuppression]
) -> Iterator[tuple[str, list[tuple[str, Place]]]]:
    """What a comment asks for: the word after `wxlint-`, and each rule that it names with its place."""
    opening = _COMMENT.match(comment.text)
    if opening is None:
        return
    word = opening.group(1)
    if word not in _WORDS:
        # As in `ts-ignore`, which is about the next line.
        near = _WORDS[0] if word == "ignore" else nearest(word.replace("ignore", "disable"), _WORDS)
        if near:
            odd.append(IdleSuppression("comment", comment.place, f"wxlint-{word}", f"wxlint-{near}"))
        return
    rest = comment.text[opening.end() :]
    reason = _REASON.search(rest)
    # Places are bytes of the file: the text is looked for there, since its delimiters are not in it.
    at = source.utf8.find(comment.text.encode(), comment.place.start, comment.place.end)
    before = max(at, comment.place.start) + len(comment.text[: opening.end()].encode())
    names: list[tuple[str, Place]] = []
    for name in _NAME.finditer(rest[: reason.start()] if reason else rest):
        start = before + len(rest[: name.start()].encode())
        place = Place(comment.place.path, start, start + len(name.group().encode()))
        names.append((name.group(), place))
    yield word, names or [("", comment.place)]
