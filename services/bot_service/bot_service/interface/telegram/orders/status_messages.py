"""Which message of which chat tells how an order is doing."""

from typing import Protocol
from uuid import UUID

from pydantic import BaseModel


class StatusMessage(BaseModel):
    """A message that is edited whenever its order moves.

    Attributes:
        chat_id: The chat.
        message_id: The message's number in it.
        language: What was spoken there, for whoever never chose a language.
        told: Events that a notification was sent about, so that none is told twice.
    """

    chat_id: int
    message_id: int
    language: str | None = None
    told: list[UUID] = []


class StatusMessages(Protocol):
    """Remembers them for a month; one that is forgotten costs a new message, never an order."""

    async def get(self, order_id: UUID) -> StatusMessage | None:
        """The message of an order, or nothing.

        Raises:
            StorageUnavailable: The store does not answer.
        """
        ...

    async def keep(self, order_id: UUID, message: StatusMessage) -> None:
        """Remember the message; the one before is not edited any more.

        Raises:
            StorageUnavailable: The store does not answer.
        """
        ...
