"""Work that is shared out among processes: each is a copy of this one, and sends back what it noted."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

Notes = TypeVar("Notes")

#: Tasks that are shared out, at most: each has a number of one byte.
_MOST = 256


def shared(tasks: Sequence[Callable[[], Notes]], jobs: int) -> list[Notes]:
    """What each task gives, in order, run in up to `jobs` processes. What they give must be picklable.

    A task must not depend on what another one leaves behind. Each process takes the next task as it is done
    with one. Where the system has no `fork`, or this process has threads (which a copy would lack), all run
    here; so does what a copy did not finish.
    """
    jobs = min(jobs, len(tasks))
    if jobs < 2 or len(tasks) > _MOST or not hasattr(os, "fork") or _has_threads():
        return [task() for task in tasks]
    queue, writer = os.pipe()
    os.write(writer, bytes(range(len(tasks))))
    os.close(writer)
    copies = [_copy(tasks, queue) for _ in range(1, jobs)]
    try:
        done = _work(tasks, queue)
        for process, pipe in copies:
            done.update(_received(process, pipe))
    except BaseException:
        for process, _ in copies:
            from signal import SIGKILL

            with suppress(OSError):
                os.kill(process, SIGKILL)
        raise
    finally:
        os.close(queue)
    return [done[at] if at in done else task() for at, task in enumerate(tasks)]


def _has_threads() -> bool:
    import threading

    return threading.active_count() > 1


def _work(tasks: Sequence[Callable[[], Notes]], queue: int) -> dict[int, Notes]:
    """Runs tasks whose numbers no process has taken yet; what each gave, by its number."""
    done: dict[int, Notes] = {}
    while number := os.read(queue, 1):
        done[number[0]] = tasks[number[0]]()
    return done


def _copy(tasks: Sequence[Callable[[], Notes]], queue: int) -> tuple[int, int]:
    """Starts a copy of this process for the tasks: its number, and the pipe that it sends through."""
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    status = 1
    try:
        os.close(reader)
        import pickle

        data = pickle.dumps(_work(tasks, queue), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(data)
        status = 0
    finally:
        # Whatever went wrong is met again by the process that this one was copied from.
        os._exit(status)


def _received(process: int, pipe: int) -> dict[int, Any]:
    """What a copy sent; nothing where it did not come to its end."""
    import pickle

    with os.fdopen(pipe, "rb") as reader:
        data = reader.read()
    _, status = os.waitpid(process, 0)
    return pickle.loads(data) if status == 0 and data else {}  # noqa: S301 - our own copy wrote it
