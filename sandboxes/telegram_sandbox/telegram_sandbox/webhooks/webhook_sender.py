"""Sends what waits to the webhook: chats side by side, each chat in order, until it is taken."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Final

from telegram_sandbox.state.moments import as_telegram, now
from telegram_sandbox.state.update_queue import Update
from telegram_sandbox.state.webhook import Webhook
from telegram_sandbox.state.world import World
from telegram_sandbox.webhooks.webhook_post import Post

_FIRST_PAUSE_SECONDS: Final = 0.2
_LONGEST_PAUSE_SECONDS: Final = 10.0


class WebhookSender:
    """Works while a webhook is set.

    Args:
        world: Where updates wait.
        post: Posts one of them.
        first_pause_seconds: Pause after a first failure; it doubles from there.
    """

    def __init__(
        self, world: World, post: Post, *, first_pause_seconds: float = _FIRST_PAUSE_SECONDS
    ) -> None:
        self._world = world
        self._post = post
        self._first_pause_seconds = first_pause_seconds
        self._busy: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._moved = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to work."""
        self._running = asyncio.create_task(self._run(), name="webhook sender")

    async def stop(self) -> None:
        """Stop; what was not taken goes on waiting."""
        tasks = [*self._tasks, *([self._running] if self._running else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._moved.clear()
            if self._world.webhook.url:
                self._world.updates.news.clear()
                self._dispatch(self._world.webhook)
            await self._something_happens()

    async def _something_happens(self) -> None:
        world = self._world
        events = [self._moved, world.webhook_changed]
        if world.webhook.url:
            events.append(world.updates.news)  # while the bot polls it is the poll's
        waiting = [asyncio.create_task(event.wait()) for event in events]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            world.webhook_changed.clear()
            for task in waiting:
                task.cancel()

    def _dispatch(self, webhook: Webhook) -> None:
        updates = self._world.updates
        for again in updates.take_again():
            self._spawn(self._deliver_again(webhook, again))
        waiting = updates.waiting()
        if updates.reorders:
            waiting.reverse()
        for update in waiting:
            if len(self._tasks) >= webhook.max_connections:
                break
            if update.order_key not in self._busy:
                self._busy.add(update.order_key)
                self._spawn(self._deliver(webhook, update))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._moved.set()

    async def _deliver(self, webhook: Webhook, update: Update) -> None:
        pause = self._first_pause_seconds
        try:
            while self._world.webhook is webhook:
                error = await self._post(webhook, update.as_json())
                if error is None:
                    self._world.updates.confirm(update.update_id)
                    return
                webhook.last_error, webhook.last_error_at = error, as_telegram(now())
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await webhook.replaced.wait()
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
        finally:
            self._busy.discard(update.order_key)

    async def _deliver_again(self, webhook: Webhook, update: Update) -> None:
        await self._post(webhook, update.as_json())
