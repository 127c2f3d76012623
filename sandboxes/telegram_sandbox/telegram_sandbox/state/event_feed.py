"""Tells whoever looks at the chats what has just happened."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final

from telegram_sandbox.json_value import JsonObject

_MOST_BEHIND: Final = 1_000


class EventFeed:
    """Hands each event to everybody who listens; who falls far behind is let go."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[JsonObject | None]] = set()

    def tell(self, kind: str, chat_id: int, details: JsonObject) -> None:
        """Tell an event of a chat."""
        event: JsonObject = {"type": kind, "chat_id": chat_id, **details}
        for queue in tuple(self._listeners):
            if queue.qsize() >= _MOST_BEHIND:
                self._listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    @contextmanager
    def listen(self) -> Iterator[AsyncIterator[JsonObject]]:
        """Yield the events from now on; they end when the listener is too slow."""
        queue: asyncio.Queue[JsonObject | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield _until_none(queue)
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """Let everybody go."""
        for queue in self._listeners:
            queue.put_nowait(None)
        self._listeners.clear()


async def _until_none(queue: asyncio.Queue[JsonObject | None]) -> AsyncIterator[JsonObject]:
    while (event := await queue.get()) is not None:
        yield event
