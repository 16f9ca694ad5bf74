"""JSON with the place of every key and value: as strict as the platform, and still read past each mistake.

The platform hands configuration to `JSON.parse` and stops at the first thing that is not JSON. Here each
such thing is one `JsonProblem`, and the rest of the document is read as its author meant it. All places are
byte offsets into `Source.utf8`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from wxlint.read.json_tokens import Token, scan
from wxlint.read.problems import SENTENCES, JsonCode, Language, SourceCode
from wxlint.read.source import Source

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
Kind = Literal["object", "array", "string", "number", "boolean", "null"]

#: Containers inside containers, beyond which a document is not read: no real one comes near, and what works
#: on the tree (validators among it) may recurse.
DEEPEST = 100


class JsonProblem(msgspec.Struct, frozen=True):
    """One thing that `JSON.parse` would not take, and its place in bytes."""

    code: JsonCode | SourceCode
    start: int
    end: int
    detail: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The problem in words."""
        return SENTENCES[self.code].of(language, self.detail)


class JsonNode(msgspec.Struct, frozen=True):
    """One value. `start`/`end` hold it whole: quotes, brackets. `value` is that of a string, number or
    boolean.
    """

    kind: Kind
    start: int
    end: int
    value: str | int | float | bool | None = None
    members: tuple[JsonMember, ...] = ()
    items: tuple[JsonNode, ...] = ()

    def member(self, key: str) -> JsonMember | None:
        """The member of an object; of duplicates the last, which is the one that counts."""
        for member in reversed(self.members):
            if member.key == key:
                return member
        return None

    def get(self, key: str) -> JsonNode | None:
        """The value of an object's member."""
        member = self.member(key)
        return member.value if member else None

    def find(self, path: Sequence[str | int]) -> JsonNode | None:
        """The value at the end of a way of keys and indices, as JSON Schema validators give it."""
        node: JsonNode | None = self
        for step in path:
            if node is None:
                return None
            if isinstance(step, str):
                node = node.get(step)
            else:
                node = node.items[step] if 0 <= step < len(node.items) else None
        return node

    @property
    def text(self) -> str | None:
        """The value of a string; None for any other kind."""
        return self.value if isinstance(self.value, str) else None

    def plain(self) -> Plain:
        """The value as Python's own lists, dictionaries and scalars."""
        if self.kind == "object":
            return {member.key: member.value.plain() for member in self.members}
        if self.kind == "array":
            return [item.plain() for item in self.items]
        return self.value


class JsonMember(msgspec.Struct, frozen=True):
    """A key with its value; the key's place holds its quotes."""

    key: str
    key_start: int
    key_end: int
    value: JsonNode


class JsonDocument(msgspec.Struct, frozen=True):
    """What a file holds (None where it holds no value at all), and what the platform would stop at."""

    root: JsonNode | None
    problems: tuple[JsonProblem, ...] = ()

    @property
    def distinct(self) -> tuple[JsonProblem, ...]:
        """The first problem of each kind: fifty comments are one thing to tell."""
        first = {problem.code: problem for problem in reversed(self.problems)}
        return tuple(problem for problem in self.problems if first[problem.code] is problem)


def read_json(source: Source, *, comments: bool = False) -> JsonDocument:
    """Reads a file. `comments`: allow them, as the tools do that read uni-app's `pages.json`."""
    reader = _Reader(source.utf8, comments=comments)
    reader.problems.extend(JsonProblem(p.code, p.start, p.end, p.detail) for p in source.problems)
    root = reader.read(source.start)
    return JsonDocument(root, tuple(sorted(reader.problems, key=lambda problem: problem.start)))


# What an open container waits for next: its first entry or its end, an entry (after a comma), the colon
# after a key, the value after a colon, or a comma or its end.
_State = Literal["first", "entry", "colon", "value", "comma"]


class _Frame:
    """A container that is still open; `kept` is false where no place in the tree is meant for it."""

    __slots__ = ("comma", "items", "kept", "key", "kind", "members", "start", "state")

    def __init__(self, kind: Literal["object", "array"], start: int, *, kept: bool) -> None:
        self.kind: Literal["object", "array"] = kind
        self.start = start
        self.kept = kept
        self.state: _State = "first"
        self.members: list[JsonMember] = []
        self.items: list[JsonNode] = []
        self.key = Token("string", 0, 0)
        self.comma: Token | None = None


class _Reader:
    """Reads tokens into a tree without recursion; `stack` holds the containers that are open."""

    def __init__(self, data: bytes, *, comments: bool) -> None:
        self.data = data
        self.comments = comments
        self.problems: list[JsonProblem] = []
        self.stack: list[_Frame] = []
        self.root: JsonNode | None = None
        # Containers deeper than DEEPEST that are open; they are passed over.
        self.passing = 0
        # Something senseless was just reported: that a comma or a colon is missing beside it is no news.
        self.troubled = False

    def read(self, start: int) -> JsonNode | None:
        for token in scan(self.data, start):
            if token.kind == "comment":
                if token.problem != "comment" or not self.comments:
                    self.report(token.problem or "comment", token, token.detail)
            elif self.passing:
                self.pass_over(token)
            elif token.kind == "mark":
                self.mark(token)
            elif token.kind == "junk":
                self.report("unexpected", token, token.detail)
                self.troubled = True
            else:
                self.scalar(token)
        return self.finish(len(self.data))

    def report(self, code: JsonCode, token: Token, detail: str = "") -> None:
        self.problems.append(JsonProblem(code, token.start, token.end, detail))

    def mark(self, token: Token) -> None:
        if token.problem:
            self.report(token.problem, token, token.detail)
        if token.value in ("{", "["):
            self.open(token)
        elif token.value in ("}", "]"):
            self.close(token)
        elif not self.stack:
            self.unexpected(token)
        elif token.value == ",":
            self.comma(token)
        else:
            self.colon(token)

    def scalar(self, token: Token) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame and frame.kind == "object" and frame.state in ("first", "entry", "comma"):
            self.key(frame, token)
        elif self.may_stand(token):
            if token.problem:
                self.report(token.problem, token, token.detail)
            if token.kind == "string" or token.kind == "number" or token.kind == "boolean":
                self.place(JsonNode(token.kind, token.start, token.end, token.value))
            else:
                self.place(JsonNode("null", token.start, token.end))

    def key(self, frame: _Frame, token: Token) -> None:
        if frame.state == "comma":
            if not self.troubled:
                self.report("missing-comma", token)
            elif token.kind != "string":
                return
        if token.kind != "string":
            self.report("unquoted-key", token, self.data[token.start : token.end].decode())
        elif token.problem:
            self.report(token.problem, token, token.detail)
        frame.key, frame.state, self.troubled = token, "colon", False

    def may_stand(self, token: Token) -> bool:
        """Whether a value has a place here; that a comma or colon is missing before it is said, and passed
        over.
        """
        if not self.stack:
            if self.root is None:
                return True
            self.unexpected(token)
            return False
        frame = self.stack[-1]
        if frame.kind == "object" and frame.state != "value":
            if frame.state != "colon":
                self.unexpected(token)
                return False
            if not self.troubled:
                self.report("missing-colon", token)
        elif frame.state == "comma" and not self.troubled:
            self.report("missing-comma", token)
        return True

    def place(self, node: JsonNode) -> None:
        """Puts a whole value where it belongs."""
        self.troubled = False
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.state = "comma"
        if frame.kind == "array":
            frame.items.append(node)
        else:
            key = frame.key
            frame.members.append(JsonMember(str(key.value), key.start, key.end, node))

    def open(self, token: Token) -> None:
        kept = self.may_stand(token)
        if len(self.stack) == DEEPEST:
            self.report("too-deep", token)
            self.passing = 1
            return
        self.stack.append(_Frame("object" if token.value == "{" else "array", token.start, kept=kept))
        self.troubled = False

    def pass_over(self, token: Token) -> None:
        if token.kind == "mark" and token.value in ("{", "["):
            self.passing += 1
        elif token.kind == "mark" and token.value in ("}", "]"):
            self.passing -= 1
            if not self.passing:
                self.place(JsonNode("null", token.start, token.end))

    def close(self, token: Token) -> None:
        kind = "object" if token.value == "}" else "array"
        if all(frame.kind != kind for frame in self.stack):
            self.unexpected(token)
            return
        while self.stack[-1].kind != kind:
            frame = self.stack.pop()
            self.report("unclosed", Token("mark", frame.start, frame.start + 1))
            self.leave(frame, token.start)
        frame = self.stack.pop()
        if frame.state == "entry" and frame.comma is not None:
            self.report("trailing-comma", frame.comma)
        elif frame.state in ("colon", "value") and not self.troubled:
            self.report("missing-value", frame.key)
        self.leave(frame, token.end)

    def leave(self, frame: _Frame, end: int) -> None:
        if frame.kept:
            self.place(JsonNode(frame.kind, frame.start, end, None, tuple(frame.members), tuple(frame.items)))
        else:
            self.troubled = True

    def comma(self, token: Token) -> None:
        frame = self.stack[-1]
        extra = frame.state in ("first", "entry")
        if not self.troubled:
            if extra:
                self.report("extra-comma", token)
            elif frame.state != "comma":
                self.report("missing-value", frame.key)
        frame.state, frame.comma, self.troubled = "entry", None if extra else token, False

    def colon(self, token: Token) -> None:
        frame = self.stack[-1]
        if frame.kind == "object" and frame.state == "colon":
            frame.state = "value"
        else:
            self.unexpected(token)

    def unexpected(self, token: Token) -> None:
        # One mistake often makes all that follows it senseless; the first of a row is the one to mend.
        if not self.troubled:
            self.report(
                "unexpected", token, self.data[token.start : token.end][:20].decode("utf-8", "replace")
            )
        self.troubled = True

    def finish(self, end: int) -> JsonNode | None:
        """The tree at the end of the text, with what is still open closed there."""
        if self.stack:
            innermost = self.stack[-1].start
            self.report("unclosed", Token("mark", innermost, innermost + 1))
        elif self.root is None and not self.troubled:
            self.report("empty", Token("mark", 0, 0))
        while self.stack:
            self.leave(self.stack.pop(), end)
        return self.root
