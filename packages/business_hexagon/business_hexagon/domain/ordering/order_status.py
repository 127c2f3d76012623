"""Where an order stands."""

from enum import StrEnum


class OrderStatus(StrEnum):
    """`pending` is also the saga's semantic lock: nothing else may change such an order."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
