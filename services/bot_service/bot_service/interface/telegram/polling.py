"""Fetches updates from Telegram and handles each of them before the next ones are confirmed.

The dispatcher's own polling either confirms updates before they are handled, or, when it is told
to stop, cancels the one in hand. Here an update is confirmed by the request after the one that
brought it, when its handler has ended; so one that is lost with the process comes again.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Update
from telemetry.logs import get_logger

_LOG = get_logger("bot_service.polling")
_WAIT_SECONDS: Final = 10
_FIRST_PAUSE_SECONDS: Final = 0.5
_LONGEST_PAUSE_SECONDS: Final = 30.0
_CONFIRM_SECONDS: Final = 3


class Polling:
    """Polls for one bot, through every loss.

    Args:
        bot: The Bot API.
        dispatcher: Handles updates.
        first_pause_seconds: Pause after a first failure; it doubles from there.
    """

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, *, first_pause_seconds: float = _FIRST_PAUSE_SECONDS
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._first_pause_seconds = first_pause_seconds
        self._offset: int | None = None
        self._status = "starting"

    @property
    def status(self) -> str:
        """`starting`, `polling`, or what is in the way."""
        return self._status

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until the event is set; the update in hand is finished and confirmed."""
        pause = self._first_pause_seconds
        stopping = asyncio.create_task(stop.wait(), name="polling told to stop")
        try:
            while not stop.is_set():
                try:
                    updates = await self._fetch(stopping)
                    self._status = "polling"
                    pause = self._first_pause_seconds
                except TelegramAPIError as error:
                    self._status = f"failing: {type(error).__name__}"
                    _LOG.warning("updates_not_fetched", error=type(error).__name__)
                    await asyncio.wait((stopping,), timeout=pause)
                    pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                    continue
                await self._handle(updates, stop)
        finally:
            stopping.cancel()
        await self._confirm()

    async def _fetch(self, stopping: asyncio.Task[bool]) -> Sequence[Update]:
        fetching = asyncio.create_task(
            self._bot.get_updates(
                offset=self._offset,
                timeout=_WAIT_SECONDS,
                allowed_updates=self._dispatcher.resolve_used_update_types(),
                request_timeout=2 * _WAIT_SECONDS,
            ),
            name="fetch updates",
        )
        try:
            await asyncio.wait((fetching, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not fetching.done():
                fetching.cancel()  # nothing is confirmed by it, so nothing is lost
                await asyncio.gather(fetching, return_exceptions=True)
        return () if fetching.cancelled() else fetching.result()

    async def _handle(self, updates: Sequence[Update], stop: asyncio.Event) -> None:
        for update in updates:
            if stop.is_set():
                return
            try:
                await self._dispatcher.feed_update(self._bot, update)
            except Exception as error:  # noqa: BLE001  a bad update must not come again for ever
                _LOG.error("update_not_handled", update_id=update.update_id, error=repr(error))
            self._offset = update.update_id + 1

    async def _confirm(self) -> None:
        """Tells Telegram what was handled since the last request."""
        if self._offset is None:
            return
        try:
            await self._bot.get_updates(
                offset=self._offset, limit=1, timeout=0, request_timeout=_CONFIRM_SECONDS
            )
        except TelegramAPIError as error:
            _LOG.warning("updates_not_confirmed", error=type(error).__name__)
