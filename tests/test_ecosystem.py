"""`make ecosystem`: what maintainers read before they believe a change."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHOP = "sample_projects/coffee_shop"


def ecosystem(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tools/ecosystem.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_a_project_is_a_row_and_so_is_a_rule() -> None:
    run = ecosystem(SHOP)
    assert run.returncode == 0
    assert "\n| coffee_shop | " in run.stdout
    assert "\n| non-https-url | " in run.stdout


def test_a_folder_without_a_mini_program_is_said_in_its_row(tmp_path: Path) -> None:
    run = ecosystem(str(tmp_path))
    assert run.returncode == 0
    assert f"| {tmp_path.name} | status 3: wxlint" in run.stdout


def test_without_a_change_nothing_differs(tmp_path: Path) -> None:
    saved = tmp_path / "before.tsv"
    ecosystem(SHOP, "--save", str(saved))
    assert ecosystem(SHOP, "--against", str(saved)).stdout.strip() == ""


def test_what_is_found_no_longer_or_anew_is_shown(tmp_path: Path) -> None:
    saved = tmp_path / "before.tsv"
    ecosystem(SHOP, "--save", str(saved))
    first, *rest = saved.read_text(encoding="utf-8").splitlines()
    saved.write_text("\n".join([*rest, "gone"]), encoding="utf-8")
    differs = ecosystem(SHOP, "--against", str(saved)).stdout.splitlines()
    assert f"+{first}" in differs
    assert "-gone" in differs
