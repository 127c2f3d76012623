"""Rules of payments that can be broken.

DomainError
├── PaymentTransitionRefused   the payment is in no state for this
└── RefundExceedsPayment       more would go back than was taken
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class PaymentTransitionRefused(DomainError):
    """The payment is in no state for this.

    Attributes:
        payment_id: the payment.
        status: its status.
        wanted: the status that was wanted.
    """

    code: ClassVar[str] = "payment_transition_refused"
    payment_id: UUID
    status: str
    wanted: str


@dataclass(eq=False)
class RefundExceedsPayment(DomainError):
    """More would go back than was taken.

    Attributes:
        payment_id: the payment.
        remaining: what can still go back.
    """

    code: ClassVar[str] = "refund_exceeds_payment"
    payment_id: UUID
    remaining: Decimal
