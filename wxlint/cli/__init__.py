"""The command line: `main` answers at once what needs no machinery, and leaves the rest to `start`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs wxlint on the arguments of the process and exits with its status; imports nothing heavy itself."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from wxlint import __version__

        sys.stdout.write(f"wxlint {__version__}\n")
        sys.exit(0)
    try:
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
