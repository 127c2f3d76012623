"""Cancels tasks that take too long, for a tenth of what a timer for each of them costs."""

import asyncio
from typing import Final

__all__ = ["OverdueWatch"]

_LOOKS: Final = 20
_LONGEST_PAUSE: Final = 1.0


class OverdueWatch:
    """Looks at all watched tasks now and then; a task may overrun by one such pause.

    Args:
        seconds: The shortest time that a task will be given: it is looked at twenty times in it,
            and at least once a second.
    """

    def __init__(self, seconds: float) -> None:
        self._pause = min(seconds / _LOOKS, _LONGEST_PAUSE)
        self._until: dict[asyncio.Task[object], float] = {}
        self._ended: set[asyncio.Task[object]] = set()
        self._is_looking = False

    def enter(self, task: asyncio.Task[object], seconds: float) -> None:
        """Watch a task from now on.

        Args:
            task: The running task.
            seconds: How long it may run on.
        """
        loop = task.get_loop()
        self._until[task] = loop.time() + seconds
        if not self._is_looking:
            self._is_looking = True
            loop.call_later(self._pause, self._look, loop)

    def leave(self, task: asyncio.Task[object]) -> bool:
        """Watch it no longer; tells whether it was cancelled here, which is taken back."""
        self._until.pop(task, None)
        if task not in self._ended:
            return False
        self._ended.discard(task)
        task.uncancel()
        return True

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        overdue = [task for task, until in self._until.items() if until <= now]
        for task in overdue:
            del self._until[task]
            self._ended.add(task)
            task.cancel()
        self._is_looking = bool(self._until)
        if self._is_looking:
            loop.call_later(self._pause, self._look, loop)
