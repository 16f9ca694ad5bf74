"""Times edits in a session that stays open, as an editor's does, and prints the seconds as JSON.

    python -I session_edit.py FOLDER SCRIPT EDITS PATIENCE

Run by itself, so that its memory is its own. SCRIPT is relative to FOLDER; the file on disk is not touched.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from wxlint.config import Source
from wxlint.session import Session


def session_edits(folder: Path, script: str, edits: int, patience: float) -> list[float]:
    """Seconds from each edit to the report on the whole folder, in one session that has reported before.

    An edit is a comment more at the end of the script, in the text that the editor holds. One edit comes
    first and is not counted. There are fewer edits where they have taken `patience` seconds.
    """
    session = Session(folder, Source(isolated=True), hold=True)
    config = session.configure()
    session.check(config)
    text = (folder / script).read_bytes()
    taken: list[float] = []
    for count in range(edits + 1):
        if sum(taken[1:]) >= patience:
            break
        begun = time.perf_counter()
        config = session.configure()  # as the language server does
        session.check(config, {script: text + f"\n// {count}".encode()})
        taken.append(time.perf_counter() - begun)
    return taken[1:]


def main() -> None:
    """Print the seconds of each edit."""
    folder, script, edits, patience = sys.argv[1:]
    print(json.dumps(session_edits(Path(folder).resolve(), script, int(edits), float(patience))))


if __name__ == "__main__":
    main()
