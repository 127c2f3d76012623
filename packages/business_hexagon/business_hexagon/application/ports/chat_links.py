"""Which chat belongs to which user."""

from typing import Protocol
from uuid import UUID


class ChatLinks(Protocol):
    """Links between chats and users, made by one-time codes.

    Every method raises `StorageUnavailable` when the store does not answer.
    """

    async def issue_code(self, user_id: UUID) -> str:
        """A code that links one chat to this user; it works once and for ten minutes."""
        ...

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """Link the chat to the user whose code it is; nothing when the code does not work."""
        ...

    async def user_of(self, chat_id: int) -> UUID | None:
        """The user that the chat is linked to."""
        ...

    async def chat_of(self, user_id: UUID) -> int | None:
        """The chat that the user is linked to."""
        ...
