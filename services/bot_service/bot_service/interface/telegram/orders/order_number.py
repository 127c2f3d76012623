"""The number that people know an order by."""

from uuid import UUID

_DIGITS = 8


def order_number(order_id: UUID) -> str:
    """The end of the id, in capitals: its beginning is the time, alike for orders of one minute."""
    return order_id.hex[-_DIGITS:].upper()
