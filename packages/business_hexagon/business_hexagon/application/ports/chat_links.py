"""Which chat belongs to which user."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChatLink:
    """Whom a chat speaks for.

    Attributes:
        user_id: the user.
        asked_at: when he asked for the code, which proved that he was logged in.
    """

    user_id: UUID
    asked_at: datetime


class ChatLinks(Protocol):
    """Links between chats and users, made by one-time codes.

    Every method raises `StorageUnavailable` when the store does not answer.
    """

    async def issue_code(self, link: ChatLink) -> str:
        """A code that makes this link for one chat; it works once and for ten minutes."""
        ...

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """Link the chat to the user whose code it is; nothing when the code does not work."""
        ...

    async def link_of(self, chat_id: int) -> ChatLink | None:
        """Whom the chat was linked to last; `IdentifyChat` tells whether that still counts."""
        ...

    async def chat_of(self, user_id: UUID) -> int | None:
        """The chat that the user is linked to."""
        ...
