"""The readers that are compared: each takes a file and gives its elements with their attributes, and the
time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import msgspec
import tree_sitter

from wxlint.read.markup import read_markup
from wxlint.read.source import Source

#: An element's name and its attributes; one without a value has None.
Elements = list[tuple[str, dict[str, str | None]]]


class Reading(msgspec.Struct):
    """What a reader found in a file; `refused` says why it found nothing."""

    elements: Elements
    seconds: float = 0.0
    refused: str | None = None


def ours(files: list[Path]) -> list[Reading]:
    """The reader of wxlint; its time is that of all its facts, bindings and links included."""
    readings = []
    for file in files:
        source = Source(file.name, file.read_bytes())
        begun = time.perf_counter()
        markup = read_markup(source)
        seconds = time.perf_counter() - begun
        elements: Elements = [
            (element.name, {attribute.name: attribute.value for attribute in element.attributes})
            for element in markup.elements
        ]
        readings.append(Reading(elements, seconds))
    return readings


def tree_sitter_html(installed: Path) -> Callable[[list[Path]], list[Reading]]:
    """tree-sitter with its grammar of HTML; its time is parsing, and the walk that collects the elements."""
    sys.path.insert(0, str(installed))
    grammar = import_module("tree_sitter_html")
    parser = tree_sitter.Parser(tree_sitter.Language(grammar.language()))

    def read(files: list[Path]) -> list[Reading]:
        readings = []
        for file in files:
            data = file.read_bytes()
            begun = time.perf_counter()
            elements = list(_html_elements(parser.parse(data).root_node, data))
            readings.append(Reading(elements, time.perf_counter() - begun))
        return readings

    return read


def _html_elements(root: tree_sitter.Node, data: bytes) -> Iterator[tuple[str, dict[str, str | None]]]:
    """The start tags of a tree, in order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in ("start_tag", "self_closing_tag"):
            name = ""
            attributes: dict[str, str | None] = {}
            for child in node.children:
                if child.type == "tag_name":
                    name = data[child.start_byte : child.end_byte].decode("utf-8", "replace")
                elif child.type == "attribute":
                    attributes.update([_html_attribute(child, data)])
            yield name, attributes
        else:
            waiting.extend(reversed(node.children))


def _html_attribute(node: tree_sitter.Node, data: bytes) -> tuple[str, str | None]:
    children = node.children
    name = data[children[0].start_byte : children[0].end_byte].decode("utf-8", "replace")
    if len(children) < 3:
        return name, None
    value = data[children[2].start_byte : children[2].end_byte].decode("utf-8", "replace")
    return name, value[1:-1] if value[:1] in ("'", '"') else value


def vivaxy(installed: Path) -> Callable[[list[Path]], list[Reading]]:
    """The judge, @vivaxy/wxml, all files in one process of Node; its time is parsing alone."""

    def read(files: list[Path]) -> list[Reading]:
        done = subprocess.run(
            ["node", str(Path(__file__).with_name("judge.js"))],
            input="\n".join(map(str, files)),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "NODE_PATH": str(installed / "node_modules")},
        )
        readings = []
        for line in done.stdout.splitlines():
            answer = json.loads(line)
            elements = [(name, attributes) for name, attributes in answer.get("elements", ())]
            readings.append(Reading(elements, answer.get("milliseconds", 0) / 1000, answer.get("refused")))
        return readings

    return read
