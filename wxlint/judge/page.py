"""A rule's page: what it says in each language, and its examples, which are run as tests.

A page is Markdown of this shape:

    # rule-id
    ## zh          one line that says what is wrong, then the text, with headings `###` of its own
    ## en          the same in English
    ## examples
    ### 中文标题 | English title
    ```js bad file=pages/index/index.js
    wx.request({ url: 'http://a.com' })
    //                ^^^^^^^^^^^^^^ rule-id
    ```

Fenced blocks below one heading are the files of one example. One says `bad` or `good`; a `fixed` block is
what the fixes make of its file. A line of carets marks where a finding stands in the nearest line above it
that is no mark, and in brackets what deviates from the rule's own level and from `certain`: `^^^ x [info]`.
Marks are no part of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from wxlint.model.finding import Language
from wxlint.regexps import regexp

_MARK = regexp(
    r"^(?P<lead>\s*(?://|/\*|<!--|#)?\s*)(?P<carets>\^+)\s+(?P<rest>[a-z][^^]*?)\s*(?:\*/|-->)?\s*$"
)
_NAME = regexp(r"(?P<rule>[a-z][a-z0-9-]*)\s*(?:\[(?P<flags>[a-z, ]*)\])?\s*(?:,\s*|$)")
_FENCE = regexp(r"^(?P<ticks>```+|~~~+)\s*(?P<info>.*)$")
_FILES = {"js": "pages/index/index.js", "ts": "pages/index/index.ts", "wxml": "pages/index/index.wxml"}

Kind = Literal["bad", "good"]


class Mark(msgspec.Struct, frozen=True, order=True):
    """A finding that is expected: 1-based line and columns (code points, the end exclusive) in the file."""

    line: int
    column: int
    end_column: int
    rule: str
    flags: tuple[str, ...] = ()


class Block(msgspec.Struct, frozen=True):
    """A fenced block: a file of an example, with the marks taken out of its text and read."""

    path: str
    language: str
    text: str
    marks: tuple[Mark, ...]
    shown: str
    """The block's text as it is on the page, marks included."""


class Example(msgspec.Struct, frozen=True):
    """One little project: its files, and for some of them what the fixes make of them."""

    zh: str
    en: str
    kind: Kind
    files: tuple[Block, ...]
    fixed: tuple[Block, ...] = ()

    def title(self, language: Language) -> str:
        """The heading in one language."""
        return self.zh if language == "zh" else self.en


class Section(msgspec.Struct, frozen=True):
    """What a page says in one language: one line, and the rest in Markdown."""

    summary: str = ""
    body: str = ""


class Page(msgspec.Struct, frozen=True):
    """A rule's page."""

    rule: str
    zh: Section
    en: Section
    examples: tuple[Example, ...]

    def section(self, language: Language) -> Section:
        """What the page says in one language; in the other where it is written in that one only."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first if first.summary else second

    def markdown(self, language: Language) -> str:
        """The whole page in one language, as `explain` and an editor show it."""
        section = self.section(language)
        words = {"bad": ("错误", "Wrong"), "good": ("正确", "Right")}
        lines = [f"# {self.rule}", "", section.summary, "", section.body, ""]
        for example in self.examples:
            word = words[example.kind][language == "en"]
            lines += [f"### {word}{'：' if language == 'zh' else ': '}{example.title(language)}", ""]
            for block in example.files:
                lines += [f"```{block.language}", block.shown, "```", ""]
        return "\n".join(lines).rstrip() + "\n"


def read_page(path: str | Path) -> Page:
    """The page in a file. A page of another shape (another pack's) is its text, whole, in both languages."""
    return parse_page(Path(path).read_text(encoding="utf-8"))


def parse_page(text: str) -> Page:
    """The page that a Markdown text is; see the head of this module."""
    title, sections = _sections(text.splitlines())
    if not {"zh", "en"} & sections.keys():
        whole = "\n".join(line for lines in sections.values() for line in lines).strip()
        section = _section(whole.splitlines())
        return Page(title, section, section, ())
    return Page(
        title,
        _section(sections.get("zh", [])),
        _section(sections.get("en", [])),
        tuple(examples(sections.get("examples", []))),
    )


def examples(lines: Sequence[str]) -> Iterator[Example]:
    """The examples in the lines of a section: a heading each, and the fenced blocks below it."""
    title, blocks = "", list[tuple[str, Block]]()
    for line in [*_fenced(lines), "### "]:
        if isinstance(line, tuple):
            blocks.append(line)
        elif line.startswith("### "):
            if blocks:
                yield _example(title, blocks)
            title, blocks = line[4:].strip(), []


def _example(title: str, blocks: Sequence[tuple[str, Block]]) -> Example:
    zh, _, en = title.partition(" | ")
    kind: Kind = "good" if any("good" in info.split() for info, _ in blocks) else "bad"
    fixed = tuple(block for info, block in blocks if "fixed" in info.split())
    files = tuple(block for info, block in blocks if "fixed" not in info.split())
    return Example(zh.strip(), (en or zh).strip(), kind, files, fixed)


def _fenced(lines: Sequence[str]) -> Iterator[str | tuple[str, Block]]:
    """The lines, with each fenced block as one item: its information and itself."""
    opened, info, inside = "", "", list[str]()
    for line in lines:
        fence = _FENCE.match(line)
        if not opened and fence:
            opened, info, inside = fence["ticks"], fence["info"].strip(), []
        elif opened and fence and fence["ticks"].startswith(opened) and not fence["info"]:
            yield info, _block(info, inside)
            opened = ""
        elif opened:
            inside.append(line)
        else:
            yield line


def _block(info: str, lines: Sequence[str]) -> Block:
    language, *words = info.split() or [""]
    named = [word[5:] for word in words if word.startswith("file=")]
    text: list[str] = []
    marks: list[Mark] = []
    for line in lines:
        found = _MARK.match(line)
        if found and text:
            marks += _marks(found, text)
        else:
            text.append(line)
    path = named[0] if named else _FILES.get(language, "")
    return Block(path, language, "\n".join(text) + "\n", tuple(sorted(marks)), "\n".join(lines))


def _marks(found: re.Match[str], text: Sequence[str]) -> Iterator[Mark]:
    column = found.start("carets") + 1
    end = column + len(found["carets"])
    for name in _NAME.finditer(found["rest"]):
        flags = tuple(flag.strip() for flag in (name["flags"] or "").split(",") if flag.strip())
        yield Mark(len(text), column, end, name["rule"], flags)


def _sections(lines: Sequence[str]) -> tuple[str, dict[str, list[str]]]:
    """The page's title, and the lines of each `##` section by its heading; fenced lines are no headings."""
    title, heading, fence = "", "", ""
    sections: dict[str, list[str]] = {}
    for line in lines:
        found = _FENCE.match(line)
        if found and not fence:
            fence = found["ticks"]
        elif found and found["ticks"].startswith(fence) and not found["info"]:
            fence = ""
        elif not fence and line.startswith("# ") and not title:
            title = line[2:].strip(" `")
            continue
        elif not fence and line.startswith("## "):
            heading = line[3:].strip()
            continue
        sections.setdefault(heading, []).append(line)
    return title, sections


def _section(lines: Sequence[str]) -> Section:
    summary, _, body = "\n".join(lines).strip().partition("\n")
    return Section(summary.strip(), body.strip())
