"""Reminds people in their chats of tasks that are due."""

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.find_chat_of_user import (
    FindChatOfUser,
    FindChatOfUserQuery,
)
from business_hexagon.application.queries.chats.identify_chat import (
    IdentifyChat,
    IdentifyChatQuery,
)
from business_hexagon.application.queries.tasks.get_task import GetTask
from business_hexagon.domain.errors import PermissionDenied
from integration_events.task_events import TaskDue
from message_bus.delivery import ReceivedEvent
from telegram_runtime.delivery.chat_turns import ChatTurns

from bot_service.interface.telegram.tasks.task_reader import TaskReader
from bot_service.interface.telegram.translations import Translations


class TaskReminders:
    """Listens to what is due.

    Args:
        bot: Writes.
        turns: One at a time in each chat.
        translations: The languages.
        find_chat_of_user: Which chat somebody has.
        identify_chat: Whom a chat speaks for now.
        get_task: The task as it is now.
        clock: The time.
    """

    def __init__(
        self,
        *,
        bot: Bot,
        turns: ChatTurns,
        translations: Translations,
        find_chat_of_user: FindChatOfUser,
        identify_chat: IdentifyChat,
        get_task: GetTask,
        clock: Clock,
    ) -> None:
        self._bot = bot
        self._turns = turns
        self._translations = translations
        self._find_chat_of_user = find_chat_of_user
        self._identify_chat = identify_chat
        self._get_task = get_task
        self._clock = clock

    async def when_task_due(self, received: ReceivedEvent) -> None:
        """Remind who has to do it, else who wrote it down; nobody of what is done or put off.

        Raises:
            StorageUnavailable: A data service does not answer.
            TelegramAPIError: Telegram does not take it.
        """
        data = received.envelope.data
        if not isinstance(data, TaskDue):
            return
        query = FindChatOfUserQuery(data.assignee_id or data.created_by)
        address = await self._find_chat_of_user.execute(query)
        if address is None or address.is_muted:
            return
        async with self._turns.turn(address.chat_id):
            await self._remind(address.chat_id, data)

    async def _remind(self, chat_id: int, due: TaskDue) -> None:
        identity = await self._identify_chat.execute(IdentifyChatQuery(chat_id))
        with self._translations.speaking(identity.language) as language:
            reader = TaskReader.of(identity, language, self._clock)
            try:
                task = await reader.find(self._get_task, due.task_id)
            except (NotFound, PermissionDenied):
                return  # given to somebody else, or the link has ended, a moment ago
            if not task.is_open or task.due_at != due.due_at:
                return
            screen = reader.card(task, _("🔔 A task is due:"))
            await self._bot.send_message(
                chat_id, screen.text, parse_mode=ParseMode.HTML, reply_markup=screen.markup
            )
