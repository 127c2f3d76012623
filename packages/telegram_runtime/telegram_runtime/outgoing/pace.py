"""Keeps to what Telegram bears: so many messages a second, and so many in each chat."""

import asyncio
from collections import OrderedDict
from contextlib import suppress
from typing import Final

from aiolimiter import AsyncLimiter

from telegram_runtime.bot_metrics import BotMetrics
from telegram_runtime.outgoing.lanes import Lane

MESSAGES_PER_SECOND: Final = 30.0
"""What Telegram names as its limit for a bot."""

CHAT_MESSAGES_PER_SECOND: Final = 1.0
"""What it names for one chat, in the long run."""

_CHAT_BURST: Final = 20
_LONGEST_COURTESY_SECONDS: Final = 1.0
"""A notification has its chat's turn, so that its chat must not wait for all others for ever."""
_MOST_CHATS: Final = 10_000


class Pace:
    """Lets calls through one by one, replies before notifications.

    Args:
        metrics: Where to count what waits.
        per_second: Calls in all chats.
        per_chat_second: New messages in one chat, in the long run; a short burst is let through.
        courtesy_seconds: How long a notification lets replies go first.
    """

    def __init__(
        self,
        metrics: BotMetrics,
        *,
        per_second: float = MESSAGES_PER_SECOND,
        per_chat_second: float = CHAT_MESSAGES_PER_SECOND,
        courtesy_seconds: float = _LONGEST_COURTESY_SECONDS,
    ) -> None:
        self._metrics = metrics
        self._per_chat_second = per_chat_second
        self._courtesy_seconds = courtesy_seconds
        self._everybody = AsyncLimiter(per_second, 1.0)
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()
        self._waiting = dict.fromkeys(Lane, 0)
        self._replies_in_line = 0
        self._no_reply_waits = asyncio.Event()
        self._no_reply_waits.set()
        self._one_notification = asyncio.Lock()

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return sum(self._waiting.values())

    async def admit(self, lane: Lane, new_message_in: int | None) -> None:
        """Returns when the call may be made.

        Args:
            lane: Whether somebody waits for it.
            new_message_in: The chat that gets a new message by it; none for an edit.
        """
        self._count(lane, 1)
        try:
            if new_message_in is not None:
                await self._of_chat(new_message_in).acquire()
            if lane is Lane.REPLY:
                await self._admit_reply()
                return
            # One at a time: a reply finds at most one notification before it.
            async with self._one_notification:
                await self._let_replies_go_first()
                await self._everybody.acquire()
        finally:
            self._count(lane, -1)

    async def _admit_reply(self) -> None:
        # In line is who waits for all chats' limit: a chat that has had enough holds up nobody.
        self._replies_in_line += 1
        self._no_reply_waits.clear()
        try:
            await self._everybody.acquire()
        finally:
            self._replies_in_line -= 1
            if not self._replies_in_line:
                self._no_reply_waits.set()

    async def _let_replies_go_first(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._courtesy_seconds):
                await self._no_reply_waits.wait()

    def _count(self, lane: Lane, change: int) -> None:
        self._waiting[lane] += change
        self._metrics.outgoing_waiting.labels(lane.value).set(self._waiting[lane])

    def _of_chat(self, chat_id: int) -> AsyncLimiter:
        limiter = self._chats.get(chat_id)
        if limiter is None:
            limiter = AsyncLimiter(_CHAT_BURST, _CHAT_BURST / self._per_chat_second)
            self._chats[chat_id] = limiter
            if len(self._chats) > _MOST_CHATS:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat_id)
        return limiter
