"""Reads one mini-program's files, each once, and keeps what is wrong with them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Literal

from wxlint.link.packed import Packed
from wxlint.link.project_files import Missing, MissingKind, below, inside
from wxlint.link.project_roots import OUTPUT, ProjectConfig
from wxlint.link.settings import LinkSettings
from wxlint.model.finding import Edit, Fix
from wxlint.model.place import Place
from wxlint.model.program import Comment, Problem
from wxlint.read.files import Files
from wxlint.read.globs import Globs
from wxlint.read.json_doc import JsonDocument, JsonNode, JsonProblem
from wxlint.read.markup import Link, Markup
from wxlint.read.problems import FileProblem
from wxlint.read.source import Source

#: What is taken out of a JSON file without changing what the rest says.
_TOO_MUCH = ("comment", "trailing-comma", "extra-comma")
#: The markup of other vendors' mini-programs, which is not read.
_FOREIGN_MARKUP = (".axml", ".swan", ".ttml", ".qml", ".ksml", ".jxml")
#: Of what a build makes the platform's own markup: not read either.
_BUILT_FROM = (".xml", ".jade", ".html")
#: The sources of which frameworks make a page or component.
_FOREIGN_SOURCES = (".vue", ".nvue", ".uvue", ".mpx", ".wpy", ".jsx", ".tsx", ".coffee", ".pug", ".mina")


def source_problems(source: Source) -> Iterator[Problem]:
    """What is wrong with the encoding of a script or of markup; a byte order mark does no harm there."""
    kind: Literal["script", "markup"] = "script" if source.path.endswith((".js", ".ts")) else "markup"
    for problem in source.problems:
        if problem.code != "bom":
            place = Place(source.path, problem.start, problem.end)
            yield Problem(kind, place, problem.sentence("zh"), problem.sentence("en"))


def json_problems(source: Source, document: JsonDocument) -> Iterator[Problem]:
    """Where a JSON file is not what `JSON.parse` takes, with the cure of what is only too much."""
    for problem in document.problems:
        place = Place(source.path, problem.start, problem.end)
        fix = _taken_out(source, problem) if problem.code in _TOO_MUCH else None
        yield Problem("json", place, problem.sentence("zh"), problem.sentence("en"), fix)


def _taken_out(source: Source, problem: JsonProblem) -> Fix:
    """Takes a comma or a comment out: the blanks before it too, and its line where nothing else is on it.

    Safe: while it is there, nothing is read at all.
    """
    text, start, end = source.utf8, problem.start, problem.end
    if problem.code == "comment":
        start = len(text[:start].rstrip(b" \t"))
        alone = text[:start].endswith((b"\n", b"\r")) or start == 0
        rest = len(text) - len(text[end:].lstrip(b" \t"))
        if alone and text[rest : rest + 1] in (b"\n", b"\r"):
            end = rest + (2 if text[rest : rest + 2] == b"\r\n" else 1)
    return Fix((Edit(Place(source.path, start, end), ""),), safe=True)


def unchecked_urls(reader: Reader, config: ProjectConfig) -> Iterator[Place]:
    """Where `setting.urlCheck: false` stands, if it is in force: the private file comes first."""
    private = posixpath.join(posixpath.dirname(config.path), "project.private.config.json")
    own = reader.json(private)
    for path, document in ((private, own), (config.path, config.document)):
        node = document.root.find(("setting", "urlCheck")) if document is not None and document.root else None
        if node is not None and isinstance(node.value, bool):
            if node.value is False:
                yield Place(path, node.start, node.end)
            return


class Reader:
    """Finds and reads files of the app in `root`. Paths go in relative to the checked folder.

    `packed`: what its package is made without.
    """

    def __init__(self, files: Files, root: str, settings: LinkSettings, packed: Packed | None = None) -> None:
        self.root = root
        self.packed = packed or Packed()
        self.missing: list[Missing] = []
        self.problems: list[Problem] = []
        self.comments: list[Comment] = []
        self.read: set[str] = set()
        self.markups: dict[str, Markup] = {}
        self._files = files
        self._exclude = Globs(settings.exclude)
        self._include = Globs(settings.include)
        self._left_out: dict[str, set[str]] = {}
        self._asked: set[str] = set()
        self._documents: dict[str, JsonDocument | None] = {}

    @property
    def left_out(self) -> dict[str, int]:
        """How many files, or things whose files are not known, were left out, by reason."""
        return {reason: len(paths) for reason, paths in self._left_out.items()}

    def leave_out(self, reason: str, path: str) -> None:
        """Notes that something stays outside; said again, it counts once."""
        self._left_out.setdefault(reason, set()).add(path)

    def lacks(self, kind: MissingKind, name: str, path: str, span: tuple[int, int]) -> None:
        """Notes that something is not there, and where it is named."""
        self.missing.append(Missing(kind, name, Place(path, *span)))

    def included(self, path: str) -> bool:
        """Whether the configuration asks for a file, though it looks generated or vendored."""
        return self._include.match(path)

    def exists(self, path: str) -> bool:
        """Whether a file of the app is there, to be read or not."""
        return inside(path, self.root) and self._files.exists(path)

    def excluded(self, stem: str, suffixes: Sequence[str]) -> bool:
        """Whether the configuration leaves out a file that has this path and one of the suffixes."""
        paths = [stem + suffix for suffix in suffixes]
        found = [path for path in paths if self._stays_outside(path) and self._files.exists(path)]
        for path in found:
            self.leave_out(self._stays_outside(path), path)
        return bool(found)

    def _stays_outside(self, path: str) -> str:
        """Why a file is not looked at, if it is there; '' where nothing says so."""
        if self._exclude.match(path):
            return "exclude"
        return "packOptions" if self.packed.ignores(path[len(self.root) :].lstrip("/")) else ""

    def is_folder(self, path: str) -> bool:
        """Whether a folder of the app is there."""
        return inside(path, self.root) and self._files.is_folder(path)

    def script(self, stem: str) -> str | None:
        """The script of a path without its suffix: the `.ts`, or the `.js` that has none beside it."""
        for path in (stem + ".ts", stem + ".js"):
            if self._there(path):
                source = self._files.read(path)
                if isinstance(source, Source):
                    self.read.add(path)
                    self.problems.extend(source_problems(source))
                    return path
                self._refused(source)
        return None

    def json(self, path: str) -> JsonDocument | None:
        """What a JSON file holds; None where it cannot be read."""
        if path not in self._documents:
            source = self._source(path)
            document = self._documents[path] = self._files.facts.json(source) if source is not None else None
            if source is not None and document is not None:
                self.problems.extend(json_problems(source, document))
        return self._documents[path]

    def out_of_reach(self, path: str) -> bool:
        """Whether something that is not looked at may be there: behind a link out of the folder, locked."""
        found = self._files.read(path)
        return isinstance(found, FileProblem) and found.code not in ("missing", "folder")

    def keeps_out(self, stem: str, suffixes: Sequence[str]) -> bool:
        """Whether a file of this path is, or may be, there and not read: excluded, locked, no plain file."""
        return self.excluded(stem, suffixes) or any(self.out_of_reach(stem + suffix) for suffix in suffixes)

    def in_empty_folder(self, path: str) -> bool:
        """Whether the way to a path below the app's folder ends in a folder that holds nothing.

        So a git submodule looks that was not fetched: what it holds is not known.
        """
        folder = posixpath.dirname(path)
        while folder and not self.is_folder(below(self.root, folder)):
            folder = posixpath.dirname(folder)
        return bool(folder) and self._files.list(below(self.root, folder)) == ()

    def in_unbuilt_folder(self, path: str) -> bool:
        """Whether the way to a path below the app's folder leads into a folder yet to be built."""
        folder, missing = posixpath.dirname(path), ""
        while folder and not self.is_folder(below(self.root, folder)):
            folder, missing = posixpath.dirname(folder), posixpath.basename(folder)
        return missing in OUTPUT

    def size(self, path: str) -> int | None:
        """The bytes of a file of the app; None where there is none."""
        return self._files.size(path) if inside(path, self.root) else None

    @property
    def foreign(self) -> bool:
        """Whether the app is another vendor's: no markup of ours was met, and some of theirs."""
        return not self.markups and not self._left_out.keys().isdisjoint(_FOREIGN_MARKUP)

    def has_foreign_source(self, stem: str) -> bool:
        """Whether a framework makes the page or component of this path from a file that is there."""
        return any(self._files.exists(stem + suffix) for suffix in _FOREIGN_SOURCES)

    def has_other_markup(self, stem: str) -> bool:
        """Whether there is markup that is not read: of another language, or excluded."""
        found = [suffix for suffix in (*_FOREIGN_MARKUP, *_BUILT_FROM) if self._files.exists(stem + suffix)]
        for suffix in found:
            self.leave_out(suffix, stem)
        return bool(found) or self.excluded(stem, (".wxml",))

    def markup(self, path: str) -> str | None:
        """A file of markup, where it is there; it and all that it takes from others are in `markups` then."""
        if path not in self.markups:
            waiting = [path]
            while waiting:
                one = waiting.pop()
                if one not in self.markups:
                    waiting.extend(self._markup(one))
        return path if path in self.markups else None

    def _markup(self, path: str) -> list[str]:
        """Reads one file, and gives the files that it names."""
        source = self._source(path)
        if source is None:
            return []
        markup = self.markups[path] = self._files.facts.markup(source)
        self.problems.extend(source_problems(source))
        for problem in markup.problems:
            place = Place(path, problem.start, problem.end)
            self.problems.append(Problem("markup", place, problem.sentence("zh"), problem.sentence("en")))
        for comment in markup.comments:
            if "wxlint" in comment.text:
                self.comments.append(Comment(Place(path, comment.start, comment.end), comment.text))
        return [target for link in markup.links for target in self._target(link, path)]

    def _target(self, link: Link, path: str) -> Iterator[str]:
        if "{{" not in link.src:
            target = linked(self.root, link.src, path)
            if self._there(target):
                yield target
            elif not self.excluded(target, ("",)):
                self.lacks(link.kind, link.src, path, (link.start, link.end))

    def _source(self, path: str) -> Source | None:
        if not self._there(path):
            return None
        source = self._files.read(path)
        if isinstance(source, FileProblem):
            self._refused(source)
            return None
        self.read.add(path)
        return source

    def _there(self, path: str) -> bool:
        """Whether a file can be read. That there is something else in its place is said, once."""
        outside = self._stays_outside(path)
        if outside:
            if self._files.exists(path):
                self.leave_out(outside, path)
            return False
        if self._files.exists(path):
            return True
        if path not in self._asked:
            self._asked.add(path)
            found = self._files.read(path)
            if isinstance(found, FileProblem):
                self._refused(found)
        return False

    def _refused(self, problem: FileProblem) -> None:
        if problem.code != "missing":
            place = Place(problem.path, 0, 0)
            self.problems.append(Problem("file", place, problem.sentence("zh"), problem.sentence("en")))


def within(path: str, start: str = "") -> str:
    """A path below the app's folder, as seen from a folder in it (`/`: from the app's own).

    `..` leads no further up than that folder, as on the platform, whose root it is. "" is that folder.
    """
    return posixpath.normpath(posixpath.join("/", start, path.replace("\0", ""))).lstrip("/")


def linked(root: str, src: str, path: str) -> str:
    """The file that an `<import>` or `<include>` in the markup `path` names."""
    folder = posixpath.dirname(path)[len(root) :].lstrip("/")
    return below(root, within(src, folder).removesuffix(".wxml") + ".wxml")


def items(node: JsonNode | None) -> tuple[JsonNode, ...]:
    """The items of an array; nothing where there is none."""
    return node.items if node is not None else ()


def texts(node: JsonNode | None) -> list[JsonNode]:
    """The strings of an array; nothing where there is none."""
    return [item for item in node.items if item.text] if node is not None else []


def span(node: JsonNode) -> tuple[int, int]:
    """The place of a string without its quotes."""
    return node.start + 1, node.end - 1
