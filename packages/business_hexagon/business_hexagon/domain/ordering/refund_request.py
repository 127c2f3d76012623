"""A customer's wish for money back, which somebody with the right to refund decides."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.ordering.errors import RefundRequestAlreadyDecided
from business_hexagon.domain.ordering.refund_request_events import (
    RefundRequestApproved,
    RefundRequestCreated,
    RefundRequestDeclined,
    RefundRequestEvent,
)
from business_hexagon.domain.values.text import checked_text

LONGEST_REASON: Final = 255


class RefundRequestStatus(StrEnum):
    """How far a refund request is."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"


class RefundRequest(Aggregate[RefundRequestEvent]):
    """A wish for all money of an order that was not given back yet; at most one open for an order.

    open → approved, or open → declined; a declined one may be followed by another.

    Attributes:
        order_id: the order.
        user_id: its customer, who asks.
        reason: why, in the customer's words.
        status: how far it is.
        requested_at: when it was asked, UTC.
        refund_id: the refund of the order that it led to.
        decided_by: who approved or declined it; nothing while open or for a program.
        decided_at: when, UTC.
        decline_reason: why it was declined, in words for the customer.
    """

    __slots__ = (
        "decided_at",
        "decided_by",
        "decline_reason",
        "order_id",
        "reason",
        "refund_id",
        "requested_at",
        "status",
        "user_id",
    )

    kind: ClassVar[str] = "refund_request"
    order_id: UUID
    user_id: UUID
    reason: str
    status: RefundRequestStatus
    requested_at: datetime
    refund_id: UUID | None
    decided_by: UUID | None
    decided_at: datetime | None
    decline_reason: str | None

    @classmethod
    def create(
        cls,
        *,
        refund_request_id: UUID,
        order_id: UUID,
        user_id: UUID,
        reason: str,
        now: datetime,
    ) -> Self:
        """Ask.

        Raises:
            InvalidValue: the reason is empty, too long, or no proper text.
        """
        request = cls()
        request._record(
            RefundRequestCreated(
                refund_request_id=refund_request_id,
                order_id=order_id,
                user_id=user_id,
                reason=checked_text("reason", reason, longest=LONGEST_REASON),
                requested_at=now,
            )
        )
        return request

    @classmethod
    def restore(
        cls,
        *,
        refund_request_id: UUID,
        order_id: UUID,
        user_id: UUID,
        reason: str,
        status: RefundRequestStatus,
        requested_at: datetime,
        refund_id: UUID | None,
        decided_by: UUID | None,
        decided_at: datetime | None,
        decline_reason: str | None,
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild a refund request from its row."""
        request = cls()
        request.id = refund_request_id
        request.order_id = order_id
        request.user_id = user_id
        request.reason = reason
        request.status = status
        request.requested_at = requested_at
        request.refund_id = refund_id
        request.decided_by = decided_by
        request.decided_at = decided_at
        request.decline_reason = decline_reason
        request._restored(version, created_at)
        return request

    def approve(self, *, refund_id: UUID, decided_by: UUID | None, now: datetime) -> None:
        """Grant it; the refund of the order is written with it.

        Raises:
            RefundRequestAlreadyDecided: it is not open any more.
        """
        self._require_open()
        self._record(
            RefundRequestApproved(
                refund_request_id=self.id,
                order_id=self.order_id,
                user_id=self.user_id,
                refund_id=refund_id,
                decided_by=decided_by,
                decided_at=now,
            )
        )

    def decline(self, *, reason: str, decided_by: UUID | None, now: datetime) -> None:
        """Refuse it.

        Raises:
            RefundRequestAlreadyDecided: it is not open any more.
            InvalidValue: the reason is empty, too long, or no proper text.
        """
        self._require_open()
        self._record(
            RefundRequestDeclined(
                refund_request_id=self.id,
                order_id=self.order_id,
                user_id=self.user_id,
                reason=checked_text("reason", reason, longest=LONGEST_REASON),
                decided_by=decided_by,
                decided_at=now,
            )
        )

    def _require_open(self) -> None:
        if self.status is not RefundRequestStatus.OPEN:
            raise RefundRequestAlreadyDecided(self.id, self.status)

    # quintet new: refund_request_methods

    def _apply(self, event: RefundRequestEvent) -> None:
        match event:
            case RefundRequestCreated():
                self.id = event.refund_request_id
                self.order_id = event.order_id
                self.user_id = event.user_id
                self.reason = event.reason
                self.status = RefundRequestStatus.OPEN
                self.requested_at = event.requested_at
                self.refund_id = self.decided_by = None
                self.decided_at = self.decline_reason = None
            case RefundRequestApproved():
                self.status = RefundRequestStatus.APPROVED
                self.refund_id = event.refund_id
                self._decided(event)
            case RefundRequestDeclined():
                self.status = RefundRequestStatus.DECLINED
                self.decline_reason = event.reason
                self._decided(event)
            # quintet new: refund_request_applied
            case _:
                assert_never(event)

    def _decided(self, event: RefundRequestApproved | RefundRequestDeclined) -> None:
        self.decided_by = event.decided_by
        self.decided_at = event.decided_at
