"""Orders as the API shows them: the shape is that of the data service's row."""

from business_hexagon.domain.ordering.order import Order
from storage_clients.mapping.order_rows import OrderRows


class OrderPresenter:
    """Renders an order.

    Args:
        rows: Makes the row; the write takes the same one.
    """

    def __init__(self, rows: OrderRows) -> None:
        self._rows = rows

    def __call__(self, order: Order) -> bytes:
        """The order as JSON."""
        return self._rows.of(order).model_dump_json().encode()
