"""Takes events to their listeners, and tells the bus what became of them."""

from collections.abc import Mapping

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
)
from business_hexagon.application.errors import RetryableError
from message_bus.delivery import ReceivedEvent
from message_bus.errors import DependencyDown
from message_bus.handling import EachEvent, EventHandler
from telegram_runtime.outgoing.lanes import as_notification
from telemetry.logs import get_logger

from bot_service.interface.messages.event_table import Listener

_LOG = get_logger("bot_service.listening")


def listening(table: Mapping[str, Listener]) -> EachEvent:
    """The consumer's handling: each event to its listener.

    Args:
        table: Listeners by type of event.
    """
    return EachEvent({event_type: _hearing(listener) for event_type, listener in table.items()})


def _hearing(listener: Listener) -> EventHandler:
    async def hear(received: ReceivedEvent) -> None:
        try:
            with as_notification():
                await listener(received)
        except (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound) as error:
            # The chat is gone, or its owner has blocked the bot: later would not be better.
            _LOG.info("chat_not_reached", event_type=received.event_type, error=repr(error))
        except (RetryableError, TelegramAPIError) as error:
            raise DependencyDown(str(error)) from error

    return hear
