"""Which event is told by whom: reading this table is reading what chats hear of the business."""

from collections.abc import Awaitable, Callable, Mapping

from dishka import AsyncContainer
from message_bus.delivery import ReceivedEvent

from bot_service.interface.messages.link_news import LinkNews
from bot_service.interface.messages.live_status import ORDER_EVENTS, LiveStatus
from bot_service.interface.messages.task_news import TaskNews
from bot_service.interface.messages.task_reminders import TaskReminders

type Listener = Callable[[ReceivedEvent], Awaitable[None]]


async def event_table(container: AsyncContainer) -> Mapping[str, Listener]:
    """Listeners by type of event.

    Args:
        container: Where listeners come from.
    """
    live_status = await container.get(LiveStatus)
    link_news = await container.get(LinkNews)
    task_news = await container.get(TaskNews)
    reminders = await container.get(TaskReminders)
    return {
        **dict.fromkeys(ORDER_EVENTS, live_status.when_order_moved),
        "chat.linked": link_news.when_chat_linked,
        **dict.fromkeys(("task.created", "task.updated"), task_news.when_task_given),
        "task.due": reminders.when_task_due,
    }
