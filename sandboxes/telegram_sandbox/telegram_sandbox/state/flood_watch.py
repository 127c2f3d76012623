"""Telegram's own limits of sending, kept when that switch is on.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import math
import time
from collections import deque
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

_COUNTED: Final = ("send", "edit")
_NOT_COUNTED: Final = frozenset({"sendchataction"})


class FloodLimits(BaseModel):
    """How many messages a bot may send or edit.

    Attributes:
        per_second: To all chats together.
        chat_burst: To one chat at once; after that one each second.
    """

    model_config = ConfigDict(extra="forbid")

    per_second: Annotated[int, Field(ge=1, le=1_000)] = 30
    chat_burst: Annotated[int, Field(ge=1, le=1_000)] = 20


class FloodWatch:
    """Counts what is sent."""

    def __init__(self) -> None:
        self._sent: deque[float] = deque()
        self._chats: dict[str, float] = {}

    def seconds_to_wait(self, limits: FloodLimits, method: str, chat_id: str) -> int | None:
        """Count a call; return how long to wait when it is one too many, None when it is not.

        Args:
            limits: What is allowed.
            method: In small letters.
            chat_id: Where it goes.
        """
        if not method.startswith(_COUNTED) or method in _NOT_COUNTED:
            return None
        now = time.monotonic()
        while self._sent and now - self._sent[0] >= 1:
            self._sent.popleft()
        # A bucket of so many drops, of which one leaks each second.
        full_until = max(self._chats.get(chat_id, now), now)
        too_many = full_until + 1 - now - limits.chat_burst
        if too_many > 0:
            return math.ceil(too_many)
        if len(self._sent) >= limits.per_second:
            return 1
        self._sent.append(now)
        self._chats[chat_id] = full_until + 1
        return None
