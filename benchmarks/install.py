"""Installs the other linters from the registries, at pinned versions, outside the repository."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
NPM = (
    *("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"),
    *("--omit-lockfile-registry-resolved=true", "--loglevel=error"),
)
PATIENCE = 900  # seconds


class NotInstallableError(Exception):
    """A linter cannot be had here.

    The text is one line that says why, fit for a report; `details` is what the installer wrote, which may
    name folders and hosts and is for the terminal only.
    """

    def __init__(self, reason: str, details: str = "") -> None:
        super().__init__(reason)
        self.details = details


def default_cache() -> Path:
    """Where the linters go when nobody says otherwise: below the user's cache folder."""
    named = os.environ.get("WXLINT_BENCH_CACHE")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/wxlint-bench"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wxlint-bench"


def install(peer: str, cache: Path) -> tuple[Path, str]:
    """The folder where `peer` (a folder of `peers/`) is installed, and its version.

    Raises `NotInstallableError`. The folder is named after the pins: another version is another folder.
    """
    source = PEERS / peer
    pins = next(path for path in (source / "package.json", source / "requirements.txt") if path.exists())
    python = "py{}.{}".format(*sys.version_info)
    key = hashlib.sha256(pins.read_bytes()).hexdigest()[:12]
    folder = cache / f"{peer}-{key}{'' if pins.suffix == '.json' else '-' + python}"
    done = folder / ".installed"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(pins, folder)
        if pins.suffix == ".json":
            _call("npm", [*NPM], folder)
        else:
            _call("venv", [sys.executable, "-m", "venv", "--clear", "venv"], folder)
            _call("pip", ["venv/bin/python", "-m", "pip", "install", "--quiet", "-r", pins.name], folder)
        done.touch()
    return folder, pinned_version(peer, pins.read_text(encoding="utf-8"))


def pinned_version(peer: str, pins: str) -> str:
    """The version of the peer itself in the text of its `package.json` or `requirements.txt`."""
    if pins.lstrip().startswith("{"):
        packages: dict[str, str] = json.loads(pins)["dependencies"]
        return next(packages[name] for name in packages if name == peer or name.startswith(f"@{peer}/"))
    found = re.search(rf"^{re.escape(peer)}==(\S+)", pins, re.MULTILINE)
    if not found:
        raise NotInstallableError(f"{peer}: requirements.txt does not pin it")
    return found[1]


def _call(step: str, command: list[str], folder: Path) -> None:
    """Run one step of an installation."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError as error:
        raise NotInstallableError(f"{step} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise NotInstallableError(f"{step} did not finish within {PATIENCE} s") from error
    if done.returncode != 0:
        raise NotInstallableError(f"{step} ended with status {done.returncode}", done.stderr or done.stdout)
