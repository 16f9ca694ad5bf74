"""Builds wheels with compiled modules in them, where that is asked for (`WXLINT_NATIVE=1 pip install .`)."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))


class NativeHook(BuildHookInterface[Any]):
    """Compiles what takes a cold run's time and adds it to the wheel; fails where the machine cannot."""

    def dependencies(self) -> list[str]:
        """What compiling needs, besides a C compiler: mypyc, and to know the types of what is imported."""
        return ["mypy>=1.18", "setuptools>=77", *self.metadata.core.dependencies] if _is_asked_for() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles before the wheel is put together. An editable install runs the checkout: `make native`."""
        if version == "editable" or not _is_asked_for():
            return
        from tools import native

        folder = Path(tempfile.mkdtemp())
        native.compile_into(folder)
        build_data["force_include"].update(
            (str(path), path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file()
        )
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _is_asked_for() -> bool:
    return os.environ.get("WXLINT_NATIVE") == "1"
