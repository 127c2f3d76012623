"""Updates that the bot has not confirmed yet, in order."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.number_sequence import NumberSequence

_UPDATES_PER_SECOND: Final = 1_000
_MOST_WAITING: Final = 50_000
_ONLY_ON_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class TooManyUpdatesError(Exception):
    """The bot has left so many updates waiting that no more are taken."""


@dataclass(slots=True)
class Update:
    """One update: a number, its kind and content, and the chat whose order it keeps."""

    update_id: int
    kind: str
    content: JsonObject
    order_key: int
    added: float = field(default_factory=time.monotonic)

    def as_json(self) -> JsonObject:
        """As the bot gets it."""
        return {"update_id": self.update_id, self.kind: self.content}


class UpdateQueue:
    """What waits for the bot.

    Attributes:
        news: Set when an update came; whoever waits clears it.
        allowed: The kinds that the bot asked for; None for Telegram's default.
        repeats: How often an update is given out once more after it was confirmed.
        reorders: Whether updates that wait together are given out newest first.
    """

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.allowed: frozenset[str] | None = None
        self.repeats = 0
        self.reorders = False
        self._numbers = NumberSequence(_UPDATES_PER_SECOND)
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._again: list[Update] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, kind: str, content: JsonObject, order_key: int) -> int:
        """Take an update and return its number; one that the bot does not want is dropped.

        Raises:
            TooManyUpdatesError: The bot has to fetch some first.
        """
        update_id = self._numbers.take()
        if self._is_wanted(kind):
            self.put(Update(update_id, kind, content, order_key))
        return update_id

    def put(self, update: Update) -> None:
        """Take a ready update, as somebody sent it.

        Raises:
            TooManyUpdatesError: The bot has to fetch some first.
        """
        if len(self._waiting) >= _MOST_WAITING:
            raise TooManyUpdatesError(f"{_MOST_WAITING} updates wait already")
        self._waiting[update.update_id] = update
        self.news.set()

    def want(self, kinds: Collection[str] | None) -> None:
        """Remember which kinds the bot asks for; an empty list means the default again."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def confirm_below(self, offset: int) -> None:
        """Forget what the bot has handled; a negative offset keeps so many of the newest."""
        if offset < 0:
            offset = ([*self._waiting][offset:] or [0])[0]
        for update_id in [number for number in self._waiting if number < offset]:
            self.confirm(update_id)

    def confirm(self, update_id: int) -> None:
        """Forget one update, or give it once more when that fault is on."""
        update = self._waiting.pop(update_id, None)
        if update is not None and self.repeats:
            self._again.extend([update] * self.repeats)
            self.news.set()

    def batch(self, limit: int) -> list[Update]:
        """The updates that are due, repeated ones first."""
        again, self._again = self._again[:limit], self._again[limit:]
        waiting = list(self._waiting.values())[: limit - len(again)]
        if self.reorders:
            waiting.reverse()
        return [*again, *waiting]

    def waiting(self) -> list[Update]:
        """All that is not confirmed, oldest first."""
        return list(self._waiting.values())

    def take_again(self) -> list[Update]:
        """What is to be sent once more."""
        again, self._again = self._again, []
        return again

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()
        self._again.clear()

    def oldest_seconds(self) -> float:
        """How long the oldest update has been waiting."""
        if not self._waiting:
            return 0.0
        return time.monotonic() - next(iter(self._waiting.values())).added

    def _is_wanted(self, kind: str) -> bool:
        return kind not in _ONLY_ON_REQUEST if self.allowed is None else kind in self.allowed
