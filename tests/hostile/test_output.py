"""Source text that would give a terminal or a CI runner orders comes out as text."""

import re

import pytest

from tests.hostile.project import BAD, SCRIPT, Project
from wxlint.tell import FORMATS

ORDERS = [
    "::error file=app.js,line=1::taken over",
    "##[error]taken over",
    "##vso[task.complete result=Failed]x",
    "\x1b[2J\x1b]0;taken over\x07",
    "\u202etaken over",
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("order", ORDERS, ids=ascii)
def test_no_format_hands_on_an_order(project: Project, order: str, name: str) -> None:
    # As a whole line of the frame, as a value in a message, as a part of the marked span.
    script = SCRIPT.replace("\n    wx", f"\n`\n{order}\n`\n    wx").replace("'post'", f"'{order}'")
    project.write(BAD, script)
    output = project.told("--format", name, "--show-info").stdout.decode()
    assert BAD in output
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", output)
    assert not re.search(r"##(vso)?\[", output)
    for line in output.splitlines():
        assert not line.lstrip().startswith("::") or (name == "github" and " file=pages/" in line)


def test_a_file_name_is_text_too(project: Project) -> None:
    name = "::error::\x1b[2J"
    project.write("app.json", '{"pages": ["pages/good/good", "::error::\\u001b[2J"]}')
    project.write(f"{name}.js", SCRIPT)
    project.write(f"{name}.wxml", "<view/>")
    for output in ("text", "concise", "grouped"):
        told = project.told("--format", output).stdout.decode()
        assert "\x1b" not in told
        assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]
