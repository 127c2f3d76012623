"""Which events people were told of."""

from typing import Protocol
from uuid import UUID


class ToldEvents(Protocol):
    """Ids of events that a notification was sent about, for a month.

    Events come at least once, and Telegram knows no key that would keep a message from being sent
    twice: whoever is killed between a notification and the note of it sends it again.
    """

    async def has(self, event_id: UUID) -> bool:
        """Whether somebody was told.

        Raises:
            StorageUnavailable: The memory does not answer.
        """
        ...

    async def add(self, event_id: UUID) -> None:
        """Note that somebody was told.

        Raises:
            StorageUnavailable: The memory does not answer.
        """
        ...
