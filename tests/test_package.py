"""What is installed on a user's machine, and from which bytes."""

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from wxlint import __version__

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def entries(lock: Path) -> dict[str, int]:
    """Each pinned requirement of a lock (with its marker), and how many hashes it has."""
    found: dict[str, int] = {}
    current = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith("    --hash=sha256:"):
            found[current] += 1
        elif not line.startswith("#"):
            current = line.rstrip(" \\")
            found[current] = 0
    return found


def pins(requirements: dict[str, int]) -> set[str]:
    """`name==version` of each requirement, without the marker."""
    return {requirement.partition(" ")[0] for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_requirement_of_a_lock_is_one_version_with_hashes(lock: Path) -> None:
    for requirement, hashes in entries(lock).items():
        assert re.match(r"[a-z0-9.-]+==\S+( ; .+)?$", requirement), requirement
        assert hashes, requirement


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_index(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text


def test_the_development_lock_only_adds_to_the_run_lock() -> None:
    run, dev = (entries(ROOT / "requirements" / f"{lock}.txt") for lock in ("run", "dev"))
    assert pins(run) <= pins(dev)


def test_a_wheel_ships_the_rules_inside_the_package_and_nothing_beside_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {entry.partition("/")[0] for entry in names} == {"wxlint", f"wxlint-{__version__}.dist-info"}
    shipped = {entry.removeprefix("wxlint/_rules/") for entry in names if entry.startswith("wxlint/_rules/")}
    kept = {path for path in (ROOT / "rules").rglob("*") if path.suffix in (".py", ".md")}
    assert shipped == {path.relative_to(ROOT / "rules").as_posix() for path in kept}
    assert "wxlint/py.typed" in names
    schemas = (ROOT / "wxlint" / "platform" / "schemas").glob("*.json")
    assert {path.relative_to(ROOT).as_posix() for path in schemas} <= set(names)
