"""Fetches updates while others are handled, and confirms none before its effect is stored.

The dispatcher's own polling either moves the offset on whatever becomes of the handlers, or
handles one update after the other. Here the offset follows a window of what is not finished.
"""

import asyncio
import time
from typing import Final

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramConflictError
from telemetry.logs import get_logger

from telegram_runtime.delivery.fetching import UnreadUpdate, fetch_updates
from telegram_runtime.delivery.polling_window import PollingWindow
from telegram_runtime.delivery.retry_policy import RetryPolicy
from telegram_runtime.delivery.update_lanes import HandlesUpdates, UpdateLanes

_LOG = get_logger("telegram_runtime.polling")
_WAIT_SECONDS: Final = 10
_DRAIN_SECONDS: Final = 8.0
_FIRST_LOOK_SECONDS: Final = 0.04
_LONGEST_LOOK_SECONDS: Final = 0.2


class Polling:
    """Polls for one bot, through every loss.

    Args:
        bot: The Bot API.
        handling: Handles one update.
        allowed: The kinds of updates that we want.
        failure_pauses: Pauses after requests that failed.
        policy: How often and for how long an update is tried.
        look_seconds: How soon to look for more while something is unfinished, or when nothing came
            and nobody waited for it; doubles from there.
    """

    mode: Final = "polling"

    def __init__(
        self,
        bot: Bot,
        handling: HandlesUpdates,
        allowed: list[str],
        *,
        failure_pauses: RetryPolicy | None = None,
        policy: RetryPolicy | None = None,
        look_seconds: float = _FIRST_LOOK_SECONDS,
    ) -> None:
        self._bot = bot
        self._allowed = allowed
        self._failure_pauses = failure_pauses or RetryPolicy(first_seconds=0.5)
        self._window = PollingWindow()
        self._lanes = UpdateLanes(handling, self._finish, policy)
        self._look_seconds = look_seconds
        self._all_done = asyncio.Event()
        self._status = "starting"

    @property
    def status(self) -> str:
        """`starting`, `polling`, or what is in the way."""
        return self._status

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until the event is set; updates in hand are finished and confirmed."""
        stopping = asyncio.create_task(stop.wait(), name="polling told to stop")
        failures, look_seconds = 0, self._look_seconds
        try:
            while not stop.is_set():
                asked_at = time.monotonic()
                try:
                    fetched = await self._fetch(stopping)
                except (TelegramAPIError, ClientDecodeError) as error:
                    failures += 1
                    await self._bear(error, failures, stopping)
                    continue
                failures, self._status = 0, "polling"
                is_new = self._take(fetched)
                look_seconds = self._look_seconds if is_new else look_seconds * 2
                pause = min(look_seconds, _LONGEST_LOOK_SECONDS)
                if self._window.unfinished:
                    await self._look_away(pause, stopping)
                elif not fetched and time.monotonic() - asked_at < _WAIT_SECONDS / 2:
                    # Telegram waits for updates; whatever answers in its place may not.
                    await asyncio.wait((stopping,), timeout=pause)
        finally:
            stopping.cancel()
            await self._lanes.drain(_DRAIN_SECONDS)
        await self._confirm()

    async def _fetch(self, stopping: asyncio.Task[bool]) -> list[UnreadUpdate]:
        offset = self._window.offset
        fetching = asyncio.create_task(
            fetch_updates(
                self._bot, offset=offset, wait_seconds=_WAIT_SECONDS, allowed=self._allowed
            ),
            name="fetch updates",
        )
        try:
            await asyncio.wait((fetching, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not fetching.done():
                fetching.cancel()  # what it may have confirmed was finished
                await asyncio.gather(fetching, return_exceptions=True)
        if fetching.cancelled():
            return []
        fetched = fetching.result()
        self._window.confirmed(offset)
        return fetched

    def _take(self, fetched: list[UnreadUpdate]) -> bool:
        """Return whether there was anything new."""
        by_id = {update.update_id: update for update in fetched}
        new = self._window.admit(by_id)
        if new:
            self._all_done.clear()
        for update_id in new:
            update = by_id[update_id].read(self._bot)
            if update is None:
                self._finish(update_id)
            else:
                self._lanes.put(update)
        return bool(new)

    def _finish(self, update_id: int) -> None:
        self._window.finish(update_id)
        if not self._window.unfinished:
            self._all_done.set()

    async def _look_away(self, seconds: float, stopping: asyncio.Task[bool]) -> None:
        """Pauses while something is unfinished, which Telegram would send again at once."""
        done = asyncio.create_task(self._all_done.wait(), name="all updates done")
        try:
            await asyncio.wait(
                (done, stopping), timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            done.cancel()

    async def _bear(self, error: Exception, failures: int, stopping: asyncio.Task[bool]) -> None:
        self._status = f"failing: {type(error).__name__}"
        _LOG.warning("updates_not_fetched", error=type(error).__name__)
        if isinstance(error, TelegramConflictError) and "webhook" in error.message.lower():
            await self._delete_webhook()
        await asyncio.wait((stopping,), timeout=self._failure_pauses.pause_after(failures))

    async def _delete_webhook(self) -> None:
        """Telegram does not let us poll while updates are pushed."""
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramAPIError as error:
            _LOG.warning("webhook_not_deleted", error=type(error).__name__)

    async def _confirm(self) -> None:
        """Tells Telegram what was finished since the last request."""
        offset = self._window.offset
        if offset is None:
            return
        try:
            await fetch_updates(
                self._bot, offset=offset, wait_seconds=0, allowed=self._allowed, limit=1
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            _LOG.warning("updates_not_confirmed", error=type(error).__name__)
