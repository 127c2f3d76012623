"""Stands before every call of the Bot API: paces it, repeats it, counts it."""

import asyncio
from collections.abc import Callable
from typing import Final, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from telemetry.logs import get_logger

from telegram_runtime.bot_metrics import BotMetrics
from telegram_runtime.outgoing.flood_pauses import FloodPauses, place_of
from telegram_runtime.outgoing.harmless_refusals import is_harmless
from telegram_runtime.outgoing.lanes import current_lane
from telegram_runtime.outgoing.latest_edits import LatestEdits, MessageKey
from telegram_runtime.outgoing.pace import Pace
from telegram_runtime.outgoing.waiting_line import Sleep

_LOG = get_logger("telegram_runtime.outgoing")
_PACED: Final = ("send", "edit", "copy", "forward", "delete")
_UNPACED: Final = frozenset({"sendChatAction"})
_FETCHING: Final = "getUpdates"
_MOST_REPEATS: Final = 2
_REPEAT_SECONDS: Final = 0.3


class OutgoingMiddleware(BaseRequestMiddleware):
    """Keeps the bot within Telegram's limits.

    Args:
        pace: Lets calls through.
        metrics: Where to count.
        sleep: Waits some seconds.
        pauses: Keeps back what Telegram does not want now.
    """

    def __init__(
        self,
        pace: Pace,
        metrics: BotMetrics,
        *,
        sleep: Sleep = asyncio.sleep,
        pauses: FloodPauses | None = None,
    ) -> None:
        self._pace = pace
        self._metrics = metrics
        self._pauses = pauses or FloodPauses()
        self._sleep = sleep
        self._edits = LatestEdits()

    async def __call__(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Makes the call when it may be made.

        An edit that a later one supersedes is not sent; its caller is told that it was done.

        Raises:
            TelegramAPIError: Telegram refuses, or cannot be reached for long.
        """
        if method.__api_method__ == _FETCHING:  # the polling has pauses of its own
            return await self._once(make_request, bot, method)
        place = place_of(method)

        async def send(is_superseded: Callable[[], bool]) -> Response[TelegramType]:  # type: ignore[explicit-any]  # as above
            await self._wait_for_pace(method)
            self._pauses.require_open(place)
            if is_superseded():
                self._metrics.superseded_edits.inc()
                return _done()
            return await self._repeat(make_request, bot, method)

        message = _edited_message(method)
        if message is None:
            return await self._pauses.through(place, lambda: send(lambda: False))
        with self._edits.waiting(message) as edit:
            return await self._pauses.through(place, lambda: send(lambda: edit.is_superseded))

    async def _wait_for_pace(self, method: TelegramMethod[TelegramType]) -> None:  # type: ignore[explicit-any]  # as above
        name = method.__api_method__
        if not name.startswith(_PACED) or name in _UNPACED:
            return
        chat_id: object = getattr(method, "chat_id", None)
        is_new = isinstance(chat_id, int) and name.startswith("send")
        await self._pace.admit(
            current_lane(), chat_id if is_new and isinstance(chat_id, int) else None
        )

    async def _repeat(  # type: ignore[explicit-any]  # as above
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        repeats = 0
        while True:
            try:
                return await self._once(make_request, bot, method)
            except TelegramRetryAfter as error:
                self._metrics.flood_waits.inc()
                _LOG.warning("flood_wait", method=method.__api_method__, seconds=error.retry_after)
                raise
            except (TelegramNetworkError, TelegramServerError):
                repeats += 1
                if repeats > _MOST_REPEATS:
                    raise
                await self._sleep(_REPEAT_SECONDS * repeats)

    async def _once(  # type: ignore[explicit-any]  # as above
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            response = await make_request(bot, method)
        except TelegramAPIError as error:
            if is_harmless(method, error):
                self._metrics.called(method.__api_method__, "harmless")
                return _done()
            self._metrics.called(method.__api_method__, type(error).__name__)
            raise
        self._metrics.called(method.__api_method__, "ok")
        return response


def _edited_message(method: TelegramMethod[TelegramType]) -> MessageKey | None:  # type: ignore[explicit-any]  # as above
    """The message whose text the call replaces, buttons and all."""
    if isinstance(method, EditMessageText) and method.message_id is not None:
        return method.chat_id or 0, method.message_id
    return None


def _done() -> Response[TelegramType]:  # type: ignore[explicit-any]  # as above
    """What Telegram answers where it has nothing to show."""
    return cast("Response[TelegramType]", True)  # type: ignore[explicit-any]  # noqa: FBT003  as it stands in the answer
