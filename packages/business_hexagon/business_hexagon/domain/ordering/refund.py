"""Money given back for some lines of an order."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from business_hexagon.domain.values.money import Money


class RefundStatus(StrEnum):
    """How far a refund is."""

    REQUESTED = "requested"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RefundItem:
    """A wish: so many pieces of one line.

    Attributes:
        line_no: number of the line, from 1.
        quantity: pieces, at least 1.
    """

    line_no: int
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLine:
    """Pieces of one line that are given back, and their exact amount."""

    line_no: int
    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """One refund of an order.

    Attributes:
        id: identity, and the gateway's idempotency key.
        status: how far it is.
        reason: why, in words.
        reference: the shop's own number of it, such as a credit note.
        lines: what is given back.
        amount: exact sum of the lines.
        charge_amount: what returns to the customer, in minor units.
        requested_at: when it was requested.
        completed_at: when the money went back, or was refused.
    """

    id: UUID
    status: RefundStatus
    reason: str
    reference: str | None
    lines: tuple[RefundLine, ...]
    amount: Money
    charge_amount: Money
    requested_at: datetime
    completed_at: datetime | None = None

    def ended(self, status: RefundStatus, moment: datetime) -> Self:
        """The refund after the gateway decided."""
        return replace(self, status=status, completed_at=moment)
