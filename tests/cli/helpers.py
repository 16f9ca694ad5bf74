"""A tiny mini-program, and the command line run on it in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from wxlint.cli.start import start

URL = "https://api.example.com/order"
MISTAKE = f"wx.request({{ url: '{URL}', method: 'post', data: {{}}, complete: wx.hideLoading }})"
SCRIPT = f"Page({{\n  onLoad() {{\n    {MISTAKE}\n  }}\n}})\n"


def app(folder: Path, *pages: str, script: str = SCRIPT) -> Path:
    """A mini-program of some pages, each with one `lowercase-method` (a `warn`)."""
    pages = pages or ("index",)
    write(folder / "app.json", json.dumps({"pages": [f"pages/{page}/{page}" for page in pages]}))
    write(folder / "app.js", "App({})\n")
    for page in pages:
        write(folder / f"pages/{page}/{page}.js", script)
        write(folder / f"pages/{page}/{page}.wxml", "<view></view>\n")
    return folder


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


class Run(msgspec.Struct, frozen=True):
    """What a call gave."""

    status: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of `--format json`."""
        found: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return found

    @property
    def places(self) -> list[tuple[str, str]]:
        """Path and rule of each finding."""
        return [(one["path"], one["rule"]) for one in self.findings]


class Cli:
    """Runs the command line in English, and keeps what it wrote."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Run:
        status = start([str(argument) for argument in arguments])
        written = self._capsys.readouterr()
        assert "Traceback" not in written.err
        return Run(status, written.out, written.err)

    def check(self, *arguments: object) -> Run:
        """`wxlint check --format json` with the arguments."""
        return self("check", "--format", "json", *arguments)
