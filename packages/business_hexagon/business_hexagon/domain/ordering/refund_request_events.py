"""What happens to a customer's wish for money back; fields are those of the published record."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequestCreated(DomainEvent):
    """A customer asks for money back."""

    event_type: ClassVar[str] = "refund_request.created"

    refund_request_id: UUID
    order_id: UUID
    user_id: UUID
    reason: str
    requested_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequestApproved(DomainEvent):
    """It was granted: the refund of the order has begun."""

    event_type: ClassVar[str] = "refund_request.approved"

    refund_request_id: UUID
    order_id: UUID
    user_id: UUID
    refund_id: UUID
    decided_by: UUID | None
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequestDeclined(DomainEvent):
    """It was refused, with a reason that the customer reads."""

    event_type: ClassVar[str] = "refund_request.declined"

    refund_request_id: UUID
    order_id: UUID
    user_id: UUID
    reason: str
    decided_by: UUID | None
    decided_at: datetime


# quintet new: refund_request_event_classes

REFUND_REQUEST_EVENTS: Final = (
    RefundRequestCreated,
    RefundRequestApproved,
    RefundRequestDeclined,
    # quintet new: refund_request_events
)
"""Every class of the union, for `isinstance`."""

type RefundRequestEvent = (
    RefundRequestCreated
    | RefundRequestApproved
    # quintet new: refund_request_event_union
    | RefundRequestDeclined
)
