"""What is told about messages to people."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import OrderId, TaskId


class NotificationSent(EventData):
    """Somebody was told something; `recipient_key` is a hash, the address is in no event."""

    notification_id: Annotated[UUID, Field(examples=["1f0c7a52-7777-6d10-b1a9-0242ac120002"])]
    channel: Annotated[Literal["mail", "telegram"], Field(examples=["mail"])]
    template: Annotated[str, Field(examples=["order_completed"])]
    recipient_key: Annotated[str, Field(examples=["9f86d081884c7d65"])]
    order_id: OrderId | None = None
    task_id: Annotated[TaskId | None, Field(examples=[None])] = None
