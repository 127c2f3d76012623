"""Where a payment stands."""

from enum import StrEnum


class PaymentStatus(StrEnum):
    """Whether money was taken, and how much of it went back."""

    PENDING = "pending"
    CHARGED = "charged"
    FAILED = "failed"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
