"""The language server: findings while one types, the rule's page on hover."""

from __future__ import annotations

from wxlint.errors import CallError


def serve() -> None:
    """Serves on standard input and output until the editor ends it; CallError where pygls is missing."""
    try:
        import pygls
    except ModuleNotFoundError as error:
        raise CallError(
            "语言服务器需要附加依赖，请先安装：pip install 'wxlint[lsp]'",
            "the language server needs its extra; install it with: pip install 'wxlint[lsp]'",
        ) from error
    del pygls
    from wxlint.lsp.server import server

    server().start_io()
