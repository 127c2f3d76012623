"""Photos that Telegram has already."""

from typing import Protocol
from uuid import UUID


class PhotoFiles(Protocol):
    """Remembers under which name Telegram keeps a photo, so that it is uploaded once.

    Forgetting costs another upload; so nothing here ever fails.
    """

    async def get(self, attachment_id: UUID) -> str | None:
        """Telegram's `file_id` of the photo, or nothing."""
        ...

    async def keep(self, attachment_id: UUID, file_id: str) -> None:
        """Remember it for a while."""
        ...
