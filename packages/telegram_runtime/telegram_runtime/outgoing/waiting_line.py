"""Calls that wait behind one that Telegram told to wait, in the order in which they came."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from aiogram.exceptions import TelegramRetryAfter

_MOST_REFUSALS: Final = 5
_LONGEST_PAUSE: Final = 60
"""Seconds. What has to wait for longer is tried again later, and holds up nobody meanwhile."""

type Now = Callable[[], float]
type Sleep = Callable[[float], Awaitable[None]]


class StillPaused(TelegramRetryAfter):
    """A pause that is known already: nothing was asked of Telegram.

    Args:
        line: Whose pause it is.
        refusal: What Telegram said when it began.
        seconds: How long it goes on.
    """

    def __init__(self, line: "WaitingLine", refusal: TelegramRetryAfter, seconds: float) -> None:
        super().__init__(refusal.method, "still paused", math.ceil(seconds))
        self.line = line


@dataclass(slots=True)
class _Tries[T]:
    """A call, how often it was refused, and what it gave."""

    call: Callable[[], Awaitable[T]]
    is_ours: Callable[[], bool]
    refusals: int = 0
    made: list[T] = field(default_factory=list)


class WaitingLine:
    """The line before one place that Telegram may close for some seconds.

    Args:
        now: Seconds, by a clock that never goes back.
        sleep: Waits some seconds.
        one_by_one: Whether each who waited goes when the one before is done; else all of them
            begin, in order, as soon as Telegram took the first.
    """

    def __init__(self, now: Now, sleep: Sleep, *, one_by_one: bool) -> None:
        self._now = now
        self._sleep = sleep
        self._one_by_one = one_by_one
        self._front = asyncio.Lock()  # fair: first come, first served
        self._waiting = self._inside = 0
        self._closed_until = -math.inf
        self._is_tried = True
        self._refusal: TelegramRetryAfter | None = None

    @property
    def is_closed(self) -> bool:
        """Whether its pause goes on."""
        return self._now() < self._closed_until

    @property
    def is_idle(self) -> bool:
        """Whether nobody would miss it."""
        return not self._inside and not self.is_closed

    def require_open(self) -> None:
        """Refuse what would only be refused by Telegram.

        Raises:
            StillPaused: The pause goes on.
        """
        seconds = self._closed_until - self._now()
        if self._refusal is not None and seconds > 0:
            raise StillPaused(self, self._refusal, seconds)

    async def through[T](
        self, call: Callable[[], Awaitable[T]], is_ours: Callable[[], bool] = lambda: True
    ) -> T:
        """Makes the call when its turn has come, and again when Telegram told it to wait.

        Args:
            call: Makes it.
            is_ours: Whether a refusal closes this place, and not another one.

        Raises:
            TelegramRetryAfter: The pause is too long, one followed the other, or it is another
                place's.
        """
        tries = _Tries(call, is_ours)
        self._inside += 1
        try:
            is_free = not self._waiting and not self.is_closed
            is_made = is_free and await self._is_made(tries)
            while not is_made:
                is_made = await self._is_made_in_line(tries)
            return tries.made[0]
        finally:
            self._inside -= 1

    async def _is_made_in_line[T](self, tries: _Tries[T]) -> bool:
        self._waiting += 1
        try:
            async with self._front:
                while self._one_by_one or not self._is_tried:
                    await self._wait()
                    if await self._is_made(tries):
                        self._is_tried = True
                        return True
        finally:
            self._waiting -= 1
        return await self._is_made(tries)

    async def _wait(self) -> None:
        while (seconds := self._closed_until - self._now()) > 0:
            if seconds > _LONGEST_PAUSE:
                self.require_open()
            await self._sleep(seconds)

    async def _is_made[T](self, tries: _Tries[T]) -> bool:
        try:
            tries.made.append(await tries.call())
        except StillPaused as error:
            if error.line is not self:
                raise
        except TelegramRetryAfter as error:
            if not tries.is_ours():
                raise
            self._refusal = error
            self._is_tried = False
            self._closed_until = max(self._closed_until, self._now() + error.retry_after)
            tries.refusals += 1
            if tries.refusals > _MOST_REFUSALS:
                raise
        return bool(tries.made)
