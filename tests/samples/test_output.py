"""The whole output on each sample project, kept beside it and compared whole.

After a change that is meant: `UPDATE_EXPECTED=1 pytest tests/samples`, then read the diff.
"""

import os

import pytest

from tests.samples.marks import PROJECTS, SAMPLES
from tools.documents import wxlint

#: The end of the kept file's name, and the command and options that its output was asked for with.
CHECKED = {
    "en.txt": ("check", "--no-cache", "--lang", "en", "--show-info"),
    "zh.txt": ("check", "--no-cache", "--lang", "zh"),
    "concise.txt": ("check", "--no-cache", "--lang", "en", "--format", "concise", "--profile", "strict"),
    "json": ("check", "--no-cache", "--lang", "en", "--format", "json"),
}
#: What a project sends, of those that are there for its many ways to send it.
SENT = {
    "requests.json": ("requests", "--format", "json"),
    "domains.txt": ("domains", "--lang", "en"),
}
OUTPUTS = [
    *((project, ending, command) for project in PROJECTS for ending, command in CHECKED.items()),
    *((project, ending, command) for project in PROJECTS[:2] for ending, command in SENT.items()),
]


@pytest.mark.parametrize(("project", "ending", "command"), OUTPUTS)
def test_the_output_is_the_one_that_is_kept(project: str, ending: str, command: tuple[str, ...]) -> None:
    output = wxlint(*command, "--isolated", folder=SAMPLES / project)
    kept = SAMPLES / "expected" / f"{project}.{ending}"
    if os.environ.get("UPDATE_EXPECTED"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(output.encode())
    assert output == kept.read_bytes().decode()
