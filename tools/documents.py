"""Rewrites what the documents quote from the tool: its output on a sample project, and the table of rules.

A block stands between `<!-- output:NAME -->` and `<!-- /output -->`; the name says which function fills
it, the document's name says in which language. `python tools/documents.py` rewrites them all.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = {"README.md": "en", "README.zh-CN.md": "zh"}
BLOCK = re.compile(r"(<!-- output:(\w+) -->\n).*?(<!-- /output -->)", re.DOTALL)


def wxlint(*arguments: str, folder: Path = ROOT) -> str:
    """What the tool of this checkout prints in a folder, as in a terminal of 80 columns without colour.

    Findings (status 1) are an answer; any other status than 0 is a fault of the document.
    """
    start = "import sys; from wxlint.cli import main; sys.exit(main())"
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode not in (0, 1):
        raise SystemExit(f"wxlint {' '.join(arguments)}: status {run.returncode}\n{run.stderr}")
    return run.stdout


def coffee_shop(language: str) -> str:
    """A page of the flawed sample project, checked."""
    command = ("check", "pages/checkout/checkout.js")
    folder = ROOT / "sample_projects" / "coffee_shop"
    printed = wxlint(*command, "--isolated", "--lang", language, folder=folder)
    return f"```console\n$ wxlint {' '.join(command)}\n{printed.rstrip()}\n```\n"


def rules(language: str) -> str:
    """The built-in rules as a table, each with a link to its page."""
    listed = json.loads(wxlint("rules", "--isolated", "--format", "json", "--lang", language))["rules"]
    head = {"en": "| rule | level | fires when |", "zh": "| 规则 | 级别 | 什么情况会报 |"}[language]
    rows = [f"| [`{rule['id']}`]({rule['docs']}) | {rule['level']} | {rule['summary']} |" for rule in listed]
    return "\n".join([head, "| --- | --- | --- |", *rows, ""])


OUTPUTS: dict[str, Callable[[str], str]] = {"coffee_shop": coffee_shop, "rules": rules}


def rewritten(text: str, language: str) -> str:
    """The text of a document with every block made anew."""
    return BLOCK.sub(lambda block: block[1] + OUTPUTS[block[2]](language) + block[3], text)


def main() -> None:
    """Rewrite every document in place."""
    for name, language in DOCUMENTS.items():
        path = ROOT / name
        path.write_bytes(rewritten(path.read_text(encoding="utf-8"), language).encode())


if __name__ == "__main__":
    main()
