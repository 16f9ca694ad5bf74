"""tree-sitter's grammars, each loaded when a script of its kind is met first."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Language

#: Suffix of a script -> the package of its grammar, and which of those in it; all others are JavaScript.
_PACKAGES = {
    "ts": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
}
_JAVASCRIPT = ("tree_sitter_javascript", "language")


@cache
def grammar(suffix: str) -> Language:
    """The grammar of scripts with a suffix (without its dot). Raises ImportError where none is installed."""
    from tree_sitter import Language

    package, name = _PACKAGES.get(suffix, _JAVASCRIPT)
    return Language(getattr(_binding(package), name)())


@cache
def _binding(package: str) -> ModuleType:
    """What of a package holds its grammars: a compiled module, which is loaded by itself where it is a file.

    What stands around it imports `importlib.resources`, to find queries that wxlint never asks for: longer
    than to parse a small project takes.
    """
    around = PathFinder.find_spec(package)
    where = around.submodule_search_locations if around is not None else None
    spec = PathFinder.find_spec(f"{package}._binding", where) if where is not None else None
    if spec is None or not isinstance(spec.loader, ExtensionFileLoader):
        return import_module(package)
    made = spec.loader.create_module(spec)
    spec.loader.exec_module(made)
    return made
