"""The row of a new order, made once: for the answer and for the write."""

from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.ordering.order import Order
from storage_contracts.rows.order_row import OrderRow

from storage_clients.mapping.order_mapping import order_row

__all__ = ["OrderRows"]


class OrderRows:
    """Remembers the last row that it made.

    An order is shown and then written within one step of the event loop, so one is enough; and
    both hold the same moment, so what a client was answered is what it reads later.

    Args:
        clock: Gives the time of the row; one reading for each version of an order.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: tuple[Order, OrderRow] | None = None

    def of(self, order: Order) -> OrderRow:
        """Return the whole order as it is now."""
        last = self._last
        if last is not None and last[0] is order and last[1].version == order.version:
            return last[1]
        row = order_row(order, self._clock.now())
        self._last = (order, row)
        return row
