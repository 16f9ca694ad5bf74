"""Work that is shared out among processes: the same answer in the same order, whatever becomes of a copy."""

import os
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from wxlint.config import Source
from wxlint.link import ahead, rehearser
from wxlint.link.workers import shared
from wxlint.session import Session

SAMPLES = Path(__file__).parents[2] / "sample_projects"


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def tasks(count: int) -> list[Callable[[], tuple[int, int]]]:
    return [partial(square, number) for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_what_tasks_give_comes_in_their_order(jobs: int, count: int) -> None:
    assert [given for given, _ in shared(tasks(count), jobs)] == [at * at for at in range(count)]


def test_each_job_is_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    # The engine that other tests run pages in keeps a thread.
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    def long() -> int:
        time.sleep(0.2)
        return os.getpid()

    assert len(set(shared([long] * 6, 3))) == 3


def test_a_process_takes_the_next_task_as_it_is_done_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    def work(seconds: float) -> int:
        time.sleep(seconds)
        return os.getpid()

    # One process has the long task; all others are done by the other one meanwhile.
    first, *others = shared([partial(work, 1.0), *[partial(work, 0.01)] * 9], 2)
    assert first not in others


def test_what_a_copy_does_not_finish_is_done_here() -> None:
    home = os.getpid()

    def fragile() -> int:
        if os.getpid() != home:
            os._exit(7)
        return 1

    assert shared([fragile, fragile, fragile], 2) == [1, 1, 1]


def test_what_fails_in_a_copy_fails_here() -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shared([lambda: 1, fail], 2)


def test_a_process_with_threads_is_not_copied() -> None:
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    try:
        assert {process for _, process in shared(tasks(4), 2)} == {os.getpid()}
    finally:
        end.set()
        other.join()


@pytest.mark.parametrize("name", ["coffee_shop", "bookstore_ts"])
def test_the_answer_is_the_same_for_any_number_of_jobs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(ahead, "WORTH_SHARING", 0)
    monkeypatch.setattr(rehearser, "WORTH_COPYING", 0)

    def findings(jobs: int) -> object:
        session = Session(SAMPLES / name, Source(isolated=True), jobs=jobs)
        return session.check(session.configure()).findings

    alone = findings(1)
    assert alone
    assert alone == findings(2) == findings(5)
