"""The abstract interpreter: runs a project's scripts on values of which only a part is known.

Each module adds its part of the language to the tables of `evaluate` and `run`; importing this package
adds them all.
"""

from wxlint import native

native.prefer(__name__, __path__)

from wxlint.link.engine import assign, calls, classes, evaluate, library_array, loops, objects, run

__all__ = ["assign", "calls", "classes", "evaluate", "library_array", "loops", "objects", "run"]
