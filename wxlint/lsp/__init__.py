"""The language server: findings while one types, the rule's page on hover."""

from __future__ import annotations

from wxlint.errors import CallError
from wxlint.model.finding import Language


def serve(language: Language) -> None:
    """Serves on standard input and output until the editor ends it; CallError where pygls is missing.

    `language`: of what is told, where neither the editor nor the project's configuration says another.
    """
    try:
        import pygls
    except ModuleNotFoundError as error:
        raise CallError(
            "语言服务器还需要附加依赖 lsp。在 wxlint 的目录里执行：pipx install --force '.[lsp]'，"
            "或 pip install '.[lsp]'",
            "the language server needs the extra `lsp`; in the folder of wxlint: "
            "pipx install --force '.[lsp]', or pip install '.[lsp]'",
        ) from error
    del pygls
    from wxlint.lsp.server import server

    server(language).start_io()
