"""`ChatLinks` in memory."""

from uuid import UUID


class InMemoryChatLinks:
    """Codes are numbered, so that tests can tell them."""

    def __init__(self) -> None:
        self._codes: dict[str, UUID] = {}
        self._users: dict[int, UUID] = {}
        self._chats: dict[UUID, int] = {}
        self._issued = 0

    async def issue_code(self, user_id: UUID) -> str:
        """See `ChatLinks.issue_code`."""
        self._issued += 1
        code = f"code_{self._issued}"
        self._codes[code] = user_id
        return code

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """See `ChatLinks.redeem_code`."""
        user_id = self._codes.pop(code, None)
        if user_id is not None:
            self._users[chat_id] = user_id
            self._chats[user_id] = chat_id
        return user_id

    async def user_of(self, chat_id: int) -> UUID | None:
        """See `ChatLinks.user_of`."""
        return self._users.get(chat_id)

    async def chat_of(self, user_id: UUID) -> int | None:
        """See `ChatLinks.chat_of`."""
        return self._chats.get(user_id)
