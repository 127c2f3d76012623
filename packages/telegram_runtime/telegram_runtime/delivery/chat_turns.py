"""One at a time in each chat, in the order of arrival; many chats at the same time."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

_MOST_AT_ONCE: Final = 64


class ChatTurns:
    """Hands out turns: whatever writes into a chat takes one, updates and events alike.

    A handler of an update has its chat's turn already and must not ask for it again.

    Args:
        most_at_once: How many turns may be going on in all chats together.
    """

    def __init__(self, most_at_once: int = _MOST_AT_ONCE) -> None:
        self._places = asyncio.Semaphore(most_at_once)
        self._queues: dict[int, deque[asyncio.Future[None]]] = {}
        self._going_on = 0

    @property
    def going_on(self) -> int:
        """How many turns are going on."""
        return self._going_on

    @property
    def chats(self) -> int:
        """How many chats have somebody in turn or waiting."""
        return len(self._queues)

    @asynccontextmanager
    async def turn(self, chat_id: int) -> AsyncIterator[None]:
        """Waits for the chat's turn and has it to the end of the block."""
        await self._wait(chat_id)
        try:
            async with self._places:
                self._going_on += 1
                try:
                    yield
                finally:
                    self._going_on -= 1
        finally:
            self._pass_on(chat_id)

    async def _wait(self, chat_id: int) -> None:
        queue = self._queues.get(chat_id)
        if queue is None:  # nobody is before us
            self._queues[chat_id] = deque()
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                with suppress(ValueError):  # it was passed over in the same moment
                    queue.remove(turn)
            else:  # it became ours in the same moment
                self._pass_on(chat_id)
            raise

    def _pass_on(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        while queue:
            following = queue.popleft()
            if not following.done():
                following.set_result(None)
                return
        del self._queues[chat_id]
