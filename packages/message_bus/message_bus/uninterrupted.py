"""Conversations with the driver that no caller can break off half-way.

The driver answers a cancelled call by closing its channel behind our back, and then forgets that
the broker has not heard of it: the next channel of that number is a protocol error that costs the
whole connection. So a caller may stop waiting, but the call itself always comes to its end.
"""

import asyncio
from collections.abc import Coroutine
from typing import Final

__all__ = ["uninterrupted"]

_running: Final[set[asyncio.Task[object]]] = set()


async def uninterrupted[Answer](
    call: Coroutine[object, None, Answer], *, within_seconds: float
) -> Answer:
    """Wait for a call for so long; a caller that is cancelled or out of patience leaves it behind.

    Args:
        call: what to say to the driver.
        within_seconds: how long to wait for its answer.

    Raises:
        TimeoutError: no answer in time; the call goes on, and what it raises is dropped.
    """
    task: asyncio.Task[Answer] = asyncio.get_running_loop().create_task(_own(call))
    _running.add(task)
    task.add_done_callback(_running.discard)
    task.add_done_callback(_look_at)
    done, _ = await asyncio.wait((task,), timeout=within_seconds)
    if not done:
        raise TimeoutError(f"the broker has not answered for {within_seconds:.0f} s")
    return task.result()


async def _own[Answer](call: Coroutine[object, None, Answer]) -> Answer:
    return await call


def _look_at(task: asyncio.Task[object]) -> None:
    """Take note of an error that nobody may be waiting for any more."""
    if not task.cancelled():
        task.exception()
