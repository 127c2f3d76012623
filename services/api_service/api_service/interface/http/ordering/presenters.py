"""Orders as the API shows them: the shape is that of the data service's row."""

from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.ordering.order import Order
from storage_clients.mapping.order_mapping import order_row


class OrderPresenter:
    """Renders an order.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, order: Order) -> bytes:
        """The order as JSON."""
        return order_row(order, self._clock.now()).model_dump_json().encode()
