"""A configuration document as rules see it: what it is, and the place of everything in it."""

from __future__ import annotations

import msgspec

from wxlint.model.place import Place
from wxlint.platform.documents import DocumentKind
from wxlint.read.json_doc import JsonMember, JsonNode


class Document(msgspec.Struct, frozen=True):
    """A document that could be read: its kind, its file, and what it holds."""

    kind: DocumentKind
    path: str
    root: JsonNode

    def place(self, node: JsonNode) -> Place:
        """Where a value is written, whole."""
        return Place(self.path, node.start, node.end)

    def key(self, member: JsonMember) -> Place:
        """Where a member's name is written, without its quotes."""
        return Place(self.path, member.key_start + 1, member.key_end - 1)
