"""Which event is told by whom: reading this table is reading what chats hear of the business."""

from collections.abc import Awaitable, Callable, Mapping

from dishka import AsyncContainer
from message_bus.delivery import ReceivedEvent

type Listener = Callable[[ReceivedEvent], Awaitable[None]]


async def event_table(container: AsyncContainer) -> Mapping[str, Listener]:
    """Listeners by type of event.

    Args:
        container: Where listeners come from.
    """
    del container
    return {}
