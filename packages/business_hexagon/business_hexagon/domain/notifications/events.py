"""What happens to notifications. Field names are those of the published events."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationSent(DomainEvent):
    """Somebody was told something; the address stays out of the event."""

    event_type: ClassVar[str] = "notification.sent"

    notification_id: UUID
    channel: str
    template: str
    recipient_key: str
    order_id: UUID | None
    task_id: UUID | None
