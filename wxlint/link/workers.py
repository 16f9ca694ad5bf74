"""Work that is shared out among processes: each is a copy of this one, and sends back what it noted."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

Notes = TypeVar("Notes")


def shared(tasks: Sequence[Callable[[], Notes]], jobs: int) -> list[Notes]:
    """What each task gives, in order, run in up to `jobs` processes. What they give must be picklable.

    A task must not depend on what another one leaves behind. Where the system has no `fork`, or this process
    has threads (which a copy would lack), all run here; so does what a copy did not finish.
    """
    jobs = min(jobs, len(tasks))
    if jobs < 2 or not hasattr(os, "fork") or threading.active_count() > 1:
        return [task() for task in tasks]
    copies = [_copy(tasks[at::jobs]) for at in range(1, jobs)]
    try:
        shares = [[task() for task in tasks[::jobs]]]
        shares.extend(
            _received(process, pipe) or [task() for task in tasks[at::jobs]]
            for at, (process, pipe) in enumerate(copies, 1)
        )
    except BaseException:
        for process, _ in copies:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        raise
    return [shares[at % jobs][at // jobs] for at in range(len(tasks))]


def _copy(tasks: Sequence[Callable[[], Notes]]) -> tuple[int, int]:
    """Starts a copy of this process for the tasks: its number, and the pipe that it sends through."""
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    status = 1
    try:
        os.close(reader)
        data = pickle.dumps([task() for task in tasks], pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(data)
        status = 0
    finally:
        # Whatever went wrong is met again by the process that this one was copied from.
        os._exit(status)


def _received(process: int, pipe: int) -> list[Notes] | None:
    """What a copy sent; None where it did not come to its end."""
    with os.fdopen(pipe, "rb") as reader:
        data = reader.read()
    _, status = os.waitpid(process, 0)
    return pickle.loads(data) if status == 0 and data else None  # noqa: S301 - our own copy wrote it
