"""What is told about customers' wishes for money back."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Moment, OrderId, RefundId, RefundRequestId, UserId

Reason = Annotated[str, Field(examples=["arrived broken"])]


class RefundRequestCreated(EventData):
    """A customer asks for the money of a completed order back."""

    refund_request_id: RefundRequestId
    order_id: OrderId
    user_id: UserId
    reason: Reason
    requested_at: Moment


class RefundRequestApproved(EventData):
    """It was granted: the refund of the order has begun."""

    refund_request_id: RefundRequestId
    order_id: OrderId
    user_id: UserId
    refund_id: RefundId
    decided_by: UserId | None = None
    decided_at: Moment


class RefundRequestDeclined(EventData):
    """It was refused, with a reason for the customer."""

    refund_request_id: RefundRequestId
    order_id: OrderId
    user_id: UserId
    reason: Annotated[str, Field(examples=["it was used for a year"])]
    decided_by: UserId | None = None
    decided_at: Moment


# quintet new: refund_request_event_data
