"""Refund requests."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.ordering.refund_request import RefundRequest, RefundRequestStatus
from business_hexagon.domain.ordering.refund_request_events import REFUND_REQUEST_EVENTS
from storage_contracts.rows.refund_request_row import RefundRequestRow, RefundRequestWrite

from storage_clients.mapping.stored_entity import stored_entity

__all__ = ["STORED_REFUND_REQUEST", "refund_request_from_row", "refund_request_write"]


def refund_request_from_row(row: RefundRequestRow) -> RefundRequest:
    """Rebuild a refund request."""
    return RefundRequest.restore(
        refund_request_id=row.id,
        order_id=row.order_id,
        user_id=row.user_id,
        reason=row.reason,
        status=RefundRequestStatus(row.status),
        requested_at=row.requested_at,
        refund_id=row.refund_id,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decline_reason=row.decline_reason,
        version=row.version,
        created_at=row.created_at,
    )


def refund_request_write(request: RefundRequest, now: datetime) -> RefundRequestWrite:
    """The row that a refund request's pending events lead to."""
    return RefundRequestWrite(
        expected_version=request.loaded_version,
        row=RefundRequestRow(
            id=request.id,
            order_id=request.order_id,
            user_id=request.user_id,
            reason=request.reason,
            status=request.status.value,
            requested_at=request.requested_at,
            refund_id=request.refund_id,
            decided_by=request.decided_by,
            decided_at=request.decided_at,
            decline_reason=request.decline_reason,
            version=request.version,
            created_at=request.created_at or now,
            updated_at=now,
        ),
    )


def _from_events(events: Iterable[DomainEvent]) -> RefundRequest:
    return RefundRequest.from_events(
        event for event in events if isinstance(event, REFUND_REQUEST_EVENTS)
    )


STORED_REFUND_REQUEST: Final = stored_entity(
    RefundRequest,
    events=REFUND_REQUEST_EVENTS,
    resource="refund_requests",
    row=RefundRequestRow,
    write=refund_request_write,
    fold=_from_events,
)
