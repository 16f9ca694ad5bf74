"""Runs one command in the smallest process that can time it, and prints what it took as JSON.

A program that is started counts the memory of the process that starts it as its own, so that a large parent
would hide a small child. Therefore this file is run by itself, and imports nothing that it can do without.

    python -I -S spawn.py OUTPUT ERRORS SECONDS COMMAND…
"""

import os
import signal
import sys
import time


def main() -> None:
    """Run the command with its output in two files; kill it, and what it started, after so many seconds."""
    output, errors, limit, *command = sys.argv[1:]
    create = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, create, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, errors, create, 0o644),
    ]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setpgroup=0)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, float(limit))
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    # macOS counts bytes, the others KiB.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f'{{"seconds": {seconds!r}, "peak": {peak}, "status": {os.waitstatus_to_exitcode(status)}}}')


main()
