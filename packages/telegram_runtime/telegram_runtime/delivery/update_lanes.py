"""Handles updates chat by chat: each chat in order and to the end, the chats at the same time."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from aiogram.types import Update

from telegram_runtime.delivery.retry_policy import RetryPolicy
from telegram_runtime.delivery.update_facts import NOBODY, chat_id_of
from telegram_runtime.delivery.update_handling import Outcome


class HandlesUpdates(Protocol):
    """What `UpdateHandling` does."""

    async def handle(self, update: Update) -> Outcome:
        """Handles the update; never raises for it."""
        ...

    async def give_up(self, update: Update) -> None:
        """Ends an update that will never succeed; never raises for it."""
        ...


class UpdateLanes:
    """A lane for each chat that has something to handle.

    Args:
        handling: Handles one update.
        finished: Told the number of each update that may be confirmed.
        policy: How often and for how long an update is tried.
    """

    def __init__(
        self,
        handling: HandlesUpdates,
        finished: Callable[[int], None],
        policy: RetryPolicy | None = None,
    ) -> None:
        self._handling = handling
        self._finished = finished
        self._policy = policy or RetryPolicy()
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._last_success_at = float("-inf")
        self._succeeded = 0
        self._failing = 0

    def put(self, update: Update) -> None:
        """Lets the update be handled after the earlier ones of its chat; returns at once."""
        # What belongs to no chat is in nobody's way.
        lane_id = chat_id_of(update) or NOBODY - update.update_id
        lane = self._lanes.get(lane_id)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[lane_id] = deque((update,))
        task = asyncio.create_task(self._drive(lane_id), name=f"updates of chat {lane_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, within_seconds: float) -> None:
        """Begins nothing more and waits for what is in hand; what is late is cancelled.

        Nothing that was not finished counts as such: it comes again.
        """
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=within_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _drive(self, lane_id: int) -> None:
        lane = self._lanes[lane_id]
        try:
            while lane and not self._stopping.is_set():
                if not await self._handle_to_the_end(lane[0]):
                    return
                self._finished(lane.popleft().update_id)
        finally:
            del self._lanes[lane_id]

    async def _handle_to_the_end(self, update: Update) -> bool:
        """Return whether the update may be confirmed; not, when we were told to stop."""
        if await self._succeeds(update):
            return True
        self._failing += 1
        try:
            return await self._try_again(update)
        finally:
            self._failing -= 1

    async def _try_again(self, update: Update) -> bool:
        first_failed_at, succeeded_before = time.monotonic(), self._succeeded
        attempt = 0
        while True:
            if self._policy.gives_up(
                first_failed_at,
                time.monotonic(),
                self._last_success_at,
                succeeded_since=self._succeeded - succeeded_before,
                failing=self._failing,
            ):
                await self._handling.give_up(update)
                return True
            attempt += 1
            if await self._stopped_within(self._policy.pause_after(attempt)):
                return False
            if await self._succeeds(update):
                return True

    async def _succeeds(self, update: Update) -> bool:
        if not (await self._handling.handle(update)).is_final:
            return False
        self._last_success_at = time.monotonic()
        self._succeeded += 1
        return True

    async def _stopped_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return False
        return True
