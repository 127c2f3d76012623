"""Handles one update, whichever way it came: in its chat's turn, once, and to the end."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import AiogramError
from aiogram.types import Update
from business_hexagon.application.errors import StorageUnavailable
from telemetry.logs import get_logger
from telemetry.request_context import bind_context, current_context, new_context

from telegram_runtime.bot_metrics import BotMetrics
from telegram_runtime.delivery.answering import answer_update
from telegram_runtime.delivery.chat_turns import ChatTurns
from telegram_runtime.delivery.handled_updates import HandledUpdates
from telegram_runtime.delivery.passing import is_passing
from telegram_runtime.delivery.update_facts import chat_id_of, kind_of, language_code_of
from telegram_runtime.short_request_id import short_request_id

_LOG = get_logger("telegram_runtime.update_handling")

type Apology = Callable[[str | None, str], str]
"""Makes a sentence of the code of a language and the id of a request."""


class Outcome(StrEnum):
    """What became of an update.

    `handled`: its effect is stored and it was answered. `duplicate`: it was handled before.
    `ignored`: nobody here cares for it. `failed`: a bug of ours, for which we apologised.
    `try_again`: something was away; nothing may confirm it.
    """

    HANDLED = "handled"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"
    FAILED = "failed"
    TRY_AGAIN = "try_again"

    @property
    def is_final(self) -> bool:
        """Whether the update may be confirmed."""
        return self is not Outcome.TRY_AGAIN


@dataclass(slots=True)
class HandlingFigures:
    """What `/health` tells.

    Attributes:
        last_update_at: `time.monotonic()` of the last update; nothing before the first.
        retries: How many attempts ended with `try_again`.
        in_hand: How many updates are being handled, or wait for their chat's turn.
    """

    last_update_at: float | None = None
    retries: int = 0
    in_hand: int = 0


class UpdateHandling:
    """Takes updates to the dispatcher.

    Args:
        bot: The Bot API.
        dispatcher: Knows the handlers.
        turns: Keeps the order of each chat.
        handled: Remembers what was handled.
        apologise: Says, in the language of that code, that the request failed for good.
        metrics: Where to count.
    """

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        turns: ChatTurns,
        handled: HandledUpdates,
        *,
        apologise: Apology,
        metrics: BotMetrics,
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._turns = turns
        self._handled = handled
        self._apologise = apologise
        self._metrics = metrics
        self.figures = HandlingFigures()

    async def handle(self, update: Update) -> Outcome:
        """Handles the update; never raises for it."""
        self.figures.last_update_at = time.monotonic()
        self.figures.in_hand += 1
        try:
            async with self._turns.turn(chat_id_of(update)):
                # Bound here, so that all that is logged of an update bears one request id.
                with bind_context(new_context()):
                    return await self._timed_attempt(update)
        finally:
            self.figures.in_hand -= 1

    async def _timed_attempt(self, update: Update) -> Outcome:
        begun = time.perf_counter()
        outcome = await self._attempt(update)
        seconds = time.perf_counter() - begun
        kind = kind_of(update)
        self.figures.retries += not outcome.is_final
        self._metrics.update_handled(kind, outcome.value, seconds)
        _LOG.info(
            "update",
            update_id=update.update_id,
            kind=kind,
            outcome=outcome.value,
            milliseconds=round(seconds * 1000, 2),
        )
        return outcome

    async def _attempt(self, update: Update) -> Outcome:
        try:
            if await self._handled.has(update.update_id):
                return Outcome.DUPLICATE
            answer: object = await self._dispatcher.feed_update(self._bot, update)
            outcome = Outcome.IGNORED if answer is UNHANDLED else Outcome.HANDLED
        except Exception as error:  # noqa: BLE001  a bad update must not come again for ever
            if is_passing(error):
                _LOG.warning("update_will_be_tried_again", error=repr(error))
                return Outcome.TRY_AGAIN
            # The middleware that tells of errors has logged it and apologised.
            outcome = Outcome.FAILED
        await self._remember(update.update_id)
        return outcome

    async def give_up(self, update: Update) -> None:
        """Tells whoever wrote that it will not be done; never raises for it."""
        with bind_context(new_context()):
            _LOG.error("update_given_up", update_id=update.update_id, kind=kind_of(update))
            request_id = current_context().request_id
            text = self._apologise(language_code_of(update), request_id)
            try:
                await answer_update(update, text, copyable=short_request_id(request_id))
            except AiogramError as error:  # also when it was not Telegram that answered
                _LOG.warning("apology_not_sent", error=repr(error))
            await self._remember(update.update_id)

    async def _remember(self, update_id: int) -> None:
        try:
            await self._handled.add(update_id)
        except StorageUnavailable as error:
            # The effect is stored: should the update come again, the use cases know it.
            _LOG.warning("handled_update_not_noted", update_id=update_id, error=repr(error))
