"""The command line: `main` answers at once what needs no machinery, and leaves the rest to `start`."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs wxlint on the arguments of the process and exits with its status; imports nothing heavy itself."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from wxlint import __version__

        sys.stdout.write(f"wxlint {__version__}\n")
        sys.exit(0)
    from wxlint.cli.start import start

    sys.exit(start(arguments))
