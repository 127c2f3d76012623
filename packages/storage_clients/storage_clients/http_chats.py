"""`Chats` and `ChatStandings` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.chats import ChatStanding
from business_hexagon.domain.chats.chat import Chat, chat_uuid
from storage_contracts.rows.chat_row import ChatRow, ChatStandingRow

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.chat_mapping import chat_from_row, standing_from_row
from storage_clients.paths import path_to

__all__ = ["HttpChatStandings", "HttpChats"]


class HttpChats:
    """Loads chats from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, chat_id: int) -> Chat | None:
        """See `Chats.get`."""
        path = path_to("chats", chat_uuid(chat_id))
        return await find_one(self._service, path, ChatRow, chat_from_row)

    async def of_user(self, user_id: UUID) -> Chat | None:
        """See `Chats.of_user`."""
        path = path_to("chats", "by_user", user_id)
        return await find_one(self._service, path, ChatRow, chat_from_row)


class HttpChatStandings:
    """Asks db_postgres_service how chats stand, anew each time."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def of_chat(self, chat_id: int) -> ChatStanding | None:
        """See `ChatStandings.of_chat`."""
        path = path_to("chat_standings", chat_uuid(chat_id))
        return await find_one(self._service, path, ChatStandingRow, standing_from_row)

    async def of_user(self, user_id: UUID) -> ChatStanding | None:
        """See `ChatStandings.of_user`."""
        path = path_to("chat_standings", "by_user", user_id)
        return await find_one(self._service, path, ChatStandingRow, standing_from_row)
