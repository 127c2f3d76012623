"""Chats and their codes in memory, with a switch that takes them away."""

from datetime import UTC, datetime
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.chats import ChatLink, ChatStanding
from business_hexagon.domain.chats.chat import Chat

from tests.fakes.in_memory_chats import InMemoryChatLinkCodes, InMemoryChatStandings
from tests.fakes.in_memory_storage import InMemoryStorage

LINKED_AT = datetime(2026, 1, 1, tzinfo=UTC)


class LinkedChats(InMemoryChatStandings):
    """Implements `ChatStandings`.

    Attributes:
        storage: Where chats and users are.
        codes: Codes that link chats.
        away: Whether the data service does not answer.
    """

    def __init__(self) -> None:
        self.storage = InMemoryStorage()
        super().__init__(self.storage)
        self.codes = InMemoryChatLinkCodes()
        self.away = False

    def link(self, chat_id: int, user_id: UUID) -> None:
        """Link a chat with a user, as if by a code that was asked for long ago."""
        chat = Chat.open(chat_id)
        chat.link(user_id, LINKED_AT)
        chat.mark_saved()
        self.storage.rows[chat.stream] = chat

    async def code_of(self, user_id: UUID) -> str:
        """A code that the user got from the API."""
        return await self.codes.issue_for_user(ChatLink(user_id, LINKED_AT))

    def user_of(self, chat_id: int) -> UUID | None:
        """Whom the chat is linked to."""
        found = (chat for chat in self.storage.all_of(Chat) if chat.chat_id == chat_id)
        return next((chat.user_id for chat in found), None)

    async def of_chat(self, chat_id: int) -> ChatStanding | None:
        """See `ChatStandings.of_chat`."""
        self._answer()
        return await super().of_chat(chat_id)

    async def of_user(self, user_id: UUID) -> ChatStanding | None:
        """See `ChatStandings.of_user`."""
        self._answer()
        return await super().of_user(user_id)

    def _answer(self) -> None:
        if self.away:
            raise StorageUnavailable(service="db_postgres_service", reason="away")
