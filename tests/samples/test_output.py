"""The whole output on each sample project, kept beside it and compared whole.

After a change that is meant: `UPDATE_EXPECTED=1 pytest tests/samples`, then read the diff.
"""

import os

import pytest

from tests.samples.marks import PROJECTS, SAMPLES
from tools.documents import wxlint

#: The end of the kept file's name, and the options that its output was asked for with.
OUTPUTS = {
    "en.txt": ("--lang", "en", "--show-info"),
    "zh.txt": ("--lang", "zh"),
    "concise.txt": ("--lang", "en", "--format", "concise", "--profile", "strict"),
    "json": ("--lang", "en", "--format", "json"),
}


@pytest.mark.parametrize("ending", OUTPUTS)
@pytest.mark.parametrize("project", PROJECTS)
def test_the_output_is_the_one_that_is_kept(project: str, ending: str) -> None:
    output = wxlint("check", "--isolated", "--no-cache", *OUTPUTS[ending], folder=SAMPLES / project)
    kept = SAMPLES / "expected" / f"{project}.{ending}"
    if os.environ.get("UPDATE_EXPECTED"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(output.encode())
    assert output == kept.read_bytes().decode()
