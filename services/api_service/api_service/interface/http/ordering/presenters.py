"""Orders and refund requests as the API shows them: the shape is that of the data service's row."""

from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from storage_clients.mapping.order_rows import OrderRows
from storage_clients.mapping.refund_request_mapping import refund_request_write


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


class RefundRequestPresenter:
    """Renders a refund request.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, request: RefundRequest) -> bytes:
        """The refund request as JSON."""
        return refund_request_write(request, self._clock.now()).row.model_dump_json().encode()
