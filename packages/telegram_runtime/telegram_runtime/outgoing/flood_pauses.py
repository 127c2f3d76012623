"""Who waits when Telegram says `retry_after`: the chat that it was said of, or everybody.

Telegram does not say of whom. A refusal is taken for its chat's own, so that one chat that has had
enough holds up no other. When a third chat is refused while two others wait, it is the bot that
was too fast, and everything waits: two alone may be two people who never stop tapping, and must
not silence the bot for everybody. A call that names no chat, such as one that sets the bot's name,
has limits of its own that can last for hours: it waits with its likes.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from telegram_runtime.outgoing.waiting_line import Now, Sleep, WaitingLine

_CHATS_OF_A_FLOOD: Final = 3

type Place = int | str
"""A chat, or the method of calls that name none."""


class FloodPauses:
    """Keeps calls back for as long as Telegram told one of them to wait.

    Args:
        now: Seconds, by a clock that never goes back.
        sleep: Waits some seconds.
    """

    def __init__(self, now: Now = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._now = now
        self._sleep = sleep
        self._places: dict[Place, WaitingLine] = {}
        # All chats one by one would be slower than they write: their line would never end.
        self._everything = WaitingLine(now, sleep, one_by_one=False)

    @property
    def places(self) -> int:
        """How many places have a call under way, or a pause."""
        return len(self._places)

    async def through[T](self, place: Place, call: Callable[[], Awaitable[T]]) -> T:
        """Makes the call behind all that wait in its place, once that is open.

        Raises:
            TelegramRetryAfter: The pause is too long, or one followed the other.
        """
        line = self._places.get(place)
        if line is None:
            line = self._places[place] = WaitingLine(self._now, self._sleep, one_by_one=True)
        try:
            return await line.through(
                lambda: self._everything.through(call, lambda: self._is_flood(place))
            )
        finally:
            if line.is_idle:
                self._places.pop(place, None)

    def require_open(self, place: Place) -> None:
        """Refuse a call whose pause began while it waited for something else.

        Raises:
            StillPaused: It would only be refused by Telegram.
        """
        self._everything.require_open()
        line = self._places.get(place)
        if line is not None:
            line.require_open()

    def _is_flood(self, refused: Place) -> bool:
        """Whether the place that is refused right now is a chat, and one of too many."""
        for place in [place for place, line in self._places.items() if line.is_idle]:
            del self._places[place]
        if not isinstance(refused, int):
            return False
        others = [
            place
            for place, line in self._places.items()
            if isinstance(place, int) and place != refused and line.is_closed
        ]
        return self._everything.is_closed or len(others) >= _CHATS_OF_A_FLOOD - 1


def place_of(method: TelegramMethod[TelegramType]) -> Place:  # type: ignore[explicit-any]  # the type variable is bound to Any
    """Where the call has to wait."""
    chat_id: object = getattr(method, "chat_id", None)
    return chat_id if isinstance(chat_id, int | str) else method.__api_method__
