"""Reminds people in their chats of tasks that are due."""

from aiogram.utils.i18n import gettext as _
from integration_events.task_events import TaskDue
from message_bus.delivery import ReceivedEvent

from bot_service.interface.messages.task_cards import TaskCards


class TaskReminders:
    """Listens to what is due.

    Args:
        cards: Tells.
    """

    def __init__(self, cards: TaskCards) -> None:
        self._cards = cards

    async def when_task_due(self, received: ReceivedEvent) -> None:
        """Remind who has to do it, else who wrote it down; nobody of what is done or put off.

        Raises:
            StorageUnavailable: A data service, or the memory, does not answer.
            TelegramAPIError: Telegram does not take it.
        """
        data = received.envelope.data
        if not isinstance(data, TaskDue):
            return
        await self._cards.tell(
            received.envelope.event_id,
            data.assignee_id or data.created_by,
            data.task_id,
            heading=lambda: _("🔔 A task is due:"),
            is_news=lambda task: task.due_at == data.due_at,
        )
