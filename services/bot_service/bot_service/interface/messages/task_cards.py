"""Writes the card of a task to somebody who did not ask for it."""

from collections.abc import Callable
from uuid import UUID

from aiogram import Bot
from aiogram.enums import ParseMode
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
from telegram_runtime.delivery.chat_turns import ChatTurns

from bot_service.interface.messages.told_events import ToldEvents
from bot_service.interface.telegram.tasks.shown_task import ShownTask
from bot_service.interface.telegram.tasks.task_reader import TaskReader
from bot_service.interface.telegram.translations import Translations


class TaskCards:
    """Tells of tasks, once for each event and never where somebody wants to be left alone.

    Args:
        bot: Writes.
        turns: One at a time in each chat.
        translations: The languages.
        find_chat_of_user: Which chat somebody has.
        identify_chat: Whom a chat speaks for now.
        get_task: The task as it is now.
        clock: The time.
        told_events: Of which events somebody was told.
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
        told_events: ToldEvents,
    ) -> None:
        self._bot = bot
        self._turns = turns
        self._translations = translations
        self._find_chat_of_user = find_chat_of_user
        self._identify_chat = identify_chat
        self._get_task = get_task
        self._clock = clock
        self._told_events = told_events

    async def tell(
        self,
        event_id: UUID,
        user_id: UUID,
        task_id: UUID,
        *,
        heading: Callable[[], str],
        is_news: Callable[[ShownTask], bool],
    ) -> None:
        """Write the task's card into the chat of the user.

        Args:
            event_id: What happened.
            user_id: Who shall know.
            task_id: The task.
            heading: What stands above the card, in the language that is spoken.
            is_news: Whether it is worth a word as it is now.

        Raises:
            StorageUnavailable: A data service, or the memory, does not answer.
            TelegramAPIError: Telegram does not take it.
        """
        address = await self._find_chat_of_user.execute(FindChatOfUserQuery(user_id))
        if address is None or address.is_muted:
            return
        async with self._turns.turn(address.chat_id):
            if await self._told_events.has(event_id):
                return
            identity = await self._identify_chat.execute(IdentifyChatQuery(address.chat_id))
            with self._translations.speaking(identity.language) as language:
                reader = TaskReader.of(identity, language, self._clock)
                try:
                    task = await reader.find(self._get_task, task_id)
                except (NotFound, PermissionDenied):
                    return  # given to somebody else, or the link has ended, a moment ago
                if not task.is_open or not is_news(task):
                    return
                screen = reader.card(task, heading())
                await self._bot.send_message(
                    address.chat_id,
                    screen.text,
                    parse_mode=ParseMode.HTML,
                    reply_markup=screen.markup,
                )
            await self._told_events.add(event_id)
