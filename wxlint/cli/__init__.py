"""The command line: `main` answers at once what needs no machinery, and leaves the rest to `start`."""

from __future__ import annotations

import gc
import os
import sys

#: Objects made between two sweeps of Python's collector. What a start imports stays: with the default of 700
#: a twentieth of a small run went into looking through it.
_BETWEEN_SWEEPS = 50_000


def main() -> None:
    """Runs wxlint on the arguments of the process and exits with its status; imports nothing heavy itself."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from wxlint import __version__

        sys.stdout.write(f"wxlint {__version__}\n")
        sys.exit(0)
    gc.set_threshold(_BETWEEN_SWEEPS)
    try:
        _lightly()
        from wxlint.cli.start import start

        status = start(arguments, once=True)
    except KeyboardInterrupt:
        # Stopped while it was still being loaded.
        status = 130
    if not sys.stdout.closed:
        sys.stdout.flush()
    sys.stderr.flush()
    # All is told: taking a program of a million objects apart, as a tidy end does, helps nobody.
    os._exit(status)


def _lightly() -> None:
    """Imports msgspec without `typing_extensions`, which it takes or leaves: that takes longer than msgspec
    itself, for what the types of wxlint's records never use.
    """
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
        try:
            import msgspec as msgspec
        finally:
            del sys.modules["typing_extensions"]
