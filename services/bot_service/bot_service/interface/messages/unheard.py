"""A bot without a token hears everything and tells nobody."""

from typing import Final

from integration_events.subscriptions import event_types_for
from message_bus.delivery import ReceivedEvent
from message_bus.handling import EachEvent

QUEUE: Final = "bot_notifications"


def unheard() -> EachEvent:
    """Acknowledges every event of the bot's queue, or it would grow for ever."""
    return EachEvent(dict.fromkeys(event_types_for(QUEUE), _pass_over))


async def _pass_over(received: ReceivedEvent) -> None:
    del received
