"""The language server, spoken to as an editor does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.cli.helpers import MISTAKE, SCRIPT, app, write

PAGE = "pages/index/index.js"
MENDED = SCRIPT.replace("'post'", "'POST'")
FOUND = "lowercase-method"
SECONDS = 20


class Editor:
    """One editor with one server: what is open in it, and what it was told."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self._versions: dict[str, int] = {}

    async def start(self, encoding: str | None = None, **options: object) -> None:
        general = types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind(encoding)] if encoding else None
        )
        locale = options.pop("locale", "en")
        says = None if locale is None else str(locale)
        await self.client.initialize_session(
            types.InitializeParams(
                types.ClientCapabilities(general=general), locale=says, initialization_options=options
            )
        )

    def open(self, file: Path, text: str | None = None) -> None:
        uri = file.as_uri()
        self._versions[uri] = 1
        content = file.read_text(encoding="utf-8") if text is None else text
        document = types.TextDocumentItem(uri, "javascript", 1, content)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def change(self, file: Path, text: str) -> None:
        uri = file.as_uri()
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def save(self, file: Path) -> None:
        document = types.TextDocumentIdentifier(file.as_uri())
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(document))

    def close(self, file: Path) -> None:
        document = types.TextDocumentIdentifier(file.as_uri())
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    async def marks(self, file: Path, *rules: str) -> list[types.Diagnostic]:
        """What is marked in a file, as soon as it is findings of these rules."""
        for _ in range(SECONDS * 50):
            found = self.client.diagnostics.get(file.as_uri())
            if found is not None and sorted(str(mark.code) for mark in found) == sorted(rules):
                return list(found)
            await asyncio.sleep(0.02)
        raise AssertionError(f"{rules} expected, not {self.client.diagnostics}; told {self.client.messages}")

    async def told(self) -> str:
        """The first message that is shown."""
        for _ in range(SECONDS * 50):
            if self.client.messages:
                return self.client.messages[0].message
            await asyncio.sleep(0.02)
        raise AssertionError("no message")

    async def hover(self, file: Path, line: int, character: int) -> str | None:
        place = types.TextDocumentIdentifier(file.as_uri()), types.Position(line, character)
        hover = await self.client.text_document_hover_async(types.HoverParams(*place))
        if hover is None:
            return None
        assert isinstance(hover.contents, types.MarkupContent)
        return hover.contents.value


# The library's decorator has no types.
@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    config=pytest_lsp.ClientServerConfig(server_command=[sys.executable, "-m", "wxlint", "lsp"])
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


@pytest_asyncio.fixture
async def editor(client: LanguageClient) -> Editor:
    return Editor(client)


@pytest.mark.asyncio
async def test_a_finding_is_marked_when_its_file_is_opened(tmp_path: Path, editor: Editor) -> None:
    page = app(tmp_path) / PAGE
    await editor.start()
    editor.open(page)
    (mark,) = await editor.marks(page, FOUND)
    line = SCRIPT.splitlines()[2]
    assert (mark.code, mark.source, mark.severity) == (
        "lowercase-method",
        "wxlint",
        types.DiagnosticSeverity.Warning,
    )
    start = types.Position(2, line.index("'post'"))
    assert mark.range == types.Range(start, types.Position(2, start.character + len("'post'")))
    assert isinstance(mark.message, str)
    assert "post" in mark.message


@pytest.mark.asyncio
async def test_text_that_is_not_saved_counts(tmp_path: Path, editor: Editor) -> None:
    page = app(tmp_path) / PAGE
    await editor.start()
    editor.open(page)
    await editor.marks(page, FOUND)
    editor.change(page, MENDED)
    await editor.marks(page)
    editor.change(page, SCRIPT.replace(MISTAKE, MISTAKE + "\n    " + MISTAKE))
    await editor.marks(page, FOUND, FOUND)


@pytest.mark.asyncio
async def test_what_was_not_saved_is_forgotten_when_the_file_is_closed(
    tmp_path: Path, editor: Editor
) -> None:
    page = app(tmp_path) / PAGE
    await editor.start()
    editor.open(page, MENDED)
    other = write(tmp_path / "pages/index/index.wxml", "<view></view>")
    editor.open(other)
    editor.close(page)
    await editor.marks(page, FOUND)


@pytest.mark.asyncio
async def test_saving_checks_what_other_programs_changed_too(tmp_path: Path, editor: Editor) -> None:
    page = app(tmp_path, "index", "order") / PAGE
    order = tmp_path / "pages/order/order.js"
    await editor.start()
    editor.open(page)
    await editor.marks(order, FOUND)
    write(order, MENDED)
    editor.save(page)
    await editor.marks(order)


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "width"), [(None, 2), ("utf-16", 2), ("utf-32", 1), ("utf-8", 4)])
async def test_columns_are_counted_as_the_editor_counts(
    tmp_path: Path, editor: Editor, encoding: str | None, width: int
) -> None:
    page = app(tmp_path, script=SCRIPT.replace(MISTAKE, "'😀'; " + MISTAKE)) / PAGE
    await editor.start(encoding)
    editor.open(page)
    (mark,) = await editor.marks(page, FOUND)
    before = len("    ''; ") + MISTAKE.index("'post'")
    assert mark.range.start == types.Position(2, before + width)


@pytest.mark.asyncio
async def test_lines_are_counted_as_the_editor_counts(tmp_path: Path, editor: Editor) -> None:
    page = app(tmp_path) / PAGE
    await editor.start()
    editor.open(page, "/* a\u2028b\x0cc */\r\n" + SCRIPT)
    (mark,) = await editor.marks(page, FOUND)
    assert mark.range.start.line == 3


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.mark.asyncio
async def test_an_editor_that_names_no_language_is_told_things_in_its_user_s(
    chinese: None, tmp_path: Path, editor: Editor
) -> None:
    page = app(tmp_path) / PAGE
    await editor.start(locale=None)
    editor.open(page)
    (mark,) = await editor.marks(page, FOUND)
    assert "大写" in mark.message


@pytest.mark.asyncio
@pytest.mark.parametrize("locale", ["en", "zh-cn"])
async def test_the_rule_s_page_is_shown_on_hover_in_the_editor_s_language(
    tmp_path: Path, editor: Editor, locale: str
) -> None:
    page = app(tmp_path) / PAGE
    await editor.start(locale=locale)
    editor.open(page)
    (mark,) = await editor.marks(page, FOUND)
    shown = await editor.hover(page, mark.range.start.line, mark.range.start.character + 1)
    assert shown
    assert shown.startswith("# lowercase-method")
    assert ("错误" in shown) == (locale == "zh-cn")
    assert await editor.hover(page, 0, 0) is None


@pytest.mark.asyncio
async def test_the_configuration_is_the_one_of_the_command_line(tmp_path: Path, editor: Editor) -> None:
    page = app(tmp_path / "shop") / PAGE
    write(tmp_path / "wxlint.toml", "[severity]\nlowercase-method = 'error'")
    await editor.start()
    editor.open(page)
    (mark,) = await editor.marks(page, FOUND)
    assert mark.severity == types.DiagnosticSeverity.Error


@pytest.mark.asyncio
async def test_a_wrong_configuration_is_shown_and_work_goes_on_when_it_is_mended(
    tmp_path: Path, editor: Editor
) -> None:
    page = app(tmp_path) / PAGE
    write(tmp_path / "wxlint.toml", "selct = []")
    await editor.start()
    editor.open(page)
    assert "wxlint.toml:1: there is no key `selct`" in await editor.told()
    write(tmp_path / "wxlint.toml", "")
    editor.save(page)
    await editor.marks(page, FOUND)
    assert len(editor.client.messages) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("trusted", [False, True])
async def test_rules_of_a_folder_run_only_where_the_editor_trusts_it(
    tmp_path: Path, editor: Editor, trusted: bool
) -> None:
    page = app(tmp_path) / PAGE
    ran = tmp_path / "ran"
    write(tmp_path / "wxlint.toml", "packs = ['./lint']")
    write(
        tmp_path / "lint/house/our_own.py",
        f"from pathlib import Path\nPath({str(ran)!r}).touch()\n"
        "from wxlint.judge.rule import Rule\n"
        "class OurOwn(Rule):\n    id = 'our-own'\n    level = 'warn'\n"
        "    def check(self, program):\n        yield from ()\n",
    )
    await editor.start(trustPacks=trusted)
    editor.open(page)
    await editor.marks(page, FOUND)
    assert ran.exists() is trusted


@pytest.mark.asyncio
async def test_a_file_outside_of_every_mini_program_is_left_alone(tmp_path: Path, editor: Editor) -> None:
    lonely = write(tmp_path / "server/a.js", SCRIPT)
    page = app(tmp_path / "shop") / PAGE
    await editor.start()
    editor.open(lonely)
    editor.open(page)
    await editor.marks(page, FOUND)
    assert lonely.as_uri() not in editor.client.diagnostics


@pytest.mark.asyncio
async def test_a_file_that_does_not_parse_while_one_types_is_judged_where_it_has_a_shape(
    tmp_path: Path, editor: Editor
) -> None:
    page = app(tmp_path) / PAGE
    await editor.start(lang="en")
    editor.open(page, SCRIPT + "\nfunction half(")
    await editor.marks(page, FOUND, "broken-script")
