"""Says which machine and which programs a measurement was made with."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path


def describe() -> dict[str, str]:
    """Processor, cores, memory, system, Python, Node, load at the start; nothing names a person or a path."""
    facts = {
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "node": program_version("node", "--version"),
        "load at the start": f"{os.getloadavg()[0]:.1f}",
    }
    return {name: fact for name, fact in facts.items() if fact}


def program_version(*command: str) -> str:
    """The first thing like a version in a command's output; empty where there is no such program."""
    if shutil.which(command[0]) is None:
        return ""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=60)
    found = re.search(r"\d+\.\d+[\w.+-]*", done.stdout)
    return found[0] if found else ""


def revision(folder: Path) -> str:
    """The commit that is checked out in a folder, `+` where files differ from it; empty outside of git."""
    if shutil.which("git") is None:
        return ""
    # Not `git status`: a report that is being written into the folder is no difference.
    command = ("git", "describe", "--always", "--exclude=*", "--abbrev=7", "--dirty=+")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout.strip() if done.returncode == 0 else ""


def _processor() -> str:
    if sys.platform == "darwin":
        done = subprocess.run(
            ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()
    information = Path("/proc/cpuinfo")
    text = information.read_text(encoding="utf-8", errors="replace") if information.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.processor() or platform.machine()


def _memory() -> str:
    size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{size / 2**30:.0f} GiB"
