"""Without its extra, the language server says what to install."""

from __future__ import annotations

import sys

import pytest

from tests.cli.helpers import Cli


def test_without_pygls_the_command_to_install_it_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    run = Cli(capsys)("lsp")
    assert run.status == 2
    assert "pipx install --force '.[lsp]'" in run.err
