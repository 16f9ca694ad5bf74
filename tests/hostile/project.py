"""A mini-program of two pages, one of them hostile: the other one's finding must be there all the same."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

SECONDS = 10
"""The longest that a check may take, whatever lies in the project."""

BAD = "pages/bad/bad.js"
GOOD = "pages/good/good.js"

#: A script with one mistake, which every readable row must still find: `lowercase-method` at its literal.
MISTAKE = "wx.request({ url: 'https://api.example.com/order', method: 'post', data: {} })"
SCRIPT = f"Page({{\n  onLoad() {{\n    {MISTAKE}\n  }}\n}})\n"


class Checked(msgspec.Struct, frozen=True):
    """What a check gave: exit status, findings as the contract has them, and standard error."""

    status: int
    findings: list[dict[str, Any]]
    errors: str

    def of(self, path: str, rule: str | None = None) -> list[dict[str, Any]]:
        """The findings in a file."""
        return [one for one in self.findings if one["path"] == path and rule in (None, one["rule"])]

    def mistake(self, path: str) -> tuple[int, int]:
        """Line and column of the file's one `lowercase-method`."""
        (found,) = self.of(path, "lowercase-method")
        return found["line"], found["column"]

    def names(self, path: str) -> bool:
        """Whether a finding stands in the file, or a sentence on standard error names it."""
        return (
            bool(self.of(path)) or path in self.errors or any(path in one["message"] for one in self.findings)
        )


class Project:
    """Writes the project into a folder, and checks it as a user does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("app.json", json.dumps({"pages": ["pages/bad/bad", "pages/good/good"]}))
        self.write("app.js", "App({})\n")
        for name in ("bad", "good"):
            self.write(f"pages/{name}/{name}.wxml", "<view></view>\n")
            self.write(f"pages/{name}/{name}.json", "{}\n")
            self.write(f"pages/{name}/{name}.js", SCRIPT)

    def write(self, path: str, text: str | bytes) -> Path:
        """A file of the project, byte for byte."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def told(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """What `wxlint check` prints. Raises where it takes longer than a user waits, and where it breaks."""
        process = subprocess.run(
            [sys.executable, "-m", "wxlint", "check", "--isolated", "--no-cache", "--lang", "en", *arguments],
            cwd=self.folder,
            capture_output=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        errors = process.stderr.decode()
        assert "Traceback" not in errors, errors
        assert process.returncode in (0, 1), errors
        return process

    def check(self) -> Checked:
        """The check of the whole project, after the other page's finding was looked for."""
        process = self.told("--format", "json")
        document = json.loads(process.stdout)
        checked = Checked(process.returncode, document["findings"], process.stderr.decode())
        assert checked.status == 1
        assert checked.mistake(GOOD) == (3, 64)
        return checked
