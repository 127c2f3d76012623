"""`ChatLinks` in memory."""

from datetime import UTC, datetime
from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.chat_links import ChatLink


class LinkedChats:
    """Implements `ChatLinks`.

    Attributes:
        codes: Which user each code stands for.
        users: Which user each chat is linked to.
        chats: Which chat each user had last, where `users` does not tell.
        asked_at: When all of them asked for their codes.
        away: Whether the store does not answer.
    """

    def __init__(self) -> None:
        self.codes: dict[str, UUID] = {}
        self.users: dict[int, UUID] = {}
        self.chats: dict[UUID, int] = {}
        self.asked_at = datetime(2026, 1, 1, tzinfo=UTC)
        self.away = False

    async def issue_code(self, link: ChatLink) -> str:
        """See `ChatLinks.issue_code`."""
        self._answer()
        self.codes["code"] = link.user_id
        return "code"

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """See `ChatLinks.redeem_code`."""
        self._answer()
        user_id = self.codes.pop(code, None)
        if user_id is not None:
            self.users[chat_id] = user_id
        return user_id

    async def link_of(self, chat_id: int) -> ChatLink | None:
        """See `ChatLinks.link_of`."""
        self._answer()
        user_id = self.users.get(chat_id)
        return None if user_id is None else ChatLink(user_id, self.asked_at)

    async def chat_of(self, user_id: UUID) -> int | None:
        """See `ChatLinks.chat_of`."""
        self._answer()
        linked = {user: chat for chat, user in self.users.items()}
        return linked.get(user_id, self.chats.get(user_id))

    def _answer(self) -> None:
        if self.away:
            raise StorageUnavailable(service="redis", reason="away")
