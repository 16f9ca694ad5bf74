"""What the editor sends and what it is answered: the wiring of the language server."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from wxlint import __version__
from wxlint.around import around
from wxlint.config import Config, Source
from wxlint.errors import NoProgramError, Turning, WxlintError, internal_fault
from wxlint.judge.page import read_page
from wxlint.judge.report import Report
from wxlint.lsp.diagnostics import Editor
from wxlint.lsp.project import Project
from wxlint.model.finding import Language
from wxlint.session import Session

#: Seconds after the last key before the project is checked.
TYPING = 0.3


class Choices(msgspec.Struct, frozen=True, rename="camel"):
    """The `initializationOptions`. `trust_packs`: rule packs that a project names may run."""

    lang: Language | None = None
    trust_packs: bool = False


class Marks(msgspec.Struct, frozen=True):
    """What is marked in one file, and the configuration and language in which it was found."""

    diagnostics: list[types.Diagnostic]
    config: Config
    language: Language


class Server(LanguageServer):
    """The language server's state: the projects that are open, and what is marked in their files."""

    def __init__(self, language: Language) -> None:
        # Whole texts: the editor and Python do not agree on where lines end (U+2028, form feeds).
        super().__init__("wxlint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.choices = Choices()
        self.locale = language
        self._projects: dict[Path, Project] = {}
        self._marks: dict[str, Marks] = {}
        self._told: set[str] = set()

    def changed(self, uri: str, delay: float) -> None:
        """Checks the project of a file soon; a file outside of every mini-program is none of ours."""
        path = _path(uri)
        base = around(path.parent) if path else None
        if base is not None:
            if base not in self._projects:
                session = Session(base, Source(trust_packs=self.choices.trust_packs), hold=True)
                self._projects[base] = Project(session, self._check)
            self._projects[base].changed(delay)

    def hover(self, uri: str, at: types.Position) -> types.Hover | None:
        """The pages of the rules that found something at a position."""
        marks = self._marks.get(uri)
        if marks is None:
            return None
        here = [mark for mark in marks.diagnostics if _within(at, mark.range)]
        rules = [
            marks.config.rules.by_id.get(str(name)) for name in dict.fromkeys(mark.code for mark in here)
        ]
        pages = [read_page(rule.page).markdown(marks.language) for rule in rules if rule and rule.page]
        if not pages:
            return None
        markdown = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(pages))
        return types.Hover(markdown, here[0].range)

    async def _check(self, project: Project) -> None:
        """Checks a project as it stands in the editor, and marks what is found."""
        opened = self._opened(project.base)
        overlay = {
            path: document.source.encode("utf-8", "surrogatepass") for path, document in opened.items()
        }
        try:
            config, report = await asyncio.to_thread(self._report, project.session, overlay)
        except NoProgramError:
            self._publish(project, {})
            return
        except WxlintError as error:
            self._tell(error)
            return
        self._told.clear()
        language = self.choices.lang or config.language or self.locale

        def uri(path: str) -> str:
            document = opened.get(path)
            return document.uri if document else from_fs_path(str(project.base / path)) or ""

        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        found = Editor(language, encoding, uri).diagnostics(report)
        self._publish(project, {uri(path): Marks(those, config, language) for path, those in found.items()})

    def _report(self, session: Session, overlay: dict[str, bytes]) -> tuple[Config, Report]:
        with Turning(internal_fault):
            config = session.configure()
            return config, session.check(config, overlay)

    def _opened(self, base: Path) -> dict[str, TextDocument]:
        """Relative path -> document, of what is open below a folder."""
        opened: dict[str, TextDocument] = {}
        for uri, document in self.workspace.text_documents.items():
            path = _path(uri)
            if path is not None and path.is_relative_to(base):
                opened[path.relative_to(base).as_posix()] = document
        return opened

    def _publish(self, project: Project, found: dict[str, Marks]) -> None:
        """Marks what was found, and takes the marks away from files in which nothing is found any more."""
        for uri in sorted(project.marked | found.keys()):
            self._marks.pop(uri, None)
            diagnostics = found[uri].diagnostics if uri in found else []
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))
        self._marks.update(found)
        project.marked = set(found)

    def _tell(self, error: WxlintError) -> None:
        """Shows why nothing can be checked: once, not after every key."""
        text = error.text(self.choices.lang or self.locale)
        if text not in self._told:
            self._told.add(text)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"wxlint: {text}"))


def server(language: Language) -> Server:
    """The language server, ready to be started. `language`: what it speaks where the editor says none."""
    made = Server(language)

    @made.feature(types.INITIALIZE)
    def initialize(ls: Server, params: types.InitializeParams) -> None:
        if params.locale:
            ls.locale = "zh" if params.locale.lower().startswith("zh") else "en"
        if isinstance(params.initialization_options, dict):
            ls.choices = _choices(params.initialization_options)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, 0)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, TYPING)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, 0)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        # What was not saved is gone: the file on disk counts again.
        ls.changed(params.text_document.uri, 0)

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
        return ls.hover(params.text_document.uri, params.position)

    return made


def _choices(given: dict[str, object]) -> Choices:
    try:
        return msgspec.convert(given, Choices)
    except msgspec.ValidationError:
        # An editor's mistake in an option is no reason to refuse its files.
        return Choices()


def _path(uri: str) -> Path | None:
    """The file of a URI, links on the way to it resolved; None for what is no file (an unsaved buffer)."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    if not path:
        return None
    folder, name = os.path.split(path)
    return Path(os.path.realpath(folder), name)


def _within(at: types.Position, span: types.Range) -> bool:
    start, end = span.start, span.end
    return (start.line, start.character) <= (at.line, at.character) <= (end.line, end.character)
