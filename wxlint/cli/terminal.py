"""What the terminal is like that a command writes to."""

from __future__ import annotations

import os
import sys


def width() -> int:
    """Cells of a line; 80 where no terminal listens, and never more than can be read as one line."""
    try:
        return max(40, min(os.get_terminal_size(sys.stdout.fileno()).columns, 100))
    except (OSError, ValueError):
        return 80
