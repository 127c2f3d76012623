"""`ChatLinks` in memory."""

from uuid import UUID

from business_hexagon.application.errors import StorageUnavailable


class LinkedChats:
    """Implements `ChatLinks`.

    Attributes:
        codes: Which user each code stands for.
        users: Which user each chat is linked to.
        away: Whether the store does not answer.
    """

    def __init__(self) -> None:
        self.codes: dict[str, UUID] = {}
        self.users: dict[int, UUID] = {}
        self.away = False

    async def issue_code(self, user_id: UUID) -> str:
        """See `ChatLinks.issue_code`."""
        self._answer()
        self.codes["code"] = user_id
        return "code"

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """See `ChatLinks.redeem_code`."""
        self._answer()
        user_id = self.codes.pop(code, None)
        if user_id is not None:
            self.users[chat_id] = user_id
        return user_id

    async def user_of(self, chat_id: int) -> UUID | None:
        """See `ChatLinks.user_of`."""
        self._answer()
        return self.users.get(chat_id)

    async def chat_of(self, user_id: UUID) -> int | None:
        """See `ChatLinks.chat_of`."""
        self._answer()
        return next((chat for chat, user in self.users.items() if user == user_id), None)

    def _answer(self) -> None:
        if self.away:
            raise StorageUnavailable(service="redis", reason="away")
