"""One mini-program that is open in an editor: checked soon after each change, never twice at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from wxlint.session import Session


class Project:
    """A checked folder. `check` is awaited when it is due; what changes meanwhile makes it due again."""

    def __init__(self, session: Session, check: Callable[[Project], Awaitable[None]]) -> None:
        self.session = session
        self.base: Path = session.base
        self.marked: set[str] = set()
        """The files in which something is marked, by the names that the editor has for them."""
        self._check = check
        self._due: float | None = None
        self._task: asyncio.Task[None] | None = None

    def changed(self, delay: float) -> None:
        """Checks `delay` seconds from now; a later change before that puts it off."""
        self._due = asyncio.get_running_loop().time() + delay
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._due is not None:
            wait = self._due - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
                continue
            self._due = None
            await self._check(self)
