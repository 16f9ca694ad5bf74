"""The project that each hostile row is put into."""

from pathlib import Path

import pytest

from tests.hostile.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder)
