"""A `.vue` file: its script as a text in which every byte keeps its place, and what its template names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from wxlint.read.conditional import blank, keep_branches
from wxlint.regexps import regexp

_OPENING = regexp(rb"<!--|<([A-Za-z][\w-]*)((?:\s+(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)?)>")
_ATTRIBUTE = regexp(rb"([^\s=\"'/>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_COMMENT = regexp(rb"<!--.*?-->", re.DOTALL)
_TAG = regexp(rb"<([A-Za-z][\w-]*)")
_LISTENER = regexp(
    rb"(?<=[\s\"'])(?:@|v-on:)([\w:-]+)(?:\.[\w.-]+)?\s*=\s*([\"'])\s*([A-Za-z_$][\w$]*)\s*(?:\([^()\"']*\)\s*;?\s*)?\2"
)
_MODEL = regexp(rb"(?<=[\s\"'])(?:v-model(?:[.:][\w.:-]+)?|:[\w-]+\.sync)\s*=\s*[\"']\s*([A-Za-z_$][\w$]*)")
#: `lang` of a script -> the suffix by which scripts are read; those of other languages run in the view layer.
_LANGUAGES = {
    b"": "js", b"js": "js", b"javascript": "js", b"babel": "js", b"jsx": "jsx",
    b"ts": "ts", b"typescript": "ts", b"uts": "ts", b"tsx": "tsx",
}  # fmt: skip


class Listener(msgspec.Struct, frozen=True):
    """An event of the template that a method handles by its plain name: `@click="save"`; the name's place."""

    event: str
    method: str
    start: int
    end: int


class SingleFile(msgspec.Struct, frozen=True):
    """A `.vue` file. `script`: as long as the file, all but its script blocks blank; read as a `suffix` file.

    `source`: the `src` of a script that stands elsewhere. `tags`: the elements of the template, each once, in
    order. `models`: what the template writes to by itself (`v-model`).
    """

    script: bytes
    suffix: str = "js"
    source: str | None = None
    listeners: tuple[Listener, ...] = ()
    tags: tuple[str, ...] = ()
    models: frozenset[str] = frozenset()


class _Block(msgspec.Struct, frozen=True):
    name: bytes
    attributes: dict[bytes, bytes]
    start: int
    end: int


def read_vue(data: bytes, defined: frozenset[str] = frozenset()) -> SingleFile:
    """Reads a file's bytes. `defined`: the platforms that uni-app's `#ifdef` finds defined. Never raises."""
    data = keep_branches(data, defined)
    script, template = bytearray(blank(data)), bytearray()
    suffix, source = "js", None
    for block in _blocks(data):
        if block.name == b"script" and b"module" not in block.attributes:
            language = _LANGUAGES.get(block.attributes.get(b"lang", b""))
            if language is not None:
                script[block.start : block.end] = data[block.start : block.end]
                suffix = language if language != "js" else suffix
                source = block.attributes.get(b"src", b"").decode("utf-8", "replace") or source
        elif block.name == b"template" and not template and block.attributes.get(b"lang", b"html") == b"html":
            template = bytearray(blank(data))
            template[block.start : block.end] = _COMMENT.sub(
                lambda found: blank(found.group()), data[block.start : block.end]
            )
    markup = bytes(template)
    return SingleFile(
        bytes(script),
        suffix,
        source,
        tuple(_listeners(markup)),
        tuple(dict.fromkeys(tag.decode() for tag in _TAG.findall(markup))),
        frozenset(name.decode() for name in _MODEL.findall(markup)),
    )


def _blocks(data: bytes) -> Iterator[_Block]:
    """The blocks of the file's top level; the last one may lack its end."""
    at = 0
    while found := _OPENING.search(data, at):
        name = found.group(1)
        if name is None:
            end = data.find(b"-->", found.end())
            at = end + 3 if end >= 0 else len(data)
            continue
        if found.group(2).rstrip().endswith(b"/"):
            at = found.end()
            continue
        end, at = _end(data, name, found.end())
        attributes = {
            one.group(1).lower(): one.group(2) or one.group(3) or one.group(4) or b""
            for one in _ATTRIBUTE.finditer(found.group(2))
        }
        yield _Block(name.lower(), attributes, found.end(), end)


def _end(data: bytes, name: bytes, start: int) -> tuple[int, int]:
    """Where a block's content ends, and where its closing tag does. Templates may hold templates."""
    depth, at = 1, start
    step = re.compile(rb"<(/?)" + re.escape(name) + rb"\b((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.IGNORECASE)
    while found := step.search(data, at):
        at = found.end()
        if found.group(1):
            depth -= 1
            if depth == 0:
                return found.start(), at
        elif name.lower() == b"template" and not found.group(2).rstrip().endswith(b"/"):
            depth += 1
    return len(data), len(data)


def _listeners(markup: bytes) -> Iterator[Listener]:
    for found in _LISTENER.finditer(markup):
        yield Listener(found.group(1).decode(), found.group(3).decode(), found.start(3), found.end(3))
