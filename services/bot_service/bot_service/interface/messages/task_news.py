"""Tells people in their chats of tasks that somebody gave to them."""

from uuid import UUID

from aiogram.utils.i18n import gettext as _
from integration_events.event_data import EventData
from integration_events.task_events import TaskCreated, TaskUpdated
from message_bus.delivery import ReceivedEvent

from bot_service.interface.messages.task_cards import TaskCards


class TaskNews:
    """Listens to whom tasks are given.

    Args:
        cards: Tells.
    """

    def __init__(self, cards: TaskCards) -> None:
        self._cards = cards

    async def when_task_given(self, received: ReceivedEvent) -> None:
        """Tell who has to do it now, unless he took it himself or has passed it on.

        Raises:
            StorageUnavailable: A data service, or the memory, does not answer.
            TelegramAPIError: Telegram does not take it.
        """
        data = received.envelope.data
        if not isinstance(data, TaskCreated | TaskUpdated):
            return
        assignee_id = _given_to(data)
        if assignee_id is None or assignee_id == received.envelope.user_id:
            return
        await self._cards.tell(
            received.envelope.event_id,
            assignee_id,
            data.task_id,
            heading=lambda: _("📌 Somebody gave you a task:"),
            is_news=lambda task: task.assignee_id == assignee_id,
        )


def _given_to(data: EventData) -> UUID | None:
    match data:
        case TaskCreated(created_by=author, assignee_id=assignee) if author != assignee:
            return assignee
        case TaskUpdated(is_reassigned=True, assignee_id=assignee):
            return assignee
        case _:
            return None
