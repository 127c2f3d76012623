"""What the bot keeps in Redis, in memory."""

from uuid import UUID

from bot_service.interface.telegram.orders.status_messages import StatusMessage


class RememberedMessages:
    """`StatusMessages` in memory.

    Attributes:
        shown: Status messages by order.
    """

    def __init__(self) -> None:
        self.shown: dict[UUID, StatusMessage] = {}

    async def get(self, order_id: UUID) -> StatusMessage | None:
        """See `StatusMessages.get`."""
        return self.shown.get(order_id)

    async def keep(self, order_id: UUID, message: StatusMessage) -> None:
        """See `StatusMessages.keep`."""
        self.shown[order_id] = message


class RememberedEvents:
    """`ToldEvents` in memory.

    Attributes:
        told: Ids of events.
    """

    def __init__(self) -> None:
        self.told: set[UUID] = set()

    async def has(self, event_id: UUID) -> bool:
        """See `ToldEvents.has`."""
        return event_id in self.told

    async def add(self, event_id: UUID) -> None:
        """See `ToldEvents.add`."""
        self.told.add(event_id)


class RememberedPhotos:
    """`PhotoFiles` in memory.

    Attributes:
        names: Telegram's names of photos, by attachment.
    """

    def __init__(self) -> None:
        self.names: dict[UUID, str] = {}

    async def get(self, attachment_id: UUID) -> str | None:
        """See `PhotoFiles.get`."""
        return self.names.get(attachment_id)

    async def keep(self, attachment_id: UUID, file_id: str) -> None:
        """See `PhotoFiles.keep`."""
        self.names[attachment_id] = file_id
