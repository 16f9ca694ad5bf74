"""Lowering: tree-sitter's nodes to the facts of `wxlint.read.ir`, one module for each part of the language.

Each module registers its functions by the types of the nodes that they lower (`core.expression`,
`core.statement`). Importing this package registers all of them.
"""

from wxlint import native

native.prefer(__name__, __path__)

from wxlint.read.lower import expressions, modules, objects, recover, statements
from wxlint.read.lower.core import Lowering

__all__ = ["Lowering", "expressions", "modules", "objects", "recover", "statements"]
