"""Reads tasks off the event loop: the library that knows dates takes its time to load."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from bot_service.interface.telegram.tasks.task_text import TaskText, read_task_text


async def read_words(words: str, said_at: datetime, zone: ZoneInfo) -> TaskText:
    """Understand a message.

    Args:
        words: The message without the command.
        said_at: When it was written: an update that comes again means the same time.
        zone: The person's time zone.
    """
    return await asyncio.to_thread(read_task_text, words, said_at, zone)
