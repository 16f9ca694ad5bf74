"""Regular expressions that are written out, on texts that are known: what tests and replacements give.

Only what JavaScript and Python read alike, and what cannot take long, is followed; all else is unknown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from wxlint.link.engine.heap import Alt, Sym, Val, spread
from wxlint.link.engine.kinds import TEXT
from wxlint.link.engine.machine import Machine
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text
from wxlint.regexps import regexp

_MAX_PATTERN = 120
_MAX_TEXT = 300
_MAX_OPEN = 3
#: One piece of a pattern: an escape, a class, a group's beginning or end, a quantifier, anything else.
_PIECE = regexp(
    r"\\(?P<escape>.)|(?P<set>\[\^?(?:\\.|[^\]\\])+\])|(?P<group>\((?!\?)|\(\?:)|(?P<look>\(\?[=!])|(?P<end>\))"
    r"|(?P<times>[*+?]|\{\d+,?\d*\})|(?P<anchor>[$^|])|(?P<plain>[^\\()\[\]{}*+?])",
    re.DOTALL,
)
_ESCAPED = regexp(r"\\(.)", re.DOTALL)
#: What Python may read as an operation on sets, inside of a class.
_SET_OPERATORS = regexp(r"\\.|\[|&&|--|\|\||~~", re.DOTALL)
#: A pattern that looks at the first character, or at the first ones that are alike.
_AT_START = regexp(r"\^(?:\\.|\[(?:\\.|[^\]\\])+\]|[^\\()\[\]{}*+?|$.])[+*]?")
#: A pattern that looks at the last character.
_AT_END = regexp(r"/(?:\\[^A-Za-z0-9]|\\s|\[[^\]\\^]+\]|[^\\()\[\]{}*+?|$.^/])\$/[gi]*")
#: What a pattern says of the characters beside a match.
_LOOKS_ON = regexp(r"\\[bBZ]|\(\?[=!]")
_LOOKS_BACK = regexp(r"\\[bB]")
#: Characters that a query cannot hold as they are, and what is known of a value that no replacement changes.
_RAW = " &=#?%+"
_STAYING = ("parameter", "encoded")
#: How a replacement refers to the match; and the ways that are not followed: two digits, what is around it.
_REFERENCE = regexp(r"\$([$&1-9])")
_RARE = regexp(r"\$(?:[`'<0]|[1-9]\d)")
_ATOMS = ("escape", "set", "group", "look", "plain")
_ESCAPES = regexp(r"[dDwWsSbBtrnfv]|[^A-Za-z0-9]")

#: What the term begins with of whether a value matches: then the expression, and the value's term.
TESTED: Final = "test"


class Regex(Sym):
    """A regular expression. `compiled` is None where it is not followed; `everywhere` is its flag `g`."""

    __slots__ = ("compiled", "everywhere", "source")

    def __init__(self, source: str, place: Place | None) -> None:
        super().__init__(("regex", source, place), "object", place)
        self.source = source
        self.compiled = compiled(source)
        self.everywhere = "g" in source.rpartition("/")[2]


def asks(m: Machine, regex: Regex, name: str | None, args: list[Val], place: Place | None) -> Val | None:
    """`regex.test(text)`, `regex.exec(text)`; None for anything else, and where it is not known."""
    if name == "test":
        return holds(m, regex, args, place)
    value = args[0] if args else None
    if name != "exec" or regex.everywhere or type(value) is not TEXT:
        return None
    from wxlint.link.engine.library_regex import matched

    return matched(m, value, regex, place)


def holds(m: Machine, regex: Regex, args: list[Val], place: Place | None) -> Val:
    """`regex.test(text)`."""
    answers = {_found(regex, one) for one in spread(args[0])} if args else {None}
    answer = answers.pop() if len(answers) == 1 else None
    if regex.everywhere:
        # It goes on where it ended the last time.
        return m.fresh("boolean", place)
    if answer is not None:
        return Constant(answer, place)
    value = args[0] if args else None
    if isinstance(value, Alt):
        each = [holds(m, regex, [one], place) for one in value.values]
        return m.derived(value, each, m.join(each))
    if isinstance(value, Sym):
        return Sym((TESTED, regex.source, value.term), "boolean", place)
    return m.fresh("boolean", place)


def _found(regex: Regex, value: Val) -> bool | None:
    if regex.compiled is None or type(value) is not TEXT:
        return None
    known = value.known
    beginning = value.prefix if known is None else known
    if not is_short(beginning):
        return None
    found = regex.compiled.search(beginning) is not None
    if known is not None:
        return found
    # What follows can undo a match only at the end of the text, and bring one about only if it may begin so.
    if found:
        return None if _LOOKS_ON.search(regex.compiled.pattern) else True
    beginnings = _beginnings(regex.source)
    return False if beginnings is not None and not beginnings.match(beginning) else None


def replaced(value: Text, regex: Regex, new: Val, place: Place | None, *, every: bool) -> Text | None:
    """`text.replace(regex, new)`; None where that is not known. `new` may be a text with holes.

    Pieces stay apart where nothing that spans two of them is replaced, so that each stands where it was
    written. Of a text with holes, what no match can reach stays.
    """
    known = value.known
    plain = type(new) is TEXT and not any("$" in (part.text or "") for part in new.parts)
    if regex.compiled is None:
        return None
    if known is None:
        begun = None
        if plain and type(new) is TEXT and new.known is not None:
            begun = _at_start(value, regex.compiled, new) or _at_end(value, regex, new)
        return kept(value, regex, place) if begun is None else begun
    if type(new) is not TEXT or not is_short(known):
        return None
    matches = list(regex.compiled.finditer(known))[: None if every or regex.everywhere else 1]
    if not matches:
        return value
    if not plain:
        news = [_referring(new.known, match) for match in matches]
        whole = _filled(known, matches, news)
        return Text((Part(whole, None),), place) if whole is not None else None
    pieces: list[Part] = []
    start = 0
    for part in value.parts:
        end = start + len(part.text or "")
        inside = [match for match in matches if start <= match.start() < end or match.start() == end == start]
        if any(match.end() > end for match in inside):
            whole = _filled(known, matches, [new.known] * len(matches))
            return Text((Part(whole, None),), place) if whole is not None else None
        at = start
        for match in inside:
            pieces += (*value.cut(at, match.start()), *new.parts)
            at = match.end()
        pieces += value.cut(at, end)
        start = end
    if any(match.start() >= start for match in matches):
        pieces += new.parts
    left = tuple(piece for piece in pieces if piece.text != "") or (Part("", place),)
    return Text(left, value.place)


def _filled(known: str, matches: list[re.Match[str]], news: list[str | None]) -> str | None:
    """A text with another one in the place of each match; None where that is not known."""
    at = 0
    pieces: list[str] = []
    for match, new in zip(matches, news, strict=True):
        if new is None:
            return None
        pieces += (known[at : match.start()], new)
        at = match.end()
    return "".join((*pieces, known[at:]))


def _referring(new: str | None, match: re.Match[str]) -> str | None:
    """What comes in the place of a match where `$1` and `$&` refer to it; None where that is not known."""
    if new is None or _RARE.search(new):
        return None
    groups = len(match.groups())

    def referred(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in "$&":
            return "$" if name == "$" else match.group()
        return (match.group(int(name)) or "") if int(name) <= groups else found.group()

    return _REFERENCE.sub(referred, new)


def kept(value: Text, regex: Regex, place: Place | None) -> Text | None:
    """What stays of a text with holes, whatever a pattern's matches are replaced by; None if nothing does.

    A match that begins in a hole reaches no further than characters that the pattern has somewhere; one that
    begins in a piece may be longer than that.
    """
    begins, atoms = _partial(regex.source), _atoms(regex.source)
    if (
        begins is None
        or atoms is None
        or regex.compiled is None
        or _LOOKS_BACK.search(regex.compiled.pattern)
    ):
        return None
    pieces: list[Part] = []
    last = len(value.parts) - 1
    for at, part in enumerate(value.parts):
        known = part.text
        if known is None or not is_short(known):
            pieces.append(_hole(part, atoms, place))
            continue
        start, tried = 0, regex.compiled if at == last else begins
        while pieces and pieces[-1].text is None and start < len(known) and atoms.match(known[start]):
            start += 1
        ends = (i for i in range(start, len(known)) if tried.match(known, i))
        end = next(ends, len(known))
        if start < end:
            pieces.append(part if end - start == len(known) else part.cut(start, end))
        if end < len(known) and (at == last or value.parts[at + 1].text is not None):
            pieces.append(Part(None, part.place or place, "encoded"))
    return Text(tuple(pieces), value.place) if any(piece.text for piece in pieces) else None


def _hole(part: Part, atoms: re.Pattern[str], place: Place | None) -> Part:
    """A hole in which something is replaced: what a query cannot hold may be gone."""
    cleaned = part.nature not in _STAYING and any(map(atoms.match, _RAW))
    return Part(None, part.place or place, "encoded" if cleaned else part.nature)


def _at_start(value: Text, regex: re.Pattern[str], new: Text) -> Text | None:
    """What a text becomes of which only the beginning is known and looked at."""
    first, *others = value.parts
    if not first.text or not _AT_START.fullmatch(regex.pattern) or not is_short(first.text):
        return None
    match = regex.match(first.text)
    if match is None or not match.group():
        return value if not new.known else None
    if match.end() == len(first.text):
        return None
    kept = (piece for piece in (*new.parts, first.cut(match.end(), len(first.text))) if piece.text)
    return Text((*kept, *others), value.place)


def _at_end(value: Text, regex: Regex, new: Text) -> Text | None:
    """What a text becomes of which only the last character, which is known, is looked at."""
    *others, last = value.parts
    if not last.text or not _AT_END.fullmatch(regex.source) or regex.compiled is None:
        return None
    if not regex.compiled.match(last.text[-1]):
        return value
    pieces = (*others, last.cut(0, len(last.text) - 1), *new.parts)
    return Text(tuple(piece for piece in pieces if piece.text != ""), value.place)


def _plainly(found: re.Match[str]) -> str:
    """An operator of Python's sets as the characters that JavaScript sees in it."""
    raw = found.group()
    return raw if raw[0] == "\\" else "".join("\\" + one for one in raw)


def is_short(known: str) -> bool:
    """Whether a text is one that patterns are tried on."""
    return len(known) <= _MAX_TEXT and known.isascii() and "\r" not in known


@lru_cache(maxsize=512)
def compiled(source: str) -> re.Pattern[str] | None:
    """The pattern of a literal such as `/^https?:/i`, where Python reads it as JavaScript does."""
    pieces = _pieces(source)
    return _built("".join(raw for _, raw in pieces), source) if pieces else None


@lru_cache(maxsize=512)
def _beginnings(source: str) -> re.Pattern[str] | None:
    """A pattern for the beginnings of what a literal matches that looks at a text's beginning only."""
    pieces = _pieces(source) or []
    depth = 0
    for kind, raw in pieces:
        depth += (kind in ("group", "look")) - (kind == "end")
        if raw == "|" and not depth:
            return None
    return _partial(source) if pieces and pieces[0][1] == "^" else None


@lru_cache(maxsize=512)
def _partial(source: str) -> re.Pattern[str] | None:
    """A pattern for the beginnings of what a literal matches: for `/^ab/` the end of the text, or an
    `a` and then the end or a `b`.
    """
    pieces = _pieces(source)
    if not pieces:
        return None
    built, opened = "", [0]
    for kind, raw in pieces:
        if raw == "(?!" or (kind == "times" and raw.startswith("{")):
            return None
        if kind in ("end", "anchor") and raw in ("|", ")"):
            built += ")" * opened[-1]
            opened[-1] = 0
        if kind == "end":
            opened.pop()
        elif kind in _ATOMS:
            built += r"(?:\Z|"
            opened[-1] += 1
        if kind in ("group", "look"):
            opened.append(0)
        built += raw
    return _built(built + ")" * opened[-1], source)


@lru_cache(maxsize=512)
def _atoms(source: str) -> re.Pattern[str] | None:
    """A pattern for each single character that a literal has somewhere."""
    atoms = [raw for kind, raw in _pieces(source) or () if kind in ("escape", "set", "plain")]
    return _built("|".join(atoms), source) if atoms else None


def _built(pattern: str, source: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.ASCII | (re.IGNORECASE if "i" in source.rpartition("/")[2] else 0))
    except (re.error, RecursionError, OverflowError):
        return None


def _pieces(source: str) -> list[tuple[str, str]] | None:
    """What a pattern is made of, as Python writes it; None where it is not followed."""
    pattern, _, flags = source[1:].rpartition("/")
    if len(pattern) > _MAX_PATTERN or not set(flags) <= set("gi"):
        return None
    pieces: list[tuple[str, str]] = []
    at = open_ended = 0
    while at < len(pattern):
        piece = _PIECE.match(pattern, at)
        if piece is None:
            return None
        kind, raw = piece.lastgroup or "", piece.group()
        before = pieces[-1][0] if pieces else ""
        if not all(map(_ESCAPES.fullmatch, _ESCAPED.findall(raw))):
            return None
        # `a+?` is lazy in both; `a++` is an error in one and possessive in the other; a group that is
        # repeated may take for ever.
        if (
            kind == "times"
            and before in ("times", "end")
            and (raw != "?" or "(?" in pattern.replace("(?:", ""))
        ):
            return None
        open_ended += kind == "times" and (raw in ("*", "+") or raw.endswith(",}"))
        if kind == "set":
            raw = "[" + _SET_OPERATORS.sub(_plainly, raw[1:])
        pieces.append((kind, r"\Z" if raw == "$" else raw))
        at = piece.end()
    return pieces if open_ended <= _MAX_OPEN else None


__all__ = ["Regex", "asks", "compiled", "holds", "is_short", "replaced"]
